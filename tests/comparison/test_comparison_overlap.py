"""Shared wording: quotes stand where it says they stand, and the longest are found."""

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.comparison.overlap import overlap
from nianbao.report import Report
from nianbao.report.text import fold
from validators.profile import national
from validators.shared_wording.scratch import compare

MIN_RUN = int(national().threshold("LK-02.characters"))
MakeReport = Callable[..., Report]
LONG = "全年围绕重点领域及时公开政策文件和解读材料主动回应社会关切并且做好依申请公开答复工作"
assert len(LONG) > MIN_RUN


def quoted(report: Report, section: str, start: int, end: int) -> str:
    return dict(report.prose())[section][start:end]  # type: ignore[call-overload, no-any-return]


def test_shared_sentences_and_where_they_stand(make_report: MakeReport) -> None:
    report = make_report(
        overview=f"（一）主动公开\n今年公开120条。{LONG}。",
        problems="解读形式还不够丰富多样；新的问题是公开平台检索不便。",
    )
    last = make_report(
        year=2023,
        overview=f"{LONG}。去年公开100条。",
        problems="一是解读形式还不够丰富多样;无。解读形式还不够丰富多样；",
    )
    found = overlap(report, last)
    assert found.other == "甲省乙县人民政府2023年"
    assert [(s.quote, s.here.section, s.there.section) for s in found.shared_sentences] == [
        (LONG, "overview", "overview"),
        ("解读形式还不够丰富多样", "problems", "problems"),
    ]
    assert (found.sentences, str(found.shared_sentence_share)) == (3, "66.7")
    for shared in found.shared_sentences:
        assert quoted(report, shared.here.section, shared.here.start, shared.here.end) == shared.quote
        assert quoted(last, shared.there.section, shared.there.start, shared.there.end) == shared.quote


def test_runs_ignore_white_space_and_width_and_may_sit_inside_sentences(make_report: MakeReport) -> None:
    broken = LONG[:11] + "\n  " + LONG[11:20] + "\u3000\u200b" + LONG[20:]
    report = make_report(overview=f"开头，{LONG}，（2024年）结尾")
    other = make_report("丙县人民政府", overview="别的内容", other=f"前言。{broken},(2024年)后记")
    found = overlap(report, other)
    assert [(r.quote, r.here.section, r.there.section) for r in found.runs] == [
        (f"{LONG}，（2024年）", "overview", "other")
    ]
    run = found.runs[0]
    assert run.length == len(LONG) + 8
    assert quoted(report, "overview", run.here.start, run.here.end) == run.quote
    assert quoted(other, "other", run.there.start, run.there.end) == f"{broken},(2024年)"
    assert str(found.covered_share) == str(round(100 * run.length / (run.length + len("开头，结尾")), 1))


@pytest.mark.parametrize(("length", "count"), [(MIN_RUN - 1, 0), (MIN_RUN, 1)])
def test_the_shortest_run(make_report: MakeReport, length: int, count: int) -> None:
    report, other = make_report(overview=f"甲{LONG[:length]}乙"), make_report(overview=f"丙{LONG[:length]}丁")
    assert len(overlap(report, other).runs) == count


def test_no_run_crosses_from_one_section_into_the_next(make_report: MakeReport) -> None:
    report = make_report(overview=LONG)
    other = make_report(overview=LONG[:20], problems=LONG[20:])
    assert overlap(report, other).runs == []


def test_the_threshold_is_the_profiles(make_report: MakeReport) -> None:
    shorter = dataclasses.replace(national(), thresholds={**national().thresholds, "LK-02.characters": 20})
    report, other = make_report(overview=f"甲{LONG[:24]}乙"), make_report("丙县教育局", overview=f"丙{LONG[:24]}丁")
    assert overlap(report, other).runs == []
    assert [(r.length, overlap(report, other, shorter).run_length) for r in overlap(report, other, shorter).runs] == [
        (24, 20)
    ]


FARM = "镇食堂改建的阅览角每周三下午放映农机维修录像，由退休的机修工老郑逐句讲给听众"
LIBRARY = "县图书馆把旧报刊扫描成册后放进流动书车，司机沿着水渠每半月到各村停留一个上午"
SHARED = [
    (f"（四）政府信息公开平台建设\n{FARM}。", f"（四）政府信息公开平台建设\n别的话。{FARM}。", True),
    (f"（四）政府信息公开平台建设。{FARM}。", f"（四）政府信息公开平台建设。{FARM}。", True),
    (f"{FARM}；{LIBRARY}。", f"{LIBRARY}；{FARM}。", True),
    ("（四）政府信息公开平台建设情况。（五）政府信息公开工作监督保障情况：有。", "（四）政府信息公开平台建设情况。（五）政府信息公开工作监督保障情况：无。", False),
    ("（一）主动公开政府信息情况\n（二）依申请公开政府信息情况\n（三）政府信息资源管理情况\n（四）政府信息公开平台建设情况\n", "（一）主动公开政府信息情况\n（二）依申请公开政府信息情况\n（三）政府信息资源管理情况\n（四）政府信息公开平台建设情况\n", False),
    (f"共320件，{FARM}。", f"共451件，{FARM}。", False),
    ("坚持“以公开为常态、不公开为例外”的原则，充分保障人民群众的知情权、参与权、表达权和监督权，甲。", "坚持“以公开为常态、不公开为例外”的原则，充分保障人民群众的知情权、参与权、表达权和监督权，乙。", False),
]  # fmt: skip


@pytest.mark.parametrize(("mine", "theirs", "copied"), SHARED)
def test_screen_and_rule_agree_on_what_is_copied(make_report: MakeReport, mine: str, theirs: str, copied: bool) -> None:
    """Whatever LK-02 tells of two agencies, the comparison shows as own words that both hold; and the reverse."""
    report, other = make_report("甲县教育局", overview=mine), make_report("乙县教育局", overview=theirs)
    told = sorted((s.section, s.own) for s in compare(report, (other,), national()).stretches)
    shown = sorted((r.here.section, r.own) for r in overlap(report, other).runs if r.own)
    assert told == shown
    assert bool(told) is copied


def test_a_compulsory_heading_is_no_shared_sentence(make_report: MakeReport) -> None:
    text = "（四）政府信息公开平台建设情况\n"
    found = overlap(make_report(overview=text + "甲。"), make_report("丙县教育局", overview=text + "乙。"))
    assert (found.sentences, found.shared_sentences) == (0, [])


def test_longest_first_and_overlapping_runs_count_once(make_report: MakeReport) -> None:
    head, middle, tail = "甲" * 5 + LONG[:20], LONG[20:35], "乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    report = make_report(overview=head + middle + tail)
    other = make_report(overview=f"{head + middle}。{middle + tail}")
    found = overlap(report, other)
    assert [r.length for r in found.runs] == [40, 36]
    assert str(found.covered_share) == "100.0"


def test_without_prose(make_report: MakeReport) -> None:
    found = overlap(make_report(), make_report(overview=LONG))
    assert (found.sentences, found.shared_sentence_share, found.runs, found.covered_share) == (0, None, [], None)
    found = overlap(make_report(overview=LONG), make_report(year=None))
    assert (found.runs, str(found.covered_share), found.other) == ([], "0.0", "甲省乙县人民政府")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_quote_is_where_it_is_said_to_be(data: st.DataObject) -> None:
    from nianbao.report import Agency, Section, layout_for_year

    piece = st.sampled_from([LONG, LONG[:33], "。", "\n", " ", "（一）", "1234", "１２３４", "另外的话"])
    layout = layout_for_year(2024)

    def make() -> Report:
        texts = {k: "".join(data.draw(st.lists(piece, max_size=6))) for k in ("overview", "problems")}
        sections = tuple(Section(k, None, "", t) for k, t in texts.items())  # type: ignore[arg-type]
        return Report(Agency("甲"), 2024, "", data.draw(piece), layout, sections, {})

    report, other = make(), make()
    found = overlap(report, other)
    for shared in (*found.shared_sentences, *found.runs):
        here = quoted(report, shared.here.section, shared.here.start, shared.here.end)
        there = quoted(other, shared.there.section, shared.there.start, shared.there.end)
        assert here == shared.quote
        assert "".join(fold(here).split()) == "".join(fold(there).split())
        assert len("".join(here.split())) == shared.length

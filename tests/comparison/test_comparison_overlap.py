"""Shared wording: quotes stand where it says they stand, and the longest are found."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.comparison.overlap import MIN_RUN, overlap
from nianbao.comparison.substrings import Match, SubstringIndex
from nianbao.report import Report
from nianbao.report.text import fold

MakeReport = Callable[..., Report]
LONG = "全年围绕重点领域及时公开政策文件和解读材料主动回应社会关切并且做好依申请公开答复工作"
assert len(LONG) > MIN_RUN


def plainly(index: str, text: str, at_least: int) -> list[tuple[int, int]]:
    """Maximal matches by trying every pair of ends."""
    found = [
        (start, end)
        for start in range(len(text))
        for end in range(start + at_least, len(text) + 1)
        if text[start:end] in index
        and (start == 0 or text[start - 1 : end] not in index)
        and (end == len(text) or text[start : end + 1] not in index)
    ]
    return found


@settings(max_examples=400, deadline=None)
@given(index=st.text("甲乙丙", max_size=24), text=st.text("甲乙丙丁", max_size=24), at_least=st.integers(1, 5))
def test_matches_are_all_the_maximal_ones(index: str, text: str, at_least: int) -> None:
    matches = list(SubstringIndex(index).matches(text, at_least))
    assert [(m.start, m.end) for m in matches] == plainly(index, text, at_least)
    for match in matches:
        length = match.end - match.start
        assert index[match.found_at : match.found_at + length] == text[match.start : match.end]
        assert match.found_at == index.index(text[match.start : match.end])


def test_nothing_in_nothing() -> None:
    assert list(SubstringIndex("").matches("", 1)) == []
    assert list(SubstringIndex("甲").matches("甲", 1)) == [Match(0, 1, 0)]


def test_the_cost_is_linear() -> None:
    """A repetitive text is the worst case of naive methods; the automaton may have two states a character."""
    text = "甲乙" * 20_000
    index = SubstringIndex(text)
    assert len(index._next) <= 2 * len(text)
    assert list(index.matches(text, 30)) == [Match(0, len(text), 0)]


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

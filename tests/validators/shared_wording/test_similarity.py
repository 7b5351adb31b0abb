"""Shared runs: none is missed, none is invented, and what reports share without copying is left out."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.report import Agency, Report, Section, layout_for_year
from validators.profile import national
from validators.shared_wording.digest import digest
from validators.shared_wording.formulas import content, own_characters
from validators.shared_wording.neighbours import Neighbours, beyond_chance, related
from validators.shared_wording.runs import shared_runs
from validators.shared_wording.scratch import Scratch, compare
from validators.shared_wording.similarity import common_runs, compact, fingerprints

OWN = "镇食堂改建的阅览角每周三下午放映农机维修录像，由退休的机修工老郑逐句讲给听众"
OTHER = "县图书馆把旧报刊扫描成册后放进流动书车，司机沿着水渠每半月到各村停留一个上午"
assert min(len(OWN), len(OTHER)) > 30


def plainly(index: str, text: str, at_least: int) -> list[tuple[int, int]]:
    """Maximal shared runs by trying every pair of ends."""
    return [
        (start, end)
        for start in range(len(text))
        for end in range(start + at_least, len(text) + 1)
        if text[start:end] in index
        and (start == 0 or text[start - 1 : end] not in index)
        and (end == len(text) or text[start : end + 1] not in index)
    ]


@settings(max_examples=300, deadline=None)
@given(text=st.text("甲乙丙", max_size=40), other=st.text("甲乙丙丁", max_size=40), at_least=st.integers(1, 9))
def test_every_run_is_found_and_none_inside_another(text: str, other: str, at_least: int) -> None:
    found = shared_runs([text], [other], at_least)
    assert [(run.start, run.end) for run in found] == plainly(other, text, at_least)
    for run in found:
        assert text[run.start : run.end] == other[run.found_at : run.found_at + run.end - run.start]


@settings(max_examples=100, deadline=None)
@given(text=st.text("甲乙丙", max_size=30), one=st.text("甲乙丙丁", max_size=20), two=st.text("甲乙丙丁", max_size=20))
def test_sections_are_not_run_together(text: str, one: str, two: str) -> None:
    assert [(r.start, r.end) for r in shared_runs([text], [one, two], 3)] == plainly(f"{one}|{two}", text, 3)


@pytest.mark.parametrize("filler", ["，", "甲乙", "甲乙丙丁戊己庚"])
def test_filler_costs_no_square(filler: str) -> None:
    text = filler * (20_000 // len(filler))
    started = time.process_time()
    assert shared_runs([text], [text], 30)[0][1:3] == (0, len(text))
    assert time.process_time() - started < 5


def test_a_hash_that_lies_is_no_run() -> None:
    assert common_runs("甲乙丙丁戊", "己庚辛壬癸", [(1, 2)], 2) == []


def test_the_same_run_has_the_same_fingerprints_wherever_it_stands() -> None:
    inside = {h for h, _ in fingerprints(OWN, 30)}
    assert inside
    assert inside <= {h for h, _ in fingerprints(f"前面的话{OWN}后面的话", 30)}


def test_compact_text_knows_where_its_characters_stood() -> None:
    part = compact("甲 乙\n\u200b（丙）")
    assert part.text == "甲乙(丙)"
    start, end = part.span(1, 4)
    assert part.original[start:end] == "乙\n\u200b（丙"


# --- formulas ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大和二十届二中、三中全会精神，",
        "认真落实《中华人民共和国政府信息公开条例》《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号），",
        "坚持“以公开为常态、不公开为例外”的原则，充分保障人民群众的知情权、参与权、表达权和监督权，",
        "行政机关对政府信息公开申请，应当根据下列情况分别作出答复。",
        "本年度未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况，没有其他需要报告的事项。",
        "本报告电子版可以在县政府门户网站下载，如有疑问请与办公室联系（联系电话：0911-6221234）。",
        "第二十条第（五）项 信息内容 本年处理决定数量 行政许可 行政处罚 行政强制",
        "规范依申请公开的接收、登记、审核、办理、答复、送达、归档等各环节流程，",
        "在县委、县政府的正确领导下，",
    ],
)
def test_formulas_are_not_ones_own_words(text: str) -> None:
    own = own_characters(compact(text))
    assert sum(own) < 15, "".join(c for c, mine in zip(compact(text).text, own, strict=True) if mine)


def test_plain_words_are_ones_own() -> None:
    assert all(own_characters(compact(f"{OWN}。"))[: len(OWN)])
    assert not any(own_characters(compact(f"{OWN}。"), (OWN,))[: len(OWN)])


def test_what_every_report_says_is_no_content() -> None:
    words = national().word_list("LK-02.common")
    assert content("下一步，我局将进一步加强政府信息公开工作组织领导，健全完善工作机制，不断提高工作水平。", words) < 5
    assert content(OWN, words) > 25


# --- whose report ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("青禾县教育局", "白鹤县教育局", False),
        ("青禾县教育局", "青禾县民政局", False),
        ("青禾县柳溪镇人民政府", "青禾县鹭栖镇人民政府", False),
        ("云岭市教育局", "云岭市青禾县教育局", False),
        ("白鹤县人民政府", "青禾县教育局", False),
        ("青禾县人民政府", "白鹤县人民政府", False),
        ("示例省云岭市青禾县教育局", "青禾县教育局", True),
        ("示例省云岭市青禾县人民政府", "青禾县柳溪镇人民政府", True),
        ("青禾县人民政府办公室", "青禾县教育局", True),
        ("云岭市人民政府", "示例省云岭市青禾县教育局", True),
        ("云岭市公安局", "云岭市公安局青禾分局", True),
        ("青禾县柳溪镇人民政府", "青禾县柳溪镇财政所", True),
        ("", "青禾县教育局", True),
    ],
)
def test_superiors_and_parts_are_no_peers(one: str, other: str, expected: bool) -> None:
    assert related(one, other) is expected
    assert related(other, one) is expected


def test_small_tables_may_be_alike_by_chance() -> None:
    two_applications, a_full_table = 6.6, 60.0
    assert not beyond_chance(two_applications, 90)
    assert beyond_chance(a_full_table, 2000)


# --- reports ----------------------------------------------------------------------------------------------------


def report(agency: str, overview: str, year: int = 2024, preamble: str = "") -> Report:
    section = Section("overview", None, "总体情况", overview)
    return Report(Agency(agency), year, "", preamble, layout_for_year(year), (section,), {})


def shared(one: Report, *others: Report) -> Neighbours:
    return compare(one, others, national())


def test_a_stretch_is_quoted_where_it_stands() -> None:
    text = f"（一）主动公开\n开头是自己的话，{OWN}，结尾也是自己的话。"
    found = shared(report("甲县教育局", text), report("乙县教育局", f"别的话。{OWN}。"))
    (stretch,) = found.stretches
    assert stretch.quote == OWN == text[stretch.start : stretch.end]
    assert (stretch.peer.agency, stretch.section, found.compared) == ("乙县教育局", "overview", 1)


def test_of_a_stretch_over_several_paragraphs_the_longest_is_quoted() -> None:
    text = f"{OWN}。\n{OTHER}，{OTHER[::-1]}。"
    (stretch,) = shared(report("甲县教育局", text), report("乙县教育局", text)).stretches
    assert stretch.quote == f"{OTHER}，{OTHER[::-1]}。"
    assert stretch.length == len(text) - 1


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (f"{OWN[:29]}。", f"{OWN[:29]}，"),
        (f"共有320人参加，{OWN}。", f"共有451人参加，{OWN}。"),
        (f"{OWN[:15]}，{OTHER[:15]}。", f"{OTHER[:15]}，{OWN[:15]}。"),
        (f"《{OWN}》", f"《{OWN}》"),
    ],
    ids=["one character short", "only a number differs", "other order", "a title"],
)
def test_what_is_no_copy(mine: str, theirs: str) -> None:
    assert shared(report("甲县教育局", mine), report("乙县教育局", theirs)).stretches == ()


def test_a_number_in_another_sentence_does_not_excuse() -> None:
    found = shared(report("甲县教育局", f"共320人。{OWN}。"), report("乙县教育局", f"共451人。{OWN}。"))
    assert len(found.stretches) == 1


def test_preambles_and_own_reports_are_not_compared() -> None:
    assert shared(report("甲县教育局", "", preamble=OWN), report("乙县教育局", "", preamble=OWN)).stretches == ()
    found = shared(report("甲县教育局", f"{OWN}。"), report("甲县教育局", f"{OWN}。", 2023))
    assert (found.compared, found.stretches) == (0, ())


@pytest.mark.parametrize(
    ("agencies", "holders", "fires"), [(12, 2, True), (12, 3, False), (20, 3, True), (20, 4, False)]
)
def test_wording_of_a_fifth_of_the_agencies_is_the_sets_own(agencies: int, holders: int, fires: bool) -> None:
    chance = random.Random(3)
    own = ["".join(chance.choice(OWN + OTHER) for _ in range(80)) for _ in range(agencies)]
    reports = [report(f"{n}县教育局", f"{text}。{OWN if n < holders else ''}。") for n, text in enumerate(own)]
    assert bool(shared(*reports).stretches) is fires


def test_time_grows_with_the_number_and_a_common_sentence_does_not_hurt() -> None:
    """Pairs would be 16 times as many in the larger set. A sentence that all share is learned, not compared."""

    def seconds(count: int) -> float:
        chance = random.Random(count)
        scratch = Scratch(":memory:", 30)
        for number in range(count):
            text = "".join(chance.choice(OWN + OTHER) for _ in range(200))
            shared_by_few = f"{number // 5}号文件袋里的材料由{OTHER}"
            one = report(f"第{number}县教育局", f"{text}。{OWN}。{shared_by_few}。")
            scratch.add(number, digest(one, 30))
        started = time.process_time()
        scratch.learn()
        for number in range(count):
            scratch.neighbours(number, national())
        return time.process_time() - started

    seconds(20)
    assert seconds(160) < 9 * max(seconds(40), 0.005)

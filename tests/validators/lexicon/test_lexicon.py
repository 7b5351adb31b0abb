"""The named lists: each entry earns its place by a text that it alone is there for."""

import re

import pytest

from nianbao.report.layout import LAYOUT_2021
from validators.lexicon import any_of, formulas
from validators.lexicon.headings import FORM_HEADING
from validators.lexicon.leftovers import leftovers
from validators.lexicon.no_answer import answers_nothing, without_denial
from validators.lexicon.outcomes import CASE_RESULTS
from validators.lexicon.slips import DOUBLED_OF_THE_FIELD, DOUBLED_PARTICLES, DOUBLED_PLAIN, DOUBLED_WORDS, SLIPS

EXAMPLES = {
    "CITATIONS": [
        "《示例省公开办法》(示例政发〔2020〕3号)",
        "(示例办发〔2021〕30号)",
        "国务院办公厅政府信息与政务公开办公室关于印发某格式的通知",
    ],
    "THOUGHT": [
        "坚持以习近平新时代中国特色社会主义思想为指导",
        "习近平总书记关于基层治理的重要论述精神",
        "习近平法治思想",
        "深入学习贯彻党的二十大和历次全会精神",
        "二十届二中、三中全会精神",
        "区第五次党代会精神",
        "做到“两个维护”",
        "坚持以人民为中心的发展思想",
    ],
    "LEADERSHIP": ["党中央、国务院和省委、省政府关于政务公开工作的重大决策部署", "在县委、县政府的正确领导下"],
    "PRINCIPLES": [
        "坚持以公开为常态、不公开为例外的原则",
        "公正、公平、合法、便民的原则",
        "切实保障人民群众的知情权",
        "知情权、参与权、监督权",
        "“谁公开谁审查”的原则",
        "先审查、后公开的原则",
        "应公开尽公开",
        "三审三校",
        "一事一审",
    ],
    "PROCEDURE": ["全面推进决策、执行、管理、服务、结果公开", "决策、执行、管理、服务、结果", "登记、审核、答复、归档等环节"],
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_formula_of_a_list_has_its_text(name: str) -> None:
    listed = getattr(formulas, name)
    assert len(listed) == len(EXAMPLES[name])
    for pattern, text in zip(listed, EXAMPLES[name], strict=True):
        assert re.search(pattern, text), (pattern, text)
    whole = re.compile("|".join(formulas.FORMULAS))
    assert [text for text in EXAMPLES[name] if len(whole.sub("", text)) > 2] == []


@pytest.mark.parametrize("word", [*DOUBLED_PLAIN, *DOUBLED_OF_THE_FIELD])
def test_a_doubled_word_is_found_and_a_single_one_is_not(word: str) -> None:
    plain, bracket, _ = word.partition("(?")
    assert DOUBLED_WORDS.search(f"全{plain}{plain}。")
    assert not DOUBLED_WORDS.search(f"全{plain}。")
    if bracket and "(?!" in word:
        ahead = word.partition("(?!")[2].rstrip(")")
        behind = ahead[1] if ahead.startswith("[") else ahead
        assert not DOUBLED_WORDS.search(f"全{plain}{plain}{behind}")


@pytest.mark.parametrize("pattern", DOUBLED_PARTICLES)
def test_a_doubled_particle_looks_at_its_neighbours(pattern: str) -> None:
    doubled = re.sub(r"\(\?.*?\]\)", "", pattern)
    assert DOUBLED_WORDS.search(f"甲{doubled}乙")
    before = re.match(r"\(\?<!\[(.)", pattern)
    assert before is None or not DOUBLED_WORDS.search(f"甲{before[1]}{doubled}乙")


def test_the_right_spelling_is_no_slip() -> None:
    assert [slip.right for slip in SLIPS if slip.pattern.search(slip.right)] == []


@pytest.mark.parametrize(
    ("text", "is_heading"),
    [
        ("（四）政府信息公开平台建设", True),
        ("(四) 政府信息公开平台建设情况", True),
        ("4.平台建设方面", True),
        ("主动公开政府信息情况", True),
        ("（五）监督保障", True),
        ("（四）平台建设有新进展", False),
        ("主动公开政府信息12条", False),
    ],
)
def test_form_headings(text: str, is_heading: bool) -> None:
    assert (re.fullmatch(FORM_HEADING, text) is not None) is is_heading


def test_results_are_the_columns_of_table_four() -> None:
    columns = {c.key for b in LAYOUT_2021.tables["proceedings"].blocks for c in b.columns} - {"total"}
    assert set(CASE_RESULTS) == columns


def test_any_of_is_one_group() -> None:
    assert re.fullmatch(any_of("甲", "乙丙") + "丁", "乙丙丁")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("没有结转。批注[1]：请民政所核对", "批注[1]：请民政所核对"),
        ("没有结转。//王主任：这里需要补数据", "//王主任：这里需要补数据"),
        ("（与2023年保持一致即可）", "（与2023年保持一致即可）"),
        ("收到申请3件<数据待核>。", "<数据待核>"),
        ("召开会议2次【李科：这个数对吗？】，", "【李科：这个数对吗？】"),
        ("请与办公室联系（地址：          ）。", "（地址：          ）"),
        ("（征求意见稿）柳溪镇2024年报告", "（征求意见稿）"),
        ("柳溪镇2024年报告（送审稿）", "（送审稿）"),
        ("全年制发规范性文件  条，废止2件。", "全年制发规范性文件  条"),
    ],
)
def test_what_drafting_leaves_behind_is_quoted_as_printed(text: str, quoted: str) -> None:
    assert [left.quote for left in leftovers(text)] == [quoted]


@pytest.mark.parametrize(
    "text",
    [
        "《柳溪镇管理办法（征求意见稿）》公开征求意见12条",
        "网址 http://www.example.gov.cn//公开",
        "（凭身份证办理即可）",
        "（县长：3次，书记：2次）",
        "领导批注3条，开展批注式审核（批注12处）",
        "（区长信箱：12件）",
        "【科普：如何申请】",
        "（与上年一致）",
    ],
)
def test_words_that_only_look_like_leftovers(text: str) -> None:
    assert list(leftovers(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "暂无。",
        "见附件1",
        "继续保持",
        "（一）没有",
        "没有发现突出问题",
        "与上年相同",
        "无需改进",
        "待补充",
        "/",
        "进一步加大公开力度，推动工作再上新台阶",
    ],
)
def test_what_answers_nothing(text: str) -> None:
    assert answers_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "无专人负责",
        "见效慢",
        "人手紧",
        "没有及时更新",
        "继续加强培训",
        "已整改",
        "无障碍改造未完成",
        "进一步加大培训力度",
        "提高公开时效，3日内上网",
    ],
)
def test_what_answers_something(text: str) -> None:
    assert not answers_nothing(text)


def test_a_denial_of_problems_leaves_the_problem_named_beside_it() -> None:
    assert without_denial("未发现重大问题和不足,但解读单一") == ",但解读单一"
    assert without_denial("没有及时更新的问题") == "没有及时更新的问题"

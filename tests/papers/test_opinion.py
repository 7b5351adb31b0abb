"""The 审核意见: everything that a chief signs is in it, in Word and in HTML alike; nothing dismissed is hidden."""

import html
import re
from dataclasses import replace
from datetime import date

import pytest

from nianbao import __version__
from nianbao.documents import read
from nianbao.documents.word.reading.every_word import document_text
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.documents.word.writing.styles import Fonts
from nianbao.papers.opinion import marked_docx, opinion_file
from nianbao.papers.opinion.paper import CONCLUSIONS, opinion_blocks
from nianbao.papers.opinion.places import place_name
from nianbao.papers.opinion.reviewed import Reviewed, Word
from nianbao.report import Cell, Problem, Report
from nianbao.report.errors import UserError
from nianbao.report.model import Notice
from nianbao.report.regulation import cite
from tests.support.files.word_comments import by_comment
from tests.support.files.word_files import SAMPLE, W, part, with_text
from validators.engine import Where
from validators.finding_keys import finding_key_of
from validators.profile import Profile, load_profile, national
from validators.record import ReviewRecord
from validators.review import Review, review

DIGEST = "ab" * 32
DAY = date(2025, 2, 3)
FAULTY_TEXT = "（一）依申请公开。全年收到政府信息公开申请99件。\n（二）监督保障。县对镇考核得分90分。（文字描述）"


def faulty() -> Report:
    """The sample with a sum that is wrong, blanks in two rows, words left over and no sixth section."""
    report = with_text("overview", FAULTY_TEXT)
    table = report.table("applications")
    assert table is not None
    cells = dict(table.cells)
    cells["granted", "natural_person"] = Cell.of((table.integer("granted", "natural_person") or 0) + 1)
    cells["denied.process", "research"] = cells["unable.not_held", "social"] = Cell.read("")
    sections = tuple(s for s in report.sections if s.key != "other")
    return replace(report, sections=sections, tables=report.tables | {"applications": replace(table, cells=cells)})


@pytest.fixture(scope="module")
def reviewed() -> Review:
    return review(faulty())


def filed(result: Review, name: str = "年报.docx", notes: dict[str, tuple[str, str, str]] | None = None) -> Reviewed:
    """A review as a record of a file, with the reviewer's decisions on it."""
    words = {key: Word(*word) for key, word in (notes or {}).items()}
    return Reviewed(ReviewRecord(result, name, DAY, DIGEST), words)


def paper(result: Review, *, ending: str = ".docx", notes: dict[str, tuple[str, str, str]] | None = None) -> list[str]:
    """Every line of the opinion."""
    content = opinion_file([filed(result, notes=notes)], ending)
    if ending == ".docx":
        return document_text(content)
    return [
        html.unescape(re.sub(r"<[^>]+>", "", p))
        for p in re.findall(r"<(?:p|h\d)[^>]*>.*?</(?:p|h\d)>", content.decode())
    ]


def notes_on(result: Review, **decisions: tuple[str, str, str]) -> dict[str, tuple[str, str, str]]:
    """Rule (T3_02) → decision, as notes on its first finding."""
    found = {f.rule: f for f in reversed(result.findings)}
    return {finding_key_of(found[rule.replace("_", "-")]): word for rule, word in decisions.items()}


# --- what must be in it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_it_says_whose_report_it_is_from_which_file_and_how_it_ends(reviewed, ending):
    lines = paper(reviewed, ending=ending)
    text = "\n".join(lines)
    assert lines[0] == "政府信息公开工作年度报告审核意见"
    for said in (
        SAMPLE.agency.name,
        "2024年",
        "年报.docx",
        f"SHA-256：{DIGEST}",
        "2025年2月3日",
        f"年报（Nianbao）{__version__}",
        "审核结论：尚不符合。",
        "缺少：其他需要报告的事项。",
        "规则配置：全国通用。",
        "没有提供上一年度报告",
    ):
        assert said in text, said
    signatures = [line for line in lines if line.startswith(("审核人：", "日期："))]
    assert len(signatures) == 2
    assert "负责人：" in signatures[0]


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_every_item_of_article_50_stands_with_the_law_the_quote_and_what_to_write(reviewed, ending):
    lines = paper(reviewed, ending=ending)
    for item in (1, 2, 3, 4, 5):
        assert cite(50, paragraph=1, item=item) in lines
    assert "工作考核：见“一、总体情况”" in lines
    assert "“县对镇考核得分90分”" in lines
    assert "责任追究：没有写到" in lines
    assert any(line.startswith("在“一、总体情况”的监督保障部分补写：社会评议、责任追究的结果") for line in lines)
    assert any(line.startswith("补写“六、其他需要报告的事项”") for line in lines)


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_every_finding_stands_with_its_place_numbers_words_and_advice(reviewed, ending):
    text = "\n".join(paper(reviewed, ending=ending))
    assert reviewed.findings
    for finding in reviewed.findings:
        hit = finding.hit
        assert f"{finding.rule}　{finding.title}" in text
        assert place_name(hit.where, reviewed.report) in text
        for said in (hit.expression, hit.suggestion, *finding.basis):
            assert (said or "") in text
        if hit.left is not None and hit.right is not None:
            assert f"两数为{hit.left}和{hit.right}，相差{abs(finding.delta)}" in text  # type: ignore[arg-type]
        if hit.where.quote:
            assert f"原文：“{hit.where.quote}”" in text
    assert f"共发现问题{len(reviewed.findings)}项" in text


def test_findings_of_one_rule_stand_under_one_head_and_are_numbered_through(reviewed):
    lines = paper(reviewed)
    assert sum(line.startswith("T3-05　") for line in lines) == 1
    blanks = [f for f in reviewed.findings if f.rule == "T3-05"]
    if len(blanks) > 1:
        assert any(line.startswith("T3-05　") and line.endswith(f"（{len(blanks)}处）") for line in lines)
    numbers = [int(line) for line in lines[: lines.index("四、需要说明的情况")] if line.isdecimal()]
    assert [n for n in numbers if n <= len(reviewed.findings)] == list(range(1, len(reviewed.findings) + 1))


def test_every_rule_is_accounted_for_with_the_reason_where_it_did_not_decide(reviewed):
    lines = paper(reviewed)
    listed = {
        f"{family}-{number}"
        for line in lines[lines.index("附件1　规则运行情况") :]
        for family, numbers in re.findall(r"([A-Z]+\d?)：((?:\d\d、?)+)", line)
        for number in numbers.strip("、").split("、")
    }
    assert listed == {r.rule for r in reviewed.results}
    reasons = "\n".join(lines)
    for result in reviewed.results:
        if result.state in ("insufficient_data", "parse_error", "not_run", "not_applicable"):
            assert result.remarks[0].reason[:80] in reasons


def test_the_law_that_is_cited_is_quoted_in_full(reviewed):
    lines = paper(reviewed)
    annex = "\n".join(lines[lines.index("附件2　依据的条文") :])
    assert all(line in annex for line in cite(50).split("\n"))


def test_how_the_file_was_read_and_which_rules_are_off_is_said():
    report = replace(
        SAMPLE,
        notices=(Notice("recognised", "第2页是图片，文字由识别得出", (2,)),),
        tables=SAMPLE.tables | {"proceedings": None},
        problems=(Problem("proceedings", "表四表头不完整"),),
    )
    base = national()
    profile = Profile(
        "示例县", {"CON-08": "warning"}, base.deadlines, base.thresholds, base.words, {"TX-01": "标点由校对环节检查"}
    )
    lines = paper(review(report, profile=profile))
    text = "\n".join(lines)
    assert "文字识别，待人工核对：第2页是图片，文字由识别得出" in text
    assert "没有读出的内容：表四表头不完整。这是读取的问题，不算报告的错误。" in lines
    assert "停用的规则：TX-01，理由：标点由校对环节检查。" in lines
    assert "调整的级别：CON-08按“警告”处理。" in lines
    assert "审核结论：无法下结论。" in lines


def test_a_clean_report_is_said_to_be_clean():
    result = review(SAMPLE)
    clean = replace(result, results=tuple(replace(r, findings=()) for r in result.results), verdict="meets")
    text = "\n".join(paper(clean))
    assert "审核结论：符合。" in text
    assert "没有发现问题。" in text


# --- the reviewer's word ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_the_reviewers_word_stands_at_its_finding_and_what_was_dismissed_at_the_end(reviewed, ending):
    notes = notes_on(
        reviewed,
        STR_08=("accepted", "", "张三"),
        T3_05=("noted", "已电话告知", "李四"),
        T3_02=("dismissed", "台账如此，已核实", "王五"),
    )
    lines = paper(reviewed, ending=ending, notes=notes)
    text = "\n".join(lines)
    assert "审核人意见（张三）：采纳" in lines
    assert "审核人意见（李四）：批注，已电话告知" in lines
    assert f"共发现问题{len(reviewed.findings) - 1}项" in text
    assert "有1项审核人不采纳" in text
    last = next(n for n, line in enumerate(lines) if line.endswith("审核人不采纳的（1项）"))
    assert "台账如此，已核实（王五）" in lines[last:]
    assert "T3-02　错误" in lines[last:]
    assert not any(line.startswith("T3-02　") for line in lines[:last])


def test_a_verdict_that_rests_on_what_was_dismissed_says_so():
    result = review(with_text("overview", SAMPLE.text("overview") + "\n（文字描述）"))
    errors = [f for f in result.findings if f.severity == "error"]
    assert [f.rule for f in errors] == ["STR-08"]
    text = "\n".join(paper(result, notes=notes_on(result, STR_08=("dismissed", "是引用", "张三"))))
    assert "审核结论：尚不符合。" in text
    without = filed(result, notes=notes_on(result, STR_08=("dismissed", "是引用", "张三"))).verdict_without_dismissed
    assert without in ("meets", "meets_with_warnings")
    assert f"不计这些问题，结论为“{CONCLUSIONS[without]}”" in text


def test_notes_on_other_findings_change_nothing(reviewed):
    assert paper(reviewed, notes={"0" * 64: ("dismissed", "别的", "张三")}) == paper(reviewed)


# --- places -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (Where("applications", "applications", "granted", "natural_person"), "表三·（一）予以公开·自然人"),
        (Where("applications", "applications", "denied.process"), "表三·（三）不予公开·6.属于四类过程性信息"),
        (Where("applications", "applications", None, "total"), "表三·总计列"),
        (Where("proceedings", "proceedings", "litigation_after", "total"), "表四·行政诉讼·复议后起诉·总计"),
        (Where("active_disclosure", "active_disclosure", "fees", "amount"), "表二·行政事业性收费"),
        (Where("applications", "applications"), "表三"),
        (Where("overview"), "一、总体情况"),
        (Where("title"), "标题"),
        (Where("preamble"), "引言"),
        (Where(), "全文"),
    ],
)
def test_a_place_is_named_in_a_clerks_words(where, name):
    assert place_name(where, SAMPLE) == name


# --- files --------------------------------------------------------------------------------------------------------


def test_a_page_fetches_and_runs_nothing(reviewed):
    page = opinion_file([filed(reviewed)], ".html").decode()
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=|@import|url\(", page)


def test_several_reviews_are_one_paper_each_on_a_page_of_its_own(reviewed):
    content = opinion_file([filed(reviewed, "甲.docx"), filed(review(SAMPLE), "乙.docx")], ".docx")
    body = part(content, "word/document.xml")
    titles = [
        p for p in body.iter(f"{W}p") if (s := p.find(f"{W}pPr/{W}pStyle")) is not None and s.get(f"{W}val") == "Title"
    ]
    assert [t.find(f"{W}pPr/{W}pageBreakBefore") is not None for t in titles] == [False, True]


def test_the_word_file_is_an_offices_paper(reviewed):
    content = opinion_file([filed(reviewed)], ".docx")
    assert content == opinion_file([filed(reviewed)], ".docx")
    body = part(content, "word/document.xml")
    tables = body.findall(f".//{W}tbl")
    headed = [t for t in tables if t.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None]
    assert len(headed) == len(tables) - 1  # all but the one about the file
    for table in tables:
        grid = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            spans = [
                int(s.get(f"{W}val")) if (s := c.find(f"{W}tcPr/{W}gridSpan")) is not None else 1
                for c in row.iter(f"{W}tc")
            ]
            assert sum(spans) == len(grid)
    assert part(content, "word/footer1.xml").find(f".//{W}fldSimple").get(f"{W}instr") == " PAGE "


def test_markup_in_a_report_is_text_in_the_page():
    result = review(with_text("overview", "（一）<b>主动公开</b>&amp;。（文字描述）"))
    page = opinion_file([filed(result, "<img src=x>.docx")], ".html").decode()
    assert "<img" not in page
    assert "<b>主动公开" not in page


def test_the_blocks_come_without_word_or_html(reviewed):
    kinds = [type(block).__name__ for block in opinion_blocks(filed(reviewed))]
    assert kinds[0] == "PaperTitle"
    assert kinds.count("Signatures") == 1


# --- the marked copy ----------------------------------------------------------------------------------------------


def test_the_marked_copy_holds_every_finding_that_stands_and_counts_the_others():
    data = docx_bytes(faulty(), Fonts())
    result = review(read(data))
    notes = notes_on(result, T3_02=("dismissed", "台账如此", "王五"), STR_08=("accepted", "请删去", "张三"))
    found = by_comment(marked_docx(data, filed(result, notes=notes)))
    assert len(found) == len(result.findings)  # one less, and the one at the title
    summary = next(text for text in found if text.startswith("审核结论：尚不符合"))
    assert "另有1项审核人不采纳" in summary
    assert found[summary] == result.report.title
    (left_over,) = [text for text in found if "STR-08" in text]
    assert found[left_over] == "（文字描述）"
    assert "审核人意见（张三）：采纳，请删去" in left_over
    (count,) = [text for text in found if "NT-01" in text]
    assert "99件" in found[count]
    assert not any("T3-02" in text for text in found)
    blank = [words for text, words in found.items() if "T3-05" in text]
    assert blank


def test_a_review_of_another_format_has_no_marked_copy(reviewed):
    with pytest.raises(UserError, match=r"\.docx"):
        marked_docx("示例镇2024年政府信息公开工作年度报告".encode(), filed(reviewed))


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_a_score_sheet_of_the_profile_is_a_small_table_of_its_own(ending):
    result = review(faulty(), profile=load_profile("example-county"), published=date(2025, 3, 1))
    lines = paper(result, ending=ending)
    assert any("五、自评" in line for line in lines)
    assert result.score is not None
    assert {line.name for line in result.score.lines} <= {part for line in lines for part in re.split(r"\s", line)}
    assert any("扣2.5分" in line for line in lines)
    assert any("不影响审核结论" in line for line in lines)
    assert not any("自评" in line for line in paper(review(faulty()), ending=ending))


def test_the_score_takes_nothing_off_for_what_was_dismissed():
    result = review(faulty(), profile=load_profile("example-county"), published=date(2025, 3, 1))
    late = next(f for f in result.findings if f.rule == "TM-01")
    kept = filed(result, notes={finding_key_of(late): ("dismissed", "网站日期有误", "甲")}).score
    assert kept is not None
    assert {line.ground: line.outcome for line in kept.lines}["late"] == "kept"
    assert result.score is not None
    assert {line.ground: line.outcome for line in result.score.lines}["late"] == "lost"

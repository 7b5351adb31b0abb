"""The 审核意见 of one report, as blocks of a paper: conclusion, checklist, findings, how it was made, a score where a
profile has one, a place to sign."""

from collections.abc import Iterator

from nianbao.documents.paper.paper import (
    Cell,
    Line,
    PaperBlock,
    PaperHeading,
    PaperTable,
    PaperTitle,
    Prose,
    Row,
    Signatures,
    cell,
)
from nianbao.papers.opinion.checklist import checklist_table
from nianbao.papers.opinion.findings import finding_blocks
from nianbao.papers.opinion.reviewed import Reviewed
from nianbao.papers.opinion.running import law_blocks, reading_lines, rule_blocks
from nianbao.papers.opinion.score import score_blocks
from nianbao.papers.wording import CONCLUSIONS, SEVERITIES, agency_words, nothing_found
from validators.article50 import ITEM_NAMES, Item, Verdict
from validators.review import Review

TITLE = "政府信息公开工作年度报告审核意见"
LAW = "《中华人民共和国政府信息公开条例》"
_SENTENCES: dict[Verdict, str] = {
    "meets": f"符合{LAW}第五十条的要求",
    "meets_with_warnings": f"基本符合{LAW}第五十条的要求，需修改或说明后定稿",
    "does_not_meet": f"不符合{LAW}第五十条的要求，须修改后重新审核",
    "unreadable": f"有部分内容没能读出，无法判断是否符合{LAW}第五十条的要求",
    "undetermined": f"还不能判断是否满足{LAW}第五十条的要求，查明下列情况后重新审核",
}
_ABOUT_WIDTHS = (24, 60, 24, 48)


def opinion_blocks(reviewed: Reviewed) -> Iterator[PaperBlock]:
    """The whole paper of one report; the annexes begin a new page after the place to sign."""
    review = reviewed.review
    yield PaperTitle(TITLE)
    yield _about(reviewed)
    yield PaperHeading("一、审核结论")
    yield from _conclusion(reviewed)
    yield PaperHeading("二、对照《条例》第五十条逐项审核")
    yield checklist_table(review.items)
    yield PaperHeading("三、发现的问题")
    yield from finding_blocks(reviewed)
    yield PaperHeading("四、需要说明的情况")
    *lines, last = reading_lines(review)
    yield from (Prose(line) for line in lines)
    yield Prose(last, keeps=True)
    if reviewed.score is not None:
        yield PaperHeading("五、自评")
        yield from score_blocks(reviewed.score)
    yield Signatures(("审核人", "负责人", "日期"), ("、".join(reviewed.reviewers),))
    yield PaperHeading("附件1　规则运行情况", new_page=True)
    yield from rule_blocks(review)
    yield PaperHeading("附件2　依据的条文")
    yield from law_blocks(reviewed)


# --- whose report, which file -------------------------------------------------------------------------------------


def _about(reviewed: Reviewed) -> PaperTable:
    report, on = reviewed.review.report, reviewed.record.reviewed_on
    pairs = [
        ("报告机关", report.agency.name or "没有读到"),
        ("报告年度", f"{report.year}年" if report.year else "没有读到"),
        ("机关类别", agency_words(reviewed.review.agency)),
        ("审核日期", f"{on.year}年{on.month}月{on.day}日"),
        ("规则配置", reviewed.review.profile.name),
        ("审核程序", f"年报（Nianbao）{reviewed.record.program}"),
    ]
    rows = [Row((*_pair(*left), *_pair(*right))) for left, right in zip(pairs[::2], pairs[1::2], strict=True)]
    wide = [("报告标题", report.title or "没有读到"), ("文件名称", reviewed.record.file)]
    if reviewed.record.sha256:
        wide.append(("文件校验值", f"SHA-256：{reviewed.record.sha256}"))
    whole = [Row(_pair(label, said, span=len(_ABOUT_WIDTHS) - 1)) for label, said in wide]
    return PaperTable(_ABOUT_WIDTHS, (rows[0], whole[0], *rows[1:], *whole[1:]))


def _pair(label: str, said: str, span: int = 1) -> tuple[Cell, Cell]:
    return cell(Line(label, "strong"), centred=True, shaded=True), cell(said, span=span)


# --- conclusion ---------------------------------------------------------------------------------------------------


def _conclusion(reviewed: Reviewed) -> Iterator[PaperBlock]:
    review = reviewed.review
    yield Prose(f"{CONCLUSIONS[review.verdict]}。", lead="审核结论：")
    name = f"《{review.report.title}》" if review.report.title else "该报告"
    yield Prose(f"经审核，{name}{_SENTENCES[review.verdict]}。{_items(review)}{_counts(reviewed)}")
    for number, reason in enumerate(review.undetermined_because, 1):
        yield Prose(f"{reason}。", lead=f"需要查明的情况（{number}）：")
    if not reviewed.dismissed:
        return
    said = f"以上结论由规则得出。规则提出的问题中，有{len(reviewed.dismissed)}项审核人不采纳，理由列在第三部分之末"
    without = reviewed.verdict_without_dismissed
    if without != review.verdict:
        said += f"；不计这些问题，结论为“{CONCLUSIONS[without]}”"
    yield Prose(f"{said}。")


def _items(review: Review) -> str:
    """The items that are not wholly there, by name."""
    said = ""
    for verdict, words in (
        ("missing", "缺少"),
        ("partial", "没有写全"),
        ("unreadable", "没能读出"),
        ("undetermined", "未能判断"),
    ):
        names = [_item_name(item) for item in review.items if item.verdict == verdict]
        if names:
            said += f"{words}：{'；'.join(names)}。"
    return said


def _item_name(item: Item) -> str:
    parts = f"（没有写到{'、'.join(item.missing)}）" if item.verdict == "partial" and item.missing else ""
    return f"{ITEM_NAMES[item.item]}{parts}"


def _counts(reviewed: Reviewed) -> str:
    """How many findings stand, by severity."""
    found = [finding.severity for finding, _ in reviewed.open_findings]
    if not found:
        return "没有发现其他问题。" if reviewed.dismissed else nothing_found(reviewed.review)
    parts = [f"{name}{found.count(severity)}项" for severity, name in SEVERITIES.items() if severity in found]
    hint = "提示供参考，不影响结论。" if "info" in found else ""
    return f"共发现问题{len(found)}项：{'、'.join(parts)}。{hint}"

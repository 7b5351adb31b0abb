"""Article 50 item by item: what the law asks, what the report says to it and where, and what is to be written."""

from nianbao.documents.paper.paper import Cell, Line, PaperTable, Row, cell, header_row
from nianbao.papers.wording import ITEM_VERDICTS, section_name, statute_text
from validators.article50 import ITEM_NAMES, Item
from validators.rules.content.results import RESULTS

_WIDTHS = (42, 18, 62, 34)
_LONGEST_QUOTE = 80
_PARTS: dict[str, tuple[str, ...]] = {"四": ("问题", "改进情况"), "四之二": tuple(RESULTS)}
"""Items that are asked part by part; ``Item.missing`` names parts by these words."""
_MENDING = {
    "一": "填报表二（没有发生的填“0”），并在“一、总体情况”写明主动公开的情况。",
    "二": "填报表三（没有发生的填“0”），并在“一、总体情况”写明依申请公开的情况。",
    "三": "填报表四（没有发生的填“0”）。",
    "四": "在“五、存在的主要问题及改进情况”补写：{}。",
    "四之二": "在“一、总体情况”的监督保障部分补写：{}的结果；没有发生责任追究情形的，写明没有。",
    "五": "补写“六、其他需要报告的事项”，信息处理费的收取情况在此报告；没有的写明没有。",
}
_UNREADABLE = "请核对原件；换用可以读取的文件后重新审核。"
_UNDETERMINED = {
    "四之二": "请注明机关类别后重新审核：各级人民政府应当写明，部门和派出机关不要求。",
}
_CUT = "没有审到全文（文件在中间断了，或者超出规则的篇幅预算），请用完整的、只含本年报的文件重新审核。"


def checklist_table(items: tuple[Item, ...]) -> PaperTable:
    """A row for every item of the checklist."""
    header = header_row("条例的要求", "结论", "报告原文及位置", "需要补写的内容")
    return PaperTable(_WIDTHS, tuple(_row(item) for item in items), header)


def _row(item: Item) -> Row:
    return Row(
        (
            cell(Line(f"{item.item}　{ITEM_NAMES[item.item]}", "strong"), Line(statute_text(item.item), "quote")),
            cell(ITEM_VERDICTS[item.verdict], centred=True),
            _evidence(item),
            cell(mending(item) or "—", centred=not mending(item)),
        )
    )


def mending(item: Item) -> str:
    """What to write so that an item is met; empty for one that is."""
    if item.verdict == "met":
        return ""
    if item.verdict == "unreadable":
        return _UNREADABLE
    if item.verdict == "undetermined":
        return _UNDETERMINED.get(item.item, _CUT) if not item.missing else _CUT
    return _MENDING[item.item].format("、".join(item.missing))


def _evidence(item: Item) -> Cell:
    """Quotes with their places; for an item of several parts each part by name, also the one that is missing."""
    lines: list[Line] = []
    parts = _PARTS.get(item.item, ())
    if item.verdict == "undetermined":
        parts = ()
    found = [part for part in parts if part not in item.missing]
    named = len(found) == len(item.evidence)
    for number, evidence in enumerate(item.evidence):
        name = f"{found[number]}：" if parts and named else ""
        if evidence.start == evidence.end:  # cells of a table, each with its place
            lines += [Line(f"{name}{said}") for said in evidence.quote.split("；")]
        else:
            place = section_name(evidence.section)
            lines += [Line(f"{name}见“{place}”"), Line(f"“{shortened(evidence.quote)}”", "quote")]
    if parts and named and item.verdict != "unreadable":
        lines += [Line(f"{part}：没有写到", "strong") for part in parts if part in item.missing]
    elif not lines:
        lines = [Line("没有读到" if item.verdict == "unreadable" else "没有找到")]
    return cell(*lines)


def shortened(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """A quote on one line, cut when it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"

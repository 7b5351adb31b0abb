"""Last year's report as the beginning of this year's: what carries over, and lines to keep, mark done or strike.

Nothing of it is this year's until a person says so: only 上年结转 is (结转下年度 of last year's table three, a figure that
was reported), and the agency. Texts are marked 沿用自上年, their numbers are left open.
"""

from collections.abc import Iterator

from nianbao.drafting.material.found import CARRIED, Figure, Material, Pair, Question, TextLine
from nianbao.drafting.material.inputs import Aspect
from nianbao.drafting.sentences.aspects import aspect_of_heading, aspect_of_words
from nianbao.drafting.sentences.figures import figures
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.errors import UserError
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.model import Report, Table
from nianbao.report.patterns import regex

STOCKS = ("regulations", "normative_documents")
"""Rows of table two with 现行有效: a stock that goes on from year to year."""
OPEN_NUMBER = "〔待填〕"
MOST_LINES = 40
"""Practices taken over; the longest reports say more than a workbook can ask about."""

_SUBHEADING = regex(
    r"^\s*[(（][一二三四五六七八九十]{1,3}[)）]\s*(?P<title>[^。：:，,\n]{2,24}?)(?:情况)?(?P<stop>[。：:]|$)"
)
_SENTENCE_END = regex(r"(?<=[。！？])")
_OURS = regex(
    r"申请\S{0,40}\d|复议|诉讼|结转|收费|处理费|本年度?(?:制发|现行)|规范性文件\s*\S{0,12}\d|根据《|编制本报告|统计期限"
    r"|(?:未|没有?|无)\S{0,6}(?:收到|发生|接到)?\S{0,8}(?:申请|复议|诉讼)|^\s*(?:本年度?)?(?:工作考核|社会评议|责任追究)|较上年|比上年|同比"
)
"""What code says from this year's tables: never taken over as words."""
_LEAST_SENTENCE = 8
_OPENING = regex(r"^(?:(?:19|20)\d\d年度?(?:以来|全年|，|,)?|全年|本年度?|今年|同时)+[，,]?")


def from_last_year(report: Report, year: int | None = None) -> Material:
    """What a workbook for ``year`` may begin with. Raises ``UserError`` when the report is of another year than the one
    before."""
    year = _year(report, year)
    material = Material(report.agency.name or None, year)
    name = f"{report.year}年年报" if report.year else "上年年报"
    _carried_in(material, report, name)
    _stocks(material, report, name)
    material.practices = _practices(report, name)
    problems, measures = split_problems(report.text("problems"))
    source = f"{CARRIED}（{name}·五、存在的主要问题及改进情况）"
    count = max(len(problems), len(measures))
    pairs = [Pair(_at(problems, n), _at(measures, n), source) for n in range(count)]
    material.problems, material.last_year = pairs, pairs
    if len(problems) != len(measures) and pairs:
        said = (f"上年年报读出问题{len(problems)}个、措施{len(measures)}条", "两栏按先后排列，对不上的请自己调整")
        material.questions.append(Question("open", "上年的问题与措施个数不同", said))
    return material


def _year(report: Report, year: int | None) -> int | None:
    if report.year is None:
        return year
    if year is not None and report.year != year - 1:
        raise UserError(
            f"上年年报是{report.year}年度的，要起草的是{year}年度；请给出{year - 1}年度的年报，或改用 --year {report.year + 1}"
        )
    return report.year + 1


def _at(items: list[str], number: int) -> str:
    return items[number] if number < len(items) else ""


# --- figures --------------------------------------------------------------------------------------------------


def _carried_in(material: Material, report: Report, name: str) -> None:
    """上年结转 by column is last year's 结转下年度, when that line was read and adds up."""
    table = report.table("applications")
    if table is None:
        material.questions.append(Question("open", "上年结转", (f"{name}的表三没有读出，请照原件填写",)))
        return
    values = {c: table.integer("carried_out", c) for c in (*APPLICANT_KEYS, "total")}
    known = [v for c in APPLICANT_KEYS if (v := values[c]) is not None]
    if len(known) < len(APPLICANT_KEYS) or sum(known) != values["total"]:
        shown = "、".join(_printed(table, c) for c in (*APPLICANT_KEYS, "total"))
        material.questions.append(
            Question("open", "上年结转", (f"{name}“四、结转下年度继续办理”一行加不起来：{shown}",))
        )
        return
    for column in APPLICANT_KEYS:
        value = values[column]
        assert value is not None
        source = f"{name}·表三·四、结转下年度继续办理"
        material.cells[f"applications.carried_in.{column}"] = Figure(value, source)


def _printed(table: Table, column: str) -> str:
    cell = table.get("carried_out", column)
    return (cell.raw.strip() if cell else "") or "空白"


def _stocks(material: Material, report: Report, name: str) -> None:
    table = report.table("active_disclosure")
    if table is None or report.layout is not LAYOUT_2021:
        return
    for row in STOCKS:
        value = table.integer(row, "in_force")
        if value is not None:
            source = f"{name}·表二·{table.layout.rows[row].label}·现行有效件数"
            material.cells[f"active_disclosure.{row}.in_force"] = Figure(value, source, base=True)


# --- words ----------------------------------------------------------------------------------------------------


def _practices(report: Report, name: str) -> list[TextLine]:
    """Sentences about work, by aspect; those that code writes from the tables are left out."""
    found: dict[str, TextLine] = {}
    for aspect, text in _overview(report.text("overview")):
        words = _OPENING.sub("", text.strip().rstrip("。")).strip()
        counted = aspect == "on_request" and any(f.kind == "amount" for f in figures(text))
        if len(words) >= _LEAST_SENTENCE and not counted and not _OURS.search(text):
            source = f"{CARRIED}（{name}·一、总体情况）"
            found.setdefault(
                words, TextLine(_open_numbers(words), source, aspect or aspect_of_words(words) or "active")
            )
    return list(found.values())[:MOST_LINES]


def _overview(text: str) -> Iterator[tuple[Aspect | None, str]]:
    aspect: Aspect | None = None
    for line in text.split("\n"):
        heading = _SUBHEADING.match(line)
        if heading:
            aspect = aspect_of_heading(heading["title"])
            line = line[heading.end() :]
        for sentence in _SENTENCE_END.split(line):
            if sentence.strip():
                yield aspect, sentence


def _open_numbers(text: str) -> str:
    """Last year's amounts and dates taken out: 组织培训5场 → 组织培训〔待填〕场."""
    for figure in reversed(figures(text)):
        if figure.kind in ("amount", "date", "broken") and (figure.in_digits or figure.kind != "date"):
            unit = figure.unit or ("月" if "月" in figure.text else "年" if "年" in figure.text else "")
            text = text[: figure.start] + OPEN_NUMBER + unit + text[figure.end :]
    return text


_TO_MEASURES = regex(
    r"(?:^|(?<=[。；\n]))\s*(?:[(（][一二三四五六七八九十][)）])?(?:已采取的|主要的?|下一步的?|下步)?(?:针对(?:上述|以上|存在)|改进(?:情况|措施|办法)|整改措施|下一步|下一阶段|下步|为此|今后|"
    r"20\d\d年[^。；]{0,12}(?:将|从)|(?:我|本)\S{0,6}将)"
)
_ITEM = regex(
    r"(?:(?<=^)|(?<=[。；;：:，,\n\s]))(?:[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、．](?!\d)|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|[①-⑳])"
)
_LEAST_ITEM = 4
_LEADS_IN = regex(
    r"(?:以下|如下)(?:几个?|主要)?(?:方面|措施|问题|不足|工作)|^(?:主要)?(?:改进|整改|存在)的?(?:主要)?(?:问题|措施|情况|办法|不足)(?:及\S{2,6})?$"
)


def split_problems(text: str) -> tuple[list[str], list[str]]:
    """Problems and measures of section five, each item without its list number."""
    match = _TO_MEASURES.search(text)
    if match is None:
        return _items(text), []
    return _items(text[: match.start()]), _items(text[match.start() :])


def _items(text: str) -> list[str]:
    """The items of a list; without one its sentences. What leads in a list is no item."""
    starts = [*_ITEM.finditer(text)]
    if starts:
        ends = [*(m.start() for m in starts[1:]), len(text)]
        pieces = [text[m.end() : end] for m, end in zip(starts, ends, strict=True)]
    else:
        pieces = _SENTENCE_END.split(text)
    items = [_trimmed(piece) for piece in pieces]
    return [item for item in items if len(item) >= _LEAST_ITEM and not _LEADS_IN.search(item)]


_LEAD = regex(r"^[^。；：:]{0,30}[：:]\s*")


def _trimmed(piece: str) -> str:
    piece = " ".join(piece.split()).strip("。；;，, ")
    return (
        _LEAD.sub("", piece, count=1)
        if _LEAD.match(piece) and piece.index("：" if "：" in piece else ":") < 16
        else piece
    )

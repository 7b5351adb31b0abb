"""比较说明: a comparison as a paper (Word, HTML) and as a workbook. Printed from the comparison's own figures."""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from nianbao.documents.paper.paper import (
    Line,
    PaperBlock,
    PaperHeading,
    PaperTable,
    PaperTitle,
    Prose,
    Row,
    cell,
    header_row,
)
from nianbao.papers.excel import clean, printed, row_height, stays_text
from nianbao.papers.wording import change_label, figure

TITLE = "政府信息公开工作年度报告比较说明"
_METRICS = ("指标", "本年", "上年", "变化", "同类中位数", "同类范围", "名次")
_METRIC_WIDTHS = (38.0, 17.0, 17.0, 34.0, 18.0, 20.0, 12.0)
_PEERS = ("机关", "年度", "选取理由")
_PEER_WIDTHS = (56.0, 14.0, 86.0)
_LONGEST_RUNS = 20
_SHEETS = ("指标比较", "同类机关", "各机关数值", "相同的文字", "说明")
_FIGURES = (
    "指标",
    "单位",
    "本年",
    "上年",
    "变化",
    "变化率",
    "同类中位数",
    "同类最小",
    "同类最大",
    "名次",
    "共几家",
    "并列",
)
_FIGURE_WIDTHS = (22, 8, 12, 12, 14, 10, 12, 12, 12, 7, 8, 7)


def comparison_docx(data: dict[str, Any]) -> bytes:
    """``data``: the comparison as JSON."""
    from nianbao.documents.paper.as_word import paper_docx

    return paper_docx(TITLE, "", _blocks(data))


def _blocks(data: dict[str, Any]) -> list[PaperBlock]:
    last = data["previous_year"] or "未提供"
    about = f"{data['agency']}{data['year'] or ''}年度报告；上年年报：{last}；同类机关 {len(data['peers'])} 家。"
    blocks: list[PaperBlock] = [
        PaperTitle(TITLE),
        Prose(about),
        *(Prose(note, lead="说明：") for note in data["notes"]),
    ]
    blocks.append(PaperHeading("一、各项指标"))
    rows = tuple(Row(tuple(cell(text, centred=n > 0) for n, text in enumerate(_metric(m)))) for m in _known(data))
    blocks.append(PaperTable(_METRIC_WIDTHS, rows, header_row(*_METRICS)))
    blocks.append(Prose("名次按数值从大到小，包括本机关；数据不足的机关不计入。", face="aside"))
    if data["peers"]:
        blocks.append(PaperHeading("二、同类机关及选取理由"))
        peers = tuple(Row((cell(p["agency"]), cell(str(p["year"])), cell(p["reason"]))) for p in data["peers"])
        blocks.append(PaperTable(_PEER_WIDTHS, peers, header_row(*_PEERS)))
    if shared := _shared(data):
        blocks.append(PaperHeading("三、与上年报告相同的文字" if data["peers"] else "二、与上年报告相同的文字"))
        blocks.append(PaperTable((156.0,), tuple(Row((cell(Line(quote, "quote")),)) for quote in shared)))
    return blocks


def comparison_workbook(data: dict[str, Any]) -> bytes:
    """Metrics, peers, every peer's value of every metric, shared wording, and what is to be known of it, a sheet each.
    Figures are numbers: they can be sorted and reckoned with."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has one
    peers = [(p["agency"], p["year"], p["reason"]) for p in data["peers"]]
    names = [f"{p['agency']} {p['year']}" for p in data["peers"]]
    known = _known(data)
    values = [
        (
            m["label"],
            m["unit"],
            *(_figure(v, m["unit"]) for v in (m["value"], *(_of_peer(m, p) for p in data["peers"]))),
        )
        for m in known
    ]
    _sheet(book, _SHEETS[0], dict(zip(_FIGURES, _FIGURE_WIDTHS, strict=True)), [_figures(m) for m in known])
    _sheet(book, _SHEETS[1], dict(zip(_PEERS, (40, 8, 70), strict=True)), peers)
    _sheet(book, _SHEETS[2], {"指标": 22, "单位": 8, "本机关": 14, **dict.fromkeys(names, 18)}, values)
    _sheet(book, _SHEETS[3], {"相同的文字": 110}, [(quote,) for quote in _shared(data)])
    _sheet(book, _SHEETS[4], {"说明": 110}, [(note,) for note in data["notes"]])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


class _Number(NamedTuple):
    """A number of a cell and how Excel shows it."""

    value: int | Decimal
    shown: str


def _figure(value: Any, unit: str, signed: bool = False) -> _Number | None:
    """A figure of the comparison (decimals are strings in JSON); a share in % as Excel keeps one; None where none is known."""
    if value is None:
        return None
    number = Decimal(str(value))
    if unit == "%":
        number, digits = number / 100, "0.0%"
    else:
        digits = "#,##0.00####" if unit == "万元" else "#,##0.##" if number % 1 else "#,##0"
    return _Number(int(number) if number % 1 == 0 else number, f"+{digits};-{digits};{digits}" if signed else digits)


def _figures(m: dict[str, Any]) -> tuple[object, ...]:
    unit, known = m["unit"], [m["value"], m["previous"]]
    points = Decimal(str(m["change"])) if unit == "%" and m["change"] is not None else None
    change = (
        _figure(m["change"], unit, signed=True)
        if points is None
        else _Number(points, '+0.0"个百分点";-0.0"个百分点";0')
    )
    return (
        m["label"],
        unit,
        *(_figure(value, unit) for value in known),
        change,
        _figure(m["change_percent"], "%", signed=True),
        *(_figure(m[name], unit) for name in ("peer_median", "peer_min", "peer_max")),
        m["rank"],
        m["rank_of"],
        "并列" if m["rank_ties"] else "",
    )


def _sheet(book: Any, title: str, columns: dict[str, int], rows: Sequence[Sequence[object]]) -> None:
    """``columns``: heading → width in characters."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet, widths = book.create_sheet(title), list(columns.values())
    for row in (list(columns), *rows):
        sheet.append([value.value if isinstance(value, _Number) else clean(value) for value in row])
        sheet.row_dimensions[sheet.max_row].height = row_height([getattr(v, "value", v) for v in row], widths)
        for written, value in zip(sheet[sheet.max_row], row, strict=True):
            stays_text(written)
            written.alignment = Alignment(wrap_text=isinstance(written.value, str), vertical="top")
            if isinstance(value, _Number):
                written.number_format = value.shown
    for number, (named, width) in enumerate(zip(sheet[1], widths, strict=True), start=1):
        named.font = Font(bold=True)
        named.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    printed(sheet)


def _known(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [m for m in data["metrics"] if m["value"] is not None or m["previous"] is not None or m["peers"]]


def _metric(m: dict[str, Any]) -> tuple[str, ...]:
    low, high = figure(m["peer_min"], m["unit"]), figure(m["peer_max"], m["unit"])
    rank = "—" if m["rank"] is None else f"{'并列' if m['rank_ties'] else ''}{m['rank']}/{m['rank_of']}"
    return (
        m["label"],
        figure(m["value"], m["unit"]),
        figure(m["previous"], m["unit"]),
        change_label(m),
        figure(m["peer_median"], m["unit"]),
        low if low == high else f"{low}—{high}",
        rank,
    )


def _of_peer(metric: dict[str, Any], peer: dict[str, Any]) -> object:
    whose = peer["agency"], peer["year"]
    return next((p["value"] for p in metric["peers"] if (p["agency"], p["year"]) == whose), None)


def _shared(data: dict[str, Any]) -> list[str]:
    """The longest shared runs that say something of the agency's own."""
    overlap = data["overlap"] or {}
    return [run["quote"] for run in overlap.get("runs", []) if run.get("own", 1)][:_LONGEST_RUNS]

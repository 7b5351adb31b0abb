"""比较说明: a comparison as a paper (Word, HTML) and as a workbook. Printed from the comparison's own figures."""

import io
from typing import Any

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
from nianbao.papers.wording import change_label, figure

TITLE = "政府信息公开工作年度报告比较说明"
_METRICS = ("指标", "本年", "上年", "变化", "同类中位数", "同类范围", "名次")
_METRIC_WIDTHS = (38.0, 17.0, 17.0, 34.0, 18.0, 20.0, 12.0)
_PEERS = ("机关", "年度", "选取理由")
_PEER_WIDTHS = (56.0, 14.0, 86.0)
_LONGEST_RUNS = 20
_SHEETS = ("指标比较", "同类机关", "各机关数值", "相同的文字", "说明")
_WIDEST = 60


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
    """Metrics, peers, every peer's value of every metric, shared wording, and what is to be known of it, a sheet each."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has one
    peers = [(p["agency"], p["year"], p["reason"]) for p in data["peers"]]
    names = [f"{p['agency']} {p['year']}" for p in data["peers"]]
    values = [
        (m["label"], m["unit"], m["value"], *(_of_peer(m, p["agency"], p["year"]) for p in data["peers"]))
        for m in _known(data)
    ]
    for title, header, rows in (
        (_SHEETS[0], _METRICS, [_metric(m) for m in _known(data)]),
        (_SHEETS[1], _PEERS, peers),
        (_SHEETS[2], ("指标", "单位", "本机关", *names), values),
        (_SHEETS[3], ("相同的文字",), [(quote,) for quote in _shared(data)]),
        (_SHEETS[4], ("说明",), [(note,) for note in data["notes"]]),
    ):
        sheet = book.create_sheet(title)
        sheet.append([_text(value) for value in header])
        for row in rows:
            sheet.append([_text(value) for value in row])
        for named in sheet[1]:
            named.font = Font(bold=True)
        sheet.freeze_panes = "B2"
        for number, column in enumerate(sheet.columns, start=1):
            longest = max((len(str(c.value or "")) for c in column), default=0)
            sheet.column_dimensions[get_column_letter(number)].width = min(2 * longest + 2, _WIDEST)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _text(value: object) -> object:
    """A text that begins with = stays a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "@")) else value


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


def _of_peer(metric: dict[str, Any], agency: str, year: int) -> object:
    found = next((p["value"] for p in metric["peers"] if (p["agency"], p["year"]) == (agency, year)), None)
    return "" if found is None else found


def _shared(data: dict[str, Any]) -> list[str]:
    """The longest shared runs that say something of the agency's own."""
    overlap = data["overlap"] or {}
    return [run["quote"] for run in overlap.get("runs", []) if run.get("own", 1)][:_LONGEST_RUNS]

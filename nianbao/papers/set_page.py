"""The summary of a set as one page to print: verdicts, agency × item, and the reports that need work."""

import html
from collections.abc import Iterable, Sequence

from nianbao.papers.set_rows import NO_ITEM, NOT_READ, SetRow, verdict_counts
from nianbao.papers.wording import ITEM_VERDICTS, SEVERITIES, VERDICTS_IN_A_LIST
from validators.article50 import ITEM_NAMES

TITLE = "政府信息公开工作年度报告审核汇总"
_STYLE = """
@page{size:A4 landscape;margin:15mm}
body{font-family:'Noto Serif CJK SC','Source Han Serif SC','SimSun',serif;max-width:76em;margin:1.5em auto;line-height:1.6;color:#111}
h1{text-align:center;font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}
table{border-collapse:collapse;width:100%;font-size:.86em}
td,th{border:1px solid #888;padding:.25em .45em;vertical-align:top;overflow-wrap:anywhere}
th{background:#eef3f8}td.n{text-align:right}td:nth-child(2){white-space:nowrap}thead{display:table-header-group}tr{break-inside:avoid}
.bad{background:#f8cbad}.some{background:#fff2cc}.none{background:#ddd}
@media print{body{margin:0;max-width:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
_CLASSES = {
    VERDICTS_IN_A_LIST["does_not_meet"]: "bad",
    VERDICTS_IN_A_LIST["meets_with_warnings"]: "some",
    VERDICTS_IN_A_LIST["unreadable"]: "none",
    VERDICTS_IN_A_LIST["undetermined"]: "some",
    NOT_READ: "none",
    ITEM_VERDICTS["missing"]: "bad",
    ITEM_VERDICTS["partial"]: "some",
    ITEM_VERDICTS["unreadable"]: "none",
    ITEM_VERDICTS["undetermined"]: "some",
}


def summary_page(rows: Sequence[SetRow]) -> str:
    """A page that stands alone: no script, nothing loaded from elsewhere."""
    read = [row for row in rows if row.verdict != NOT_READ]
    counts = "，".join(f"{verdict} {count} 份" for verdict, count in verdict_counts(rows).items())
    parts = [f"<h1>{TITLE}</h1>", f"<p>共 {len(rows)} 份：{html.escape(counts)}。</p>"]
    header = ["机关", "年度", "结论", *(f"{item} {name}" for item, name in ITEM_NAMES.items()), *SEVERITIES.values()]
    parts += ["<h2>一、各机关情况</h2>", _table([*header, "说明"], map(_line, read))]
    wrong = [row for row in read if row.errors]
    parts.append("<h2>二、需要改正的错误</h2>")
    parts += [_errors(row) for row in wrong] or ["<p>没有发现错误。</p>"]
    if unread := [row for row in rows if row.verdict == NOT_READ]:
        parts.append("<h2>三、没有读出的文件</h2>")
        parts.append(_table(["文件", "原因"], (_cells([row.file, row.note]) for row in unread)))
    head = f'<meta charset="utf-8"><title>{TITLE}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>\n' + "\n".join(parts) + "\n</body></html>\n"


def _line(row: SetRow) -> str:
    year = "" if row.year is None else str(row.year)
    items = [row.items.get(item, NO_ITEM) for item in ITEM_NAMES]
    counts = "".join(f'<td class="n">{count}</td>' for count in row.counts.values())
    return _cells([row.agency or row.file, year, row.verdict, *items]) + counts + _cells([row.note])


def _cells(texts: Sequence[str]) -> str:
    found = []
    for text in texts:
        mark = f' class="{_CLASSES[text]}"' if text in _CLASSES else ""
        found.append(f"<td{mark}>{html.escape(text)}</td>")
    return "".join(found)


def _table(header: Sequence[str], lines: Iterable[str]) -> str:
    head = "".join(f"<th>{html.escape(text)}</th>" for text in header)
    body = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"


def _errors(row: SetRow) -> str:
    items = "".join(f"<li>{html.escape(error)}</li>" for error in row.errors)
    return f"<p><b>{html.escape(row.name)}</b></p><ul>{items}</ul>"

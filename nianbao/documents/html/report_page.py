"""``Report`` to one HTML page for an agency's website: prose, the official tables with their merges, nothing to load.

The page has no script, no picture and no link; it says what the Word file says, digit for digit.
"""

import html
from collections.abc import Iterator, Mapping

from nianbao.documents.recognise.headings import official_title
from nianbao.report.form import FormCell, official_grid
from nianbao.report.layout import SECTIONS, TABLE_KEYS, TableKey
from nianbao.report.model import Report, Section
from nianbao.report.patterns import regex

_SUBHEADING = regex(r"^[（(][一二三四五六七八九十]{1,3}[）)][^。；]{1,30}$")
_OPEN = regex(r"〔待[填核][^〕]*〕")
_STYLE = """
body{max-width:56em;margin:2em auto;padding:0 1em;line-height:1.8;color:#111;
font-family:'仿宋_GB2312',FangSong,'仿宋','Noto Serif CJK SC','Source Han Serif SC',SimSun,serif}
h1{text-align:center;font-weight:normal;font-size:1.6em}
h2,h3,th{font-weight:normal;font-family:'黑体',SimHei,'Noto Sans CJK SC',sans-serif}
h2{font-size:1.2em}h3{font-size:1.05em;font-family:KaiTi,'楷体','Noto Serif CJK SC',serif;text-indent:2em}
p{text-indent:2em;margin:.4em 0}.sign{text-align:right;text-indent:0;margin-right:4em}mark{background:#ff0}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:1em 0;font-size:.85em;line-height:1.5}
td,th{border:1px solid #333;padding:.25em .4em;text-align:center;vertical-align:middle}td.label{text-align:left}
@media print{body{max-width:none;margin:0}tr{break-inside:avoid}thead{display:table-header-group}}
""".strip()


def report_page(
    report: Report,
    *,
    marked: tuple[str, ...] = (),
    signature: tuple[str, ...] = (),
    metadata: Mapping[str, str] | None = None,
    note: str = "",
) -> str:
    """The page. ``marked``: words to highlight (proposals of a draft); ``signature``: lines of the 落款 at the end;
    ``metadata``: words that the page carries unseen; ``note``: a line at its foot."""
    title = html.escape(report.title)
    body = [f"<h1>{title}</h1>", *_prose(report.preamble, marked, ())]
    for section in report.sections:
        body.append(f"<h2>{html.escape(_heading(section))}</h2>")
        body += _prose(section.text, marked, signature if section is report.sections[-1] else ())
        for key in TABLE_KEYS:
            if (report.tables_found_in.get(key) or report.layout.tables[key].section) == section.key:
                body.append(_table(report, key))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    head += "".join(
        f'<meta name="{html.escape(name)}" content="{html.escape(value)}">' for name, value in (metadata or {}).items()
    )
    page = "\n".join([*body, *([f'<p style="text-align:right;font-size:80%">{html.escape(note)}</p>'] if note else [])])
    return f'<!doctype html>\n<html lang="zh-CN"><head>{head}<style>{_STYLE}</style></head><body>\n{page}\n</body></html>\n'


def _heading(section: Section) -> str:
    if section.heading is not None and section.heading.numbering != "auto":
        return section.heading.raw
    return f"{next(s.ordinal for s in SECTIONS if s.key == section.key)}、{section.title}"


def _prose(text: str, marked: tuple[str, ...], signature: tuple[str, ...]) -> Iterator[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    signed = len(signature) if signature and tuple(lines[-len(signature) :]) == signature else 0
    for number, line in enumerate(lines):
        shown = _highlighted(line, marked)
        if number >= len(lines) - signed:
            yield f'<p class="sign">{shown}</p>'
        else:
            yield f"<h3>{shown}</h3>" if _SUBHEADING.match(line) else f"<p>{shown}</p>"


def _highlighted(line: str, marked: tuple[str, ...]) -> str:
    shown = _OPEN.sub(lambda m: f"<mark>{m.group()}</mark>", html.escape(line))
    for words in marked:
        shown = shown.replace(html.escape(words), f"<mark>{html.escape(words)}</mark>")
    return shown


def _table(report: Report, key: TableKey) -> str:
    grid = official_grid(report.layout.tables[key], report.table(key))
    rows = ["<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in grid.rows]
    head, rest = "".join(rows[: grid.header_rows]), "\n".join(rows[grid.header_rows :])
    caption = html.escape(official_title(report.layout.tables[key].section))
    table = f"{f'<thead>{head}</thead>' if head else ''}<tbody>\n{rest}\n</tbody>"
    return f'<div class="wide"><table aria-label="{caption}">{table}</table></div>'


def _cell(cell: FormCell) -> str:
    spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    label = ' class="label"' if not cell.header and cell.address is None else ""
    tag = "th" if cell.header else "td"
    return f"<{tag}{spans}{label}>{_highlighted(cell.text, ())}</{tag}>"

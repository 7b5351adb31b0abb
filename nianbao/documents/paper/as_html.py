"""A paper of an office as one HTML page: it stands alone (no script, nothing loaded) and prints on A4."""

import html
from collections.abc import Sequence

from nianbao.documents.paper.paper import Cell, PaperBlock, PaperHeading, PaperTable, PaperTitle, Prose, Row, Signatures

_STYLE = """
@page{size:A4;margin:30mm 24mm 28mm 26mm}
body{font-family:'仿宋_GB2312',FangSong,'仿宋','Noto Serif CJK SC','Source Han Serif SC',SimSun,serif;
max-width:52em;margin:2em auto;padding:0 1em;line-height:1.75;color:#111}
h1{text-align:center;font-family:'方正小标宋简体',STZhongsong,'Noto Serif CJK SC',SimSun,serif;font-size:1.7em;
font-weight:normal;margin:1em 0}
h2,h3,th,.strong,p b{font-family:'黑体',SimHei,'Noto Sans CJK SC',sans-serif;font-weight:normal}
h2{font-size:1.2em;margin:1.5em 0 .5em}h3{font-size:1.05em;margin:1em 0 .4em}
p{text-indent:2em;margin:.3em 0}td p,th p{text-indent:0;margin:.15em 0}
table{border-collapse:collapse;width:100%;font-size:.88em;line-height:1.5;margin:.5em 0 1em;table-layout:fixed;
font-family:SimSun,'宋体','Noto Serif CJK SC',serif}
td,th{border:1px solid #444;padding:.25em .5em;vertical-align:middle;text-align:left;overflow-wrap:anywhere}
.centred{text-align:center}.shaded{background:#f2f2f2}
.quote{font-family:KaiTi,'楷体','楷体_GB2312','Noto Serif CJK SC',serif}.aside{font-size:.86em}
.sign{margin-top:2.5em;text-indent:0}.date{text-align:right}.blank{display:inline-block;width:8em;
border-bottom:1px solid #111;margin-right:2em}
@media print{body{max-width:none;margin:0;padding:0;font-size:12pt}thead{display:table-header-group}
tr{break-inside:avoid}h2,h3{break-after:avoid}h1.next,h2.next{break-before:page}.shaded{background:#eee}}
""".strip()


def paper_html(title: str, blocks: Sequence[PaperBlock]) -> str:
    """The page; ``title`` is what a browser shows on its tab."""
    body = "\n".join(_block(block, first=number == 0) for number, block in enumerate(blocks))
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style>"
    )
    return f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>\n{body}\n</body></html>\n'


def _block(block: PaperBlock, first: bool) -> str:
    if isinstance(block, PaperTitle):
        return f"<h1{'' if first else _NEXT}>{html.escape(block.text)}</h1>"
    if isinstance(block, PaperHeading):
        tag = f"h{block.level + 1}"
        return f"<{tag}{_NEXT if block.new_page else ''}>{html.escape(block.text)}</{tag}>"
    if isinstance(block, Prose):
        lead = f"<b>{html.escape(block.lead)}</b>" if block.lead else ""
        return f"<p{_class(block.face)}>{lead}{html.escape(block.text)}</p>"
    if isinstance(block, Signatures):
        *names, date = block.names
        known = (*block.known, *[""] * len(names))
        blank = '<span class="blank">&nbsp;</span>'
        lines = "".join(
            f"{html.escape(name)}：{f'{html.escape(who)}　　' if who else blank}"
            for name, who in zip(names, known, strict=False)
        )
        return f'<p class="sign">{lines}</p><p class="date">{html.escape(date)}：　　　　年　　月　　日</p>'
    return _table(block)


_NEXT = ' class="next"'


def _table(table: PaperTable) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{width / total:.1%}">' for width in table.widths)
    head = f"<thead>{_row(table.header, 'th')}</thead>" if table.header else ""
    rows = "".join(_row(row, "td") for row in table.rows)
    return f"<table><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>"


def _row(row: Row, tag: str) -> str:
    return "<tr>" + "".join(_cell(entry, tag) for entry in row.cells) + "</tr>"


def _cell(entry: Cell, tag: str) -> str:
    span = f' colspan="{entry.span}"' if entry.span > 1 else ""
    classes = _class(*(name for name in ("centred", "shaded") if getattr(entry, name)))
    lines = "".join(f"<p{_class(line.face)}>{html.escape(line.text)}</p>" for line in entry.lines)
    return f"<{tag}{span}{classes}>{lines}</{tag}>"


def _class(*names: str) -> str:
    used = [name for name in names if name != "plain"]
    return f' class="{" ".join(used)}"' if used else ""

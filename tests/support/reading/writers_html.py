"""Web pages by hand in four site styles: merged cells, repeated labels, layout tables in GBK, saved from Word."""

from collections.abc import Callable
from html import escape
from random import Random

from tests.support.reading.draft import Draft
from tests.support.reading.forms import Form, Line, boxes, expanded
from tests.support.reading.writers import writer


def _cell(text: str, break_: str, blank: str = "") -> str:
    return break_.join(escape(line, quote=False) for line in text.split("\n")) if text else blank


def _body(draft: Draft, paragraph: Callable[[str, str], str], table: Callable[[Form], str]) -> str:
    parts = []
    for block in draft.blocks:
        if isinstance(block, Form):
            for part in block.parts():
                parts.append(paragraph(part.label, "noise") if isinstance(part, Line) else table(part))
        else:
            parts.append(paragraph(escape(block.text, quote=False), block.style))
    return "\n".join(parts)


def _spanning_table(form: Form, break_: str, opening: str = "<table border=1>") -> str:
    rows = []
    for row in boxes(form):
        cells = []
        for box in row:
            spans = (f' colspan="{box.across}"' if box.across > 1 else "") + (
                f' rowspan="{box.down}"' if box.down > 1 else ""
            )
            cells.append(f"<td{spans}>{_cell(box.text, break_, '&nbsp;')}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"{opening}<tbody>{''.join(rows)}</tbody></table>"


@writer("HTML: rowspan and colspan", ".html", "grid")
def modern_page(rng: Random, draft: Draft) -> bytes:
    """An article among navigation, a share bar and a footer."""
    break_ = rng.choice(("<br>", "<br/>", " "))
    tag = {"title": "h1", "heading": rng.choice(("h2", "p", "h3"))}
    body = _body(
        draft, lambda text, style: f"<{(t := tag.get(style, 'p'))}>{text}</{t}>", lambda f: _spanning_table(f, break_)
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>年报_示例政府网</title>
<style>td{{border:1px solid #000}}</style><script>var total = 12; document.title += "3";</script></head>
<body><header><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li><li>2024-01-31 访问量 1024</li></ul></header>
<nav>您的位置：首页 &gt; 政府信息公开 &gt; 政府信息公开年报</nav>
<main><article class="content"><div class="meta">发布时间：2025-01-20 来源：本站 浏览次数：36</div>
{body}
</article><div class="share">分享到： 打印本页 关闭窗口</div></main>
<footer>主办单位：示例 备案号 00000001</footer></body></html>""".encode()


@writer("HTML: no merged cells", ".html", "grid")
def flat_page(rng: Random, draft: Draft) -> bytes:
    """Div soup; what was merged is printed again or left empty."""
    down, across = rng.choice((("repeat", "repeat"), ("empty", "empty"), ("repeat", "empty")))
    blank = rng.choice(("&nbsp;", "", "<br>"))

    def table(form: Form) -> str:
        rows = [
            "<tr>" + "".join(f"<td><div><p>{_cell(text, '</p><p>', blank)}</p></div></td>\n" for text in row) + "</tr>"
            for row in expanded(form, down, across)
        ]
        return f'<div class="table-wrap"><div><table>{"".join(rows)}</table></div></div>'

    body = _body(draft, lambda text, style: f'<div class="{style}"><div><span>{text}</span></div></div>', table)
    page = f"<html><head><title>信息公开</title></head><body><div><div id='c'>{body}</div></div></body></html>"
    return page.encode(rng.choice(("utf-8", "utf-8-sig", "gb18030")))


@writer("HTML: layout tables, GBK", ".htm", "grid")
def old_page(rng: Random, draft: Draft) -> bytes:
    """The page is built of tables in tables, in capitals, with font tags; end tags of cells are left out."""

    def table(form: Form) -> str:
        rows = []
        for row in boxes(form):
            cells = [
                f"<TD COLSPAN={box.across} ROWSPAN={box.down} ALIGN=center><FONT SIZE=2>"
                f"{_cell(box.text, '<BR>', '&nbsp;')}</FONT>"
                for box in row
            ]
            rows.append("<TR>" + "\n".join(cells))
        return f"<TABLE BORDER=1 CELLSPACING=0>{''.join(rows)}</TABLE>"

    body = _body(draft, lambda text, style: f"<P ALIGN=left>&nbsp;&nbsp;{text}", table)
    page = f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gb2312"><TITLE>公开年报</TITLE></HEAD>
<BODY><TABLE WIDTH=1000><TR><TD COLSPAN=2><TABLE><TR><TD>首页<TD>机构<TD>公开指南<TD>年报</TABLE>
<TR><TD WIDTH=200><TABLE><TR><TD>2023年年报<TR><TD>2024年年报<TR><TD>第1页</TABLE>
<TD><TABLE><TR><TD CLASS=title>索引号：0001-2024-3<TR><TD>
{body}
</TABLE><TR><TD COLSPAN=2>版权所有 网站标识码 1234567890</TABLE></BODY></HTML>"""
    return page.encode("gbk", errors="xmlcharrefreplace")


@writer("HTML: saved from Word", ".html", "grid")
def word_page(rng: Random, draft: Draft) -> bytes:
    """Paragraphs of spans within every cell; the text of a label in pieces; now and then a wrong charset."""

    def pieces(text: str) -> str:
        half = len(text) // 2
        runs = [text[:half], text[half:]] if half and "&" not in text else [text]
        return "".join(f"<span lang=EN-US style='font-size:10.5pt'>{run}</span>" for run in runs)

    def paragraphs(text: str) -> str:
        lines = [escape(line, quote=False) for line in text.split("\n")] if text else ["&nbsp;"]
        return "".join(f"<p class=MsoNormal align=center>{pieces(line)}<o:p></o:p></p>" for line in lines)

    def table(form: Form) -> str:
        rows = []
        for row in boxes(form):
            cells = [
                f"<td width=60 colspan={box.across} rowspan={box.down} style='padding:0cm'>\n  {paragraphs(box.text)}\n  </td>"
                for box in row
            ]
            rows.append(f" <tr style='height:20pt'>\n  {''.join(cells)}\n </tr>")
        return f"<table class=MsoTableGrid border=1>\n{''.join(rows)}\n</table>"

    body = _body(draft, lambda text, style: f"<p class=MsoNormal>{pieces(text)}</p>", table)
    encoding, said = rng.choice((("utf-8", "utf-8"), ("gb18030", "gb2312"), ("utf-8", "gb2312"), ("utf-16", "unicode")))
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset={said}"><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm}} --></style></head>
<body lang=ZH-CN><div class=WordSection1>{body}</div></body></html>""".encode(encoding)

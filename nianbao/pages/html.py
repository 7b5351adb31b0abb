"""Small pieces of HTML, escaped by default: what is not ``Html`` already is text of a file or of a user."""

import html
from collections.abc import Iterable, Sequence

from nianbao.pages import texts
from nianbao.report.patterns import regex

_BLANK = regex(texts.BLANK_PLACE)


class Html(str):
    """HTML that may be shown as it is."""


def escape(value: object) -> Html:
    """Text as HTML; ``Html`` passes unchanged, None is empty."""
    if isinstance(value, Html):
        return value
    return Html("" if value is None else html.escape(str(value)))


def tag(name: str, content: object = "", css: str = "", **attributes: object) -> Html:
    """``<name class=css …>content</name>``; an attribute that is None is left out."""
    written = "".join(f' {k.replace("_", "-")}="{html.escape(str(v))}"' for k, v in attributes.items() if v is not None)
    css = f' class="{html.escape(css)}"' if css else ""
    return Html(f"<{name}{css}{written}>{escape(content)}</{name}>")


def join(parts: Iterable[object], between: str = "") -> Html:
    return Html(escape(between).join(escape(p) for p in parts))


def lines(text: object) -> Html:
    """Text with its line breaks."""
    return Html(escape(text).replace("\n", "<br>"))


def marked_blanks(text: str) -> Html:
    """Prose of a draft with 〔待填：…〕 highlighted."""
    return join(tag("mark", part, "blank") if _BLANK.fullmatch(part) else part for part in _BLANK.split(text))


def table(
    heads: Sequence[object], rows: Iterable[Sequence[object]], css: str = "", numbers: Sequence[int] = ()
) -> Html:
    """A plain table that scrolls sideways when the screen is narrow; ``numbers`` are columns set flush right."""

    def cells(name: str, row: Sequence[object]) -> Html:
        return join(tag(name, cell, "num" if i in numbers else "") for i, cell in enumerate(row))

    head = tag("thead", tag("tr", cells("th", heads)))
    body = tag("tbody", join(tag("tr", cells("td", row)) for row in rows))
    return tag("div", tag("table", join((head, body)), f"nb-table {css}".strip()), "nb-scroll")


def details(summary: object, content: object, css: str = "") -> Html:
    """A part that opens on a click, without asking the server."""
    return tag("details", join((tag("summary", summary), content)), css)


def prose(text: str) -> Html:
    """Plain paragraphs and ``- `` lists, which is all the Markdown that our notes use."""
    blocks = []
    for block in text.strip().split("\n\n"):
        written = block.split("\n")
        before = [line for line in written if not line.startswith("- ")]
        items = [line.removeprefix("- ") for line in written if line.startswith("- ")]
        blocks.append(tag("p", lines("\n".join(before))) if before else "")
        blocks.append(tag("ul", join(tag("li", item) for item in items)) if items else "")
    return join(blocks)

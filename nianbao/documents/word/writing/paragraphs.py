"""Paragraphs and runs of a Word document; what is still to be filled in is highlighted wherever it stands."""

from lxml import etree

from nianbao.documents.word.xml import W, legal, twips, w
from nianbao.report.patterns import regex

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKER = regex(r"(〔待填[^〕]*〕?)")


def make_paragraph(text: str, style: str, *layout: etree._Element, points: float | None = None) -> etree._Element:
    """A paragraph of a style; ``layout`` are further paragraph properties in the schema's order."""
    return w("p", w("pPr", w("pStyle", val=style), *layout), *make_runs(text, points=points))


def add_space(paragraph: etree._Element, **points: float) -> None:
    """Room ``before`` and ``after`` a paragraph whose own properties are its style and nothing else."""
    properties = paragraph[0]
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        spacing = etree.SubElement(properties, f"{W}spacing")
    for side, length in points.items():
        spacing.set(W + side, str(twips(length)))


def make_runs(text: str, *, east_asia: str | None = None, points: float | None = None) -> list[etree._Element]:
    """A text as runs; every 〔待填：…〕 in it is highlighted."""
    return [
        _run(piece, east_asia, points, marked=bool(_MARKER.fullmatch(piece)))
        for piece in _MARKER.split(legal(text))
        if piece
    ]


def _run(text: str, east_asia: str | None, points: float | None, marked: bool) -> etree._Element:
    # The hint gives “ ” and — the Chinese font; Word would set them in the Western one.
    fonts = w("rFonts", hint="eastAsia")
    if east_asia:
        fonts.set(f"{W}eastAsia", east_asia)
    properties = w("rPr", fonts, *(font_size(points) if points else ()))
    if marked:
        properties.append(w("highlight", val="yellow"))
    run = w("r", properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(w("br"))
        content = w("t", {_XML_SPACE: "preserve"})
        content.text = line
        run.append(content)
    return run


def font_names(east_asia: str, western: str) -> etree._Element:
    """The run property that names the fonts of Chinese and of Western text."""
    return w("rFonts", ascii=western, hAnsi=western, eastAsia=east_asia, cs=western)


def font_size(points: float) -> tuple[etree._Element, etree._Element]:
    """The two run properties that set a size, which Word counts in half-points."""
    return w("sz", val=round(points * 2)), w("szCs", val=round(points * 2))

"""Paragraphs and runs of a Word document; what is still to be filled in is highlighted wherever it stands."""

from collections.abc import Iterator

from lxml import etree

from nianbao.documents.word.xml import W, legal, twips, w
from nianbao.report.patterns import regex

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKER = regex(r"(〔待[填核][^〕]*〕?)")


def make_paragraph(
    text: str, style: str, *layout: etree._Element, points: float | None = None, marked: tuple[str, ...] = ()
) -> etree._Element:
    """A paragraph of a style; ``layout`` are further paragraph properties in the schema's order; ``marked`` as in ``make_runs``."""
    return w("p", w("pPr", w("pStyle", val=style), *layout), *make_runs(text, points=points, marked=marked))


def add_space(paragraph: etree._Element, **points: float) -> None:
    """Room ``before`` and ``after`` a paragraph whose own properties are its style and nothing else."""
    properties = paragraph[0]
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        spacing = etree.SubElement(properties, f"{W}spacing")
    for side, length in points.items():
        spacing.set(W + side, str(twips(length)))


def make_runs(
    text: str, *, east_asia: str | None = None, points: float | None = None, marked: tuple[str, ...] = ()
) -> list[etree._Element]:
    """A text as runs; every 〔待填：…〕 and 〔待核〕 in it is highlighted, and the words ``marked``."""
    runs = []
    for part, highlighted in _parts(legal(text), tuple(m for m in marked if m)):
        pieces = [part] if highlighted else _MARKER.split(part)
        runs += [_run(p, east_asia, points, marked=highlighted or bool(_MARKER.fullmatch(p))) for p in pieces if p]
    return runs


def _parts(text: str, marked: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The text cut at the words that are marked, each part with whether it is one."""
    while found := [(at, -len(m), m) for m in marked if (at := text.find(m)) >= 0]:
        at, _, words = min(found)
        yield text[:at], False
        yield words, True
        text = text[at + len(words) :]
    yield text, False


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

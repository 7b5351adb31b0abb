"""Pictures, objects and files in a Word file that may hold an official table: what is not read is no one's omission."""

from lxml import etree

from nianbao.documents.word.xml import W

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE_NAME = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_VML_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_EMU_PER_CM = 360_000
_LARGE_CM = (10, 4)
"""Width and height from which a picture may hold a table or text; seals and logos are smaller."""


def may_hold_table(drawn: etree._Element) -> bool:
    """Whether a drawing or an object shows something as large as a table; one that states no size may."""
    if drawn.tag == f"{W}object":
        return True
    size = next(drawn.iter(_EXTENT), None)
    if size is not None and not _is_large(size):
        return False
    return any(
        element.tag != f"{_DRAWING}graphicData" or element.get("uri") == _PICTURE_NAME
        for element in drawn.iter(f"{_DRAWING}blip", f"{_DRAWING}graphicData", _VML_PICTURE)
    )


def large_pictures(body: etree._Element) -> int:
    """How many pictures state a size from which they may hold a table; each once, whatever older Word is shown."""
    return sum(_is_large(size) and _holds_picture(size) for size in body.iter(_EXTENT))


def _is_large(size: etree._Element) -> bool:
    measures = (size.get("cx", ""), size.get("cy", ""))
    return all(
        text.isdecimal() and len(text) < 12 and int(text) >= cm * _EMU_PER_CM
        for text, cm in zip(measures, _LARGE_CM, strict=True)
    )


def _holds_picture(size: etree._Element) -> bool:
    drawing = size.getparent()
    return drawing is not None and next(drawing.iter(f"{_DRAWING}blip"), None) is not None

"""What the reader of a Word file must be told: changes taken as accepted, parts that were not read."""

from collections.abc import Iterator

from lxml import etree

from documents.docx_parts import Parts
from documents.word_xml import W
from report.model import Notice

_CHANGES = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))
_LINKED = frozenset({"image", "oleObject", "subDocument", "frame", "video", "audio"})
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_DRAWING_SIZE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_EMU_PER_CM = 360_000
_LARGE_CM = (10, 4)
"""Width and height from which a picture may hold a table or text; seals and logos are smaller."""


def notices_of(parts: Parts, body: etree._Element) -> Iterator[Notice]:
    """At most one notice of each kind, in Chinese."""
    if next(body.iter(*_CHANGES), None) is not None:
        yield Notice(
            "tracked_changes", "文件里有尚未接受的修订，已按“接受所有修订”后的样子读取，请确认这就是要报送的稿子。"
        )
    if parts.has_macros:
        yield Notice("left_out", "文件里带有宏，没有运行，也没有读取。")
    if next(body.iter(f"{W}altChunk", f"{W}subDoc"), None) is not None:
        yield Notice(
            "left_out", "文件里插入了另外的文件，这部分没有读取；请用 Word 打开并另存为 .docx，使内容并入正文后再试。"
        )
    if any(relation.external and relation.kind in _LINKED for relation in parts.relations.values()):
        yield Notice("left_out", "文件里有链接到外部的图片或对象，没有去取，也没有读取。")
    if next(body.iter(f"{W}object"), None) is not None:
        yield Notice("left_out", "文件里嵌入了其他程序的对象（如 Excel 表格），没有读取；请改成普通的 Word 表格再试。")
    if pictures := sum(_is_large(size) for size in body.iter(_DRAWING_SIZE)):
        yield Notice("left_out", f"文件里有{pictures}张较大的图片，图片里的文字和表格没有读取。")


def _is_large(size: etree._Element) -> bool:
    """Whether a drawing of this size holds a picture and is large enough for a table."""
    drawing = size.getparent()
    if drawing is None or next(drawing.iter(_PICTURE), None) is None:
        return False
    measures = (size.get("cx", ""), size.get("cy", ""))
    return all(
        text.isdecimal() and len(text) < 12 and int(text) >= cm * _EMU_PER_CM
        for text, cm in zip(measures, _LARGE_CM, strict=True)
    )

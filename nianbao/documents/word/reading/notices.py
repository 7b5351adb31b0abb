"""What the reader of a Word file must be told: changes taken as accepted, parts that were not read."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from nianbao.documents.word.reaching_out import fetching_fields
from nianbao.documents.word.reading.beside import beside_the_text
from nianbao.documents.word.reading.parts import Parts
from nianbao.documents.word.reading.unread import large_pictures
from nianbao.documents.word.xml import W
from nianbao.report.layout import SECTIONS, SectionKey
from nianbao.report.model import Notice

_CHANGES = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))
_LINKED = frozenset({"image", "oleObject", "subDocument", "frame", "video", "audio"})


class Unread(NamedTuple):
    """What the reader met and did not read: paragraphs with text struck through or hidden, files put into the file,
    formulas without result, and sections with something drawn where their table should be."""

    struck: int = 0
    chunks: int = 0
    formulas: int = 0
    sections: tuple[SectionKey, ...] = ()
    hidden: int = 0


def notices_of(parts: Parts, body: etree._Element, unread: Unread) -> Iterator[Notice]:
    """At most one notice of each kind, in Chinese."""
    if next(body.iter(*_CHANGES), None) is not None:
        yield Notice(
            "tracked_changes", "文件里有尚未接受的修订，已按“接受所有修订”后的样子读取，请确认这就是要报送的稿子。"
        )
    if parts.has_macros:
        yield Notice("left_out", "文件里带有宏，没有运行，也没有读取。")
    if unread.struck:
        yield Notice(
            "left_out",
            f"文件里有{unread.struck}处划了删除线的文字，已当作删去，没有读取；仍然有效的，请去掉删除线后再试。",
        )
    if unread.hidden:
        yield Notice(
            "left_out",
            f"文件里有{unread.hidden}处隐藏文字，不会印出来，没有读取；是正文或者数字的，请取消隐藏，不是的请删去。",
        )
    yield from beside_the_text(parts, body)
    if unread.chunks or next(body.iter(f"{W}subDoc"), None) is not None:
        yield Notice(
            "left_out", "文件里插入了另外的文件，这部分没有读取；请用 Word 打开并另存为 .docx，使内容并入正文后再试。"
        )
    if any(relation.external and relation.kind in _LINKED for relation in parts.relations.values()):
        yield Notice("left_out", "文件里有链接到外部的图片或对象，没有去取，也没有读取。")
    if fields := list(dict.fromkeys(kind for kind, _ in fetching_fields(body))):
        yield Notice("left_out", f"文件里有打开时会自动取外部内容的域（{'、'.join(fields)}），没有执行，请核对来源。")
    if unread.formulas:
        yield Notice(
            "left_out",
            f"有{unread.formulas}处公式（域）没有保存结果，这些格没有读到数；请用 Word 打开，全选后按 F9 更新域并保存再试。",
        )
    if unread.sections:
        titles = "、".join(
            f"“{layout.ordinal}、{layout.title}”" for layout in SECTIONS if layout.key in unread.sections
        )
        yield Notice(
            "left_out",
            f"{titles}里没有读到统计表，只有图片、嵌入的对象或插入的文件，其中的内容没有读取；请改成普通的 Word 表格再试。",
        )
        return
    if next(body.iter(f"{W}object"), None) is not None:
        yield Notice("left_out", "文件里嵌入了其他程序的对象（如 Excel 表格），没有读取；请改成普通的 Word 表格再试。")
    if pictures := large_pictures(body):
        yield Notice("left_out", f"文件里有{pictures}张较大的图片，图片里的文字和表格没有读取。")

"""A PDF to the stream. Runs in the child process of ``nianbao.documents.pdf.isolation``; nothing else imports it."""

from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from nianbao.documents.limits import MAX_BLOCKS, MAX_CELLS, MAX_PAGES
from nianbao.documents.pdf.borderless import without_lines
from nianbao.documents.pdf.damage import is_damaged
from nianbao.documents.pdf.joining import join_pages
from nianbao.documents.pdf.lines import Line
from nianbao.documents.pdf.margins import without_margins
from nianbao.documents.pdf.page import UNKNOWN, PageContent, read_page
from nianbao.documents.pdf.prose import Measure, Prose
from nianbao.documents.pdf.tables import Item, page_items
from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.recognise.unread import without_table
from nianbao.documents.stream import Block, Grid, Paragraph, Stream, UnreadableFileError
from nianbao.report.layout import SectionKey
from nianbao.report.model import Notice

FEW_GLYPHS = 30
"""A page that is a picture may carry so many characters, a stamp or a page number."""
MOST = 0.6
"""Share of a page that a picture of it covers; share of characters unknown that makes text no text."""
SOME = 0.05
DOTS_PER_INCH = 200
MAX_PIXELS = 3000
"""Of the longer side of a page rendered to be recognised."""
DRAWN_TEXT = 50
"""So many painted outlines on a page without characters are text turned into drawings."""


def read(data: bytes, pages: Sequence[int] = ()) -> Stream:
    """The blocks of a PDF; ``pages`` (from 1) are recognised as pictures, when that can be done here.

    Pages that are pictures and were not recognised are named by a notice ``no_text_layer``.
    Raises ``UnreadableFileError`` for a file that is encrypted, damaged, too long, or has no pages.
    """
    document = _open(data)
    contents = [_content(document, index) for index in range(len(document))]
    cannot = ""
    for number in pages:
        if _is_picture(contents[number - 1]) and not cannot:
            try:
                contents[number - 1] = _recognised(document, contents[number - 1])
            except ImportError:
                cannot = "文字识别组件没有装好，无法识别。"
    return stream_of(contents, cannot)


def stream_of(contents: Sequence[PageContent], cannot: str = "") -> Stream:
    """The stream of pages looked at. ``cannot``: a sentence on why pictures among them were not recognised.

    Raises ``UnreadableFileError`` when there is too much of it.
    """
    without_text = tuple(c.number for c in contents if not c.recognised and _is_picture(c))
    items = [[] if c.number in without_text else page_items(c) for c in contents]
    blocks = tuple(_blocks(items, contents))
    _check_size(blocks)
    recognised = tuple(c.number for c in contents if c.origin == "recognised" and c.number not in without_text)
    notices = tuple(_notices(without_text, recognised, len(contents), cannot))
    return Stream(blocks, notices, unread_in=without_table(blocks, _sections_with_pictures(items, contents)))


def _sections_with_pictures(pages: Sequence[Sequence[Item]], contents: Sequence[PageContent]) -> set[SectionKey | None]:
    """The sections on pages that show a picture large enough for a table."""
    section: SectionKey | None = None
    shown: set[SectionKey | None] = set()
    for items, content in zip(pages, contents, strict=True):
        here = {section}
        for item in items:
            heading = section_heading(Paragraph(item.text)) if isinstance(item, Line) else None
            if heading is not None:
                section = heading.key
                here.add(section)
        if content.picture_share > SOME and content.origin != "recognised":
            shown |= here
    return shown


def _recognised(document: pdfium.PdfDocument, content: PageContent) -> PageContent:
    """The page rendered and recognised. Raises ``ImportError`` where that cannot be done."""
    from nianbao.documents.pdf.ocr import recognise_page

    page = document[content.number - 1]
    try:
        width, height = page.get_size()
        scale = min(DOTS_PER_INCH / 72, MAX_PIXELS / max(width, height, 1.0))
        picture = page.render(scale=scale, rev_byteorder=True, fill_color=(255, 255, 255, 255)).to_numpy()
        return recognise_page(picture[:, :, :3].copy(), content.number, width)
    finally:
        page.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    if is_damaged(data):
        raise UnreadableFileError("这个 PDF 有损坏的部分，读出来的数字靠不住，请重新导出或下载后再试。")
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise UnreadableFileError("这个 PDF 需要密码才能打开，请去掉密码后再试。") from error
        raise UnreadableFileError("这个 PDF 已损坏，打不开，请重新导出或下载后再试。") from error
    if count == 0:
        raise UnreadableFileError("这个 PDF 里一页也没有，请重新导出后再试。")
    if count > MAX_PAGES:
        raise UnreadableFileError(f"这个 PDF 有 {count} 页，超过 {MAX_PAGES} 页，已停止读取，请确认是不是年报。")
    return document


def _content(document: pdfium.PdfDocument, index: int) -> PageContent:
    try:
        return read_page(document, index)
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(f"这个 PDF 的第 {index + 1} 页已损坏，请重新导出或下载后再试。") from error


def _is_picture(content: PageContent) -> bool:
    """True for a page whose words are not there as text."""
    count = len(content.glyphs)
    if count == 0:
        return content.picture_share > SOME or content.drawn > DRAWN_TEXT
    unknown = sum(glyph.text == UNKNOWN for glyph in content.glyphs)
    return unknown > MOST * count or (count < FEW_GLYPHS and content.picture_share > MOST)


def _blocks(pages: Sequence[Sequence[Item]], contents: Sequence[PageContent]) -> Iterator[Block]:
    items = list(without_lines(join_pages(without_margins(pages, contents)), contents))
    lines = [item for item in items if isinstance(item, Line)]
    prose = Prose(Measure.of(lines, contents), contents)
    for item in items:
        if isinstance(item, Line):
            yield from prose.add(item)
        else:
            yield from prose.end()
            yield item if isinstance(item, Grid) else item.grid()
    yield from prose.end()


def _check_size(blocks: Sequence[Block]) -> None:
    cells = sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows)
    if len(blocks) > MAX_BLOCKS or cells > MAX_CELLS:
        raise UnreadableFileError("文件的段落或表格多得不像一份年报，已停止读取，请确认是不是选错了文件。")


def _notices(without_text: tuple[int, ...], recognised: tuple[int, ...], count: int, cannot: str) -> Iterator[Notice]:
    if without_text:
        said = f"{_which(without_text, count)}是图片，没有可以读取的文字，其中的内容没有读到。{cannot}"
        yield Notice("no_text_layer", said, without_text)
    if recognised:
        said = f"{_which(recognised, count)}的文字是从图片识别出来的，全部数字待人工核对。"
        yield Notice("recognised", said, recognised)


def _which(pages: tuple[int, ...], count: int) -> str:
    return "各页" if len(pages) == count else "第" + "、".join(map(str, pages)) + "页"

"""Web pages (.html, .htm, pages saved under the name of .doc or .xls) to the stream."""

from collections.abc import Iterator

from nianbao.documents.encoding import decode
from nianbao.documents.html.article import Article
from nianbao.documents.html.date import publication_date
from nianbao.documents.html.elsewhere import pictures, what_it_holds_instead
from nianbao.documents.html.lines import Item, Line
from nianbao.documents.html.revealed import read_article
from nianbao.documents.html.title import title_of_page, titles_of_page
from nianbao.documents.html.tree import parse_page
from nianbao.documents.html.unprinted import mark_unprinted
from nianbao.documents.recognise.unread import sections_unread
from nianbao.documents.stream import Block, Paragraph, Stream, UnreadableFileError
from nianbao.report.layout import TABLE_KEYS
from nianbao.report.model import Notice

FEWEST_CHARACTERS = 300
"""A page without official headings and with less text than this holds no report."""
REVEALED = Notice("repaired", "网页里有一部分正文是隐藏的（可能要点击才显示），已一并读取，请对照网页核对。")


def read_html(data: bytes) -> Stream:
    """Title, prose and tables of the report on a page, without the site around it.

    ``published`` is the date of publication that the page states. Raises ``UnreadableFileError`` for pages that
    hold only a link, a picture or a script, for text that cannot be decoded, and beyond the limits.
    """
    decoded = decode(data)
    return read_page(decoded.text, decoded.notices)


def read_page(text: str, notices: tuple[Notice, ...] = ()) -> Stream:
    """As ``read_html``, of a page that is text already."""
    root = parse_page(text)
    mark_unprinted(root, text)
    article, partly_hidden = read_article(root)
    if not article.anchors and sum(map(_length, article.items)) < FEWEST_CHARACTERS:
        raise UnreadableFileError(what_it_holds_instead(root))
    blocks = [_block(item) for item in article.items]
    unread_in = sections_unread(blocks, _places_of_pictures(article))
    if not article.has_title and (title := title_of_page(root)):
        blocks.insert(0, Paragraph(title))
    notices = (*notices, *_picture_notice(article), *((REVEALED,) if partly_hidden else ()))
    published = publication_date(article.around, root)
    return Stream(
        tuple(blocks),
        notices,
        published.day if published else None,
        unread_in,
        published_source=published.source if published else "",
        page_titles=tuple(titles_of_page(root)),
        around=tuple(article.around),
    )


def _block(item: Item) -> Block:
    return item.as_paragraph() if isinstance(item, Line) else item.grid


def _length(item: Item) -> int:
    return len(item.text) if isinstance(item, Line) else 0


def _places_of_pictures(article: Article) -> Iterator[int]:
    """Before which item each picture of the report stands, in order."""
    shown = pictures(article.place) if article.place is not None else []
    if not shown or article.place is None:
        return
    order = {element: number for number, element in enumerate(article.place.iter())}
    items = [order.get(item.element, -1) for item in article.items]
    for image in shown:
        yield next((at for at, place in enumerate(items) if place > order[image]), len(items))


def _picture_notice(article: Article) -> tuple[Notice, ...]:
    """A table that is missing may be one of the pictures: then it is not the agency that left it out."""
    if article.place is None or article.anchors.issuperset(TABLE_KEYS) or not (shown := pictures(article.place)):
        return ()
    message = f"网页正文里有{len(shown)}张图片没有读取；如果统计表是图片，请改用文字版的表格。"
    return (Notice("left_out", message),)

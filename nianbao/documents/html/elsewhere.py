"""Pages whose report is not in their text: it hangs on them as a file, a frame or a picture."""

import re

from lxml import etree

from nianbao.report.patterns import regex

_FILE = regex(r"\.(?:pdf|docx?|wps|xlsx?|et|ofd|rtf|odt|zip|rar|7z)(?:[?#].*)?$", re.IGNORECASE)
_PICTURE = regex(r"\.(?:jpe?g|png|bmp|webp|tiff?)(?:[?#].*)?$", re.IGNORECASE)
_NO_PAGE = regex(r"^\s*(?:about:|javascript:|#|$)", re.IGNORECASE)
SMALL = 120
"""A picture that says it is narrower than so many pixels is an icon."""


def what_it_holds_instead(root: etree._Element) -> str:
    """One Chinese sentence: what the page holds where the report should be, and what to do."""
    links = [element.get("href", "") for element in root.iter("a")]
    embedded = [element.get("src") or element.get("data") or "" for element in root.iter("embed", "object")]
    if any(_FILE.search(address) for address in (*links, *embedded)):
        return "这个网页里只有年报附件的链接，没有年报正文，请在网站上下载那个附件，再来读取。"
    frames = [element.get("src", "") for element in root.iter("iframe", "frame")]
    if any(not _NO_PAGE.match(address) for address in (*frames, *embedded)):
        return "这个网页的正文嵌在另一个页面（框架）里，没有保存下来，请打开正文本身再保存，或下载附件。"
    if pictures(root) or any(_PICTURE.search(address) for address in links):
        return "这个网页里的年报是图片，没有文字，请改用网站上的附件或文字版。"
    return "这个网页里没有年报正文（可能由脚本加载），请在浏览器中打开后另存为 PDF，或将正文复制到 Word 中保存。"


def pictures(place: etree._Element) -> list[etree._Element]:
    """The pictures in an element, icons apart."""
    return [image for image in place.iter("img") if _is_large(image)]


def _is_large(image: etree._Element) -> bool:
    if image.get("src", "").lower().split("?")[0].endswith(".gif"):
        return False
    sizes = [re.match(r"\s*(\d+)", image.get(name, "")) for name in ("width", "height")]
    return all(size is None or int(size[1][:6]) >= SMALL for size in sizes)

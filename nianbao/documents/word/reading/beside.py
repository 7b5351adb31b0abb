"""What a Word file prints or keeps beside its text: headers, footers, comments. None is text of the report, all may be
wrong on it: another organ's header, 征求意见稿 in the footer, a comment that asks for a check."""

from collections.abc import Iterator

from lxml import etree

from nianbao.documents.word.marking.comments import AUTHOR
from nianbao.documents.word.reading.parts import RELATION_ID, Parts
from nianbao.documents.word.xml import W
from nianbao.report.model import Notice
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import fold, squeeze

_NAMES = {f"{W}headerReference": "页眉", f"{W}footerReference": "页脚"}
_PAGE_WORDS = regex(r"[第共页总/|:\-—–·.\d\s]+")
_WORDS = regex(rf"{HAN}|[A-Za-z]{{2}}")
_FIRST_PARAGRAPHS = 12
"""So far down a title may stand, which a header repeats."""
_LONGEST = 40


def beside_the_text(parts: Parts, body: etree._Element) -> Iterator[Notice]:
    """One notice for each header or footer that says more than title and page, and one for all comments."""
    paragraphs = [_text(p) for p in list(body.iter(f"{W}p"))[:_FIRST_PARAGRAPHS]]
    title = squeeze("".join(paragraphs))
    for name, text in dict.fromkeys(_shown(parts, body)):
        if _WORDS.search(_PAGE_WORDS.sub("", text)) and squeeze(_PAGE_WORDS.sub("", text)) not in _PAGE_WORDS.sub(
            "", title
        ):
            yield Notice(
                "left_out",
                f"{name}写着“{_short(text)}”，没有当作正文审核；请核对是不是本机关、本年度的，有没有遗留的字样。",
            )
    root = parts.related("comments")
    found = [] if root is None else [c for c in root.iter(f"{W}comment") if c.get(f"{W}author") != AUTHOR]
    comments = [text for c in found if (text := _text(c).strip())]
    if comments:
        yield Notice(
            "left_out",
            f"文件里留有{len(comments)}条批注（如“{_short(comments[0])}”），没有当作正文审核；请逐条处理，定稿前删去。",
        )


def _shown(parts: Parts, body: etree._Element) -> Iterator[tuple[str, str]]:
    """Name and text of the headers and footers that are printed."""
    settings = parts.related("settings")
    even = settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None
    for reference in body.iter(*_NAMES):
        section = reference.getparent()
        kind = reference.get(f"{W}type", "default")
        first = section is not None and section.find(f"{W}titlePg") is not None
        root = parts.part(reference.get(RELATION_ID, ""))
        if root is not None and (kind == "default" or (kind == "first" and first) or (kind == "even" and even)):
            yield _NAMES[reference.tag], fold(" ".join(filter(None, (_text(p).strip() for p in root.iter(f"{W}p")))))


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

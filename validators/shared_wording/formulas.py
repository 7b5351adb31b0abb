"""What reports share without copying: fixed phrases, the words of the law, headings, labels, statements of nothing.

``own_characters`` marks what is left: the characters that an agency has written itself. ``content`` of these leaves
out, further, the words that every report is made of.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from nianbao.report.layout import LAYOUTS, SECTIONS
from nianbao.report.patterns import regex
from nianbao.report.regulation import articles
from validators.lexicon.formulas import FORMULAS
from validators.lexicon.headings import FORM_HEADING
from validators.prose.sentences import sentences
from validators.shared_wording.similarity import CompactText, compact

_LAW_PIECE = 12
"""This many characters in a row that stand in the regulation are a quotation of it."""
_LABEL_PIECE = 8
"""… or in a label of the official form: remains of a table that was not read."""

_PHRASES = regex("|".join(FORMULAS))

_ABOUT_THE_REPORT = regex(
    r"本(?:年度)?报告|(?:工作|公开)年度?报告|年报格式|统计(?:期|时|周期|年限)|电子版|联系(?:电话|人|地址|方式)|邮政?编码?|六个部分"
    r"|印发.{0,40}通知|有关事项的?通知"
)
"""Sentences on the report itself: what it is based on, where it can be read, whom to ask."""

_NOTHING = regex(
    r"(?:未|没有?|无|不存在|尚未|从未|均为?[0零]|为[0零])[^,;。]{0,40}?"
    r"(?:申请|复议|诉讼|收费|收取|费用|处理费|追究|追责|问责|举报|投诉|情形|情况|事项|案件|现象|问题|结转|规章|文件)"
    r"|[^,;。]{0,40}(?:[^\d.]|^)[0零](?:件|元|起|次|人|条|宗|项)"
)
"""Clauses that something did not happen: every second report has them, in the same few words."""

_FORM_HEADING = regex(rf"{FORM_HEADING}(?=[:：。,，;；]|$)")

_CLAUSE_END = regex(r"[,;。]")

_NO_LETTER = regex(r"[^\u4e00-\u9fffA-Za-z0-9]+")


def own_characters(part: CompactText, accepted: tuple[str, ...] = ()) -> bytearray:
    """For each compact character 1 when the agency wrote it itself, 0 when it is a formula. ``accepted``: further ones."""
    own = bytearray(b"\x01" * len(part.text))
    text = part.text
    for match in _PHRASES.finditer(text):
        _clear(own, match.start(), match.end())
    for word in accepted:
        phrase = compact(word).text
        at = text.find(phrase) if phrase else -1
        while at >= 0:
            _clear(own, at, at + len(phrase))
            at = text.find(phrase, at + 1)
    _clear_known(own, text, _law_pieces(), _LAW_PIECE)
    _clear_known(own, text, _label_pieces(), _LABEL_PIECE)
    for start, end in _formula_lines(part.original):
        places = [part.positions[i] for i in range(start, end) if i in part.positions]
        if places:
            _clear(own, places[0], places[-1] + 1)
    return own


def is_form_heading(text: str) -> bool:
    """A heading that the form gives to every report: （四）政府信息公开平台建设."""
    return _FORM_HEADING.fullmatch(text) is not None


def content(text: str, common: tuple[str, ...]) -> int:
    """Letters of a text beside the words that every report is made of (the profile's LK-02.common)."""
    return len(_any_of(common).sub("", _NO_LETTER.sub("", text)))


@lru_cache(maxsize=4)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first. Words of no characters match nothing."""
    return regex("|".join(sorted(map(re.escape, filter(None, words)), key=len, reverse=True)) or "(?!)")


def _clear(own: bytearray, start: int, end: int) -> None:
    own[start:end] = bytes(end - start)


def _clear_known(own: bytearray, text: str, pieces: frozenset[str], size: int) -> None:
    for i in range(len(text) - size + 1):
        if text[i : i + size] in pieces:
            _clear(own, i, i + size)


def _formula_lines(text: str) -> list[tuple[int, int]]:
    """Lines that are headings or remains of tables, headings that go on as a line, sentences on the report itself,
    clauses that say of nothing."""
    found = []
    position = 0
    for line in text.split("\n"):
        if not re.search(r"[,，。;；]", line):
            found.append((position, position + len(line)))
        elif heading := _FORM_HEADING.match(line):
            found.append((position, position + heading.end()))
        position += len(line) + 1
    for sentence in sentences(text):
        if _ABOUT_THE_REPORT.search(sentence.text):
            found.append((sentence.start, sentence.end))
            continue
        start = 0
        for clause in [*_CLAUSE_END.finditer(sentence.text), None]:
            end = clause.start() if clause else len(sentence.text)
            if _NOTHING.search(sentence.text[start:end]):
                found.append((sentence.start + start, sentence.start + end))
            start = end + 1
    return found


@lru_cache(maxsize=1)
def _law_pieces() -> frozenset[str]:
    return _pieces((a.text for a in articles()), _LAW_PIECE)


@lru_cache(maxsize=1)
def _label_pieces() -> frozenset[str]:
    labels = [s.title for s in SECTIONS]
    for layout in LAYOUTS:
        for table in layout.tables.values():
            labels += [label for row in table.rows.values() for label in row.labels]
            labels.append("".join(c.label for c in table.blocks[0].columns))
    return _pieces(labels, _LABEL_PIECE)


def _pieces(texts: Iterable[str], size: int) -> frozenset[str]:
    found: set[str] = set()
    for text in (compact(t).text for t in texts):
        found.update(text[i : i + size] for i in range(len(text) - size + 1))
    return frozenset(found)

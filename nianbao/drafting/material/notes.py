"""Notes and messages → statements: number, unit and words as they stand, each with its line.

网站发了213条，公众号推了86条 · 处罚9起 强制没有 许可184. Code finds them, and nothing else may add one. What is no count of
this year is left out (dates, phones, who speaks, plans, trends); what is not exact (40多, 大概, 九件？) is said to be so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.drafting.material.inputs import Aspect
from nianbao.drafting.material.note_places import (
    CASE_UNITS,
    OFFICIAL,
    cells_of_nothing,
    place_of,
    says_only,
    subject_of,
    topic_of,
)
from nianbao.drafting.material.note_words import LAST_YEAR, LIST_MARK, UNCHECKED, read_words
from nianbao.drafting.sentences.aspects import aspect_of_heading, aspect_of_words
from nianbao.drafting.sentences.figures import Figure, figures
from nianbao.report.patterns import regex
from nianbao.report.text import fold


@dataclass(frozen=True, slots=True)
class Noted:
    """One statement. ``line`` counts from 1; ``words`` stand before the number (``about``: what they are about when they do
    not say it themselves), ``behind`` right after it (开了2次会); ``value`` … ``high`` with 万 multiplied out; ``raw`` as it
    stands. ``period``: 1月, 第一季度, 去年; ``cells``: the official cells it gives (several only for 0)."""

    line: int
    raw: str
    words: str
    about: str
    value: Decimal
    unit: str
    exact: bool
    high: Decimal | None = None
    period: str = ""
    other_year: bool = False
    topic: str | None = None
    cells: tuple[str, ...] = ()
    aspect: Aspect | None = None
    behind: str = ""

    @property
    def label(self) -> str:
        """Words for a fact of 工作情况: 公众号推送; with what they are about where they alone say too little."""
        own = _own(self.words)
        own = "" if len(own) < _LEAST_WORDS and self.about else own
        lead, colon, rest = own.partition(":")
        own = rest if colon and rest and topic_of(lead) is None else f"{lead}{rest}"
        return f"{self.about}{own}{self.behind}"

    @property
    def plain(self) -> Decimal:
        """In 元 where it is money, so that 25.1万元 and 251000元 agree."""
        scale = {"万元": 10_000, "亿元": 100_000_000}.get(self.unit, 1)
        return self.value * scale


_QUOTES = regex(r"[「」『』【】]")
_RULE = regex(r"^[\s\-—=_*·.]*$")
_SPEAKER = regex(r"^\s*(?P<who>[^：:，,。；\s]{1,10})[：:]")
_TOLD = regex(r"^.{0,14}?说(?=[^明法])")
_BREAK = regex(r"[，,;；。/()（）!！\n]|\s+(?![多余来]?\s*(?:件|条|次|篇|起))")
_STOP = regex(r"[。;!?]")
_PLAN = regex(r"(?:明年|下一年)?的?(?:计划|打算|预计|目标|争取)|明年|下一年|拟(?:发|办|开|公开|制定)")
_TREND = regex(
    r"(?:比|较|同比|环比)\s*(?:去年|上年|上一年|往年|前年|20\d\d年)?.{0,6}(?:增|多|少|减|降|升|涨|持平|提高)"
)
_THING = regex(r"^(?:栏目|会|例会|会议|培训|活动|信息|文件|材料|案件|申请)$")
_FILLER_WORDS = (
    r"(?:我|他|她|你)?(?:这边|那边|这里|那里)|我?记得|应该|就是|后台|导出来?|更正一下|另外|口径|一共|总共|共计|合计|大概率?"
    r"|今年|本年|全年|年底|一个|的?数据|我们[镇乡局街县市区]?|[：:\s≈~]"
)
_FILLER = regex(f"^(?:{_FILLER_WORDS}|[是共])+|(?:{_FILLER_WORDS}|[是为有了共到的])+$")
"""What says nothing of what is counted, at either end of the words."""
_WEAK = regex(r"^(?:参加|阅读量|含.*|包括.*|.{0,1})$")
_NOTHING = regex(r"(?:没有(?:过|收取?)?|没发(?:生|过)?|没收到?过?|没|无|未(?:发生|收到|产生|实施|收取|收|制发|发))$")
_NOTHING_OF = regex(
    r"^(?:今年|全年|本年度?)?(?:(?:未|没有?)(?:实施|收到|发生|收取|制发|制定|作出)(?:过)?|没收[取过]?(?=(?:信息)?处理费)|没有|无)(?P<what>.{2,})$"
)
_AND = regex(r"[和与及、或]")
_LEAST_WORDS = 2
_LINES_ON = 2
"""Lines over which words of an outcome (公开8件 部分公开3) go on about the applications named before."""


def read_notes(text: str, year: int | None = None) -> list[Noted]:
    """Every statement of the notes, in order; sentences that stand as they are written (``read_words``) give none. ``year``:
    that of the report; figures of another year are marked."""
    found: list[Noted] = []
    last: Noted | None = None
    for number, line in enumerate(read_words(text)[1].split("\n"), start=1):
        for noted in _line(number, line, year, last):
            found.append(noted)
            last = noted
    return found


def _line(number: int, line: str, year: int | None, last: Noted | None) -> Iterator[Noted]:
    """The statements of one line. ``last``: the one before, which a line without a topic goes on about."""
    text, of_lead = _spoken(line)
    if _RULE.match(text) or _PLAN.match(fold(line)):
        return
    spans = figures(text)
    amounts = [f for f in spans if f.kind in ("amount", "broken")]
    before = last if last is None or not LIST_MARK.match(line) or _goes_on(last, _own(_parted(text))) else None
    here: Noted | None = None
    for part, start in _parts(text, amounts):
        figure = next((f for f in amounts if f.start == start), None)
        if figure is None:
            noted = _nothing(number, part, here)
        else:
            behind = _BREAK.split(text[figure.end :])[0] if not text[figure.end :].startswith(" ") else ""
            noted = _statement(number, text, part, figure, behind, here or before, here is not None)
        if figure is None and noted is None and topic_of(part) in _WITH_PARTS:
            here = Noted(number, part, part, "", Decimal(0), "", True, topic=topic_of(part))  # 规范性文件 制发2 废止0
        if noted is None or _PLAN.search(_STOP.split(text[:start])[-1]) or _TREND.search(part):
            continue
        noted = _dated(noted, text, spans, start, year)
        if UNCHECKED.search(text):
            noted = replace(noted, exact=False)
        if noted.aspect is None and of_lead is not None and noted.topic not in OFFICIAL:
            noted = replace(noted, aspect=of_lead)
        here = noted
        yield noted


def _parted(text: str) -> str:
    """The words before the first number."""
    return next((part for part, _ in _parts(text, [f for f in figures(text) if f.kind == "amount"])), "")


def _spoken(line: str) -> tuple[str, Aspect | None]:
    """The line without marks of quotation, without its list number and without who speaks or what it is headed by (主动公开：),
    and the aspect of such a heading; other list numbers are blanks. Offsets are lost."""
    text = LIST_MARK.sub("", _QUOTES.sub("", fold(line)))
    speaker, of_lead = _SPEAKER.match(text), None
    if speaker and topic_of(speaker["who"]) is None:
        text, of_lead = text[speaker.end() :], aspect_of_heading(speaker["who"])
    for figure in figures(text):
        if figure.kind in ("ordinal", "place"):
            text = text[: figure.start] + " " * (figure.end - figure.start) + text[figure.end :]
    return _TOLD.sub("", text), of_lead


def _parts(text: str, amounts: list[Figure]) -> Iterator[tuple[str, int]]:
    """Pieces of a line: the words before each number with its place, and clauses without any (with the place of their end)."""
    at = 0
    for figure in amounts:
        words = text[at : figure.start]
        pieces = _pieces(words)
        for piece, end in pieces[:-1] if pieces else []:
            yield piece, at + end
        yield (pieces[-1][0] if pieces else ""), figure.start
        at = figure.end
    for piece, end in _pieces(text[at:]):
        yield piece, at + end


def _pieces(text: str) -> list[tuple[str, int]]:
    found, at = [], 0
    for match in _BREAK.finditer(text):
        found.append((text[at : match.start()].strip("、 "), match.start()))
        at = match.end()
    found.append((text[at:].strip("、 "), len(text)))
    return [(piece, end) for piece, end in found if piece]


def _statement(
    line: int, text: str, words: str, figure: Figure, behind: str, before: Noted | None, same_line: bool
) -> Noted | None:
    words = words.strip("：: ")
    own = _own(words)
    topic, about = topic_of(words), ""
    goes_on = topic is None and before is not None and line - before.line <= _LINES_ON and _goes_on(before, own)
    if topic is None and before is not None and (same_line or goes_on or len(own) < _LEAST_WORDS):
        if len(own) < _LEAST_WORDS and not goes_on:
            about = before.label
        elif _WEAK.match(own) or goes_on:
            about = before.about or subject_of(before.words) or before.label
        if len(own) < _LEAST_WORDS or goes_on:
            topic = before.topic
    alone = not behind.strip()
    if len(own) < _LEAST_WORDS and not (about or topic or alone or _dates(words)):
        return None
    cell = place_of(own if topic_of(words) is None else _without_filler(words), behind, topic, figure.unit)
    raw = figure.text if figure.unit else f"{words}{figure.text}"
    unit = (
        "万元"
        if cell and cell.endswith("fees.amount") and figure.unit == "" and figure.text.endswith("万")
        else figure.unit
    )
    value = figure.value / 10_000 if unit != figure.unit else figure.value
    aspect = (
        aspect_of_words(words)
        or aspect_of_words(about)
        or aspect_of_words(behind)
        or (before.aspect if before and (about or same_line) else None)
    )
    exact = figure.exact and figure.kind == "amount"
    cells: tuple[str, ...] = (cell,) if cell else ()
    if topic is None and same_line and before is not None and before.topic in OFFICIAL and figure.unit in CASE_UNITS:
        aspect = None  # 收到申请3件，撤回1件: something of the form, though not of what
    if not cells and value == 0 and exact and says_only(words):
        cells = tuple(cells_of_nothing(words, topic))
    thing = behind.strip() if _THING.match(behind.strip()) else ""
    return Noted(line, raw, words, about, value, unit, exact, figure.high, "", False, topic, cells, aspect, thing)


def _goes_on(before: Noted, words: str) -> bool:
    """True when words of an outcome go on about applications, reviews or documents named before: 维持2件, 废止1件."""
    return (
        before.topic is not None and place_of(words, "", before.topic, "件") is not None and before.topic in _WITH_PARTS
    )


_WITH_PARTS = frozenset(
    {"applications", "reconsideration", "litigation_direct", "litigation_after", "normative_documents", "regulations"}
)


def _own(words: str) -> str:
    """What words say besides fillers, dates and numbers."""
    for figure in reversed(figures(words)):
        words = words[: figure.start] + words[figure.end :]
    return _without_filler(words)


def _without_filler(words: str) -> str:
    return _FILLER.sub("", words)


def _dates(words: str) -> bool:
    return any(f.kind == "date" for f in figures(words))


def _nothing(line: int, clause: str, before: Noted | None) -> Noted | None:
    """强制没有, 规章没有, 未实施行政强制, 无复议和诉讼, 4月没发: a count of 0; 微博没开 and 还没核 are none."""
    match = _NOTHING.search(clause)
    subject = clause[: match.start()].strip("：: ") if match else ""
    if match is None:
        inside = _NOTHING_OF.match(clause)
        if inside is None or not all(_is_topic(part) for part in _AND.split(inside["what"])):
            return None
        subject = inside["what"]
    topics = [topic_of(part) for part in _AND.split(subject)]
    if topics[0] is None and not (_dates(subject) and "发" in clause):
        return None
    cells = [cell for topic in topics for cell in cells_of_nothing(clause, topic)]
    words = subject + ("制发" if topics[0] == "normative_documents" and "发" in clause else "")
    return Noted(
        line,
        clause,
        words,
        "",
        Decimal(0),
        "",
        True,
        topic=topics[0],
        cells=tuple(cells),
        aspect=aspect_of_words(subject),
    )


def _is_topic(words: str) -> bool:
    return says_only(words) or topic_of(words) == "handling_fee"


def _dated(noted: Noted, text: str, spans: list[Figure], at: int, year: int | None) -> Noted:
    """With the month, quarter or other year that the line names before the number; such a figure fills no cell."""
    dates = [f for f in spans if f.kind == "date" and f.start <= at and not _year_end(f, text)]
    own = [f for f in dates if re.search(r"\d{4}|[零一二三四五六七八九]{4}", fold(f.text))]
    period = next((f.text for f in reversed(dates) if "月" in f.text or "季度" in f.text), "")
    stated = own[-1] if own else None
    other = bool(LAST_YEAR.search(noted.words)) or (
        stated is not None and year is not None and int(stated.value) != year
    )
    if stated is not None and (other or year is None):
        period = stated.text
    halves = re.findall(r"[上下]半年", text[:at])
    period = period or (halves[-1] if halves else "")
    if _WHOLE_YEAR.search(noted.words) and not other:
        period = ""
    return replace(noted, period=period, other_year=other, cells=() if period or other else noted.cells)


_WHOLE_YEAR = regex(r"全年|年度合计|年底累计")


def _year_end(date: Figure, text: str) -> bool:
    """截至12月底 and 到12月31日 are the whole year."""
    behind = fold(text)[date.end : date.end + 1]
    return date.text.startswith("12月") and (behind in ("底", "末") or "31" in date.text)

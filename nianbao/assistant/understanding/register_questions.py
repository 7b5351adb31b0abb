"""What a question asks of a register's applications: which of them, and what of them. Every word of it is accounted for.

A question is read part by part (新收几件，其中自然人几件). What a part does not say itself it takes over from the one before.
Words that nothing is known for are kept (``left``): a total of all must never stand for a part that was not understood.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from nianbao.assistant.understanding.cells import ROWS
from nianbao.assistant.understanding.periods import (
    TAKEN,
    Period,
    days_said,
    periods_in,
    what_happened,
    without_happened,
)
from nianbao.assistant.understanding.register_question_words import (
    EACH,
    FILLER,
    FLAGS,
    IN_THEM,
    JOINED,
    KINDS,
    LEGACY,
    MORE_ROWS,
    NTH,
    OPENED,
    SPLIT,
    WANTS,
)  # fmt: skip
from nianbao.assistant.understanding.register_wordings import rows_listed
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """``periods``: conditions, each of spans told one by one. ``but``: the kinds are those not meant. ``flags`` with whether they
    are to be so. ``words``: results in the register's own unclear words. ``apart``: what is named is told one by one, not together; ``rows_apart``: so the rows. ``named``: single applications. ``left``: words that
    nothing is known for. ``tables``: something is asked that only the tables tell. ``inherits``: some of it
    was said in the part before."""

    said: str
    periods: tuple[tuple[Period, ...], ...] = ()
    kinds: tuple[str, ...] = ()
    but: bool = False
    rows: tuple[str, ...] = ()
    flags: tuple[tuple[str, bool], ...] = ()
    words: tuple[str, ...] = ()
    apart: bool = False
    rows_apart: bool = False
    named: tuple[int, ...] = ()
    wants: frozenset[str] = frozenset()
    left: str = ""
    tables: bool = False
    happened: str = ""
    inherits: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing restricts what is asked about."""
        return not (self.periods or self.kinds or self.rows or self.flags or self.words or self.named)

    @property
    def of_rows(self) -> bool:
        """Whether only the single applications can tell it."""
        mixed = self.outcomes and self.bases and not (self.apart or self.rows_apart)
        return bool(
            self.periods or self.flags or self.words or self.named or self.but or mixed or self.wants & _OF_ROWS
        )

    @property
    def bases(self) -> tuple[str, ...]:
        return tuple(r for r in self.rows if r in ("new", "carried_in"))

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(r for r in self.rows if r not in ("new", "carried_in"))


_OF_ROWS = frozenset(
    {"rate", "twice", "missing", "longest", "took", "months", "quarters", "kinds", "results", "share", "one"}
)
_ASKS = _OF_ROWS | {"which", "count"}


def parts_of(said: str, register: Json) -> list[Part]:
    """The parts of a question, each with what it takes over from the one before."""
    parts: list[Part] = []
    for piece in SPLIT.split(_NTH_SAID.sub(_in_digits, days_said(squeeze(said)))):
        if piece and _bare(piece):
            part = _read(piece, register)
            if parts and _only_how(part) and not parts[-1].named:
                parts[-1] = replace(parts[-1], said=parts[-1].said + part.said, wants=parts[-1].wants | part.wants)
            else:
                parts.append(_taken_over(parts[-1], part) if parts else part)
    return parts


def _only_how(part: Part) -> bool:
    """分别是哪几件, after what is meant was said: how it is to be told, and nothing else."""
    return part.is_empty and bool(part.wants) and part.wants <= {"which", "count"} and not (part.left or part.tables)


_NTH_SAID = regex(r"第([一二三四五六七八九十百]+)(?=[件号条])")


def _in_digits(match: re.Match[str]) -> str:
    number = chinese_to_int(match[1])
    return match[0] if number is None else f"第{number}"


def asks_of_rows(said: str, register: Json) -> bool:
    """Whether all of a message is understood as a question to the applications of a register that its tables do not answer."""
    parts = parts_of(said, register)
    return (
        bool(parts)
        and not any(p.left for p in parts)
        and all(p.wants & _ASKS for p in parts)
        and (len(parts) > 1 or any(p.of_rows or ("which" in p.wants and not p.is_empty) for p in parts))
        and not all(only_late(p) for p in parts)
    )


def goes_on(before: str, said: str, register: Json) -> str | None:
    """The last question with what this one names anew: 那二季度呢, 延期的呢, 是哪几件. None for what is no such question."""
    short = _GLUE.sub("", squeeze(said))
    parts = parts_of(short, register)
    if len(parts) != 1 or len(short) > _SHORT or parts[0].left or parts[0].named or parts[0].wants - {"which", "count"}:
        return None
    part, last = parts[0], parts_of(before, register)[-1:]
    if not last or last[0].left:
        return None
    old = last[0]
    if part.is_empty:
        return f"{_COUNTS.sub('', old.said)}是哪几件" if "which" in part.wants else None
    if part.rows or part.words or part.wants or not (part.periods or part.flags):
        return None
    reader = _Reader(old.said)
    if part.periods:
        reader.rest = periods_in(reader.rest, int(register.get("year") or 0))[1]
    if part.flags:
        for flag, words in FLAGS:
            list(reader.with_no(flag, words))
    return f"{short.removesuffix('的')}的{reader.rest.replace(TAKEN, '')}"


_GLUE = regex(r"^(?:那么?|还有|换成|再看看?|看看)+|[呢吧啊呀么？?！!。，,\s]+$")
_COUNTS = regex(r"有?(?:几|多少)[件个]?")
_SHORT = 14


def only_late(part: Part) -> bool:
    """Whether it asks for late ones and nothing more: late ones without more are told by ``acts.overdue``."""
    return {f for f, _ in part.flags} == {"late"} and not (
        part.periods or part.kinds or part.rows or part.wants & _OF_ROWS
    )


def _bare(piece: str) -> str:
    return FILLER.sub("", piece)


def _taken_over(before: Part, part: Part) -> Part:
    """其中自然人几件 is of those before; 自然人几件 after 一季度收到几件 too; a row named anew stands for the one before."""
    if part.named or (part.is_empty and part.wants & {"twice", "missing"}):
        return part
    periods = part.periods or tuple(
        tuple(replace(p, by=part.happened or _by_rows(part) or p.by) for p in group) for group in before.periods
    )
    if part.is_empty:
        wants = part.wants or before.wants
        return replace(
            before,
            said=part.said,
            wants=wants,
            left=part.left,
            tables=part.tables or before.tables,
            periods=periods,
            inherits=True,
        )
    inner = bool(IN_THEM.search(part.said))
    kinds = part.kinds or (before.kinds if inner or not part.periods else ())
    rows = part.rows or (before.rows if inner or not part.flags else ())
    if inner and before.bases and not part.bases:
        rows = (*before.bases, *part.rows)
    flags = part.flags or (before.flags if inner or (part.kinds and not part.rows) else ())
    wants = part.wants or before.wants & {"count", "which"}
    keeps_kinds = part.kinds or inner or (not part.rows and not part.flags)
    return replace(
        part,
        periods=periods,
        kinds=kinds if keeps_kinds else (),
        but=part.but or (before.but and not part.kinds),
        rows=rows,
        flags=flags,
        wants=wants,
        inherits=(periods, kinds, rows, flags) != (part.periods, part.kinds, part.rows, part.flags),
    )


def _by_rows(part: Part) -> str:
    if "processed_total" in part.rows:
        return "answered"
    return "received" if part.bases else ""


def _read(piece: str, register: Json) -> Part:
    """One part by itself. What is understood is taken out of the words, the longer names first."""
    reader = _Reader(piece)
    named = reader.numbers(register)
    written = [
        words
        for words in _written(register)
        if reader.takes(rf"(?:台账)?(?:写的?是?)?\"?{re.escape(words)}\"?", words, "words")
    ]
    wants = {want for want, words in WANTS[:_FIRST] if reader.takes(words)}
    rows = [key for key in _HOLD_FLAGS if reader.takes(_WORDS_OF[key], key, "row")]
    flags = [(flag, not no) for flag, words in FLAGS for no in reader.with_no(flag, words)]
    flags = [("late", True) if flag == ("on_time", False) else flag for flag in flags]
    rows += [key for key, words in ROWS if reader.takes(words, key, "row")]
    if "结转" in reader.rest and not {"carried_in", "carried_out"} & set(rows):
        reader.takes("结转")
        rows += ["carried_in", "carried_out"]
    periods, without = periods_in(reader.with_what_happened(), int(register.get("year") or 0))
    reader.rest = without if periods else reader.rest
    happened = what_happened(reader.with_what_happened())
    but = reader.takes(_BUT)
    kinds = [key for key, words in KINDS if reader.takes(words, key, "kind")]
    if but and kinds:
        reader.takes("(?:以|之)?外")
    rows += [key for key, words in MORE_ROWS if key not in rows and reader.takes(words, key, "row")]
    rows += ["partial"] if "granted" in rows and "partial" not in rows and OPENED.search(piece) else []
    wants |= {want for want, words in WANTS[_FIRST:_SECOND] if reader.takes(words)}
    tables = reader.takes(LEGACY.pattern) or any(row in _OF_OTHER_TABLES for row in rows)
    wants |= {want for want, words in WANTS[_SECOND:] if reader.takes(words)}
    wants |= {"count"} if _COUNTED.search(piece) else set()
    if wants & _PARTED:
        reader.takes("最[多少]")
    reader.rest = without_happened(reader.rest)
    order = {key: at for at, key in enumerate(reader.order())}
    rows = sorted(dict.fromkeys(rows), key=lambda r: order.get(r, len(order)))
    if periods and not {"new", "processed_total"} <= set(rows):
        rows = _without_what_happened(rows, periods)
    return Part(
        said=piece,
        periods=tuple(periods),
        kinds=tuple(dict.fromkeys(kinds)),
        but=but,
        rows=tuple(rows),
        flags=tuple(dict.fromkeys(flags)),
        words=tuple(written),
        apart=reader.are_joined(),
        rows_apart=len(rows) > 1 and (bool(EACH.search(piece)) or reader.are_joined("row")),
        named=tuple(named),
        wants=frozenset(wants),
        left="、".join(filter(None, (_left(reader.rest), "除" if but and not kinds else ""))),
        tables=tables,
        happened=happened,
    )


def _written(register: Json) -> list[str]:
    """Results that are not clear by their words, the longer first."""
    each = (register.get("each") or {}).values()
    found = {squeeze(one["result"]) for one in each if "result" in one.get("unclear", ()) and one.get("result")}
    return sorted(found, key=len, reverse=True)


_WORDS_OF = dict(ROWS)
_HOLD_FLAGS = ("other.overdue_correction", "other.overdue_fee", "unable.unclear_after_correction")
"""Rows whose names hold those of flags."""
_PARTED = frozenset({"months", "quarters", "kinds", "results"})
_FIRST, _SECOND = 5, 11
"""So many of ``WANTS`` are looked for before flags and rows, and before what the tables tell, whose words they hold."""
_BUT = r"(?:除(?:了|去|开)?|不是|不算|非|扣除)(?=.{2,8}?(?:以外|之外|外|的|$))"
_COUNTED = regex(r"[几多][件少]|几个|数量|总数|件数|总共|一共")
_OF_OTHER_TABLES = (
    "proceedings", "litigation", "litigation_direct", "litigation_after", "reconsideration", "share", "fees",
    "normative_documents", "regulations", "licensing", "penalties", "coercion",
)  # fmt: skip


def _without_what_happened(rows: Sequence[str], periods: Sequence[Sequence[Period]]) -> list[str]:
    """一季度收到几件: its row is what happened in those days."""
    by = {group[0].by for group in periods}
    taken = {"received": "new", "answered": "processed_total"}
    return [row for row in rows if row not in {taken.get(b) for b in by}]


_KNOWN_OR_MARKS = regex(rf"[{TAKEN}、,\s\"“”()]+")


def _left(rest: str) -> str:
    """Words that nothing is known for, as they stand there."""
    pieces = [_stripped(p) for p in _KNOWN_OR_MARKS.split(rest)]
    return "、".join(p for p in pieces if regex(r"\w").search(p))


def _stripped(piece: str) -> str:
    if FILLER.fullmatch(piece):
        return ""
    piece = piece[m.end() :] if (m := FILLER.match(piece)) else piece
    return piece.rstrip("的有是呢吗啊呀吧")


class _Reader:
    """The words of a part, of which what is understood is taken out; what is named keeps its place."""

    def __init__(self, piece: str) -> None:
        self.piece = self.rest = piece
        self._places: list[tuple[int, int, str, str]] = []

    def takes(self, words: str, key: str = "", what: str = "") -> bool:
        """Whether some words are there; they are taken out, and keep their place where they name something."""
        found = list(re.finditer(words, self.rest) if what == "words" else regex(words).finditer(self.rest))
        for match in found:
            self._take(match, key, what)
        return bool(found)

    def with_no(self, flag: str, words: str) -> Iterator[str]:
        """The words before a flag that deny it, empty for none; nothing where the flag is not named."""
        for match in list(regex(words).finditer(self.rest)):
            self._take(match, flag, "flag")
            groups = match.groupdict()
            yield groups.get("no") or groups.get("no2") or ""

    def numbers(self, register: Json) -> list[int]:
        """Applications that are named: by their place, by 35号, by a number of the register's own."""
        each = register.get("each") or {}
        found: list[int] = []
        for n, one in each.items():
            number = one["number"]
            if len(number) > _LONG and (at := self.rest.find(number)) >= 0:
                found.append(int(n))
                self.rest = self.rest[:at] + TAKEN * len(number) + self.rest[at + len(number) :]
        for match in list(NTH.finditer(self.rest)):
            for n in rows_listed(match[1] or match[2]):
                same = [int(k) for k, one in each.items() if match[2] and one["number"] == str(n)]
                found += same if len(same) == 1 else [n]
            self._take(match, "", "")
        return list(dict.fromkeys(found))

    def with_what_happened(self) -> str:
        """The words with those of what happened still there: 一季度收到多少 names a row and a day."""
        kept = list(self.rest)
        for start, end, key, what in self._places:
            if what == "row" and key in ("new", "processed_total"):
                kept[start:end] = self.piece[start:end]
        return "".join(kept)

    def order(self) -> list[str]:
        return [key for _, _, key, _ in sorted(self._places)]

    def are_joined(self, what: str = "") -> bool:
        """Whether two different things stand joined by no more than 和 or 、; ``what``: two of one sort."""
        joined = [(a[3], b[3]) for a, b in pairwise(sorted(self._places)) if JOINED.fullmatch(self.piece[a[1] : b[0]])]
        return (what, what) in joined if what else any(a != b or a == "flag" for a, b in joined)

    def _take(self, match: re.Match[str], key: str, what: str) -> None:
        start, end = match.span()
        self.rest = self.rest[:start] + TAKEN * (end - start) + self.rest[end:]
        if what:
            self._places.append((start, end, key, what))


_LONG = 3

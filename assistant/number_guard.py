"""The guard over the chat model's own words: every figure, share, trend and verdict in them must be in the results.

It works sentence by sentence on what is about to be shown. A sentence that fails is left out, and the reader
is told so; the results themselves are always shown whole.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.jobs import JobResult
from drafting.guard import without_ordinals
from drafting.vocabulary import ALLOWED, LATIN, QUANTITY_WORDS, TREND_WORDS
from report.numerals import ARABIC_NUMERAL, CHINESE_NUMERAL, chinese_to_int
from validators.claims import claims_in

_VERDICT_GOOD = re.compile(r"(?<!不)(?<!未)(?<!是否)(?<!没有)(?:符合|满足|达到|通过|合格|合规|没有问题|未发现问题|无误|完全正确|可以(?:定稿|报送|公开|发布))")
_VERDICT_BAD = re.compile(r"不符合|不满足|不合格|不合规|未通过|没有通过|不能(?:定稿|报送)")
_LIST_MARKER = re.compile(r"^\s*(?:[-*•]\s+|\d{1,2}[.、)]\s*|[（(]\d{1,2}[）)]\s*)", re.MULTILINE)
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]|[^。！？!?；;\n]+$")
OMITTED = "（此处略去模型的一句话：其中有结果里没有的数字或结论。）"


@dataclass
class NumberGuard:
    """Judges sentences against the results of this turn."""

    results: list[JobResult] = field(default_factory=list)

    def refusal(self, sentence: str) -> str | None:
        """Why a sentence may not be shown, or None."""
        plain = _LIST_MARKER.sub("", _readable(sentence))
        if any(unicodedata.category(c) == "Cf" for c in plain):
            return "含有不可见字符"
        known = self._known_numbers()
        for number in numbers_in(plain):
            if number not in known:
                return f"结果里没有“{number}”"
        if stray := _unread_numerals(plain):
            return f"结果里没有“{stray}”"
        said = "".join(r.markdown for r in self.results)
        for pattern in (QUANTITY_WORDS, TREND_WORDS):
            for match in pattern.finditer(ALLOWED.sub("※", without_ordinals(plain))):
                if match.group() not in said:
                    return f"结果里没有“{match.group()}”的说法"
        return self._wrong_claim(plain) or self._wrong_verdict(plain)

    def _known_numbers(self) -> set[Decimal]:
        return {n for r in self.results for n in numbers_in(_readable(r.markdown))}

    def _wrong_claim(self, text: str) -> str | None:
        """收到 N 件 where N is a number of the results, but not that of 收到."""
        for claim in claims_in(text):
            allowed = {v for r in self.results for v in r.measures.get(claim.measure, ())}
            if claim.amount is not None and allowed and claim.amount not in allowed:
                return f"“{claim.quote}”与结果不符"
            if claim.amount is not None and not allowed and claim.measure != "all_answered":
                return f"结果里没有“{claim.quote}”"
        return None

    def _wrong_verdict(self, text: str) -> str | None:
        """The verdict is computed; words may explain it, never change it."""
        good, bad = bool(_VERDICT_GOOD.search(text)), bool(_VERDICT_BAD.search(text))
        if not (good or bad):
            return None
        verdicts = {r.data.get("verdict") for r in self.results if r.kind in ("review", "draft")}
        if not verdicts:
            # Without a review a sentence may still explain the law (符合…的，予以公开); it must not judge a report.
            return "没有审核结果，不能下结论" if re.search(r"报告|年报|初稿|第五十条", text) else None
        if good and not bad and verdicts <= {"does_not_meet", "unreadable"}:
            return "与审核结论不符"
        if bad and not good and verdicts <= {"meets", "meets_with_warnings"}:
            return "与审核结论不符"
        return None


def _readable(text: str) -> str:
    """Digits and letters of any width as plain ones; punctuation as it is, since ordinals are told by it."""
    return "".join(unicodedata.normalize("NFKC", c) if c.isalnum() else c for c in text)


def numbers_in(text: str) -> list[Decimal]:
    """Values of the numerals in a text, Arabic and Chinese; set phrases (进一步, 一网通办) and ordinals are none."""
    rest = ALLOWED.sub(lambda m: m.group() if re.match(r"第.+条", m.group()) else "※", without_ordinals(text))
    found = [Decimal(m.group().replace(",", "")) for m in ARABIC_NUMERAL.finditer(rest)]
    for match in CHINESE_NUMERAL.finditer(rest):
        value = chinese_to_int(match.group())
        if value is not None:
            found.append(Decimal(value))
    return found


def _unread_numerals(text: str) -> str | None:
    """A numeric character of a script that ``numbers_in`` does not read: then it cannot be checked."""
    for c in text:
        value = unicodedata.numeric(c, None)
        if value is not None and not c.isascii() and not CHINESE_NUMERAL.match(c):
            return c
    return next((w for w in LATIN.findall(text) if w.lower() in _ENGLISH_NUMERALS), None)


_ENGLISH_NUMERALS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "percent", "half"]
)


def split_sentences(text: str) -> tuple[list[str], str]:
    """Whole sentences of a growing text, and the unfinished rest."""
    pieces = _SENTENCE.findall(text)
    if pieces and not re.search(r"[。！？!?；;\n]$", pieces[-1]):
        return pieces[:-1], pieces[-1]
    return pieces, ""

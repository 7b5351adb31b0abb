"""The guard: no figure, share, trend or denial reaches a draft unless a slot explains it.

It looks at a template before it is rendered. Everything outside the slots must be free of numerals in any
script and of words that claim a quantity; every slot must stand in a clause that speaks of its own measure.
Each refusal is a Chinese sentence, which is also what the model is told when it is asked again.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.ledger import Entry, Ledger
from drafting.slots import SLOT, without_slots
from drafting.vocabulary import (
    AFTER_SLOT,
    ALLOWED,
    ALLOWED_LATIN,
    BEFORE_SLOT,
    CLAIM,
    GENERIC_AGENCY,
    LATIN,
    ORDINALS,
    OTHER_AGENCY,
    QUANTITY,
    TREND,
)

MAX_SENTENCE = 260
_GAP = "\ue000"
"""Stands for a slot while the words around it are read; a private-use character no text may contain."""
_BOUNDARY = re.compile(r"[，,。；;：:、！!？?（）()]")
_MARKUP = re.compile(r"[<>`*_#|\[\]\\^~@$=]|https?:|www\.")


@dataclass(frozen=True)
class Guard:
    """What a writer may say in one place: the ledger, the slots on offer, those that must appear, its own names."""

    ledger: Ledger
    offered: frozenset[str]
    own_names: tuple[str, ...] = ()

    def refusals(self, template: str) -> list[str]:
        """Why one sentence is refused; empty when it may stand."""
        return list(self._refusals(template))

    def missing(self, templates: list[str], required: frozenset[str]) -> list[str]:
        """Required slots that a group of sentences dropped."""
        used = {slot for t in templates for slot in SLOT.findall(t)}
        return sorted(required - used)

    def _refusals(self, template: str) -> Iterator[str]:
        if not template.strip():
            yield "句子是空的"
            return
        if len(template) > MAX_SENTENCE:
            yield f"句子超过{MAX_SENTENCE}字"
            return
        slots = SLOT.findall(template)
        unknown = [s for s in slots if s not in self.ledger or s not in self.offered]
        if unknown:
            yield f"用了没有提供的占位符：{'、'.join(dict.fromkeys(unknown))}"
        if re.search(r"[{}｛｝]", without_slots(template)):
            yield "花括号只能用于占位符"
        words = SLOT.sub(_GAP, template)
        if template.count(_GAP) or any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") for c in template):
            yield "含有不可见字符或换行"
        plain = _strip_names(unicodedata.normalize("NFKC", words), self.own_names)
        yield from _stray_words(plain)
        if not unknown:
            yield from self._misplaced(template)

    # --- slots in their clauses -------------------------------------------------------------------------------

    def _misplaced(self, template: str) -> Iterator[str]:
        """Each slot must stand by its own measure, unmodified, and not right next to another."""
        matches = list(SLOT.finditer(template))
        distinctive = self._distinctive()
        for number, match in enumerate(matches):
            entry = self.ledger[match[1]]
            start = matches[number - 1].end() if number else 0
            end = matches[number + 1].start() if number + 1 < len(matches) else len(template)
            before, after = template[start : match.start()], template[match.end() : end]
            if number and not before.strip():
                yield f"占位符“{entry.id}”紧挨着另一个占位符"
            if entry.kind != "text" and (BEFORE_SLOT.search(before.rstrip()) or AFTER_SLOT.match(after.lstrip())):
                yield f"占位符“{entry.id}”前后不能加单位、约数或否定词（{entry.shown}已含单位）"
            if entry.follows and (number == 0 or matches[number - 1][1] != entry.follows):
                yield f"占位符“{entry.id}”应紧跟在“{entry.follows}”之后"
            if entry.kind == "number" and entry.terms:
                sentence_before = template[: match.start()]
                yield from self._unbound(entry, before, after, sentence_before, distinctive)
            elif entry.kind == "text" and not _stands_alone(before, after):
                yield f"占位符“{entry.id}”是整句原文，应自成一句"

    def _distinctive(self) -> tuple[str, ...]:
        """Terms of all figures on offer: the last of them before a slot says what the clause is about."""
        terms = {t for id in self.offered if id in self.ledger for t in self.ledger[id].terms}
        return tuple(sorted(terms, key=len, reverse=True))

    def _unbound(
        self, entry: Entry, before: str, after: str, sentence: str, distinctive: tuple[str, ...]
    ) -> Iterator[str]:
        said = _last_term(_tail(before), distinctive) or _first_term(_head(after), distinctive)
        said = said or _last_term(before, distinctive)
        if said is None or not any(t in said or said in t for t in entry.terms):
            about = f"而这里说的是“{said}”" if said else "而这里没有说"
            yield f"占位符“{entry.id}”是“{entry.label}”，{about}；同一小句里应有“{'”或“'.join(entry.terms)}”"
        elif entry.context:
            row_terms = {t for id in self.ledger.entries for t in self.ledger[id].context}
            row = _last_term(SLOT.sub(_GAP, sentence), tuple(sorted(row_terms, key=len, reverse=True)))
            if row is None or not any(t in row or row in t for t in entry.context):
                yield f"占位符“{entry.id}”是“{entry.label}”，前文应说到“{'”或“'.join(entry.context)}”"
        last_year = re.search(r"(?:上|去)一?年度?(?!.{0,2}结转)", _tail(before))
        if bool(last_year) != (entry.period != f"{self.ledger.year}年"):
            yield f"占位符“{entry.id}”是{entry.period}的数，年份说得不对"


def _stands_alone(before: str, after: str) -> bool:
    """A quoted sentence begins its clause (一是 may lead it in) and ends at a mark."""
    lead = _tail(before).strip()
    return (not lead or bool(re.fullmatch(r"[一二三四五六七八九十]是", lead))) and bool(re.match(r"\s*(?:[，。；、,;]|$)", after))


def _tail(text: str) -> str:
    """The clause that ends here."""
    return _BOUNDARY.split(text)[-1]


def _head(text: str) -> str:
    return _BOUNDARY.split(text)[0]


def _last_term(text: str, terms: tuple[str, ...]) -> str | None:
    """The term that ends last; of two that end together the longer."""
    found = [(text.rfind(t) + len(t), len(t), t) for t in terms if t in text]
    return max(found)[2] if found else None


def _first_term(text: str, terms: tuple[str, ...]) -> str | None:
    found = [(text.find(t), -len(t), t) for t in terms if t in text]
    return min(found)[2] if found else None


# --- words outside the slots ----------------------------------------------------------------------------------


def _strip_names(text: str, names: tuple[str, ...]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(unicodedata.normalize("NFKC", name), "本机关")
    return text


def _stray_words(plain: str) -> Iterator[str]:
    """Numerals of any script, quantity, trend and claim words, markup, foreign letters, other agencies."""
    rest = ALLOWED.sub("※", ORDINALS.sub("※", plain))
    numerals = [c for c in rest if _is_numeral(c)]
    if numerals:
        yield f"占位符以外出现了数字“{''.join(dict.fromkeys(numerals))}”"
    for pattern, what in ((QUANTITY, "数量词"), (TREND, "增减变化的词"), (CLAIM, "断言")):
        if match := pattern.search(rest):
            yield f"占位符以外出现了{what}“{match.group()}”"
    if _MARKUP.search(rest):
        yield "含有标记符号或网址"
    if foreign := [w for w in LATIN.findall(rest) if w.lower() not in ALLOWED_LATIN]:
        yield f"含有外文“{foreign[0]}”"
    for match in OTHER_AGENCY.finditer(rest):
        if not GENERIC_AGENCY.match(match.group()):
            yield f"出现了别的机关名称“{match.group()}”"
            break


def _is_numeral(character: str) -> bool:
    """Any character with a numeric value: 3, ３, 三, 叁, ③, Ⅲ, ½, ٣, 〇, 十, 万; also 两 and 半 as numbers."""
    return unicodedata.numeric(character, None) is not None or character in "两俩仨廿卅半"

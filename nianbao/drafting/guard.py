"""The guard: no figure, share, trend or denial reaches a draft unless a slot explains it.

It looks at a template before it is rendered, from the outside in: its shape, its characters, its words, and
then each slot in its clause. Around a figure only a closed vocabulary may stand, so that nothing can turn,
soften or redirect what the figure says. Each refusal is a Chinese sentence, which is also what the model is
told when it is asked again.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.drafting import vocabulary as words
from nianbao.drafting.clauses import GAP, Clause, sentences, with_gaps
from nianbao.drafting.ledger import Entry, Ledger
from nianbao.drafting.slots import SLOT, without_slots
from nianbao.report.patterns import regex

MAX_SENTENCE = 260
_RATE_BY_ITS_SLOT = regex(rf"(?:按期答复率|公开率|占比)(?=(?:为|是|达到|达)?{GAP})")
_SLOTLESS = (
    (words.DENIAL_WORDS, "否定的断言"),
    (words.TOTALITY_WORDS, "“全部”一类的断言"),
    (words.TIMELINESS_WORDS, "时限的断言"),
    (words.OUTCOME_WORDS, "结果的断言"),
)
_ANYWHERE = (
    (words.QUANTITY_WORDS, "数量词"),
    (words.TREND_WORDS, "增减变化的词"),
    (words.RATING_WORDS, "名次或评价的词"),
    (words.ECHO_WORDS, "与正文无关的话"),
)


@dataclass(frozen=True)
class Guard:
    """What a writer may say in one place: the ledger, the slots on offer, its own names (agency, fact labels)."""

    ledger: Ledger
    offered: frozenset[str]
    own_names: tuple[str, ...] = ()

    def refusals(self, template: str) -> list[str]:
        """Why one sentence is refused; empty when it may stand."""
        return list(dict.fromkeys(self._refusals(template)))

    def missing(self, templates: list[str], required: frozenset[str]) -> list[str]:
        """Required slots that a group of sentences dropped."""
        used = {slot for t in templates for slot in SLOT.findall(t)}
        return sorted(required - used)

    def _refusals(self, template: str) -> Iterator[str]:
        if not template.strip():
            yield "句子是空的"
            return
        if len(SLOT.sub("一千二百件", template)) > MAX_SENTENCE:
            yield f"句子超过{MAX_SENTENCE}字"
            return
        unknown = [s for s in SLOT.findall(template) if s not in self.ledger or s not in self.offered]
        if unknown:
            yield f"用了没有提供的占位符：{'、'.join(dict.fromkeys(unknown))}"
        if re.search(r"[{}｛｝]", without_slots(template)) or GAP in template:
            yield "花括号只能用于占位符"
        plain = _without_names(with_gaps(template), self.own_names)
        yield from _odd_characters(plain)
        yield from _loose_words(plain)
        if not unknown:
            for clauses in sentences(_without_names(template, self.own_names)):
                yield from self._sentence(clauses)
            yield from self._quotations(template)
            yield from self.misread_parts([template])
            yield from _misdated(template)

    def misread_parts(self, templates: list[str]) -> Iterator[str]:
        """After 其中 only parts of the figure just named may stand: 办结46件，其中予以公开22件, not 上年结转3件，其中…

        Works over all sentences of a passage, since 其中 may begin one.
        """
        whole: str | None = None
        for clauses in (c for t in templates for c in sentences(t)):
            parts_of: str | None = None
            parting = False
            for clause in clauses:
                if words.WHERE_PARTS_BEGIN in clause.words:
                    parting, parts_of = True, whole
                for slot in clause.slots:
                    entry = self.ledger.entries.get(slot)
                    if entry is None or slot == "year":
                        continue
                    if words.WHERE_PARTS_BEGIN in clause.words and entry.kind == "phrase" and not entry.follows:
                        yield f"“其中”后面不能用“{slot}”"
                    elif parting and entry.kind == "number" and parts_of is not None and entry.part_of != parts_of:
                        yield f"“其中”说的是“{self.ledger[parts_of].label}”的组成，“{entry.label}”不是它的一部分"
                    if entry.kind == "number" and not parting:
                        whole = slot

    # --- sentences --------------------------------------------------------------------------------------------

    def _sentence(self, clauses: list[Clause]) -> Iterator[str]:
        """Slotless clauses may claim nothing; in a sentence with figures every clause is of the closed vocabulary."""
        figures = [self.ledger[s] for c in clauses for s in c.slots if self.ledger[s].kind == "number"]
        printed = bool(figures) or any(self._is_phrase(s) for c in clauses for s in c.slots)
        if printed and (match := words.PERIOD_WORDS.search(_period_text(clauses, self._year_gaps(clauses)))):
            yield f"占位符是本年度的数，句中不能说“{match.group()}”"
        for clause in clauses:
            yield from self._slotless_claims(clause)
            if self._has(clause, "phrase"):
                yield from self._around_phrase(clause, clauses)
            elif self._has(clause, "number"):
                yield from self._around_figures(clause, _slots_before(clauses, clause))
            elif figures:
                yield from _beside_figures(clause.words, figures)
            if printed:
                yield from _turned(clause.words)

    def _is_phrase(self, slot: str) -> bool:
        return self.ledger[slot].kind == "phrase" and slot != "year"

    def _has(self, clause: Clause, kind: str) -> bool:
        return any(self.ledger[s].kind == kind and s != "year" for s in clause.slots)

    def _year_gaps(self, clauses: list[Clause]) -> list[bool]:
        return [s == "year" for c in clauses for s in c.slots]

    def _slotless_claims(self, clause: Clause) -> Iterator[str]:
        """Denials, totals and timeliness are figures too; beside a slot they would turn it."""
        if self._has(clause, "number"):
            return
        tight = re.sub(rf"[、{GAP}]", "", words.ALLOWED.sub("※", clause.words))
        for pattern, what in _SLOTLESS:
            if match := pattern.search(tight):
                yield f"占位符以外不能有{what}“{match.group()}”"

    # --- figures ----------------------------------------------------------------------------------------------

    def _around_figures(self, clause: Clause, before: list[str]) -> Iterator[str]:
        """Each 、-segment: at most one figure, its own measure and no other, nothing but filler besides."""
        figures = [self.ledger[s] for s in clause.slots if self.ledger[s].kind == "number"]
        for segment in clause.segments:
            entries = [self.ledger[s] for s in segment.slots if self.ledger[s].kind == "number"]
            if len(entries) > 1:
                yield f"占位符“{entries[1].id}”紧挨着另一个占位符，每个数要有自己的小句"
                continue
            said = self._mark_years(segment)
            own = entries[0] if entries else None
            terms = _terms([own] if own else figures)
            partnered = own is not None and own.partner is not None and own.partner in before[-1:]
            if own and not partnered and not any(t in said for t in own.terms):
                yield f"占位符“{own.id}”是“{own.label}”，同一小句里应有“{'”或“'.join(own.terms)}”"
                continue
            if own and own.unit == "%" and not _right_base(said):
                yield f"占位符“{own.id}”是占办理结果总计的比例，不能说占别的"
            if own and own.context and not self._in_context(own, segment):
                yield f"占位符“{own.id}”是“{own.label}”，前文应说到“{'”或“'.join(own.context)}”"
            yield from _foreign_words(said, terms, own)

    def _mark_years(self, clause: Clause) -> str:
        """The clause's words with the year as filler and the other gaps gone."""
        parts = clause.words.split(GAP)
        said = parts[0]
        for slot, part in zip(clause.slots, parts[1:], strict=True):
            said += ("本年" if slot == "year" else "") + part
        return words.ALLOWED.sub("统一", said)

    def _in_context(self, entry: Entry, segment: Clause) -> bool:
        """The row that a cell belongs to is the last row named before it: 维持 after 行政诉讼 is not a 复议 figure."""
        named = {t for id in self.offered if id in self.ledger for t in self.ledger[id].context}
        said = segment.lead + segment.words.split(GAP)[0]
        last = _last_term(said, tuple(sorted(named | {"提出申请", "提起"}, key=len, reverse=True)))
        if last in ("提出申请", "提起"):
            last = "收到" if "收到" in entry.context else _last_term(said, tuple(sorted(named, key=len, reverse=True)))
        if last is None and "收到" in entry.context:
            return True  # on offer is only the row of new applications
        return last is not None and any(t in last or last in t for t in entry.context)

    # --- phrases and quotations -------------------------------------------------------------------------------

    def _around_phrase(self, clause: Clause, clauses: list[Clause]) -> Iterator[str]:
        """A phrase owns its segment: a plain lead before it, nothing after it."""
        for segment in clause.segments:
            ids = [s for s in segment.slots if self._is_phrase(s)]
            if len(ids) != 1:
                yield "现成短语要独占小句" if ids or segment.words.strip() else "顿号前后不能空"
                continue
            before, _, after = self._phrase_words(segment, ids[0])
            lead = words.ALL_DONE_LEAD if ids[0] == "phrase.all_done" else words.PHRASE_LEAD
            if not lead.match(words.ALLOWED.sub("※", before)) or (ids[0] == "phrase.all_done" and "申请" not in before):
                yield f"占位符“{ids[0]}”前面不能有“{before}”"
            if after.strip("”"):
                yield f"占位符“{ids[0]}”后面不能有“{after}”"
            follows = self.ledger[ids[0]].follows
            if follows and (before or follows not in _slots_before(clauses, clause)[-1:]):
                yield f"占位符“{ids[0]}”应紧跟在“{follows}”之后"

    def _phrase_words(self, segment: Clause, slot: str) -> tuple[str, str, str]:
        said, parts = "", segment.words.split(GAP)
        for name, part in zip((*segment.slots, ""), parts, strict=True):
            said += part + (GAP if name == slot else "※" if name else "")
        return said.partition(GAP)

    def _quotations(self, template: str) -> Iterator[str]:
        """The drafter's own sentences stand alone and under the right lead words."""
        for match in SLOT.finditer(template):
            entry = self.ledger[match[1]]
            if entry.kind != "text":
                continue
            before = with_gaps(template[: match.start()])
            lead = re.split(r"[，。；：！？（）]", before)[-1]
            if not re.match(r"\s*(?:[，。；、,;]|$)", template[match.end() :]):
                yield f"占位符“{entry.id}”是整句原文，后面要有标点"
            yield from _misplaced_quotation(entry, lead, before)


# --- words around figures -------------------------------------------------------------------------------------


def _terms(entries: list[Entry]) -> tuple[str, ...]:
    return tuple(sorted({t for e in entries for t in (*e.terms, *e.context)}, key=len, reverse=True))


def _foreign_words(said: str, terms: tuple[str, ...], own: Entry | None) -> Iterator[str]:
    """What is left when the figure's own terms and the filler are taken away, and measures that are not its own."""
    rest = re.sub("^另有?", "", said)
    for term in terms:
        rest = rest.replace(term, "※")
    share = own is not None and own.unit == "%"
    if share:
        rest = re.sub("占.*", "", rest)  # the base is judged by itself
    others = [m for m in words.MEASURES if m in rest and not any(m in t for t in terms)]
    if others:
        yield f"小句里另有“{others[0]}”，一个数只能说一件事"
    left = words.FILLER.sub("", re.sub(r"[※“”]", "", rest))
    if left:
        yield f"有数的小句里多了“{left}”"
    if (
        re.search(
            r"(?:予以|不予|部分)?公开(?:和|与|及)|和|与",
            re.sub(r"法人或其他组织|政府信息|予以公开和部分公开", "", said),
        )
        and own
    ):
        yield "一个数不能说并列的两件事"


def _right_base(said: str) -> bool:
    """占…的 names what the shares are of, or nothing."""
    match = re.search(r"占(?P<base>[^，。；]*)", said)
    return match is None or bool(words.SHARE_BASES.match(re.sub("^比(?!例)", "", match["base"])))


def _misdated(template: str) -> Iterator[str]:
    """{{year}} opens its clause and is not bent into another time (年前, 下旬, 与…相比)."""
    for match in SLOT.finditer(template):
        if match[1] == "year":
            before, after = with_gaps(template[: match.start()]), template[match.end() :]
            if not words.YEAR_BEFORE.search(before) or words.YEAR_AFTER.match(after):
                yield "占位符“year”只能放在小句开头，后面不能接别的时间词"


def _beside_figures(said: str, figures: list[Entry]) -> Iterator[str]:
    """A clause without a figure, in a sentence with some, may not bring in a measure of its own."""
    terms = _terms(figures)
    for measure in words.MEASURES:
        if measure in said and measure not in words.WHOLES and not any(measure in t for t in terms):
            yield f"有数的句子里另说了“{measure}”却没有它的数"
            return


def _turned(said: str) -> Iterator[str]:
    """Another body, a plan or a negation in a sentence with a printed figure turns what the figure says."""
    plain = words.ALLOWED.sub("※", said)
    for pattern, what in ((words.OTHER_BODY_WORDS, "别的机关或范围"), (words.HEDGES, "否定或推测的词")):
        if match := pattern.search(plain):
            yield f"有数的句子里不能说{what}“{match.group()}”"


def _slots_before(clauses: list[Clause], clause: Clause) -> list[str]:
    return [s for c in clauses[: clauses.index(clause)] for s in c.slots if s != "year"]


def _period_text(clauses: list[Clause], years: list[bool]) -> str:
    """The sentence with gaps gone; 前 right after a year is kept apart, since {{year}}前 is another period."""
    text = "，".join(c.words for c in clauses)
    for is_year in years:
        text = text.replace(GAP, "本年" if is_year else "", 1)
    return text.replace("本年前", "往年").replace("上年度结转", "").replace("上年结转", "").replace("连同上年", "")


def _last_term(text: str, terms: tuple[str, ...]) -> str | None:
    """The term that ends last; of two that end together the longer."""
    found = [(text.rfind(t) + len(t), len(t), t) for t in terms if t in text]
    return max(found)[2] if found else None


def _misplaced_quotation(entry: Entry, lead: str, before: str) -> Iterator[str]:
    family, _, name = entry.id.partition(".")
    turns = words.SECTION_TURNS.findall(before)
    if family == "problem":
        if not words.PROBLEM_LEAD.match(lead) or (
            turns and turns[-1] in ("措施", "改进", "下一步", "成效", "成绩", "将")
        ):
            yield f"占位符“{entry.id}”是存在的问题，要放在说问题的句子里"
    elif family == "measure":
        aim = bool(turns) and turns[-1] in ("问题", "不足", "差距", "短板") and not re.search(r"针对|对照", before)
        if not words.MEASURE_LEAD.match(lead) or aim or (turns and turns[-1] in ("成效", "成绩")):
            yield f"占位符“{entry.id}”是改进措施，要放在说措施的句子里"
    elif family == "result":
        said = re.split(r"[。；]", before)[-1]
        if words.RESULT_LEADS[name] not in said or any(o in said for k, o in words.RESULT_LEADS.items() if k != name):
            yield f"占位符“{entry.id}”前面要说“{words.RESULT_LEADS[name]}”"
        elif lead:
            yield f"占位符“{entry.id}”是整句原文，应自成一句"
    elif lead and not words.PHRASE_LEAD.match(lead):
        yield f"占位符“{entry.id}”是整句原文，应自成一句"


# --- characters and words of the whole sentence ---------------------------------------------------------------


def _without_names(text: str, names: tuple[str, ...]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "本机关")
    return text


def _odd_characters(plain: str) -> Iterator[str]:
    """Only common ideographs, Chinese punctuation and plain letters: whatever else could hide a figure or a word."""
    rest = words.ALLOWED.sub("", plain)
    for c in rest:
        if c == GAP or c in words.PUNCTUATION or (c.isascii() and c.isalpha()):
            continue
        if not ("\u4e00" <= c <= "\u9fff" and _common(c)):
            what = "数字" if unicodedata.numeric(c, None) is not None else "字符"
            yield f"占位符以外出现了{what}“{c}”" if c.isprintable() and c.strip() else "含有空格、换行或不可见字符"
            return


def _common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _loose_words(plain: str) -> Iterator[str]:
    """Numerals outside set phrases, words that claim, foreign letters, other agencies."""
    rest = words.ALLOWED.sub("※", without_ordinals(_RATE_BY_ITS_SLOT.sub("※", plain)))
    counting = words.ALLOWED_COUNTING.sub("※", rest)
    numerals = [c for c in counting if unicodedata.numeric(c, None) is not None or c in words.COUNTING]
    if numerals:
        yield f"占位符以外出现了数字“{''.join(dict.fromkeys(numerals))}”"
    tight = rest.replace("、", "")
    for pattern, what in _ANYWHERE:
        if match := pattern.search(tight):
            yield f"占位符以外出现了{what}“{match.group()}”"
    if words.MARKUP.search(plain):
        yield "含有标记符号或网址"
    if foreign := [w for w in words.LATIN.findall(plain) if w.lower() not in words.ALLOWED_LATIN]:
        yield f"含有外文“{foreign[0]}”"
    if name := _other_agency(rest):
        yield f"出现了别的机关名称“{name}”"


def without_ordinals(text: str) -> str:
    """一是…二是… and （一）…（二）… counted from 一 in order; out of order they stay and are numerals."""
    reached = {"item": 0, "head": 0}

    def mark(match: re.Match[str]) -> str:
        kind = "item" if match["item"] else "head"
        digit = match[kind]
        if reached[kind] < len(words.ORDINAL_DIGITS) and digit == words.ORDINAL_DIGITS[reached[kind]]:
            reached[kind] += 1
            return "※"
        return match.group()

    return words.ORDINAL.sub(mark, text)


def _other_agency(text: str) -> str | None:
    """The name of a place or organ that is not the drafter's own."""
    for match in words.PLACE.finditer(text):
        if not words.GENERIC_STEM.search(match["stem"]) and "※" not in match["stem"] and "本机关" not in match.group():
            return match.group()
    if bureau := words.OTHER_BUREAU.search(text):
        return bureau.group()
    for organ in words.ORGAN.finditer(text):
        if not words.GENERIC_ORGAN.search(organ["name"]) and not re.search(
            r"(?:各级|本级|上级|下级|地方|本|各|县级以上)$", organ["name"]
        ):
            return organ.group()
    return None

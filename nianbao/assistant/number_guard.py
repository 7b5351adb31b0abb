"""The guard over the chat model's own words: what it says of figures and judgements must be what a result says.

It works clause by clause. A clause without a figure, comparison or judgement is free. Any other must be a
saying of the measure it names (or that the sentence named last), a sentence of the result, or retell a clause
of the law or the draft without adding a word. A sentence that fails is left out and the reader is told so;
the results themselves are always shown whole.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from nianbao.assistant.vocabulary import (
    ALLOWED_LATIN,
    COMPARISON_WORDS,
    COUNTING,
    IDIOMS,
    JUDGEMENT_WORDS,
    LEAD,
    RULE_ID,
)
from nianbao.drafting.vocabulary import ALLOWED
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import HAN, regex
from nianbao.work.jobs import JobResult
from nianbao.work.sayable import Group

OMITTED = "（此处略去模型的一句话：其中有结果里没有的数字或结论。）"
_SENTENCE = regex(r"[^。！？!?；;\n]*[。！？!?；;\n]|[^。！？!?；;\n]+$")
_CLAUSE = regex(r"[，。；：！？,;:!?\n（）()|]")
_BOLD = regex(r"\*\*(?=\S)([^*]{1,40}?)(?<=\S)\*\*")
_BULLET = regex(rf"^\s*(?:[-•*]\s+(?={HAN})|>\s*)")
_PLAIN = regex(r"[\u4e00-\u9fffA-Za-z0-9 ，。；：、！？,.;:!?（）()《》“”‘’—…·%+\-/=\n〔〕~～]")
_GLUED = regex(r"\d[ 、·]+\d|\d\s*[×xX*:：]\s*\d|\d[A-Za-z]")
_UNIT = r"(?:个工作日|个百分点|%|[件条篇份场人户分项元页日万部个家])"
_TOKEN = regex(rf"\d[\d.,]*{_UNIT}?|.", re.DOTALL)
_OF_A_FINDING = regex(r"^(?:而|但)?(?:正文|表[中二三四])")
_DENIALS = regex(r"[不未无没非]")
_QUESTION = regex(r"[？?]\s*$")
LEAST_RETOLD = 2
"""A retold clause has at least so many characters besides its figures."""


@dataclass
class NumberGuard:
    """Judges sentences against the results of this turn; results may be added while it works."""

    results: list[JobResult] = field(default_factory=list)

    def refusal(self, sentence: str) -> str | None:
        """Why a sentence may not be shown, or None."""
        text = _readable(_BOLD.sub(r"\1", _BULLET.sub("", sentence)))
        if odd := next((c for c in text if not _PLAIN.match(c) or not _common(c)), None):
            return f"有不能核对的字符“{odd}”" if odd.isprintable() else "有不可见字符"
        if _GLUED.search(RULE_ID.sub("", text)):
            return "数字写法不能核对"
        known = "".join(r.markdown for r in self.results)
        for name in RULE_ID.findall(text):
            if name not in known:
                return f"结果里没有{name}"
        words = [w for w in re.findall(r"[A-Za-z]+", RULE_ID.sub("", text)) if w.lower() not in ALLOWED_LATIN]
        if words:
            return f"有外文“{words[0]}”"
        group: Group | None = None
        for clause in (c for c in _CLAUSE.split(text) if c.strip()):
            said = _canonical(clause)
            named = self._group_of(said)
            group = named or group
            asked = _QUESTION.search(text) and not re.search(r"\d|符合", clause)
            if asked or not _needs_support(self._without_years(clause)) or self._supported(said, group, named):
                continue
            parts = [p for p in said.split("、") if p]
            if len(parts) < 2 or not all(
                self._supported(p, self._group_of(p) or group, self._group_of(p)) for p in parts
            ):
                return f"结果里没有“{clause.strip()}”"
        return None

    def _without_years(self, clause: str) -> str:
        """A clause without the years that the results are about: 2024年的年报 is no figure."""
        years = {y for r in self.results for y in re.findall(r"20\d\d(?=年)", r.markdown)}
        return re.sub(rf"(?:{'|'.join(sorted(years))})年度?", "", clause) if years else clause

    # --- support ----------------------------------------------------------------------------------------------

    def _group_of(self, said: str) -> Group | None:
        """The measure a clause names: the longest name that stands in it."""
        found = [(len(name), g) for r in self.results for g in r.sayable.groups for name in g.names if name in said]
        return max(found, key=lambda f: f[0])[1] if found else None

    def _supported(self, said: str, group: Group | None, named: Group | None) -> bool:
        bare = LEAD.sub("", said)
        if said in self._sentences or bare in self._sentences:
            return True
        groups = [g for r in self.results for g in r.sayable.groups if group and set(g.names) & set(group.names)]
        for candidate in groups:
            rest = bare
            for name in candidate.names:
                if name in rest:
                    rest = rest.replace(name, "", 1)
                    break
            rest = LEAD.sub("", re.sub("[了吗]$", "", rest))
            if rest in candidate.sayings or re.sub("^(?:的是|是|为|有|的)", "", rest) in candidate.sayings:
                return True
        if re.fullmatch(r"第\d+条(?:规定)?", bare):
            return any(bare.removesuffix("规定") in t for t in self._texts)
        figure_of_it = named is not None and re.search(r"\d", bare) and not _OF_A_FINDING.match(said)
        if figure_of_it and not any(r.kind == "law" for r in self.results):
            return False  # a figure of a named measure is that measure's, whatever else the draft says
        body = re.sub(rf"\d[\d.,]*{_UNIT}?", "", bare)
        return len(body) >= LEAST_RETOLD and any(_retells(bare, text) for text in self._texts)

    @property
    def _sentences(self) -> set[str]:
        """Clauses and whole sentences that code worded, with and without their lead."""
        whole = [s for r in self.results for s in r.sayable.sentences]
        pieces = {_canonical(p) for s in whole for p in (s, *_CLAUSE.split(s)) if p.strip()}
        return pieces | {LEAD.sub("", p) for p in pieces}

    @property
    def _texts(self) -> list[str]:
        """Clauses and sentences of the law, the notes and the draft."""
        texts = [t for r in self.results for t in r.sayable.texts]
        pieces = [p for t in texts for p in (*_CLAUSE.split(_readable(t)), *re.split(r"[。；\n]", _readable(t)))]
        return [c for p in dict.fromkeys(pieces) if (c := _canonical(p))]


def _needs_support(said: str) -> bool:
    """A clause with a figure of any script, a comparison or a judgement."""
    said = re.sub(r"\s", "", said)
    plain = IDIOMS.sub("", ALLOWED.sub("", RULE_ID.sub("规则", said)))
    if any(unicodedata.numeric(c, None) is not None for c in plain) or COUNTING.search(plain):
        return True
    return bool("%" in plain or JUDGEMENT_WORDS.search(plain) or COMPARISON_WORDS.search(plain))


def _retells(said: str, text: str) -> bool:
    """``said`` leaves words of ``text`` out but adds none; order, figures with their units and denials are kept."""
    position, first = 0, None
    for token in _TOKEN.findall(said):
        at = text.find(token, position)
        while at >= 0 and token[0].isdigit() and _inside_figure(text, at, token):
            at = text.find(token, at + 1)
        if at < 0:
            return False
        first = at if first is None else first
        position = at + len(token)
    span = text[first or 0 : position]
    before = text[: first or 0][-1:]
    same_denials = len(_DENIALS.findall(span)) == len(_DENIALS.findall(said)) and not _DENIALS.match(before)
    return same_denials and len(span) <= 3 * len(said) + 6


def _inside_figure(text: str, at: int, token: str) -> bool:
    """The token's digits are part of a longer figure there, or the figure has another unit."""
    before, after = text[at - 1 : at], text[at + len(token) :]
    if before.isdigit() or before == ".":
        return True
    return bool(re.match(rf"[\d.]|{_UNIT}", after)) if token[-1].isdigit() or token[-1] == "." else False


def _canonical(text: str) -> str:
    """One spelling: no spaces and quotes, figures as digits, 去年/较上年 as 上年/比上年."""
    text = re.sub(r"第([一二三四五六七八九十百]+)条", lambda m: f"第{chinese_to_int(m[1]) or m[1]}条", _readable(text))
    text = re.sub(
        rf"(?<!个)([一二两三四五六七八九十百]+)(?={_UNIT})", lambda m: str(chinese_to_int(m[1]) or m[1]), text
    )
    text = re.sub(r"[\s“”‘’\"·]", "", text)
    text = re.sub(r"去年|上一年度?|上年度", "上年", text)
    return re.sub(r"较上年|同比", "比上年", text)


def _readable(text: str) -> str:
    """Digits and letters of any width as plain ones; numerals of other scripts stay as they are."""
    return "".join(
        unicodedata.normalize("NFKC", c) if c.isalnum() and unicodedata.category(c) in ("Nd", "Ll", "Lu") else c
        for c in text
    )


def _common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in "〔〕·…—～~"
    return True


def split_sentences(text: str) -> tuple[list[str], str]:
    """Whole sentences of a growing text, and the unfinished rest."""
    found = _SENTENCE.findall(text)
    if found and not re.search(r"[。！？!?；;\n]$", found[-1]):
        return found[:-1], found[-1]
    return found, ""

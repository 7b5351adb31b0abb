"""What notes say in words: results of 考核, 评议 and 追责, problems and what is to be done about them, and what is left over.

These sentences stand as they were written, in the drafter's words; their numbers are no figures of 工作情况. What neither words
nor numbers took up is told, so that no line of the notes is lost without a word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nianbao.drafting.material.note_places import OFFICIAL, topic_of
from nianbao.drafting.sentences.figures import figures
from nianbao.report.patterns import regex
from nianbao.report.text import fold, squeeze

Kind = Literal["assessment", "public_appraisal", "accountability", "problem", "measure"]
LIST_MARK = regex(
    r"^\s*(?:\d{1,2}[.、．](?!\d)|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}(?:、|是))\s*"
)
LAST_YEAR = regex(r"(?:去年|上年|前年)(?!度?的?结转)")
UNCHECKED = regex(r"没核|未核|待核|不确定|没确认|待确认|估计|估摸|好像|可能")

_LEADS: tuple[tuple[Kind, str], ...] = (
    ("assessment", r"(?:工作|年度|年终|绩效|政务公开|信息公开)*(?:考核|考评)(?:结果|情况|得分)?"),
    ("public_appraisal", r"(?:社会|民主|群众|公众)?评议(?:结果|情况)?|第三方评估(?:结果|情况)?|满意度(?:测评|调查)?"),
    ("accountability", r"(?:责任追究|追责|追责问责|问责|追究责任)(?:结果|情况)?"),
    ("problem", r"(?:目前|仍)?(?:还)?(?:存在)?的?(?:主要)?(?:问题|不足|短板|困难)(?:和不足|与不足)?"),
    ("measure", r"(?:明年|下一年|下一步|下步|今后)的?(?:工作)?(?:打算|计划|安排|思路)?|打算|计划|(?:改进|整改)?措施|改进(?:情况|办法|方向)?|整改(?:办法|方向)"),
)  # fmt: skip
_SAID: tuple[tuple[Kind, str], ...] = (
    (
        "accountability",
        r"(?:没有?|无|未)[^，,]{0,20}(?:追责|追究|问责)|\d+[人名个][^，,]{0,12}(?:追责|问责|追究)|(?:追责|问责|责任追究)(?:没有|无|为?0|情[形况]没有)",
    ),
    ("public_appraisal", r"社会评议|民主评议|群众评议|第三方评估"),
    ("assessment", r"^(?!.*(?:纳入|列入|培训|办法|制度|指标)).*(?:考核|考评)[^，,]{0,12}(?:得|打|评|获|排|列|优秀|良好|\d+(?:\.\d+)?分)"),
)  # fmt: skip
_BY_LEAD = tuple((kind, regex(f"^(?:{words})$")) for kind, words in _LEADS)
_BY_WORDS = tuple((kind, regex(words)) for kind, words in _SAID)
_LEAD = regex(r"^(?P<lead>[^：:，,。；;\s]{1,12})[：:]\s*")
_SENTENCE = regex(r"[^。！!；;]+[。！!；;]?")
_NAMED = {
    "assessment": ("工作考核", "考"),
    "public_appraisal": ("社会评议", "评"),
    "accountability": ("责任追究", "责"),
}
_LISTS = ("problem", "measure")
_BESIDE = "{name}方面，{text}"
_ABOUT = regex(r"大概|大约|差不多|左右")
_LEAST = 4
_HEAD = regex(r"^[\d\s:/.-]+\D{0,6}$")
"""The head of a message: date, time and who writes."""
_SAYS = regex(r"[，,。；;：:]")
_CLAUSE = regex(r"[，,()（）\n]")


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence of the notes as it goes into the report. ``exact`` is False where it holds a number that is none (大概), or
    says itself that it was not checked."""

    line: int
    kind: Kind
    text: str
    exact: bool = True


def read_words(text: str) -> tuple[list[Worded], str]:
    """What the notes say in words, and the notes without it, every line in its place."""
    found: list[Worded] = []
    rest: list[str] = []
    under: Kind | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        under = under if line.strip() and not _is_of_the_form(line) else None
        mark = LIST_MARK.match(line)
        at, kept, listed = mark.end() if mark else 0, "", under is not None
        for match in _SENTENCE.finditer(line, at):
            kind, words, under = _told(match.group().strip(), under)
            if kind is None:
                kept += match.group()
            elif words:
                found.append(_worded(number, kind, words))
            else:
                listed = True  # a heading: what it is about follows line by line
        rest.append(line[:at] + kept if kept.strip() else "")
        under = under if listed else None
    return found, "\n".join(rest)


def _told(sentence: str, under: Kind | None) -> tuple[Kind | None, str, Kind | None]:
    """Kind and words of a sentence (no words: it is a heading), and the kind that the next one goes on with. ``under``: the
    kind that this one may go on with."""
    bare, goes_on = LIST_MARK.sub("", sentence.rstrip("。！!；;")), sentence.endswith(("；", ";"))
    lead = _LEAD.match(bare)
    name, words = (lead["lead"], bare[lead.end() :]) if lead else (bare, "")
    kind = next((k for k, named in _BY_LEAD if named.match(name)), None)
    if kind in _LISTS:
        return kind, words, kind
    if lead and kind is not None and not LAST_YEAR.search(words):
        return kind, words, kind if goes_on else None
    said = next((k for k, named in _BY_WORDS if named.search(squeeze(fold(bare)))), None)
    if said is not None and not LAST_YEAR.search(bare):
        return said, bare, said if goes_on else None
    if under is not None and lead is None:
        return under, bare, under if under in _LISTS or goes_on else None
    return None, bare, None


def _worded(line: int, kind: Kind, words: str) -> Worded:
    text = LIST_MARK.sub("", "".join(words.split()))
    exact = not (UNCHECKED.search(text) or _ABOUT.search(text)) and all(
        f.exact and f.kind != "broken" for f in figures(text)
    )
    return Worded(line, kind, text, exact)


def named(kind: str, text: str) -> str:
    """The words of a result with what it is a result of, where they do not say so themselves."""
    name, sign = _NAMED[kind]
    return text if sign in text else _BESIDE.format(name=name, text=text)


def _is_of_the_form(line: str) -> bool:
    """True for figures of the tables: they never stand under 存在问题."""
    return topic_of(line) in OFFICIAL and any(f.kind == "amount" for f in figures(fold(line)))


def left_over(rest: str, taken: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines and words that nothing was made of. ``rest``: the notes without what they say in words; ``taken``: line and words
    of each statement that was read."""
    lines = rest.split("\n")
    first = next((n for n, line in enumerate(lines, start=1) if line.strip()), 0)
    title = first if first and not _SAYS.search(lines[first - 1]) else 0
    for number, line in enumerate(lines, start=1):
        own = [squeeze(fold(raw)) for n, raw in taken if n == number]
        for match in _SENTENCE.finditer(LIST_MARK.sub("", line)):
            words = squeeze(fold(match.group().strip("。！!；; ")))
            known = [raw for raw in own if raw and raw in words]
            if len(words) < _LEAST or _HEAD.match(words) or words.endswith(":") or (number == title and not own):
                continue
            if not known:
                yield number, match.group().strip("。！!；; ")
                continue
            for clause in _CLAUSE.split(match.group().strip("。！!；; ")):
                said = squeeze(fold(clause))
                counted = any(f.kind in ("amount", "broken") for f in figures(said))
                if counted and not any(raw in said for raw in known):
                    yield number, clause.strip()

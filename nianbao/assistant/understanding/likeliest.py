"""The act that the words of a request are most like, fitted to what lies on the desk."""

from math import exp
from typing import cast

from nianbao.assistant.understanding import signs
from nianbao.assistant.understanding.fitting import OF_ONE, ON, REPORTS, fitted, lies_on
from nianbao.assistant.understanding.likely import likely
from nianbao.assistant.understanding.references import RULE, section_in
from nianbao.assistant.understanding.settled import of_files
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.understood import ActKind
from nianbao.report.patterns import regex
from nianbao.work.outside import lies_outside

_DESKS = ("file", "two", "review", "draft", "register")
"""A set is left out: whatever is said there is asked of the set."""
_SAY_THEMSELVES = ("draft", "rollup")
"""Acts that ask themselves for what they still lack."""
_BESIDE_US = 3.0
"""So little likelier, and the words are those of another field: then it is of that field."""
_HARDLY, _HARDLY_WITH_A_FILE = 0.3, 2.0
"""So little likelier than another act is not likely enough to be refused; who hands in a report with it wants something of it."""
_DOUBT = 1.0
"""So little likelier, and what could be missing lies here: then it is not missing."""
_OF_SOME_WORD = {
    "compare": regex(f"{signs.COMPARE.pattern}|差(?:多少|几|了)|去年|上年|放一起|[异同]"),
    "draft": signs.DRAFT,
}
"""Words without which reports of several agencies are not compared, nor is one drafted of them: 哪个有问题 asks for their reviews."""
_SHOULD_BE = regex(r"(?:应为|应该为?是?|应当是|改成|改为)\s*\d")
_ONLY_ASKS = regex(
    r"是不是|几[号天日件条]|含不含|多少(?!改)|哪来的?|对吗|对不对|平[吗了]吗?$|[吗呢][？?。]*$|[？?]$|哪个数|还是.{1,8}的数"
)
_CHANGES = regex(r"改|换|删|去掉|加|补|添|减|挪|移|填|写|不要|对调|撤|回到|算了|不是\d|不对")
"""Words that change something; a question without one is answered."""
_SETS_A_NUMBER = regex(
    r"改成|改为|换成|(?:改到|填成?|写成|[挪移]到|对调)\s*\d|(?:\d+[件条次个]?|新收|结转).{0,8}[挪移]到"
)
_WITH_WORDS = regex(r"[：:].{4,}")
"""第五部分重写：…… brings the words that are to stand there; it is no draft anew."""


def likeliest(said: str, bare: str, s: Situation) -> tuple[ActKind, str]:
    """The act that the words are most like, where it can be done on what lies here; else ``ask``, with the act that lacks
    something."""
    scores = likely(said, s.desk)
    best = max(scores, key=scores.__getitem__)
    if lies_outside(said):
        best = "refuse" if scores["refuse"] > scores[best] - _BESIDE_US else best
    elif best == "refuse" and _hardly_refused(said, scores, s):
        best = max((act for act in scores if act != "refuse"), key=scores.__getitem__)
    wanted = _wanted(said) if best == "ask" else best
    if best == "ask" and _is_given(wanted, s):
        best = wanted if set(ON.get(wanted, ())) & lies_on(s) else of_files(s)[0]
    if s.subject == "draft" and (other := _beside_a_draft(best, said, scores)):
        best = wanted = other
    doubtful = bool(lies_on(s) & set(ON.get(wanted, ()))) and scores[best] - scores[wanted] < _DOUBT
    if doubtful or wanted == "rollup" or (wanted == "draft" and (s.has_workbook or s.has_notes or lies_on(s))):
        best = wanted
    if best in _OF_SOME_WORD and len({k.short for k in s.known}) > 1 and not _OF_SOME_WORD[best].search(bare):
        best = max(OF_ONE, key=scores.__getitem__)
    act = fitted(cast("ActKind", best), bare, s)
    return act, wanted if act == "ask" else ""


def _beside_a_draft(best: str, said: str, scores: dict[str, float]) -> str:
    """Another act than the likeliest where words beside a draft plainly change it, or plainly only ask; else nothing."""
    asks = bool(_ONLY_ASKS.search(said))
    if best not in ("edit", "refuse") and _SHOULD_BE.search(said) and not asks:
        return "edit"
    if best == "edit" and asks and not _CHANGES.search(said):
        return max((act for act in scores if act not in ("edit", "refuse")), key=scores.__getitem__)
    return "edit" if best == "draft" and section_in(said) and _WITH_WORDS.search(said) else ""


def _hardly_refused(said: str, scores: dict[str, float], s: Situation) -> bool:
    """Whether another act is nearly as likely, or a finding is named that lies on the desk, or a number is set in a draft: then it is
    our work."""
    if (s.review is not None and RULE.search(said)) or (s.subject == "draft" and _SETS_A_NUMBER.search(said)):
        return True
    least = _HARDLY_WITH_A_FILE if s.new_reports else _HARDLY
    return scores["refuse"] - max(score for act, score in scores.items() if act != "refuse") < least


def _wanted(said: str) -> str:
    """What words that lack something would ask for where it lies: the act that is likeliest on the desks together."""
    found = dict.fromkeys((*ON, *_SAY_THEMSELVES), 0.0)
    for desk in _DESKS:
        scores = likely(said, desk)
        whole = sum(exp(score) for score in scores.values())
        for act in found:
            found[act] += exp(scores[act]) / whole
    return max(found, key=found.__getitem__)


def _is_given(wanted: str, s: Situation) -> bool:
    """Whether nothing is missing: files came with these words, or reports lie here that nobody has looked at yet."""
    if s.new_reports or s.new_register:
        return wanted not in ("overdue", "register") or s.has_register
    return s.review is None and REPORTS in ON.get(wanted, ()) and s.reports > 0

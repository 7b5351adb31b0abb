"""Whether an act can be done on what lies here, and what stands for it where it cannot; how much likelier it is than any other."""

from typing import cast

from nianbao.assistant.understanding import signs
from nianbao.assistant.understanding.cells import rows_in
from nianbao.assistant.understanding.checks import asks_check, figures_named
from nianbao.assistant.understanding.likely import PUNCTUATION, likely
from nianbao.assistant.understanding.references import RULE, table_in
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.understood import ActKind
from nianbao.report.patterns import regex

REPORTS, _DRAFTS, _REGISTERS, _SETS = "report", "draft", "register", "set"
ON: dict[str, tuple[str, ...]] = {
    "verdict": (REPORTS, _DRAFTS), "list": (REPORTS, _DRAFTS), "explain": (REPORTS, _DRAFTS), "suggest": (REPORTS, _DRAFTS),
    "figure": (REPORTS, _DRAFTS, _REGISTERS), "compare": (REPORTS, _DRAFTS), "review": (REPORTS, _DRAFTS),
    "edit": (_DRAFTS,), "history": (_DRAFTS,), "export": (REPORTS, _DRAFTS, _REGISTERS, _SETS), "register": (_REGISTERS,), "overdue": (_REGISTERS,),
    "set": (_SETS,),
}  # fmt: skip
"""On what an act can be done."""
_ON_FIGURES = ("verdict", "list", "explain", "compare")
"""Acts for which whether figures agree is asked of the figures themselves."""
_BUT = regex(r"除了?.{1,8}(?:以外|之外|外|都|其[他它余])")
OF_ONE = ("verdict", "list", "figure", "explain", "suggest", "review")
"""Acts on one report. Where a set lies here they are answered of each in it; of a register that comes alone, by its counts."""
_NEIGHBOURS = regex(r"[别其兄][的他弟](?:单位|镇|乡|局|县|区|市|街道|机关|地方)|别的|其他|同类|兄弟|周边|排名|中位")
PLAINLY = 2.0
"""So much likelier a whole message is to be refused that its parts are not looked at."""


def by_how_much(said: str, s: Situation) -> tuple[ActKind, float]:
    """The likeliest act that can be done here, and how much likelier it is than any other."""
    scores, bare = likely(said, s.desk), PUNCTUATION.sub("", said)
    best, *others = sorted(scores, key=scores.__getitem__, reverse=True)
    act = fitted(cast("ActKind", best), bare, s)
    other = next((o for o in others if fitted(cast("ActKind", o), bare, s) != act), best)
    return act, scores[best] - scores[other]


def plainly_refused(said: str, s: Situation) -> bool:
    """Whether words are far likelier to be refused than to ask for anything that can be done here."""
    act, lead = by_how_much(said, s)
    return act == "refuse" and lead >= PLAINLY


def fitted(act: ActKind, bare: str, s: Situation) -> ActKind:
    """The act, or what stands for it at this desk."""
    if act in ("ask", "compare") and s.has_paper and _with_last_year(bare):
        return "ask" if s.subject == "review" and not s.has_last_year else "compare"
    if s.desk == "set" and act in OF_ONE:
        return "set"
    if (
        act in _ON_FIGURES
        and s.subject != "draft"
        and REPORTS in lies_on(s)
        and asks_check(bare)
        and _names_figures(bare)
    ):
        return "figure"
    if act in ON and not lies_on(s) & set(ON[act]):
        return "register" if s.new_register and act in OF_ONE else "ask"
    return act


def _names_figures(bare: str) -> bool:
    """Whether a table, a row or a figure is named, and no finding; 除了表三 names all but that."""
    if RULE.search(bare) or _BUT.search(bare):
        return False
    return bool(table_in(bare) or rows_in(bare) or figures_named(bare))


def lies_on(s: Situation) -> set[str]:
    """On what of ``ON`` something can be done."""
    there = (
        (REPORTS, s.reports or s.review),
        (_DRAFTS, s.draft),
        (_REGISTERS, s.has_register),
        (_SETS, s.set),
    )
    return {kind for kind, lies in there if lies}


def _with_last_year(bare: str) -> bool:
    """Whether a comparison with last year's report is asked for, and with no other agency's."""
    return bool(signs.COMPARE.search(bare) and signs.OTHERS.search(bare)) and not _NEIGHBOURS.search(bare)

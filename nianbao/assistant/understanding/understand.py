"""One utterance → acts, in order. Deterministic; nothing falls through to the law because nothing else fitted.

What waits for an answer, and files without words, decide alone. Everything else is what the words most likely ask for
(``likely``, learned from examples), fitted to what lies on the desk. Two requests in one are both done when a joint
(顺便, 再, 然后, 也 …) stands between them.
"""

from dataclasses import replace
from typing import cast

from nianbao.assistant.understanding import signs
from nianbao.assistant.understanding.about import refers
from nianbao.assistant.understanding.cells_to_fill import cells_named
from nianbao.assistant.understanding.ellipsis import Before, asked_again
from nianbao.assistant.understanding.english import in_chinese
from nianbao.assistant.understanding.fitting import PLAINLY, plainly_refused
from nianbao.assistant.understanding.likeliest import likeliest
from nianbao.assistant.understanding.likely import PUNCTUATION
from nianbao.assistant.understanding.references import nth_in, retells_figures, section_in
from nianbao.assistant.understanding.register_answers import answers_in
from nianbao.assistant.understanding.register_questions import asks_of_rows, goes_on
from nianbao.assistant.understanding.settled import settled
from nianbao.assistant.understanding.several import STORY, SURE, several_in, work_in
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.understood import NOTES, WHY, ActKind, Understood
from nianbao.report.patterns import regex
from nianbao.work.handed.typed_notes import is_notes
from nianbao.work.revised.as_said import plainly
from nianbao.work.revised.cells_told import names_cells
from nianbao.work.revised.courtesy import without_greeting
from nianbao.work.revised.signed_on import tells_of_a_day

LOOKED_AT = 400
"""Characters of a message that are looked at; what was pasted after them is material."""


def understand(text: str, situation: Situation) -> list[Understood]:
    """At least one act. Empty words with files are what is usually done with such files; a register that came is read."""
    acts = _understood(text, situation)
    if not situation.new_register or any(asked.act not in _WANT_A_FILE for asked in acts):
        return acts
    return [Understood("register", text[:_LONGEST_ANSWER], (), "收到申请台账，统计表三、表四")]


_WANT_A_FILE = ("help", "ask")
"""Acts that would ask for a file where one has come."""


def _understood(text: str, situation: Situation) -> list[Understood]:
    if (answer := _of_register(text, situation)) is not None:
        return answer
    if (told := _of_notes(text, situation)) is not None:
        return [told]
    said = without_greeting(in_chinese(text[:LOOKED_AT].strip()))
    if not situation.new_reports and (again := asked_again(said, situation.before, situation.known)):
        act = cast("ActKind", again.act)
        return [Understood(act, again.said, refers(act, again.said, situation), "接着上一个问题")]
    whole = _goes_on(_one(said, situation), situation.before)
    plainly = whole.act == "refuse" and plainly_refused(said, situation)
    several = several_in(said, situation, PLAINLY if plainly else SURE)
    if several and not (plainly and settled(said, PUNCTUATION.sub("", said), situation)):
        return several
    if (plainly or (whole.act == "refuse" and len(said) >= STORY)) and (work := work_in(said, situation)):
        return work
    return [whole]


def _of_register(text: str, s: Situation) -> list[Understood] | None:
    """An answer to what a register leaves open, and what else the message wants."""
    if s.register is None or s.new_register:
        return None
    said = answers_in(text[:_LONGEST_ANSWER], s.register)
    of_it = s.subject == "register" or "台账" in text or bool({"result", "kind"} & set(said.mapping))
    if not of_it:
        return None
    if not said.is_any:
        return _asked_of_register(text[:LOOKED_AT].strip(), s)
    answer = Understood("register", text[:_LONGEST_ANSWER], (), "按您说的读台账里没有定的写法")
    return [answer, *(understand(said.rest, replace(s, register=None)) if said.rest else ())]


def _asked_of_register(said: str, s: Situation) -> list[Understood] | None:
    """A question to the applications of the register, be it the last one with other days."""
    assert s.register is not None
    before = s.before.said if s.before is not None and s.before.act in ("figure", "overdue") else ""
    asked = said if asks_of_rows(said, s.register) else goes_on(before, said, s.register) if before else None
    if asked is None:
        return None
    return [Understood("figure", asked, refers("figure", asked, s), "从台账里逐件数")]


_LONGEST_ANSWER = 4_000
"""Characters of an answer: a register may leave many wordings open."""


def _of_notes(text: str, s: Situation) -> Understood | None:
    """A message that tells what was done this year: to draft of, when that is ordered; else shown as read."""
    plain = plainly(text) if s.subject == "draft" else text
    if s.new_reports or s.new_workbook or not is_notes(plain, beside_draft=s.subject == "draft"):
        return None
    bare = PUNCTUATION.sub("", text[:LOOKED_AT])
    if signs.FALSIFY.search(bare) or (s.subject == "draft" and section_in(text[:LOOKED_AT]) == "problems"):
        return None
    ledger = (s.draft or {}).get("ledger", ())
    fills_in = names_cells(plain, cells_named) or retells_figures(plain, ledger) or tells_of_a_day(plain)
    if s.subject == "draft" and len(text) <= _SHORT_NOTES and fills_in:
        return Understood("edit", text, (), "准备填表，确认后才保存")
    if s.subject == "draft" and not _ANEW.search(bare):
        return Understood("edit", text, (NOTES,), "读出您写的工作记录，确认后才写进初稿")
    if signs.DRAFT.search(bare):
        return Understood("draft", text, (NOTES,), "按您写的工作记录起草")
    return Understood("ask", text, (NOTES,), "读出您写的工作记录")


_SHORT_NOTES = 60
"""Characters of a message beside a draft that fills cells and is no record of the year's work."""
_ANEW = regex(r"重新?(?:写|起草)|另(?:写|起)|起草")


def _goes_on(asked: Understood, before: Before | None) -> Understood:
    """那怎么改, which names nothing, is about what was just spoken of."""
    if asked.refers or before is None or asked.act not in ("suggest", "explain") or len(asked.said) > _SHORT:
        return asked
    rules = tuple(r for r in before.refers if regex(r"[A-Z][A-Z0-9]{1,2}-\d\d").fullmatch(r))
    if before.act not in ("suggest", "explain"):
        return asked
    number = nth_in(before.said)  # of several findings of a rule, the one that was spoken of
    return replace(asked, refers=rules, said=asked.said if number is None else f"第{number}条{asked.said}")


_SHORT = 12


def _one(said: str, s: Situation) -> Understood:
    bare = PUNCTUATION.sub("", said)
    if sure := settled(said, bare, s):
        act, why = sure
        return Understood(act, said, refers(act, said, s), why)
    act, wants = likeliest(said, bare, s)
    return Understood(act, said, refers(act, said, s), WHY[act], wants)

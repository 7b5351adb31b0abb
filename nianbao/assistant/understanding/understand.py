"""One utterance → acts, in order. Deterministic; nothing falls through to the law because nothing else fitted.

What waits for an answer, and files without words, decide alone. Everything else is what the words most likely ask for
(``likely``, learned from examples), fitted to what lies on the desk. Two requests in one are both done when a joint
(顺便, 再, 然后, 也 …) stands between them.
"""

from dataclasses import dataclass, replace
from math import exp
from typing import Literal, cast

from nianbao.assistant.understanding import signs
from nianbao.assistant.understanding.absent import asks_article
from nianbao.assistant.understanding.cells import rows_in
from nianbao.assistant.understanding.cells_to_fill import cells_named
from nianbao.assistant.understanding.checks import asks_check, figures_named
from nianbao.assistant.understanding.ellipsis import Before, asked_again
from nianbao.assistant.understanding.english import in_chinese
from nianbao.assistant.understanding.likely import PUNCTUATION, likely
from nianbao.assistant.understanding.references import (
    RULE,
    ledger_in,
    nth_in,
    retells_figures,
    rules_in,
    section_in,
    table_in,
)
from nianbao.assistant.understanding.register_answers import answers_in
from nianbao.assistant.understanding.register_questions import asks_of_rows, goes_on
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.together import asks_figures, asks_together
from nianbao.report.patterns import regex
from nianbao.work.handed.typed_notes import is_notes
from nianbao.work.outside import lies_outside
from nianbao.work.revised.cells_told import names_cells
from nianbao.work.revised.courtesy import without_greeting
from nianbao.work.revised.named import fills
from nianbao.work.revised.waiting import corrects, takes_back, takes_one_back

ActKind = Literal[
    "law", "explain", "suggest", "edit", "list", "verdict", "figure", "review", "compare", "draft", "register",
    "overdue", "set", "export", "history", "help", "ask", "refuse", "rollup",
]  # fmt: skip
_Found = tuple[ActKind, str] | None
LOOKED_AT = 400
"""Characters of a message that are looked at; what was pasted after them is material."""
_JOINT = regex(
    r"(?<=完)(?=[把再给就帮发导出存我]|直接)|[，,。\s]+(?=完了)|(?<=.{2}完)[，,\s]+|[，,。；;！!\s]*(?=(?:顺便|顺手|顺带|顺道|然后|接着|同时|并且|另外|最后|一并|一道)(?!没有|哪|啥|什么))"
    r"|[，,。；;！!？?\s]+(?=再(?!次))|(?<=[^，,。\s]{2})(?=再[^次审写出生核看来]|再.{0,3}比|后.{0,2}比|(?<!合)并(?=[^列排且成入到为]))"
    r"|[，,。；;\s]+(?=.{0,10}也.{0,3}(?:列|导|查|比|算|看|发|要|给|说))|[？?]+\s*(?=.{2})|[，,\s]+(?=(?:怎么|咋|如何)(?:改|办|补))"
)
"""Where one request may end and the next begin."""
_LEAD = regex(r"^(?:先|完了|顺便|顺手|顺带|然后|再|接着|同时|并且|并|另外|最后)")
_PLAINLY = 2.0
"""So much likelier a whole message is to be refused that its parts are not looked at."""
_SURE = 0.5
"""By how much the act of a part must be likelier than any other for the parts to be requests of their own."""
_WHOLE = frozenset({"refuse", "help", "law", "ask", "history"})
"""What is never one of two requests."""


@dataclass(frozen=True, slots=True)
class Understood:
    """An act and what it is about. ``said``: the words of this request; ``why``: a Chinese line for the step shown; ``wants``: of
    an ``ask``, the act for which something is missing."""

    act: ActKind
    said: str
    refers: tuple[str, ...] = ()
    why: str = ""
    wants: str = ""


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
        return [Understood(act, again.said, _refers(act, again.said, situation), "接着上一个问题")]
    whole = _goes_on(_one(said, situation), situation.before)
    plainly = whole.act == "refuse" and _plainly_refused(said, situation)
    several = _several(said, situation, _PLAINLY if plainly else _SURE)
    if several and not (plainly and _settled(said, PUNCTUATION.sub("", said), situation)):
        return several
    if (plainly or (whole.act == "refuse" and len(said) >= _STORY)) and (work := _work_in(said, situation)):
        return work
    return [whole]


def _several(said: str, s: Situation, least: float) -> list[Understood]:
    """The requests that stand beside one another, where every part is surely one of its own; else nothing."""
    pieces = [_LEAD.sub("", p.strip()) for p in _JOINT.split(said) if p and p.strip()]
    acts: dict[ActKind, Understood] = {}
    for piece in pieces:
        if sure := _surely(piece, s, least):
            acts[sure] = Understood(sure, piece, _refers(sure, piece, s), _WHY[sure])
    return list(acts.values()) if 1 < len(acts) == len(pieces) else []


def _work_in(said: str, s: Situation) -> list[Understood]:
    """What is asked for after something else that is refused (…，顺便问一下答复期限), or anywhere in a long story; nothing where
    facts are to be changed."""
    bare = PUNCTUATION.sub("", said)
    if _settled(said, bare, s):
        return []
    is_story = len(said) >= _STORY
    pieces = [_LEAD.sub("", p.strip()) for p in (_CLAUSE if is_story else _JOINT).split(said) if p and p.strip()]
    acts: dict[ActKind, Understood] = {}
    for piece in pieces if is_story else pieces[1:]:
        act, lead = _by_how_much(piece, s)
        if lead >= _PLAINLY and act not in ("refuse", "help", "ask") and not lies_outside(piece):
            acts.setdefault(act, Understood(act, piece, _refers(act, piece, s), _WHY[act]))
    return list(acts.values())


_STORY = 70
"""Characters of a message that tells more than what it wants."""
_CLAUSE = regex(r"[，,。；;！!？?\n]+")


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
    return [Understood("figure", asked, _refers("figure", asked, s), "从台账里逐件数")]


_LONGEST_ANSWER = 4_000
"""Characters of an answer: a register may leave many wordings open."""
NOTES = "notes"
"""What an act refers to that is about the message itself as notes of the year's work."""


def _of_notes(text: str, s: Situation) -> Understood | None:
    """A message that tells what was done this year: to draft of, when that is ordered; else shown as read."""
    if s.new_reports or s.new_workbook or not is_notes(text, beside_draft=s.subject == "draft"):
        return None
    bare = PUNCTUATION.sub("", text[:LOOKED_AT])
    if signs.FALSIFY.search(bare) or (s.subject == "draft" and section_in(text[:LOOKED_AT]) == "problems"):
        return None
    ledger = (s.draft or {}).get("ledger", ())
    fills_in = names_cells(text, cells_named) or retells_figures(text, ledger)
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
    if settled := _settled(said, bare, s):
        act, why = settled
        return Understood(act, said, _refers(act, said, s), why)
    act, wants = _likeliest(said, bare, s)
    return Understood(act, said, _refers(act, said, s), _WHY[act], wants)


def _settled(said: str, bare: str, s: Situation) -> _Found:
    """What is so whatever the words are like: an answer that was waited for, files without words, what is never done."""
    if s.pending and signs.agrees(bare):
        return "edit", "按刚才列出的改动保存"
    if s.put_off and signs.agrees(bare):
        return "edit", "再列一遍前面说的改动"
    if (s.pending or s.put_off) and (takes_back(said) or takes_one_back(said) or corrects(said)):
        return "edit", "接着刚才列出的改动"
    if s.waits_for_agency and _AGENCY_NAME.search(bare):
        return "draft", "按这个机关起草"
    if s.new_workbook:
        return "draft", "收到资料表，起草初稿"
    if not bare:
        return _of_files(s)
    if signs.FALSIFY.search(bare) and not signs.LAW.search(bare):
        return "refuse", "不代为编写、改动事实或结论"
    if s.subject == "draft" and fills(said, (s.draft or {}).get("open", ())) and not _plainly_refused(said, s):
        return "edit", "准备填写，确认后才保存"
    if (outside := lies_outside(said)) is not None and outside.settles:
        return "refuse", f"见{outside.law}" if outside.law else _WHY["refuse"]
    if asks_article(bare):
        return "law", "查条例和编写说明"
    if signs.POLITE.fullmatch(bare):
        return "help", "介绍用法"
    if s.subject == "review" and rules_in(said, s) and _JUST_A_FINDING.fullmatch(bare):
        return "explain", _WHY["explain"]
    if s.desk == "set" and asks_figures(said):
        return "set", "查几份年报里的数"
    if asks_together(said) and len({known.short for known in s.known}) > 1:
        return "figure", "查几份年报里的数"
    return None


_JUST_A_FINDING = regex(r"(?:那么?|再|看看?|还有)*第.{1,3}[条个处项](?:意见|问题)?[呢吧啊]?")
_AGENCY_NAME = regex(
    r"^.{2,40}(?:政府|办公[厅室]|办事处|委员会|[局厅委院站所队])(?:20\d\d年?度?)?(?:的)?(?:年报)?[吧呢啊]?$"
)


def _of_files(s: Situation) -> tuple[ActKind, str]:
    if s.new_register:
        return "register", "收到申请台账，统计表三、表四"
    if s.new_reports:
        return "review", "收到报告，进行审核"
    if s.has_notes:
        return "ask", "收到文字材料"
    return "help", "介绍用法"


def _likeliest(said: str, bare: str, s: Situation) -> tuple[ActKind, str]:
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
        best = wanted if set(_ON.get(wanted, ())) & _lies(s) else _of_files(s)[0]
    if best == "draft" and s.subject == "draft" and section_in(said) and _WITH_WORDS.search(said):
        best = "edit"
    doubtful = bool(_lies(s) & set(_ON.get(wanted, ()))) and scores[best] - scores[wanted] < _DOUBT
    if doubtful or wanted == "rollup" or (wanted == "draft" and (s.has_workbook or s.has_notes or _lies(s))):
        best = wanted
    if best in _OF_SOME_WORD and len({k.short for k in s.known}) > 1 and not _OF_SOME_WORD[best].search(bare):
        best = max(_OF_ONE, key=scores.__getitem__)
    act = _fitted(cast("ActKind", best), bare, s)
    return act, wanted if act == "ask" else ""


_WITH_WORDS = regex(r"[：:].{4,}")
"""第五部分重写：…… brings the words that are to stand there; it is no draft anew."""


def _hardly_refused(said: str, scores: dict[str, float], s: Situation) -> bool:
    """Whether another act is nearly as likely, or a finding is named that lies on the desk: then it is our work."""
    if s.review is not None and RULE.search(said):
        return True
    least = _HARDLY_WITH_A_FILE if s.new_reports else _HARDLY
    return scores["refuse"] - max(score for act, score in scores.items() if act != "refuse") < least


def _wanted(said: str) -> str:
    """What words that lack something would ask for where it lies: the act that is likeliest on the desks together."""
    found = dict.fromkeys((*_ON, *_SAY_THEMSELVES), 0.0)
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
    return s.review is None and _REPORTS in _ON.get(wanted, ()) and s.reports > 0


_OF_SOME_WORD = {
    "compare": regex(f"{signs.COMPARE.pattern}|差(?:多少|几|了)|去年|上年|放一起|[异同]"),
    "draft": signs.DRAFT,
}
"""Words without which reports of several agencies are not compared, nor is one drafted of them: 哪个有问题 asks for their reviews."""
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
_WHY: dict[ActKind, str] = {
    "law": "查条例和编写说明", "explain": "说明这一处", "suggest": "给写法", "edit": "准备改动，确认后才保存", "list": "列出要处理的地方",
    "verdict": "说明结论", "figure": "查数字的出处", "review": "审核报告", "compare": "比较报告", "draft": "起草", "register": "统计台账",
    "overdue": "按台账逐件核对期限", "set": "从这一批的审核结果里查", "export": "给出文件", "history": "查看初稿的各稿", "help": "介绍用法",
    "ask": "还缺要用的材料", "refuse": "不在这里能办的范围里", "rollup": "汇总各单位的年报",
}  # fmt: skip
"""The step shown for each act."""


def _surely(said: str, s: Situation, least: float) -> ActKind | None:
    """The act of a part of a message that is likely enough, ``least``, to be a request of its own."""
    act, lead = _by_how_much(said, s)
    asks_the_law = act == "law" and lead >= (least if _OF_THE_LAW.search(said) else _PLAINLY)
    return act if asks_the_law or (lead >= least and act not in _WHOLE) else None


_OF_THE_LAW = regex(r"期限|规定|条例|第[一二三四五六七八九十\d]+条|多少(?:天|个?工作日)|几(?:天|个?工作日)|多久")


def _by_how_much(said: str, s: Situation) -> tuple[ActKind, float]:
    """The likeliest act that can be done here, and how much likelier it is than any other."""
    scores, bare = likely(said, s.desk), PUNCTUATION.sub("", said)
    best, *others = sorted(scores, key=scores.__getitem__, reverse=True)
    act = _fitted(cast("ActKind", best), bare, s)
    other = next((o for o in others if _fitted(cast("ActKind", o), bare, s) != act), best)
    return act, scores[best] - scores[other]


_REPORTS, _DRAFTS, _REGISTERS, _SETS = "report", "draft", "register", "set"
_ON: dict[str, tuple[str, ...]] = {
    "verdict": (_REPORTS, _DRAFTS), "list": (_REPORTS, _DRAFTS), "explain": (_REPORTS, _DRAFTS), "suggest": (_REPORTS, _DRAFTS),
    "figure": (_REPORTS, _DRAFTS, _REGISTERS), "compare": (_REPORTS, _DRAFTS), "review": (_REPORTS, _DRAFTS),
    "edit": (_DRAFTS,), "history": (_DRAFTS,), "export": (_REPORTS, _DRAFTS, _REGISTERS, _SETS), "register": (_REGISTERS,), "overdue": (_REGISTERS,),
    "set": (_SETS,),
}  # fmt: skip
"""On what an act can be done."""


def _plainly_refused(said: str, s: Situation) -> bool:
    act, lead = _by_how_much(said, s)
    return act == "refuse" and lead >= _PLAINLY


def _fitted(act: ActKind, bare: str, s: Situation) -> ActKind:
    """The act, or what stands for it at this desk."""
    if act in ("ask", "compare") and s.has_paper and _with_last_year(bare):
        return "ask" if s.subject == "review" and not s.has_last_year else "compare"
    if s.desk == "set" and act in _OF_ONE:
        return "set"
    if (
        act in _ON_FIGURES
        and s.subject != "draft"
        and _REPORTS in _lies(s)
        and asks_check(bare)
        and _names_figures(bare)
    ):
        return "figure"
    if act in _ON and not _lies(s) & set(_ON[act]):
        return "register" if s.new_register and act in _OF_ONE else "ask"
    return act


_ON_FIGURES = ("verdict", "list", "explain", "compare")
"""Acts for which whether figures agree is asked of the figures themselves."""


def _names_figures(bare: str) -> bool:
    """Whether a table, a row or a figure is named, and no finding; 除了表三 names all but that."""
    if RULE.search(bare) or _BUT.search(bare):
        return False
    return bool(table_in(bare) or rows_in(bare) or figures_named(bare))


_BUT = regex(r"除了?.{1,8}(?:以外|之外|外|都|其[他它余])")
_OF_ONE = ("verdict", "list", "figure", "explain", "suggest", "review")
"""Acts on one report. Where a set lies here they are answered of each in it; of a register that comes alone, by its counts."""


def _lies(s: Situation) -> set[str]:
    """On what of ``_ON`` something can be done."""
    there = (
        (_REPORTS, s.reports or s.review),
        (_DRAFTS, s.draft),
        (_REGISTERS, s.has_register),
        (_SETS, s.set),
    )
    return {kind for kind, lies in there if lies}


def _with_last_year(bare: str) -> bool:
    """Whether a comparison with last year's report is asked for, and with no other agency's."""
    return bool(signs.COMPARE.search(bare) and signs.OTHERS.search(bare)) and not _NEIGHBOURS.search(bare)


_NEIGHBOURS = regex(r"[别其兄][的他弟](?:单位|镇|乡|局|县|区|市|街道|机关|地方)|别的|其他|同类|兄弟|周边|排名|中位")


def _refers(act: ActKind, said: str, s: Situation) -> tuple[str, ...]:
    if act in ("explain", "suggest", "list"):
        found = rules_in(said, s) if s.review is not None and s.subject == "review" else ()
        if not found and act == "explain" and _WHY_VERDICT.search(said) and s.review is not None:
            return _rules_behind_the_verdict(s)
        section = section_in(said)
        return found or ((section,) if section else ())
    if act == "edit":
        return tuple(x for x in (section_of_edit(said, s),) if x)
    if act == "figure":
        if s.subject == "draft" and s.draft is not None and (places := ledger_in(said, s.draft.get("ledger", []))):
            return places
        table = table_in(said)
        rows = rows_in(said)
        return rows or ((table,) if table else ()) or tuple(x for x in (section_in(said),) if x) or ("applications",)
    if act == "law" and s.review is not None:
        return rules_in(said, s)
    if act in ("review", "compare"):
        section = section_in(said)
        return (section,) if section else ()
    return ()


_WHY_VERDICT = regex(r"为(?:什么|啥|何).{0,6}(?:结论|不符合|不合格|没过)|结论.{0,4}(?:怎么|为)|讲人话")


def _rules_behind_the_verdict(s: Situation) -> tuple[str, ...]:
    assert s.review is not None
    shown = {f["rule"] for f in s.review.get("findings", [])}
    weak = [r for i in s.review.get("article50", []) if i["verdict"] in ("missing", "partial") for r in i["rules"]]
    errors = [f["rule"] for f in s.review.get("findings", []) if f["severity"] == "error"]
    return tuple(dict.fromkeys([*errors, *(r for r in weak if r in shown)]))


def section_of_edit(said: str, s: Situation) -> str | None:
    """The section that an edit is about: named, or the one whose text holds the words."""
    if section := section_in(said):
        return section
    prose = (s.draft or {}).get("prose", [])
    words = regex(r"[\u4e00-\u9fff]{2,}|\d+").findall(said)
    for entry in prose:
        if any(len(w) > 2 and w[:4] in entry["sentence"] for w in words):
            return str(entry["section"])
    return "overview" if _OVERVIEW_WORDS.search(said) else None


_OVERVIEW_WORDS = regex(r"公开|申请|受理|我镇|本镇|加一句|信息")

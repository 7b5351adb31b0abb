"""One utterance → acts, in order. Deterministic; nothing falls through to the law because nothing else fitted.

Two requests in one are both done when a joint (顺便, 再, 然后, 也 …) stands between them. What lies on the desk decides
between readings: 有多少件 is a figure of the register that was just read, and a question to the law on an empty desk.
"""

from dataclasses import dataclass, replace
from typing import Literal, cast

from nianbao.assistant.understanding import signs
from nianbao.assistant.understanding.cells import rows_in
from nianbao.assistant.understanding.ellipsis import Before, asked_again
from nianbao.assistant.understanding.english import in_chinese
from nianbao.assistant.understanding.passages import wants_more
from nianbao.assistant.understanding.references import ledger_in, rules_in, section_in, table_in
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.ways import most_like
from nianbao.assistant.understanding.which_report import only_names_a_report
from nianbao.report.patterns import regex
from nianbao.work.handed.typed_notes import is_notes
from nianbao.work.outside import lies_outside

ActKind = Literal[
    "law", "explain", "suggest", "edit", "list", "verdict", "figure", "review", "compare", "draft", "register",
    "overdue", "set", "export", "history", "help", "ask", "refuse", "rollup",
]  # fmt: skip
_Found = tuple[ActKind, str] | None
LOOKED_AT = 400
"""Characters of a message that are looked at; what was pasted after them is material."""
_PUNCTUATION = regex(r"[\s，。！？、；：,.!?;:~～…（）()]+")
_JOINT = regex(
    r"(?:[，,。；;！!？?\s]+|(?<=完)(?=[把再给就]))(?=(?:顺便|然后|再|接着|同时|并且?|另外|还有|最后)(?!没有|哪|啥|什么))|(?<=.{3})(?=顺便|然后再|接着再)|[？?]+\s*(?=.{2})|[，,。；;\s]+(?=.{0,8}也.{0,3}(?:列|导|查|比|算|看|发))|(?<=完)(?=把)"
)
_LEAD = regex(r"^(?:先|顺便|然后|再|接着|同时|并且|并|另外|最后)")


@dataclass(frozen=True, slots=True)
class Understood:
    """An act and what it is about. ``said``: the words of this request; ``why``: a Chinese line for the step shown."""

    act: ActKind
    said: str
    refers: tuple[str, ...] = ()
    why: str = ""


def understand(text: str, situation: Situation) -> list[Understood]:
    """At least one act. Empty words with files are what is usually done with such files."""
    if (told := _of_notes(text, situation)) is not None:
        return [told]
    said = in_chinese(text[:LOOKED_AT].strip())
    if not situation.new_reports and (again := asked_again(said, situation.before, situation.known)):
        act = cast("ActKind", again.act)
        return [Understood(act, again.said, _refers(act, again.said, situation), "接着上一个问题")]
    whole = _goes_on(_one(said, situation), situation.before)
    if whole.act in ("refuse", "help", "law", "explain", "ask"):
        return [whole]
    pieces = [p for p in _JOINT.split(said) if p and p.strip()]
    acts = [_one(_LEAD.sub("", p.strip()), situation) for p in pieces]
    kinds = [a.act for a in acts]
    if len(acts) > 1 and len(set(kinds)) > 1 and not set(kinds) & {"law", "help", "refuse"}:
        return list({a.act: a for a in acts}.values())
    return [whole]


NOTES = "notes"
"""What an act refers to that is about the message itself as notes of the year's work."""


def _of_notes(text: str, s: Situation) -> Understood | None:
    """A message that tells what was done this year: to draft of, when that is ordered; else shown as read."""
    if s.new_reports or s.new_workbook or not is_notes(text, beside_draft=s.subject == "draft"):
        return None
    bare = _PUNCTUATION.sub("", text[:LOOKED_AT])
    if s.subject == "draft" and not _ANEW.search(bare):
        return Understood("edit", text, (NOTES,), "读出您写的工作记录，确认后才写进初稿")
    if signs.DRAFT.search(bare):
        return Understood("draft", text, (NOTES,), "按您写的工作记录起草")
    return Understood("ask", text, (NOTES,), "读出您写的工作记录")


def _goes_on(asked: Understood, before: Before | None) -> Understood:
    """那怎么改, which names nothing, is about what was just spoken of."""
    if asked.refers or before is None or asked.act not in ("suggest", "explain") or len(asked.said) > _SHORT:
        return asked
    rules = tuple(r for r in before.refers if regex(r"[A-Z][A-Z0-9]{1,2}-\d\d").fullmatch(r))
    return replace(asked, refers=rules) if before.act in ("suggest", "explain") else asked


_ANEW = regex(r"重新?(?:写|起草)|另(?:写|起)|起草")


def _one(said: str, s: Situation) -> Understood:
    bare = _PUNCTUATION.sub("", said)
    act, why = _act(said, bare, s)
    return Understood(act, said, _refers(act, said, s), why)


def _act(said: str, bare: str, s: Situation) -> tuple[ActKind, str]:
    if s.pending and signs.YES.fullmatch(bare):
        return "edit", "按刚才列出的改动保存"
    if s.put_off and signs.CONFIRM.fullmatch(bare):
        return "edit", "再列一遍前面说的改动"
    if s.waits_for_agency and _AGENCY_NAME.search(bare):
        return "draft", "按这个机关起草"
    if s.new_workbook:
        return "draft", "收到资料表，起草初稿"
    if not bare:
        return _of_files(s)
    if signs.FALSIFY.search(bare) and not signs.LAW.search(bare):
        return "refuse", "不代为编写、改动事实或结论"
    if signs.POLITE.fullmatch(bare) or signs.USAGE.search(bare) or _asks_how_to_use(bare):
        return "help", "介绍用法"
    if s.subject == "set" and (found := _of_the_set(bare)):
        return found
    if lies_outside(said) and not (s.new_reports or s.new_register):
        return "refuse", "不在条例和年报的范围里"
    asks = signs.HOW.search(bare) or signs.LAW.search(bare) or signs.LEDGER.search(bare)
    if signs.ROLLUP.search(bare) and not asks:
        return "rollup", "汇总各单位的年报"
    for reading in (_of_the_law, _of_the_register, _of_the_draft, _of_the_review, _of_jobs):
        if found := reading(said, bare, s):
            return found
    if found := _as_people_say(bare, s):
        return found
    return "law", "查条例和编写说明"


_REPORTS, _DRAFTS, _REGISTERS = "report", "draft", "register"
_ON: dict[str, tuple[str, ...]] = {
    "verdict": (_REPORTS, _DRAFTS), "list": (_REPORTS, _DRAFTS), "explain": (_REPORTS, _DRAFTS), "suggest": (_REPORTS, _DRAFTS),
    "figure": (_REPORTS, _DRAFTS, _REGISTERS), "compare": (_REPORTS, _DRAFTS), "review": (_REPORTS, _DRAFTS), "draft": (),
    "edit": (_DRAFTS,), "history": (_DRAFTS,), "export": (_REPORTS, _DRAFTS, _REGISTERS), "register": (_REGISTERS,), "overdue": (_REGISTERS,),
}  # fmt: skip
"""On what an act can be done."""


def _asks_how_to_use(bare: str) -> bool:
    """Whether the words are nearly those in which people ask about the program."""
    like = most_like(bare)
    return like is not None and like.act == "help" and like.likeness >= _NEARLY


_NEARLY = 0.66
_NOT_REVIEWED = ("verdict", "list", "explain", "suggest", "export")


def _as_people_say(bare: str, s: Situation) -> _Found:
    """What no sign knows, told by the phrase that it is most like; without what the act is done on, what is missing."""
    like = most_like(bare)
    if like is None:
        return None
    if like.act in ("help", "refuse"):
        return ("help", "介绍用法") if like.act == "help" else ("refuse", "不是这里的工作")
    lies = {
        kind
        for kind, there in ((_REPORTS, s.reports or s.review), (_DRAFTS, s.draft), (_REGISTERS, s.has_register))
        if there
    }
    act = "review" if like.act == "again" and s.new_reports else like.act
    if act == "compare" and signs.OTHERS.search(bare) and not s.has_last_year and not _NEIGHBOURS.search(bare):
        return "ask", "和上年比需要上年年报"
    if act == "draft":
        return ("draft", "起草") if s.has_workbook or s.has_notes else ("ask", "起草需要材料")
    if act not in _ON or not lies & set(_ON[act]):
        return "ask", "还缺要用的文件"
    if act in _NOT_REVIEWED and s.subject == "files":
        return "review", "审核已上传的报告"
    return cast("ActKind", act), "按说法办理"


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


def _of_the_law(said: str, bare: str, s: Situation) -> _Found:
    """Questions how, who and when that speak of no paper on the desk."""
    how = bool(signs.HOW.search(bare))
    law = bool(signs.LAW.search(bare))
    if _relates(said, bare, s):
        return None
    if not (how or law):
        return None
    if not signs.FIELD.search(bare) and (found := _as_people_say(bare, s)) and found[0] in ("help", "refuse"):
        return found
    if s.subject == "":
        doing = signs.DRAFT.search(bare) or signs.REVIEW.search(bare) or signs.EXPORT.search(bare)
        speaks_of_paper = signs.THIS.search(bare) or signs.OVERDUE.search(bare) or signs.EDIT.search(bare)
        paper = (doing or speaks_of_paper) and not law and not _HOW_FIRST.search(bare)
        return None if paper and not _told_at_length(bare) else ("law", "查条例和编写说明")
    if s.new_reports and not s.has_register:
        return None
    about_this = signs.THIS.search(bare) or rules_in(said, s)
    works = (
        signs.REVIEW.search(bare) or signs.JUDGE.search(bare) or signs.VERDICT.search(bare) or signs.EDIT.search(bare)
    )
    if (works and s.subject == "files") or (
        s.has_workbook and signs.DRAFT.search(bare) and not _HOW_FIRST.search(bare)
    ):
        return None
    if law and not (about_this and not _STATUTE.search(bare)) and not (works and about_this):
        if s.subject == "register" and signs.REGISTER.search(bare) and not _CELL.search(bare):
            return None
        return "law", "查条例和编写说明"
    if how and not about_this and not works and not _asks_of_subject(bare, s) and signs.FIELD.search(bare):
        return "law", "查条例和编写说明"
    return None


def _relates(said: str, bare: str, s: Situation) -> bool:
    """Whether the words ask of the report or draft on the desk how one of its figures stands to another."""
    if s.subject not in ("review", "files", "draft") or signs.NORM.search(bare) or s.new_register:
        return False
    if s.subject == "review" and rows_in(said) and (_OF_THESE.search(bare) or signs.FIGURE.search(bare)):
        return not signs.LAW.search(bare)
    digits = bool(_HAS_DIGITS.search(_NO_FIGURE.sub("", said)))
    if digits and _OF_THE_FIGURES.search(bare):
        return True
    if not signs.RELATES.search(bare):
        return False
    return digits or len(rows_in(said)) > 1 or bool(rows_in(said) and _THERE.search(bare))


_OF_THESE = regex(r"[那这](?:个|里|几|\d+)?(?:件|个数)|有没有$")
_NO_FIGURE = regex(r"[A-Za-z]{2,3}[-－_ ]?\d\d|20\d\d年?|第\d+")
_THERE = regex(r"那|这|我们|表[里中二三四]|正文|文中|里面|了[吗没么]?$|的[吗么]?$")
_OF_THE_FIGURES = regex(
    r"(?:收到|新收|结转|办结|差|表[二三四中里]).{0,12}(?:是不是|对得上|对不对|哪边|算进)|跟表|和表|与表"
)


def _told_at_length(bare: str) -> bool:
    """A story or a question told at length on an empty desk orders nothing, unless it begins as an order does."""
    return len(bare) > _SHORT and not _ORDER.search(bare)


_ORDER = regex(
    r"^(?:请|麻烦|劳驾)?(?:帮|给我|把|跟|和|审|查|写|起草|导出|用|照|按|看|检查|核|比)|(?:给|帮)我(?:弄|做|搞|出|拟|审|看|核|写(?!不|吗|么))|年报.{0,4}(?:起草|初稿)|起草.{0,6}年报|初稿"
)
_HOW_FIRST = regex(
    r"(?:写|叫|填|署|盖)(?!得|的).{0,14}(?:行不行|可以[吗么不]|可不可以|行[吗么]|对不对)|能不能[写填叫]|怎么填|怎么写|要包括|要注意|依据|几天|多少天|由谁|交给谁|后果"
)
_STATUTE = regex(r"条例|哪一?条(?:说|规定|要求)|规定")
_CELL = regex(r"哪个?格|填哪|哪一?[行栏列]")


def _asks_of_subject(bare: str, s: Situation) -> bool:
    """Whether the words are about findings, places or figures of what lies open."""
    signs_of = {
        "review": (signs.EXPLAIN, signs.SUGGEST, signs.LIST, signs.VERDICT, signs.FIGURE, signs.COMPARE),
        "draft": (signs.EXPLAIN, signs.SUGGEST, signs.LIST, signs.VERDICT, signs.FIGURE, signs.COMPARE, signs.DRAFT),
        "register": (signs.OVERDUE, signs.REGISTER, signs.FIGURE, signs.DRAFT),
    }.get(s.subject, ())
    return any(sign.search(bare) for sign in signs_of) and not _QUESTION_OF_LAW.search(bare)


_QUESTION_OF_LAW = regex(r"多少天|几天|多久|什么时候|啥时候|由谁|谁来|要不要|期限|收费")


def _of_the_set(bare: str) -> _Found:
    """Questions of many reviewed reports; who asks what the law says is answered from the law."""
    if (signs.LAW.search(bare) or _QUESTION_OF_LAW.search(bare)) and not signs.MEMBERS.search(bare):
        return None
    return "set", "从这一批的审核结果里查"


def _of_the_register(said: str, bare: str, s: Situation) -> _Found:
    late = signs.OVERDUE.search(bare)
    if s.subject != "register":
        if late and _WHICH.search(bare) and s.draft is None:
            return "ask", "查超期需要申请台账"
        return None
    if signs.EXPORT.search(bare):
        return "export", "给出填好的资料表"
    if late:
        return "overdue", "按台账逐件核对期限"
    if signs.REGISTER.search(bare) and not signs.DRAFT.search(bare):
        return "register", "统计台账"
    if signs.DRAFT.search(bare):
        return "draft", "按台账准备资料表"
    if signs.FIGURE.search(bare):
        return "figure", "从台账里数"
    if s.new_register:
        return "register", "统计台账"
    return None


_WHICH = regex(r"哪|几件|有没有|列|查|提醒")


def _of_the_draft(said: str, bare: str, s: Situation) -> _Found:
    """What is asked of a draft; without one, what would be needed."""
    has = s.draft is not None
    open_here = s.subject == "draft"
    if signs.HISTORY.search(bare) and not s.new_reports and not (s.draft is None and signs.COMPARE.search(bare)):
        return ("history", "查看初稿的各稿") if has else ("ask", "还没有初稿")
    if open_here and signs.EXPORT.search(bare):
        return "export", "给出初稿文件"
    if _ASKS_PROVENANCE.search(bare) and open_here:
        return "list", "列出初稿里各句的来历"
    if open_here and wants_more(said) and not _ASKS_WORDS.search(bare):
        return "edit", "看这一段要写什么、还缺什么"
    if signs.EDIT.search(bare) and not _ASKS_WORDS.search(bare) and not rules_in(said, s):
        if has and (open_here or not s.review):
            return "edit", "准备改动，确认后才保存"
        if not s.subject:
            return "ask", "还没有初稿"
    if not open_here:
        return None
    if signs.DRAFT.search(bare) and not signs.SUGGEST.search(bare):
        return "draft", "重新起草"
    if signs.LIST.search(bare):
        return "list", "列出没填好的地方"
    if signs.COMPARE.search(bare) and signs.OTHERS.search(bare):
        return "compare", "比较初稿"
    if signs.REVIEW.search(bare) and not signs.VERDICT.search(bare):
        return "review", "审核初稿"
    if signs.VERDICT.search(bare) or _TOO_EASY.search(bare):
        return "verdict", "初稿的结论"
    if signs.SUGGEST.search(bare) and not _COMPUTED.search(bare):
        return "suggest", "按材料给写法"
    if signs.FIGURE.search(bare):
        return "figure", "查台账里的出处"
    if signs.EXPLAIN.search(bare):
        return "explain", "说明初稿里的标记"
    if signs.COMPARE.search(bare):
        return "compare", "比较初稿"
    return None


_ASKS_PROVENANCE = regex(r"哪些是你|你编的|我给的|你加的")
_ASKS_WORDS = regex(r"什么|啥|怎么|咋|如何")
_TOO_EASY = regex(r"交差|定稿|能用|可以用")
_COMPUTED = regex(r"怎么算|哪来的|怎么来")


def _of_the_review(said: str, bare: str, s: Situation) -> _Found:
    """What is asked of the last review."""
    if s.subject != "review" or s.review is None:
        return None
    rules = rules_in(said, s)
    if signs.EXPORT.search(bare) and not _PIECE.search(bare):
        return "export", "给出审核意见"
    if only_names_a_report(said, s.known):
        return "verdict", "审核结论"
    if _AGAIN.search(bare):
        return "ask", "要重新审核，请上传改过的文件"
    if signs.COMPARE.search(bare) and (signs.OTHERS.search(bare) or not rules):
        if _NEIGHBOURS.search(bare) or s.has_last_year or not signs.OTHERS.search(bare):
            return "compare", "比较已上传的报告"
        return "ask", "和上年比需要上年年报"
    if _WHY_VERDICT.search(bare):
        return "explain", "说明结论的由来"
    if _HOW_TO_SHORTEN.search(bare) or (rules and _ASKS_WHERE.search(bare)):
        return "explain", "说明这一条"
    if _relates(said, bare, s):
        return ("explain", "说明这一条") if rules and _WHOSE.search(bare) else ("figure", "查报告里的数")
    if rules and signs.SUGGEST.search(bare) and not _WHY.search(bare):
        return "suggest", "按审核意见给写法"
    if rules and signs.EXPLAIN.search(bare):
        return "explain", "说明这一条"
    if signs.LIST.search(bare):
        return "list", "列出审核意见"
    if signs.VERDICT.search(bare):
        return "verdict", "审核结论"
    if signs.SUGGEST.search(bare) and not signs.DRAFT.search(bare.replace("帮我写", "")):
        return "suggest", "按审核意见给写法"
    if signs.EXPLAIN.search(bare):
        return "explain", "说明审核意见"
    if signs.FIGURE.search(bare) and (rows_in(said) or table_in(said) or section_in(said) or _HAS_DIGITS.search(bare)):
        return "figure", "查报告里的数"
    return ("explain", "说明这一条") if rules and not signs.REVIEW.search(bare) else None


_PIECE = regex(r"[一两几][段句].{0,4}话|写法")
_AGAIN = regex(r"(?:改过|改好|改完|修改).{0,8}(?:审|再.{0,2}[看查过核])")
_NEIGHBOURS = regex(r"[别其兄][的他弟](?:单位|镇|乡|局|县|区|市|街道|机关|地方)|别的|其他|同类|兄弟|周边|排名|中位")
_WHY_VERDICT = regex(r"为(?:什么|啥|何).{0,6}(?:结论|不符合|不合格|没过)|结论.{0,4}(?:怎么|为)|讲人话")
_HOW_TO_SHORTEN = regex(r"字数?.{0,6}(?:压|减|删)|怎么压|删哪")
_ASKS_WHERE = regex(
    r"在哪[儿里]?$|不改行不行|(?:都)?要改吗|非改不可|必须改吗|(?:可以|能)不改|不(?:改|管|理).{0,3}(?:行|可以)"
)
_WHOSE = regex(r"[哪谁]一?边?错|错在")
_WHY = regex(r"为(?:什么|啥|何)|咋就|怎么就|意思")
_HAS_DIGITS = regex(r"\d")


def _of_jobs(said: str, bare: str, s: Situation) -> _Found:
    """The jobs on files, and what is missing for them."""
    if s.subject == "" and _told_at_length(bare):
        return None
    judges, looks = bool(signs.JUDGE.search(bare)), bool(signs.REVIEW.search(bare))
    verdict, this = bool(signs.VERDICT.search(bare)), bool(signs.THIS.search(bare))
    drafts = bool(signs.DRAFT.search(bare)) and not (looks and not this)
    compares = bool(signs.COMPARE.search(bare)) or (bool(signs.OTHERS.search(bare)) and not looks and not judges)
    if s.new_reports or s.subject == "files":
        if drafts:
            return "draft", "起草今年的年报"
        if _asks_figure(said, bare, s) and not looks and not judges:
            return "figure", "查报告里的数"
        if signs.EXPORT.search(bare):
            return "export", "给出审核意见"
        if compares and not signs.REVIEW_ORDER.search(bare):
            return "compare", "收到报告，并要求比较"
        if verdict and not looks and s.review is not None:
            return "verdict", "审核结论"
        if looks or judges or verdict or s.new_reports:
            return "review", "审核已上传的报告"
    if signs.EXPORT.search(bare):
        return ("export", "给出文件") if s.review or s.draft else ("ask", "还没有可以导出的结果")
    if drafts:
        if s.has_notes and not s.has_workbook:
            return "draft", "按已上传的材料起草"
        return ("draft", "按已上传的资料表起草") if s.has_workbook else ("ask", "起草需要先上传资料表")
    if compares and not signs.COMPARE.search(bare) and s.subject == "review" and not s.has_last_year:
        return "ask", "和上年比需要上年年报"
    if compares and (signs.OTHERS.search(bare) or this or s.has_paper or bare.startswith(("比较", "对比"))):
        return ("compare", "比较已上传的报告") if s.has_paper else ("ask", "比较需要先上传报告")
    if looks or (verdict and (this or s.has_paper)) or (judges and (s.has_paper or this or table_in(said))):
        return ("review", "审核已上传的报告") if s.has_paper else ("ask", "审核需要先上传报告")
    if s.subject == "" and (_WAITING.search(bare) or (signs.EDIT.search(bare) and len(bare) <= _SHORT)):
        return "ask", "还没有收到文件"
    return None


def _asks_figure(said: str, bare: str, s: Situation) -> bool:
    """Whether a number of the report that lies there is asked for."""
    if signs.COMPARE.search(bare) or signs.NORM.search(bare) or _NEIGHBOURS.search(bare):
        return False
    return _relates(said, bare, s) or bool(signs.FIGURE.search(bare) and (rows_in(said) or table_in(said)))


_WAITING = regex(r"文件.{0,8}(?:没收到|收到|发)|^(?:改|改一?下|改改|修改)$")
_SHORT = 12


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

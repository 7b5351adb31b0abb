"""What is so whatever the words are like: an answer that was waited for, files without words, what is never done."""

from nianbao.assistant.understanding import signs
from nianbao.assistant.understanding.absent import asks_article
from nianbao.assistant.understanding.fitting import plainly_refused
from nianbao.assistant.understanding.references import rules_in
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.together import asks_figures, asks_together
from nianbao.assistant.understanding.understood import WHY, ActKind
from nianbao.report.patterns import regex
from nianbao.work.outside import lies_outside
from nianbao.work.revised.named import fills
from nianbao.work.revised.waiting import corrects, takes_back, takes_one_back

_Found = tuple[ActKind, str] | None
_JUST_A_FINDING = regex(r"(?:那么?|再|看看?|还有)*第.{1,3}[条个处项](?:意见|问题)?[呢吧啊]?")
_AGENCY_NAME = regex(
    r"^.{2,40}(?:政府|办公[厅室]|办事处|委员会|[局厅委院站所队])(?:20\d\d年?度?)?(?:的)?(?:年报)?[吧呢啊]?$"
)


def settled(said: str, bare: str, s: Situation) -> _Found:
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
        return of_files(s)
    if signs.FALSIFY.search(bare) and not signs.LAW.search(bare):
        return "refuse", "不代为编写、改动事实或结论"
    if s.subject == "draft" and fills(said, (s.draft or {}).get("open", ())) and not plainly_refused(said, s):
        return "edit", "准备填写，确认后才保存"
    if (outside := lies_outside(said)) is not None and outside.settles:
        return "refuse", f"见{outside.law}" if outside.law else WHY["refuse"]
    if asks_article(bare):
        return "law", "查条例和编写说明"
    if signs.POLITE.fullmatch(bare):
        return "help", "介绍用法"
    if s.subject == "review" and rules_in(said, s) and _JUST_A_FINDING.fullmatch(bare):
        return "explain", WHY["explain"]
    if s.desk == "set" and asks_figures(said):
        return "set", "查几份年报里的数"
    if asks_together(said) and len({known.short for known in s.known}) > 1:
        return "figure", "查几份年报里的数"
    return None


def of_files(s: Situation) -> tuple[ActKind, str]:
    """What is done with files that came without words, and why (Chinese)."""
    if s.new_register:
        return "register", "收到申请台账，统计表三、表四"
    if s.new_reports:
        return "review", "收到报告，进行审核"
    if s.has_notes:
        return "ask", "收到文字材料"
    return "help", "介绍用法"

"""Plans for a year that is over when the report is written: a part of YR-05.

将 is also 把 (将公开纳入考核): only words that can follow nothing but an intention count. What was planned and done is told
rightly.
"""

from nianbao.report.agency import Agency
from nianbao.report.patterns import regex
from validators.prose.own_words import own_clauses, own_words
from validators.prose.sentences import sentences
from validators.rules.years.heads import heads

_DO = (
    "会|继续|进一步|不断|持续|着力|着眼|重点|认真|严格|切实|积极|深入|全面|从|以下|按|围绕|针对|聚焦|立足|对照|根据|结合|采取|通过|加强|加大|加快|加密|强化"
    "|深化|完善|优化|推进|推动|提升|提高|规范|健全|拓宽|拓展|整合|建立|开展|组织|坚持|落实|做|抓|实施|实行|制定|修订|细化|梳理|扩大|增加|改进|改善|补齐|逐[步项一]"
    "|尽快|适时|努力|主动|更加|把"
)
_PUT_INTO = r"(?![^,。;]{0,40}(?:纳入|列入|列为|作为|当作|贯穿|融入|摆[在上]|放[在到]|落实?到))"
_INTENDED = rf"[^。,;将]{{0,14}}?[,]?[^。,;将]{{0,12}}?(?:将(?:{_DO}){_PUT_INTO}|计划|拟|力争|争取|打算)"
_PLAN_HEAD = regex(_INTENDED)
PLAN_OF_A_YEAR = regex(rf"(?P<year>20\d\d)\s*年{_INTENDED}")
_WILL_HEAD = regex(rf"[^。,;将]{{0,14}}?[,]?[^。,;将]{{0,12}}?(?:将(?:{_DO}){_PUT_INTO}|力争|争取|打算)")
_SET_BEFORE = regex(r"要求|提出|规划|方案|上述|原|年初|曾|上年|去年")
_DONE = regex(r"今年|本年|已|完成了|落实了|如期|按计划|实际|最终|结果")
_DUE = regex(
    r"(?<![按原初定有])(?:计划|预计|拟|将|力争|争取|打算|准备)(?:于|在|到)?(?P<year>20\d\d)年"
    r"[^,。;]{0,16}?(?:完成|实现|建成|启用|上线|推出|开通|达到|解决|办结|补齐)(?!的|后)"
)
_CAME_OTHERWISE = regex(r"已|如期|实际|因|延|推迟|未能|没能|没有|原|提出|当时|年初|要求|规划|方案|曾|上年|去年|结果")


def plan_for_the_past(bare: str, year: int, agency: Agency, of_problems: bool) -> int | None:
    """The year for which a sentence of a report on ``year`` still plans, though it is over; None when it plans for none.

    ``bare``: the sentence as ``own_words`` leaves it. ``of_problems``: it stands in section five, where a plan for the
    report's own year is last year's text.
    """
    for head in heads(bare, agency):
        may_be = head.year < year or (head.year == year and of_problems)
        if not may_be or head.of_a_month or head.of_a_thing:
            continue
        planned = (_PLAN_HEAD if head.year < year else _WILL_HEAD).match(head.rest)
        if planned and not _SET_BEFORE.search(planned.group()) and not _DONE.search(bare):
            return head.year
    return _due(bare, year) if of_problems else None


def _due(bare: str, year: int) -> int | None:
    """其余文件计划在2024年上半年完成: something is due by a day that has passed."""
    for clause in own_clauses(bare):
        match = _DUE.search(clause.text)
        if match and int(match["year"]) <= year and not _CAME_OTHERWISE.search(bare[clause.start :]):
            return int(match["year"])
    return None


def goes_on_to_another_year(line: str, planned: int, agency: Agency) -> bool:
    """2024年，我县将…；2025年，…: a paragraph that tells of one year after the other."""
    found = (head.year for sentence in sentences(line) for head in heads(own_words(sentence.text), agency))
    return any(year != planned for year in found)

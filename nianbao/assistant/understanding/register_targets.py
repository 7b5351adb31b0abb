"""What a clerk says that a wording stands for → a row of table three, or a kind of applicant: 算本机关不掌握."""

from dataclasses import dataclass

from nianbao.assistant.understanding.cells import rows_in, without_rows
from nianbao.report.layout import LAYOUT_2021, OUTCOME_GROUPS, outcome_group
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.register_words import OUTCOMES, column_of_kind, row_of_result

_TAIL = regex(
    r"(?:的?(?:这|那)?一?(?:项|栏|行|类|列|格|条|种)|[里中](?:面)?|来?(?:处理|办理|统计|计算|算|计)|申请|信息|就?(?:行|好|可以|即可)|[吧了的呀啊哈\"”。])$"
)
_LEAD = regex(r"^(?:[\"“:]|到|在|入|进|为|作|成|是|表三的?|三、|本年度办理结果|里的?|中的?)")
_NTH = regex(
    r"(?P<group>不予公开|无法提供|不予处理|其他处理|\([三四五六]\)|[三四五六][、.])(?:申请|信息)?(?:里面?|中)?的?[,·.-]?第?\(?(?P<n>[1-9一二三四五六七八])\)?(?:项|种|条|类|款|个|点|小项|[.、].{0,40})?"
)
_GROUP_OF = {
    **{label: key for key, label in OUTCOME_GROUPS.items()},
    **dict(zip("三四五六", ("denied", "unable", "rejected", "other"), strict=True)),
}


@dataclass(frozen=True, slots=True)
class Target:
    """``key`` of a row or a kind; without one the rows of a group that was named, or nothing."""

    key: str | None = None
    among: tuple[str, ...] = ()


NOTHING = Target()


def result_meant(said: str) -> Target:
    """The row of table three; a group of several rows is not one yet.

    >>> result_meant("本机关不掌握那一项").key, len(result_meant("不予公开").among)
    ('unable.not_held', 8)
    """
    return next((found for words in _shorter(said) if (found := _result(words)) != NOTHING), NOTHING)


def kind_meant(said: str) -> Target:
    """The column of table three."""
    return next((Target(key) for words in _shorter(said) if (key := column_of_kind(words))), NOTHING)


def _result(words: str) -> Target:
    if nth := _NTH.fullmatch(words):
        return _nth(nth["group"], nth["n"])
    if within := _WITHIN.match(words):
        rest = words[within.end() :]
        found = Target("other.misc") if (within["group"], rest) == ("其他处理", "其他") else _result(rest)
        inside = found.key is not None and outcome_group(found.key) == _GROUP_OF[within["group"]]
        return found if inside else NOTHING
    if words in ("其他", "其他处理"):
        return Target(None, _members("other"))
    if key := row_of_result(words):
        return Target(key)
    rows = rows_in(words)
    if len(rows) != 1 or _NEGATED.search(words) or len(without_rows(words)) > _MORE:
        return NOTHING
    if rows[0] in OUTCOMES:
        return Target(rows[0])
    return Target(None, _members(rows[0])) if rows[0] in OUTCOME_GROUPS else NOTHING


_WITHIN = regex(r"(?P<group>不予公开|无法提供|不予处理|其他处理)(?:申请)?(?:里面?的?|中的?|的|[·:,-])(?=.)")
"""A group before a row of it."""
_MORE = 4
"""Characters beside the name of a row, from which on more was said than the row."""
_NEGATED = regex(r"不[是算按归属能]|别|没有?定")


def _nth(group: str, n: str) -> Target:
    members = _members(_GROUP_OF[group.strip("()、.") if group not in _GROUP_OF else group])
    at = int(n) if n.isdecimal() else chinese_to_int(n)
    found = [row for row in members if LAYOUT_2021.tables["applications"].rows[row].label.startswith(f"{at}.")]
    return Target(found[0]) if found else Target(None, members)


def _members(group: str) -> tuple[str, ...]:
    return tuple(row for row in OUTCOMES if outcome_group(row) == group)


def _shorter(said: str) -> list[str]:
    """The words, and the same without what may stand around them, more and more of it."""
    found = [said]
    while found[-1]:
        shorter = _TAIL.sub("", found[-1])
        if shorter == found[-1]:
            shorter = _LEAD.sub("", shorter)
        if shorter == found[-1]:
            break
        found.append(shorter)
    return found

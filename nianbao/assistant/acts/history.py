"""``history``: earlier states of the draft: which there are, what differs, back to one (as a new revision)."""

from nianbao.papers.revision_text import change_lines, revision_lines
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.lines import common
from nianbao.work.revised.revisions import difference, list_revisions
from nianbao.work.services import Services

_BACK = regex(r"回到|回退|退回|恢复|还原|撤销|不要了|作废|取消|undo", 2)
_NTH = regex(r"第([一二三四五六七八九十\d]+)[稿版]")
BACK_TO = "要回到以前的一稿，请说“回到第1稿”。"
UNDO = "撤销"
_FIRST = regex(r"最(?:早|初|开始|先)|原始|一开始|刚(?:起草|写)(?:好|完|出来)")
_DIFFERENT = regex(r"不同|不一样|差|区别|对比|比|变|改[了动]|动了")
_REVISIONS = regex(
    r"[上前]一?[个]?[稿版]|第[一二三四五六七八九十\d]+[稿版]|[改修]之?前|原来的?稿|各稿|最(?:早|初|开始|先)的?|一开始"
)


def wanted_revision(said: str, latest: int) -> int | None:
    """The revision to go back to, or None when that is not asked."""
    if not _BACK.search(said):
        return None
    match = _NTH.search(said)
    if match is None:
        return max(latest - 1, 1)
    return int(match[1]) if match[1].isdigit() else chinese_to_int(match[1]) or latest


def compares_revisions(said: str) -> bool:
    """Whether states of the draft are to be compared, and no reports."""
    return bool(_REVISIONS.search(said) and _DIFFERENT.search(said))


def names_a_revision(said: str) -> bool:
    """False for a bare 撤销, which is said of what was shown last."""
    return "稿" in said or "版" in said


def not_undone(services: Services, draft: int, latest: int, said: str) -> str:
    """Why 撤销培训 is not done at once: the last revision has no such change, or has others beside it; empty where what is named
    is all that it changed, or nothing is named."""
    named = _NOT_NAMES.sub("", said)
    if len(named) < _LEAST_NAMED or latest < 2:
        return ""
    lines = change_lines(difference(services, draft, latest - 1, latest))
    meant = [line for line in lines if common(named, line) >= _LEAST_NAMED]
    if lines and len(meant) == len(lines):
        return ""
    wording = _WITH_OTHERS if meant else _NOT_AMONG
    return "\n".join([wording.format(n=latest, before=latest - 1, named=named), *lines])


_NOT_NAMES = regex(
    rf"{_BACK.pattern}|刚才|刚刚|上面|前面|那[个处条次]?|这[个处条次]?|改动|改的|修改|一下|请|麻烦|帮我|把|的|了|吧|掉|全部|都|[，,。！!\s]"
)
_LEAST_NAMED = 2
_NOT_AMONG = "最近一次保存的是第{n}稿，里面没有改“{named}”，没有撤销。第{n}稿改的是下面这些；要退回以前的哪一稿，请说“回到第{before}稿”这样的话："
_WITH_OTHERS = "第{n}稿不只改了“{named}”，没有撤销。要全部退回，请说“回到第{before}稿”；只退这一处，请直接说改回什么。第{n}稿改的是："


def history(services: Services, draft: int, latest: int, said: str) -> str:
    """The list of revisions, with what differs from the one before when that is asked."""
    lines = revision_lines(list_revisions(services, draft))
    shown = lines if _EVERY.search(said) or len(lines) <= _SHOWN else lines[-_SHOWN:]
    older = [f"……第1至第{len(lines) - _SHOWN}稿也都在，说“列出各稿”可以看全"] if len(shown) < len(lines) else []
    parts = ["\n".join([f"现在是第{latest}稿；初稿共有{len(lines)}稿，每一稿都在：", *older, *shown])]
    if latest < 2:
        parts.append("现在只有第一稿，还没有改过。")
    else:
        earlier, later = _pair(said, latest)
        parts.append(changes(services, draft, earlier, later))
    return "\n\n".join(parts)


_EVERY = regex(r"列出|各稿|所有|全部")
_SHOWN = 5


def _pair(said: str, latest: int) -> tuple[int, int]:
    """The two revisions that are named, one and the newest, or the two last."""
    found = (int(n) if n.isdigit() else chinese_to_int(n) or 0 for n in _NTH.findall(said))
    named = sorted({n for n in found if 1 <= n <= latest} | ({1} if _FIRST.search(said) else set()))
    if len(named) > 1:
        return named[0], named[-1]
    return (named[0], latest) if named and named[0] < latest else (latest - 1, latest)


def changes(services: Services, draft: int, earlier: int, later: int) -> str:
    """What differs between two revisions, before and after."""
    found = difference(services, draft, earlier, later)
    if not found:
        return f"第{earlier}稿和第{later}稿的文字和数字相同。"
    return "\n".join([f"第{earlier}稿 → 第{later}稿：", *change_lines(found)])

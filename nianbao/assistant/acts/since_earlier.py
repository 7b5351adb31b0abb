"""What became of the findings since the version that was reviewed before: 哪几条改好了, 还剩哪些, 有没有新冒出来的."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from nianbao.report.patterns import regex

if TYPE_CHECKING:
    from nianbao.work.services import Services
    from validators.engine import Finding
    from validators.record import ReviewRecord

_DONE = r"(?:改好|改掉|改对|改过来|解决|消掉|修好|消)了?"
_BEFORE = r"(?:上|前|头)(?:一)?(?:回|次|版|稿|遍)"
_ASKED = regex(
    rf"(?:哪|几|多少|有没有).{{0,5}}(?:已经)?{_DONE}|{_DONE}(?:的)?(?:有)?(?:哪|几|多少)|{_BEFORE}(?:审|查)?.{{0,8}}(?:几|多少|哪)[个条处]?(?:问题|意见)?"
    rf"|(?:跟|和|与|比){_BEFORE}.{{0,8}}(?:比|差|变|少|多|改)|新(?:增|冒|出)(?:出来|来|现)?(?:了)?(?:的)?(?:哪|几|没|什么|啥)?.{{0,3}}(?:问题|意见)|前后审了几"
)
_ONLY_ONE = "这份报告在这里只审过这一稿，没有前一稿可以比。改好的文件传上来再审一次，就能看出哪几条改好了、哪几条还在。"
_HEAD = "和上一稿（{name}，{day}审的，{before}条意见）比：改好{fixed}条，还在{still}条，新出现{new}条。"
_SHOWN = 8


def asks_since(said: str) -> bool:
    """Whether it is asked what became of the findings of an earlier version."""
    return _ASKED.search(said) is not None


def since_told(services: "Services", record: "ReviewRecord") -> str:
    """The findings that are gone, those that stand and those that are new, in Chinese; that there is no earlier version."""
    from nianbao.work.reviewed.workbench import earlier_version
    from validators.since import since

    earlier = earlier_version(services, record)
    if earlier is None:
        return _ONLY_ONE
    became = since(earlier.record.review, record.review)
    head = _HEAD.format(
        name=earlier.record.file,
        day=earlier.at.astimezone().date().isoformat(),
        before=len(earlier.record.review.findings),
        fixed=len(became.fixed),
        still=len(became.still),
        new=len(became.new),
    )
    parts = (("改好的", became.fixed), ("还在的", became.still), ("新出现的", became.new))
    return "\n\n".join([head, *("\n".join(_listed(title, found)) for title, found in parts if found)])


def _listed(title: str, found: "Sequence[Finding]") -> Iterator[str]:
    yield f"**{title}**"
    yield ""
    yield from (f"- {f.rule}：{f.hit.message}" for f in found[:_SHOWN])
    if len(found) > _SHOWN:
        yield f"- …… 另有{len(found) - _SHOWN}条"

"""``export``: which result is wanted as a file, and what is said of it."""

from collections.abc import Sequence

from nianbao.assistant.understanding import signs
from nianbao.report.patterns import regex

_STOP = regex(r"[，,。；;！!\s]+")
_KINDS = {
    "compare": r"比较(?:说明|结果|表)?|对比(?:说明|结果|表)?",
    "review": r"审核(?:意见|结果|表|报告)?|意见(?:书|表)?|问题清单",
    "register": r"填好的资料表|台账",
    "rollup": r"汇总(?:表|结果)?",
    "draft": r"初稿|草稿|稿子|这[一]?稿|年报稿|改好的|改过的",
}
"""How each is named; the first that is."""
_NAMES = {"review": "审核意见", "draft": "初稿", "register": "填好的资料表", "compare": "比较说明", "rollup": "汇总表"}
_FROM = {
    "review": "请先上传年报，我审核后给出审核意见",
    "draft": "请先上传填好的资料表，我写出初稿",
    "register": "请先上传申请台账",
    "compare": "请先上传年报，再说和哪一年、和谁比",
    "rollup": "请先上传各单位的年报，再说汇总成哪个机关、哪一年的",
}


def exported_kind(said: str) -> str:
    """The kind of result that is named; "" for none."""
    return next((kind for kind, words in _KINDS.items() if regex(words).search(said)), "")


def says_yes_first(said: str) -> bool:
    """可以，然后导出: a yes to what was just shown, then the file."""
    first, _, rest = _STOP.sub("，", said.strip()).partition("，")
    return bool(rest) and signs.agrees(first)


def ready(kind: str, whose: str = "", others: Sequence[str] = ()) -> str:
    """That a result can be downloaded, and whose it is; ``others``: whose is not in it."""
    of = f"（{whose}）" if whose else ""
    told = f"{_NAMES.get(kind, '文件')}{of}可以在上面的结果下面下载（Word、Excel 或网页）。"
    return f"{told}没有包括：{'、'.join(others)}；要哪一份请说名称。" if others else told


def nothing_of(kind: str, here: str = "") -> str:
    """That what is named is not here, how it comes about, and what is ``here``; nothing else is given in its place."""
    told = f"还没有{_NAMES[kind]}可以导出：{_FROM[kind]}。"
    return (
        f"{told}现在有的是{_NAMES[here]}，要的话说“导出{_NAMES[here]}”。" if here in _NAMES and here != kind else told
    )

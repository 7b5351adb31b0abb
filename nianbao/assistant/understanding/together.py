"""What is asked of several reports together: their sum, their order."""

from collections.abc import Iterable, Sequence

from nianbao.assistant.understanding.cells import COLUMNS, ROWS, rows_in
from nianbao.assistant.understanding.known_report import KnownReport
from nianbao.assistant.understanding.which_report import Which
from nianbao.assistant.understanding.years import without_carried_in
from nianbao.report.patterns import regex

_TOTAL = regex(
    r"合计|一共|总共|总和|共计|[加合](?:在一)?起来|[加合]在一起|加总|相加|(?:各[家个份]|[几两二三四五六七八九十\d]+[家个份]).{0,10}共(?!同)"
)
_WHO = r"(?:谁|哪[一几]?(?:[家个份]|单位)?(?:单位|机关|[镇乡局县区市])?)"
_MOST = regex(
    rf"{_WHO}.{{0,12}}?(?:更|最|较|还)?(?:多(?!少)|(?<!多)少(?!了)|高|低)|最(?:多|少|高|低)的?(?:是)?{_WHO}"
    r"|(?:排|列)[个一]?下?(?:个|一个)?(?:名次|次序|顺序|序|名|队)|从[多高大](?:到|往)[少低小]|从[少低小](?:到|往)[多高大]|名次|比.{1,12}?(?:多|少|高|低)(?!少)"
)
_LEAST = regex(r"最[少低小]|(?:谁|哪[家个份]).{0,12}?(?:更|较)?(?:(?<!多)少|低)|从[少低小](?:到|往)")
_NOT_OURS = regex(
    r"同类|兄弟|周边|邻|外地|全国|全省|[别其][的他它](?:单位|镇|乡|局|县|区|市|街道|机关|地方)|去年|上年|往年|变化|增长|中位|平均"
)
_OF_FIGURES = regex(r"多少件|几件|件数")
_NO_FIGURE = regex(r"问题|错|警告|毛病|意见|字数|主动公开.{0,8}条|条信息")
_COUNTS = regex(
    r"多少(?!天)|几[件个条次]|数(?:量|字)?[是有呢吗？?]|件数|申请数|有没有|有吗|哪[几些一]?[家个份]?(?:单位)?有|分别"
)
_OF_PROSE = regex(
    r"写|填|对不上|对得上|不平|平不平|缺|漏|错|问题|没交|没报|晚|迟|公布|考核|评议|处理费|期限|规定|条例|怎么|如何|算不算"
)


def asks_total(said: str) -> bool:
    return _TOTAL.search(said) is not None


def asks_order(said: str) -> bool:
    """Who has most, or the order of all."""
    return _MOST.search(said) is not None


def from_the_least(said: str) -> bool:
    return _LEAST.search(said) is not None


def asks_together(said: str) -> bool:
    """Whether a figure of several reports is asked for at once, and none of reports that are not here."""
    if not (asks_total(said) or asks_order(said)) or _NOT_OURS.search(without_carried_in(said)):
        return False
    return bool(rows_asked(said) or _OF_FIGURES.search(said)) and not _NO_FIGURE.search(said)


def asks_figures(said: str) -> bool:
    """Whether a number in the tables is asked for, of one or of many, and not how the reports were written."""
    if _OF_PROSE.search(said):
        return False
    return asks_together(said) or bool(rows_in(said) and _COUNTS.search(said))


def rows_asked(said: str) -> tuple[str, ...]:
    """Rows and groups that are named; 谁申请最多 is about the applications received."""
    found = tuple(row for row in rows_in(said) if row != "share")
    return found or (("new",) if "申请" in said and "share" not in rows_in(said) else ())


def of_one_alone(said: str) -> str:
    """A question about several at once as it is asked of one: its rows and columns."""
    words = (m.group() for _, names in (*ROWS, *COLUMNS) for m in regex(names).finditer(said))
    return "".join(words) or "新收申请"


def meant_together(which: Which, known: Sequence[KnownReport], said: str) -> tuple[KnownReport, ...]:
    """The reports that are meant at once: those named; beside one that is named (比教育局多吗) what was just spoken of, or the
    other of two; all where none is named."""
    if which.how == "unknown":
        return ()
    if len({k.short for k in which.reports}) > 1:
        return which.reports
    if which.how != "named":
        return tuple(known)
    if not asks_order(said):
        return ()
    spoken = tuple(k for k in known if k.spoken)
    return (*spoken, *which.reports) if len({k.short for k in (*spoken, *which.reports)}) > 1 else tuple(known)


def latest_of_each(reports: Iterable[KnownReport]) -> list[KnownReport]:
    """Of several years and versions of one agency's report the last of the latest year."""
    latest: dict[str, KnownReport] = {}
    for k in reports:
        if k.short not in latest or (latest[k.short].year or 0) <= (k.year or 0):
            latest[k.short] = k
    return list(latest.values())

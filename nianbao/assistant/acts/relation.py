"""``figure``: whether a figure of the report holds another, equals it or comes from it: 收到71件是不是把结转也算进去了.

What is said are the cells and the sums that give the figure; that a sum comes out is no proof of how somebody counted, and
is said as what it is.
"""

from collections.abc import Iterator, Sequence

from nianbao.report.cells import Number
from nianbao.report.model import Report, Table
from nianbao.report.patterns import regex

ASKS = regex(
    r"算进|算在(?:内|一起|里)|算到|计入|计算在内|加进|包括|包含|包不包|含不含|含(?:了|有|着)?(?:上年|去年|结转)|里面?有没有.{0,4}结转|加起来|加上|之和|扣(?:除|掉)|减(?:去|掉)"
    r"|是不是.{0,10}(?:加|和|算|含)|怎么(?:来|得|算|凑)出?来?的|[哪何](?:儿|里)?来的|从哪|从何"
)
_HOLDS = regex(r"算进|算在|算到|计入|加进|包括|包含|包不包|含不含|含|里面?有没有")
_MAIN = ("new", "carried_in", "processed_total", "carried_out")
_SUMS = (("new", "carried_in"), ("processed_total", "carried_out"))
_LABELS = {"new": "新收", "carried_in": "上年结转", "processed_total": "办理结果总计", "carried_out": "结转下年度"}
_YEAR = regex(r"20\d\d年?")
_FIGURE = regex(r"(?<![\d.])\d+(?![\d.%％]|\s*[月日号%])")
_RECEIVED = regex(r"(?:收到|受理|接收|新收|新增)[^，。；、\n]{0,24}?(\d+)\s*[件份]")
_RULE = regex(r"[A-Za-z][A-Za-z0-9]{1,2}[-－_ ]?\d\d")
_SHOWN = 6


def relation(report: Report, column: str, said: str) -> Iterator[str]:
    """Lines for each figure that is named; where none is, for the applications received that the text tells."""
    table = report.table("applications")
    if table is None or not ASKS.search(said):
        return
    values = {row: table.value(row, column) for row in _MAIN}
    figures = [int(n) for n in _FIGURE.findall(_RULE.sub("", _YEAR.sub("", said)))]
    told = "" if figures else "正文里收到的"
    figures = figures or (_received(report) if column == "total" else [])
    if not figures and column == "total" and (new := values["new"]) is not None:
        figures, told = [int(new)], "表三新收的"
    for figure in dict.fromkeys(figures):
        yield f"- {told}{_one(figure, values, bool(_HOLDS.search(said)))}"
        if not told:
            yield from _cells(report, figure)


def _received(report: Report) -> list[int]:
    """The numbers of applications that the text says were received, last year's left out."""
    found = []
    for section in report.sections:
        for part in regex(r"[^，。；\n]+").findall(section.text):
            if not regex(r"上年|去年|结转").search(part):
                found += [int(n) for n in _RECEIVED.findall(part)]
    return list(dict.fromkeys(found))[:_SHOWN]


def _one(figure: int, values: dict[str, Number | None], holds: bool) -> str:
    new, carried = values["new"], values["carried_in"]
    if new is None or carried is None:
        return f"{figure}件：表三新收或上年结转的格空着或不是数，不能判断。"
    if figure == new and holds and carried == 0:
        return f"{figure}件就是表三“新收”这一格；上年结转是0，算不算都是{figure}。"
    if figure == new and holds:
        return f"{figure}件没有把结转算进去：它就是表三“新收”这一格，上年结转{carried}件另在一格。"
    if figure == new + carried and holds:
        return f"{figure}件是把结转算进去的数：新收{new}＋上年结转{carried}＝{figure}。"
    for row in _MAIN:
        if values[row] == figure:
            return f"{figure}件就是表三“{_LABELS[row]}”这一格（{_balance(values)}）。"
    for a, b in _SUMS:
        left, right = values[a], values[b]
        if left is not None and right is not None and left + right == figure:
            return f"{figure}件＝{_LABELS[a]}{left}＋{_LABELS[b]}{right}。"
    return f"{figure}件与表三对不上：新收{new}，上年结转{carried}，两项之和{new + carried}。"


def _balance(values: dict[str, Number | None]) -> str:
    return "，".join(f"{_LABELS[row]}{'（空）' if values[row] is None else values[row]}" for row in _MAIN)


def _cells(report: Report, figure: int) -> Iterator[str]:
    """Where the figure stands in the tables, beside the four main rows; the first few."""
    found = [label for table in report.tables.values() if table is not None for label in _labels(table, figure)]
    if found:
        more = f"等{len(found)}格" if len(found) > _SHOWN else ""
        yield f"- 表里写着{figure}的格：{'；'.join(found[:_SHOWN])}{more}"


def _labels(table: Table, figure: int) -> Sequence[str]:
    addresses = [a for a in table.layout.addresses if table.value(*a) == figure]
    return [table.layout.label(*a) for a in addresses]

"""公布情况: a report of one page and its table, unit by unit. Every figure in the prose is a count of the table's rows."""

from collections.abc import Iterator, Sequence
from datetime import date

from nianbao.documents.paper.paper import PaperBlock, PaperHeading, PaperTable, PaperTitle, Prose, Row, cell
from nianbao.documents.paper.paper import header_row as heads
from nianbao.office.filings.overview import Line, Summary, summary
from nianbao.office.filings.states import STATE_NAMES
from nianbao.papers.filings.sign_off import said
from nianbao.papers.wording import VERDICTS_IN_A_LIST

TITLE = "{year}年政府信息公开工作年度报告公布情况"
HEADS = ("序号", "单位", "报送", "稿次", "审核结论", "公布日期", "与审定稿")
# in millimetres, together ``TEXT_MM``
_WIDTHS = (12, 44, 26, 12, 20, 24, 18)
_NAMED = 12


def publication_blocks(lines: Sequence[Line], year: int, office: str, today: date) -> Iterator[PaperBlock]:
    """The report with its table; ``office`` signs, empty where nobody is known."""
    counts = summary(lines)
    yield PaperTitle(TITLE.format(year=year))
    yield from _report(lines, counts, year, today)
    yield Prose(f"{office}　{said(today)}" if office else said(today))
    yield PaperHeading("附表　各单位情况", new_page=True)
    yield PaperTable(_WIDTHS, tuple(_row(n, line) for n, line in enumerate(lines, 1)), heads(*HEADS))


def _report(lines: Sequence[Line], counts: Summary, year: int, today: date) -> Iterator[PaperBlock]:
    yield PaperHeading("一、报送")
    yield Prose(
        f"截至{said(today)}，应报送{year}年度报告的单位{counts.due}家，已报送{counts.filed}家，其中按时报送{counts.in_time}家，"
        f"迟报{counts.late}家；逾期未报{counts.overdue}家，未到期{counts.due - counts.filed - counts.overdue}家。"
    )
    yield from _named(
        "迟报", [f"{x.unit}（{x.punctuality.days}天）" for x in lines if x.punctuality.standing == "late"]
    )
    yield from _named("逾期未报", [x.unit for x in lines if x.punctuality.standing == "overdue"])
    yield PaperHeading("二、审核")
    states = "，".join(f"{STATE_NAMES[state]}{count}家" for state, count in counts.by_state.items())
    yield Prose(f"各单位现状：{states or '没有单位'}。")
    again = [x.unit for x in lines if x.came_back]
    yield from _named("退回后重新报送", again)
    yield PaperHeading("三、公布")
    share = f"，占应公布单位的{counts.share_in_time}" if counts.share_in_time else ""
    yield Prose(
        f"已公布{counts.published}家，在规定期限内公布{counts.published_in_time}家{share}；"
        f"网页与审定稿一致的{counts.same_as_accepted}家，不一致或没能比对的{counts.published - counts.same_as_accepted}家。"
    )
    yield from _named("网页与审定稿不一致", [x.unit for x in lines if x.publication and x.publication.differences])
    yield from _named(
        "没能比对全部内容",
        [x.unit for x in lines if x.publication and x.publication.not_compared and not x.publication.differences],
    )
    yield from _named(
        "公布晚于期限",
        [f"{x.unit}（{said(x.publication.on)}）" for x in lines if x.publication and not x.publication.in_time],
    )


def _named(what: str, names: Sequence[str]) -> Iterator[PaperBlock]:
    if names:
        more = f"等{len(names)}家" if len(names) > _NAMED else ""
        yield Prose(f"{'、'.join(names[:_NAMED])}{more}。", lead=f"{what}：")


def _row(number: int, line: Line) -> Row:
    return Row(
        (
            cell(str(number), centred=True),
            cell(line.unit),
            cell(line.punctuality.said, centred=True),
            cell(str(line.version) if line.version else "—", centred=True),
            cell(verdict_said(line), centred=True),
            cell(line.publication.on.isoformat() if line.publication else "—", centred=True),
            cell(page_said(line), centred=True),
        )
    )


def verdict_said(line: Line) -> str:
    """The verdict of the newest version; — before there is one."""
    return VERDICTS_IN_A_LIST[line.verdict] if line.verdict else "—"


def page_said(line: Line) -> str:
    """The published page beside the accepted version; — before it is published."""
    if line.publication is None:
        return "—"
    if line.publication.differences:
        return f"{line.publication.differences}处不同"
    return "没能比对全部" if line.publication.not_compared else "一致"

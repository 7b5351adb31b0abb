"""Why nothing better than ``undetermined`` may be said of a report: what was not known, not settled, not looked at.

A missing last year, peers or publication date, or a rule that a profile has switched off, is no such reason.
"""

from collections.abc import Iterator, Sequence

from nianbao.report.agency import Agency
from nianbao.report.model import STATEMENT_SOURCES, Report
from validators.budget import OVER_BUDGET
from validators.engine import RuleResult
from validators.rules.structure.identity import two_agencies


def undetermined_because(
    report: Report, agency: Agency, results: Sequence[RuleResult], open_places: int = 0
) -> tuple[str, ...]:
    """The reasons in Chinese, one a cause; empty when nothing stands in the way of a better verdict.

    ``open_places``: places of a draft that nobody has filled or settled yet.
    """
    return (
        *_who(agency, report),
        *_year(report, results),
        *_unread(report),
        *_over_budget(results),
        *_open(open_places),
    )


def _who(agency: Agency, report: Report) -> Iterator[str]:
    settled = not agency.inferred and agency.kind is not None and agency.level is not None
    if not settled and (two := two_agencies(report.statements)):
        one, other = (f"{STATEMENT_SOURCES[s.source]}写的是“{s.value}”" for s in two)
        yield f"{one}，{other}，不知道是谁的年报，请核对后注明机关类别和层级"
    if not agency.name and not settled:
        yield "没有读到编制年报的机关名称，不知道是不是各级人民政府，请注明机关类别和层级"
        return
    if agency.kind is None:
        yield (
            f"由名称“{agency.name}”判断不了机关类别（各级人民政府、工作部门还是派出机关），"
            "第五十条第（四）项的考核、评议、追责结果该不该写没有判断，请注明机关类别"
        )
    if agency.level is None:
        yield f"由名称“{agency.name}”判断不了机关层级，公布期限和规章制定权没有判断，请注明机关层级"


_LAST_YEARS_WORDS = "YR-03"
_LAST_YEARS_TABLES = "YR-04"
_PERIOD = "TM-02"


def _year(report: Report, results: Sequence[RuleResult]) -> Iterator[str]:
    if report.year is None:
        yield "没有读到报告年度，与年度有关的内容没有判断"
        return
    found = {r.rule: [finding.hit.left for finding in r.findings] for r in results}
    says_last_year = report.year - 1 in found.get(_PERIOD, [])
    if says_last_year and found.get(_LAST_YEARS_WORDS) and found.get(_LAST_YEARS_TABLES):
        yield (
            f"标题写的是{report.year}年，统计期限、表格和大半正文是{report.year - 1}年年报的，"
            "看不出是不是本年度的年报，请核对是否交错了文件"
        )


def _unread(report: Report) -> Iterator[str]:
    if not report.complete:
        yield "文件在中间断了，断处以后的内容没有审核，请用完整的文件重新审核"
    if several := report.notice("several_reports"):
        yield several.message.rstrip("。")


def _over_budget(results: Sequence[RuleResult]) -> Iterator[str]:
    ended = [r.rule for r in results if any(remark.reason.startswith(OVER_BUDGET) for remark in r.remarks)]
    if ended:
        yield f"报告太长，{len(ended)}条规则没有审完：{'、'.join(ended)}"


def _open(places: int) -> Iterator[str]:
    if places:
        yield f"初稿还有{places}处没有填写或没有核定"

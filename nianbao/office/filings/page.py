"""The page on the website beside the version that was accepted: every passage and every cell that is not the same."""

from dataclasses import dataclass

from nianbao.office.names import same_agency
from nianbao.report.layout import TABLE_KEYS
from nianbao.report.model import Report
from nianbao.report.text import squeeze
from validators.since import Change, changes


@dataclass(frozen=True, slots=True)
class PageComparison:
    """``differences``: as accepted, and as it stands on the page; white space and where a line ends do not count.
    ``not_compared``: what could not be looked at, in Chinese. It is the same only when both are empty."""

    differences: tuple[Change, ...]
    not_compared: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        return not (self.differences or self.not_compared)


def of_another(accepted: Report, page: Report) -> str:
    """What the page is, in Chinese, when it names another unit or another year; empty otherwise."""
    names, years = (accepted.agency.name, page.agency.name), (accepted.year, page.year)
    other_unit = all(names) and not same_agency(*names)
    if other_unit or (all(years) and years[0] != years[1]):
        return f"网页上是“{page.title or page.agency.name}”，不是这份年报"
    return ""


def compare_page(accepted: Report, page: Report) -> PageComparison:
    """Text and cells of the saved page, which is not ``of_another``, against the accepted version."""
    lacking = []
    if not (page.agency.name and page.year):
        lacking.append(f"网页上没有读到{'年度' if page.agency.name else '机关名称'}，请核对是不是这份年报")
    for key in TABLE_KEYS:
        one, other = accepted.table(key), page.table(key)
        name = accepted.layout.tables[key].name
        if other is None:
            lacking.append(f"网页上的{name}没有读出")
        elif one is None:
            lacking.append(f"审定稿的{name}没有读出")
        elif one.layout != other.layout:
            lacking.append(f"网页上的{name}格式与审定稿不同")
    found = tuple(change for change in changes(accepted, page) if not _alike(change))
    return PageComparison(found, tuple(lacking))


def _alike(change: Change) -> bool:
    """Only broken or spaced otherwise: a web page wraps where Word does not."""
    return squeeze(change.before) == squeeze(change.after)

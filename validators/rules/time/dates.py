"""TM: when a report was published, and of which year its figures are."""

import re
from collections.abc import Iterator
from datetime import date

from nianbao.report.agency import Agency
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.basis import ARTICLE_49, FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.prose.sentences import sentences

# --- TM-01 ------------------------------------------------------------------------------------------------------

_WHO = {
    "department": "县级以上部门、派出机关和乡镇",
    "county": "县级政府的汇总年报",
    "prefecture": "市级政府的汇总年报",
    "province": "省级政府的汇总年报",
}
_CONSOLIDATED = ("county", "prefecture", "province")
_OFFICES = regex(r"街道|办事处|派出所")


def deadline_keys(agency: Agency) -> tuple[str, ...]:
    """Deadlines of the profile that may hold for an agency, the earliest first; none when kind or level is unknown.

    Governments go by level, towns and sub-district offices with the departments. The committee of a zone (管委会) may
    report as a department or for all its organs, as a government of up to prefecture level does: then there are two,
    whatever its own level is.
    """
    if agency.kind == "dispatched" and not _OFFICES.search(agency.name):
        known = agency.level if not agency.inferred and agency.level in _CONSOLIDATED else None
        return "department", known or "prefecture"
    if agency.kind is None or agency.level is None or (agency.kind == "government" and agency.level == "state"):
        return ()
    if agency.kind == "government" and agency.level in _CONSOLIDATED:
        return (agency.level,)
    return ("department",)


@rule("TM-01", "按期公布", "warning", (ARTICLE_49, FORMAT), of_prose=False)
def published_in_time(context: Context) -> Iterator[Hit | Remark]:
    """Published by the date for this kind and level; that date itself is in time."""
    published, year = _published(context), context.report.year
    if published is None:
        yield Remark("not_applicable", "没有提供公布日期")
        return
    keys = deadline_keys(context.agency)
    if not keys:
        if context.agency.kind == "government" and context.agency.level == "state":
            yield Remark("not_applicable", "没有对国务院规定公布期限")
        else:
            yield Remark("insufficient_data", "不能判断本机关的类别和层级，因而不知道适用哪个期限，请注明类别和层级")
        return
    if year is None:
        yield Remark("insufficient_data", "没有读到报告年度")
        return
    missed = [key for key in keys if _after(published, year + 1, context.profile.deadlines[key])]
    if missed and missed != list(keys):
        yield Remark("insufficient_data", f"不知道是按{_WHO[missed[0]]}还是按{_WHO[keys[-1]]}的期限公布")
    elif missed:
        month, day = context.profile.deadlines[missed[-1]]
        guess = "（按名称判断）" if context.agency.inferred else ""
        yield Hit(
            f"{_said(published)}公布{_read_from(context)}，晚于期限{year + 1}年{month}月{day}日；适用{_WHO[missed[-1]]}的期限{guess}",
            Where(),
            expression=f"{published.isoformat()} > {year + 1}-{month:02}-{day:02}",
            suggestion="核对公布日期和机关的类别；确实迟了的，写明原因备查，下年提前安排。",
        )


def _published(context: Context) -> date | None:
    """As told by the reviewer, else as the file says."""
    return context.published or context.report.published


def _read_from(context: Context) -> str:
    """Where the date is from, when it was read off the file: a card may be wrong, a signature is the day of writing."""
    source = context.report.published_source
    return f"（据文件中的“{source}”）" if context.published is None and source else ""


def _after(published: date, year: int, deadline: tuple[int, int]) -> bool:
    return (published.year, published.month, published.day) > (year, *deadline)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# --- TM-02 ------------------------------------------------------------------------------------------------------

_CUE = regex(
    r"统计(?:数据)?的?(?:期限|时限|周期|期间|期|年限|时间|时段|区间|范围|口径)|(?:时间|数据)(?:期限|时限|范围|区间|周期)"
    r"|起止(?:时间|日期)|截止(?:时间|日期)|采集区间|报告期|所列(?:的)?(?:各项|相关)?(?:数据|数字)"
)
_ABOUT_FIGURES = regex(r"报告|数据|数字|时限|期限")
_OTHER_SUBJECT = regex(r"上年|上一年|去年|往年|同期|清理|梳理|规划|有效期|施行|制定|印发")
_YEAR = r"(?<!\d)(?P<{}>(?:19|20)\d{{2}})\s*年度?\s*"
_RANGE = regex(
    _YEAR.format("first")
    + r"1\s*(?:月(?:\s*1\s*日)?)?\s*(?:零时|0时)?\s*(?:起|开始)?\s*[,、]?\s*(?:至|到|止|-{1,2}|—{1,2}|~|～)\s*"
    + rf"(?:{_YEAR.format('last')})?12\s*月(?:\s*(?:31\s*日|底|末))?(?:\s*止)?"
)
_PART = regex(
    _YEAR.format("first")
    + r"(?P<from_month>\d{1,2})\s*(?:月(?:\s*(?P<from_day>\d{1,2})\s*日)?)?\s*(?:零时|0时)?\s*(?:起|开始)?\s*[,、]?\s*(?:至|到|止|-{1,2}|—{1,2}|~|～)\s*"
    + rf"(?:{_YEAR.format('last')})?(?P<to_month>\d{{1,2}})\s*月(?:\s*(?P<to_day>\d{{1,2}})\s*日)?(?:\s*止)?"
)
"""Any period; it is a part of the year unless it runs from the first of January to the last of December."""
_OF_THE_REPORT = regex(r"本报告|本年报|年报|报告所列|报告中")
_UNTIL = regex(
    r"截[止至](?:时间|日期)?(?:为|是|:|到|至|于)?\s*"
    rf"(?:{_YEAR.format('last')})?(?P<to_month>\d{{1,2}})\s*月(?:\s*(?P<to_day>\d{{1,2}})\s*日|\s*[底末])?"
)
"""The last day of the figures; 11月底 is that of its month."""
_SIGNED = regex(r"(?:^|[^\d])(?P<date>(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日)$")
_END = regex(
    r"(?:截[止至]|止于|截止(?:时间|日期)(?:为|是|:)?)\s*(?:到|至|于)?\s*"
    + _YEAR.format("last")
    + r"12\s*月\s*(?:31\s*日|[底末])"
)


@rule("TM-02", "公布日期和统计期限属于报告年度", "warning", (ARTICLE_49, FORMAT), related=("STR-11", "STR-09"))
def right_year(context: Context) -> Iterator[Hit | Remark]:
    """Not published before the report year was over, and the stated statistics period is the report year's."""
    published, year = _published(context), context.report.year
    if year is None:
        yield Remark("insufficient_data", "没有读到报告年度")
        return
    if published is not None and published.year <= year:
        yield Hit(
            f"{_said(published)}公布{_read_from(context)}，这时{year}年还没有结束，年报不可能统计完整",
            expression=f"{published.isoformat()} ≤ {year}-12-31",
            suggestion="核对公布日期和报告年度。",
        )
    stated = list(stated_periods(context))
    for where, years in stated:
        other = next((y for y in years if y != year), None)
        if other is not None:
            yield Hit(
                f"统计期限写的是“{where.quote}”，报告年度是{year}年",
                where,
                expression=f"{other} ≠ {year}",
                left=other,
                right=year,
                suggestion=_mend_the_period(context, year, other),
            )
    parts = list(partial_periods(context))
    for where in parts:
        yield Hit(
            f"统计期限写的是“{where.quote}”，不是报告年度全年",
            where,
            suggestion=f"改为{year}年1月1日至{year}年12月31日；数据若真只统计到这一段，重新统计。",
        )
    impossible = list(_impossible_days(context))
    for where in impossible:
        yield Hit(
            f"落款日期“{where.quote}”不是日历上的日子，公布是否按期没有判断",
            where,
            suggestion="改为实际的日期。",
        )
    if published is None and not stated and not parts and not impossible:
        yield Remark("not_applicable", "没有提供公布日期，正文也没有写明起止年份的统计期限")


def _mend_the_period(context: Context, year: int, other: int) -> str:
    """The preamble that gives the report the period's year leaves the title to be wrong."""
    said = context.report.statements
    if any(s.subject == "year" and s.source == "preamble" and s.value == str(other) for s in said):
        return f"引言也写{other}年，先核对标题的年度。"
    return f"改为{year}年1月1日至{year}年12月31日；数据若真是{other}年的，重新统计。"


def stated_periods(context: Context) -> Iterator[tuple[Where, list[int]]]:
    """Statements of the statistics period in preamble and 总体情况, with the years they name."""
    for section, text in context.report.prose():
        if section not in ("preamble", "overview"):
            continue
        for sentence in sentences(text):
            ranges = list(_RANGE.finditer(sentence.text))
            for match in (*ranges, *_END.finditer(sentence.text)):
                may_be_bare = section == "preamble" and match in ranges
                if _is_period(sentence.text, match, may_be_bare):
                    start, end = sentence.start + match.start(), sentence.start + match.end()
                    years = [int(y) for y in match.groupdict().values() if y]
                    yield Where(section=section, start=start, end=end, quote=text[start:end]), years


def partial_periods(context: Context) -> Iterator[Where]:
    """Statements of the report's statistics period that do not run from the beginning of a year to its end."""
    for section, text in context.report.prose():
        if section not in ("preamble", "overview"):
            continue
        for sentence in sentences(text):
            if section == "overview" and not _OF_THE_REPORT.search(sentence.text):
                continue
            for match in (*_PART.finditer(sentence.text), *_UNTIL.finditer(sentence.text)):
                if (
                    not _whole_year(match, context.report.year)
                    and _CUE.search(sentence.text)
                    and _is_period(sentence.text, match, False)
                ):
                    start, end = sentence.start + match.start(), sentence.start + match.end()
                    yield Where(section=section, start=start, end=end, quote=text[start:end])


_LAST_LINES, _MAX_SIGNATURE = 6, 40


def _impossible_days(context: Context) -> Iterator[Where]:
    """2025年2月31日, at the end of one of the last lines, as a signature has it."""
    section, text = next(reversed(list(context.report.prose())), ("other", ""))
    start = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        match = _SIGNED.search(squeeze(line)) if len(line) <= _MAX_SIGNATURE and "。" not in line else None
        if match and number >= len(lines) - _LAST_LINES and not _is_a_day(match):
            yield Where(section=section, start=start, end=start + len(line), quote=match["date"])
        start += len(line) + 1


def _is_a_day(match: re.Match[str]) -> bool:
    try:
        date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return False
    return True


def _whole_year(match: re.Match[str], year: int | None) -> bool:
    """From the first of January, where a beginning is named, to the last of December. A later year's day is another matter."""
    said = match.groupdict()
    from_the_first = int(said.get("from_month") or 1) == 1 and int(said.get("from_day") or 1) == 1
    to_the_last = int(said["to_month"]) == _DECEMBER and int(said["to_day"] or _LAST_DAY) == _LAST_DAY
    later = said.get("first") is None and year is not None and int(said["last"] or year) > year
    return (from_the_first and to_the_last) or later


_DECEMBER, _LAST_DAY = 12, 31


def _is_period(sentence: str, match: re.Match[str], may_be_bare: bool) -> bool:
    """The words around it say that this is the period of the report's figures, not of something else.

    ``may_be_bare``: from the first month to the last, in the preamble; it is enough that figures are spoken of.
    """
    clause = re.split(r"[,:]", sentence[: match.start()])[-1]
    rest = re.split(r"[,:]", sentence[match.end() :])[0]
    if _OTHER_SUBJECT.search(clause) or _OTHER_SUBJECT.search(rest):
        return False
    near = sentence[max(0, match.start() - 30) : match.end() + 30]
    return bool(_CUE.search(near) or (may_be_bare and _ABOUT_FIGURES.search(sentence)))

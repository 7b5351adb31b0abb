"""``figure``: when the report was published, by when it had to be, and by which form it was read."""

from collections.abc import Iterator, Mapping
from typing import Any

from nianbao.report.model import Report
from nianbao.report.patterns import regex
from validators.profile import national
from validators.rules.time.dates import deadline_keys

_PUBLISHED = regex(
    r"(?:公布|发布|落款|成文|公开)的?(?:日期|时间)|(?:哪天|几号|什么时候|何时|几月)(?:公布|发布|挂|公开|报)|(?:最[迟晚]|截止|期限).{0,6}(?:公布|发布|公开|哪天|几号)"
    r"|(?:公布|发布|公开|挂|报).{0,4}(?:晚|迟|按[期时]|超期|逾期)|(?:晚|迟|超期|逾期)(?:了)?(?:没有?|吗|几天|多少天)|(?:是否|有没有|是不是)(?:按[期时]|晚|迟|超期|逾期)"
)
_FORM = regex(r"(?:老|旧|新|20\d\d年?)的?(?:版|统一)?(?:格式|表样|版式)|(?:按|用|套).{0,4}(?:哪|什么).{0,8}格式")
_OF_APPLICATIONS = regex(r"申请|答复|办理|台账|缴|补正")


def asks_published(said: str) -> bool:
    """Whether the day of publication is asked for, and no term of an application."""
    return bool(_PUBLISHED.search(said)) and not _OF_APPLICATIONS.search(said)


def asks_form(said: str) -> bool:
    return _FORM.search(said) is not None


def publication(report: Report, review: Mapping[str, Any] | None) -> Iterator[str]:
    """The day as the file states it, the latest day for this agency, and what the rule found."""
    source = f"（据文件中的“{report.published_source}”）" if report.published_source else ""
    day = report.published
    yield f"- 公布日期：{day.year}年{day.month}月{day.day}日{source}。" if day else "- 文件里没有读到公布日期。"
    keys = deadline_keys(report.agency)
    days = [national().deadlines[key] for key in keys]
    of_profile = review is None or review.get("profile") in (None, national().name)
    if report.year and days and len(set(days)) == 1 and of_profile:
        month, last = days[0]
        guess = "（机关类别按名称判断）" if report.agency.inferred else ""
        yield f"- 按国家规定的期限，最迟{report.year + 1}年{month}月{last}日公布{guess}。"
    state = next((r for r in (review or {}).get("rules", ()) if r["rule"] == "TM-01"), None)
    if state is None:
        return
    found = [f["message"] for f in (review or {})["findings"] if f["rule"] == "TM-01"]
    if found:
        yield from (f"- **晚了**：{message}。" for message in found)
    elif state["state"] == "pass":
        yield "- **没有晚**：审核规则TM-01“按期公布”没有查出问题。"
    else:
        yield f"- 晚没晚不能判断：{'；'.join(state['reasons']) or '这条规则没有得出结论'}。"


def form_told(report: Report) -> Iterator[str]:
    """By which form the report is reviewed, and why."""
    of = f"{report.year}年度" if report.year else "年度没有读出"
    if report.layout.key == "2019":
        yield f"- 这份年报是{of}的，按2019年的统一格式（国办公开办函〔2019〕60号）读和审：2021年的格式从2021年度的年报起用，2019、2020年度的年报用的是2019年格式。"
    else:
        yield f"- 这份年报是{of}的，按2021年的统一格式（国办公开办函〔2021〕30号）读和审；2019、2020年度的年报才用2019年格式。"

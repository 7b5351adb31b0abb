"""Which of several reports is meant: by file name, agency, kind, year, place among them, verdict; by 这份, 它, 其余两家; or all.

An answer about another report than the one that was meant is worse than none, so what stays unclear is never one of them.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, NamedTuple

from nianbao.assistant.understanding.known_report import KnownReport as KnownReport
from nianbao.assistant.understanding.names import named_in, without_missing
from nianbao.assistant.understanding.years import asks_last_year
from nianbao.report.agency_place import split_places
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex

How = Literal["named", "all", "these", "unclear", "unknown"]
"""named: by a name, a place or a verdict; these: 这份, or nothing said where only one can be meant; unknown: named, but
not here."""


class Which(NamedTuple):
    """``missing``: names that were said beside the others and that no report has."""

    how: How
    reports: tuple[KnownReport, ...]
    missing: tuple[str, ...] = ()


_NUMBER = r"[一二三四五六七八九十\d]+"
_SEVERAL = r"[一两俩二三四五六七八九十\d几]"
_NTH = regex(rf"第\s*({_NUMBER})\s*(?:份|篇|家|个(?:文件|报告|年报|附件|单位|镇|乡))|(头|最后|末)一?[份个篇家]")
_BEFORE = regex(r"[前上][一那]?[份篇]")
_FAILED = regex(
    r"(?:不合格|不符合|不合规|没通过|没过|过不了|不能报|报不了|有错误?|有问题)的?(?:[那这]|是哪)[一]?[份个篇家]"
    r"|[那这][一]?[份个篇家](?:不合格|不符合|不合规|没通过|没过|过不了|不能报|报不了|有错误?|有问题)的"
)
_PASSED = regex(
    r"(?<!不)(?:合格|符合|合规|通过|能报|可以报|没问题)的?(?:[那这]|是哪)[一]?[份个篇家]"
    r"|[那这][一]?[份个篇家](?:合格|符合|合规|通过|能报|可以报|没问题)的"
)
_ALL = regex(
    r"[两俩三四五六七八九十\d]+个?(?:[份篇镇家]|单位|机关)|[几每各哪][一几]?(?:[份个篇家]|单位|机关)|谁|(?<!首)都|全部|所有|分别|俩|一起|哪些"
)
_IT = regex(r"(?<!其)它(?!们)|[这那]一?[份家]")
_THEM = regex(r"它们|[这那](?:[两俩几]|[二三四五六七八九十\d]+)[份个家]|这些|那些")
_THIS = regex(r"这[一]?[份篇稿个]|(?:刚才|刚刚|最新|最后)的?(?:那份|这份)?|这样|它")
_YEAR = regex(r"(20\d\d)年?")
_BARE = regex(
    r"^[\s，。？！?!,.]*(?:那|这|请|看|要|是|我要|我问的?是|我说的是)*(?:[份个篇家]|的|呢|吧|啊|那份|的那份|年报|报告|是?哪[一]?[份个篇])*[\s，。？！?!,.]*$"
)


def which_reports(said: str, known: Sequence[KnownReport], *, years: bool = True) -> Which:
    """``known`` in the order in which they were handed in. ``years``: a year named chooses among them (where a figure is
    asked, it is the year of the figure)."""
    said = _corrected(said, known)
    if (left := _left_over(said, known)) is not None:
        pool, said = left
        which = which_reports(said, pool, years=years)
        return which if which.how in ("named", "unknown") else Which("named", pool)
    found = named_in(said, known)
    if found.missing and not found.reports:
        return Which("unknown", (), found.missing)
    chosen = _chosen(said, found.rest, found.reports or tuple(known), years, named=bool(found.reports))
    return chosen._replace(missing=found.missing)


def _chosen(said: str, rest: str, pool: tuple[KnownReport, ...], years: bool, *, named: bool) -> Which:
    """Among those that are named, else among all."""
    if years and (year := _year_in(said, pool)) is not None:
        of_year = tuple(k for k in pool if k.year == year)
        return Which("named" if of_year else "unknown", of_year)
    for by in (_nth(rest, pool), _by_verdict(rest, pool) or None):
        if by is not None:
            return Which("named" if by else "unknown", by)
    if named:
        return Which("named", pool)
    if of_kind := _by_kind(rest, pool):
        return of_kind
    if len(pool) < 2:
        return Which("these", pool)
    if spoken := _spoken(rest, pool):
        return Which("these", spoken)
    if _ALL.search(rest):
        return Which("all", pool)
    newest = _newest(pool)
    if (_THIS.search(rest) and newest) or len({(k.agency, k.year) for k in pool if k.reviewed_at}) == 1:
        return Which("these", newest)
    return Which("unclear", tuple(k for k in pool if k.reviewed_at) or pool)


def names_a_report(said: str, known: Sequence[KnownReport]) -> bool:
    """Whether a report is pointed at by name, place or verdict, known or not."""
    return which_reports(said, known).how in ("named", "unknown")


def only_names_a_report(said: str, known: Sequence[KnownReport]) -> bool:
    """``第一份``, ``白云镇那份呢``, ``other.txt``: an answer to the question which one."""
    rest = without_names(said, known)
    return rest != said and _BARE.match(rest) is not None


def without_names(said: str, known: Sequence[KnownReport]) -> str:
    """The words without the names, places and verdicts by which reports are pointed at."""
    said = _corrected(said, known)
    if (left := _left_over(said, known)) is not None:
        said = left[1]
    found = named_in(said, known)
    rest = found.rest if found.reports else without_missing(found.rest)
    for pointed in (_PASSED, _FAILED, _NTH, _KIND):
        rest = pointed.sub("", rest)
    return rest


# --- not that one, the others ----------------------------------------------------------------------------------

_WRONG = regex(
    r"^(?:不对|错了|不是(?=[，,。！!\s])|弄错了?|搞错了?|说错了?)[了啊呀]?[，,。！!\s]*(?:我(?:说|问|要|指)的)?是?(?=.)"
    r"|^我(?:说|问|要|指)的是"
)
_NOT_BUT = regex(r"(?<!是)不是(?P<not>[^，,。；;？?]{1,20})[，,。；;\s]*(?:而|我(?:说|问|要|指)的)?是")
_EXCEPT = regex(
    r"除(?:了|去|开|掉)?(?P<but>[^，,。；;？?]{1,20}?)(?:以外|之外|外)?(?:[，,\s]*(?=其[他它余]|别的|另外|剩|都|还有)|[，,])"
)
_REST = regex(
    rf"(?:其[余他它]|另外?|剩下?|剩余|余下)的?(?:那|这)?(?:{_SEVERAL}+(?:[份家篇]|个(?:单位|机关|[镇乡局县区])?))|(?:其余|剩下|余下|剩余)的|另外?[那一][份家篇]"
)


def _corrected(said: str, known: Sequence[KnownReport]) -> str:
    """``不是第一份，是第三份`` speaks of the third: what is denied is left out, where it is a report."""
    said = _WRONG.sub("", said)
    denied = _NOT_BUT.search(said)
    if denied and _points(denied["not"], known):
        return f"{said[: denied.start()]}{said[denied.end() :]}"
    return said


def _points(said: str, known: Sequence[KnownReport]) -> bool:
    found = named_in(said, known)
    return bool(found.reports or _NTH.search(said))


def _left_over(said: str, known: Sequence[KnownReport]) -> tuple[tuple[KnownReport, ...], str] | None:
    """The reports beside those that are excepted (除了教育局) or were just spoken of (其余两家), with the words that are left;
    None where nothing is excepted."""
    but = _EXCEPT.search(said)
    if but and _points(but["but"], known):
        out = which_reports(but["but"], known).reports
        said = f"{said[: but.start()]}{said[but.end() :]}"
    elif _REST.search(said):
        out = tuple(k for k in known if k.spoken)
    else:
        return None
    pool = tuple(k for k in known if not any((k.agency, k.file) == (o.agency, o.file) for o in out))
    return (pool, _REST.sub("", said)) if out and pool else None


# --- by kind, by what was said last ------------------------------------------------------------------------------

_KINDS = r"(?P<{0}>管委会|街道|[局厅委镇乡县区市])"
_KIND = regex(
    r"(?:[那这]一?[个家]|(?:[两俩三四五六七八九十几\d]+|哪|每)[个家])"
    + _KINDS.format("of")
    + r"(?![长里内域块划分级场政直员])"
    r"|(?:^|(?<=[，,。；;\s那]))" + _KINDS.format("bare") + r"里?的(?=$|[呢吧？?，,。]|那[份个])"
)
"""那个局, 两个镇, 镇的呢."""


def _by_kind(said: str, pool: tuple[KnownReport, ...]) -> Which | None:
    """Those of a kind; None where no kind is said, none is of it, or several are and one is meant."""
    match = _KIND.search(said)
    if match is None:
        return None
    kind = match["of"] or match["bare"]
    found = tuple(k for k in pool if kind in _kinds_of(k))
    if len({k.agency for k in found}) > 1 and match.group()[0] in "那这":
        found = tuple(k for k in found if k.spoken)
    return Which("all" if match.group()[0] in "哪每几" else "named", found) if found else None


def _kinds_of(report: KnownReport) -> set[str]:
    """``局`` of a bureau, ``镇`` of a town."""
    kinds = set[str]()
    for name in (report.agency, *report.called):
        places, behind = split_places(name)
        if behind.endswith(("局", "厅")):
            kinds.add(behind[-1])
        elif behind.endswith(("委员会", "委")) and not behind.endswith("管理委员会"):
            kinds.add("委")
        elif places:
            own = places[-1].name
            kinds |= {"街道"} if own.endswith("街道") else {own[-1]}
            kinds |= {"管委会"} if behind.endswith("管理委员会") or places[-1].level == "zone" else set()
    return kinds


def _spoken(said: str, pool: tuple[KnownReport, ...]) -> tuple[KnownReport, ...]:
    """它, 那份, 那两家: what the last answer was about, one or several."""
    spoken = tuple(k for k in pool if k.spoken)
    whose = {(k.agency, k.year, "" if k.agency else k.file) for k in spoken}
    if len(whose) == 1 and _IT.search(said):
        return spoken[-1:]
    return spoken if len(whose) > 1 and _THEM.search(said) else ()


def with_spoken(known: Sequence[KnownReport], asked: Sequence[str | None]) -> tuple[KnownReport, ...]:
    """``known`` with those marked that the last answer was about. ``asked``: the words of each request, the oldest first; None
    for a review, after which the newest report is meant."""
    marked = tuple(known)
    for said in asked:
        which = which_reports(said, marked) if said else Which("unclear", ())
        if which.how == "unknown":
            continue
        about = which.reports if which.how in ("named", "these") else ()
        marked = tuple(replace(k, spoken=k in about) for k in marked)
    return marked


# --- by year, place, verdict ---------------------------------------------------------------------------------------


def _year_in(said: str, pool: Sequence[KnownReport]) -> int | None:
    if match := _YEAR.search(said):
        return int(match[1])
    years = [k.year for k in pool if k.year]
    return max(years) - 1 if years and asks_last_year(said) else None


def _nth(said: str, pool: tuple[KnownReport, ...]) -> tuple[KnownReport, ...] | None:
    """The N-th of them; empty where there is no N-th, None where no place is said."""
    if match := _NTH.search(said):
        if match[2]:
            return pool[:1] if match[2] == "头" else pool[-1:]
        number = int(match[1]) if match[1].isdigit() else chinese_to_int(match[1]) or 0
        return pool[number - 1 : number] if number else ()
    if _BEFORE.search(said):
        turns = sorted({k.reviewed_at for k in pool if k.reviewed_at})
        earlier = [before for before, _ in pairwise(turns)]
        return tuple(k for k in pool if earlier and k.reviewed_at == earlier[-1])
    return None


def _by_verdict(said: str, pool: tuple[KnownReport, ...]) -> tuple[KnownReport, ...]:
    """Those that passed or failed; none when that is not said, or there are none such."""
    passed = ("meets", "meets_with_warnings")
    if _FAILED.search(said):
        return tuple(k for k in pool if k.review is not None and k.review["verdict"] not in passed)
    if _PASSED.search(said):
        return tuple(k for k in pool if k.review is not None and k.review["verdict"] in passed)
    return ()


def _newest(pool: tuple[KnownReport, ...]) -> tuple[KnownReport, ...]:
    """What the last review was of; with several versions of one report the last of them."""
    last = max((k.reviewed_at for k in pool), default=0)
    return tuple(k for k in pool if k.reviewed_at == last and last)

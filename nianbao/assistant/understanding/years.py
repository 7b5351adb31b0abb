"""The year a question is about: named, or this year's, last year's. 上年结转 is a row of the form and no year."""

from nianbao.report.patterns import regex

_NAMED = regex(r"(20\d\d)年?")
_LAST = regex(r"去年(?!结转)|上一?年度?(?!度?的?结转)")
_BEFORE_LAST = regex(r"前年")


def year_asked(said: str, this_year: int | None) -> int | None:
    """None where no year is named, or this year is not known."""
    if (named := year_named(said)) is not None or this_year is None:
        return named
    if _BEFORE_LAST.search(said):
        return this_year - 2
    return this_year - 1 if _LAST.search(said) else None


def year_named(said: str) -> int | None:
    """A year that is named by its number."""
    match = _NAMED.search(said)
    return int(match[1]) if match else None


def asks_last_year(said: str) -> bool:
    return _LAST.search(said) is not None


def names_a_year(said: str) -> bool:
    return bool(year_named(said) or asks_last_year(said) or _BEFORE_LAST.search(said) or _THIS.search(said))


def without_years(said: str) -> str:
    """The words without the year that they name."""
    for words in (_NAMED, _LAST, _BEFORE_LAST, _THIS):
        said = words.sub("", said)
    return said


_THIS = regex(r"[今本]年度?")

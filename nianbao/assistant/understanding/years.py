"""The year a question is about: named, or this year's, last year's. 上年结转 is a row of the form and no year."""

from nianbao.report.patterns import regex

_NAMED = regex(r"(20\d\d)年?")
_LAST = regex(r"去年(?!结转)|上一?年度?(?!度?的?结转)")
_BEFORE_LAST = regex(r"前年")
_AGAINST = regex(r"[和跟与同较比]\s*(?:去年|上一?年度?)|(?:相比|对比)(?:去年|上年)|比\s*20\d\d年?")


def year_asked(said: str, this_year: int | None) -> int | None:
    """None where no year is named, or this year is not known."""
    if (named := year_named(said)) is not None or this_year is None:
        return named
    if _BEFORE_LAST.search(said):
        return this_year - 2
    return this_year - 1 if _LAST.search(said) else None


def years_asked(said: str, this_year: int | None) -> tuple[int, ...]:
    """All years that a question is about, as they are named; against last year: this year and that one. Empty: none is named."""
    named = [int(y) for y in _NAMED.findall(said)]
    if this_year is not None:
        before = year_asked(_NAMED.sub("", said), this_year)
        if before is not None and before not in named:
            named.append(before)
        if this_year not in named and (_THIS.search(said) or (before is not None and against_last_year(said))):
            named.insert(0, this_year)
    return tuple(dict.fromkeys(named))


def against_last_year(said: str) -> bool:
    """Whether something is held against last year: 跟去年对得上吗, 比上年多几件."""
    return _AGAINST.search(said) is not None


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

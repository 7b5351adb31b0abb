"""Patterns are compiled at their first use (``nianbao.report.patterns``): here all of them are, so that none waits with a mistake."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from nianbao.report.patterns import HAN, regex

ROOMS = (
    "nianbao.report",
    "nianbao.documents",
    "nianbao.comparison",
    "nianbao.drafting",
    "nianbao.assistant",
    "validators",
    "retrieval",
)
LAZY = type(regex(""))


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns in a module's constant, those in tuples and tables among them."""
    if isinstance(value, LAZY):
        yield value  # type: ignore[misc]
    elif isinstance(value, dict):
        yield from patterns(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from patterns(each)


def modules(room: str) -> Iterator[str]:
    yield room
    yield from (m.name for m in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."))


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_compiles(room: str) -> None:
    found = [
        p for name in modules(room) for value in vars(importlib.import_module(name)).values() for p in patterns(value)
    ]
    assert all(p.groups >= 0 for p in found)
    if room in ("nianbao.report", "nianbao.documents", "validators"):
        assert len(found) > 10, "the search for patterns finds none"


def test_a_pattern_is_compiled_once_and_answers_as_python_s_own() -> None:
    lazy, own = regex(r"(?P<year>20\d\d)年"), re.compile(r"(?P<year>20\d\d)年")
    assert lazy.pattern == own.pattern
    assert "search" not in vars(lazy)
    assert lazy.search("2024年").group("year") == "2024"  # type: ignore[union-attr]
    assert "search" in vars(lazy)
    assert lazy.sub("那年", "2024年") == own.sub("那年", "2024年")
    assert (lazy.groupindex, lazy.flags) == (own.groupindex, own.flags)


def test_a_mistake_shows_at_the_first_use() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")


@pytest.mark.parametrize(
    ("text", "han"), [("县", True), ("䶮", True), ("𬭊", True), ("〇", True), ("A", False), ("3", False)]
)
def test_what_counts_as_a_chinese_character(text: str, han: bool) -> None:
    assert bool(re.fullmatch(HAN, text)) is han


@pytest.mark.parametrize("mark", ["，", "（", "》", "　", "·", "_"])
def test_marks_are_no_characters(mark: str) -> None:
    assert not re.fullmatch(HAN, mark)

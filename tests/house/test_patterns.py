"""Patterns are compiled at their first use (``nianbao.report.patterns``): here all of them are, so that none waits with a mistake."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nianbao.paths import ROOT
from nianbao.report import compiled
from nianbao.report.compiled import Kept
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


@pytest.fixture(autouse=True)
def bytecode_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def all_patterns() -> dict[compiled.Key, re.Pattern[str]]:
    return {
        (p.pattern, p.flags & ~re.UNICODE): p
        for room in ROOMS
        for name in modules(room)
        for value in vars(importlib.import_module(name)).values()
        for p in patterns(value)
    }


def test_every_pattern_comes_back_from_the_file_as_python_compiles_it(tmp_path: Path) -> None:
    """Patterns are equal when their text, flags and compiled code are."""
    keys = all_patterns()
    assert len(keys) > 400
    first = Kept(tmp_path / "kept.patterns")
    for source, flags in keys:
        first.compiled(source, flags)
    first.save()
    second = Kept(tmp_path / "kept.patterns")
    for source, flags in keys:
        again, own = second.compiled(source, flags), re.compile(source, flags)
        assert again == own, source
        assert (again.groups, again.groupindex) == (own.groups, own.groupindex)
    assert not second.grown


def damaged(kept: bytes) -> bytes:
    at = len(kept) // 2
    return kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :]


@pytest.mark.parametrize("spoil", [damaged, lambda kept: kept[:-9], lambda kept: b"", lambda kept: b"0123"])
def test_a_damaged_file_is_as_none(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    place = tmp_path / "kept.patterns"
    whole = Kept(place)
    whole.compiled(r"新收(\d+)件", 0)
    whole.save()
    assert Kept(place).entries
    place.write_bytes(spoil(place.read_bytes()))
    assert not Kept(place).entries
    assert Kept(place).compiled(r"新收(\d+)件", 0).findall("新收71件") == ["71"]


def test_patterns_of_another_python_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "kept.patterns"
    monkeypatch.setattr(compiled, "_MAKER", "another")
    other = Kept(place)
    other.compiled("一", 0)
    other.save()
    monkeypatch.undo()
    assert not Kept(place).entries


def test_nothing_is_written_where_no_bytecode_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (tmp_path / "kept.patterns", tmp_path / "no such folder" / "kept.patterns"):
        monkeypatch.setattr("sys.dont_write_bytecode", place.parent == tmp_path)
        kept = Kept(place)
        kept.compiled("一", 0)
        kept.save()
    assert not [*tmp_path.iterdir()]


def test_a_pattern_made_of_what_a_report_says_is_not_kept() -> None:
    """What is kept lies on a disk: words of ours alone. A pattern put together in a function is ``re``'s own."""
    made = [
        f"{file}:{call.lineno}"
        for room in ("nianbao", "validators", "retrieval", "prompts")
        for file in (ROOT / room).rglob("*.py")
        for function in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "regex"
        if not is_constant(call.args[0]) and (file.name, function.name) not in OF_OUR_WORDS
    ]
    assert not made


def is_constant(pattern: ast.expr) -> bool:
    """Whether a pattern is written where it is used, or has a name, here or in another module."""
    return isinstance(pattern, (ast.Constant, ast.Name)) or (
        isinstance(pattern, ast.Attribute) and pattern.attr.isupper()
    )


OF_OUR_WORDS = {
    ("dates.py", "_labelled"),
    ("formulas.py", "_any_of"),
    ("labels.py", "_vocabulary"),
    ("outside.py", "_list"),
    ("signs.py", "_any"),
}
"""They are called with words of the field, of the corpus or of a profile."""

"""The pages for whoever comes next are true: rooms, paths and each *how to add*, tried with a throw-away addition."""

import ast
import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from click.testing import CliRunner

from nianbao.report.patterns import HAN
from tests.conftest import ROOT

PAGES = ("docs/architecture.md", "CONTRIBUTING.md", "README.md", "README.zh.md", "SECURITY.md")
TEXTS = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}
OUR_PATH = re.compile(r"`((?:nianbao|validators|retrieval|prompts|corpus|tests|docs|benchmarks|app\.py)[\w./-]*)`")
HOW_TO = (
    "a rule",
    "a format",
    "a recovery",
    "a prompt",
    "a profile key",
    "a figure to the ledger",
    "a page",
    "a command",
)


def layers() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    lines = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [name.strip().replace(".", "/") + "/" for line in lines for name in line.split("|")]


# --- parity -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["docs/architecture.md", "README.md", "README.zh.md"])
@pytest.mark.parametrize("room", layers())
def test_every_room_is_named(room: str, page: str) -> None:
    assert f"| `{room}` |" in TEXTS[page]


@pytest.mark.parametrize(
    ("page", "path"), sorted({(page, path) for page, text in TEXTS.items() for path in OUR_PATH.findall(text)})
)
def test_every_path_that_is_named_exists(page: str, path: str) -> None:
    assert (ROOT / path).exists()


def test_each_addition_has_its_section_and_its_tests() -> None:
    sections = re.split(r"^## How to add (.+)$", TEXTS["CONTRIBUTING.md"], flags=re.MULTILINE)[1:]
    said = dict(zip(sections[::2], sections[1::2], strict=True))
    assert tuple(said) == HOW_TO
    assert [what for what, text in said.items() if not re.search(r"^Held by `tests/.+`\.$", text, re.MULTILINE)] == []


# --- a throw-away addition of each --------------------------------------------------------------------------------


def test_a_rule_is_a_decorated_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.support.rule_examples import unchanged
    from validators import engine
    from validators.catalogue import catalogue

    monkeypatch.setattr(engine, "REGISTERED", dict(engine.REGISTERED))
    monkeypatch.setattr("validators.catalogue.REGISTERED", engine.REGISTERED)

    @engine.rule("TX-99", "一个用完就丢的规则", "info", ("格式",))
    def throw_away(context: engine.Context) -> Any:
        """Finds the year."""
        yield engine.Hit(f"报告年度是{context.report.year}")

    assert [id for id in catalogue() if id.startswith("TX")][-1] == "TX-99"
    result = catalogue()["TX-99"].run(unchanged({}))
    assert (result.state, result.findings[0].hit.message) == ("fail", "报告年度是2024")
    with pytest.raises(ValueError, match="TX-99"):
        engine.rule("TX-99", "重复的编号", "info", ())(throw_away)


def test_a_format_has_a_reader_that_is_imported_when_asked_for() -> None:
    from nianbao.documents.formats import Format, reader_of

    assert [name for name in get_args(Format) if not callable(reader_of(name))] == []


def test_a_recovery_answers_where_its_table_begins() -> None:
    from nianbao.documents.recovery.protocol import AsItIs, Candidate, recovered
    from nianbao.documents.stream import Paragraph
    from nianbao.documents.text.flavours import FLAVOURS

    lines = ["一、总体情况", "规章=0=0=1", "完"]
    blocks = [Paragraph(line) for line in lines]

    class Equals:
        """Cells between equals signs: a flavour that nobody writes."""

        def at(self, position: int) -> Candidate | None:
            cells = lines[position].split("=")
            return Candidate((Paragraph("|".join(cells)),), position + 1) if len(cells) > 1 else None

    assert [b.text for b in recovered(len(lines), [Equals(), AsItIs(blocks)])] == ["一、总体情况", "规章|0|0|1", "完"]
    assert all(callable(flavour(lines).at) for flavour in FLAVOURS)


def test_a_prompt_declares_its_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nianbao.drafting.model import prompts

    monkeypatch.setattr(prompts, "PROMPTS_DIR", tmp_path)
    head = "---\nid: {id}\nversion: 1\npurpose: none\nvariables: [agency]\n---\n"
    (tmp_path / "house_a.md").write_text(head.format(id="house_a") + "起草机关：⟦agency⟧", encoding="utf-8")
    (tmp_path / "house_b.md").write_text(head.format(id="house_b") + "年度：⟦year⟧", encoding="utf-8")
    assert prompts.load_prompt("house_a").fill(agency="柳溪镇") == "起草机关：柳溪镇"
    with pytest.raises(ValueError, match="house_b"):
        prompts.load_prompt("house_b")


def test_every_profile_key_is_read_and_every_one_read_is_national() -> None:
    from validators.profile import national

    rooms = (ROOT / "validators", ROOT / "nianbao" / "office")  # the office has keys of its own: FIL, of filings
    source = "".join(path.read_text(encoding="utf-8") for room in rooms for path in sorted(room.rglob("*.py")))
    read = set(re.findall(r'"((?:[A-Z]+\d?-\d\d|FIL)\.\w+)"', source))
    assert read == {*national().thresholds, *national().words}


def test_a_figure_of_the_ledger_is_given_or_derived_and_entered_once() -> None:
    from nianbao.drafting.ledger.entries import build_ledger
    from tests.support.draft_inputs import EXAMPLES, example

    for name in EXAMPLES:
        ledger = build_ledger(*example(name))
        assert [e.id for e in ledger.entries.values() if (e.source is None) == (e.formula is None)] == []
        with pytest.raises(ValueError, match="twice"):
            ledger.add(next(iter(ledger.entries.values())))


def test_every_page_is_in_the_navigation() -> None:
    named = {
        Path(node.args[0].value)
        for node in ast.walk(ast.parse((ROOT / "app.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "Page"
        and isinstance(node.args[0], ast.Constant)
    }
    scripts = {
        path.relative_to(ROOT)
        for path in (ROOT / "nianbao" / "pages").glob("*.py")
        if (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").startswith("Page ")
    }
    assert named == scripts != set()


def commands(group: click.Group, name: str = "nianbao") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for word, command in group.commands.items():
        found += (
            commands(command, f"{name} {word}") if isinstance(command, click.Group) else [(f"{name} {word}", command)]
        )
    return found


def test_every_command_helps_in_chinese_and_guards_its_errors() -> None:
    from nianbao.cli.main import app

    found = commands(app)
    assert [name for name, command in found if not re.search(HAN, command.help or "")] == []
    assert [name for name, command in found if not hasattr(command.callback, "__wrapped__")] == []
    assert [name for name, _ in found if name not in TEXTS["README.md"] or name not in TEXTS["README.zh.md"]] == []


def test_a_command_says_what_it_could_not_do_in_one_line() -> None:
    from nianbao.cli.shell import guarded
    from nianbao.report.errors import UserError

    @click.command()
    @guarded
    def throw_away() -> None:
        """用完就丢。"""
        raise UserError("表三缺一行，请补上。")

    result = CliRunner().invoke(throw_away)
    assert (result.exit_code, result.output.strip()) == (2, "错误：表三缺一行，请补上。")

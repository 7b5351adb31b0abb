"""Conventions of the desk: one catalogue of words, thin pages, light imports, nothing fetched from outside."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from nianbao.pages import texts
from tests.conftest import ROOT

PAGES = ROOT / "nianbao" / "pages"
SHOWN = PAGES / "shown"
"""What the pages show, as small models with their labels: no page of its own, no word of the screen's catalogue."""
SCRIPTS = [ROOT / "app.py", *sorted(p for p in PAGES.rglob("*.py") if p.parent != SHOWN)]
ALLOWED = {
    "nianbao.pages",
    "nianbao.assistant",
    "nianbao.work",
    "nianbao.papers",
    "nianbao.report",
    "nianbao.settings",
    "validators",
    "streamlit",
    "altair",
} | sys.stdlib_module_names
ONLY_FOR_TYPES = {"nianbao.store"}
HEAVY = (
    "langchain",
    "langchain_core",
    "chromadb",
    "openai",
    "altair",
    "sqlalchemy",
    "openpyxl",
    "lxml",
    "numpy",
    "docx",
)
CHINESE = re.compile("[\u4e00-\u9fff]")


def documentation(tree: ast.AST) -> set[int]:
    """Ids of the constants that are docstrings."""
    found = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and body and isinstance(body[0], ast.Expr):
            found.add(id(body[0].value))
    return found


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_chinese_words_stand_only_in_the_catalogue(script: Path):
    if script.name == "texts.py" or script.parent.name == "words":
        return
    tree = ast.parse(script.read_text("utf-8"))
    skipped = documentation(tree)
    words = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in skipped
    ]
    assert [w for w in words if CHINESE.search(w)] == []


def test_every_text_is_used():
    source = "".join(p.read_text("utf-8") for p in SCRIPTS)
    assert [name for name in dir(texts) if name.isupper() and f"texts.{name}" not in source] == []
    for catalogue in (PAGES / "words").glob("[!_]*.py"):
        names = re.findall(r"^([A-Z_]+)\b", catalogue.read_text("utf-8"), re.MULTILINE)
        imports = re.compile(rf"words import .*\b{catalogue.stem}\b")
        users = "".join(text for p in SCRIPTS if imports.search(text := p.read_text("utf-8")))
        assert [name for name in names if f".{name}" not in users] == [], catalogue.stem


PAGE_SCRIPTS = [p for p in SCRIPTS if p.parent == PAGES and (p.read_text("utf-8")).startswith('"""Page')]


@pytest.mark.parametrize("script", PAGE_SCRIPTS, ids=lambda p: p.stem)
def test_a_page_shows_no_remark_of_its_source(script: Path):
    """Streamlit writes bare expressions of a page's script on the page: there a remark is a comment."""
    _, *rest = ast.parse(script.read_text("utf-8")).body
    assert [n.lineno for n in rest if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)] == []


def imported(script: Path) -> Iterator[tuple[str, bool]]:
    """(room, only for type checking) of every import."""
    tree = ast.parse(script.read_text("utf-8"))
    guarded = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from ((room_of(name), id(node) in guarded) for name in names)


def room_of(module: str) -> str:
    """``nianbao.work`` of ``nianbao.work.jobs.review_job``; of other packages the name."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "nianbao" else parts[0]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_pages_ask_only_the_assistant(script: Path):
    allowed = ALLOWED | ({"nianbao.api"} if script.name == "app.py" else set())  # the entry opens all doors
    foreign = {
        room for room, types in imported(script) if room not in allowed and not (types and room in ONLY_FOR_TYPES)
    }
    assert foreign == set()


def test_first_screen_needs_no_heavy_library(tmp_path: Path):
    """What is imported before the page is drawn: the pages' own imports and the assistant's."""
    code = (
        "import sys, nianbao.pages.page, nianbao.pages.conversation, nianbao.pages.welcome, nianbao.pages.sidebar\n"
        "import nianbao.assistant.service, nianbao.work.services\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    already = subprocess.run(
        [sys.executable, "-c", f"import sys, streamlit; print([m for m in {HEAVY!r} if m in sys.modules])"],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert shown.stdout == already.stdout


def test_configuration_keeps_to_this_machine():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["fileWatcherType"] == "none"
    assert config["server"]["showEmailPrompt"] is False
    assert config["server"]["maxUploadSize"] == 50
    assert config["browser"]["gatherUsageStats"] is False


@pytest.mark.parametrize(
    "file", [p for p in PAGES.rglob("*") if p.suffix in (".css", ".js", ".svg")], ids=lambda p: p.name
)
def test_styles_and_scripts_fetch_nothing(file: Path):
    links = re.findall(r"(?:https?:)?//[a-z][\w.-]+\.[a-z]{2,}", file.read_text("utf-8"))
    assert [link for link in links if "www.w3.org" not in link] == []


def test_the_style_sheet_passes_streamlit_whole():
    """A less-than sign in it, and Streamlit's sanitizer throws all of it away."""
    assert "<" not in (PAGES / "desk.css").read_text("utf-8")

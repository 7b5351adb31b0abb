"""The house rules that a machine can hold: imports stay light, our packages win, facts have one home."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HEAVY = (
    "chromadb",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "openai",
    "streamlit",
    "sqlalchemy",
    "pandas",
    "altair",
)
# Each in two pieces, so that this file does not name them either.
FORBIDDEN_HOSTS = tuple(
    a + b for a, b in (("pypi.", "org"), ("python", "hosted"), ("deb.", "debian"), ("registry.", "npmjs"))
)


def run(code: str, cwd: Path = ROOT, **env: str) -> str:
    import os

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, env=os.environ | env, timeout=60
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.mark.parametrize(
    "entry",
    [
        "import validators.review, nianbao.papers.wording; from nianbao import documents; documents.read('corpus/reports/liuxi-town-2024.md')",
        "import nianbao.cli.main",
        "import nianbao.pages.texts",
        "import nianbao.drafting.draft, nianbao.drafting.material.workbook",
    ],
)
def test_light_paths_import_nothing_heavy(entry):
    loaded = run(
        f"import sys; sys.path.insert(0, '.'); {entry}; print(*sorted(m for m in sys.modules if '.' not in m))"
    )
    assert not set(HEAVY) & set(loaded.split())


def test_a_review_on_the_command_line_imports_nothing_heavy():
    code = (
        "import sys, runpy; sys.path.insert(0, '.'); sys.argv = ['nianbao', 'review', 'corpus/reports/liuxi-town-2024.md', '--json']\n"
        "try: runpy.run_module('nianbao', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print('MODULES', *sorted(m for m in sys.modules if '.' not in m))"
    )
    modules = run(code).split("MODULES", 1)[1].split()
    assert not set(HEAVY) & set(modules)


@pytest.fixture
def impostor(tmp_path):
    """Packages with our names, as another project on the machine may have installed them."""
    for name in ("validators", "retrieval", "prompts", "corpus"):
        (tmp_path / f"{name}.py").write_text("raise ImportError('the wrong package was imported')")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-m", "nianbao", "rules"],
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.append({str(ROOT)!r}); from nianbao.__main__ import main; sys.argv=['nianbao','rules']; main()",
        ],
        [sys.executable, "-m", "pytest", "--collect-only", "-q", str(ROOT / "tests" / "report" / "test_cells.py")],
    ],
    ids=["python -m nianbao", "console script", "pytest"],
)
def test_our_packages_win_in_every_entry_point(command, impostor):
    import os

    cwd = ROOT if "pytest" in command else impostor
    result = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(impostor)}, timeout=60
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "STR-01" in result.stdout or "test_cells" in result.stdout


def test_streamlit_puts_our_folder_first(impostor):
    from streamlit.testing.v1 import AppTest

    script = ROOT / "tests" / "house" / "where_is_validators.py"
    at = AppTest.from_file(str(script)).run(timeout=30)
    assert at.text[0].value == str(ROOT / "validators" / "__init__.py")


def test_no_other_distribution_brings_our_packages():
    from importlib.metadata import packages_distributions

    owners = packages_distributions()
    for name in ("app", "nianbao", "validators", "retrieval", "prompts", "corpus"):
        assert set(owners.get(name, [])) <= {"nianbao"}, f"{name} comes from {owners[name]} too"


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\n") if name and (ROOT / name).is_file()]


def test_no_machine_path_and_no_registry_host_is_written_anywhere():
    found = []
    machine = re.compile(r"(?:^|[^a-zA-Z.])/(?:wor" r"k|roo" r"t|hom" r"e/\w+)/")
    for path in tracked_files():
        if path.suffix in (".lock", ".png", ".jsonl"):
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [f"{path.name}: {host}" for host in FORBIDDEN_HOSTS if host in text]
        found += [f"{path.name}: {m.group()}" for m in machine.finditer(text)]
    assert found == []


def test_the_lock_holds_hashes_and_no_addresses():
    text = (ROOT / "requirements.lock").read_text()
    assert "--hash=sha256:" in text
    assert not re.search(r"https?://|file:", text)


def test_every_setting_is_documented_and_the_rules_page_is_current():
    result = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_command_of_the_command_line_is_in_both_readmes():
    from nianbao.cli.main import app

    commands = list(app.commands)
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [c for c in commands if f"nianbao {c}" not in text] == [], name


def test_official_labels_are_spelled_in_the_layout_only():
    labels = (
        "本年新收政府信息公开申请数量",
        "本机关不掌握相关政府信息",
        "其他法律行政法规禁止公开",
        "要求行政机关确认或重新出具已获取信息",
    )
    rooms = ("nianbao", "validators", "retrieval")
    found = [
        f"{path.relative_to(ROOT)}: {label}"
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if path != ROOT / "nianbao" / "report" / "layout.py"
        for label in labels
        if label in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_prompts_declare_what_they_use():
    from nianbao.drafting.model.prompts import load_prompt

    for path in (ROOT / "prompts").glob("*.md"):
        prompt = load_prompt(path.stem)
        assert prompt.id == path.stem
        assert prompt.version

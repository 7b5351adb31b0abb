"""Names of files, agencies and cells are text, never Markdown: on no page, in no widget, is anything of them set or fetched."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from nianbao.pages import texts
from nianbao.pages.plain import SHOWN_PROBLEMS, plain, without_links
from tests.conftest import ROOT

PAGES = ROOT / "nianbao" / "pages"
SCRIPTS = [ROOT / "app.py", *sorted(PAGES.rglob("*.py"))]
MARKDOWN = {
    *("markdown", "write", "error", "warning", "info", "success", "caption", "status", "toast", "spinner", "badge"),
    *("expander", "title", "header", "subheader", "button", "download_button", "form_submit_button", "link_button"),
    *("popover", "tabs", "metric", "checkbox", "text_input", "text_area", "selectbox", "radio", "segmented_control"),
    *("menu_button", "pills", "toggle", "dialog", "file_uploader"),
}
"""Widgets of Streamlit whose label or body is read as Markdown (``status.update`` by its ``label``)."""
OWN = {
    "check.py": {"revision"},  # numbers
    "compare.py": {"last.report.year", "MOST", "label", "shared.covered_share"},
    "comparison.py": {"label"},  # a loop over words of the comparison
    "draft.py": {"bench.newer"},
    "gate.py": {"title", "said"},  # texts.*, a person's name through ``plain``
    "law.py": {"chapter", "middle.label", "middle.chapter"},  # articles and chapters of the regulation
    "library.py": {"label"},
    "material.py": {"decision"},  # a loop over DECISIONS
    "session.py": {"label"},  # a parameter that is given words of the catalogues
    "sets.py": {"label"},  # a loop over sets.LIST and its like
    "versions.py": {"a", "bench.draft.latest"},
    "year.py": {"label", "year", "done.units", "done.new", "done.off"},
    "people.py": {"held.lines"},  # a number
    "rules.py": {"heading", "text", "captions"},  # our own rule pages, which are Markdown
    "sidebar.py": {"line"},  # a loop over texts.HELP_LINES
    "welcome.py": {"button", "label", "go"},  # parameters that are given texts.*
    "judgement.py": {"label"},
    "review.py": {"label"},
}
"""Names in a page that hold only words of ours."""


def unsafe(node: ast.expr, known: dict[str, list[ast.expr]], own: set[str]) -> Iterator[str]:
    """The parts of an expression that are neither our own words, numbers nor passed through ``plain``."""

    def all_of(*nodes: ast.expr) -> Iterator[str]:
        for each in nodes:
            yield from unsafe(each, known, own)

    match node:
        case ast.Constant():
            return
        case ast.Attribute(value=ast.Name(), attr=attr) if attr.isupper():
            return  # a constant of a module of words: texts.NEW, drafts.BEGIN
        case ast.Subscript(value=ast.Name(id=name)) if name.strip("_").isupper():
            return
        case ast.Subscript(value=ast.Attribute(value=ast.Name(), attr=attr)) if attr.isupper():
            return
        case ast.Call(func=ast.Name(id="plain" | "without_links" | "len" | "sum")):
            return
        case ast.Call(func=ast.Attribute(value=said, attr="format")):
            yield from all_of(said, *node.args, *(k.value for k in node.keywords))
        case ast.Call(func=ast.Attribute(value=said, attr="join"), args=[ast.GeneratorExp(elt=each)]):
            yield from all_of(said, each)
        case ast.JoinedStr():
            yield from all_of(*(v.value if isinstance(v, ast.FormattedValue) else v for v in node.values))
        case ast.BinOp():
            yield from all_of(node.left, node.right)
        case ast.BoolOp():
            yield from all_of(*node.values)
        case ast.IfExp():
            yield from all_of(node.body, node.orelse)
        case ast.Name() | ast.Attribute() if ast.unparse(node) in own:
            return
        case ast.List():
            yield from all_of(*node.elts)
        case ast.Name(id=name) if name in known:
            others = {k: v for k, v in known.items() if k != name}
            for value in known[name]:
                yield from unsafe(value, others, own)
        case ast.Call(func=ast.Attribute(attr="astimezone")):
            return
        case _:
            yield ast.unparse(node)


def markdown_of(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.expr]]:
    for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)):
        assert isinstance(call.func, ast.Attribute)
        given = {k.arg: k.value for k in call.keywords}
        if call.func.attr in MARKDOWN and call.args:
            yield call, call.args[0]
        if call.func.attr in MARKDOWN | {"update"}:
            yield from ((call, given[name]) for name in ("label", "body", "help") if name in given)


def values_of(tree: ast.AST) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_widget_is_given_a_name_as_markdown(script: Path):
    tree = ast.parse(script.read_text("utf-8"))
    known, own = values_of(tree), OWN.get(script.name, set())
    wrong = [
        f"{call.lineno}: {part}"
        for call, node in markdown_of(tree)
        for part in unsafe(node, known, own)
        if not re.fullmatch(r"\w*(number|count|total|shown|decided)\w*", part)
    ]
    assert wrong == []


def test_the_law_sees_a_name_that_slips_in():
    tree = ast.parse("st.error(f'{file.name}坏了')\nst.info(x)\nst.caption(texts.A.format(name=plain(n)))")
    assert [part for _, node in markdown_of(tree) for part in unsafe(node, {}, set())] == ["file.name", "x"]


HOSTILE = [
    "![t](https:127.0.0.1:9443).md",
    "![t](http://127.0.0.1:9901/WB)",
    "[登录](https:evil.example)",
    "<img src=https://evil.example/x>",
    ":red[红] $x$ **粗** _斜_ ~~删~~",
    "https://evil.example www.evil.example a@evil.example",
    ":material/home: :smile:",
    "- 一项\n1. 一项\n# 标题\n    代码",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_plain_keeps_every_character(name: str):
    shown = re.sub(r"\\([\\`*_\[\]<>#!|~$&^{}])", r"\1", plain(name)).replace("\u2060", "")
    assert shown == re.sub(r"(?m)^[ \t]+", "", name)


@pytest.mark.parametrize("name", HOSTILE[:3])
def test_a_hostile_name_is_text_on_the_desk(open_desk, name):
    """In the step, the error and the question of a review, and again when the conversation is opened later."""
    from streamlit.testing.v1 import AppTest

    desk: AppTest = open_desk()
    desk.session_state["asked"] = _asked(name)
    desk.run()
    assert not desk.exception
    said = [m.value for m in (*desk.markdown, *desk.error, *desk.info)]
    assert any("t" in s or "登录" in s for s in said)
    assert [s for s in said if re.search(r"(?<!\\)\]\(|(?<!\\)\[", s)] == []
    assert [s.label for s in desk.status if re.search(r"(?<!\\)\[", s.label)] == []


def _asked(name: str):
    from nianbao.pages.session import Asked
    from nianbao.work.handed.upload import Upload

    return Asked("请审核这份年报", [Upload(name, "没有标题的文件".encode())])


def test_words_of_an_answer_keep_their_emphasis_but_link_nowhere():
    said = without_links("**结论**\n- 见[这里](https://evil.example)![p](https:x)")
    assert "**结论**\n- " in said
    assert "\\[这里\\](https:\u2060//" in said


def problems_page(text: str) -> None:
    from nianbao.pages.plain import say_problems

    say_problems(text)


def test_many_problems_are_a_list_and_the_rest_is_behind_a_click():
    from streamlit.testing.v1 import AppTest

    text = "\n".join(f"表三C{n}：应为整数" for n in range(1, 13))
    page = AppTest.from_function(problems_page, args=(text,)).run()
    assert page.error[0].value.count("\n- ") == SHOWN_PROBLEMS
    assert page.error[0].value.startswith(texts.PROBLEMS.format(n=12))
    assert [e.label for e in page.expander] == [texts.MORE_PROBLEMS.format(n=4)]
    assert page.markdown[0].value.count("- ") == 4


def test_one_problem_is_a_sentence():
    from streamlit.testing.v1 import AppTest

    page = AppTest.from_function(problems_page, args=("没有找到表三。",)).run()
    assert [e.value for e in page.error] == ["没有找到表三。"]

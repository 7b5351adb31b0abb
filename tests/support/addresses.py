"""What the desk's pages read of their address, and which files they hand out: found in their source, not listed by hand."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PAGES = ROOT / "nianbao" / "pages"
_ADDRESS = "st.query_params"
_OF_WHOEVER_LOOKS = ("services", "the_assistant().services")


def pages() -> dict[str, str]:
    """The address of every page (empty for the first) and its script, as ``app.py`` has them."""
    found = {}
    for node in ast.walk(_tree(ROOT / "app.py")):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page":
            said = {keyword.arg: keyword.value for keyword in node.keywords}
            found[_text(said.get("url_path"))] = _text(node.args[0])
    return found


def parameters() -> set[str]:
    """The names that any page looks for in its address; ``file: words`` where the source does not say which."""
    return {name for file in sorted(PAGES.rglob("*.py")) for name in _parameters_of(file)}


def handed_out() -> set[str]:
    """Functions of the use cases that a page gives to a button, or takes bytes from, for whoever looks. Those behind a
    variable are told by the tuples of functions in the same file."""
    found = set()
    for file in sorted(PAGES.rglob("*.py")):
        tree = _tree(file)
        asked = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_for_whoever_looks(node)]
        partials = [n.args[0] for n in asked if ast.unparse(n.func) == "partial"]
        attributes = [n.value for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "content"]
        read = [call.func for call in attributes if isinstance(call, ast.Call) and call in asked]
        for function in map(ast.unparse, [*partials, *read]):
            found |= set(_in_tuples(tree)) if function in ("made", "fetch") else {function.rpartition(".")[2]}
    return found


def _is_for_whoever_looks(call: ast.Call) -> bool:
    return any(ast.unparse(argument) in _OF_WHOEVER_LOOKS for argument in call.args[:2])


def _parameters_of(file: Path) -> Iterator[str]:
    tree = _tree(file)
    known = _constants(tree)
    for node in ast.walk(tree):
        key: ast.expr | None = None
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (f"{_ADDRESS}.get", f"{_ADDRESS}.pop"):
            key = node.args[0]
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == _ADDRESS:
            key = node.slice
        elif isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]) == _ADDRESS:
            key = node.left
        if key is not None:
            yield _text(key) or known.get(ast.unparse(key)) or f"{file.stem}: {ast.unparse(key)}"


def _constants(tree: ast.Module) -> dict[str, str]:
    """Names that stand for a text: of the module itself, and those that it imports from another page."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("nianbao.pages."):
            there = ROOT.joinpath(*(node.module or "").split(".")).with_suffix(".py")
            texts = _constants(_tree(there)) if there.exists() else {}
            found |= {alias.name: texts[alias.name] for alias in node.names if alias.name in texts}
        for target in node.targets if isinstance(node, ast.Assign) else ():
            found |= dict(_assigned(target, node.value))  # type: ignore[attr-defined]
    return found


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, str]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each, its in zip(target.elts, value.elts, strict=True):
            yield from _assigned(each, its)
    elif isinstance(target, ast.Name) and _text(value):
        yield target.id, _text(value)


def _in_tuples(tree: ast.Module) -> Iterator[str]:
    """Functions of the use cases that stand in a tuple."""
    of_work = {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("nianbao.work")
        for alias in node.names
        if alias.name.islower()
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple):
            yield from (e.id for e in node.elts if isinstance(e, ast.Name) and e.id in of_work)


def _text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))

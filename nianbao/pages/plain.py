"""Words of files and people shown as they are written: Streamlit's widgets read Markdown, and a name is no Markdown.

A file may be called ``![t](https:…).md``; set as Markdown, the browser would fetch the address.
"""

import re

import streamlit as st

from nianbao.pages import texts
from nianbao.report.patterns import regex

SHOWN_PROBLEMS = 8
_JOINER = "\u2060"
"""Takes no room; between it and its neighbour nothing is recognised as an address, an icon or a directive."""
_MARKUP = regex(r"[\\`*_\[\]<>#!|~$&^{}]")
_ADDRESSES = regex(r":(?=\S)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_LINE_START = regex(r"(?m)^[ \t]*(?=\S)(?P<sign>[-+=](?=\s|$|[-+=])|\d+(?=[.)]))?")
_LINKS = regex(r"[\[\]<$]")


def plain(value: object) -> str:
    """Text as Markdown that shows just this text: no picture, link, emphasis, list, formula, colour or icon in it."""
    text = _LINE_START.sub(_harmless_start, _MARKUP.sub(lambda m: f"\\{m.group()}", str(value)))
    return _no_addresses(text)


def without_links(words: str) -> str:
    """Markdown of an answer whose emphasis and lists stay; nothing in it is a link, a picture or a formula."""
    return _no_addresses(_LINKS.sub(lambda m: f"\\{m.group()}", words))


def say_problems(text: str) -> None:
    """An error in its own words: one as a sentence, several as a list with their places, the first few open."""
    heading, problems = _several(text)
    if not problems:
        st.error(plain(heading), icon=":material/error:")
        return
    shown = "\n".join(f"- {plain(problem)}" for problem in problems[:SHOWN_PROBLEMS])
    st.error(f"{plain(heading)}\n\n{shown}", icon=":material/error:")
    rest = problems[SHOWN_PROBLEMS:]
    if rest:
        with st.expander(texts.MORE_PROBLEMS.format(n=len(rest))):
            st.markdown("\n".join(f"- {plain(problem)}" for problem in rest))


def _several(text: str) -> tuple[str, list[str]]:
    """What stands above the list, and its lines; a single sentence has no list."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return "".join(lines), []
    if lines[0].endswith(("：", ":")):
        return lines[0], lines[1:]
    return texts.PROBLEMS.format(n=len(lines)), lines


def _harmless_start(match: re.Match[str]) -> str:
    sign = match.group("sign") or ""
    return f"{_JOINER}{sign}" if sign else ""


def _no_addresses(text: str) -> str:
    return _ADDRESSES.sub(lambda m: f"{m.group()}{_JOINER}", text)

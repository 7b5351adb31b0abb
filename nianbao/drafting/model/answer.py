"""A model's answer read as a plan for one passage: however it is dressed, as long as there is JSON in it.

Thinking before the answer, code fences, words around it, bare lists and extra keys are all met in the field. What an
entry of the list is, its shape says; an entry of no known shape is passed over, and the rest of the plan stands.
"""

import json
from collections.abc import Iterator
from typing import Any

from nianbao.drafting.arrangement import Facts, Item, Lines, Proposal, Reworded
from nianbao.drafting.model.client import ModelFailure
from nianbao.drafting.sentences.rewording import without_list_number
from nianbao.drafting.sentences.wordings import JOINTS
from nianbao.report.patterns import regex

MAX_ITEMS = 30
_THOUGHT = regex(r"^.*</think(?:ing)?>", 16)  # re.DOTALL: everything up to the last end of thinking
_LIST_KEYS = ("plan", "sentences", "items", "passage", "句子", "方案")
_ID = regex(r"^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$")


def parse_plan(text: str, known: frozenset[str]) -> list[Item]:
    """The items of a plan; ``known`` are the ids on offer. Raises ``ModelFailure`` (malformed) when there is none."""
    entries = last_list(_THOUGHT.sub("", text))
    if entries is None:
        raise ModelFailure("malformed", "模型没有按要求输出 JSON")
    items = [item for entry in entries[:MAX_ITEMS] if (item := _item(entry, known)) is not None]
    if not items:
        raise ModelFailure("malformed", "模型的方案里没有一项看得懂")
    return items


def last_list(text: str) -> list[Any] | None:
    """The last list of entries in the text; before it a model may have tried others."""
    found = None
    for value in _json_values(text):
        if isinstance(value, dict):
            value = next((value[k] for k in _LIST_KEYS if isinstance(value.get(k), list)), None)
        if isinstance(value, list) and value:
            found = value
    return found


def _json_values(text: str) -> Iterator[Any]:
    """Every JSON object or list in a text, outermost only, in order."""
    decoder = json.JSONDecoder()
    at = 0
    while (at := _next_bracket(text, at)) >= 0:
        try:
            value, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            at += 1
        else:
            yield value


def _next_bracket(text: str, at: int) -> int:
    places = [place for bracket in "{[" if (place := text.find(bracket, at)) >= 0]
    return min(places, default=-1)


def _item(entry: Any, known: frozenset[str]) -> Item | None:
    if isinstance(entry, str):
        ids = tuple(part for part in entry.replace("+", " ").split() if part in known)
        return _of_ids(ids, {}, known) if ids else _free(entry, None, known)
    if not isinstance(entry, dict):
        return None
    ids = tuple(_ids(entry, known))
    words = next(
        (entry[k] for k in ("reworded", "proposed", "text", "sentence") if isinstance(entry.get(k), str)), None
    )
    if words is not None and words.strip():
        lines = [i for i in ids if not _is_frame(i)]
        return _free(words, lines[0] if len(lines) == 1 and "proposed" not in entry else None, known)
    return _of_ids(ids, entry, known) if ids else None


def _ids(entry: dict[str, Any], known: frozenset[str]) -> Iterator[str]:
    for key in ("frames", "frame", "lines", "line", "ids", "id"):
        value = entry.get(key)
        for id in value if isinstance(value, list) else [value]:
            if isinstance(id, str) and id in known:
                yield id


def _of_ids(ids: tuple[str, ...], entry: dict[str, Any], known: frozenset[str]) -> Item:
    joint = entry.get("joint")
    joint = joint if joint in JOINTS and joint != "。" else None
    frames = tuple(i for i in ids if _is_frame(i))
    if not frames:
        return Lines(ids, joint or "；")
    style, lead = entry.get("style"), entry.get("lead")
    style = style if isinstance(style, int) and not isinstance(style, bool) and 0 <= style < 1000 else None
    return Facts(frames, joint, lead if isinstance(lead, str) else None, style)


def _free(words: str, line: str | None, known: frozenset[str]) -> Item | None:
    text = without_list_number(words.strip())
    if not text or _ID.match(text):
        return None  # an id that was not on offer is no sentence
    return Reworded(line, text) if line else Proposal(text)


def _is_frame(id: str) -> bool:
    return not id.startswith(("practice.", "problem.", "measure.", "result.", "other."))

"""A model names what code found in notes. It sees no number, and may only use words of the line; the rest stays as found."""

from collections.abc import Sequence

from nianbao.drafting.material.inputs import ASPECT_TITLES
from nianbao.drafting.material.note_places import OFFICIAL
from nianbao.drafting.material.notes import Noted
from nianbao.drafting.material.notes_material import relabelled
from nianbao.drafting.model.answer import last_list
from nianbao.drafting.model.client import ModelClient, ModelFailure
from nianbao.drafting.model.prompts import load_prompt
from nianbao.drafting.sentences.figures import figures

MOST_ASKED = 40
NOT_NAMED = "模型没有给出事项名称，按记录原文填写（{why}）"
NOT_TAKEN = "模型起的{n}个名称没有采用：{why}"
SLOT, OTHER = "〔数〕", "〇"


def named_by(model: ModelClient, noted: Sequence[Noted], text: str) -> tuple[list[Noted], list[str]]:
    """The statements with the model's names where these passed, and Chinese lines on what did not.

    Asked are facts of 工作情况 alone: what belongs to a cell of the form is never named anew.
    """
    asked = [n for n in noted if not n.cells and n.topic not in OFFICIAL and not n.other_year][:MOST_ASKED]
    if not asked:
        return list(noted), []
    lines = "\n".join(f"{number}. {_shown(one)}" for number, one in enumerate(asked, start=1))
    aspects = "、".join(f"{key}（{title}）" for key, title in ASPECT_TITLES.items())
    try:
        answer = last_list(model.ask(load_prompt("note_labels").fill(aspects=aspects, statements=lines)))
    except ModelFailure as failure:
        return list(noted), [NOT_NAMED.format(why=failure)]
    proposals = [
        {"line": one.line, "raw": one.raw, "label": entry.get("label"), "aspect": entry.get("aspect")}
        for entry in answer or ()
        if isinstance(entry, dict) and (one := _meant(entry.get("n"), asked)) is not None
    ]
    named, refused = relabelled(list(noted), text, proposals)
    return named, [NOT_TAKEN.format(n=len(refused), why="；".join(refused[:3]))] if refused else []


def _meant(number: object, asked: Sequence[Noted]) -> Noted | None:
    return asked[number - 1] if isinstance(number, int) and 0 < number <= len(asked) else None


def _shown(one: Noted) -> str:
    """The words of a statement without its number, nor any other."""
    return f"{_without_numbers(one.about)}{_without_numbers(one.words)}{SLOT}{one.unit}{_without_numbers(one.behind)}"


def _without_numbers(words: str) -> str:
    for figure in reversed(figures(words)):
        words = words[: figure.start] + OTHER + words[figure.end :]
    return words

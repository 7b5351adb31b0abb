"""Notes typed into the conversation: what was done this year, in several statements with their numbers.

They are shown as read first, each number with its place and its line; kept as a file of the conversation they are material
like any notes that were handed in, and nothing of them is settled that a file of notes would leave open.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.report.patterns import regex
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nianbao.drafting.material.found import Material
    from nianbao.drafting.material.notes import Noted

LEAST_STATEMENTS = 3
_NAME = "对话中的工作记录{n}.txt"
_ASKS = regex(
    r"[？?]|怎么|如何|咋|吗[。！\s]*$|多少|几[件条次]|对不对|是不是|改成|改为|换成|(?:增加?|加|减少?|降)[到至为]|应该是|应为|不是\d|[加增]加?一[条句个段]|(?:加|补|添)(?:上|充)?[：:]|改一下|按顺序|从左|写上|删|[前后]面加|帮我查|要不要|能不能"
)
_ORDERS = regex(r"^.{0,12}(?:起草|写(?:一|个|份|成)|做|出)(?:一?[份个版])?.{0,8}(?:年报|初稿|报告|稿)?[：:，,。\s]*$")


@dataclass(frozen=True, slots=True)
class TypedNotes:
    """``filled``: each figure with where it goes and its line; ``asked``: what a person has to say, in Chinese; ``unread``: lines
    in which no figure was found, with their numbers."""

    filled: tuple[str, ...]
    asked: tuple[str, ...]
    unread: tuple[tuple[int, str], ...] = ()


def is_notes(text: str, beside_draft: bool = False) -> bool:
    """Whether a message tells what was done: several statements with numbers that have a place, on several lines or in
    several sentences, and neither a question nor a change of something. ``beside_draft``: two will do where a draft lies open."""
    least = LEAST_STATEMENTS - beside_draft
    if (
        len(text) < _SHORTEST // (1 + beside_draft)
        or _ASKS.search(text)
        or len(regex(r"[\n。；;，,]|(?<=\S)\s+(?=\S)").findall(text.strip())) < least - 1
    ):
        return False
    return sum(bool(n.cells or n.aspect) for n in _read(text)) >= least


_SHORTEST = 24


def read_typed(text: str, year: int) -> TypedNotes:
    """As it would be taken for the report of ``year``."""
    from nianbao.drafting.material.notes_material import LEFT_OVER
    from nianbao.papers.material_text import asked_lines, filled_lines
    from nianbao.work.template import Sources, gather

    material = gather(Sources(year, notes=(Upload(_NAME.format(n=""), _body(text).encode()),)))
    material.questions = [q for q in material.questions if q.subject != LEFT_OVER]  # ``unread`` tells them line by line
    shown = _NAME.format(n="")
    filled = [line for line in filled_lines(material) if not line.startswith(_ZEROS)] + _zeros(material)
    told, asked = (tuple(s.replace(shown, "") for s in lines) for lines in (filled, asked_lines(material)))
    return TypedNotes(told, asked, tuple(_unread(text)))


def _unread(text: str) -> "Iterator[tuple[int, str]]":
    """Lines without a figure, of which no words were taken either; a heading that ends in a colon tells nothing."""
    from nianbao.drafting.material.note_words import read_words

    read = {n.line for n in _read(text)} | {w.line for w in read_words(_body(text))[0]}
    for number, line in enumerate(_body(text).split("\n"), start=1):
        if line.strip() and number not in read and not line.rstrip().endswith(("：", ":")):
            yield number, line.strip()


_ZEROS = "另有 "


def _zeros(material: "Material") -> list[str]:
    """Cells that the notes say nothing stands in, a line a statement."""
    from nianbao.report.layout import cell_label

    said: dict[str, list[str]] = {}
    for cell, figure in material.cells.items():
        if not figure.value and not figure.base:
            said.setdefault(figure.source, []).append(cell_label(cell))
    return [
        f"{'、'.join(cells[:_SHOWN])}{f'等{len(cells)}格' if len(cells) > _SHOWN else ''}：0（{source}）"
        for source, cells in said.items()
    ]


_SHOWN = 2


def keep_typed(services: Services, conversation_id: str, text: str) -> Upload:
    """The notes as a file of the conversation. Raises ``StoreError``."""
    from nianbao.store.conversations import add_attachment, list_attachments

    names = {a.name for a in list_attachments(services.db, conversation_id)}
    n = next(i for i in range(1, len(names) + 2) if _NAME.format(n=i) not in names)
    upload = Upload(_NAME.format(n=n), _body(text).encode())
    add_attachment(services.db, conversation_id, upload.name, upload.content)
    return upload


def _read(text: str) -> "list[Noted]":
    from nianbao.drafting.material.notes import read_notes

    return read_notes(_body(text))


def _body(text: str) -> str:
    """The notes without the order that stands before or after them; blank in its place, so that lines keep their numbers."""
    lines = text.strip().split("\n")
    return "\n".join("" if _ORDERS.match(line) and not regex(r"\d").search(line) else line for line in lines)

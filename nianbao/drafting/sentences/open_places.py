"""What is still open in a draft, in the order in which a clerk works: the tables, the figures, the text, the proposals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nianbao.drafting.ledger.ledger import TO_FILL
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.drafting.sentences.sentence import Sentence
from nianbao.drafting.tables import build_tables, unbalanced
from nianbao.report.layout import LAYOUT_2021, SECTIONS, TableKey
from nianbao.report.patterns import regex

OpenKind = Literal["blank", "unbalanced", "proposed", "unread"]
_NAMES = {
    "on_time": "按期答复件数",
    "fees.notices": "收费通知件数",
    "fees.charged": "收费通知总金额",
    "fees.collected": "实际收取总金额",
}
_BLANK = regex(r"〔待填：(?P<what>[^〕]+)〕")


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """One thing to do. ``place``: table.row.column, an input (facts.2), or section.number of the sentence.

    ``what`` is a Chinese line: what is missing, why, and what to do; ``where`` the cell of the workbook.
    """

    place: str
    what: str
    kind: OpenKind
    where: str | None = None
    table: TableKey | None = None
    section: str | None = None
    quote: str | None = None

    def as_json(self) -> dict[str, object]:
        """An entry of ``open`` in ``draft --json``."""
        line: dict[str, object] = {"place": self.place, "what": self.what, "kind": self.kind}
        return line | ({"where": self.where} if self.where else {})

    @property
    def line(self) -> str:
        """As printed in a list: 〔表三 申请办理!C7〕…"""
        return f"〔{self.where}〕{self.what}" if self.where else self.what


def open_places(inputs: DraftInputs, prose: Sequence[tuple[str, Sentence]]) -> list[OpenPlace]:
    """Every open place. ``prose``: sentences with their section, in order. A sentence is not told beside its cell."""
    return [*_of_inputs(inputs), *open_in_prose(prose)]


def _of_inputs(inputs: DraftInputs) -> Iterator[OpenPlace]:
    found = {
        place: OpenPlace(place, f"{label}没有填，没有发生请填0", "blank", inputs.where.get(place), _table(place))
        for place, label in inputs.blanks()
    }
    for place, why in inputs.unread.items():
        kind: OpenKind = "blank" if TO_FILL in why else "unread"  # a gap in somebody's words is printed 〔待填〕
        found[place] = OpenPlace(place, f"{_label(inputs, place)}{why}", kind, inputs.where.get(place), _table(place))
    order = [f"{key}.{r}.{c}" for key, layout in LAYOUT_2021.tables.items() for r, c in layout.addresses]
    yield from sorted(found.values(), key=lambda o: order.index(o.place) if o.place in order else len(order))
    for wrong in unbalanced(inputs):
        what = f"表三·{wrong.label}列不平：新收＋上年结转应等于办理结果总计＋结转下年度，填的是{wrong.expression}，请核对这一列"
        where = _column_of(inputs.where.get(f"applications.new.{wrong.column}"))
        yield OpenPlace(f"applications.processed_total.{wrong.column}", what, "unbalanced", where, "applications")
    done = build_tables(inputs)["applications"].value("processed_total", "total")
    if inputs.on_time is not None and done is not None and inputs.on_time > done:
        what = f"按期答复件数填的是{inputs.on_time}，多于表三办理结果总计{done}，请核对"
        yield OpenPlace("on_time", what, "unread")


def _column_of(cell: str | None) -> str | None:
    """表三!C2 → 表三!C列."""
    return None if cell is None else f"{cell.rstrip('0123456789')}列"


def open_in_prose(prose: Sequence[tuple[str, Sentence]]) -> Iterator[OpenPlace]:
    """Marks in the text and proposals, in reading order."""
    count: dict[str, int] = {}
    for section, sentence in prose:
        number = count[section] = count.get(section, 0) + 1
        place, name = f"{section}.{number}", section_title(section)
        for match in _BLANK.finditer(sentence.text):
            yield OpenPlace(place, f"{name}：请填写{match['what']}", "blank", section=section, quote=match.group())
        if sentence.owner == "proposed":
            claims = "；".join(sentence.claims)
            what = f"{name}第{number}句是建议，待确认：“{sentence.text}”（{claims}）"
            yield OpenPlace(place, what, "proposed", section=section, quote=sentence.text)


def section_title(section: str) -> str:
    """The official title of a section; 开头 for what stands before the first."""
    return next((layout.title for layout in SECTIONS if layout.key == section), "开头")


def _label(inputs: DraftInputs, place: str) -> str:
    table = _table(place)
    if table is not None:
        row, _, column = place.removeprefix(f"{table}.").rpartition(".")
        return f"{LAYOUT_2021.tables[table].label(row, column)}："
    if place.startswith("facts."):
        return f"工作情况·{inputs.facts[int(place.removeprefix('facts.')) - 1].label}："
    return f"{_NAMES[place]}：" if place in _NAMES else ""


def _table(place: str) -> TableKey | None:
    return next((key for key in LAYOUT_2021.tables if place.startswith(f"{key}.")), None)

"""The numbers of a draft: each leaf as it stands with its source, sums and balances, and numbers pasted in."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nianbao.report.arithmetic import equations
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, TableKey
from nianbao.work.bench.opening import Bench
from nianbao.work.bench.saying import Done, Said, say
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.drafting.bench.pasted import Refused

NOT_FILLED, SUM_OF = "没有填", "由各格相加"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the draft. ``text``: as typed or found; ``why``: what is wrong with it, empty when nothing is; ``seen``: the
    step that stands there; ``parts``: of a sum, the figures that it adds up."""

    place: str
    label: str
    unit: str
    text: str
    source: str
    why: str = ""
    seen: int = 0
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Balanced:
    """A column of table three: both sides of 新收＋结转＝总计＋结转下年度 as figures."""

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]


def table_figures(bench: Bench, key: TableKey) -> list[Figure]:
    """Every cell of an official table, in the order of the form."""
    from nianbao.drafting.tables import parts_of

    layout = LAYOUT_2021.tables[key]
    table = bench.written.report.table(key)
    assert table is not None
    found = []
    for row, column in layout.addresses:
        place, unit = f"{key}.{row}.{column}", layout.block_of[row].unit
        parts = parts_of(key, row, column)
        if parts:
            text = table.cells[row, column].raw
            found.append(Figure(place, layout.label(row, column), unit, text, SUM_OF, parts=tuple(parts)))
        else:
            found.append(
                _leaf(bench, place, layout.label(row, column), unit, bench.built.inputs.leaf(key, row, column))
            )
    return found


def other_figures(bench: Bench) -> list[Figure]:
    """按期答复件数 and the three of 信息处理费."""
    inputs = bench.built.inputs
    named: tuple[tuple[str, str, str, object], ...] = (
        ("on_time", "按期答复件数", "件", inputs.on_time),
        ("fees.notices", "发出收费通知的件数", "件", inputs.fees.notices),
        ("fees.charged", "通知收费的总金额", "元", inputs.fees.charged),
        ("fees.collected", "实际收取的总金额", "元", inputs.fees.collected),
    )
    return [_leaf(bench, place, label, unit, value) for place, label, unit, value in named]


def _leaf(bench: Bench, place: str, label: str, unit: str, value: object) -> Figure:
    standing = bench.state.values.get(f"figure.{place}")
    typed = str(standing.value or "") if standing else ""
    why = bench.built.inputs.unread.get(place, "")
    text = typed if why and typed else "" if value is None else str(value)
    source = bench.built.sources.get(place) or NOT_FILLED
    return Figure(place, label, unit, text, source, why, standing.number if standing else 0)


def balances() -> list[Balanced]:
    """What has to balance in table three, column by column."""
    layout = LAYOUT_2021.tables["applications"]
    from nianbao.report.model import Table

    labels = {c.key: c.label for c in layout.blocks[0].columns}
    found = []
    for equation in equations(Table(layout, {})):
        if equation.kind == "balance":
            left, right = (tuple(f"applications.{r}.{c}" for r, c in side) for side in (equation.left, equation.right))
            found.append(Balanced(labels[equation.line], left, right))
    return found


@dataclass(frozen=True)
class Pasted:
    """What a paste did: ``taken`` figures that changed, ``same`` that stood there already, ``refused`` by name."""

    taken: list[Done]
    same: int
    refused: "list[Refused]"


def paste_table(
    services: Services, bench: Bench, table: TableKey, text: str, author: str, own: Collection[int] = ()
) -> Pasted:
    """A whole table pasted. What is no plain number is refused and the figure that stood there stays."""
    from nianbao.drafting.bench.pasted import read_pasted

    return _keep(services, bench, table, read_pasted(text, table), author, own)


def paste_block(
    services: Services, bench: Bench, place: str, text: str, author: str, own: Collection[int] = ()
) -> Pasted:
    """A block of cells pasted with its upper left corner on a cell."""
    from nianbao.drafting.bench.pasted import read_block

    table = next(key for key in TABLE_KEYS if place.startswith(f"{key}."))
    row, _, column = place.removeprefix(f"{table}.").rpartition(".")
    return _keep(services, bench, table, read_block(text, table, (row, column)), author, own)


def _keep(services: Services, bench: Bench, table: TableKey, read: Any, author: str, own: Collection[int]) -> Pasted:
    now = {f.place: f for f in table_figures(bench, table)}
    changed = [
        Said(f"figure.{place}", str(value), now[place].seen)
        for place, value in read.taken.items()
        if now[place].text != str(value) or now[place].why
    ]
    done = say(services, bench.draft.id, changed, author, own) if changed else []
    return Pasted(done, len(read.taken) - len(changed), read.refused)

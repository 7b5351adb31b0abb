"""The inputs that follow from the work: what was typed before what was found, each figure with its source."""

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from nianbao.drafting.bench.given import FOLLOWED_ASPECT, Given, item_ids
from nianbao.drafting.bench.items import FIELDS, Item, items_of
from nianbao.drafting.bench.state import State
from nianbao.drafting.material.found import DONE, KEEP, STRIKE, Material, Question, merged
from nianbao.drafting.material.inputs import DraftInputs, leaf_addresses
from nianbao.drafting.material.last_year import OPEN_NUMBER
from nianbao.drafting.material.workbook_reading import validate_inputs
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, cell_label

FEES = ("notices", "charged", "collected")
RESULTS = ("assessment", "public_appraisal", "accountability")
NO_VALUE, DIFFERS = "没有填数值", "材料里的说法不一致，请在“材料”里选定"
GAP = "“{words}…”里还有〔待填〕的数"
UNDECIDED = "有{n}行沿用自上年，还没有选{keep}、{done}或{strike}，没有写进初稿"
TYPED, ZERO, LAST_STOCK = "{author}填写", "空格按0计", "上年{base}＋制发{issued}－废止{repealed}（{source}）"


@dataclass(frozen=True, slots=True)
class Choice:
    """What one source says, and the steps (place, value) by which it is chosen."""

    value: str
    source: str
    steps: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Asked:
    """A question of the material, with what each source says where it can be chosen. ``cell``: the figure in question."""

    id: str
    question: Question
    cell: str | None = None
    choices: tuple[Choice, ...] = ()


@dataclass
class Built:
    """``sources``: place → where its value is from. ``names``: ledger id → name that stays when lines come and go."""

    inputs: DraftInputs
    given: dict[str, Given]
    items: list[Item]
    asked: list[Asked]
    sources: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    follow: list[tuple[str, Any]] = field(default_factory=list)
    """Last year's problems with their measures, by id: what became of them is asked."""


def build_inputs(state: State) -> Built:
    """Inputs of the draft as the work stands. Raises ``InputsError`` when no draft can be made of it."""
    given = {key: Given.of_json(s.value) for key, s in state.under("material.").items()}
    whole = merged(one.material for one in given.values())
    items = items_of(state, list(given.values()))
    figures = _Figures(state, list(given.values()), whole)
    raw: dict[str, Any] = {"agency": state.agency, "year": state.year, "signed_on": state.value("basic.signed_on")}
    raw["signed_on"] = raw["signed_on"] or whole.signed_on
    raw["tables"] = figures.tables()
    raw["on_time"] = figures.of("on_time", whole.on_time, _on_time_source(given))
    raw["fees"] = {n: figures.of(f"fees.{n}", *_figure(whole.fees.get(n))) for n in FEES}
    for one in given.values():
        raw["kind"] = raw.get("kind") or one.agency_kind
        raw["level"] = raw.get("level") or one.agency_level
    follow = _follow(whole)
    contested = _contested(items)
    lines = _Lines(
        state,
        _open_where_contested([i for i in items if i.counts], contested),
        follow,
        frozenset(g[0].place for g in contested),
    )
    raw |= lines.raw()
    raw["results"] = {name: _result(state, whole, name) for name in RESULTS}
    unread = {place: why for one in given.values() for place, why in one.unread.items()}
    places = ((lines.unread_place(place, raw, figures.sources), why) for place, why in unread.items())
    raw["unread"] = {place: why for place, why in places if place} | lines.open(items)
    inputs = validate_inputs(raw)
    sources = figures.sources | lines.sources
    asked = [*_asked(state, whole, given), *map(_asked_of_facts, contested)]
    return Built(inputs, given, items, asked, sources, lines.names, follow)


def _figure(figure: Any) -> tuple[Any, str]:
    return (None, "") if figure is None else (figure.value, figure.source)


def _on_time_source(given: dict[str, Given]) -> str:
    said = next((g for g in given.values() if g.material.on_time is not None), None)
    return said.material.on_time_source or said.name if said else ""


def _result(state: State, whole: Material, name: str) -> str | None:
    line = whole.results.get(name)
    return state.value(f"result.{name}", line.text if line else None) or None


@dataclass
class _Figures:
    state: State
    given: list[Given]
    whole: Material
    sources: dict[str, str] = field(default_factory=dict)

    def of(self, place: str, found: Any, source: str) -> Any:
        """What stands at a place: typed, found, 0 where blanks are 0, or nothing."""
        standing = self.state.values.get(f"figure.{place}")
        if standing is not None:
            self.sources[place] = TYPED.format(author=standing.author)
            found = standing.value if str(standing.value or "").strip() else None
        elif found is not None:
            self.sources[place] = source
        if found is None and self.state.value("basic.blank_zero") and not self._asked(place):
            self.sources[place] = ZERO
            return 0
        return found

    def _asked(self, place: str) -> bool:
        """True for what could not be read or is told differently: such a place is not simply blank."""
        told = {f.value for g in self.given if (f := g.material.cells.get(place)) is not None}
        return len(told) > 1 or any(place in g.unread for g in self.given)

    def tables(self) -> dict[str, dict[str, dict[str, Any]]]:
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for key in TABLE_KEYS:
            for row, column in leaf_addresses(LAYOUT_2021.tables[key]):
                place = f"{key}.{row}.{column}"
                figure = self.whole.cells.get(place)
                if figure is not None and figure.base:
                    figure = None
                found.setdefault(key, {}).setdefault(row, {})[column] = self.of(place, *_figure(figure))
        self._stocks(found["active_disclosure"])
        return found

    def _stocks(self, table: dict[str, dict[str, Any]]) -> None:
        """现行有效 worked out on last year's stock, where 制发 and 废止 are known and nobody says otherwise."""
        for cell, figure in self.whole.cells.items():
            row = cell.removeprefix("active_disclosure.").removesuffix(".in_force")
            if not figure.base or f"figure.{cell}" in self.state.values or row not in table:
                continue
            issued, repealed = (_whole_number(table[row].get(c)) for c in ("issued", "repealed"))
            if issued is None or repealed is None:
                table[row]["in_force"] = None
                self.sources.pop(cell, None)
                continue
            table[row]["in_force"] = int(figure.value) + issued - repealed
            said = LAST_STOCK.format(base=figure.value, issued=issued, repealed=repealed, source=figure.source)
            self.sources[cell] = said


def _whole_number(value: Any) -> int | None:
    return int(str(value)) if str(value).isdecimal() else None


@dataclass
class _Lines:
    state: State
    items: list[Item]
    follow: list[tuple[str, Any]]
    contested: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def raw(self) -> dict[str, Any]:
        """The lists of the inputs; on the way each line's ledger id gets its lasting name."""
        facts = [i for i in self.items if i.family == "facts"]
        practices = [(i.place, i.value, i.source) for i in self.items if i.family == "practices"]
        for id, _ in self.follow:
            if text := self.state.value(f"follow.{id}"):
                practices.append((f"follow.{id}", {"aspect": FOLLOWED_ASPECT, "text": text}, ""))
        pairs = [i for i in self.items if i.family == "problems"]
        others = [i for i in self.items if i.family == "others"]
        for number, item in enumerate(facts, start=1):
            self._name(f"fact.{number}", item.place, item.source)
        counts: dict[str, int] = {}
        for place, value, source in practices:
            counts[value["aspect"]] = counts.get(value["aspect"], 0) + 1
            self._name(f"practice.{value['aspect']}.{counts[value['aspect']]}", place, source)
        for number, item in enumerate(pairs, start=1):
            self._name(f"problem.{number}", f"{item.place}.problem", item.source)
            self._name(f"measure.{number}", f"{item.place}.measure", item.source)
        for number, item in enumerate(others, start=1):
            self._name(f"other.{number}", item.place, item.source)
        return {
            "facts": [i.value for i in facts],
            "practices": [value for _, value, _ in practices],
            "problems": [i.value.get("problem") or "" for i in pairs],
            "measures": [i.value.get("measure") or "" for i in pairs],
            "other_matters": [i.value["text"] for i in others],
        }

    def _name(self, id: str, name: str, source: str) -> None:
        self.names[id] = name
        if source:
            self.sources[id] = source

    def unread_place(self, place: str, raw: dict[str, Any], sources: dict[str, str]) -> str | None:
        """Where a reason not to read still holds: nobody has given a figure since. ``place`` of a fact is by its id."""
        if place.startswith("facts."):
            at = next((n for n, i in enumerate(raw["facts"]) if self._is_fact(n, place)), None)
            return None if at is None or raw["facts"][at].get("value") is not None else f"facts.{at + 1}"
        return None if place in sources else place

    def open(self, items: list[Item]) -> dict[str, str]:
        """What lines still ask for: figures without a number, words with a gap, lines of last year nobody decided on."""
        found: dict[str, str] = {}
        for id, name in self.names.items():
            item = next((i for i in items if i.place == name.removesuffix(".problem").removesuffix(".measure")), None)
            if item is not None and id.startswith("fact.") and item.place in self.contested:
                found[id.replace("fact.", "facts.")] = DIFFERS
            elif item is not None and id.startswith("fact.") and str(item.value.get("value") or "").strip() == "":
                found[id.replace("fact.", "facts.")] = NO_VALUE
            elif item is not None and OPEN_NUMBER in str(
                item.value.get(name.rpartition(".")[2], item.value.get("text"))
            ):
                found[name] = GAP.format(words=item.words[:20])
        waiting = sum(i.carried and not i.decided for i in items)
        return found | ({"keep": UNDECIDED.format(n=waiting, keep=KEEP, done=DONE, strike=STRIKE)} if waiting else {})

    def _is_fact(self, number: int, place: str) -> bool:
        return self.names.get(f"fact.{number + 1}") == f"item.{place}"


def _follow(whole: Material) -> list[tuple[str, Any]]:
    return list(zip(item_ids("follow", whole.last_year), whole.last_year, strict=True))


def _asked(state: State, whole: Material, given: dict[str, Given]) -> list[Asked]:
    """Questions that nobody has settled; a cell in question is settled by a figure."""
    told: dict[str, list[tuple[str, str]]] = {}
    for one in given.values():
        for cell, figure in one.material.cells.items():
            told.setdefault(cell, []).append((str(figure.value), figure.source))
    cells = {cell_label(cell): cell for cell in told}
    found = []
    for question in dict.fromkeys(whole.questions):
        id = sha256(f"{question}".encode()).hexdigest()[:10]
        place = cells.get(question.subject)
        settled = state.value(f"question.{id}") or (place and f"figure.{place}" in state.values)
        if not settled:
            sources: dict[str, list[str]] = {}
            for value, source in dict.fromkeys(told.get(place or "", ())):
                sources.setdefault(value, []).append(source)
            choices = [Choice(v, "；".join(said), ((f"figure.{place}", v),)) for v, said in sources.items()]
            choices = choices if question.kind == "differs" else _offered(id, question)
            found.append(Asked(id, question, place, tuple(choices)))
    return found


def _offered(id: str, question: Question) -> list[Choice]:
    """The figure that a question offers, taken as one that a person added."""
    line = question.offered
    if line is None:
        return []
    fact = {name: str(getattr(line, name)) for name in FIELDS["facts"]}
    return [Choice(str(line.value), line.source, ((f"item.facts.q{id}", fact), (f"question.{id}", True)))]


def _contested(items: list[Item]) -> list[list[Item]]:
    """Figures of one thing in one unit of which two files say different numbers."""
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        if item.family == "facts" and item.counts and item.value.get("value") not in (None, ""):
            key = tuple(str(item.value.get(name) or "").strip() for name in ("aspect", "label", "unit"))
            groups.setdefault(key, []).append(item)
    return [g for g in groups.values() if len({str(i.value["value"]) for i in g}) > 1 and len({i.file for i in g}) > 1]


def _open_where_contested(items: list[Item], contested: list[list[Item]]) -> list[Item]:
    """Of figures that contradict each other one line stays, without its number, until a person has chosen."""
    first = {group[0].place for group in contested}
    rest = {item.place for group in contested for item in group[1:]}
    kept = (item for item in items if item.place not in rest)
    return [replace(i, value=i.value | {"value": None}) if i.place in first else i for i in kept]


def _asked_of_facts(group: list[Item]) -> Asked:
    """To choose one figure is to strike the others out; of several that say the same the first stays."""
    label = str(group[0].value["label"])
    said = tuple(f"{i.value['value']}{i.value['unit']}（{i.source}）" for i in group)
    by_value: dict[str, list[Item]] = {}
    for item in group:
        by_value.setdefault(str(item.value["value"]), []).append(item)
    choices = tuple(
        Choice(v, "；".join(i.source for i in same), tuple((o.place, None) for o in group if o is not same[0]))
        for v, same in by_value.items()
    )
    id = sha256(f"{label}·{said}".encode()).hexdigest()[:10]
    return Asked(id, Question("differs", label, said), None, choices)

"""Statements of notes into material: cells and facts where a note is clear, questions where it is not.

Asked, never settled: what is not exact, what two lines say differently, totals without kinds of applicants, figures of a
month or of another year, numbers without a unit.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from nianbao.drafting.material.found import FEES, FactLine, Figure, Material, Pair, Question, TextLine
from nianbao.drafting.material.inputs import leaf_addresses
from nianbao.drafting.material.note_pairs import paired
from nianbao.drafting.material.note_places import CASE_UNITS, OFFICIAL, is_of_the_form
from nianbao.drafting.material.note_words import left_over, named, read_words
from nianbao.drafting.material.notes import Noted
from nianbao.report.cells import Number
from nianbao.report.layout import LAYOUT_2021, cell_label
from nianbao.report.patterns import regex

LEAVES = frozenset(f"{key}.{r}.{c}" for key, table in LAYOUT_2021.tables.items() for r, c in leaf_addresses(table))
_VERBS = regex(r"(?:公开|发布|推送|推出|发|推|公示|办理|受理|行政|决定|措施|主动|条数|数量)")
_PAID = regex(r"实收|实际收|收到|收了|收取(?:了)?$|缴|到账")
_CHARGED = regex(r"通知|应收")
_FEE = "active_disclosure.fees.amount"


LEFT_OVER = "工作记录里没有用上的话"


def notes_material(noted: list[Noted], source: str, text: str = "") -> Material:
    """What the notes give. ``source``: the file's name, which every value and question shows with its line. ``text``: the
    notes themselves, for what they say in words and for what is left of them."""
    material = Material()
    rest = _in_words(material, text, source)
    kept = [n for n in noted if _clear(n, material, source)]
    groups: dict[tuple[str, ...], list[Noted]] = defaultdict(list)
    for one in kept:
        groups[_key(one)].append(one)
    for key, same in _with_like_units(groups):
        if len({n.plain for n in same}) > 1:
            said = tuple(_quoted(n, source) for n in same)
            material.questions.append(Question("differs", _subject(same[0]), said))
            _left_open(material, same[0], None, source)
        else:
            _take(material, _fullest(same), key, source)
    left = tuple(f"“{words}”（{source}第{n}行）" for n, words in left_over(rest, [(o.line, o.raw) for o in noted]))
    material.questions += [Question("open", LEFT_OVER, left)] if left else []
    return material


def _in_words(material: Material, text: str, source: str) -> str:
    """Results, problems and measures as they are written, into the material; the notes without them."""
    worded, rest = read_words(text)
    pairs: dict[str, list[str]] = {"problem": [], "measure": []}
    where = ""
    for one in worded:
        at = f"{source}第{one.line}行"
        if not one.exact:
            material.questions.append(Question("doubtful", one.text[:_SHORT], (f"{one.text}（{at}）",)))
        elif one.kind in ("problem", "measure"):
            pairs[one.kind].append(one.text)
            where = where or at
        else:
            before = material.results.get(one.kind)
            said = one.text if before is None else f"{before.text}，{one.text}"
            material.results[one.kind] = TextLine(said, before.source if before else at)
    for kind, line in material.results.items():
        material.results[kind] = replace(line, text=named(kind, line.text))
    material.problems = [
        Pair(problem, measure, where) for problem, measure in paired(pairs["problem"], pairs["measure"])
    ]
    if len(pairs["problem"]) > 1 and (alone := [p.measure for p in material.problems if not p.problem]):
        told = tuple(f"“{measure}”（{where}）" for measure in alone)
        material.questions.append(Question("open", "这些措施没有说是针对哪个问题的，没有对上", told))
    return rest


_SHORT = 12


def _clear(one: Noted, material: Material, source: str) -> bool:
    """True for an exact figure of the whole year; anything else becomes a question."""
    said = (_quoted(one, source),)
    if not one.exact:
        material.questions.append(Question("doubtful", _subject(one), said))
        if not (one.other_year or one.period):
            _left_open(material, one, one.raw, source)
    elif one.other_year:
        material.questions.append(Question("open", f"{_subject(one)}：不是本年的数，没有填入", said))
    elif one.period:
        asked = f"{_subject(one)}：只是{one.period}的数，请给出全年的数"
        material.questions.append(Question("open", asked, said, _offered(one, source)))
    else:
        return True
    return False


def _offered(one: Noted, source: str) -> FactLine | None:
    """A figure of part of the year may be all there was; one of the tables is never filled in from here."""
    if one.aspect is None or not one.unit or _of_the_form(one):
        return None
    return FactLine(one.aspect, one.label, *_as_written(one), f"{source}第{one.line}行")


def _quoted(one: Noted, source: str) -> str:
    return f"{_said(one)}（{source}第{one.line}行）"


def _said(one: Noted) -> str:
    return f"{'' if one.raw.startswith(one.words) else one.words}{one.raw}{one.behind}"


def _subject(one: Noted) -> str:
    return cell_label(one.cells[0]) if len(one.cells) == 1 else one.label or one.words or one.raw


def _key(one: Noted) -> tuple[str, ...]:
    """What a statement is about: its cells, or its words without verbs, so that 网站发了 and 网站 are one."""
    return one.cells or (_VERBS.sub("", one.label) or one.label,)


def _with_like_units(groups: dict[tuple[str, ...], list[Noted]]) -> Iterable[tuple[tuple[str, ...], list[Noted]]]:
    """Statements about one thing, those in other units apart (培训2场86人次); one without a unit goes with the first."""
    for key, same in groups.items():
        units: dict[str, list[Noted]] = {}
        for one in same:
            unit = "件" if one.cells else "元" if one.unit.endswith("元") else one.unit
            units.setdefault(unit or next(iter(units), ""), []).append(one)
        bare = units.pop("", None)
        if bare and units:
            next(iter(units.values())).extend(bare)
        elif bare:
            units[""] = bare
        yield from ((key, group) for group in units.values())


def _fullest(same: list[Noted]) -> Noted:
    return next((n for n in same if n.unit), same[0])


# --- one statement --------------------------------------------------------------------------------------------


def _take(material: Material, one: Noted, key: tuple[str, ...], source: str) -> None:
    said = (_quoted(one, source),)
    figure_source = f"{source}第{one.line}行：{_said(one)}"
    if one.cells:
        for cell in one.cells:
            _into_cell(material, cell, one, figure_source, said)
    elif one.topic == "handling_fee":
        _into_fees(material, one, figure_source, said)
    elif one.aspect is None or _of_the_form(one):
        material.questions.append(Question("open", f"{_subject(one)}：没有说清填在哪里", said))
    elif not one.unit:
        material.questions.append(Question("open", f"{_subject(one)}：没有说单位（条、次、件……）", said))
        _left_open(material, one, _money(one.value), source)
    else:
        value, unit = _as_written(one)
        material.facts.append(FactLine(one.aspect, one.label, value, unit, f"{source}第{one.line}行"))


def _of_the_form(one: Noted) -> bool:
    """True for what the tables count: never a fact of 工作情况, though its cell is not said."""
    return one.topic in OFFICIAL or one.topic == "handling_fee" or is_of_the_form(one.words)


def _into_fees(material: Material, one: Noted, source: str, said: tuple[str, ...]) -> None:
    """信息处理费: what was paid, what the notices charged, how many there were; one of them where the words say which."""
    notices = one.unit in CASE_UNITS - {""}
    name = "notices" if notices else "charged" if one.value and _CHARGED.search(one.words) else None
    name = name or ("collected" if one.value == 0 or _PAID.search(one.words) else None)
    money = one.unit.endswith("元") or one.value == 0
    if name is None or not (notices or money):
        material.questions.append(Question("open", "信息处理费：没有说清是通知收取的还是实际收取的", said))
    elif (before := material.fees.get(name)) is not None and before.value != _money(one.plain):
        del material.fees[name]
        material.questions.append(Question("differs", FEES[name], (f"{before.value}（{before.source}）", *said)))
    else:
        material.fees[name] = Figure(_money(one.plain), source)


def _left_open(material: Material, one: Noted, value: Number | str | None, source: str) -> None:
    """A fact that a person has to settle keeps its line in the workbook, so that the draft shows the gap."""
    if not one.cells and one.aspect is not None and not _of_the_form(one):
        material.facts.append(FactLine(one.aspect, one.label, value, one.unit, f"{source}第{one.line}行（请核对）"))


def _into_cell(material: Material, cell: str, one: Noted, source: str, said: tuple[str, ...]) -> None:
    if cell == _FEE:
        if one.unit or one.value == 0:
            material.cells[cell] = Figure(_money(one.plain / 10_000), source)
        else:
            material.questions.append(Question("open", f"{cell_label(cell)}：没有说是元还是万元", said))
    elif one.value != int(one.value):
        material.questions.append(Question("open", f"{cell_label(cell)}：{one.value}不是整数", said))
    elif cell in LEAVES:
        material.cells[cell] = Figure(int(one.value), source)
    else:
        material.totals.append((cell, Figure(int(one.value), source)))


def _money(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value.normalize()


def _as_written(one: Noted) -> tuple[Number, str]:
    """1.5万次 stays 1.5 万次."""
    if "万" in one.raw and not one.unit.startswith("万"):
        return _money(one.value / 10_000), f"万{one.unit}"
    return _money(one.value), one.unit


# --- labels that somebody else proposes -----------------------------------------------------------------------


def relabelled(noted: list[Noted], text: str, proposed: Iterable[dict[str, object]]) -> tuple[list[Noted], list[str]]:
    """Labels that a model proposes for statements that code found, and why others were refused.

    A proposal is ``{"line", "raw", "label", "aspect"}``. It may only name a statement that is there, with words of the same
    line and no number of its own: value, unit and exactness stay what code read.
    """
    from nianbao.drafting.material.inputs import ASPECT_TITLES
    from nianbao.drafting.sentences.figures import figures

    lines = text.split("\n")
    result, refused = list(noted), []
    for proposal in proposed:
        line, raw, label, aspect = (proposal.get(k) for k in ("line", "raw", "label", "aspect"))
        place = next((i for i, n in enumerate(result) if (n.line, n.raw) == (line, raw)), None)
        words = str(label or "")
        if place is None:
            refused.append(f"“{raw}”：记录里没有读出这个数")
        elif (
            not words or figures(words) or any(c not in lines[result[place].line - 1] for c in words if not c.isspace())
        ):
            refused.append(f"“{words}”：标注里有原文这一行没有的字或数")
        elif aspect not in ASPECT_TITLES:
            refused.append(f"“{aspect}”：不是五个方面之一")
        else:
            result[place] = replace(result[place], words=words, about="", behind="", aspect=aspect)
    return result, refused

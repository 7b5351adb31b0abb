"""Damage to what is printed beside and above the numbers: row labels, groups, heads, titles."""

import re
from collections.abc import Callable
from random import Random

from tests.support.reading.damage import damage
from tests.support.reading.draft import Draft, some_form
from tests.support.reading.forms import Form, Line

_WIDE = {ord("0") + i: ord("０") + i for i in range(10)}
_ORDINAL = re.compile(r"^(?:[（(][一二三四五六七][）)]|[一二三四]、|\d[.、．])\s*")


def relabel(form: Form, change: Callable[[str], str]) -> bool:
    """Every label through ``change``; a group's label stays one label however many rows it stands beside."""
    groups: dict[str, str] = {}
    changed = False

    def renew(text: str) -> str:
        nonlocal changed
        new = change(text)
        changed |= new != text
        return new

    for line in form.lines:
        if line.role == "noise":
            continue
        for group in line.groups:
            if group not in groups:
                groups[group] = renew(group)
        line.groups = [groups[group] for group in line.groups]
        line.label = renew(line.label)
        for head in line.heads:
            head.text = renew(head.text)
    return changed


def _sometimes(rng: Random, share: float, change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: change(text) if text and rng.random() < share else text


def _in_some(rng: Random, draft: Draft, name: str, change: Callable[[str], str], everywhere: bool = False) -> bool:
    """Relabels one table, or all."""
    forms = draft.forms() if everywhere or rng.random() < 0.4 else [some_form(rng, draft)]
    hit = [form for form in forms if relabel(form, change)]
    draft.done += [(name, form.key) for form in hit]
    return bool(hit)


def _inner_place(rng: Random, text: str) -> int | None:
    """Somewhere inside a label, not between its ordinal's own characters."""
    ordinal = _ORDINAL.match(text)
    start = max(1, ordinal.end() if ordinal else 1)
    return rng.randint(start, len(text) - 1) if len(text) > start else None


@damage("label torn over two lines")
def torn_labels(rng: Random, draft: Draft) -> bool:
    def tear(text: str) -> str:
        place = _inner_place(rng, text)
        return text if place is None or "\n" in text else f"{text[:place]}\n{text[place:]}"

    return _in_some(rng, draft, "label torn over two lines", _sometimes(rng, rng.choice((0.1, 0.4)), tear))


@damage("group label a character a line")
def group_by_character(rng: Random, draft: Draft) -> bool:
    form = some_form(rng, draft, "applications")
    name = rng.choice([group for line in form.data() for group in line.groups] or [""])
    if not name:
        return False
    for line in form.data():
        line.groups = ["\n".join(g) if g == name and "\n" not in g else g for g in line.groups]
    draft.done.append(("group label a character a line", form.key))
    return True


@damage("spaces inside labels")
def spaced_labels(rng: Random, draft: Draft) -> bool:
    space = rng.choice((" ", "　", "  ", "\xa0"))

    def spread(text: str) -> str:
        place = _inner_place(rng, text)
        return text if place is None else f"{text[:place]}{space}{text[place:]}"

    return _in_some(rng, draft, "spaces inside labels", _sometimes(rng, 0.3, spread))


@damage("half-width brackets")
def half_width(rng: Random, draft: Draft) -> bool:
    table = str.maketrans("（）：，", "():,")
    return _in_some(rng, draft, "half-width brackets", lambda text: text.translate(table), everywhere=True)


@damage("other ordinals")
def other_ordinals(rng: Random, draft: Draft) -> bool:
    full_width, point = rng.random() < 0.2, rng.choice(("、", "．", ". ", "."))
    bracket = rng.choice(("（{}）", "({})", "( {})", "（{}） "))

    def renew(text: str) -> str:
        text = re.sub(r"^(\d)\.", lambda m: (m[1].translate(_WIDE) if full_width else m[1]) + point, text)
        text = re.sub(r"^（([一二三四五六七])）", lambda m: bracket.format(m[1]), text)
        return text.replace("不补正、行政机关", "不补正，行政机关").replace("费用、行政机关", "费用，行政机关")

    return _in_some(rng, draft, "other ordinals", renew)


@damage("other quotes")
def other_quotes(rng: Random, draft: Draft) -> bool:
    left, right = rng.choice(('""', "‘’", "「」", "''", "””"))

    def renew(text: str) -> str:
        return text.replace("“", left).replace("”", right)

    return _in_some(rng, draft, "other quotes", renew, everywhere=True)


REMARKS = {
    "现行有效件数": ("现行有效件数（历史累计）", "现行有效件数 (历史累计)"),
    "采购总金额": ("采购总金额（万元）", "采购总金额（万元，保留四位小数）"),
    "上一年项目数量": ("上一年项目数量（指2019年事项数）",),
    "本年增/减": ("本年增/减（减用负值表示，如-8）",),
    "规章": ("规章（县级无此项）",),
    "本年收费金额（单位：万元）": ("本年收费金额", "本年收费金额（万元）"),
    "其他对外管理服务事项": ("其他对外管理服务事项（指行政许可以外的事项）",),
}
OTHER_WORDS = {
    "本年制发件数": ("本年度制发数",),
    "本年废止件数": ("本年废止数",),
    "行政规范性文件": ("规范性文件",),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": ("（二）部分公开",),
}


@damage("remark in a head or label")
def remarks(rng: Random, draft: Draft) -> bool:
    return _in_some(
        rng, draft, "remark in a head or label", lambda t: rng.choice(REMARKS.get(t, (t,))), everywhere=True
    )


@damage("other words in a head or label")
def other_words(rng: Random, draft: Draft) -> bool:
    return _in_some(
        rng, draft, "other words in a head or label", lambda t: rng.choice(OTHER_WORDS.get(t, (t,))), everywhere=True
    )


@damage("row label short of a character")
def short_label(rng: Random, draft: Draft) -> bool:
    form = some_form(rng, draft)
    lines = [line for line in form.data() if len(_ORDINAL.sub("", line.label)) >= 5]
    if not lines:
        return False
    line = rng.choice(lines)
    ordinal = _ORDINAL.match(line.label)
    start = ordinal.end() if ordinal else 0
    places = [i for i in range(start, len(line.label)) if line.label[i] >= "一"]
    place = rng.choice(places)
    line.label = line.label[:place] + line.label[place + 1 :]
    draft.relabelled.add((form.key, line.row))
    draft.done.append(("row label short of a character", form.key))
    return True


@damage("group label in every row")
def repeated_groups(rng: Random, draft: Draft) -> bool:
    for form in draft.forms():
        if form.key == "applications":
            form.hide_repeated_groups = False
    draft.done.append(("group label in every row", "applications"))
    return True


@damage("result group label missing")
def missing_result_group(rng: Random, draft: Draft) -> bool:
    for form in draft.forms():
        for line in form.data():
            line.groups = [g for g in line.groups if "办理结果" not in "".join(g.split())]
    draft.done.append(("result group label missing", "applications"))
    return True


@damage("first block title missing")
def missing_block_title(rng: Random, draft: Draft) -> bool:
    form = next(f for f in draft.forms() if f.key == "active_disclosure")
    title = next((line for line in form.lines if line.role == "title"), None)
    if title is None:
        return False
    form.lines.remove(title)
    draft.done.append(("first block title missing", form.key))
    return True


@damage("header lines out of order", unfit=("grid", "small tables"))
def header_lines_out_of_order(rng: Random, draft: Draft) -> bool:
    form = some_form(rng, draft, rng.choice(("applications", "proceedings")))
    heads = [i for i, line in enumerate(form.lines) if line.role == "head"]
    if len(heads) < 2:
        return False
    lines: list[Line] = [form.lines[i] for i in heads]
    rng.shuffle(lines)
    for place, line in zip(heads, lines, strict=True):
        form.lines[place] = line
    for line in lines:
        for head in line.heads:
            head.down = 1
    draft.done.append(("header lines out of order", form.key))
    return True

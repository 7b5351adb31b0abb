"""What a clerk does to a draft in Word: harmless rewording, and changes of numbers that must be found."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from nianbao.report import Cell, Report, Table
from nianbao.report.model import Section

_DIGITS = "零一二三四五六七八九"
_COUNT = re.compile(r"(?<![\d.第年月〕])(\d+)(?=(?:件|条|篇|份|场|批|人)(?!年))")
KINDS = ("none", "number", "chinese", "approximate", "vague", "sentence", "two", "add", "cell", "blank_cell")
REWORDING = (
    ("全年", "本年度"),
    ("，其中", "。其中"),
    ("。全年办结", "，全年办结"),
    ("收到政府信息公开申请", "共收到政府信息公开申请"),
    ("予以公开", "全部公开"),
    ("因政府信息公开被", "因信息公开工作被"),
    ("、", "，"),
    ("本年", "一年来"),
    ("，", ","),
    ("结果维持", "维持"),
)


@dataclass(frozen=True)
class Edited:
    """The report as edited. ``states``: what the matching must say of numbers, besides that all else matches."""

    report: Report
    kind: str
    states: tuple[str, ...]
    text: str = ""


def in_chinese(number: int) -> str:
    """13 → 十三, 156 → 一百五十六; up to 9999."""
    said, zero = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            said += ("零" if zero and said else "") + _DIGITS[digit] + word
            zero = False
        else:
            zero = True
    said = said or "零"
    return said.removeprefix("一") if said.startswith("一十") else said


def with_text(report: Report, change: Callable[[str], str]) -> Report:
    """The report with its 总体情况 changed."""

    def changed(section: Section) -> Section:
        return section._replace(text=change(section.text)) if section.key == "overview" else section

    return replace(report, sections=tuple(changed(s) for s in report.sections))


def reworded(report: Report, dice: random.Random) -> Report:
    """Harmless: other words, sentences cut or joined, a sentence or paragraph moved, a number in Chinese numerals."""
    for _ in range(dice.randint(0, 3)):
        report = with_text(report, lambda text: _harmless(text, dice))
    return report


def _harmless(text: str, dice: random.Random) -> str:
    kind = dice.choice(("words", "words", "move", "numeral", "insert"))
    if kind == "words":
        old, new = dice.choice(REWORDING)
        return text.replace(old, new, dice.randint(1, 3))
    if kind == "insert":
        at = text.find("。", dice.randrange(len(text))) + 1
        return text[:at] + "各项工作平稳有序。" + text[at:] if at else text
    if kind == "numeral":
        found = [m for m in _COUNT.finditer(text) if int(m[1]) < 9999]
        match = dice.choice(found) if found else None
        return text[: match.start()] + in_chinese(int(match[1])) + text[match.end() :] if match else text
    lines = text.split("\n")
    place = dice.choice([i for i, line in enumerate(lines) if line.count("。") > 0])
    pieces = [p + "。" for p in lines[place].split("。") if p]
    lines[place] = "".join(dice.sample(pieces, len(pieces)))
    return "\n".join(lines)


def edit(report: Report, seed: int) -> Edited:
    """One change that must be found (or none), among harmless ones."""
    dice = random.Random(seed)
    text = next(s.text for s in report.sections if s.key == "overview")
    found = list(_COUNT.finditer(text))
    kind = dice.choice(KINDS if found else ("none", "add", "cell"))
    if kind == "none":
        return Edited(reworded(report, dice), kind, ())
    if kind == "cell" or kind == "blank_cell":
        return _in_table(report, dice, kind)
    if kind == "add":
        value = dice.randint(2000, 9000)
        at = text.find("。", dice.randrange(len(text))) + 1
        added = dice.choice(
            (
                f"举办各类宣传活动{value}次。",
                f"另通过其他渠道公开信息{value}条。",
                f"接待来访群众{in_chinese(value)}人次。",
            )
        )
        changed = with_text(report, lambda t: t[:at] + added + t[at:])
        return Edited(reworded(changed, dice), kind, ("unknown",))
    if kind == "sentence":
        return _without_a_sentence(report, text, dice)
    if kind == "two" and len(found) > 1:
        places = sorted(dice.sample(found, 2), key=lambda m: -m.start())
        for match in places:
            text = text[: match.start()] + str(int(match[1]) + dice.choice((1, 30))) + text[match.end() :]
        return Edited(reworded(with_text(report, lambda _: text), dice), kind, ("differs", "differs"))
    match = dice.choice(found)
    value = int(match[1])
    other = value + dice.choice((1, 7, 9, 20))
    new = {"number": str(other), "chinese": in_chinese(other), "approximate": f"约{value}", "vague": "若干"}.get(
        kind, str(other)
    )
    changed = with_text(report, lambda t: t[: match.start()] + new + t[match.end() :])
    return Edited(reworded(changed, dice), kind, ("missing",) if kind == "vague" else ("differs",), new)


def _without_a_sentence(report: Report, text: str, dice: random.Random) -> Edited:
    """A sentence with counts dropped whole: each of its numbers is gone."""
    sentences = [m for m in re.finditer(r"[^。\n）]+。", text) if _COUNT.search(m[0])]
    match = dice.choice(sentences)
    gone = re.findall(r"\d+(?:\.\d+)?", match[0])
    changed = with_text(report, lambda t: t[: match.start()] + t[match.end() :])
    return Edited(reworded(changed, dice), "sentence", ("missing",) * len(gone))


def _in_table(report: Report, dice: random.Random, kind: str) -> Edited:
    key = dice.choice(("active_disclosure", "applications", "proceedings"))
    table = report.tables[key]
    assert table is not None
    address = dice.choice(table.layout.addresses)
    value = table.value(*address)
    assert value is not None
    cell = Cell.of(int(value) + 3) if kind == "cell" else Cell.read("")
    changed = replace(report, tables=report.tables | {key: Table(table.layout, table.cells | {address: cell})})
    return Edited(reworded(changed, dice), kind, ("differs",) if kind == "cell" else ("missing",))

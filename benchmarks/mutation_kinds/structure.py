"""Changes to sections, headings and the five aspects of 总体情况."""

import re
from dataclasses import replace
from random import Random

from benchmarks.mutation_kinds.model import Base, Make, Mutated, appended, with_section, with_text
from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.stream import Paragraph
from nianbao.report.layout import SECTION_KEYS, SectionKey
from nianbao.report.model import Heading, Report, Section

PROSE_SECTIONS: tuple[SectionKey, ...] = ("overview", "problems", "other")
ASPECT_TITLES = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
ORDINALS = "一二三四五六七八九十"


# --- sections and headings ------------------------------------------------------------------------------------


def section_of(report: Report, key: SectionKey) -> Section:
    section = report.section(key)
    assert section is not None
    return section


def without(report: Report, key: SectionKey) -> Report:
    return replace(
        report,
        sections=tuple(s for s in report.sections if s.key != key),
        headings=tuple(h for h in report.headings if h.key != key),
        tables_found_in={t: place for t, place in report.tables_found_in.items() if place != key},
    )


def dropped(base: Base, random: Random) -> Mutated | None:
    key = random.choice(PROSE_SECTIONS)
    return Mutated(without(base.report, key), f"没有{key}部分")


def heading_lost(base: Base, random: Random) -> Mutated | None:
    """A section keeps its text but its heading is lost, or is about something else: it runs into the one before."""
    return swallowed(base, "problems", random.choice(("", "五、下一步工作打算", "五、工作亮点")))


def swallowed(base: Base, key: SectionKey, line: str) -> Mutated:
    report = base.report
    before = section_of(report, SECTION_KEYS[SECTION_KEYS.index(key) - 1])
    text = "\n".join(part for part in (before.text, line, section_of(report, key).text) if part)
    heading = Heading(None, line, 5, "chinese", line[2:]) if line else None
    headings = tuple(h for x in report.headings if (h := heading if x.key == key else x) is not None)
    changed = with_section(without(report, key), before._replace(text=text))
    return Mutated(replace(changed, headings=headings), f"{key}的标题改成“{line}”")


def retitled(printed: dict[SectionKey, str]) -> Make:
    def make(base: Base, random: Random) -> Mutated | None:
        key = random.choice(list(printed))
        return reheaded(base, key, printed[key])

    return make


def reheaded(base: Base, key: SectionKey, printed: str) -> Mutated:
    heading = section_heading(Paragraph(printed, level=2))
    assert heading is not None
    assert heading.key == key
    headings = tuple(heading if h.key == key else h for h in base.report.headings)
    section = section_of(base.report, key)._replace(heading=heading, title=heading.title)
    return Mutated(replace(with_section(base.report, section), headings=headings), f"标题“{printed}”")


def doubled(base: Base, random: Random) -> Mutated | None:
    """As the reader has it: one section with both texts, two headings."""
    key = random.choice(PROSE_SECTIONS)
    section = section_of(base.report, key)
    report = with_text(base.report, key, f"{section.text}\n{section.text}")
    headings = [h for h in report.headings for _ in range(2 if h.key == key else 1)]
    return Mutated(replace(report, headings=tuple(headings)), f"{key}重复")


def reordered(base: Base, random: Random) -> Mutated | None:
    keys = [s.key for s in base.report.sections]
    at = random.randrange(len(keys) - 1)
    keys[at], keys[at + 1] = keys[at + 1], keys[at]
    sections = tuple(section_of(base.report, key) for key in keys)
    headings = tuple(s.heading for s in sections if s.heading is not None)
    return Mutated(replace(base.report, sections=sections, headings=headings), f"次序{keys}")


def ordinal_changed(base: Base, random: Random) -> Mutated | None:
    key = random.choice(SECTION_KEYS)
    at = SECTION_KEYS.index(key)
    other = ORDINALS[random.choice([n for n in range(6) if n != at])]
    return reheaded(base, key, f"{other}、{section_of(base.report, key).title}")


def ordinal_in_digits(base: Base, random: Random) -> Mutated | None:
    key = random.choice(SECTION_KEYS)
    return reheaded(base, key, f"{SECTION_KEYS.index(key) + 1}、{section_of(base.report, key).title}")


def seventh(base: Base, random: Random) -> Mutated | None:
    line = "七、附件说明"
    report = appended(base.report, "other", f"{line}\n附件为重点领域公开目录。")
    return Mutated(replace(report, headings=(*report.headings, Heading(None, line, 7, "chinese", "附件说明"))), line)


def aspect_promoted(base: Base, random: Random) -> Mutated | None:
    text = base.report.text("overview")
    old = "（五）监督保障"
    if old not in text:
        return None
    line = "二、监督保障"
    report = with_text(base.report, "overview", text.replace(old, line))
    headings = list(report.headings)
    headings.insert(1, Heading(None, line, 2, "chinese", "监督保障"))
    return Mutated(replace(report, headings=tuple(headings)), line)


def aspects(report: Report) -> list[tuple[int, int]]:
    """Line ranges (heading to the next heading) of the five aspects of 总体情况."""
    lines = report.text("overview").split("\n")
    starts = [n for n, line in enumerate(lines) if re.match(r"（[一二三四五]）", line) and line[3:] in ASPECT_TITLES]
    return [(start, end) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def aspect_deleted(base: Base, random: Random) -> Mutated | None:
    """The fifth, or any other with those after it renumbered: only the aspect itself is missing."""
    ranges = aspects(base.report)
    if len(ranges) != 5:
        return None
    at = random.choice((2, 3, 4) if base.report.agency.kind != "government" else (2, 3))
    lines = base.report.text("overview").split("\n")
    for n in range(at + 1, 5):
        lines[ranges[n][0]] = lines[ranges[n][0]].replace(f"（{ORDINALS[n]}）", f"（{ORDINALS[n - 1]}）")
    del lines[ranges[at][0] : ranges[at][1]]
    return Mutated(with_text(base.report, "overview", "\n".join(lines)), f"没有{ASPECT_TITLES[at]}")


def aspect_rewritten(at: int, text: str, *, kind: str | None = None) -> Make:
    def make(base: Base, random: Random) -> Mutated | None:
        ranges = aspects(base.report)
        if len(ranges) != 5 or (kind and base.report.agency.kind != kind):
            return None
        lines = base.report.text("overview").split("\n")
        lines[ranges[at][0] + 1 : ranges[at][1]] = [text]
        return Mutated(with_text(base.report, "overview", "\n".join(lines)), f"{ASPECT_TITLES[at]}改为“{text}”")

    return make


def sub_ordinal_slips(base: Base, random: Random) -> Mutated | None:
    text = base.report.text("overview")
    old, new = random.choice((("（三）", "（四）"), ("（四）", "（三）"), ("（二）", "（三）")))
    return (
        Mutated(with_text(base.report, "overview", text.replace(old, new, 1)), f"{old}→{new}") if old in text else None
    )

"""Damage around the tables: titles, headings, contents, sentences full of numbers."""

from random import Random

from tests.support.reading.damage import damage
from tests.support.reading.draft import Draft, Paragraph
from tests.support.reading.forms import Form

HEADINGS = {
    "overview": ("总体情况", "总体概述", "政府信息公开工作基本情况", "{year}年政府信息公开总体情况"),
    "active_disclosure": ("行政机关主动公开政府信息情况", "主动公开政府信息情况"),
    "applications": (
        "行政机关收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开申请的情况",
        "收到和处理政府信息公开申请",
        "收到和处理政府信息申请情况",
    ),
    "proceedings": (
        "政府信息公开行政复议和行政诉讼情况",
        "政府信息公开行政复议及行政诉讼情况",
        "政府信息公开行政复议与行政诉讼情况",
        "政府信息公开行政复议行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "因政府信息公开被申请行政复议和提起行政诉讼的情况",
    ),
    "problems": ("存在的问题及改进情况", "存在问题及改进措施", "政府信息公开工作存在的主要问题及改进情况"),
    "other": ("其它需要报告的事项", "其他需报告的事项", "其他事项", "需要说明的其他事项"),
}
TITLES = (
    "{agency}{year}年度政府信息公开工作年度报告",
    "{agency}{year}年度政府信息公开工作报告",
    "{agency}{year}年信息公开工作年度报告",
    "{agency}{year}年政府信息公开年度报告",
    "{agency}政府信息公开工作{year}年度报告",
)
BREAKS = ("{agency}", "年", "政府信息", "公开工作")


def _headings(draft: Draft) -> list[Paragraph]:
    return [b for b in draft.blocks if isinstance(b, Paragraph) and b.style == "heading"]


def _title(draft: Draft) -> Paragraph | None:
    return next((b for b in draft.blocks if isinstance(b, Paragraph) and b.style == "title"), None)


@damage("headings in other words")
def heading_words(rng: Random, draft: Draft) -> bool:
    for heading in _headings(draft):
        if heading.section and rng.random() < 0.6:
            words = rng.choice(HEADINGS[heading.section]).format(year=draft.truth.year)
            ordinal = heading.text.partition("、")[0] if "、" in heading.text[:3] else ""
            heading.text = f"{ordinal}、{words}" if ordinal else words
    draft.done.append(("headings in other words", None))
    return True


@damage("headings numbered otherwise")
def heading_numbers(rng: Random, draft: Draft) -> bool:
    style = rng.choice(("1、{}", "{}", "1. {}", "一、 {}", "mixed"))
    for number, heading in enumerate(_headings(draft), start=1):
        words = heading.text.partition("、")[2] if "、" in heading.text[:3] else heading.text
        if style == "mixed" and rng.random() < 0.5:
            continue
        chosen = "1、 {}" if style == "mixed" else style
        heading.text = chosen.replace("1", str(number)).replace("一", "一二三四五六"[number - 1]).format(words)
    draft.done.append(("headings numbered otherwise", None))
    return True


def _heading_of_a_table(rng: Random, draft: Draft) -> tuple[Paragraph, Form] | None:
    form = rng.choice(draft.forms())
    heading = draft.heading(form.key)
    return None if heading is None else (heading, form)


@damage("heading behind its table")
def heading_behind(rng: Random, draft: Draft) -> bool:
    found = _heading_of_a_table(rng, draft)
    if found is None or draft.blocks.index(found[0]) > draft.blocks.index(found[1]):
        return False
    heading, form = found
    draft.blocks.remove(heading)
    draft.blocks.insert(draft.blocks.index(form) + 1, heading)
    draft.done.append(("heading behind its table", form.key))
    return True


@damage("heading missing")
def heading_missing(rng: Random, draft: Draft) -> bool:
    found = _heading_of_a_table(rng, draft)
    if found is None:
        return False
    draft.blocks.remove(found[0])
    draft.done.append(("heading missing", found[1].key))
    return True


@damage("title in other words")
def title_words(rng: Random, draft: Draft) -> bool:
    title = _title(draft)
    if title is None:
        return False
    title.text = rng.choice(TITLES).format(agency=draft.truth.agency, year=draft.truth.year)
    draft.done.append(("title in other words", None))
    return True


@damage("title with the year first")
def title_year_first(rng: Random, draft: Draft) -> bool:
    title = _title(draft)
    if title is None:
        return False
    title.text = f"{draft.truth.year}年{rng.choice(('', '度'))}{draft.truth.agency}政府信息公开工作年度报告"
    draft.done.append(("title with the year first", None))
    return True


@damage("title over two lines")
def title_broken(rng: Random, draft: Draft) -> bool:
    title = _title(draft)
    if title is None:
        return False
    after = rng.choice(BREAKS).format(agency=draft.truth.agency)
    head, found, tail = title.text.partition(after)
    if not found or not tail:
        return False
    at = draft.blocks.index(title)
    draft.blocks[at : at + 1] = [Paragraph(head + found, "title"), Paragraph(tail, "title")]
    draft.done.append(("title over two lines", None))
    return True


@damage("table of contents")
def contents(rng: Random, draft: Draft) -> bool:
    leader = rng.choice((" {}", "……………{}", "\t{}", ""))
    lines = [Paragraph(h.text + leader.format(i), "contents") for i, h in enumerate(_headings(draft), start=1)]
    at = next((i for i, b in enumerate(draft.blocks) if not isinstance(b, Paragraph) or b.style != "title"), 0)
    draft.blocks[at:at] = [Paragraph("目  录", "contents"), *lines]
    draft.done.append(("table of contents", None))
    return True


@damage("numbers between heading and table")
def numbers_between(rng: Random, draft: Draft) -> bool:
    form = rng.choice(draft.forms())
    a, b, year = rng.randint(0, 99), rng.randint(100, 9999), draft.truth.year
    sentence = {
        "active_disclosure": f"{year}年，本机关制发行政规范性文件{a}件，作出行政许可{b}件，行政处罚{a}件。",
        "applications": f"{year}年，本机关新收政府信息公开申请{a}件，予以公开{b}件，自然人申请{a}件，总计{b}件。",
        "proceedings": f"{year}年，因政府信息公开被申请行政复议{a}件、提起行政诉讼{a}件，结果维持{a}件。",
    }[form.key]
    draft.blocks.insert(draft.blocks.index(form) + rng.choice((0, 0, 1)), Paragraph(sentence))
    draft.done.append(("numbers between heading and table", form.key))
    return True

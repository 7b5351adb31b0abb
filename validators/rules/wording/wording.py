"""TX: slips of the pen. All are shown as hints; none is ever corrected by itself."""

import re
from collections.abc import Iterator

from nianbao.report.layout import TABLE_KEYS
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.basis import FORMAT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.lexicon.slips import DOUBLED_WORDS, SLIPS
from validators.prose.brackets import unpaired
from validators.prose.enumerations import spoken_lists
from validators.rules.structure.sub_headings import is_table_label

_AROUND = 8
"""Characters on either side of a slip that are quoted with it."""

_BASIS = (FORMAT,)


def _place(section: str, text: str, start: int, end: int) -> Where:
    """The slip with some words around it, never beyond its line."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line_end = text.find("\n", end)
    last = min(len(text) if line_end < 0 else line_end, end + _AROUND)
    return Where(section=section, start=first, end=last, quote=text[first:last])


def _own_words(report: Report) -> list[tuple[str, str]]:
    """Preamble and sections without what belongs to the official tables; offsets stay those of the section's text."""
    fallen_apart = {report.layout.tables[key].section for key in TABLE_KEYS if report.table(key) is None}
    return [(key, _without_labels(text)) for key, text in report.prose() if key not in fallen_apart]


def _without_labels(text: str) -> str:
    """Lines that are labels of the form, or its hint, blanked out."""
    kept = [" " * len(line) if is_table_label(line) or _HINT.search(line) else line for line in text.split("\n")]
    return "\n".join(kept)


_HINT = regex(r"勾稽关系|第一项加第二项之和|第三项加第四项之和")

# --- TX-01 ------------------------------------------------------------------------------------------------------

_DOUBLED = regex(r"[，,]{2,}|。{2,}|、{2,}|；{2,}|：{2,}|！{2,}|？{2,}|，。|。，|、。|，、|、，|；。|。；")
_HALF_COMMA = regex(r"(?<=[\u4e00-\u9fff”》）])[ \t]*,[ \t]*(?=[\u4e00-\u9fff“《（])")
_NAMES = {"（": "左括号", "(": "左括号", "）": "右括号", ")": "右括号", "《": "左书名号", "》": "右书名号"}
_QUOTE_MARKS = "“”"
_MANY_COMMAS = 5


@rule("TX-01", "标点和字词没有重复、缺漏", "info", _BASIS)
def marks_and_doubles(context: Context) -> Iterator[Hit | Remark]:
    """Doubled punctuation and words, unpaired brackets and quotes, half-width commas between Chinese characters."""
    report = context.report
    if report.notice("recognised"):
        yield Remark("insufficient_data", "文字是从图片识别出来的，标点和字词不作判断")
        return
    words = _own_words(report)
    for section, text in words:
        for match in _DOUBLED.finditer(text):
            where = _place(section, text, match.start(), match.end())
            yield Hit(f"标点重复：“{match.group()}”，见“{where.quote}”", where, suggestion="删去多余的标点。")
        for match in DOUBLED_WORDS.finditer(text):
            where = _place(section, text, match.start(), match.end())
            yield Hit(f"字词重复：“{match.group()}”，见“{where.quote}”", where, suggestion="核对是否多打了字。")
    yield from _unpaired_marks(words)
    yield from _half_commas(words)


def _unpaired_marks(words: list[tuple[str, str]]) -> Iterator[Hit]:
    whole = "".join(text for _, text in words)
    one_way = ("“" in whole) != ("”" in whole) and whole.count("“") + whole.count("”") > 2
    for section, text in words:
        for mark in unpaired(text):
            if mark.mark in _QUOTE_MARKS and one_way:
                continue  # the file knows only one of the two marks
            where = _place(section, text, mark.position, mark.position + 1)
            name = _NAMES.get(mark.mark, f"“{mark.mark}”" if mark.mark not in _QUOTE_MARKS else "引号")
            yield Hit(f"{name}不成对，见“{where.quote}”", where, suggestion="补上或删去另一半。")


def _half_commas(words: list[tuple[str, str]]) -> Iterator[Hit]:
    """One finding however many there are; a text without any full-width comma was converted that way."""
    found = [(s, text, m) for s, text in words for m in _HALF_COMMA.finditer(text)]
    if not found:
        return
    if len(found) >= _MANY_COMMAS and not any("，" in text for _, text in words):
        return
    section, text, first = found[0]
    where = _place(section, text, first.start(), first.end())
    yield Hit(
        f"中文里用了半角逗号，共{len(found)}处，第一处见“{where.quote}”",
        where,
        suggestion="改为全角逗号“，”。",
    )


# --- TX-02 ------------------------------------------------------------------------------------------------------

_WRONG_NAME = regex(r"政务(?:信息)?公开(?:工作)?(?:(?:19|20)\d{2})?(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)$")


@rule("TX-02", "没有常见错别字", "info", _BASIS)
def known_slips(context: Context) -> Iterator[Hit | Remark]:
    """Slips that are wrong in every context, and 政务公开 for 政府信息公开 in the title; accepted words are left."""
    report = context.report
    title = squeeze(report.title)
    if match := _WRONG_NAME.search(title):
        yield Hit(
            f"标题写作“{match.group()}”，应为“政府信息公开工作年度报告”",
            Where(section="title", start=0, end=len(report.title), quote=report.title),
            suggestion="年度报告的名称用“政府信息公开”，不用“政务公开”。",
        )
    accepted = context.profile.word_list("TX-02.accepted")
    for section, text in (("title", report.title), *report.prose()):
        allowed = [(m.start(), m.end()) for word in accepted for m in re.finditer(re.escape(word), text)]
        for slip in SLIPS:
            for match in slip.pattern.finditer(text):
                if any(start < match.end() and match.start() < end for start, end in allowed):
                    continue
                where = _place(section, text, match.start(), match.end())
                yield Hit(
                    f"“{match.group()}”疑为“{slip.right}”之误，见“{where.quote}”",
                    where,
                    suggestion=f"核对后改为“{slip.right}”；确实是名称的，可以列入规则配置的 TX-02.accepted。",
                )


# --- TX-03 ------------------------------------------------------------------------------------------------------


@rule("TX-03", "“一是、二是”的序数连续", "info", _BASIS)
def list_ordinals(context: Context) -> Iterator[Hit | Remark]:
    """一是…三是: a list that skips or repeats an ordinal."""
    for section, text in context.report.prose():
        for items in spoken_lists(text):
            slip = items.slip
            if slip is None:
                continue
            where = _place(section, text, slip.start, slip.end)
            yield Hit(
                f"列举的序数不连续：{'、'.join(i.word for i in items.items)}，见“{where.quote}”",
                where,
                suggestion="改正序数；漏了一点的补上。",
            )

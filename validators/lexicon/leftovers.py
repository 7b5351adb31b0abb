"""What drafting leaves behind in a text: notes to the compiler, prompts of the form, places that were never filled in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.patterns import HAN, regex
from validators.lexicon.mentioned import is_mentioned
from validators.lexicon.no_number import (
    BLANK,
    BLANK_DAY,
    COUNTED,
    DATED,
    NO_VALUE,
    SPREADSHEET_ERROR,
    VARIABLE,
    WORD_ERROR,
)
from validators.lexicon.unwritten import unfilled_labels, unwritten

_LONGEST_QUOTE = 40
_BEFORE_BLANK = 20
_CLAUSE = regex(r"[^，,。；;：:（(）)\n]*$")
"""A blank alone (条) is found in no text: it is quoted with so many characters of its clause."""


class Leftover(NamedTuple):
    """Where it stands in the text, what it is called on screen, and what is quoted of it."""

    start: int
    end: int
    kind: str
    quote: str


_NOTE = regex(r"^[^\S\n]*(?:注意事项|填报说明|填写说明|填表说明|编写说明|撰写说明)[^\S\n]*(?:[:：].*|$)", re.MULTILINE)

_OPEN, _INSIDE, _CLOSE = r"[（(【\[〔<＜]", r"[^）)】\]〕>＞\n]", r"[）)】\]〕>＞]"
_TO_DO = r"填写?|补充?|写|核[实对]?|确认|更新|完善|修改|提供"
_PROMPT = regex(rf"{_OPEN}\s*(?:文字描述|此处填写{_INSIDE}*|请填写{_INSIDE}*)\s*{_CLOSE}")
_INSTRUCTION = regex(
    rf"{_OPEN}\s*(?:此处|此段|本段|本部分){_INSIDE}{{0,30}}(?:{_TO_DO}){_INSIDE}{{0,30}}{_CLOSE}"
    rf"|{_OPEN}{_INSIDE}{{0,12}}(?:请|需|须|由){_INSIDE}{{0,16}}(?:填写|补充|核[实对]|确认|完善|修改|提供数据){_INSIDE}{{0,12}}{_CLOSE}"
)
_TO_BE_FILLED = regex(
    rf"〔待[填核][^〕\n]*〕?|\[待[填核][^\]\n]*\]?|【待[填核][^】\n]*】?"
    rf"|{_OPEN}\s*(?:数据|数字|具体数字?|内容|时间|日期|名称)?(?:尚?待|暂未|未)(?:{_TO_DO}|统计|定|查|续){_INSIDE}{{0,8}}{_CLOSE}"
)
_SPOKEN_TO = rf"{HAN}{{1,3}}(?:科|处|主任|科长|处长|局长|镇长|乡长|县长|区长|书记|老师|同志|总|工|姐|哥)"
_REMARK = regex(
    r"批注\s*(?:[\[［(（【]\s*\w{1,8}\s*[\]］)）】]|\d{1,3}(?=\s*[:：]))\s*[:：]?[^。\n]{0,40}"
    rf"|(?<![:：/\w.])//+\s*(?={HAN})[^。\n]{{1,40}}"
    rf"|{_OPEN}\s*{_SPOKEN_TO}\s*[:：]{_INSIDE}{{0,30}}(?:[?？吗]|请|核[对实]|补[充上]|改一下|确认|这里|这个){_INSIDE}{{0,20}}{_CLOSE}"
    rf"|{_OPEN}{_INSIDE}{{0,24}}(?:对吗|对不对|准确吗|是不是这个数|是这个数吗|有没有错){_INSIDE}{{0,6}}{_CLOSE}"
    rf"|{_OPEN}\s*(?:(?:此处|这里|数据|内容|表述)?(?:请|须|要)?(?:与|和|同|照|按|按照|参照){_INSIDE}{{1,16}}(?:一致|来写|填写|不变|照抄|修改)(?:即可|就行|就可以))\s*{_CLOSE}"
)
"""What colleagues say to each other in the margin: 批注[1]：…, //王主任：…, 【李科：这个数对吗？】, （与去年一致即可）."""
_DRAFT = r"(?:征求意见|送审|讨论|审议|初|草|修改|审核|报审)稿"
_DRAFT_MARK = regex(
    rf"^[^\S\n]*{_OPEN}?\s*{_DRAFT}\s*{_CLOSE}?[^\S\n]*$|^\s*{_OPEN}\s*{_DRAFT}\s*{_CLOSE}|{_OPEN}\s*{_DRAFT}\s*{_CLOSE}[^\S\n]*$",
    re.MULTILINE,
)
"""Alone in a line, or before or behind a title."""
_NOT_FILLED = regex(rf"[（(](?!其中|网址|链接|二维码|附件|见图){HAN}{{2,8}}[:：][ \u3000\xa0]*[）)]")
"""（地址：    ）."""

_NO_LETTER = r"(?<![A-Za-zＡ-Ｚａ-ｚ])"
_PLACE = r"(?:人民政府|街道|[省市县区镇乡局])"
_PLACEHOLDER = regex(
    rf"{_NO_LETTER}(?:[XxＸｘ×✕]+|[NnＮｎ])\s*(?:{COUNTED}|{DATED})"
    rf"|{_NO_LETTER}(?:[XxＸｘ]{{2,}}|(?<!{HAN})[×✕]{{2,}}|[×✕]{{3,}})(?![A-Za-z])|(?:{_NO_LETTER}[XxＸｘ×✕]|某某){_PLACE}"
)
_REMINDER = regex(r"(?<![A-Za-z])(?:TODO|TBD|FIXME|lorem ipsum)(?![A-Za-z])|某年某月", re.IGNORECASE)

LEFTOVERS = (
    (_NOTE, "给编写人的说明"),
    (_PROMPT, "格式里的提示语"),
    (_TO_BE_FILLED, "待填标记"),
    (_INSTRUCTION, "给编写人的说明"),
    (VARIABLE, "没有替换的模板变量"),
    (SPREADSHEET_ERROR, "表格公式的错误值"),
    (WORD_ERROR, "文字处理软件的报错"),
    (BLANK_DAY, "没有填的日期"),
    (_PLACEHOLDER, "占位符"),
    (NO_VALUE, "没有填的空"),
    (BLANK, "没有填的空"),
    (_REMINDER, "待办标记"),
    (_NOT_FILLED, "没有填的空"),
    (_REMARK, "修改时的批注"),
    (_DRAFT_MARK, "稿次标记"),
)
_IN_A_NUMBERS_PLACE = (BLANK, NO_VALUE, SPREADSHEET_ERROR, VARIABLE)


def leftovers(text: str) -> Iterator[Leftover]:
    """In the order of their kinds; what overlaps with one that was told is not told again, nor what is only talked about."""
    told: list[tuple[int, int]] = []
    for start, end, kind, shown_from in _found(text):
        if all(end <= a or b <= start for a, b in told) and not is_mentioned(text, start, end):
            told.append((start, end))
            yield Leftover(shown_from, end, kind, text[shown_from:end].strip()[:_LONGEST_QUOTE])


def _found(text: str) -> Iterator[tuple[int, int, str, int]]:
    """Start, end and kind of each, and from where on it is shown: what is found in no text by itself, with its clause."""
    for pattern, kind in LEFTOVERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            shown_with = (
                _CLAUSE.search(text, max(0, start - _BEFORE_BLANK), start) if pattern in _IN_A_NUMBERS_PLACE else None
            )
            yield start, end, kind, shown_with.start() if shown_with else start
    for line in (*unwritten(text), *unfilled_labels(text)):
        yield line.start, line.end, line.kind, line.start

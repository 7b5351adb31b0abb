"""What drafting leaves behind in a text: notes to the compiler, prompts of the form, places that were never filled in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.patterns import HAN, regex

_LONGEST_QUOTE = 40


class Leftover(NamedTuple):
    """Where it stands in the text, what it is called on screen, and what is quoted of it."""

    start: int
    end: int
    kind: str
    quote: str


_NOTE = regex(r"^[^\S\n]*(?:注意事项|填报说明|填写说明|填表说明|编写说明|撰写说明)[^\S\n]*(?:[:：].*|$)", re.MULTILINE)

_OPEN, _INSIDE, _CLOSE = r"[（(【\[〔]", r"[^）)】\]〕\n]", r"[）)】\]〕]"
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

_NO_LETTER = r"(?<![A-Za-zＡ-Ｚａ-ｚ])"
_COUNTED = r"(?:[件条次篇份期场项起宗名家户册](?![例款理])|万[件条次]|人次|万?元)"
"""What is counted; a number stands before it, or a mark in the number's place. Not 条例, 条款."""
_DATED = r"(?:年度?(?!终)|月|日(?!常|前|益))"
_PLACE = r"(?:人民政府|街道|[省市县区镇乡局])"
_PLACEHOLDER = regex(
    rf"{_NO_LETTER}(?:[XxＸｘ]{{2,}}|(?<!{HAN})[×✕]{{2,}}|[×✕]{{3,}})(?![A-Za-z])"
    rf"|{_NO_LETTER}[XxＸｘ×✕NnＮｎ]\s*(?:{_COUNTED}|{_DATED})|(?:{_NO_LETTER}[XxＸｘ×✕]|某某){_PLACE}"
)
_BLANK = regex(
    r"(?<![\w＿/.=?&%-])[_＿]{2,}(?![A-Za-z0-9＿_/.=-])"
    rf"|(?<=[\u4e00-\u9fff])[_＿]{{2,}}(?![A-Za-z0-9/.=-])"
    rf"|(?<![零〇○一二三四五六七八九十\d])[○〇◯□■?？*＊]{{1,4}}\s*(?:{_COUNTED}|{_DATED})"
    rf"|(?:[…⋯]+|\.{{3,}})\s*{_COUNTED}"
    rf"|(?<={HAN})[ \u3000]+{_COUNTED}(?=[,，。；;、])"
    rf"|(?<=共计|合计|总计|累计|别为){_COUNTED}(?=[,，。；;、])"
)
"""A line, a mark or nothing at all where a number should stand."""
_REMINDER = regex(r"(?<![A-Za-z])TODO(?![A-Za-z])", re.IGNORECASE)

LEFTOVERS = (
    (_NOTE, "给编写人的说明"),
    (_PROMPT, "格式里的提示语"),
    (_TO_BE_FILLED, "待填标记"),
    (_INSTRUCTION, "给编写人的说明"),
    (_PLACEHOLDER, "占位符"),
    (_BLANK, "没有填的空"),
    (_REMINDER, "待办标记"),
)


def leftovers(text: str) -> Iterator[Leftover]:
    """In the order of their kinds; what overlaps with one that was told is not told again."""
    told: list[tuple[int, int]] = []
    for pattern, kind in LEFTOVERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= a or b <= start for a, b in told):
                told.append((start, end))
                yield Leftover(start, end, kind, match.group().strip()[:_LONGEST_QUOTE])

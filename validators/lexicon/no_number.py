"""What stands where a number, a day or a value of the form should: a blank, a mark, an error of the spreadsheet, a
variable of the template that nobody replaced."""

import re

from nianbao.report.patterns import HAN, regex
from validators.lexicon import any_of

COUNTED = r"(?:[件条次篇份期场项起宗名家户册](?![例款理])|万[件条次]|人次|万?元)"
"""What is counted; a number stands before it, or a mark in the number's place. Not 条例, 条款."""
DATED = r"(?:年度?(?!终)|月|日(?!常|前|益))"
_UNIT = rf"(?:{COUNTED}|[个人%％])"

BLANK = regex(
    r"(?<![\w＿/.=?&%-])[_＿]{2,}(?![A-Za-z0-9＿_/.=-])"
    rf"|(?<=[\u4e00-\u9fff])[_＿]{{2,}}(?![A-Za-z0-9/.=-])"
    rf"|(?<=\S)(?<![零〇○一二三四五六七八九十\d])[○〇◯●△▲◇◆□■?？*＊#＃]{{1,5}}\s*(?:{COUNTED}|{DATED})"
    r"|(?<=[到收结开布送发理复])[-—–]{1,2}\s*(?:[件条次篇份](?![例款理])|人次)"
    rf"|(?:[…⋯]+|\.{{3,}})\s*{COUNTED}"
    rf"|(?<={HAN})[ \u3000]+{COUNTED}(?=[,，。；;、])"
    rf"|(?<=共计|合计|总计|累计|别为){COUNTED}(?=[,，。；;、])"
    rf"|[（(【\[〔｛{{][ \u3000\xa0]*(?:空白?|空缺|待定)?[ \u3000\xa0]*[）)】\]〕｝}}]\s*{_UNIT}"
    r"|(?<!\d)(?:19|20)\d?[_＿]{1,2}年"
)
"""A line, a mark, an empty bracket or nothing at all where a number should stand."""

NO_VALUES = ("NaN", "null", "undefined", "None", "nil", "N/A", "TBD", "TBC", "待定")
NO_VALUE = regex(rf"(?<![A-Za-z]){any_of(*NO_VALUES)}\s*(?:[件条次篇份%％]|人次|万?元)(?![例款理])")
"""What a program prints for a number that it has not."""

SPREADSHEET_ERRORS = ("REF[!！]", "DIV/0[!！]", "N/A", "NAME[?？]", "VALUE[!！]", "NUM[!！]", "NULL[!！]", "SPILL[!！]")
SPREADSHEET_ERROR = regex(rf"[#＃]{any_of(*SPREADSHEET_ERRORS)}")

VARIABLE = regex(
    r"\{\{[^{}\n]{0,40}\}\}|\$\{[^{}\n]{1,40}\}|\{%[^%\n]{1,40}%\}|<%[^%\n]{1,40}%>|«[A-Za-z_]\w{0,30}»"
    rf"|\{{[A-Za-z_]\w{{0,30}}\}}|%[sd](?={_UNIT})"
)
"""Of a template, or of Word's mail merge."""

WORD_ERROR = regex(
    r"错误\s*[!！]\s*(?:未找到引用源|未定义书签|未指定书签|文档中没有指定样式的文字|超链接引用无效|链接无效|未知的?[^。\n]{0,10})[。.]?"
    r"|Error\s*[!！]\s*(?:Reference source not found|Bookmark not defined|No text of specified style|Hyperlink reference not valid)[^。\n]{0,20}?[.。]?(?=\W|$)"
    r"|(?<![A-Za-z])(?:PAGEREF|NUMPAGES|MERGEFIELD|MERGEFORMAT)(?![A-Za-z])[^。\n]{0,30}|(?<![A-Za-z0-9])_Toc\d+"
)
"""What Word prints for a reference that leads nowhere, and its field codes."""

_YEAR = r"(?:(?<!\d)(?:19|20)\d\d[ \u3000]*)"
_GAP = r"[ \u3000\xa0_＿]*"
_DIGITS = r"\d{1,2}[ \u3000]*"
_ENDS = r"(?=\s*(?:$|[,，。；;、）)】]|[至止起](?!草)))"
BLANK_DAY = regex(
    rf"^{_GAP}年{_GAP}(?:{_DIGITS})?月{_GAP}(?:{_DIGITS})?日[ \u3000]*$"
    rf"|{_YEAR}年{_GAP}月{_GAP}(?:{_DIGITS})?日{_ENDS}"
    rf"|{_YEAR}年[ \u3000]*{_DIGITS}月{_GAP}日{_ENDS}",
    re.MULTILINE,
)
"""2025年  月  日, 年 月 日, 2025年1月  日: the day on which nobody has signed yet."""

"""Every number in a line of plain words, with what kind of number it is: an amount, or a date, phone, article, name.

The one grammar with which notes are read and an edited draft is matched. Digits and Chinese numerals alike; an amount
may be bounded (40多条, 大概86条左右) or a range (80到90条), and then it is not exact.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.text import fold

Kind = Literal["amount", "date", "ordinal", "document", "phone", "time", "place", "name", "broken"]
"""amount: a count, sum or share; date: year, month, day, quarter; ordinal: 第五十条, a list number; document: 〔2021〕30号;
place: 3楼305; name: 12345热线, 5G; broken: digits with spaces or 万 between (1 84 件, 25万1千元), which may be one number or two."""

UNITS = (
    "个工作日", "工作日", "个百分点", "万元", "亿元", "元", "人次", "件次", "条次", "场次", "批次", "户次", "家次", "篇次", "小时", "分钟", "平方米",
    "公里", "件", "条", "次", "篇", "期", "份", "场", "个", "项", "起", "家", "户", "名", "人", "宗", "册", "例", "批", "部", "幅", "套", "台", "字",
    "页", "天", "则", "本", "张", "种", "类", "位", "处", "只", "块", "轮", "组", "分", "%", "封", "通", "点",
)  # fmt: skip
"""What is counted with; the longer first."""
_UNIT = "(?P<unit>" + "|".join(UNITS) + ")"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN_DIGITS = "[零一二两三四五六七八九十百千万亿]"
_BEFORE = r"(?P<before>大约|大概率是|大概是?|差不多|约|将近|近|超过|超|逾|不足|不到|≈|~)?\s*"
_AFTER = r"(?P<after>\s*(?:左右|上下|以上|以内))?(?P<doubt>\s*[?？]|吧)?"
_AMOUNT = regex(
    rf"{_BEFORE}(?:(?P<digits>{_DIGITS})|(?P<han>{_HAN_DIGITS}+))\s*(?P<more>[多余来几])?(?P<scale>[十百千万亿](?!元))?(?P<more2>[多余来几])?\s*{_UNIT}?(?:(?<=[件条次份篇场起人])(?P<more3>[多余]))?{_AFTER}"
)
_RANGE = regex(
    rf"{_BEFORE}(?:(?P<low>{_DIGITS})\s*(?:到|至|-|—|~)\s*(?P<high>{_DIGITS})|(?P<a>\d)、(?P<b>\d)|(?P<pair>[一二三四五六七八九]{{2}})(?P<tens>[十百千万]))\s*{_UNIT}(?:之间)?{_AFTER}"
)
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_NOT_AMOUNTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("name", regex(r"https?://\S+|www\.\S+|\S+@\S+|[^\s,，。;；]*\.(?:docx?|xlsx?|pdf|jpe?g|png|zip|wps|et)\b")),
    ("phone", regex(r"(?<!\d)\d{17}[\dXx](?!\d)|(?<=群)\s*\d{6,}|(?<=QQ)\s*\d{6,}|(?<=微信号)\s*\w+|邮编\s*:?\s*\d{6}")),
    ("ordinal", regex(r"附件\s*\d+|(?<=[;；。])\s*\d{1,2}[.、．](?!\d)")),
    ("place", regex(r"(?<=[路街道巷])\d+号")),
    ("phone", regex(r"(?<!\d)(?:\d{3,4}-\d{7,8}|1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)")),
    ("document", regex(r"[\[(〔](?:19|20)\d\d[\])〕]\s*(?:第)?\d+号")),
    ("date", regex(r"(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)")),
    ("time", regex(r"(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)")),
    ("date", regex(r"(?<![\d/])\d{1,2}/\d{1,2}(?=\s*(?:上午|下午|晚上|早上|中午|凌晨|周|星期))")),
    ("date", regex(r"(?:截[至止]到?|(?<=[至到]))\s*(?:1[0-2]|[1-9])\.(?:3[01]|[12]\d|[1-9])(?![\d万件条])")),
    ("date", regex(r"(?<!\d)(?:19|20)\d\d年度?|[零一二三四五六七八九]{4}年度?")),
    ("date", regex(r"(?<!\d)(?:1[0-2]|0?[1-9])月份?(?:\s*(?:3[01]|[12]\d|0?[1-9])[日号])?|(?:十[一二]?|[一二三四五六七八九])月份?(?:[一二三十]+日)?")),
    ("date", regex(r"(?<!\d)(?:3[01]|[12]\d|[1-9])日(?=前|后|起|止|至|到|,|。|$|\s)|(?<!\d)(?:3[01]|[12]\d|[1-9])号(?=前|之前|后)")),
    ("date", regex(r"第?[一二三四1-4]季度|[一二三四五六七八九十\d]+周年")),
    ("ordinal", regex(rf"第(?!三方)(?:\d+|{_HAN_DIGITS}+)(?:条|款|项|章|次|届|期|批|名|位|号|个|类|部分)?(?:第(?:\d+|{_HAN_DIGITS}+)[款项])*|条例\d+条")),
    ("place", regex(r"\d+号楼|(?<!\d)\d+[楼层室栋幢](?:\s*\d{3,4}(?!\d))?|\d+单元")),
    ("name", regex(r"(?<!\d)(?:12345|12348|12315|12333|12366|12306|12388|12389)(?!\d)|(?<!\d)1(?:10|19|20|22)(?=联动|指挥|报警|热线|平台)|\d+G(?![a-zA-Z])")),
    ("name", regex(r"[Vv]?\d+\.\d+(?=系统|版|平台)|(?<=[vV])\d+(?:\.\d+)*|\d+[nN]\b|\d+\+[xXNn]\b|\d+\+\d+(?:\+\d+)*(?=模式|机制|工作法)")),
    ("ordinal", regex(rf"^\s*(?:[(（](?:\d{{1,2}}|{_HAN_DIGITS}{{1,3}})[)）]|\d{{1,2}}[.、．)](?!\d)|{_HAN_DIGITS}{{1,3}}、)|[①-⑳]|{_HAN_DIGITS}{{1,2}}是")),
)  # fmt: skip
_BROKEN = regex(r"(?<![\d.])(?:\d+(?: +\d+)+(?![\d.年月:])|\d+万\d+千?)\s*" + _UNIT)

_NO_NUMBER_BEFORE = regex(r"(?:第|每|同|逐|任何|另|哪|这|该|某|前|后|唯|统|专|万无)\s*$")
_IDIOM = regex(
    r"一(?:个(?!工作日)|件事|次性|次办|次都|个个|张网|站式|项项|条龙|家一|本账|把手|部分|些|直|般|律|致|定|人一|类一|件一|项一|户一)"
    r"|[一二两三四五六七八九十]+个?(?:方面|公开|办法|要点|环节|方案|安全|类内部|类过程|类事项)|一起(?![,，。;；、\s]|$)|三类|四类|两类|千万|百万|万一|[千万]家万?户"
)
"""Words with a numeral in them that count nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands: ``value`` with 万 multiplied out (``high`` too where it is a range), ``unit`` "" when there is
    none; offsets into the line. ``exact`` is False for bounds, ranges and doubts (40多, 大概, 九件？)."""

    text: str
    start: int
    end: int
    kind: Kind
    value: Decimal
    unit: str = ""
    high: Decimal | None = None
    exact: bool = True

    @property
    def plain(self) -> Decimal:
        """The value with 万元 and 亿元 in 元: 25.1万元 and 251000元 are one amount."""
        return self.value * _SCALES[self.unit[0]] if self.unit in ("万元", "亿元") else self.value

    @property
    def in_digits(self) -> bool:
        return any(c.isdigit() and c.isascii() for c in fold(self.text))


def figures(line: str) -> list[Figure]:
    """Every number of a line, in order. Numerals inside words (一网通办, 三公经费) are none."""
    folded = fold(line)
    found: list[Figure] = []
    left = folded
    for kind, pattern in _NOT_AMOUNTS:
        for match in pattern.finditer(left):
            found.append(Figure(line[match.start() : match.end()], *match.span(), kind, _first(match[0])))
        left = _blanked(pattern, left)
    for match in _BROKEN.finditer(left):
        value = Decimal(re.sub(r"\D", "", match[0]))
        found.append(
            Figure(line[match.start() : match.end()], *match.span(), "broken", value, match["unit"], exact=False)
        )
    left = _blanked(_BROKEN, left)
    for match in _RANGE.finditer(left):
        if (one := _range(line, match)) is not None:
            found.append(one)
            left = left[: one.start] + _GAP * (one.end - one.start) + left[one.end :]
    found += [one for match in _AMOUNT.finditer(left) if (one := _amount(line, left, match)) is not None]
    return sorted(found, key=lambda f: f.start)


_GAP = "\ue000"
"""Stands where a number was read already."""


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: _GAP * len(m[0]), text)


def _first(text: str) -> Decimal:
    match = re.search(_DIGITS, text)
    if match:
        return Decimal(match[0].replace(",", ""))
    han = re.search(f"{_HAN_DIGITS}+", text)
    return Decimal(chinese_to_int(han[0]) or 0) if han else Decimal(0)


def _range(line: str, match: re.Match[str]) -> Figure | None:
    if match["pair"]:
        low, high = (Decimal(chinese_to_int(c + match["tens"]) or 0) for c in match["pair"])
    elif match["a"]:
        low, high = Decimal(match["a"]), Decimal(match["b"])
    else:
        low, high = (Decimal(match[g].replace(",", "")) for g in ("low", "high"))
    if low >= high:
        return None
    return Figure(line[match.start() : match.end()], *match.span(), "amount", low, match["unit"], high, exact=False)


def _amount(line: str, folded: str, match: re.Match[str]) -> Figure | None:
    start, end = match.start("digits" if match["digits"] else "han"), match.end()
    if match["han"]:
        if _NO_NUMBER_BEFORE.search(folded[:start]) or any(
            m.start() <= start < m.end() for m in _IDIOM.finditer(folded)
        ):
            return None
        if not match["unit"] and not _stands_alone(folded, match):
            return None
        number = chinese_to_int(match["han"])
        if number is None:
            return None
        value = Decimal(number)
    else:
        value = Decimal(match["digits"].replace(",", ""))
    if match["scale"]:
        value *= _SCALES[match["scale"]]
    bounds = ("before", "more", "more2", "more3", "after", "doubt")
    exact = not any(match[name] for name in bounds)
    if match["before"]:
        start = match.start("before")
    return Figure(line[start:end].rstrip(), start, end, "amount", value, match["unit"] or "", exact=exact)


def _stands_alone(folded: str, match: re.Match[str]) -> bool:
    """A Chinese numeral without a unit is a number at the end of a clause (强制零, 许可一百八十四), never inside a word."""
    behind = folded[match.end("han") :].lstrip()
    return (not behind or behind[0] in ",。;、()\n" or behind[0] == _GAP) and (
        len(match["han"]) > 1 or match["han"] == "零"
    )

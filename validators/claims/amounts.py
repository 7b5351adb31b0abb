"""Amounts of cases (件) in a clause: digits or Chinese numerals, exact or bounded."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from validators.claims.model import Bound

_UNIT = r"(?:件次|件|条|起|宗|项|封|份|例)"
_CHINESE = r"[零〇一二两三四五六七八九十百千万亿]+"
_AMOUNT = regex(
    rf"(?P<before>近|约|超过?|逾|不足|不到|少于|各|\d{{1,6}}(?:至|到|-|—|~)(?=\d{{1,6}}\s*{_UNIT}))?\s*"
    rf"(?<![万亿千百])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d[\d ]*\d|\d)(?P<fraction>\.\d+)?|(?<!\d)(?P<chinese>{_CHINESE}))"
    rf"\s*(?P<more>余|多)?\s*(?P<large>[百千万亿])?\s*(?P<more2>余|多)?\s*(?P<unit>{_UNIT})(?P<about>左右|上下)?"
)
_NUMBER_AND_UNIT = regex(rf"[\d余多{_CHINESE[1:-2]}]\s*{_UNIT}")
"""Without this in it, a clause gives no amount: most of them are done with it."""
_NO_NUMBER = regex(rf"\d[\d ,]{{30,}}|{_CHINESE[:-1]}{{20,}}|\s{{8,}}")
"""Runs that no amount is written with; the pattern above would take long over them."""
_VAGUE = regex(r"(?:数|几|上|成|好|若干)$")
_BARE_UNIT = regex(r"[百千万亿]+")
"""数百件, 上千件, 百件实事: no figure. 近百件 and 百余件 are bounds."""
_CASES = regex(r"(?:诉讼|复议|起诉|案件|申请)\s*$")
# 一项工作, 一起推进, 每一件, 第三条, 十五项内容 … are no amounts of applications.
_NO_AMOUNT_BEFORE = regex(r"(?:第|每|同|逐|任何|另|哪|这|该|某|前|后|无|没有|未有)\s*$")
_ADVERB = regex(r"^一起(?!政府|信息|行政|依申请|申请|案)")
_NO_AMOUNT_AFTER = regex(r"^(?:一|工作|制度|措施|机制|任务|规定|办法|内容|承诺|改革|标准)")


class Amount(NamedTuple):
    """An amount with its span in the clause; 余/多/超过 bound from below, 不到/不足 from above, 近/约 and 20至30 loosely."""

    value: Decimal
    bound: Bound
    start: int
    end: int


def _is_vague(text: str, match: re.Match[str]) -> bool:
    if not _BARE_UNIT.match(match["chinese"]):
        return False
    bound = match["before"] or match["more"] or match["more2"]
    return bool(_VAGUE.search(text[: match.start("chinese")])) or not (bound or match["about"])


@lru_cache(maxsize=1024)
def read_amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of cases in a clause; ordinals, adverbs and things that are no cases left out."""
    return tuple(_amounts(text))


def _amounts(text: str) -> Iterator[Amount]:
    if not _NUMBER_AND_UNIT.search(text):
        return
    text = _NO_NUMBER.sub(lambda run: "#" * len(run[0]), text)
    for match in _AMOUNT.finditer(text):
        if _NO_AMOUNT_BEFORE.search(text[: match.start()]) or _NO_AMOUNT_AFTER.match(text[match.end() :]):
            continue
        if _ADVERB.match(text[match.start() :]) and not _CASES.search(text[: match.start()]):  # 行政诉讼一起
            continue
        if match["chinese"] and _is_vague(text, match):
            continue
        if match["digits"]:
            value = Decimal(re.sub(r"[, ]", "", match["digits"]) + (match["fraction"] or ""))
        else:
            number = chinese_to_int(match["chinese"])
            if number is None:
                continue
            value = Decimal(number)
        if match["large"]:
            value *= chinese_to_int("一" + match["large"]) or 1
        bound: Bound = "exact"
        if match["more"] or match["more2"] or (match["before"] or "").startswith(("超", "逾")):
            bound = "at_least"
        elif match["before"] in ("不足", "不到", "少于"):
            bound = "at_most"
        elif match["about"] or (match["before"] or "各") != "各":
            bound = "about"
        yield Amount(value, bound, match.start(), match.end())

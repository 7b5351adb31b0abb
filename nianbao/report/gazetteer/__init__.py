"""China's administrative divisions by name and level: 市 alone does not tell whether a city is a county.

The data (``SOURCES.md``) are facts only: names, and what stands below what. A line is
``province|prefecture:county,county,…``; no prefecture: the counties stand directly under the province.
"""

from functools import cache
from pathlib import Path
from typing import Literal

DivisionLevel = Literal["province", "prefecture", "county"]

PARTS = ("divisions.txt", "former.txt", "sample.txt")
"""Today's divisions, cities that ended since 2015 (older reports name them), and the invented places of our examples."""
_PROVINCE_ENDINGS = ("特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")
_OTHER_ENDINGS = ("地区", "盟", "市", "区", "县", "旗", "州")
_PEOPLES = [
    "土家族",
    "苗族",
    "藏族",
    "羌族",
    "彝族",
    "布依族",
    "侗族",
    "壮族",
    "傣族",
    "景颇族",
    "白族",
    "哈尼族",
    "傈僳族",
    "蒙古",
    "哈萨克",
    "回族",
    "朝鲜族",
    "柯尔克孜",
]
"""Names of peoples in the names of the thirty autonomous prefectures; their short names leave these out (恩施州)."""


@cache
def divisions() -> dict[str, DivisionLevel]:
    """Full name → level. No name stands for two levels; districts of a municipality are county divisions here."""
    found: dict[str, DivisionLevel] = {}
    for part in PARTS:
        for line in Path(__file__).with_name(part).read_text(encoding="utf-8").splitlines():
            province, _, below = line.partition("|")
            prefecture, _, counties = below.partition(":")
            found[province] = "province"
            if prefecture:
                found[prefecture] = "prefecture"
            if counties:
                found.update(dict.fromkeys(counties.split(","), "county"))
    for name in [name for name in found if name.endswith("自治州")]:
        start = min(at for people in _PEOPLES if (at := name.find(people)) > 0)
        found.setdefault(f"{name[:start]}州", "prefecture")
    return found


@cache
def longest_name() -> int:
    return max(map(len, divisions()))


@cache
def provinces_in_short() -> dict[str, str]:
    """江苏 → 江苏省, 内蒙古 → 内蒙古自治区, of all provinces."""
    return {_short(name, level): name for name, level in divisions().items() if level == "province"}


@cache
def short_names() -> dict[str, DivisionLevel | None]:
    """Names without 省, 市, 区, 县 (江苏, 苏州, 昆山) → level; None where two levels share one (吉林, 朝阳)."""
    found: dict[str, DivisionLevel | None] = {}
    for name, level in divisions().items():
        short = _short(name, level)
        if len(short) > 1:
            found[short] = level if found.get(short, level) == level else None
    return found


def _short(name: str, level: DivisionLevel) -> str:
    endings = _PROVINCE_ENDINGS if level == "province" else _OTHER_ENDINGS
    return next((name[: -len(ending)] for ending in endings if name.endswith(ending)), name)

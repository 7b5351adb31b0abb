"""Passages of comparable reports for the model to learn tone from, with every number and agency name masked."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from nianbao.drafting.vocabulary import ALLOWED, COUNTING, GENERIC_ORGAN, GENERIC_STEM, ORGAN, PLACE
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import fold

MASK_NUMBER, MASK_AGENCY = "〔数〕", "〔机关〕"
MAX_LENGTH = 260
_PLACE = regex(rf"{HAN}{{2,6}}?(?:省|自治区|市|县|区|镇|乡|街道)(?={HAN})")
_BUREAU = regex(rf"(?:{HAN}{{2}}|[县市区省镇乡])?[县市区省镇乡]{HAN}{{2,6}}?(?:局|委员会|厅)")
_ORDINAL = regex(r"[一二三四五六七八九十]是")


def mask(text: str, names: Sequence[str] = ()) -> str:
    """``text`` without its figures and names: what the model can neither copy nor learn.

    ``names``: the agency's own name and its parts, masked wherever they stand.
    """
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\ue000{chr(0xE100 + len(kept) - 1)}"

    masked = fold(text)
    for name in sorted((n for n in names if len(n) > 1), key=len, reverse=True):
        masked = masked.replace(fold(name), MASK_AGENCY)
    for pattern in (ORGAN, _BUREAU, PLACE):
        masked = pattern.sub(lambda m: m.group() if _generic(m) else MASK_AGENCY, masked)
    masked = re.sub(rf"(?:{re.escape(MASK_AGENCY)})+", MASK_AGENCY, masked)
    masked = _ORDINAL.sub(keep, ALLOWED.sub(keep, masked))
    masked = "".join(MASK_NUMBER if _counts(c) else c for c in masked)
    masked = re.sub(rf"(?:{re.escape(MASK_NUMBER)}[\s.,]*)+", MASK_NUMBER, masked)
    return re.sub("\ue000(.)", lambda m: kept[ord(m[1]) - 0xE100], masked)[:MAX_LENGTH]


def _counts(character: str) -> bool:
    """A numeral of any script, also those that Unicode gives no value (两, 半)."""
    return unicodedata.numeric(character, None) is not None or character in COUNTING


def _generic(match: re.Match[str]) -> bool:
    """各级人民政府, 乡镇, 上级机关: names of nobody."""
    groups = match.groupdict()
    if "stem" in groups:
        return bool(GENERIC_STEM.search(groups["stem"]))
    return bool(GENERIC_ORGAN.search(groups["name"])) if "name" in groups else False


def masked_exemplars(
    find: Callable[[str], Sequence[tuple[str, str]]], titles: dict[str, str], each: int = 2
) -> dict[str, list[str]]:
    """Aspect key → masked passages. ``find`` searches past reports by a title and gives (text, agency) pairs."""
    return {
        key: [mask(text, name_parts(agency)) for text, agency in find(title)[:each]] for key, title in titles.items()
    }


def name_parts(agency: str) -> list[str]:
    """An agency's full name and the place names in it, longest first: 示例省云岭市, 柳溪镇 …"""
    parts = [m.group() for m in _PLACE.finditer(agency + "机")]
    return [agency, *sorted(parts, key=len, reverse=True)]

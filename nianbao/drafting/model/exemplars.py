"""Passages of comparable reports for the model to learn tone from, with every number and agency name masked."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from nianbao.drafting.material.inputs import ASPECT_TITLES
from nianbao.drafting.sentences.vocabulary import ALLOWED, COUNTING, GENERIC_ORGAN, GENERIC_STEM, ORGAN, PLACE
from nianbao.report.model import Report
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import fold

MASK_NUMBER, MASK_AGENCY = "〔数〕", "〔机关〕"
MAX_LENGTH = 260
_PLACE = regex(rf"{HAN}{{2,6}}?(?:省|自治区|市|县|区|镇|乡|街道)(?={HAN})")
_BUREAU = regex(rf"(?:{HAN}{{2}}|[县市区省镇乡])?[县市区省镇乡]{HAN}{{2,6}}?(?:局|委员会|厅)")
_ORDINAL = regex(r"[一二三四五六七八九十]是|（[一二三四五六七八九十]）|\([一二三四五六七八九十]\)")
_PLAIN = regex(r"一律|一概|唯一|万一|一向|之一|一举|一应|一时|一切|一再|三者|两者|四面八方|半天")
"""Words with a numeral in them that count nothing and stand in no list of claims."""
_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})
_SUBHEADING = regex(r"^[（(][一二三四五六七八九十]+[）)](?P<title>[^。：:，]{2,14})[。：:]?")
_SENTENCE = regex(r"[^。；\n]+[。；]?")
_BROKEN_NUMBER = regex(
    rf"{MASK_NUMBER}(?![年月日号条件篇次份个项起场期人名家户处批部例宗类种轮万元%％，。；、：）〕余多分位级届天小])"
)
_BROKEN_AGENCY = regex(rf"(?<![，。；：、由向对在与和及经据到于〕]){MASK_AGENCY}|{MASK_AGENCY}(?=[者民务场区域])")


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
    masked = _ORDINAL.sub(keep, _PLAIN.sub(keep, ALLOWED.sub(keep, masked)))
    masked = "".join(MASK_NUMBER if _counts(c) else c for c in masked)
    masked = re.sub(rf"(?:{re.escape(MASK_NUMBER)}[\s.,]*)+", MASK_NUMBER, masked)
    return re.sub("\ue000(.)", lambda m: kept[ord(m[1]) - 0xE100], masked).translate(_WIDE)[:MAX_LENGTH]


def _counts(character: str) -> bool:
    """A numeral of any script, also those that Unicode gives no value (两, 半)."""
    return unicodedata.numeric(character, None) is not None or character in COUNTING


def _generic(match: re.Match[str]) -> bool:
    """各级人民政府, 乡镇, 上级机关: names of nobody."""
    groups = match.groupdict()
    if "stem" in groups:
        return bool(GENERIC_STEM.search(groups["stem"]))
    return bool(GENERIC_ORGAN.search(groups["name"])) if "name" in groups else False


def clean(masked: str) -> str:
    """Masked text without the sentences in which a mask broke a word (均〔机关〕专栏下载): they would teach bad Chinese."""
    sentences = [m.group() for m in _SENTENCE.finditer(masked)]
    whole = [t for t in sentences if not _BROKEN_NUMBER.search(t) and not _BROKEN_AGENCY.search("，" + t)]
    if whole and not whole[-1].endswith("。"):
        whole[-1] = whole[-1].rstrip("；") + "。" if len(whole[-1]) < MAX_LENGTH and whole[-1].endswith("；") else ""
    return "".join(whole)


def masked_exemplars(
    find: Callable[[str], Sequence[tuple[str, str]]], titles: dict[str, str], each: int = 2
) -> dict[str, list[str]]:
    """Passage key → masked passages. ``find`` searches past reports by a title and gives (text, agency) pairs."""
    found = {
        key: [clean(mask(text, name_parts(agency))) for text, agency in find(title)] for key, title in titles.items()
    }
    return {key: [text for text in texts if text][:each] for key, texts in found.items()}


def last_years_passages(report: Report) -> dict[str, str]:
    """Last year's passages by key, masked: what the agency wrote, without its numbers, so that they cannot be copied."""
    names = name_parts(report.agency.name)
    keys = {title: key for key, title in ASPECT_TITLES.items()}
    texts: dict[str, list[str]] = {}
    current: str | None = None
    for line in report.text("overview").split("\n"):
        heading = _SUBHEADING.match(line.strip())
        if heading:
            current = next((key for title, key in keys.items() if title == heading["title"].strip()), None)
        if current is not None:
            texts.setdefault(current, []).append(line[heading.end() :] if heading else line)
    texts["problems"] = [report.text("problems")]
    masked = {key: clean(mask("".join(lines), names)) for key, lines in texts.items()}
    return {key: text for key, text in masked.items() if text}


def name_parts(agency: str) -> list[str]:
    """An agency's full name and the place names in it, longest first: 示例省云岭市, 柳溪镇 …"""
    parts = [m.group() for m in _PLACE.finditer(agency + "机")]
    return [agency, *sorted(parts, key=len, reverse=True)]

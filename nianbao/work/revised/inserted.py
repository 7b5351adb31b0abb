"""Words that are to stand behind or before others (在“……”后面加上……)."""

from typing import Any

from nianbao.report.patterns import regex
from nianbao.work.revised.change import Change
from nianbao.work.revised.lines import QUOTED, aspect_named, line_named, lines_of, measure_for, unquoted

_INSERT = regex(
    r"^(?:在|到)?(?P<at>.{2,80}?)(?:的|之)?(?<!最)(?P<side>[前后])[面边头]?(?P<of>的?(?:改进)?措施里?)?(?:再|还|要)*(?:加|补|添|插|写)(?:上|充|入|进)?(?:一?[句段条个](?:话)?[：:，,\s]*|[：:\s]+|(?P<joint>，)|)(?P<new>.{2,300})$"
)
_TO_PART = regex(
    r"^(?P<new>.{4,100}?)[，,\s]*(?:[你您]|帮我|给我)?(?:也|都)?(?:写|加|放|补)(?:到|进|在)(?P<to>[^，,]{2,12}?)(?:里面?|中|那里|部分|去)*[吧。]*$"
)
"""清理过期信息36条，写到政府信息管理里."""
_NAMED = regex(r"[句段条处个]|[“\"「]")
"""Without one of these, words before 后面 name no line."""
_JOINS = "，、；。和及与并"
_A_SENTENCE = 8
"""Fewer characters are no sentence of their own."""
_NOT_FOUND = "没有找到“{at}”这一句；由表格的数写成的句子不能插话，可以说加在哪一段，例如“监督保障加一句：……”。"


def inserted(inputs: dict[str, Any], said: str, section: str | None) -> list[Change] | str | None:
    """The line with the words beside those that are named, or a line more in its aspect where it is a number's; None where no
    line is named."""
    texts = lines_of(inputs)
    if (match := _TO_PART.match(said.strip())) and (aspect := aspect_named(match["to"])):
        return [Change(f"practices.{aspect}", "add", "", new := unquoted(match["new"]), new)]
    match = _INSERT.match(said.strip())
    if match is None or not (_NAMED.search(match["at"]) or any(match["at"] in text for text in texts.values())):
        return None
    quoted = QUOTED.search(match["at"])
    words = quoted["words"] if quoted else match["at"] if any(match["at"] in t for t in texts.values()) else ""
    place = next((p for p, t in texts.items() if words and words in t), None) or line_named(texts, match["at"], section)
    if place is None:
        return _NOT_FOUND.format(at=words or match["at"])
    new = unquoted(match["new"])
    if match["of"] and place.startswith("problems."):
        place = place.replace("problems.", "measures.")
        if place not in texts:
            return [measure_for(inputs, int(place.partition(".")[2]), new)]
    name = place.partition(".")[0]
    if name in ("facts", "results"):
        aspect = inputs["facts"][int(place.partition(".")[2]) - 1]["aspect"] if name == "facts" else "supervision"
        new = new.strip("，、；。")
        return [Change(f"practices.{aspect}", "add", "", new, new)]
    line = texts[place]
    after = _beside(line, words or line, f"{match['joint'] or ''}{new}", match["side"])
    return [Change(place, "set", line, after, after)]


def _beside(line: str, words: str, new: str, side: str) -> str:
    """Within a line as it is said, at its ends as a sentence of its own."""
    at = line.index(words) + (len(words) if side == "后" else 0)
    before, behind = line[:at], line[at:]
    if not behind.strip("。") and new[0] not in _JOINS:
        return f"{before.rstrip('。')}{'，' if len(new) < _A_SENTENCE else '。'}{new}"
    if not before and new[-1] not in _JOINS:
        return f"{new}。{behind}"
    mark = behind[:1] if side == "后" and behind.startswith(("，", "、")) and new[0] not in _JOINS else ""
    return f"{before}{mark}{new}{behind}"

"""STR: how the title and the headings are worded and numbered."""

import re
from collections.abc import Iterator

from nianbao.report.layout import SECTIONS, SectionKey, SectionLayout
from nianbao.report.model import Heading, Report
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import squeeze
from validators.basis import ARTICLE_50, FORMAT, FORMAT_1
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import WholeText
from validators.rules.structure.sub_headings import is_table_label

# --- headings of the six sections -------------------------------------------------------------------------------

_JOINED = regex(r"以及|[及和与、,，]")
_LONGER_TITLE = regex(r"^因政府信息公开(?:工作)?被?(?:申请)?行政复议(?:被?提起)?行政诉讼的?情况$")


def _official(key: SectionKey) -> SectionLayout:
    return next(s for s in SECTIONS if s.key == key)


def _compared(title: str) -> str:
    """A title without white space, 及/和/与/、 and punctuation at its end."""
    return _JOINED.sub("", squeeze(title).rstrip("。.:;,、"))


def _worded_officially(key: SectionKey, title: str) -> bool:
    official = _official(key)
    mine = _compared(title)
    if key == "proceedings" and _LONGER_TITLE.match(mine):
        return True
    return mine in {_compared(t) for t in (official.title, *official.aliases)}


@rule("STR-03", "各部分标题与统一格式一致", "info", (FORMAT,), related=("STR-01",), of_prose=False)
def headings_as_official(context: Context) -> Iterator[Hit | Remark]:
    """A recognised heading is worded differently; 及/和/、, spaces and the longer section-four title do not count."""
    headings = {h.raw: h for h in context.report.headings if h.key is not None}
    if not headings:
        yield Remark("insufficient_data", "没有找到任何一个部分的标题")
        return
    for heading in headings.values():
        assert heading.key is not None
        if _worded_officially(heading.key, heading.title):
            continue
        official = _official(heading.key)
        yield Hit(
            f"标题写作“{heading.title}”，统一格式是“{official.title}”",
            Where(section=heading.key, quote=heading.raw),
            suggestion=f"标题改为“{official.ordinal}、{official.title}”，与统一格式一致。",
        )


_SUBTOPIC = regex(
    r"^(?:政府信息)?(?P<topic>主动公开|依申请公开|(?:政府)?信息管理|(?:政府信息)?(?:公开)?平台建设|监督保障)"
    r"(?:政府信息)?(?:工作)?(?:的?情况|方面)?$"
)
_STANDS_FOR: dict[str, SectionKey] = {"主动公开": "active_disclosure", "依申请公开": "applications"}
"""Sub-topics that, where that section is missing, may be its heading under another name (STR-01 speaks of it)."""


@rule("STR-04", "一级标题只有六个部分", "warning", (FORMAT, FORMAT_1), related=("STR-01", "STR-02"), of_prose=False)
def six_top_headings(context: Context) -> Iterator[Hit | Remark]:
    """Sub-topics of 总体情况 promoted to top level, or more than six top-level headings."""
    report = context.report
    if not any(h.key for h in report.headings):
        yield Remark("insufficient_data", "没有找到任何一个部分的标题")
        return
    renamed = [s.heading for s in report.sections]
    promoted = [h for h in report.headings if h.key is None and h not in renamed and _promoted(report, h)]
    if promoted:
        said = "、".join(f"“{h.raw}”" for h in promoted)
        yield Hit(
            f"{said}是“总体情况”的内容，这里写成了一级标题",
            Where(section="overview", quote=promoted[0].raw),
            suggestion="并入“一、总体情况”，用（一）（二）编号。",
        )
        return
    extra = [*_repeated(report), *_unknown_at_top(report)]
    known = len({h.key for h in report.headings if h.key} | {s.key for s in report.sections})
    if extra and known + len(extra) > len(SECTIONS):
        said = "、".join(f"“{h.raw}”" for h in extra)
        yield Hit(
            f"一级标题有{known + len(extra)}个，统一格式是六个；多出的是{said}",
            Where(section=extra[0].key, quote=extra[0].raw),
            expression=f"{known}+{len(extra)} > {len(SECTIONS)}",
            left=known + len(extra),
            right=len(SECTIONS),
            suggestion="把多出的内容并入相应部分，标题降为（一）（二）一级。",
        )


def _promoted(report: Report, heading: Heading) -> bool:
    match = _SUBTOPIC.match(_compared(heading.title))
    if match is None:
        return False
    stands_for = _STANDS_FOR.get(match["topic"])
    return stands_for is None or report.section(stands_for) is not None


def _repeated(report: Report) -> list[Heading]:
    """Numbered section headings printed a second time; three or more are a table of contents, not sections."""
    seen: set[SectionKey] = set()
    again: list[Heading] = []
    for heading in report.headings:
        if heading.key is None or heading.numbering == "none":
            continue
        if heading.key in seen:
            again.append(heading)
        seen.add(heading.key)
    return again if len(again) < 3 else []


def _unknown_at_top(report: Report) -> list[Heading]:
    """Headings of no official title that go on with the count of the sections; 一、二、 within a section do not."""
    found: list[Heading] = []
    last, nested = 0, False
    renamed = [s.heading for s in report.sections]
    for heading in report.headings:
        if heading.key is None and heading in renamed:
            last, nested = heading.ordinal or last, False
        elif heading.key is not None:
            last, nested = heading.ordinal or SECTIONS.index(_official(heading.key)) + 1, False
        elif not nested and heading.ordinal == last + 1 and not is_table_label(heading.raw):
            found.append(heading)
            last += 1
        else:
            nested = True
    return found


# --- title ------------------------------------------------------------------------------------------------------

_TAIL = regex(r"政府信息公开工作(?:(?:19|20)\d{2}年?)?年度报告$")
_ANY_TAIL = regex(
    r"(?:政府|政务)?(?:信息)?公开(?:工作)?(?:(?:19|20)\d{2}年?)?(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)$"
)
_YEAR = regex(r"((?:19|20)\d{2})(?=年)")
_ANY_YEAR = regex(r"(?:19|20)\d{2}|二[零〇○oO0][零〇○oO0一二三四五六七八九]{2}")
_SPLIT_WORD = regex(r"政\s+府|信\s+息|公\s+开|工\s+作|年\s+度(?!假)|报\s+告|年\s+报(?=$|\s*告)")
_LETTER_SPACED = 3
"""So many words of a title with a space inside are spaced out on purpose."""


@rule("STR-09", "标题是机关加年度加“政府信息公开工作年度报告”", "warning", (FORMAT,), of_prose=False)
def title_as_official(context: Context) -> Iterator[Hit | Remark]:
    """Agency + year + 政府信息公开工作年度报告 (year first and 年度 are fine), of this year, no space inside a word."""
    title = context.report.title
    if not title.strip():
        yield _no_title(context.report)
        return
    yield from _split_words(title)
    flat = re.sub(r"\([^()]*\)$|\[\d{4}\]\d*号?|\[\d{4}年度?\]$", "", squeeze(title))
    yield from _title_year(context, squeeze(title))
    wrong = _title_slips(flat)
    if wrong:
        yield Hit(
            f"标题{'，'.join(wrong)}：“{title.strip()}”",
            _in_title(title),
            suggestion=f"标题改为“{_official_title(context.report)}”。",
        )
    elif not re.search(rf"{HAN}{{2,}}", re.sub(r"(?:19|20)\d{2}年?度?|关于|的", "", _TAIL.sub("", flat))):
        yield Hit(
            f"标题没有写机关名称：“{title.strip()}”",
            _in_title(title),
            suggestion=f"标题改为“{_official_title(context.report)}”；机关名称在标题上面单独成行的，不必改。",
            severity="info",
        )


_LONGEST_TITLE = 60
_NO_TITLE = regex(r"[。,;:!?]")
_TITLE_LIKE = regex(r"(?:公开|依法行政|法治政府).*(?:报告|总结|汇报|小结|情况|年报|综述|材料)$")


def _worded_otherwise(report: Report) -> str | None:
    """The first line before section one, where it is worded as a title is: …政务公开工作总结."""
    line = next((line.strip() for line in report.preamble.split("\n") if line.strip()), "")
    flat = squeeze(line)
    if len(flat) > _LONGEST_TITLE or _NO_TITLE.search(flat) or not _TITLE_LIKE.search(flat):
        return None
    return line


def _no_title(report: Report) -> Hit | Remark:
    """A text whose first words are no title: the report lacks one, unless pages are pictures or the page names it."""
    elsewhere = any(s.source == "page" for s in report.statements)
    if elsewhere or report.notice("no_text_layer") or not report.text("overview").strip():
        return Remark("insufficient_data", "没有读到报告的标题")
    if worded := _worded_otherwise(report):
        return Hit(
            f"标题“{worded}”里没有“政府信息公开工作年度报告”",
            Where(section="title", quote=worded),
            suggestion=f"标题改为“{_official_title(report)}”。",
        )
    return Hit(
        "没有找到年报的标题",
        Where(section="title"),
        suggestion=f"在正文前加上标题“{_official_title(report)}”；标题在文件之外的，请连同标题一起审核。",
    )


def _in_title(title: str) -> Where:
    return Where(section="title", start=0, end=len(title), quote=title)


def _official_title(report: Report) -> str:
    name = report.agency.name if re.fullmatch(r"[\u4e00-\u9fff（）()]+", report.agency.name) else "机关名称"
    return f"{name}{report.year or '××××'}年政府信息公开工作年度报告"


def _split_words(title: str) -> Iterator[Hit]:
    found = list(_SPLIT_WORD.finditer(title))
    if not found or len(found) >= _LETTER_SPACED:
        return
    said = "、".join(f"“{m.group()}”" for m in found)
    first = found[0]
    yield Hit(
        f"标题里有多余的空格：{said}",
        Where(section="title", start=first.start(), end=first.end(), quote=first.group()),
        suggestion="删去词中间的空格。",
    )


def _title_year(context: Context, flat: str) -> Iterator[Hit]:
    """A year in brackets behind the title (2024年度) is a year."""
    year, printed = context.report.year, [int(y) for y in _YEAR.findall(flat)]
    if not printed:
        if not _ANY_YEAR.search(flat):
            yield Hit("标题没有写年份", _in_title(context.report.title), suggestion="在机关名称后写明报告年度。")
        return
    other = next((y for y in printed if y != year), None)
    if year is not None and other is not None:
        yield Hit(
            f"标题里的年份是{other}年，报告年度是{year}年",
            _in_title(context.report.title),
            expression=f"{other} ≠ {year}",
            left=other,
            right=year,
            suggestion="核对标题里的年份。",
        )


def _title_slips(flat: str) -> list[str]:
    """What the end of the title lacks, in words for the clerk."""
    if _TAIL.search(flat):
        return []
    match = _ANY_TAIL.search(flat)
    tail = match.group() if match else ""
    wrong = []
    if "政府信息公开" not in tail:
        wrong.append("把“政府信息公开”写作“政务公开”" if "政务" in tail else "里没有“政府信息公开”几个字")
    if "工作" not in tail:
        wrong.append("少了“工作”两个字")
    if not tail.endswith("年度报告"):
        wrong.append("末尾不是“年度报告”")
    return wrong or ["末尾不是“政府信息公开工作年度报告”"]


# --- statistics period ------------------------------------------------------------------------------------------

_PERIOD = regex(
    r"统计(?:数据)?的?(?:期限|时限|周期|期间|期|年限|时间|时段|区间|日期)|截[止至]\d{2,4}年|报告期|1月1日|(?<!\d)1月?[-—–~至到]+12月"
    r"|(?:(?:时间|数据)(?:期限|时限|范围|区间)|起止(?:时间|日期)|截止(?:时间|日期)|采集区间)[^。;,，]{0,12}?(?:\d{1,2}月|20\d\d[年./-]|全年|本年)"
)
"""起止时间 and its like are said of many things: a date has to follow."""


@rule("STR-11", "写明统计期限", "info", (ARTICLE_50, FORMAT), WholeText(), related=("TM-02",))
def period_stated(context: Context) -> Iterator[Hit | Remark]:
    """The statistics period (1月1日至12月31日) is stated somewhere in the prose."""
    report = context.report
    if report.section("overview") is None and not report.preamble.strip():
        yield Remark("insufficient_data", "没有读到引言和“一、总体情况”的正文")
        return
    if not any(_PERIOD.search(squeeze(text)) for _, text in report.prose()):
        year = report.year or "××××"
        yield Hit(
            "没有写明数据的统计期限",
            Where(section="preamble" if report.preamble.strip() else "overview"),
            suggestion=f"在引言里写明“本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止”。",
        )

"""The kinds of change to headings, title, preamble and wording."""

import re
from dataclasses import replace
from datetime import date
from random import Random

from benchmarks.mutation_kinds.model import (
    APPLICATION_PROSE,
    PROCEEDING_PROSE,
    Base,
    Kind,
    Make,
    Mutated,
    appended,
    rules,
    with_text,
)
from benchmarks.mutation_kinds.structure import (
    ORDINALS,
    PROSE_SECTIONS,
    aspect_deleted,
    aspect_promoted,
    aspect_rewritten,
    aspects,
    doubled,
    dropped,
    heading_lost,
    ordinal_changed,
    ordinal_in_digits,
    reordered,
    retitled,
    seventh,
    sub_ordinal_slips,
)
from nianbao.report.layout import SectionKey

IDENTITY_NUMBER = "110101199003072279"
LONG_PARAGRAPH = (
    "办公室按月检查各栏目更新情况，发现问题当日转办、次日复核；承办科室按季报送公开目录，由分管负责人签字确认后归档备查，缺项和错项在例会上说明原因。"
    * 9
)


# --- title, years, law ----------------------------------------------------------------------------------------


def _year(base: Base) -> int:
    assert base.report.year is not None
    return base.report.year


def _title_of_last_year(base: Base, random: Random) -> Mutated | None:
    year = _year(base)
    title = base.report.title.replace(f"{year}年", f"{year - 1}年")
    return Mutated(replace(base.report, title=title, year=year - 1), f"标题写{year - 1}年")


def _title(old: str, new: str) -> Make:
    def make(base: Base, random: Random) -> Mutated | None:
        return Mutated(replace(base.report, title=base.report.title.replace(old, new)), f"标题 {old}→{new}")

    return make


def _figure_of_last_year(base: Base, random: Random) -> Mutated | None:
    stated = base.of("received")
    if stated is None or base.previous is None:
        return None
    text = base.report.text(stated.section)
    start = max(text.rfind(mark, 0, stated.start) for mark in "。；\n") + 1
    report = with_text(base.report, stated.section, f"{text[:start]}{_year(base) - 1}年，{text[start:]}")
    return Mutated(report, f"这一句写成{_year(base) - 1}年")


def _period_of_last_year(base: Base, random: Random) -> Mutated | None:
    year = _year(base)
    preamble = re.sub(rf"{year}年(?=\d+月)", f"{year - 1}年", base.report.preamble)
    return (
        Mutated(replace(base.report, preamble=preamble), "统计期限是上一年")
        if preamble != base.report.preamble
        else None
    )


def _no_period(base: Base, random: Random) -> Mutated | None:
    return Mutated(replace(base.report, preamble="本报告依据《政府信息公开条例》第五十条编制。"), "没有统计期限")


def _published(on: tuple[int, int, int]) -> Make:
    def make(base: Base, random: Random) -> Mutated | None:
        years, month, day = on
        return Mutated(base.report, f"公布于次年{month}月{day}日", published=date(_year(base) + years, month, day))

    return make


def _preamble(pattern: str, new: str) -> Make:
    def make(base: Base, random: Random) -> Mutated | None:
        preamble = re.sub(pattern, new, base.report.preamble, count=1)
        return Mutated(replace(base.report, preamble=preamble), new) if preamble != base.report.preamble else None

    return make


# --- leaks ----------------------------------------------------------------------------------------------------


def _foreign_subject(base: Base, random: Random) -> Mutated | None:
    """Another agency where the report means itself: at the head of the paragraph on applications."""
    ranges = aspects(base.report)
    if len(ranges) != 5 or not base.foreign:
        return None
    name = random.choice(base.foreign)
    lines = base.report.text("overview").split("\n")
    at = random.choice((2, 3))
    lines[ranges[at][0] + 1] = f"{name}{lines[ranges[at][0] + 1]}"
    return Mutated(with_text(base.report, "overview", "\n".join(lines)), name)


def _foreign_preamble(base: Base, random: Random) -> Mutated | None:
    if not base.foreign:
        return None
    name = random.choice(base.foreign)
    return Mutated(replace(base.report, preamble=f"本报告由{name}编制。{base.report.preamble}"), name)


def _line(key: SectionKey, *lines: str) -> Make:
    """A sentence of its own at the end of a section."""

    def make(base: Base, random: Random) -> Mutated | None:
        line = random.choice(lines)
        return Mutated(appended(base.report, key, line), line)

    return make


def _whole(key: SectionKey, *texts: str) -> Make:
    """A section with nothing in it but this."""

    def make(base: Base, random: Random) -> Mutated | None:
        text = random.choice(texts)
        return Mutated(with_text(base.report, key, text), text)

    return make


# --- last year's text -----------------------------------------------------------------------------------------


def _copied(*keys: SectionKey) -> Make:
    def make(base: Base, random: Random) -> Mutated | None:
        if base.previous is None:
            return None
        report = base.report
        for key in keys:
            text = re.sub(r"(?<!\d)20\d\d(?=年)", lambda m: str(int(m[0]) + 1), base.previous.text(key))
            report = with_text(report, key, text)
        return Mutated(report, f"照抄上年：{keys}")

    return make


# --- wording --------------------------------------------------------------------------------------------------


def _substituted(pattern: str, new: str, keys: tuple[SectionKey, ...] = PROSE_SECTIONS) -> Make:
    """One random match of a pattern in the prose replaced."""

    def make(base: Base, random: Random) -> Mutated | None:
        matches = [(k, m) for k in keys for m in re.finditer(pattern, base.report.text(k))]
        if not matches:
            return None
        key, match = random.choice(matches)
        text = base.report.text(key)
        put = match.expand(new)
        said = f"“{match[0]}”→“{put}”"
        return Mutated(with_text(base.report, key, text[: match.start()] + put + text[match.end() :]), said)

    return make


def _ordinal_of_list_slips(base: Base, random: Random) -> Mutated | None:
    text = base.report.text("problems")
    groups = [m.start() for m in re.finditer("二是", text)]
    if not groups:
        return None
    at = random.choice(groups)
    return Mutated(with_text(base.report, "problems", text[:at] + "三是" + text[at + 2 :]), "二是→三是")


def _points_miscounted(base: Base, random: Random) -> Mutated | None:
    """A count before the first list: one more or one fewer than the points that follow."""
    text = base.report.text("problems")
    first = text.find("一是")
    line = text[first : text.find("\n", first)]
    points = len(re.findall(r"(?<![统同单])[一二三四五六]是", line))
    if first < 0 or points < 2:
        return None
    count = points + random.choice((1, 2, -1))
    if count < 2:
        count = points + 1
    report = with_text(base.report, "problems", f"存在{ORDINALS[count - 1]}个方面的问题：{text[first:]}")
    return Mutated(report, f"{ORDINALS[count - 1]}个方面，列了{points}条")


def _measure_lost(base: Base, random: Random) -> Mutated | None:
    """The last point of the last list is gone: fewer measures than problems."""
    text = base.report.text("problems")
    at = max(text.rfind("；二是"), text.rfind("；三是"))
    return (
        Mutated(with_text(base.report, "problems", text[:at] + "。"), "少一条措施") if at > text.rfind("\n") else None
    )


WORDING_KINDS = (
    Kind("section_dropped", "prose", rules("STR-01"), dropped, rules("FEE-02", "CON-01", "CON-02", "CON-03", "STR-11", "T4-03")),
    Kind("heading_lost_or_off_topic", "prose", rules("STR-01"), heading_lost, rules("STR-04", "CON-03", "CON-05")),
    Kind("heading_reworded", "prose", rules("STR-03"), retitled({"problems": "五、当前存在的主要问题及下步改进措施", "other": "六、其他事项", "overview": "一、政府信息公开工作基本情况"})),
    Kind("section_doubled", "prose", rules("STR-02", "STR-04"), doubled, rules("STR-10", "CON-08", "TX-03", "NT-15")),
    Kind("sections_out_of_order", "prose", rules("STR-02"), reordered),
    Kind("ordinal_wrong", "prose", rules("STR-02"), ordinal_changed),
    Kind("ordinal_in_digits", "prose", rules("STR-02"), ordinal_in_digits),
    Kind("seventh_section", "prose", rules("STR-04"), seventh, rules("STR-02")),
    Kind("aspect_promoted", "prose", rules("STR-04"), aspect_promoted, rules("STR-02")),
    Kind("sub_ordinal_slips", "prose", rules("STR-10"), sub_ordinal_slips),
    Kind("title_of_last_year", "prose", rules("STR-09", "TM-02"), _title_of_last_year, rules("YR-05", "STR-11", "T4-03", "NT-14")),
    Kind("title_with_space", "prose", rules("STR-09"), _title("报告", "报 告")),
    Kind("title_other_office", "prose", rules("TX-02", "STR-09"), _title("政府信息公开工作", "政务公开工作")),
    Kind("figure_of_last_year", "prose", rules("YR-05"), _figure_of_last_year, rules("NT-14")),
    Kind("period_of_last_year", "prose", rules("TM-02"), _period_of_last_year, rules("YR-05")),
    Kind("no_period", "prose", rules("STR-11"), _no_period),
    Kind("published_late", "prose", rules("TM-01"), _published((1, 4, 12))),
    Kind("published_early", "prose", rules("TM-02"), _published((0, 12, 19))),
    Kind("foreign_agency_in_text", "prose", rules("LK-01"), _foreign_subject),
    Kind("foreign_agency_in_preamble", "prose", rules("LK-01"), _foreign_preamble),
    Kind("law_article_wrong", "prose", rules("CON-06"), _preamble("第五十条", "第六十五条")),
    Kind("law_name_wrong", "prose", rules("CON-06"), _preamble("《中华人民共和国政府信息公开条例》", "《中华人民共和国信息公开条例》")),
    Kind("law_number_wrong", "prose", rules("CON-06"), _line("other", "本报告按《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕13号）编制。", "收费标准见《政府信息公开信息处理费管理办法》（国办函〔2020〕190号）。")),
    Kind("note_to_compiler", "prose", rules("STR-08"), _line("other", "注意事项：1.各单位不得空项；2.报送前删去本段。")),
    Kind("placeholder", "prose", rules("STR-08"), _line("overview", "全年组织培训XX次。", "全年组织培训〔待填〕次。", "TODO：补充培训情况。", "（文字描述）")),
    Kind("identity_number", "prose", rules("LK-03"), _line("overview", f"申请人身份证号码为{IDENTITY_NUMBER}。")),
    Kind("mobile_number", "prose", rules("LK-03"), _line("overview", "申请人张小满，手机号码13800138000，对答复表示满意。")),
    Kind("bank_number", "prose", rules("LK-03"), _line("other", "补助款已汇入申请人银行账号6222021234567890128。")),
    Kind("problems_copied", "prose", rules("CON-04"), _copied("problems"), rules("YR-03", "NT-09", "YR-05")),
    Kind("prose_copied", "prose", rules("YR-03"), _copied("overview", "problems", "other"), rules("CON-04", "YR-05", "T4-03", "NT-10", "NT-13", "CON-05", "NT-15", "NT-16") | APPLICATION_PROSE | PROCEEDING_PROSE),
    Kind("fee_not_reported", "prose", rules("FEE-02"), _whole("other", "没有其他需要报告的事项。", "无。"), rules("FEE-01")),
    Kind("fee_above_all_charges", "prose", rules("FEE-03"), _whole("other", "全年收取信息处理费99999999999元。")),
    Kind("problems_empty", "prose", rules("CON-03"), _whole("problems", "无。", "本年度不存在问题。")),
    Kind("measures_missing", "prose", rules("CON-03"), _whole("problems", "存在的主要问题：一是政策解读偏少，全年只有4篇；二是栏目更新不及时。"), rules("CON-05")),
    Kind("measure_lost", "prose", rules("CON-05"), _measure_lost, rules("NT-15")),
    Kind("aspect_deleted", "prose", rules("CON-01"), aspect_deleted, rules("CON-02")),
    Kind("results_deleted", "prose", rules("CON-02"), aspect_rewritten(4, "全年举办业务培训2次，参训46人次，由分管负责人授课。", kind="government")),
    Kind("no_quantity", "prose", rules("CON-07"), aspect_rewritten(0, "坚持以公开为常态、不公开为例外，及时公开各类政府信息，方便群众查询。"), rules("NT-13")),
    Kind("overview_too_long", "prose", rules("CON-08"), _line("overview", LONG_PARAGRAPH), rules("TX-01")),
    Kind("doubled_punctuation", "prose", rules("TX-01"), _substituted(r"(?<!\n)([，。；])(?!\n|$)", r"\1\1")),
    Kind("unpaired_mark", "prose", rules("TX-01"), _substituted(r"[“”《》](?=[^\n])", "")),
    Kind("half_width_comma", "prose", rules("TX-01"), _substituted(r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", ",")),
    Kind("doubled_word", "prose", rules("TX-01"), _substituted(r"政府信息|办公室|公开|答复|栏目", r"\g<0>\g<0>")),
    Kind("slip_in_law_name", "prose", rules("TX-02"), _preamble("条例", "条列"), rules("CON-06")),
    Kind("slip_carried", "prose", rules("TX-02"), _substituted("上年结转", "上年转结", ("overview",)), rules("NT-02", "NT-04")),
    Kind("slip_disclosure", "prose", rules("TX-02", "TX-01"), _substituted(r"(?<=信息)公开(?=[^\n]{12})", "公公开")),
    Kind("list_ordinal_slips", "prose", rules("TX-03"), _ordinal_of_list_slips, rules("NT-15", "CON-05")),
    Kind("points_miscounted", "prose", rules("NT-15"), _points_miscounted),
)  # fmt: skip

"""``figure``: whether something agrees that is no figure of a table: the name of the agency, the title, a date, the fee."""

from collections.abc import Iterator, Mapping
from typing import Any

from nianbao.report.model import Report
from nianbao.report.patterns import regex
from validators.catalogue import catalogue

_MATTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"信息处理费|处理费|收费通知", ("FEE-01", "FEE-02", "FEE-03", "FEE-04")),
    (r"(?:机关|单位|政府|部门|局|镇|县)的?(?:名称|名字|全称)|名称|抬头", ("STR-12", "STR-09", "LK-01")),
    (r"标题|题目", ("STR-09", "STR-03", "STR-04")),
    (r"统计期限|统计时段|统计时间|期限", ("STR-11", "TM-02")),
    (r"公布|发布日期|发布时间|落款", ("TM-01", "TM-02")),
    (r"年度|年份", ("STR-12", "YR-05", "TM-02")),
    (r"错别字|错字|别字|用字", ("TX-02", "TX-01")),
    (r"标点|符号", ("TX-01",)),
    (r"序号|编号|排序", ("STR-02", "STR-10", "TX-03")),
    (r"格式|表样|行列|栏目", ("STR-05", "STR-06", "STR-07")),
    (r"引用|文号|条例|法条|文件名", ("CON-06",)),
    (r"百分比|百分数|比例|占比|增幅", ("NT-07", "NT-14")),
    (r"(?:六个?|各)部分|结构", ("STR-01", "STR-02", "STR-03")),
    (r"个人信息|隐私|手机号|身份证", ("LK-03",)),
)  # fmt: skip
_OF_FIGURES = regex(
    r"数|表|平|勾稽|正文|总计|合计|[件条]|报告|年报|全文|全部|都|这[份篇个]|结转|矛盾|前后|哪里|哪儿|上年|去年"
)
"""Words of a question about the figures as a whole."""
NO_RULE = "程序没有核对这一项的规则，请人工核一遍。"


def matter_asked(said: str) -> tuple[str, ...] | None:
    """The rules on what is named; empty where it is something that no rule is about; None for a question about figures."""
    found = next((rules for words, rules in _MATTERS if regex(words).search(said)), None)
    return found if found is not None else None if _OF_FIGURES.search(said) else ()


def on_the_matter(report: Report, review: Mapping[str, Any], rules: tuple[str, ...]) -> Iterator[str]:
    """What these rules found, else which of them found nothing, and which could not be told."""
    if not rules:
        yield f"**{NO_RULE}**"
        return
    states = {r["rule"]: r for r in review["rules"]}
    findings = [f for f in review["findings"] if f["rule"] in rules]
    known = catalogue()
    passed = [known[r].title for r in rules if states.get(r, {}).get("state") == "pass"]
    open_ = [
        f"{known[r].title}（{'；'.join(states[r]['reasons']) or '没有结论'}）"
        for r in rules
        if states.get(r, {}).get("state") in ("insufficient_data", "parse_error")
    ]
    if findings:
        yield f"**查出{len(findings)}处：**"
        yield from (f"- {f['message']}。" for f in findings)
    elif passed:
        yield "**没有查出问题。**"
    else:
        yield f"**{NO_RULE if not open_ else '没有结论。'}**"
    if passed:
        yield f"- {'其余' if findings else ''}核对过的：{'；'.join(passed)}。"
    if open_:
        yield f"- 没有核对的：{'；'.join(open_)}。"
    if {"STR-12", "STR-09"} & set(rules):
        yield f"- 文件里读到的机关：{report.agency.name or '没有读到'}；标题：{report.title or '没有读到'}"

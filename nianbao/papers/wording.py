"""Results in Chinese Markdown, for the chat, the terminal and the model's eyes alike: one wording each."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.report.agency import Agency, AgencyKind, AgencyLevel
from nianbao.report.layout import SECTIONS
from nianbao.report.regulation import cite
from validators.article50 import ITEM_NAMES, STATUTE_ITEM, ItemVerdict, Verdict
from validators.causes import causes_of
from validators.engine import Finding
from validators.prose.evidence import Evidence
from validators.review import LastYear, PreviousSource, Review
from validators.score import Outcome, Score, ScoreLine
from validators.since import Since

VERDICTS: dict[Verdict, str] = {
    "meets": "符合条例第五十条的要求",
    "meets_with_warnings": "基本符合条例第五十条的要求，有需要修改或说明之处",
    "does_not_meet": "尚不符合条例第五十条的要求，需要修改",
    "unreadable": "有部分内容没能读出，无法下结论",
    "undetermined": "还不能判断是否满足条例第五十条的要求",
}
"""On the screen, on the command line and in the chat."""
VERDICTS_IN_A_LIST: dict[Verdict, str] = {
    "meets": "符合",
    "meets_with_warnings": "基本符合（有需修改处）",
    "does_not_meet": "尚不符合",
    "unreadable": "无法下结论",
    "undetermined": "还不能判断",
}
"""The verdict in short, wherever there is no room for the sentence."""
CONCLUSIONS = VERDICTS_IN_A_LIST
"""In the 审核意见: the same words."""
ITEM_VERDICTS: dict[ItemVerdict, str] = {
    "met": "已写明",
    "partial": "部分写明",
    "missing": "缺失",
    "unreadable": "未能读出",
    "undetermined": "未能判断",
}
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
STATES = {
    "pass": "通过",
    "fail": "发现问题",
    "not_applicable": "不适用",
    "insufficient_data": "数据不足",
    "parse_error": "未能读出",
    "not_run": "未运行",
}
SCORE_OUTCOMES: dict[Outcome, str] = {"lost": "扣分", "kept": "不扣分", "undecided": "没有判断"}
NOTICES = {
    "tracked_changes": "修订痕迹",
    "no_text_layer": "图片页",
    "recognised": "文字识别，待人工核对",
    "decoded": "连写数字已拆开",
    "left_out": "未读取的内容",
    "repaired": "文件有损坏",
    "cut": "文件在中间断了",
    "several_reports": "文件里不止一份年报",
}
"""What a notice of the reading is about (``nianbao.report.model.NoticeCode``)."""
AGENCY_KIND_NAMES: dict[AgencyKind, str] = {
    "government": "人民政府",
    "department": "工作部门",
    "dispatched": "派出机关",
    "authorised": "法律、法规授权的组织",
}
AGENCY_LEVEL_NAMES: dict[AgencyLevel, str] = {
    "state": "国家级",
    "province": "省级",
    "prefecture": "设区的市级",
    "county": "县级",
    "township": "乡镇级",
}
ORIGINS = {"decoded": "由连写的数字拆开得出", "recognised": "由图片识别得出，待人工核对"}
DECISIONS = {"accepted": "采纳", "dismissed": "不采纳", "noted": "批注", "withdrawn": "已撤回"}
WRITERS = {"model": "模型", "built-in": "内置模板"}
_QUOTE = 60


def section_name(key: str | None) -> str:
    """``一、总体情况``; 引言 for the preamble, 标题 for the title."""
    if key == "title":
        return "标题"
    return next((f"{s.ordinal}、{s.title}" for s in SECTIONS if s.key == key), "引言")


def agency_words(agency: Agency) -> str:
    """``县级人民政府（按名称推断）``: as what an agency was reviewed; what is not known is said."""
    if agency.kind is None and agency.level is None:
        return "不能判断"
    level = AGENCY_LEVEL_NAMES[agency.level] if agency.level else "层级不明的"
    kind = AGENCY_KIND_NAMES[agency.kind] if agency.kind else "机关，类别不明"
    return f"{level}{kind}" + ("（按名称推断）" if agency.inferred else "")


def statute_text(item: str) -> str:
    """The words of Article 50 behind an item of the checklist, quoted as law."""
    return cite(50, paragraph=1, item=STATUTE_ITEM[item])


def review_markdown(review: Review) -> str:
    """Verdict, checklist with quotes, findings by severity, and which rules could not decide."""
    report = review.report
    lines = [
        f"**{report.title or '（未读到标题）'}**",
        "",
        f"审核结论：**{VERDICTS[review.verdict]}**。{verdict_reason(review)}",
        "",
        *_counts(review),
        "",
        _rests_on(review),
        "",
    ]
    lines += ["| 条例第五十条 | 结论 | 依据的原文 |", "| --- | --- | --- |"]
    for item in review.items:
        quote = _quotes(item.evidence) or "—"
        missing = f"（缺：{'、'.join(item.missing)}）" if item.missing else ""
        lines.append(
            f"| {item.item} {ITEM_NAMES[item.item]} | {ITEM_VERDICTS[item.verdict]}{missing} | {_cell(quote)} |"
        )
    if review.findings:
        lines += ["", "**发现的问题**", ""]
        lines += [finding_markdown(f) for f in review.findings]
    else:
        lines += ["", nothing_found(review)]
    if undecided := undecided_rules(review):
        lines += ["", "**未能判断的规则**", ""] + [f"- {line}" for line in undecided]
    if review.score is not None:
        lines += ["", *score_markdown(review.score)]
    if review.previous is not None and LAST_YEAR_FROM[review.previous.source]:
        lines += ["", f"上年年报：{last_year_title(review.previous)}"]
    for notice in report.notices:
        lines += ["", f"{NOTICES[notice.code]}：{notice.message}"]
    for problem in report.problems:
        lines += ["", f"读取问题：{problem.message}"]
    return "\n".join(lines)


LAST_YEAR_FROM: dict[PreviousSource, str] = {
    "file": "",
    "library": "参考报告库中的",
    "set": "同一批中的",
    "filing": "上年报送、经终审的一稿",
}
"""Where the report that served as last year's came from; nothing for one that was handed in."""


def last_year_said(last: LastYear) -> str:
    """``2023（上年报送、经终审的一稿）``."""
    served = LAST_YEAR_FROM[last.source]
    return f"{last.year or '年度不明'}{f'（{served}）' if served else ''}"


def last_year_title(last: LastYear) -> str:
    """By its title: ``柳溪镇人民政府2023年…报告（参考报告库中的）``."""
    served = LAST_YEAR_FROM[last.source]
    return f"{last.title or '（没有标题）'}{f'（{served}）' if served else ''}"


def score_said(score: Score) -> str:
    """``满分10分，已发现的问题扣5分；另有2项没有判断，最多再扣7.5分。``"""
    undecided = score.undecided
    said = f"满分{score.total}分，按已发现的问题扣{score.lost}分，余{score.left}分"
    if undecided:
        more = min(sum((Decimal(line.points) for line in undecided), Decimal(0)), Decimal(score.left))
        said += f"；另有{len(undecided)}项没有判断，最多再扣{more}分"
    return f"{said}。自评按规则配置的评分表得出，不影响审核结论，以考评单位的评分为准。"


def score_result(line: ScoreLine) -> str:
    """What became of a line of the score sheet: ``扣5分``, ``不扣分``, ``没有判断``."""
    return f"扣{line.points}分" if line.outcome == "lost" else SCORE_OUTCOMES[line.outcome]


def score_markdown(score: Score) -> list[str]:
    lines = [f"**自评**：{score_said(score)}", "", "| 评分项 | 分值 | 结果 | 依据 |", "| --- | ---: | --- | --- |"]
    for line in score.lines:
        why = _cell("；".join(line.reasons)) or "—"
        lines.append(f"| {line.name} | {line.points} | {score_result(line)} | {why} |")
    return lines


def verdict_reason(review: Review) -> str:
    """What made the verdict, the gravest first: items missing, errors by rule, why nothing better can be said, items
    partly there; and the rules that the profile has switched off."""
    items = [(i.item, i.verdict, i.missing) for i in review.items]
    errors = (f.rule for f in review.findings if f.severity == "error")
    changed = _changed_rules(review.profile.off, review.profile.severities)
    return _reason(items, errors, review.undetermined_because, changed)


def verdict_reason_of(data: Mapping[str, Any]) -> str:
    """As ``verdict_reason``, of a review as the contract writes it (one kept by an earlier version has no reasons)."""
    items = [(i["item"], i["verdict"], i["missing"]) for i in data["article50"]]
    errors = (f["rule"] for f in data["findings"] if f["severity"] == "error")
    changed = _changed_rules(data.get("rules_off", {}), data.get("severities_changed", {}))
    return _reason(items, errors, data.get("undetermined_because", ()), changed)


def _changed_rules(off: Mapping[str, str], changed: Mapping[str, str]) -> list[str]:
    """What a profile keeps from the verdict."""
    said = []
    if off:
        reasons = (f"{rule}（{why.rstrip('。')}）" for rule, why in off.items())
        said.append(f"规则配置停用、没有核对的规则：{'；'.join(reasons)}")
    if milder := [rule for rule, severity in changed.items() if severity == "info"]:
        said.append(f"规则配置改为只作提示的规则：{'、'.join(milder)}")
    return said


def _reason(
    items: Sequence[tuple[str, str, Sequence[str]]],
    errors: Iterable[str],
    undetermined_because: Sequence[str],
    changed_rules: Sequence[str],
) -> str:
    missing = [f"{item}（{'、'.join(parts)}）" for item, verdict, parts in items if verdict == "missing"]
    partial = [f"{item}（缺{'、'.join(parts)}）" for item, verdict, parts in items if verdict == "partial"]
    unread = [item for item, verdict, _ in items if verdict == "unreadable"]
    parts = []
    if missing:
        parts.append(f"缺失的内容：{'；'.join(missing)}")
    if rules := sorted(set(errors)):
        parts.append(f"有错误的规则：{'、'.join(rules)}")
    if unread:
        parts.append(f"没能读出的内容：{'；'.join(unread)}")
    parts += undetermined_because
    if partial:
        parts.append(f"不完整的内容：{'；'.join(partial)}")
    parts += changed_rules
    return "。".join(parts) + ("。" if parts else "")


def _quotes(found: Sequence[Evidence]) -> str:
    """What answers an item; pieces that stand apart in the text are quoted apart, so that no sentence is made of two."""
    several = sum(e.start != e.end for e in found) > 1
    told = (f"“{_shorten(e.quote)}”" if several and e.start != e.end else _shorten(e.quote) for e in found)
    return "；".join(dict.fromkeys(told))


def _rests_on(review: Review) -> str:
    """As what the agency was taken, and the date of publication with where it was read."""
    report = review.report
    said = f"机关类别：{agency_words(review.agency)}"
    if report.published is not None:
        said += f"；公布日期：{report.published.isoformat()}（据“{report.published_source}”）"
    return f"{said}。"


def _counts(review: Review) -> list[str]:
    counts = {s: sum(f.severity == s for f in review.findings) for s in SEVERITIES}
    ran = sum(r.state in ("pass", "fail") for r in review.results)
    return [
        f"错误 {counts['error']} 项，警告 {counts['warning']} 项，提示 {counts['info']} 项；共 {len(review.results)} 条规则，{ran} 条得出结论。"
    ]


def nothing_found(review: Review) -> str:
    """The sentence for a review without findings; where a part could not be read, nothing is said of that part."""
    unread = any(remark.state == "parse_error" for result in review.results for remark in result.remarks)
    return "读出的部分没有发现问题，没能读出的部分没有审核。" if unread else "没有发现问题。"


def finding_markdown(finding: Finding) -> str:
    """One finding: severity, rule, message, expression, quote, basis, what to do."""
    hit = finding.hit
    line = f"- 【{SEVERITIES[finding.severity]}】{finding.rule} {hit.message}。"
    if hit.expression and hit.expression not in hit.message:
        line += f" 算式：`{hit.expression}`。"
    if hit.where.quote:
        line += f" 原文：“{_shorten(hit.where.quote)}”。"
    line += f" 依据：{'、'.join(finding.basis)}。"
    if hit.suggestion:
        line += f" 建议：{hit.suggestion}"
    return line


def undecided_rules(review: Review) -> list[str]:
    """What could not be decided for want of data or because we could not read: a line a cause, with the rules."""
    return [f"{STATES[cause.state]}：{cause.said}" for cause in causes_of(review.results) if cause.state != "not_run"]


def hits_markdown(hits: Iterable[Any]) -> str:
    """Search hits: the statute quoted exactly, notes and past reports named as such."""
    lines: list[str] = []
    for hit in hits:
        if hit.kind == "article":
            lines += [f"**《中华人民共和国政府信息公开条例》{hit.article}**（{hit.title}）", ""]
            lines += [f"> {line}" for line in hit.text.split("\n")]
        else:
            source = f"{hit.agency}{hit.year}年度报告" if hit.agency else "编写说明"
            lines += [f"**{hit.title}**（{source}）", "", *(f"{line}" for line in hit.text.split("\n"))]
        lines.append("")
    return "\n".join(lines).strip() or "没有找到相关的条文或说明。"


def comparison_markdown(comparison: Any) -> str:
    """The comparison as a table, with the peers and why they were chosen."""
    lines = [f"**{comparison.agency}{comparison.year or ''}年度报告的比较**", ""]
    lines += ["| 指标 | 本年 | 上年 | 变化 | 同类中位数 | 名次 |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for m in comparison.metrics:
        if m.value is None and m.previous is None and not m.peers:
            continue
        lines.append(
            f"| {m.label} | {figure(m.value, m.unit)} | {figure(m.previous, m.unit)} | {change(m)} "
            f"| {figure(m.peer_median, m.unit)} | {rank(m)} |"
        )
    if comparison.peers:
        lines += [
            "",
            "同类机关：" + "；".join(f"{p.agency}（{p.year}年，{p.reason}）" for p in comparison.peers) + "。",
        ]
    lines += ["", *(f"- {n}" for n in comparison.notes)]
    if comparison.overlap is not None and comparison.overlap.runs:
        own = [run for run in comparison.overlap.runs if run.own]
        others = len(comparison.overlap.runs) - len(own)
        lines += ["", "与上年报告重复的文字：", *(f"- “{_shorten(r.quote)}”" for r in own[:5])]
        lines += [f"- 另有{others}处是套语、法条、规定的标题一类，不算雷同"] if others else []
    return "\n".join(lines)


def figure(value: int | Decimal | None, unit: str) -> str:
    return "—" if value is None else f"{value}{unit}"


def change(metric: Any) -> str:
    """``+3件（+30.0%）``; shares change in percentage points."""
    if metric.change is None:
        return "—"
    if metric.change == 0:
        return "持平"
    unit = "个百分点" if metric.unit == "%" else metric.unit
    percent = f"（{metric.change_percent:+}%）" if metric.change_percent is not None else ""
    return f"{metric.change:+}{unit}{percent}"


def change_label(metric: Mapping[str, Any]) -> str:
    """``+3件（+30.0%）``; shares change in percentage points; a dash when it is not known."""
    if metric["change"] is None:
        return "—"
    if Decimal(str(metric["change"])) == 0:
        return "持平"
    unit = "个百分点" if metric["unit"] == "%" else metric["unit"]
    percent = metric["change_percent"]
    growth = f"（{Decimal(percent):+}%）" if percent is not None else ""
    return f"{Decimal(str(metric['change'])):+}{unit}{growth}"


def rank(metric: Any) -> str:
    return "—" if metric.rank is None else f"{metric.rank}/{metric.rank_of}"


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTE else flat[: _QUOTE - 1] + "…"


def _cell(text: str) -> str:
    return text.replace("|", "｜").replace("\n", " ")


def since_markdown(found: Since) -> str:
    """What became of the earlier version: mended, still there, new, and what was changed in the text."""
    lines = [f"与上一稿相比：已改正 {len(found.fixed)} 项，仍存在 {len(found.still)} 项，新出现 {len(found.new)} 项。"]
    for said, findings in (("已改正", found.fixed), ("仍存在", found.still), ("新出现", found.new)):
        if findings:
            lines += ["", f"**{said}**", "", *(finding_markdown(finding) for finding in findings)]
    if found.changes:
        lines += ["", "**文字和数字的改动**", ""]
        lines += [
            f"- {section_name(c.section)}：{_shorten(c.before) or '（无）'} → {_shorten(c.after) or '（删去）'}"
            for c in found.changes
        ]
    return "\n".join(lines)

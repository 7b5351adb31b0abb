"""Invented agencies (示例) with the inputs of a draft, in four shapes that bring out different passages.

county: a government with much of everything and a report of last year. bureau: a department whose figures fell.
town: a government without last year's report. quiet: nothing received, nothing published, hardly anything told.
"""

from functools import lru_cache
from typing import Any

from nianbao.drafting.draft import make_draft
from nianbao.drafting.material.inputs import DraftInputs, leaf_addresses
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.model import Report

EXAMPLES = ("county", "bureau", "town", "quiet")
Cells = dict[str, int | str]

_COUNTY: dict[str, Any] = {
    "agency": "示例省云岭市白榆县人民政府",
    "year": 2024,
    "on_time": 45,
    "facts": [
        {"aspect": "active", "label": "通过县政府门户网站公开政府信息", "value": 1386, "unit": "条"},
        {"aspect": "active", "label": "发布政策解读材料", "value": 57, "unit": "篇"},
        {"aspect": "management", "label": "清理失效文件", "value": 83, "unit": "份"},
        {"aspect": "platform", "label": "政务新媒体推送信息", "value": 964, "unit": "条"},
        {"aspect": "supervision", "label": "组织业务培训", "value": 5, "unit": "场"},
    ],
    "practices": [
        {"aspect": "active", "text": "集中公开惠农补贴、义务教育招生和工程建设项目信息"},
        {"aspect": "active", "text": "对政策文件同步开展解读"},
        {"aspect": "on_request", "text": "建立受理、转办、审核、答复台账"},
        {"aspect": "management", "text": "制定政府信息发布审查流程"},
        {"aspect": "management", "text": "年内分2批调整主动公开基本目录"},
        {"aspect": "platform", "text": "改版政府信息公开专栏检索功能"},
        {"aspect": "supervision", "text": "将政务公开纳入部门年度考核"},
    ],
    "problems": ["部分单位政策解读形式单一", "基层申请办理人员更换频繁，答复文书不够规范"],
    "measures": ["编写解读工作指引，推广图解和短视频", "建立结对帮带机制，统一答复文书模板"],
    "results": {
        "assessment": "市政府年度考核得分94.5分",
        "public_appraisal": "第三方评估走访群众216人，意见已逐条反馈",
        "accountability": "未发生责任追究情形",
    },
    "fees": {"notices": 0, "charged": 0, "collected": 0},
}
_COUNTY_CELLS: Cells = {
    "active_disclosure.normative_documents.issued": 6,
    "active_disclosure.normative_documents.repealed": 3,
    "active_disclosure.normative_documents.in_force": 41,
    "active_disclosure.licensing.decisions": 7204,
    "active_disclosure.penalties.decisions": 318,
    "active_disclosure.fees.amount": "72.65",
    "applications.new.natural_person": 31,
    "applications.new.commercial": 9,
    "applications.new.social": 2,
    "applications.new.legal_service": 3,
    "applications.new.other": 2,
    "applications.carried_in.natural_person": 3,
    "applications.granted.natural_person": 16,
    "applications.granted.commercial": 6,
    "applications.partial.natural_person": 6,
    "applications.partial.legal_service": 2,
    "applications.denied.process.natural_person": 3,
    "applications.denied.third_party.commercial": 2,
    "applications.unable.not_held.natural_person": 5,
    "applications.unable.not_held.social": 2,
    "applications.rejected.petition.natural_person": 1,
    "applications.rejected.duplicate.legal_service": 1,
    "applications.other.misc.other": 2,
    "applications.carried_out.natural_person": 3,
    "applications.carried_out.commercial": 1,
    "proceedings.reconsideration.upheld": 2,
    "proceedings.reconsideration.corrected": 1,
    "proceedings.reconsideration.pending": 1,
    "proceedings.litigation_direct.upheld": 1,
    "proceedings.litigation_after.other": 1,
}
_COUNTY_LAST_YEAR: Cells = {
    "applications.new.natural_person": 38,
    "applications.new.commercial": 1,
    "applications.granted.natural_person": 35,
    "applications.partial.commercial": 1,
    "applications.carried_out.natural_person": 3,
    "proceedings.reconsideration.upheld": 4,
}

_BUREAU: dict[str, Any] = {
    "agency": "示例省云岭市白榆县水务局",
    "year": 2024,
    "facts": [{"aspect": "platform", "label": "在部门网站专栏发布信息", "value": 209, "unit": "条"}],
    "practices": [
        {"aspect": "management", "text": "落实保密审查和发布审核责任"},
        {"aspect": "supervision", "text": "明确专人负责信息公开工作"},
    ],
    "problems": ["水利工程建设信息更新不够及时"],
    "measures": ["明确各科室更新时限，定期检查"],
    "fees": {"notices": 2, "charged": "460", "collected": "380.5"},
}
_BUREAU_CELLS: Cells = {
    "active_disclosure.licensing.decisions": 36,
    "active_disclosure.penalties.decisions": 17,
    "applications.new.natural_person": 8,
    "applications.new.commercial": 4,
    "applications.granted.natural_person": 7,
    "applications.granted.commercial": 2,
    "applications.unable.not_held.natural_person": 1,
    "applications.unable.not_held.commercial": 2,
    "proceedings.litigation_direct.upheld": 1,
}
_BUREAU_LAST_YEAR: Cells = {
    "applications.new.natural_person": 25,
    "applications.granted.natural_person": 25,
    "proceedings.reconsideration.upheld": 1,
    "proceedings.litigation_direct.upheld": 1,
}

_TOWN: dict[str, Any] = {
    "agency": "示例省云岭市白榆县槐树镇人民政府",
    "year": 2024,
    "facts": [
        {"aspect": "active", "label": "通过县政府网站镇专栏公开信息", "value": 148, "unit": "条"},
        {"aspect": "platform", "label": "微信公众号发布信息", "value": 276, "unit": "条"},
    ],
    "practices": [
        {"aspect": "active", "text": "公开财政预决算、社会救助和征地补偿信息"},
        {"aspect": "management", "text": "更新公开指南和全清单目录"},
        {"aspect": "supervision", "text": "8月组织政务开放日活动，邀请村民代表26人参加"},
    ],
    "problems": ["对特殊类型申请的办理经验不足", "部分站所对公开清单掌握不透彻"],
    "measures": ["开展案例研讨", "逐站所讲解公开清单"],
    "results": {"accountability": "未发生责任追究"},
}
_TOWN_CELLS: Cells = {
    "active_disclosure.normative_documents.issued": 2,
    "active_disclosure.normative_documents.in_force": 9,
    "active_disclosure.penalties.decisions": 73,
    "applications.new.natural_person": 14,
    "applications.new.commercial": 4,
    "applications.granted.natural_person": 5,
    "applications.partial.natural_person": 7,
    "applications.partial.commercial": 3,
    "applications.unable.not_held.natural_person": 1,
    "applications.carried_out.natural_person": 1,
    "applications.carried_out.commercial": 1,
    "proceedings.reconsideration.upheld": 1,
    "proceedings.litigation_direct.upheld": 1,
}

_QUIET: dict[str, Any] = {
    "agency": "示例省云岭市白榆县石桥乡人民政府",
    "year": 2024,
    "practices": [{"aspect": "platform", "text": "在乡便民服务中心设置信息查阅点"}],
}


def tables(cells: Cells) -> dict[str, dict[str, dict[str, int | str]]]:
    """The leaf cells of the three tables: 0, but for the given ones."""
    whole: dict[str, dict[str, dict[str, int | str]]] = {}
    for key, layout in LAYOUT_2021.tables.items():
        for row, column in leaf_addresses(layout):
            whole.setdefault(key, {}).setdefault(row, {})[column] = cells.get(f"{key}.{row}.{column}", 0)
    known = {f"{k}.{r}.{c}" for k, rows in whole.items() for r, columns in rows.items() for c in columns}
    if unknown := set(cells) - known:
        raise KeyError(f"no such leaf cells: {sorted(unknown)}")
    return whole


_EXAMPLES: dict[str, tuple[dict[str, Any], Cells, Cells | None]] = {
    "county": (_COUNTY, _COUNTY_CELLS, _COUNTY_LAST_YEAR),
    "bureau": (_BUREAU, _BUREAU_CELLS, _BUREAU_LAST_YEAR),
    "town": (_TOWN, _TOWN_CELLS, None),
    "quiet": (_QUIET, {}, None),
}


@lru_cache(maxsize=8)
def example(name: str) -> tuple[DraftInputs, Report | None]:
    """The inputs of an invented agency, and its report of last year where it has one."""
    given, cells, last_year = _EXAMPLES[name]
    inputs = DraftInputs.model_validate({**given, "tables": tables(cells)})
    return inputs, None if last_year is None else report_of_last_year(inputs, last_year)


def report_of_last_year(inputs: DraftInputs, cells: Cells) -> Report:
    """A report of the same agency one year earlier, with the given leaf cells."""
    earlier = {"agency": inputs.agency, "year": inputs.year - 1, "tables": tables(cells)}
    return make_draft(DraftInputs.model_validate(earlier)).report

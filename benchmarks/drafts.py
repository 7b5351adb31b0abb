"""Ninety drafts of one county: how alike do they read? Prints the shared sentences of facts, LK-02 and verdicts.

Run as ``python benchmarks/drafts.py [COUNT]``. The workbooks are made up: towns and bureaus of one county, quiet and
busy, with the labels and practices that clerks of one county really share.
"""

import random
import re
import sys
import tempfile
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

from nianbao.drafting.draft import Draft, make_draft
from nianbao.drafting.export import export, save
from nianbao.drafting.material.inputs import DraftInputs, leaf_addresses
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.layout import LAYOUT_2021, outcome_group

COUNTY = "示例省云岭市白榆县"
_SYLLABLES = "东西南北青白金玉云石松柳桃梅荷清长安平宁兴永福泉溪河湖山林田桥塘坪岭"
_BUREAUS = (
    "教育",
    "水务",
    "民政",
    "财政",
    "司法",
    "交通运输",
    "农业农村",
    "文化和旅游",
    "卫生健康",
    "应急管理",
    "市场监督管理",
    "统计",
    "医疗保障",
    "城市管理",
    "审计",
    "林业",
    "商务",
    "人力资源和社会保障",
    "自然资源",
    "住房和城乡建设",
)
_FACTS = (
    ("active", ("通过政府门户网站公开信息", "在县政府网站公开信息", "通过网站主动公开政府信息"), "条", (20, 900)),
    ("active", ("发布政策解读材料", "编发政策解读", "制作发布图解"), "篇", (0, 40)),
    ("platform", ("微信公众号发布信息", "通过政务新媒体发布信息", "政务新媒体推送信息"), "条", (10, 1500)),
    ("platform", ("在公开栏张贴信息", "通过村务公开栏公开信息"), "条", (5, 90)),
    ("management", ("清理失效文件", "更新公开目录事项"), "项", (1, 40)),
    ("supervision", ("组织业务培训", "开展信息公开培训"), "次", (1, 6)),
    ("supervision", ("开展自查", "组织专项检查"), "次", (1, 12)),
)
_PRACTICES = (
    ("active", ("公开{}的惠农补贴信息", "集中公开{}项目的进展", "对涉及{}的政策同步开展解读", "更新{}的办事指南")),
    ("on_request", ("规范登记和答复，重点是{}", "组织会商，涉及{}", "统一答复格式，先从{}做起", "提前沟通申请人，如{}")),
    ("management", ("清理{}的过期信息", "制定{}信息的审查流程", "更新{}的公开目录", "补录{}文件的公开属性")),
    ("platform", ("改版{}栏目", "在{}设置信息查阅点", "完善{}栏目的检索", "清理{}的新媒体账号")),
    ("supervision", ("明确{}的信息公开联络员", "抽查{}的公开栏", "通报{}的公开情况", "组织{}的人员学习条例")),
)  # fmt: skip
_PROBLEMS = (
    ("{}的公开内容不够全面", "细化{}的公开目录"), ("{}的信息更新不够及时", "明确{}的更新时限"), ("{}的政策解读形式单一", "为{}增加图解"),
    ("{}的人员业务能力有待提高", "组织{}的人员研讨案例"), ("{}对公开清单掌握不透彻", "逐项向{}讲解清单"), ("{}的答复文书不够规范", "检查{}的文书模板"),
)  # fmt: skip
_ABOUT = tuple(
    f"{first}{last}"
    for first in (
        "田间",
        "水库",
        "园区",
        "老街",
        "林场",
        "集镇",
        "河道",
        "学校",
        "医院",
        "市场",
        "茶场",
        "渡口",
        "果园",
        "渔港",
        "码头",
        "驿站",
    )
    for last in ("管护", "改造", "服务站", "办公室", "社区", "工程")
)


def workbooks(count: int, seed: int = 1) -> list[DraftInputs]:
    """``count`` complete inputs of one county; the same seed gives the same."""
    return [_inputs(name, random.Random(seed * 7919 + number)) for number, name in enumerate(_names(count, seed))]


def _names(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    found = dict.fromkeys(f"{COUNTY}{bureau}局" for bureau in _BUREAUS[: count // 3])
    while len(found) < count:
        found[f"{COUNTY}{''.join(chance.sample(_SYLLABLES, 2))}镇人民政府"] = None
    return list(found)


def _inputs(agency: str, chance: random.Random) -> DraftInputs:
    busy = chance.choice((0, 0, 3, 8, 20, 150))
    facts = [
        {"aspect": a, "label": chance.choice(labels), "value": chance.randint(*size), "unit": unit}
        for a, labels, unit, size in _FACTS
        if a in ("active", "platform") or chance.random() < 0.6
    ]
    practices = [
        {"aspect": a, "text": t.format(chance.choice(_ABOUT))}
        for a, texts in _PRACTICES
        for t in chance.sample(texts, chance.randint(1, 2))
    ]
    pairs = chance.sample(_PROBLEMS, chance.randint(1, 3))
    about = [f"{''.join(chance.sample(_SYLLABLES, 2))}{a}" for a in chance.sample(_ABOUT, len(pairs))]
    results = {
        "assessment": f"县年度考核得分{chance.randint(85, 99)}分",
        "public_appraisal": "社会评议由县统一组织，未收到意见",
        "accountability": "未发生责任追究",
    }
    return DraftInputs.model_validate(
        {
            "agency": agency, "year": 2024, "tables": _tables(chance, busy), "facts": facts, "practices": practices,
            "problems": [p.format(a) for (p, _), a in zip(pairs, about, strict=True)],
            "measures": [m.format(a) for (_, m), a in zip(pairs, about, strict=True)], "results": results,
            "fees": {"notices": 0, "charged": 0, "collected": 0},
        }
    )  # fmt: skip


def _tables(chance: random.Random, busy: int) -> dict[str, Any]:
    """Balanced tables of an agency that receives about ``busy`` requests."""
    tables: dict[str, dict[str, dict[str, int]]] = {key: {} for key in LAYOUT_2021.tables}
    for key, layout in LAYOUT_2021.tables.items():
        for row, column in leaf_addresses(layout):
            tables[key].setdefault(row, {})[column] = 0
    table = tables["applications"]
    outcomes = [row for row in table if outcome_group(row) and row != "other.overdue_fee"]  # no notice, none overdue
    for column in APPLICANT_KEYS[:3] if busy else ():
        for row in chance.sample(outcomes, min(len(outcomes), 1 + busy // 8)):
            table[row][column] = chance.randint(0, busy)
        table["carried_out"][column] = chance.randint(0, 1 + busy // 10)
        handled = sum(table[row][column] for row in outcomes) + table["carried_out"][column]
        table["carried_in"][column] = chance.randint(0, min(handled, 2))
        table["new"][column] = handled - table["carried_in"][column]
    documents = tables["active_disclosure"]["normative_documents"]
    documents["issued"] = chance.choice((0, 0, 1, 2, 5))
    documents["in_force"] = documents["issued"] + chance.randint(0, 9)
    for row, column in (("licensing", "decisions"), ("penalties", "decisions")):
        tables["active_disclosure"][row][column] = chance.randint(0, 300)
    if busy and chance.random() < 0.4:
        tables["proceedings"]["reconsideration"][chance.choice(("upheld", "corrected", "pending"))] = chance.randint(
            1, 3
        )
    if busy and chance.random() < 0.2:
        tables["proceedings"]["litigation_after"]["upheld"] = chance.randint(1, 2)
    return tables


def fact_sentences(draft: Draft) -> set[str]:
    """Sentences worded by code in 总体情况 and section six, digits masked."""
    return {
        re.sub(r"\d+(?:\.\d+)?", "0", s.text)
        for section, s in draft.prose
        if s.owner == "fact" and section != "preamble"
    }


def shared_share(drafts: list[Draft]) -> list[float]:
    """For every two drafts, which share of the fact sentences of the shorter stands in the other too."""
    said = [fact_sentences(d) for d in drafts]
    return [len(a & b) / max(1, min(len(a), len(b))) for a, b in combinations(said, 2)]


def main(count: int = 90) -> None:
    from nianbao.work.review_set import review_set

    drafts = [make_draft(inputs) for inputs in workbooks(count)]
    shares = shared_share(drafts)
    print(f"{count} drafts: fact sentences shared by two, median {median(shares):.0%}, most {max(shares):.0%}")
    verdicts = [d.verdict for d in drafts]
    print("verdicts:", {v: verdicts.count(v) for v in dict.fromkeys(verdicts)})
    with tempfile.TemporaryDirectory() as folder:
        for number, draft in enumerate(drafts):
            save(export(draft), Path(folder) / f"{number:02}.docx")
        reviews = [r.data for r in review_set(sorted(Path(folder).glob("*.docx"))) if r.line is not None]
    alike = [(f["where"]["quote"], f["message"]) for r in reviews for f in r["findings"] if f["rule"] == "LK-02"]
    print(f"reviewed as a set: {len(reviews)}, LK-02: {len(alike)}")
    for quote, message in alike[:8]:
        print(f"  {message}：{quote}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 90)

"""STR-12 on preambles as they are printed: who makes the report, and of which year."""

import pytest

from nianbao.documents import read
from nianbao.paths import CORPUS_DIR
from validators.review import review

_BODY = (CORPUS_DIR / "reports" / "qinghe-county-2024.md").read_text("utf-8").partition("## 一、")


def _said(title: str, preamble: str) -> list[str]:
    text = f"# {title}2024年政府信息公开工作年度报告\n\n{preamble}\n\n{_BODY[1]}{_BODY[2]}"
    found = review(read(text.encode(), "年报.md"))
    return [f.hit.message for f in found.findings if f.rule == "STR-12"]


@pytest.mark.parametrize(
    ("title", "preamble"),
    [
        ("青禾县教育局", "本报告是青禾县卫生健康局依《政府信息公开条例》第五十条形成的2024年度报告。"),
        ("青禾县柳溪镇人民政府", "根据《条例》第五十条，青禾县民政局编制2024年度报告。"),
        ("汐川市住房和城乡建设局", "依据《条例》规定的内容，汐川市交通运输局公布2024年度报告。"),
        ("芦屿县自然资源局", "芦屿县水利局对照《条例》，就2024年的公开工作向社会报告。"),
        ("云岭市公安局", "云岭市司法局就履行公开职责的情况作如下报告。"),
        ("示例省交通运输厅", "云岭市交通运输局按照《条例》第五十条编写本报告。"),
        ("青禾县柳溪镇人民政府", "青禾县人民政府编制2024年度报告。"),
        ("青禾县教育局", "青禾县人民政府编制2024年度报告。"),
        ("青禾县教育局", "青禾县教育局编制2023年度报告。"),
        ("青禾县教育局", "现就2023年政府信息公开工作作如下报告。"),
        ("青禾县教育局", "现将2023年度青禾县教育局政府信息公开工作报告如下。"),
        ("青禾县教育局", "青禾县教育局对照《条例》，就2023年的公开工作向社会报告。"),
    ],
)
def test_another_agency_or_year_in_the_preamble_is_found(title: str, preamble: str) -> None:
    assert _said(title, preamble)


@pytest.mark.parametrize(
    ("title", "preamble"),
    [
        ("青禾县教育局", "本报告是青禾县教育局依《政府信息公开条例》第五十条形成的2024年度报告。"),
        ("青禾县人民政府", "本报告由青禾县人民政府办公室编制。"),
        ("青禾县人民政府", "青禾县政务服务管理局依据《条例》编制2024年度报告。"),
        ("青禾县教育局", "根据青禾县人民政府办公室关于编制2024年度报告的通知，青禾县教育局编制本报告。"),
        ("云岭市青禾县教育局", "按照云岭市教育局的要求，我局编制了2024年度报告。"),
        ("柳溪镇人民政府", "示例省云岭市青禾县柳溪镇人民政府编制2024年度报告。"),
        ("柳溪镇人民政府", "柳溪镇党政综合办公室负责编制2024年度报告。"),
        ("云岭市公安局松岚分局", "松岚区公安分局编制2024年年报。"),
        ("青禾县住房和城乡建设局", "青禾县住建局公布2024年度报告。"),
        ("云岭市税务局", "国家税务总局云岭市税务局编制2024年度报告。"),
        ("青禾县教育局", "2024年1月公布2023年度报告后，我局逐项改进，现将2024年度政府信息公开工作情况报告如下。"),
        ("青禾县教育局", "对照2023年度报告，结合上年公布的2023年度报告反馈意见，编制2024年度报告。"),
        ("青禾县教育局", "我局已于2024年1月31日前发布2023年政府信息公开工作年度报告。"),
        ("青禾县自然资源局", "青禾县自然资源和规划局编制2024年度报告，2023年报告的口径不变。"),
    ],
)
def test_short_names_superiors_and_last_years_report_are_left_alone(title: str, preamble: str) -> None:
    assert not _said(title, preamble)

"""The foot of a report is no part of what it says."""

import pytest

from validators.prose.foot import without_foot

SAID = "未收取信息处理费。"


@pytest.mark.parametrize(
    "foot",
    [
        "示例市江岭区柳溪镇人民政府\n2025年1月24日",
        "2025-01-24",
        "二〇二五年一月二十四日",
        "示例市江岭区教育局（盖章）",
        "示例市江岭区教育局2025年1月20日",
        "附件：2024年统计表",
        "联系电话：12345",
        "\n打印本页",
    ],
)
def test_what_stands_below_is_left_out(foot: str) -> None:
    assert without_foot(f"{SAID}\n{foot}").strip() == SAID
    assert without_foot(foot).strip() == ""


@pytest.mark.parametrize(
    "text", ["无", "没有其他需要报告的事项", "存在不足之处", "2024年未收取信息处理费", "详见区政府网站"]
)
def test_what_says_something_stays(text: str) -> None:
    assert without_foot(text) == text

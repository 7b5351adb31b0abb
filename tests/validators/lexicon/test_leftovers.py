"""What nobody wrote: lines still to be written, places of numbers without a number, days on which nobody signed."""

import pytest

from validators.lexicon.leftovers import leftovers

STILL_TO_BE_WRITTEN = [
    "待补充",
    "内容待定。",
    "同上",
    "（内容同上）",
    "（示例）",
    "示例：全年公开信息100条",
    "请在此输入文字",
    "单击此处输入内容。",
    "【请填写具体内容】",
    "（以下为模板内容，填写后删除）",
    "定稿前请删去本段",
    "以上内容请各单位结合实际修改完善。",
    "（领导审定后补）",
    "（待财政科提供）",
    "（沿用上年）",
    "参照去年写",
    "[插入图片]",
    "（此处插图）",
    "格式：正文仿宋三号，行距28磅",
    "（不超过300字）",
    "填报人：　　审核人：　　联系电话：",
    "填报人：王某　　审核人：　　报送日期：1月5日",
    "年 月 日",
    "2025年  月  日",
    "2025年1月  日",
    "错误!未找到引用源。",
    "Error! Reference source not found.",
]


@pytest.mark.parametrize("line", STILL_TO_BE_WRITTEN)
def test_a_line_that_is_still_to_be_written(line: str) -> None:
    text = f"全年公开信息279条。\n{line}"
    assert [text[left.start : left.end] for left in leftovers(text)] == [line]


@pytest.mark.parametrize(
    "mark", ["【】", "（）", "( )", "（空）", "{{count}}", "${n}", "NaN", "null", "TBD", "待定", "#REF!", "#DIV/0!", "#N/A", "●●", "##", "××"]
)  # fmt: skip
def test_a_mark_in_the_place_of_a_number(mark: str) -> None:
    (left,) = leftovers(f"“柳溪发布”推送信息{mark}条，比上年多26条。")
    assert mark in left.quote


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("镇党政综合办公室在[日期]做过演练", "[日期]"),
        ("走访6个村140户（示例：张家村）", "（示例：张家村）"),
        ("编制202_年度报告", "编制202_年"),
        ("开设“XX专栏”，公开信息3条", "XX"),
        ("年内办结××件：公开6件", "××件"),
    ],
)
def test_within_a_sentence(text: str, quoted: str) -> None:
    assert [left.quote for left in leftovers(text)] == [quoted]


@pytest.mark.parametrize(
    "text",
    [
        "对标题中出现“XX”“某某”等占位符的信息进行了清理，共改正15条。",
        "删除“（文字描述）”“待补充”等提示语4处。",
        "把误写成“X月X日”的日期改了过来。",
        "村民点击此处可以查看补贴名单",
        "请填写《政府信息公开申请表》",
        "请输入验证码",
        "以上问题需各部门共同整改完善。",
        "以上数据由各单位填报汇总。",
        "内容有待更新",
        "公示期满公开后删除个人信息。",
        "办事指南增加示例文本12份",
        "发布申请表填写样例（示例）2份",
        "推送短问答（200字以内）30篇。",
        "联系电话（同上）",
        "2024年1月日均访问420次",
        "2024年12月31日",
        "二〇二五年一月十日",
        "[日期] 2025-01-20 [来源] 办公室",
        "【内容】本年度公开信息3条",
        "网站增加插入图片的无障碍说明",
        "收取费用每件5元，待定稿后公布",
        "待补件的申请3件，待核条款2处",
        "● 项目公开\n■ 场所公开",
        "联系人：张三　联系电话：\n0570-1234567",
        "联系人：　联系电话：\n张三　0570-1234567",
        "联系电话：0570-1234567　传真：0570-1234568",
        "出现错误!已更正3条",
        "（此件公开发布）",
        "统计数据核实后补发公告2条",
    ],
)
def test_honest_words_beside_them(text: str) -> None:
    assert list(leftovers(text)) == []

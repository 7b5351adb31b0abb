"""Measures of notes go to the problems that they answer, or to none."""

import pytest

from nianbao.drafting.material.note_pairs import paired


@pytest.mark.parametrize(
    ("problems", "measures", "pairs"),
    [
        (
            ["村级公开不及时，有3个村晚了一个月", "政策解读形式单一"],
            ["每月督查一次，解读增加图解"],
            [("村级公开不及时，有3个村晚了一个月", ""), ("政策解读形式单一", "解读增加图解"), ("", "每月督查一次")],
        ),
        (
            ["村务公开不及时", "网站更新慢"],
            ["每周检查网站更新，村务每月公示"],
            [("村务公开不及时", "村务每月公示"), ("网站更新慢", "每周检查网站更新")],
        ),
        (
            ["队伍力量不足", "解读形式单一"],
            ["多用图解做好解读", "队伍再配两名专干"],
            [("队伍力量不足", "队伍再配两名专干"), ("解读形式单一", "多用图解做好解读")],
        ),
        (
            ["甲事做得慢", "乙事做得少"],
            ["每月通报", "年内培训两次"],
            [("甲事做得慢", "每月通报"), ("乙事做得少", "年内培训两次")],
        ),
        (["更新不及时"], ["每月督查一次，增加图解"], [("更新不及时", "每月督查一次，增加图解")]),
        (["更新不及时", "解读少"], [], [("更新不及时", ""), ("解读少", "")]),
        ([], ["每月督查"], [("", "每月督查")]),
        (["甲事慢", "乙事慢"], ["都要抓紧"], [("甲事慢", ""), ("乙事慢", ""), ("", "都要抓紧")]),
    ],
)
def test_a_measure_goes_to_its_problem(problems: list[str], measures: list[str], pairs: list[tuple[str, str]]) -> None:
    assert paired(problems, measures) == pairs

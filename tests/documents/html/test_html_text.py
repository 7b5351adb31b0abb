"""Lines of a page: what is one paragraph, what is not printed, numbers of lists, levels of headings."""

import pytest

from nianbao.documents.html.source import read_page
from nianbao.documents.stream import Paragraph

HEADS = "<p>一、总体情况</p>{}<p>六、其他需要报告的事项</p>"


def paragraphs(body: str) -> list[Paragraph]:
    return [block for block in read_page(HEADS.format(body)).blocks[1:-1] if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>全年<span>公</span><b>开</b>12<i>0</i>条。</p>", ["全年公开120条。"]),
        ("<p>甲<br>乙<br/><br>丙</p>丁<div>戊</div>己", ["甲", "乙", "丙", "丁", "戊", "己"]),
        ("<p>政府信息\n    公开 2024 年\n  report\n text</p>", ["政府信息公开 2024 年 report text"]),
        ("<p>&nbsp;&nbsp;政\u200b府&#8203;\u3000</p><p>&nbsp;</p>", ["政府"]),
        ("<p>甲<!-- 批注 -->乙<script>x()</script><style>p{}</style><noscript>请启用脚本</noscript></p>", ["甲乙"]),
        ("<p style='display: none'>甲</p><p hidden>乙</p><p><span style='visibility:hidden'>丙</span>丁</p>", ["丁"]),
        ("<p>甲<del>1</del><s>2</s><span style='text-decoration:line-through'>3</span><ins>4</ins></p>", ["甲4"]),
        ("<p>140<sup>[1]</sup>件，12km<sup>2</sup></p>", ["140件，12km²"]),
        ("<p><ruby>報<rt>bào</rt></ruby>告</p>", ["報告"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<span style='display:block'>甲</span><span style='display:block'>乙</span>", ["甲", "乙"]),
        ("<ol><li>甲<li><p>乙</p></ol>", ["1. 甲", "2. 乙"]),
        ("<ol start='3' type='a'><li>甲<li value='9'>乙</ol>", ["c. 甲", "i. 乙"]),
        ("<ol style='list-style-type:cjk-ideographic' start='10'><li>甲<li>乙</ol>", ["十、甲", "十一、乙"]),
        ("<ol><li>（一）甲<li>2.乙</ol><ul><li>丙</ul>", ["（一）甲", "2.乙", "丙"]),
        ("<ol style='list-style:none'><li>甲</ol>", ["甲"]),
        ("<p>甲</p></body></html><p>乙</p>", ["甲", "乙"]),
        (
            "<p>甲<o:p>&nbsp;</o:p><![if !supportLists]>乙<![endif]><!--[if gte mso 9]><xml>丙</xml><![endif]--></p>",
            ["甲 乙"],
        ),
        ("<p>甲<select><option>乙</option></select><textarea>丙</textarea><button>丁</button></p>", ["甲"]),
    ],
)
def test_lines(body: str, expected: list[str]) -> None:
    assert [p.text for p in paragraphs(body)] == expected


def test_levels_and_automatic_numbers_are_stated() -> None:
    read = paragraphs("<h3>（一）主动公开</h3><ol><li>甲</ol><p>乙</p>")
    assert [(p.level, p.auto_numbered) for p in read] == [(3, False), (None, True), (None, False)]

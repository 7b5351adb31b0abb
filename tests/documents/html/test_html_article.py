"""The report found on a page, its title and its date; pages that hold no report."""

from datetime import date

import pytest

from nianbao.documents.html.source import read_html, read_page
from nianbao.documents.stream import Paragraph, UnreadableFileError

BODY = "<p>一、总体情况</p><p>正常开展。</p><p>五、存在的主要问题及改进情况</p><p>有不足。</p><p>六、其他需要报告的事项</p><p>无。</p>"
TITLE = "示例县审计局2024年政府信息公开工作年度报告"


def texts(page: str) -> list[str]:
    return [block.text for block in read_page(page).blocks if isinstance(block, Paragraph)]


OWN = [
    "一、总体情况",
    "正常开展。",
    "五、存在的主要问题及改进情况",
    "有不足。",
    "六、其他需要报告的事项",
    "无。",
]


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>{TITLE}</h1><div>{BODY}</div>",
        f"<div>首页 &gt; 年报 &gt; {TITLE}</div><h1>{TITLE}</h1><div>来源：县审计局</div><div>{BODY}</div><div>版权所有</div>",
        f"<ul><li><a>{TITLE.replace('2024', '2023')}</a></ul><div><h1>{TITLE}</h1>{BODY}</div>",
        f"<div><h1>{TITLE}</h1><p>发布日期：2025-01-08 【字体：大 中 小】</p>{BODY}<p>【打印】【关闭】</p><p>上一篇：甲</p><p>乙</p></div>",
        f"<h1>{TITLE}</h1><ul><li>总体情况<li>其他需要报告的事项</ul><section>{BODY}</section>",
        f"<h1>{TITLE}</h1>{BODY}<p><a>相邻的文章</a></p><p><a>又一篇</a></p>",
        f"<body>{''.join(f'<p>栏目{n}</p>' for n in range(40))}<p>{TITLE}</p>{BODY}</body>",
        f"<title>{TITLE}_示例县人民政府</title><div>{BODY}</div>",
        f"<meta name=ArticleTitle content={TITLE}><div>{BODY}</div>",
        f"<h1>示例县审计局2024年政府信息<br>公开工作年度报告</h1>{BODY}".replace("信息<br>", "信息"),
    ],
)
def test_title_and_report_without_the_site(page: str) -> None:
    assert texts(page) == [TITLE, *OWN]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<h1>示例县审计局<br>2024年政府信息公开工作年度报告</h1>", ["示例县审计局", "2024年政府信息公开工作年度报告"]),
        (
            "<p>示例县审计局</p><p>2024年政府信息公开工作年度报告</p>",
            ["示例县审计局", "2024年政府信息公开工作年度报告"],
        ),
        ("<h1>示例县审计局2024年<br>政府信息公开工作年度报告</h1>", ["示例县审计局2024年", "政府信息公开工作年度报告"]),
        ("<p>网站导航</p><h1>2024年政府信息公开工作年度报告</h1>", ["2024年政府信息公开工作年度报告"]),
    ],
)
def test_broken_titles(head: str, title: list[str]) -> None:
    assert texts(head + BODY) == [*title, *OWN]


@pytest.mark.parametrize(
    "heads",
    [
        "<div><em>{0}</em><span>{1}</span></div>",
        "<p>第{0}部分 {1}</p>",
        "<p>{0}、</p><p>{1}</p>",
        "<section><section>{0}</section><section><b>{1}</b></section></section>",
        "<section><section>0{2}</section><section>{1}</section></section>",
        "<section><p>PART 0{2}</p><p>{1}</p></section>",
        "<table><tr><td bgcolor=red>{0}</td><td>{1}</td></tr></table>",
    ],
)
def test_designed_headings_are_one_line(heads: str) -> None:
    page = f"<h1>{TITLE}</h1>{BODY}"
    for number, heading in enumerate(OWN[::2]):
        at = (1, 5, 6)[number]
        page = page.replace(f"<p>{heading}</p>", heads.format(heading[0], heading[2:], at))
    assert texts(page) == [TITLE, *OWN]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>3</p><p>其他需要报告的事项</p>", ["3", "其他需要报告的事项"]),
        ("<p>六</p><p>六、其他需要报告的事项</p>", ["六", "六、其他需要报告的事项"]),
        ("<p>一</p><p>一般事项</p><p>六、其他需要报告的事项</p>", ["一", "一般事项", "六、其他需要报告的事项"]),
        ("<p>一般情况</p><p>六、其他需要报告的事项</p>", ["一般情况", "六、其他需要报告的事项"]),
        ("<table><tr><td>一<td>甲</table><p>六、其他需要报告的事项</p>", ["六、其他需要报告的事项"]),
    ],
)
def test_ordinals_that_head_nothing_stay(body: str, lines: list[str]) -> None:
    assert texts(f"<p>一、总体情况</p>{body}") == ["一、总体情况", *lines]


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        ("<p>附件：</p><p><a href=a.docx>1.年报.docx</a></p><p><a href=b>2.年报.pdf</a>（下载次数：12）</p>", []),
        ("<p>附件1：</p><p>年报.pdf</p>", []),
        ("<p>附件：见前文。</p>", ["附件：见前文。"]),
        ("<p><a href=/1>本年工作要点落实情况</a></p>", ["本年工作要点落实情况"]),
        ("<p><a href=/1>相邻的文章</a></p><p><a href=/2>又一篇</a></p>", []),
        ("<ul><li><a href=/1>相邻的文章</a></ul>", []),
    ],
)
def test_links_and_files_below_the_report(after: str, kept: list[str]) -> None:
    assert texts(f"<h1>{TITLE}</h1><div>{BODY}{after}</div><p>版权所有</p>") == [TITLE, *OWN, *kept]


def test_contents_and_page_numbers_are_no_text() -> None:
    contents = "".join(f"<p><a>{heading}</a>…………{n}</p>" for n, heading in enumerate(OWN[::2]))
    body = BODY.replace("<p>五、", "<p align=center>- 3 -</p><p>五、").replace("<p>六、", "<p>— 5 —</p><p>六、")
    page = f"<h1>{TITLE}</h1><div><p>目  录</p>{contents}<p>本报告依据条例编制。</p>{body}</div>"
    assert texts(page) == [TITLE, "目 录", "本报告依据条例编制。", *OWN]


def test_a_frame_that_carries_its_page_is_read() -> None:
    assert texts(f'<h1>{TITLE}</h1><iframe srcdoc="{BODY.replace("<", "&lt;")}"></iframe><p>版权所有</p>') == [
        TITLE,
        *OWN,
    ]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<p>发布日期：2025-01-08</p>", date(2025, 1, 8)),
        ("<p>发 布 时 间 ： 2025年1月8日 10:30 来源：县审计局</p>", date(2025, 1, 8)),
        ("<table><tr><td>成文日期<td>2025-01-02<td>发布日期<td>2025-1-8</table>", date(2025, 1, 8)),
        ("<p>成文日期：2025-01-02</p>", date(2025, 1, 2)),
        ("<meta name='PubDate' content='2025-01-08 12:00'><p>成文日期：2025-01-02</p>", date(2025, 1, 8)),
        ("<meta name='PubDate' content='2025-01-01'><p>[发布日期]2025/01/08</p>", date(2025, 1, 8)),
        ("<p>发布日期：2025-13-40</p>", None),
        ("<p>2025-01-08</p>", None),
    ],
)
def test_publication_date(head: str, published: date | None) -> None:
    assert read_page(f"<h1>{TITLE}</h1>{head}<div>{BODY}</div>").published == published


def test_date_in_prose_is_no_publication_date() -> None:
    body = BODY.replace("正常开展。", "年报发布日期：2024-01-08，已按期。")
    assert read_page(f"<h1>{TITLE}</h1>{body}").published is None


@pytest.mark.parametrize(
    ("page", "word"),
    [
        (f"<h1>{TITLE}</h1><p>附件：<a href='/files/nb.pdf?v=1'>{TITLE}</a></p>", "附件"),
        (f"<h1>{TITLE}</h1><embed src='nb.pdf'>", "附件"),
        (f"<h1>{TITLE}</h1><iframe src='/view/1.html'></iframe>", "框架"),
        ("<frameset><frame src='a.htm'></frameset>", "框架"),
        (f"<h1>{TITLE}</h1><img src='nb1.jpg'><img src='nb2.jpg'>", "图片"),
        (f"<h1>{TITLE}</h1><div id='app'></div><script>load()</script>", "脚本"),
        ("", "没有文字"),
        ("<!-- -->", "没有文字"),
    ],
)
def test_pages_without_a_report_say_where_it_is(page: str, word: str) -> None:
    with pytest.raises(UnreadableFileError, match=word):
        read_page(page)


def test_a_table_that_is_a_picture_is_said() -> None:
    notices = read_page(f"<h1>{TITLE}</h1><div>{BODY}<p><img src='t3.png' width=640></p></div>").notices
    assert [(notice.code, "图片" in notice.message) for notice in notices] == [("left_out", True)]


LONG = f"<h1>{TITLE}</h1><div>{BODY}</div>" + "<p>本年度各项工作按照要求有序推进，取得一定成效。</p>" * 20


@pytest.mark.parametrize("meta", ["", "<meta charset=gbk>", "<meta charset=utf-8>", "<meta charset=iso-8859-1>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_whatever_the_page_says(encoding: str, meta: str) -> None:
    page = f"<html><head>{meta}</head><body>{LONG}</body></html>"
    assert read_html(page.encode(encoding)) == read_page(page)


def test_broken_characters_are_said_and_mojibake_refused() -> None:
    page = LONG.encode()
    stream = read_html(page.replace("成效".encode(), "成效".encode()[:-1], 1))
    assert [notice.code for notice in stream.notices] == ["repaired"]
    with pytest.raises(UnreadableFileError, match="乱码"):
        read_html(LONG.encode() + LONG.encode("gbk"))
    with pytest.raises(UnreadableFileError, match="乱码"):
        read_html(LONG.encode("big5", errors="ignore"))

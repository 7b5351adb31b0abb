"""The statute: exact to the byte, addressable by 条, 款 and 项, and recognised when a text names a provision."""

import re
from hashlib import sha256

import pytest

from nianbao.report.regulation import (
    REGULATION_FILE,
    NoSuchProvisionError,
    article,
    article_label,
    articles,
    chinese_number,
    cite,
    find_references,
    parse,
)
from tests.conftest import SHARED

SHARED_LAW = SHARED / "law" / "regulation.md"
OFFICIAL_DIGEST = "7e39c37ee504beb1743998b6b83c4d13fd05b8c583ec35adccc162c3ce1cbebd"


def test_every_article_is_its_lines_in_the_file() -> None:
    """Read a second way: the bytes between two headings, without the blank lines around them."""
    source = REGULATION_FILE.read_bytes()
    parts = re.split(rb"^### (.+)\n", source, flags=re.MULTILINE)[1:]
    bodies = {
        label.decode(): re.split(rb"\n\n?## ", body)[0].strip(b"\n")
        for label, body in zip(parts[::2], parts[1::2], strict=True)
    }
    assert len(bodies) == len(articles()) == 56
    for found in articles():
        assert found.text.encode() == bodies[found.label]
        assert cite(found.number) == found.text


def test_the_corpus_holds_the_official_text() -> None:
    """Compared once, line by line, with the text that 中国政府网 publishes; the digest keeps it so."""
    text = "\n".join(f"{found.label}\n{found.text}" for found in articles())
    assert sha256(text.encode()).hexdigest() == OFFICIAL_DIGEST


@pytest.mark.skipif(not SHARED_LAW.is_file(), reason="an extra: the official text beside the repository")
def test_the_digest_is_that_of_the_official_text() -> None:
    official = SHARED_LAW.read_text(encoding="utf-8")
    for found in articles():
        for line in found.text.split("\n"):
            assert line in official


def test_paragraphs_and_items_make_up_the_article_and_nothing_else() -> None:
    for found in articles():
        lines = [line for p in found.paragraphs for line in (p.opening, *p.items)]
        assert "\n".join(lines) == found.text
        for number, paragraph in enumerate(found.paragraphs, 1):
            assert cite(found.number, number) == paragraph.text
            for i, item in enumerate(paragraph.items, 1):
                assert cite(found.number, number, i) == item
                assert item.startswith(f"（{chinese_number(i)}）")


@pytest.mark.parametrize(
    ("address", "begins", "ends"),
    [
        ((50,), "政府信息公开工作年度报告应当包括下列内容：", "并适时更新。"),
        ((50, 1), "政府信息公开工作年度报告应当包括下列内容：", "（五）其他需要报告的事项。"),
        ((50, 1, 4), "（四）政府信息公开工作存在的主要问题", "责任追究结果情况；"),
        ((50, None, 4), "（四）政府信息公开工作存在的主要问题", "责任追究结果情况；"),
        ((50, 2), "全国政府信息公开工作主管部门应当公布", "并适时更新。"),
        ((4, 2, 3), "（三）组织编制本行政机关的政府信息公开指南", "年度报告；"),
        ((20, 1, 15), "（十五）法律、法规、规章", "其他政府信息。"),
        ((29, None, 1), "（一）申请人的姓名或者名称", "联系方式；"),
        ((33, 3), "行政机关征求第三方", "期限内。"),
        ((49, 1), "县级以上人民政府部门应当在每年1月31日前", "向社会公布。"),
        ((56,), "本条例自2019年5月15日起施行。", "施行。"),
    ],
)
def test_cite(address: tuple[int, ...], begins: str, ends: str) -> None:
    text = cite(*address)
    assert text.startswith(begins)
    assert text.endswith(ends)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ((0,), "条例共56条，没有第0条。"),
        ((57,), "条例共56条，没有第57条。"),
        ((50, 3), "条例第五十条共2款，没有第3款。"),
        ((50, 0), "条例第五十条共2款，没有第0款。"),
        ((50, 1, 6), "条例第五十条第一款共5项，没有第6项。"),
        ((50, 2, 1), "条例第五十条第二款不分项，没有第1项。"),
        ((1, None, 1), "条例第一条不分项，没有第1项。"),
    ],
)
def test_cite_refuses(address: tuple[int, ...], message: str) -> None:
    with pytest.raises(NoSuchProvisionError) as error:
        cite(*address)
    assert str(error.value) == message


def test_labels_and_chapters() -> None:
    assert [article_label(n) for n in (1, 10, 11, 20, 50, 56)] == [
        "第一条",
        "第十条",
        "第十一条",
        "第二十条",
        "第五十条",
        "第五十六条",
    ]
    assert article(50).chapter == "第五章 监督和保障"
    assert article(1).chapter == "第一章 总则"
    assert all(a.title for a in articles())
    with pytest.raises(ValueError, match="1-99"):
        chinese_number(100)


def test_a_damaged_file_is_not_half_read() -> None:
    markdown = REGULATION_FILE.read_text(encoding="utf-8").replace("### 第三十条\n", "", 1)
    with pytest.raises(ValueError, match="第三十条"):
        parse(markdown, {})


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("第五十条", ["第五十条"]),
        ("第50条讲什么", ["第五十条"]),
        ("第５０条", ["第五十条"]),
        ("50条", ["第五十条"]),
        ("五十条第四项", ["第五十条第（四）项"]),
        ("条例50条", ["第五十条"]),
        ("条例第五十条第一款第（四）项", ["第五十条第一款第（四）项"]),
        ("《政府信息公开条例》第三十三条第二款", ["第三十三条第二款"]),
        ("根据《条例》第五十条和第四十九条", ["第五十条", "第四十九条"]),
        ("《保守国家秘密法》第九条和条例第十四条", ["第十四条"]),
        ("第五十条第九项", ["第五十条"]),
        ("第十条、第十条", ["第十条"]),
        ("公开了20条信息", []),
        ("20条信息公开了", []),
        ("《行政处罚法》第五十条", []),
        ("行政处罚法第五十条", []),
        ("民法典第五十条", []),
        ("信访条例第十条", []),
        ("第57条", []),
        ("第一百条", []),
        ("年报几号前交", []),
    ],
)
def test_find_references(text: str, labels: list[str]) -> None:
    assert [reference.label for reference in find_references(text)] == labels

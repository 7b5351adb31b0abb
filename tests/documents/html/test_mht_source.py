"""Web archives and XML of Word."""

import base64

import pytest

from nianbao.documents.html.mht import read_mht
from nianbao.documents.stream import Grid, Paragraph, UnreadableFileError
from nianbao.documents.word.reading.flat_xml import read_xml

PAGE = "<h1>示例县审计局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>正常开展。</p><p>六、其他需要报告的事项</p><p>无。</p>"
TEXTS = ["示例县审计局2024年政府信息公开工作年度报告", "一、总体情况", "正常开展。", "六、其他需要报告的事项", "无。"]


def archive(*parts: tuple[str, str, bytes]) -> bytes:
    """A MIME message of (content type, transfer encoding, body)."""
    message = b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="=_b"\r\n\r\n'
    for kind, transfer, body in parts:
        message += f"--=_b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n".encode()
        message += body + b"\r\n"
    return message + b"--=_b--\r\n"


def texts(blocks: tuple[object, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "data",
    [
        archive(("text/html; charset=utf-8", "base64", base64.encodebytes(PAGE.encode()))),
        archive(("text/html; charset=gb2312", "8bit", PAGE.encode("gbk"))),
        archive(
            ("text/html", "8bit", b"<p>- 1 -</p>"),
            ("image/png", "base64", b"AAAA"),
            ("text/html", "base64", base64.encodebytes(PAGE.encode("gbk"))),
        ),
        archive(("text/html", "8bit", b"\xff\xfe\xfd" * 60), ("text/html", "8bit", PAGE.encode())),
    ],
)
def test_the_page_of_the_archive_is_read(data: bytes) -> None:
    assert texts(read_mht(data).blocks) == TEXTS


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        ('<iframe src="cid:frame-2@mhtml.blink"></iframe>', "Content-ID: <frame-2@mhtml.blink>"),
        ("<iframe class=a src='http://example.cn/a?b=1&amp;c=2' >", "Content-Location: http://example.cn/a?b=1&c=2"),
    ],
)
def test_a_report_in_a_frame_keeps_the_title_outside(frame: str, name: str) -> None:
    title, body = PAGE[: PAGE.index("<p>")], PAGE[PAGE.index("<p>") :].replace("正常", "政府信息公开总体情况正常")
    outer = f"<html><body>{title}<div>{frame}</div><p>版权所有</p></body></html>"
    data = archive(
        ("text/html", "base64", base64.encodebytes(outer.encode())),
        (f"text/html\r\n{name}", "base64", base64.encodebytes(f"<html><body>{body}</body></html>".encode())),
    )
    assert [text.replace("政府信息公开总体情况正常", "正常") for text in texts(read_mht(data).blocks)] == TEXTS


def test_frames_that_frame_each_other_are_read() -> None:
    inner = f'<iframe src="cid:a"></iframe>{PAGE}'
    data = archive(
        ("text/html\r\nContent-ID: <a>", "8bit", b'<iframe src="cid:b"></iframe>'),
        ("text/html; charset=utf-8\r\nContent-ID: <b>", "8bit", inner.encode()),
    )
    assert texts(read_mht(data).blocks) == TEXTS


@pytest.mark.parametrize(
    "data",
    [
        archive(),
        archive(("image/png", "base64", b"AAAA")),
        archive(("text/html", "base64", b"!!!")),
        b"MIME-Version: 1.0\r\n"
        + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(1500)),
    ],
)
def test_archives_without_a_page_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_mht(data)


FLAT = """<?xml version="1.0"?><?mso-application progid="Word.Document"?>
<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/_rels/.rels"><pkg:xmlData>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships></pkg:xmlData></pkg:part>
<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"""

WORD_2003 = """<?xml version="1.0"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"
 xmlns:aml="http://schemas.microsoft.com/aml/2001/core"><w:body><wx:sect>
<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><wx:t wx:val="一、"/></w:listPr></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>
<w:p><w:r><w:t>公开</w:t></w:r><aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>7</w:delText></w:r></aml:content></aml:annotation>
<aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>9</w:t></w:r></aml:content></aml:annotation><w:r><w:t>条。</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>
<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl></wx:sect></w:body></w:wordDocument>"""


def test_flat_package_is_read_as_docx() -> None:
    assert texts(read_xml(FLAT.encode()).blocks) == ["一、总体情况"]


def test_word_2003_is_read_as_docx() -> None:
    blocks = read_xml(WORD_2003.encode()).blocks
    assert texts(blocks) == ["一、总体情况", "公开9条。"]
    grid = next(block for block in blocks if isinstance(block, Grid))
    assert [[(c.text, c.column, c.span) for c in row] for row in grid.rows] == [
        [("甲", 0, 1), ("1", 1, 2)],
        [("", 0, 1), ("2", 1, 1), ("3", 2, 1)],
    ]


def test_a_page_that_calls_itself_xml_is_read() -> None:
    page = f'<?xml version="1.0"?><page>{PAGE}</page>'
    assert texts(read_xml(page.encode()).blocks) == TEXTS


ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "data",
    [
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈">{ENTITIES}]><x>&j;</x>',
        FLAT.replace("<pkg:package", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><pkg:package', 1).replace(
            "总体情况", "总体&a;"
        ),
        FLAT.replace("<w:body>", "<w:nobody>").replace("</w:body>", "</w:nobody>"),
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        WORD_2003.replace("w:body", "w:nobody"),
    ],
)
def test_hostile_and_foreign_xml_is_refused(data: str) -> None:
    with pytest.raises(UnreadableFileError):
        read_xml(data.encode())

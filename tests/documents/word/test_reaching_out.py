"""A marked copy makes nobody's Word fetch or start anything, and says what was taken out."""

import io
import zipfile

import pytest

from nianbao.documents import read
from nianbao.documents.word.marking.copy import Mark, marked_copy
from nianbao.documents.word.writing.report import docx_bytes
from tests.support.files.word_comments import by_comment
from tests.support.files.word_files import SAMPLE, edited

ADDRESS = "http://127.0.0.1:9/x"
RELATIONS = "word/_rels/document.xml.rels"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RUN = "<w:r><w:t>说明</w:t></w:r>"


def field(*pieces: str) -> str:
    """A complex field, its instruction in so many pieces, that shows 说明."""
    instruction = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{instruction}{separate}{RUN}{end}"


def with_field(xml: str) -> bytes:
    data = docx_bytes(SAMPLE)
    return edited(data, "word/document.xml", "</w:body>", f"<w:p>{xml}</w:p></w:body>")


def with_relation(kind: str) -> bytes:
    element = f'<Relationship Id="rId99" Type="{KIND}/{kind}" Target="{ADDRESS}" TargetMode="External"/>'
    return edited(docx_bytes(SAMPLE), RELATIONS, "</Relationships>", f"{element}</Relationships>")


def whole(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(
    ("xml", "kind"),
    [
        (field(f'INCLUDEPICTURE "{ADDRESS}" \\d'), "INCLUDEPICTURE"),
        (field(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "), "DDEAUTO"),
        (field("DD", "EAU", "TO cmd"), "DDEAUTO"),
        (field(" dde cmd "), "DDE"),
        (f'<w:fldSimple w:instr="INCLUDETEXT {ADDRESS}">{RUN}</w:fldSimple>', "INCLUDETEXT"),
    ],
)
def test_fields_that_fetch_are_emptied_announced_and_still_show_what_they_showed(xml: str, kind: str) -> None:
    data = with_field(xml)
    assert any(kind in n.message for n in read(data, "年报.docx").notices)
    copy = marked_copy(data, [Mark("看这里", "title")])
    assert kind.encode() not in whole(copy).replace(f"{kind} 域".encode(), b"")
    assert any(f"{kind} 域" in said for said in by_comment(copy))
    assert "说明".encode() in whole(copy)


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "subDocument", "video"])
def test_addresses_that_word_follows_by_itself_lead_nowhere(kind: str) -> None:
    copy = marked_copy(with_relation(kind), [])
    assert ADDRESS.encode() not in whole(copy)
    assert any("已去掉" in said for said in by_comment(copy))


@pytest.mark.parametrize("data", [with_relation("hyperlink"), with_field(field(" PAGE ")), docx_bytes(SAMPLE)])
def test_links_to_click_on_and_other_fields_stay(data: bytes) -> None:
    copy = marked_copy(data, [])
    assert not any("已去掉" in said for said in by_comment(copy))
    assert (ADDRESS.encode() in whole(copy)) == (ADDRESS.encode() in whole(data))


def test_the_original_stays_as_it_is() -> None:
    data = with_relation("attachedTemplate")
    marked_copy(data, [])
    assert ADDRESS.encode() in whole(data)

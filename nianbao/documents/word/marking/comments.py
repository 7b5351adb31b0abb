"""Comments in a Word file: the part that holds them, and how it hangs in the package.

Only the document, its comments, its relations and the list of content types are written anew, and parts that made Word
reach out; every other part keeps its bytes.
"""

import io
import posixpath
import zipfile
from datetime import datetime

from lxml import etree

from nianbao.documents.limits import MAX_UNPACKED_BYTES
from nianbao.documents.stream import UnreadableFileError
from nianbao.documents.word.reaching_out import without_addresses, without_fetching_fields
from nianbao.documents.word.reading.parts import BROKEN, PACKAGE_ERRORS, STRICT_NAMES, Parts
from nianbao.documents.word.writing.paragraphs import font_size
from nianbao.documents.word.xml import OFFICE_RELATIONS, W, legal, parse, serialise, w

AUTHOR, INITIALS = "年报审核", "审"
LONGEST_COMMENT = 2000
"""Characters; what is longer is cut, for Word shows comments in a narrow margin."""
_CUT = "……（以下从略，见审核意见）"
_COMMENT_PT = 10
_TYPES_PART = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")


class CommentedFile:
    """A .docx that comments are being added to. ``document`` is its body's part, to be changed in place.

    Raises ``UnreadableFileError`` for what is no sound .docx.
    """

    def __init__(self, data: bytes, when: datetime) -> None:
        """``when``: the date of every comment, in the time of whoever makes them."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            if sum(entry.file_size for entry in self._archive.infolist()) > MAX_UNPACKED_BYTES:
                raise UnreadableFileError("Word 文件解压后过大，没有生成批注稿。")
            self.parts = Parts(data)
            self._names = set(self._archive.namelist())
            self._strict = any(name in self._archive.read(self.parts.document_name) for name in STRICT_NAMES)
            self._comments = self._existing_comments()
        except PACKAGE_ERRORS as error:
            raise UnreadableFileError(BROKEN) from error
        self._disarmed: dict[str, bytes] = {}
        self._date = when.strftime("%Y-%m-%dT%H:%M:%SZ")  # Word writes the hour on the wall and calls it Z
        self._next = 1 + max((_number(e.get(f"{W}id")) for e in self._with_ids()), default=-1)

    @property
    def document(self) -> etree._Element:
        return self.parts.document

    def disarm(self) -> list[str]:
        """Take out what makes Word fetch or start something when the copy is opened; says what that was."""
        said = without_fetching_fields(self.document)
        for name in sorted(self._names - {self.parts.document_name, self._comments_name}):
            content = self._archive.read(name) if name.endswith((".xml", ".rels")) else b""
            if b"External" not in content and b"instr" not in content:
                continue
            root = parse(content)
            found = without_addresses(root) if name.endswith(".rels") else without_fetching_fields(root)
            if found:
                said += found
                self._disarmed[name] = serialise(root)
        return list(dict.fromkeys(said))

    def add(self, text: str, author: str = "") -> tuple[etree._Element, etree._Element, etree._Element]:
        """A new comment: the two ends of its range and the run that refers to it, to be put into the document.

        ``author`` is the program unless a person is named. Lines of ``text`` are its paragraphs; more than ``LONGEST_COMMENT`` characters are cut.
        """
        identifier = self._next
        self._next += 1
        if len(text) > LONGEST_COMMENT:
            text = text[: LONGEST_COMMENT - len(_CUT)] + _CUT
        self._comments.append(
            w(
                "comment",
                *(_line(line, first=number == 0) for number, line in enumerate(legal(text).split("\n"))),
                id=identifier,
                author=legal(author) or AUTHOR,
                date=self._date,
                initials=legal(author)[:1] or INITIALS,
            )
        )
        reference = w("r", w("rPr", *font_size(8)), w("commentReference", id=identifier))
        return w("commentRangeStart", id=identifier), w("commentRangeEnd", id=identifier), reference

    def save(self) -> bytes:
        """The file with its comments. Raises ``UnreadableFileError`` when a part of it cannot be unpacked."""
        folder, name = posixpath.split(self.parts.document_name)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        try:
            changed = {
                self.parts.document_name: self._written(self.document),
                self._comments_name: self._written(self._comments),
            }
            if not self._had_comments:
                changed[relations] = self._with_relation(relations)
                changed[_TYPES_PART] = self._with_type()
            return self._packed(self._disarmed | changed)
        except PACKAGE_ERRORS as error:
            raise UnreadableFileError(BROKEN) from error

    # --- the parts ------------------------------------------------------------------------------------------------

    def _existing_comments(self) -> etree._Element:
        """The part of the comments, a new one where there is none."""
        found = next((r.target for r in self.parts.relations.values() if r.kind == "comments" and not r.external), "")
        self._had_comments = found in self._names
        if self._had_comments:
            self._comments_name = found
            comments = self.parts.related("comments")
            assert comments is not None
            return comments
        folder = posixpath.dirname(self.parts.document_name)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(self._names) + 1))
        self._comments_name = next(name for name in names if name not in self._names)
        return w("comments")

    def _with_ids(self) -> list[etree._Element]:
        return [*self._comments.iter(f"{W}comment"), *self.document.iter(*_MARKS)]

    def _with_relation(self, name: str) -> bytes:
        old = self._disarmed.get(name) or (self._archive.read(name) if name in self._names else b"")
        root = parse(old) if old else etree.Element(f"{_RELATIONS}Relationships")
        used = {element.get("Id") for element in root}
        kind = f"{OFFICE_RELATIONS}/comments"
        element = etree.SubElement(root, f"{_RELATIONS}Relationship")
        element.set("Id", next(i for n in range(len(used) + 1) if (i := f"rIdComments{n or ''}") not in used))
        element.set("Type", _strictly(kind.encode()).decode() if self._strict else kind)
        element.set("Target", posixpath.basename(self._comments_name))
        return serialise(root)

    def _with_type(self) -> bytes:
        root = parse(self._archive.read(_TYPES_PART))
        element = etree.SubElement(root, f"{_TYPES}Override")
        element.set("PartName", f"/{self._comments_name}")
        element.set("ContentType", _COMMENTS_TYPE)
        return serialise(root)

    def _written(self, root: etree._Element) -> bytes:
        content = serialise(root)
        return _strictly(content) if self._strict else content

    def _packed(self, changed: dict[str, bytes]) -> bytes:
        """The entries in their old order, the new ones last."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
            for old in self._archive.infolist():
                entry = zipfile.ZipInfo(old.filename, old.date_time)
                entry.compress_type = (
                    zipfile.ZIP_STORED if old.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
                )
                entry.external_attr = old.external_attr
                target.writestr(
                    entry, changed.pop(old.filename) if old.filename in changed else self._archive.read(old)
                )
            for name, content in changed.items():
                entry = zipfile.ZipInfo(name)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, content)
        return buffer.getvalue()


def _line(text: str, first: bool) -> etree._Element:
    """A paragraph of a comment, plain whatever the document's usual paragraph looks like (an indent of two characters)."""
    properties = w(
        "pPr",
        w("spacing", before=0, after=0, line=240, lineRule="auto"),
        w("ind", left=0, right=0, firstLineChars=0, firstLine=0),
        w("jc", val="left"),
    )
    content = w("t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    content.text = text
    mark = [w("r", w("annotationRef"))] if first else []
    return w("p", properties, *mark, w("r", w("rPr", w("rFonts", hint="eastAsia"), *font_size(_COMMENT_PT)), content))


def _number(text: str | None) -> int:
    """An id as a number; damage and ids too long for one count as none."""
    return int(text) if text is not None and text.isdecimal() and len(text) <= 9 else -1


def _strictly(content: bytes) -> bytes:
    """The usual names back into those of the strict variant."""
    for strict, usual in STRICT_NAMES.items():
        content = content.replace(usual, strict)
    return content

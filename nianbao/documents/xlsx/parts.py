"""The package of an .xlsx: its sheets in order, the texts they share, and the number formats of their cells.

Nothing outside the package is fetched, no formula is computed, no macro runs.
"""

import posixpath
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from nianbao.documents.packed import open_packed
from nianbao.documents.stream import UnreadableFileError
from nianbao.documents.word.xml import OFFICE_RELATIONS
from nianbao.documents.xlsx.numbers import BUILT_IN, GENERAL
from nianbao.documents.xlsx.texts import Text, is_struck, text_of

BROKEN = "这不是完好的 Excel 工作簿（.xlsx），请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_USUAL_BOOK = "xl/workbook.xml"
MAX_SHEETS = 200


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the book: its name, whether it is hidden, and its part in the package."""

    name: str
    hidden: bool
    part: str


class Parts:
    """The parts of one workbook. Raises ``UnreadableFileError`` for what is damaged or beyond the limits."""

    def __init__(self, data: bytes) -> None:
        self._packed = open_packed(data, BROKEN)
        self._book_name = next(
            (target for kind, target in self._relations("").values() if kind == "officeDocument"), _USUAL_BOOK
        )
        self._book = self._packed.xml(self._book_name)
        self._related = self._relations(self._book_name)

    @property
    def has_macros(self) -> bool:
        return any(posixpath.basename(name).lower() == "vbaproject.bin" for name in self._packed.names)

    @property
    def has_links(self) -> bool:
        """True when cells take values from other files."""
        return any(kind == "externalLink" for kind, _ in self._related.values())

    @property
    def starts_1904(self) -> bool:
        """True when days count from 1904 (books made on old Macintoshes)."""
        properties = next(self._book.iterchildren("{*}workbookPr"), None)
        return properties is not None and properties.get("date1904") in ("1", "true")

    def sheets(self) -> list[SheetPart]:
        """Work sheets in the order of their tabs; sheets that are charts or dialogues are none."""
        found = []
        for sheet in self._book.iterfind("{*}sheets/{*}sheet"):
            identifier = sheet.get(f"{{{OFFICE_RELATIONS}}}id") or sheet.get(f"{{{_STRICT_RELATIONS}}}id")
            kind, part = self._related.get(identifier or "", ("", ""))
            if kind == "worksheet":
                hidden = sheet.get("state", "visible") != "visible"
                found.append(SheetPart(sheet.get("name", ""), hidden, part))
        if len(found) > MAX_SHEETS:
            raise UnreadableFileError(f"工作簿里的工作表超过 {MAX_SHEETS} 张，已停止读取，请确认是不是选错了文件。")
        return found

    def sheet(self, part: str) -> etree._Element:
        return self._packed.xml(part)

    def text_boxes(self, part: str) -> bool:
        """True when words stand in a drawing on the sheet, where no cell holds them."""
        drawings = [target for kind, target in self._relations(part).values() if kind == "drawing"]
        return any(
            name in self._packed.names and any((t.text or "").strip() for t in self._packed.xml(name).iter("{*}t"))
            for name in drawings
        )

    @cached_property
    def shared_texts(self) -> list[Text]:
        """The texts that cells refer to by number."""
        root = self._part("sharedStrings")
        return [] if root is None else [text_of(item) for item in root.iterchildren("{*}si")]

    @cached_property
    def struck_styles(self) -> frozenset[str]:
        """The style numbers of cells that are struck through as a whole."""
        if self._styles is None:
            return frozenset()
        fonts = [is_struck(font) for font in self._styles.iterfind("{*}fonts/{*}font")]
        struck = {str(number) for number, is_one in enumerate(fonts) if is_one}
        styles = self._styles.iterfind("{*}cellXfs/{*}xf") if struck else ()
        return frozenset(str(n) for n, style in enumerate(styles) if style.get("fontId") in struck)

    @cached_property
    def formats(self) -> list[str]:
        """Number format by the style number of a cell."""
        root = self._styles
        if root is None:
            return []
        own = {f.get("numFmtId"): f.get("formatCode", "") for f in root.iterfind("{*}numFmts/{*}numFmt")}
        identifiers = [style.get("numFmtId", "0") for style in root.iterfind("{*}cellXfs/{*}xf")]
        return [own.get(i) or BUILT_IN.get(int(i[:9]) if i.isdecimal() else 0, GENERAL) for i in identifiers]

    @cached_property
    def _styles(self) -> etree._Element | None:
        return self._part("styles")

    def _part(self, kind: str) -> etree._Element | None:
        targets = [target for found, target in self._related.values() if found == kind]
        return self._packed.xml(targets[0]) if targets and targets[0] in self._packed.names else None

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → (last word of the type, part) of the relations that stay inside the package."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._packed.names:
            return {}
        return {
            r.get("Id", ""): (
                r.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, r.get("Target", ""))).lstrip("/"),
            )
            for r in self._packed.xml(relations).iterchildren("{*}Relationship")
            if r.get("TargetMode") != "External" or r.get("Type", "").endswith("/externalLink")
        }

"""What the reader of a workbook must be told: what was left out, and what was read otherwise than it is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nianbao.documents.xlsx.parts import Parts
from nianbao.documents.xlsx.sheet import SheetContent
from nianbao.report.model import Notice

_SHOWN = 3
"""Names that a notice spells out."""


@dataclass(slots=True)
class Notes:
    """What is met while the sheets of a book are read."""

    hidden_sheets: list[str]
    parts: Parts
    instructions: list[str] = field(default_factory=list)
    """Names of sheets that only explain."""
    beside_tables: list[str] = field(default_factory=list)
    """Columns and rows that only check."""
    with_boxes: bool = False
    hidden_rows: int = 0
    hidden_columns: list[str] = field(default_factory=list)
    hidden_labels: list[str] = field(default_factory=list)
    """Official rows that are hidden and were read all the same …"""
    official_columns: list[str] = field(default_factory=list)
    """… and such columns."""
    uncomputed: int = 0
    struck: int = 0
    rounded: list[str] = field(default_factory=list)

    def add(self, content: SheetContent, hidden_labels: Sequence[str]) -> None:
        self.hidden_rows += len(content.hidden_rows) - len(hidden_labels)
        self.hidden_columns += content.hidden_columns
        self.hidden_labels += hidden_labels
        self.official_columns += content.official_columns
        self.uncomputed += content.uncomputed
        self.struck += content.struck
        self.rounded += content.rounded

    def all(self) -> Iterator[Notice]:
        """At most one notice of each kind, in Chinese."""
        for message in self._messages():
            yield Notice("left_out", message)

    def _messages(self) -> Iterator[str]:
        if self.hidden_sheets:
            yield f"隐藏的工作表{_names(self.hidden_sheets)}没有读取；如属于年报，请取消隐藏后再试。"
        if self.instructions:
            yield f"工作表{_names(self.instructions)}是填表的说明，没有读取。"
        if hidden := self.hidden_rows + len(self.hidden_columns):
            columns = "、".join(dict.fromkeys(self.hidden_columns))
            named = f"（其中列：{columns}）" if columns else ""
            yield f"工作表里有{hidden}处隐藏的行或列{named}没有读取；如属于年报，请取消隐藏后再试。"
        if self.hidden_labels:
            yield f"表里隐藏的行{_names(self.hidden_labels)}已一并读取；打印或报送前请取消隐藏，否则表上缺少这些行。"
        if self.official_columns:
            columns = "、".join(dict.fromkeys(self.official_columns))
            yield f"隐藏的列（{columns}）里有统一表式的内容，已一并读取；打印或报送前请取消隐藏，否则表上缺少这些列。"
        if self.uncomputed:
            yield (
                f"有{self.uncomputed}个公式在文件里没有计算结果，没有当作数字读取；"
                "请在 Excel 或 WPS 中打开、保存后再试。"
            )
        if self.struck:
            yield f"有{self.struck}个单元格里划了删除线的文字已当作删去，没有读取；仍然有效的，请去掉删除线后再试。"
        if self.rounded:
            more = "等" if len(self.rounded) > _SHOWN else ""
            yield f"有的数在表格里四舍五入显示（{'、'.join(self.rounded[:_SHOWN])}{more}），按保存的数读取，请核对。"
        if self.beside_tables:
            yield f"统一表式以外的内容没有读取：{'、'.join(dict.fromkeys(self.beside_tables))}。"
        if self.with_boxes:
            yield "工作表上的文本框没有读取；如属于年报，请把文字放进单元格后再试。"
        if self.parts.has_links:
            yield "表格引用了其他文件里的数据，采用的是本文件中保存的数值，没有去读其他文件。"
        if self.parts.has_macros:
            yield "文件带有宏，没有运行，也没有读取。"


def _names(names: Sequence[str]) -> str:
    return "、".join(f"“{name}”" for name in names[:_SHOWN]) + ("等" if len(names) > _SHOWN else "")

"""What is asked back, or told beside a change, where words for cells of the tables are not clear enough."""

from nianbao.work.revised.cells import column_name, parts, row_name

_BY_COLUMN = {
    "applications": "“{row}”是按申请人分开填的，请说明是哪一类，例如“自然人{row}1件”。",
    "proceedings": "“{row}”是按结果分开填的，请说明是哪一种结果，例如“{row}结果维持1件”。",
}
_BY_STOCK = "“{row}”有制发、废止、现行有效三个数，请说明是哪一个，例如“{row}制发1件”。"
_BY_ROW = "“{column}”在{n}行里都有，请说明是哪一行，例如“{row}{column}1件”。"
IN_UNIT = "“{label}”的单位是{unit}，您说的是“{said}”，请按{unit}说。"
WHOLE_ONLY = "“{label}”填的是件数，请说整数。"
EXACT = "“{label}”要填确切的整数，“{said}”不能填进表里；请核实后说准数。"
COMPUTED = "总计、合计是程序按各格加出来的，不单独填；请改里面的那一格，例如“自然人予以公开3件”。"
NOTHING_THERE = "“{label}”还没有数，没法{sign}，请直接说是多少件。"
BELOW_NOUGHT = "“{line}”减不了{value}，请说改成多少。"
SET_OR_ADD = "“{line}”：是改成{value}件，还是在这个数上再加{value}件？请说“{row}改成{value}”或“{row}改成{sum}”。"
MORE_OR_LESS = "“{line}”：是要改成{less}件，还是改成{more}件？“{said}”两种意思都有，请直接说改成多少。"
NOT_AS_MANY = "说到{cells}处、{n}个数，对不上，请一处一处说。"
ALL_FILLED = "{where}没有空格。"
OTHER_OR_REST = "“其他”是表三的“其他”一列，还是其余空格都填0？请说“其他那一列都是0”或“其余空格都填0”。"
SOME_BLANK = "一句话只能把空格都填0的，是三张表或其中一张（“其余空格都填0”“表四空着的填0”）。只填一部分的，请说是哪一行、哪一列，例如“国家秘密没有”“科研机构那一列都是0”。"
OVER = "（其中{n}格原来有数，会改成0。）"
ANOTHER_NUMBER = "“{line}”现在不是{was}，请看清楚是不是这一格。"
ANOTHER_CELL = "“{line}”现在不是{was}，{was}是“{other}”。请说明要改哪一格。"
ANOTHER_SUM = "报的{n}个数加起来是{sum}，您说合计{said}，对不上，没有列进来，请核实后再说。"
SEVERAL = "是{was}的有{n}处，请说明是哪一处：{lines}。"


def which(cells: tuple[str, ...]) -> str:
    """The question for the row or the column that was not said."""
    first = cells[0]
    if is_column(cells):
        return _BY_ROW.format(column=column_name(first), n=len(cells), row=row_name(first))
    return _BY_COLUMN.get(parts(first)[0], _BY_STOCK).format(row=row_name(first))


def is_column(cells: tuple[str, ...]) -> bool:
    """Whether the cells are those of one column in several rows."""
    return len({parts(c)[:2] for c in cells}) > 1 and len({parts(c)[2] for c in cells}) == 1

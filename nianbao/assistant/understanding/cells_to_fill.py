"""Which cells of the tables words name that fill them in: 行政处罚, 规章的制发数, 自然人部分公开; nothing where they say more."""

from nianbao.assistant.understanding.cells import columns_in, rows_in, without_columns, without_rows
from nianbao.report.patterns import regex
from nianbao.work.revised.cells import cell_names, column_names, official_rows

_BESIDE = regex(
    r"第[一二三四五六\d]+部分|保护|合法权益|属于|危及|[“”\"]?一稳定[“”\"]?|[三四]类|表[一二三四]|政府|处理决定|办理结果|事业性|行政|[本今]年度?|全年|数量|件数|数字?|申请人?|信息|决定"
    r"|顺便|顺带|另外|还有|然后|同时|本机关|我们|[我本][镇局县区乡]|主动公开|公开|俺们|咱们?|直接|统统|其实|实际|也|跟着|相应地?|对应|同样|结果|原来|现在|之前|不对|错了?|有误|[那这]?一?[个格栏列行项条组块]|里面?|的|中|请|麻烦|帮我|给我|[再又还把将在填写补改从由]|从?\d+(?:\.\d+)?件?|全部|都|[，,：:、\s]"
)
"""Words that name nothing."""
_LEAST_MORE = 2
_OF_TABLE_TWO = "事业性"


def cells_named(said: str) -> tuple[str, ...]:
    """The cells that are named, be it with a wrong letter in a name (自燃人, 行政许克)."""
    return _named(said) or (_named(right) if (right := rightly_spelt(said)) != said else ())


def rightly_spelt(said: str) -> str:
    """The words with the names of the form in them spelt as the form has them, where one letter is another."""
    for name in _NAMES:
        if name not in said:
            said = next(
                (said.replace(part, name) for part in _windows(said, len(name)) if _hardly_differs(part, name)), said
            )
    return said


def _windows(said: str, length: int) -> list[str]:
    return [said[i : i + length] for i in range(len(said) - length + 1)]


def _hardly_differs(part: str, name: str) -> bool:
    return sum(a != b for a, b in zip(part, name, strict=True)) == 1 and part not in _NAMES


def _without_groups(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The rows without the groups of those that are named as well (不予处理里的重复申请)."""
    return tuple(row for row in rows if not any(other.startswith((f"{row}.", f"{row}_")) for other in rows))


_NAMES = (
    "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "予以公开", "部分公开", "不予公开", "国家秘密", "不掌握", "规范性文件",
    "行政许可", "行政处罚", "行政强制", "事业性收费", "行政复议", "行政诉讼", "未经复议", "复议后起诉", "结果维持", "结果纠正", "尚未审结",
    "其他结果", "现行有效", "制发件数", "废止件数", "重复申请", "内部事务", "三安全", "执法案卷", "行政查询", "出版物",
    "本年新收", "上年结转", "结转下年",
)  # fmt: skip
"""Names that a wrong letter may stand in."""


def _rows_named(said: str) -> bool:
    """Whether a row is named, not only columns that belong to one."""
    return without_rows(said) != said


def _left_over(said: str) -> str:
    """The words that name neither row nor column and say something."""
    for label in official_rows():
        said = said.replace(label, "")
    return _BESIDE.sub("", without_columns(without_rows(said)))


_OTHER, _LAST_OTHER = "其他", "other.misc"


def _named(said: str) -> tuple[str, ...]:
    """The cells of the one row that is named, in the columns that are named, or of the one column; empty where words are left
    that say more."""
    columns, left = columns_in(said), _left_over(said)
    if not _rows_named(said):
        if left == _OTHER and len(columns) == 1:  # 自然人其他: the last row of 其他处理
            return tuple(cell_names(_LAST_OTHER, columns))
        if left == _OTHER * 2 and not columns:
            return tuple(cell_names(_LAST_OTHER, ("other",)))
        return tuple(column_names(columns[0])) if len(columns) == 1 and len(left) < _LEAST_MORE else ()
    rows = _without_groups(rows_in(said))
    if left == _OTHER and not columns:
        columns, left = ("other",), ""
    if len(left) >= _LEAST_MORE:
        return ()
    if rows == ("fees",) and _OF_TABLE_TWO not in said:  # else it may be 信息处理费
        return ()
    return tuple(cell_names(rows[0], columns)) if len(rows) == 1 else ()

"""Which cells of the tables words name that fill them in: 行政处罚, 规章的制发数, 自然人部分公开; nothing where they say more."""

from nianbao.assistant.understanding.cells import columns_in, rows_in, without_columns, without_rows
from nianbao.report.patterns import regex
from nianbao.work.revised.cells import cell_names, column_names

_BESIDE = regex(
    r"第[一二三四五六\d]+部分|表[二三四]|处理决定|办理结果|事业性|行政|[本今]年度?|全年|数量|件数|数字?|申请人?|信息|决定"
    r"|顺便|顺带|另外|还有|然后|同时|本机关|我们|[我本][镇局县区乡]|主动公开|公开|也|跟着|同样|结果|原来|现在|之前|不对|错了?|有误|[那这]?一?[个格栏列行]|里面?|的|中|请|麻烦|帮我|给我|[再又还把将在填写补改从由]|从?\d+(?:\.\d+)?件?|全部|都|[，,：:、\s]"
)
"""Words that name nothing."""
_LEAST_MORE = 2
_OF_TABLE_TWO = "事业性"


def cells_named(said: str) -> tuple[str, ...]:
    """The cells of the one row that is named, in the columns that are named, or of the one column; empty where words are left
    that say more."""
    bare, columns = without_rows(said), columns_in(said)
    if bare == said:
        is_column = len(columns) == 1 and len(_BESIDE.sub("", without_columns(said))) < _LEAST_MORE
        return tuple(column_names(columns[0])) if is_column else ()
    if len(_BESIDE.sub("", without_columns(bare))) >= _LEAST_MORE:
        return ()
    rows = rows_in(said)
    if rows == ("fees",) and _OF_TABLE_TWO not in said:  # else it may be 信息处理费
        return ()
    return tuple(cell_names(rows[0], columns)) if len(rows) == 1 else ()

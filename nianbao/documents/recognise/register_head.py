"""The head of an application register (申请台账): which column holds what, by the many names that columns have.

A register is told from a report here, so that neither is ever taken for the other.
"""

from collections.abc import Iterable, Iterator, Sequence

from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.stream import Block, Grid, Paragraph
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

IS_REGISTER = "{name} 是申请台账，不是年报。要由它算出表三、表四和期限，请到“起草”作为材料交。"
IS_REPORT = "{name} 是年报，不是申请台账。"
RECEIPT_FIELDS = ("received", "accepted", "applied", "date")
"""Columns that may hold the day of receipt, the surest first (条例第三十一条)."""
_DATE = r"[^/]*(?:日期|时间|日)$"
_FIELDS = (
    ("third_party", r"第三方.*(?:起止|起讫|期间)"),
    ("third_party_start", r"第三方.*(?:发出|发函|告知|通知|开始|送达|征求日期|征求时间)"),
    ("third_party_end", r"第三方.*(?:收到|回复|反馈|回函|答复|结束|截止)"),
    ("other", r"第三方"),
    ("correction_received", r"补正.*(?:收到|提交|完成|回复|补齐)|(?:收到|提交)补正"),
    ("correction_notice", r"补正.*(?:告知|通知|发出|要求)|(?:告知|通知|发出|要求).*补正"),
    ("other", r"补正"),
    ("fee_notice", r"(?:收费|缴费).*(?:通知|告知)"),
    ("fee_paid", r"实收|实缴|已缴"),
    ("fee_amount", r"金额|收费|费用"),
    ("case_result", r"复议.{0,3}诉讼.*结果"),
    ("case", r"复议.{0,3}诉讼"),
    ("suit_direct", r"未经复议|直接(?:起诉|提起)"),
    ("suit_after", r"复议后(?:起诉|诉讼|提起)"),
    ("suit_way", r"(?:诉讼|起诉).*(?:方式|是否经|经复议)"),
    ("suit_end", rf"(?:诉讼|起诉).*(?:判决|裁判|裁定|审结|结案){_DATE}"),
    ("suit_filed", rf"(?:诉讼|起诉).*(?:立案|受理|起诉|收到){_DATE}|起诉{_DATE}"),
    ("suit_flag", r"是否.*(?:诉讼|起诉)"),
    ("suit", r"诉讼|起诉"),
    ("review_end", rf"复议.*(?:决定|审结|办结|结案){_DATE}"),
    ("review_filed", rf"复议.*(?:申请|受理|收到){_DATE}"),
    ("review_flag", r"是否.*复议"),
    ("review", r"复议"),
    ("extension_notice", r"(?:延期|延长).*(?:日期|时间)"),
    ("extended", r"延期|延长"),
    ("number", r"(?:^|/)(?:序号?|编号|[^/]*(?:受理|登记|申请|收文|收件|流水|业务)[^/]*(?:号|编码))$"),
    (
        "other",
        r"(?:应|法定|规定)[^/]*(?:日期|时间)|截止|到期|期限|时限|剩余|超期|逾期|按时|按期|天数|工作日|方式|途径|渠道|形式|来源|文号"
        r"|字号|电话|手机|联系|地址|邮编|邮箱|证件|身份证|备注|承办|经办|责任|科室|部门|附件|用途|状态|份数|页数",
    ),
    ("answered", rf"(?:答复|办结|回复|办毕|出具){_DATE}|答复[^/]*/(?:日期|时间)$"),
    ("received", rf"(?:收到|收件|收文|接收|签收|接件|来件){_DATE}"),
    ("accepted", rf"(?:受理|登记|录入){_DATE}"),
    ("applied", rf"(?:申请|提交|递交|提出){_DATE}|申请[^/]*/(?:日期|时间)$"),
    ("date", r"^(?:日期|时间)$"),
    ("reason", r"(?<!申请)(?:理由|情形|事由)$"),
    ("result", r"(?:办理|答复|处理|办结|回复|公开|审查)[^/]*/?(?:结果|类型|类别|情况|意见|决定|结论|情形)$|^结果$"),
    ("content", r"(?:申请|所需|信息)[^/]*(?:内容|信息|事项|标题|描述)|(?:信息|事项|文件)名称|内容描述|^(?:内容|事项|标题)$"),
    ("kind", r"(?:^|/|(?:人|者|主体)[^/]{0,3})(?:类别|类型|性质|身份|分类|属性)$|申请主体$"),
    ("name", r"(?:^|/)(?:申请人|申请者|申请单位|当事人|姓名|名称)(?:[/或及、和]|申请人|姓名|名称|单位)*$"),
)  # fmt: skip
"""Field and what names it, tried in this order: of the squeezed words of its head, from above, joined by a stroke."""
_FIELDS_COMPILED = tuple((field, regex(pattern)) for field, pattern in _FIELDS)
_NOTE = regex(r"\([^()]*\)")
_OF_APPLICATIONS = regex(r"申请|依申请公开|所需信息|信息公开")
_SURELY = regex(r"公开申请|依申请")
"""Words by which a column that is only called 日期 is the day of an application."""
FEWEST_SECTIONS = 3
"""So many sections of the form make a report, whatever tables it has."""
FIRST_ROWS = 8
"""Of a table, among which its head stands."""
FEWEST_DELIMITERS = 4
DAY_WORDS = ("日期", "时间")
LONGEST_LINE = 1_000
LONGEST_HEAD = 30
"""Characters of the longest name of a column."""


def field_of(head: Sequence[str]) -> str | None:
    """The field that a column's head names (``("答复情况", "日期")`` → ``answered``); ``other`` for known ones that are
    not used, None for unknown ones."""
    path = "/".join(_NOTE.sub("", squeeze(text)) for text in head if text.strip())
    if not path or len(path) > 2 * LONGEST_HEAD:
        return None
    return next((field for field, pattern in _FIELDS_COMPILED if pattern.search(path)), None)


def is_register_head(fields: Iterable[str | None], words: str) -> bool:
    """True for columns that say when an application came and what became of it, beside words of applications."""
    found = set(fields)
    came = bool(found & {"received", "accepted", "applied"}) or ("date" in found and _SURELY.search(words) is not None)
    answered = bool(found & {"result", "answered"})
    whose = bool(found & {"kind", "name", "content"})
    return came and answered and whose and _OF_APPLICATIONS.search(words) is not None


def looks_like_register(blocks: Sequence[Block]) -> bool:
    """True for a file that holds a register and is no report of six sections."""
    if not any(_has_head(rows, blocks) for rows in _heads(blocks)):
        return False
    return not has_sections(blocks)


def has_sections(blocks: Sequence[Block]) -> bool:
    """True for a file with sections of the form: a report, whatever tables it has."""
    sections = {h.key for b in blocks if isinstance(b, Paragraph) and (h := section_heading(b)) is not None}
    return len(sections) >= FEWEST_SECTIONS


def _heads(blocks: Sequence[Block]) -> Iterator[list[list[str]]]:
    """The first rows of every table; of a text, each line with commas and the line below it."""
    for number, block in enumerate(blocks):
        if rows := _first_rows(block):
            below = blocks[number + 1] if number + 1 < len(blocks) else None
            yield [
                *rows,
                *(_first_rows(below) if isinstance(block, Paragraph) and isinstance(below, Paragraph) else []),
            ]


def _first_rows(block: Block) -> list[list[str]]:
    """The first rows of a table; of a line of a text with commas between its words, its words."""
    if isinstance(block, Grid):
        return [[cell.text for cell in row] for row in block.rows[:FIRST_ROWS]]
    delimiter = next((d for d in ",\t;|" if block.text.count(d) >= FEWEST_DELIMITERS), None)
    return [block.text.split(delimiter)] if delimiter and len(block.text) < LONGEST_LINE else []


def _has_head(rows: list[list[str]], blocks: Sequence[Block]) -> bool:
    """A head in one row or in two."""
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else []
        last = rows[number + 2] if number + 2 < len(rows) else []
        texts = [text for text in (*row, *below) if text.strip() and len(squeeze(text)) <= LONGEST_HEAD]
        if len(texts) < FEWEST_DELIMITERS or not any(day in squeeze("".join(texts)) for day in DAY_WORDS):
            continue  # tables of reports have no such words: no pattern is compiled for them
        fields, words = [field_of([text]) for text in texts], "".join(row) + _titles(blocks)
        if is_register_head(fields, words) or _is_ticked_head(fields, [*texts, *last], words):
            return True
    return False


def _is_ticked_head(fields: Sequence[str | None], texts: Sequence[str], words: str) -> bool:
    """A head with a column a kind of applicant beside the day of an application and who applied or what became of it: the
    form's table three has no such columns. Those to the right may have been cut off, as beside a table of the form."""
    kinds = {squeeze(text) for text in texts} & _KINDS
    came = bool({"received", "accepted", "applied"} & set(fields))
    told = bool({"name", "result", "answered"} & set(fields))
    return came and told and len(kinds) >= FEWEST_TICKED and _OF_APPLICATIONS.search(words) is not None


_KINDS = frozenset({"自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构"})
FEWEST_TICKED = 3


def _titles(blocks: Sequence[Block]) -> str:
    return "".join(block.text for block in blocks[:5] if isinstance(block, Paragraph))[:200]

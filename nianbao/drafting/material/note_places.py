"""Where a statement of a note belongs: which official cell, or none (then it is a fact of 工作情况).

Notes rarely say by which kind of applicant; then the cell is a row's 总计, which nobody may fill in from here.
"""

from nianbao.report.patterns import regex

_TOPICS = tuple(
    (topic, regex(words))
    for topic, words in (
        ("handling_fee", r"信息处理费|处理费|^实收|^实际收取$"),
        ("litigation_after", r"复议后(?:又|再)?(?:起诉|提起|诉讼)"),
        ("reconsideration", r"复议"),
        ("litigation_direct", r"(?:未经复议)?直接起诉"),
        ("litigation", r"诉讼|起诉|被诉|官司"),
        ("regulations", r"规章(?!制度)"),
        ("normative_documents", r"规范性文件"),
        ("licensing", r"许可"),
        ("penalties", r"处罚"),
        ("coercion", r"强制"),
        ("fees", r"收费"),
        ("applications", r"依申请|(?:公开)?申请(?!人)"),
        ("website", r"网站|门户|官网"),
        ("wechat", r"公众号|微信"),
        ("weibo", r"微博"),
        ("video", r"抖音|视频号|短视频"),
        ("training", r"培训"),
        ("complaint", r"投诉|举报"),
    )
)
OFFICIAL = frozenset(
    {"litigation_after", "reconsideration", "litigation_direct", "litigation", "regulations", "normative_documents"}
    | {"licensing", "penalties", "coercion", "fees", "applications"}
)
"""What the tables hold; a figure about it is no fact of 工作情况."""
_STOCK = (
    ("repealed", regex(r"废止|失效")),
    ("in_force", regex(r"现行有效|有效|现有|存量")),
    ("issued", regex(r"制发|制定|出台|印发|新增|发布|发了?$")),
)
_RESULTS = (
    ("pending", regex(r"还没判|没判|未审结|尚未审结|审理中|没结|未结")),
    ("upheld", regex(r"维持")),
    ("corrected", regex(r"撤销|纠正|变更|确认违法|责令|败诉")),
    ("other", regex(r"其他结果|撤回|撤诉|终止|驳回")),
)
_ROWS = (
    ("carried_in", regex(r"(?:上|去)年(?:度)?(?:的)?结转|结转(?:上|去)年")),
    ("carried_out", regex(r"结转(?:到|至|下|明|今)|下年(?:度)?继续")),
    ("partial", regex(r"部分")),
    ("denied.process", regex(r"过程性")),
    ("denied.internal_affairs", regex(r"内部事务")),
    ("denied.state_secret", regex(r"国家秘密|涉密")),
    ("denied.third_party", regex(r"第三方")),
    ("denied.enforcement_file", regex(r"执法案卷")),
    ("denied.admin_query", regex(r"行政查询")),
    ("unable.not_held", regex(r"不掌握|不存在|未掌握")),
    ("unable.needs_creation", regex(r"没有现成|另行制作")),
    ("unable.unclear_after_correction", regex(r"不明确")),
    ("rejected.petition", regex(r"信访|举报投诉")),
    ("rejected.duplicate", regex(r"重复")),
    ("rejected.publication", regex(r"公开出版物")),
    ("other.overdue_correction", regex(r"逾期不补正|不补正")),
    ("granted", regex(r"^(?:予以|全部|同意|已)?公开$")),
    ("new", regex(r"收|新收|接到|受理|^$|一共|总共")),
)
_COLUMNS = regex(r"自然人|法人|企业|公司|科研|公益|社会组织|律所|律师事务所|法律服务")
_ONE_CELL = {
    "licensing": "active_disclosure.licensing.decisions",
    "penalties": "active_disclosure.penalties.decisions",
    "coercion": "active_disclosure.coercion.decisions",
    "fees": "active_disclosure.fees.amount",
}
CASE_UNITS = frozenset({"", "件", "起", "宗", "例", "次", "个", "项", "份", "件次"})
_MONEY = frozenset({"元", "万元", "亿元"})
_PART = regex(r"其中|含|包括|涉及")
_PLAIN = regex(r"行政|事业性|决定|办理|作出|实施|办结|金额|收入|数量|件数|案件|事项|数|全镇|全县|本局|[：:\s的了共]")
"""Words that restrict nothing: 办理行政许可 is 许可; 处罚·简易程序 and 强制措施 are parts of their rows."""


def topic_of(words: str) -> str | None:
    """What a statement is about, by the first telling word of the lexicon above."""
    return next((topic for topic, pattern in _TOPICS if pattern.search(words)), None)


def subject_of(words: str) -> str:
    """The telling word itself: 规范性文件 of 今年规范性文件制发; empty when there is none."""
    return next((match[0] for _, pattern in _TOPICS if (match := pattern.search(words))), "")


def place_of(words: str, behind: str, topic: str | None, unit: str) -> str | None:
    """The official cell that a statement gives, or None. ``words``: before the number, without the topic said earlier;
    ``behind``: after it (还没判)."""
    if topic not in OFFICIAL or _PART.search(words) or _COLUMNS.search(words):
        return None
    if topic in _ONE_CELL and _rest(words, topic):
        return None
    if topic == "fees":
        return _ONE_CELL["fees"] if unit in _MONEY or unit == "" else None
    if unit not in CASE_UNITS:
        return None
    if topic in _ONE_CELL:
        return _ONE_CELL[topic]
    if topic in ("regulations", "normative_documents"):
        stock = next((c for c, pattern in _STOCK if pattern.search(words)), None)
        return f"active_disclosure.{topic}.{stock}" if stock else None
    if topic == "applications":
        left = words.replace("依申请", "").replace("公开申请", "").replace("申请", "")
        row = next((r for r, pattern in _ROWS if pattern.search(left.strip("：: 的了"))), None)
        return f"applications.{row}.total" if row else None
    if topic == "litigation":
        return None  # whether directly or after review is not said
    column = next((c for c, pattern in _RESULTS if pattern.search(words + behind)), "total")
    return f"proceedings.{topic}.{column}"


def _rest(words: str, topic: str) -> str:
    """What words say beyond their topic."""
    pattern = next(pattern for name, pattern in _TOPICS if name == topic)
    return _PLAIN.sub("", pattern.sub("", words))


def says_only(words: str) -> bool:
    """True when words are one official topic and nothing else: 行政诉讼, 规章; not 收费标准."""
    topic = topic_of(words)
    return topic in OFFICIAL and not _rest(words, str(topic))


def is_of_the_form(words: str) -> bool:
    """True for kinds of applicants and outcomes: they belong to the tables, wherever they stand."""
    return _COLUMNS.search(words) is not None or any(pattern.search(words) for row, pattern in _ROWS if "." in row)


def cells_of_nothing(words: str, topic: str | None) -> list[str]:
    """The cells that are 0 when a line says there was nothing of its topic (规章没有: all three; 规范性文件没发: one)."""
    if topic in _ONE_CELL:
        return [_ONE_CELL[topic]]
    if topic == "regulations":
        return [f"active_disclosure.regulations.{c}" for c, _ in _STOCK]
    if topic == "normative_documents":
        return ["active_disclosure.normative_documents.issued"] if "发" in words or "制定" in words else []
    if topic == "applications":
        return [] if regex(r"结转|公开$|答复").search(words) else ["applications.new.total"]
    if topic in ("reconsideration", "litigation_direct", "litigation_after"):
        return [f"proceedings.{topic}.total"]
    if topic == "litigation":
        return ["proceedings.litigation_direct.total", "proceedings.litigation_after.total"]
    return []

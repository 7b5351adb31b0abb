"""Which rows and columns of the three tables a question names, the longer names first: 复议后起诉 is no 行政复议."""

from nianbao.report.patterns import regex

_OPEN = r"(?:没(?:有)?|未)(?:办|处理|答复|审批|了结)(?:理)?(?:完毕?|结|好|掉)"
_UNDONE = r"(?:没(?:有)?|未)办(?=的|了|$|[，。？?！!吗呢啊])"
"""没办完: what is not finished by the end of a year."""
_LAST = r"(?:上一?个?年度?|去年|往年|前一年|以前年度)(?:年?[底末终])?"
_LEFT = (
    rf"(?:结[转余存]|剩(?:余|下)?|余下|留(?!言|守|痕)|遗留|积压|拖|欠|移(?=过|到|进)|带(?=过|到|进|来)|转(?=过|来|入|进|到|接|结|给今|给本)|{_UNDONE}"
    rf"|{_OPEN})"
)
CARRIED_IN = rf"{_LAST}(?:度)?(?:还|尚|都|的|就|有|把|一共|总共|申请|多少|几|件|个)*{_LEFT}(?!.{{0,3}}[下次明后翌]一?个?年)(?:下|的|了|多少|几|件|个)*(?:{_UNDONE}|{_OPEN})?|结转(?:过来|来的|进来)"
"""去年留下来的: what came over from last year, a row of this year's report."""
_NEXT = r"(?:[下明次翌]一?个?年|来年)度?"
CARRIED_OUT = (
    rf"结转(?:到|至|给|去|入)?{_NEXT}|(?:留|转|拖|移|带|滚|推|放)(?:到|至|给|待|入|去)?{_NEXT}|还在办|{_OPEN}|{_UNDONE}|在办(?!公)"
    rf"|年[底末终].{{0,6}}?(?:剩|余|欠|积压)|(?:还|尚)(?:剩|余|欠)(?:下|了|有)?(?:多少|几|的)"
)
"""年底还剩几件没办: what goes over to next year."""
FEE = r"(?:信息)?处理费|收费通知|(?:依?申请(?:公开)?|(?:信息|政务)公开|公开信息|答复).{0,4}收(?:了|过|取)?(?:多少|几)?(?:钱|费)|(?:向|跟|找|对)申请人.{0,4}收"
"""信息处理费: a matter of the sixth section; no row of a table has it."""

ROWS: tuple[tuple[str, str], ...] = (
    ("litigation_direct", r"未经(?:行政)?复议(?:直接)?(?:的)?(?:起诉|诉讼)?|直接(?:起诉|诉讼|打官司|告)|没(?:有)?(?:经)?复议直接.{0,2}告"),
    ("litigation_after", r"(?:经|先)?(?:行政)?复议(?:之)?后.{0,4}?(?:起诉|诉讼|上诉)|经(?:行政)?复议.{0,2}?(?:起诉|诉讼)"),
    ("proceedings", r"(?:行政)?复议(?:、|和|与|及|或|加|，|,|\s)*(?:行政)?(?:诉讼|官司)"),
    ("litigation", r"(?:行政)?诉讼|起诉|官司|应诉|被告"),
    ("reconsideration", r"(?:行政)?复议"),
    ("denied.state_secret", r"国家秘密"),
    ("denied.law_forbidden", r"(?:其[他它])?法律.{0,6}禁止公开"),
    ("denied.security_stability", r"三安全(?:一稳定)?"),
    ("denied.third_party", r"第三方"),
    ("denied.internal_affairs", r"内部事务"),
    ("denied.process", r"过程性"),
    ("denied.enforcement_file", r"执法案卷"),
    ("denied.admin_query", r"行政查询|查询事项"),
    ("unable.not_held", r"不掌握"),
    ("unable.needs_creation", r"另行制作|没有现成"),
    ("unable.unclear_after_correction", r"补正(?:后|之后)?.{0,6}?(?:仍|还是?)不(?:明确|清楚)|仍不明确"),
    ("rejected.petition", r"信访|举报投诉|投诉举报"),
    ("rejected.duplicate", r"重复申请"),
    ("rejected.publication", r"公开出版物"),
    ("rejected.excessive", r"反复申请"),
    ("rejected.reconfirm", r"重新出具|确认或.{0,4}出具"),
    ("other.overdue_correction", r"逾期不补正|不补正"),
    ("other.overdue_fee", r"(?:逾期|到期|未按|没(?:有)?按).{0,12}(?:缴纳|[缴交]费|[缴交]钱)"),
    ("share", r"(?:信息)?公开率"),
    ("denied", r"不(?:予|同意|给)?公开|没(?:有)?公开|拒绝|回绝|拒了"),
    ("unable", r"无法提供"),
    ("rejected", r"不予处理"),
    ("other", r"其他处理"),
    ("partial", r"部分公开|区分处理"),
    ("granted", r"(?:予以|同意|准予|全部)公开|给公开"),
    ("carried_in", CARRIED_IN),
    ("carried_out", CARRIED_OUT),
    ("processed_total", r"办结|办理(?:结果)?(?:总计|总数|合计)|办理?(?:了|完)(?:几|多少)|答复了?(?:几|多少)"),
    ("new", r"新收|收到(?:的)?(?:申请)?(?:几|多少)|受理|收了?(?:几|多少)(?!钱)|申请(?:量|数量|总数|数)|申请(?:了|有|一共|总共|共)?(?:是)?(?:几|多少)"),
    ("normative_documents", r"规范性?文件|红头文件"),
    ("regulations", r"规章"),
    ("licensing", r"行政许可|许可"),
    ("penalties", r"行政处罚|处罚|罚款|罚没"),
    ("coercion", r"行政强制|强制"),
    ("procurement", r"(?:政府)?(?:集中)?采购"),
    ("fees", r"(?:行政)?事业性收费|收费金额|收了?多少钱"),
)  # fmt: skip
"""Key of a row, of a group of rows (denied, litigation, proceedings), or ``share`` → how it is named."""
COLUMNS: tuple[tuple[str, str], ...] = (
    ("natural_person", r"自然人|个人(?!信息|隐私|所有|意见)(?:申请)?"),
    ("organisations", r"法人(?:或|和|及)?其他组织|法人"),
    ("commercial", r"(?:商业)?企业|公司"),
    ("research", r"科研(?:机构)?|院校"),
    ("social", r"(?:社会)?公益(?:组织)?|协会|社会组织"),
    ("legal_service", r"法律服务(?:机构)?|律师|律所"),
    ("upheld", r"维持|打赢|赢|胜诉"),
    ("corrected", r"纠正|纠错|败诉|打输|输"),
    ("pending", r"(?:还|尚|仍)?(?:尚未|没有?|未)(?:审结|审完|审理完|结案|判|宣判|了结)|审理中|在审"),
    ("other", r"其他结果"),
    ("issued", r"制发|新发|(?<!重)新出(?!现)|出台|印发"),
    ("repealed", r"废止|作废|废(?:了|掉)?(?=\d|$|[，,。的])"),
    ("in_force", r"现行有效|有效|还管用|还在用"),
)
APPLICANT_COLUMNS = ("natural_person", "organisations", "commercial", "research", "social", "legal_service")
_ROWS_OF_COLUMNS = (
    (("new",), APPLICANT_COLUMNS),
    (("proceedings",), ("upheld", "corrected", "other", "pending")),
    (("normative_documents", "regulations"), ("issued", "repealed", "in_force")),
)


def rows_in(said: str) -> tuple[str, ...]:
    """Keys of ``ROWS`` that are named, the longer names first; where only columns are named, the rows that have them: with
    kinds of applicants the applications received."""
    found, rest = [], said
    for key, words in ROWS:
        if regex(words).search(rest):
            found.append(key)
            rest = regex(words).sub("＊", rest)
    if names_the_fee(said):
        found = [key for key in found if key not in _MONEY or _MONEY[key].search(said)]
    if found:
        return tuple(found)
    if "结转" in said:
        return ("carried_in", "carried_out")
    columns = set(columns_in(said))
    return next((rows for rows, of in _ROWS_OF_COLUMNS if columns & set(of)), ())


_MONEY = {"new": regex(r"新收|受理|收到.{0,4}申请|申请(?:量|数|有|了)"), "fees": regex(r"事业性收费")}
"""What 收了多少 means beside the fee only where it is named itself."""


_OVERDUE_FEE = regex(dict(ROWS)["other.overdue_fee"])


def names_the_fee(said: str) -> bool:
    """Whether the fee of the sixth section is meant (信息处理费); not who did not pay it, which is a row of table three."""
    return bool(regex(FEE).search(said)) and not _OVERDUE_FEE.search(said)


def columns_in(said: str) -> tuple[str, ...]:
    """Keys of ``COLUMNS`` that are named."""
    return tuple(key for key, words in COLUMNS if regex(words).search(said))


def without_rows(said: str) -> str:
    """The words without the names of rows; 结转 alone is the name of two."""
    for _, words in ROWS:
        said = regex(words).sub("", said)
    return said.replace("结转", "")


def without_columns(said: str) -> str:
    """The words without the names of columns."""
    for _, words in COLUMNS:
        said = regex(words).sub("", said)
    return said

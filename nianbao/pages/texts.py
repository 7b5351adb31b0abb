"""Every word of the desk that does not come from a result. ``{…}`` are filled in by the page."""

# --- the whole desk -------------------------------------------------------------------------------------------
APP_TITLE = "年报工作台"
PAGE_DESK = "首页"
PAGE_DRAFT = "起草"
PAGE_REVIEW = "审核"
PAGE_SET = "成批"
PAGE_COMPARE = "比较"
PAGE_LAW = "查法规"
PAGE_RULES = "规则目录"
PAGE_LIBRARY = "参考报告库"
PAGE_PEOPLE = "管理"
BLANK_PLACE = "(〔待[填核][^〕]*〕?)"
"""A place of a draft that is still to be filled in, as it is printed; a pattern."""
PROBLEMS = "共有 {n} 处要改："
MORE_PROBLEMS = "另有 {n} 处"
FAILURE = "页面出错，没有显示完整。请刷新页面重试；如果反复出现，请告诉系统管理员。"

# --- sidebar --------------------------------------------------------------------------------------------------
NEW_CONVERSATION = "新对话"
EARLIER = "历史对话"
NO_EARLIER = "还没有对话"
UNTITLED = "（无标题）"
FIND_CONVERSATION = "查找对话"
FIND_CONVERSATION_PLACEHOLDER = "在 {n} 个对话中查找"
NO_SUCH_CONVERSATION = "没有标题含这几个字的对话"
MORE_CONVERSATIONS = "更早的对话"
THIS_CONVERSATION = "当前对话"
RENAME_LABEL = "名称"
RENAME = "改名"
DELETE = "删除这个对话"
DELETE_SAYS = "删除后不能恢复：对话和其中上传的文件一并删除；已生成的初稿、已作出的处理意见保留。"
TEMPLATE_HEADING = "模板下载"
TEMPLATE_BUTTON = "起草资料表（Excel）"
TEMPLATE_FILE = "年报起草资料表_{year}.xlsx"
REVIEWING = "审核"
PROFILE = "规则配置"
PROFILE_HELP = "各省、县可以调整规则的级别、期限和词表，或者写明理由停用某条规则。更换后，对以后的审核起作用。"
REVIEWER = "审核人"
REVIEWER_PLACEHOLDER = "姓名"
REVIEWER_HELP = "记在采纳、不采纳和批注上。"
AT_WORK = "正在使用"
HELP_HEADING = "使用说明"
HELP_LINES = (
    "**起草**　下载资料表，填好后上传，得到初稿和 Word 文件。",
    "**审核**　上传年报，得到第五十条的结论和问题清单；逐项采纳、不采纳或批注，下载审核意见。",
    "**比较**　上传年报后说“和去年比”或“和同类机关比”。",
    "**查法规**　直接提问，给出条例原文。",
    "数字全部来自所交的材料，由程序核算；文件只保存在本机。",
)

# --- empty conversation ---------------------------------------------------------------------------------------
WELCOME = "您好，今天办理哪一项？"
WELCOME_HINT = "点选下面一项，或在页面底部直接提问、上传文件。"
JOB_DRAFT = "起草"
JOB_DRAFT_SAYS = "按资料表写出年报初稿，生成 Word 文件，每个数字都有出处。"
JOB_DRAFT_BUTTON = "起草年报"
JOB_REVIEW = "审核"
JOB_REVIEW_SAYS = "核对三张表和正文，给出是否符合条例第五十条的结论。"
JOB_REVIEW_BUTTON = "审核年报"
JOB_COMPARE = "比较"
JOB_COMPARE_SAYS = "与上年、与同类机关逐项比较，指出与上年雷同的文字。"
JOB_COMPARE_BUTTON = "比较年报"
JOB_LAW = "查法规"
JOB_LAW_SAYS = "用平常的话提问，查条例原文和编写说明。"
JOB_LAW_BUTTON = "试问一句"
LAW_EXAMPLE = "收到申请后多少天内要答复？"

DRAFT_DIALOG = "起草年报"
DRAFT_STEP_1 = "**第一步**　下载资料表，按表内“填写说明”填好数字和材料。合计由系统计算，不用填。"
DRAFT_STEP_2 = "**第二步**　上传填好的资料表。有上年年报的可一并上传，用于写出增减情况。"
DRAFT_FILES = "资料表（.xlsx），可加上年年报"
DRAFT_GO = "开始起草"
DRAFT_ASK = "请按资料表起草年报。"
REVIEW_DIALOG = "审核年报"
REVIEW_SAYS = (
    "上传要审核的年报：Word、WPS、PDF（扫描件和图片也可以）、网页、Excel 或纯文本。可以一次上传多份，逐份给出结论。"
)
REVIEW_BY = "按“{profile}”规则配置审核，可在左侧栏更换。"
REVIEW_FILES = "要审核的年报"
REVIEW_GO = "开始审核"
REVIEW_ASK = "请审核这份年报。"
COMPARE_DIALOG = "比较年报"
COMPARE_SAYS = "上传本年年报；有上年年报的一并上传。同类机关从参考报告库中选取。"
COMPARE_FILES = "本年年报，可加上年年报"
COMPARE_GO = "开始比较"
COMPARE_ASK = "请把这份年报与上年、与同类机关比较。"
OR_SAMPLE = "手边没有文件？用虚构机关的示例年报试一试："
SAMPLE_BUTTON = "用示例年报"

# --- conversation ---------------------------------------------------------------------------------------------
ASK_PLACEHOLDER = "提问，或上传年报、资料表"
WORKING = "正在处理…"
ELAPSED = ("已用 ", " 秒")
WORKING_ELSEWHERE = "正在处理上一个请求，完成后自动显示。可以离开或刷新本页，不影响处理。"
STEPS_DONE = "已完成，共 {n} 步"
STEPS_FAILED = "没有完成"
BUSY = "上一个请求还在处理，请等它完成后再提交。"
UNFINISHED = "上一个请求没有处理完：程序在处理中途停止了。所交的文件和问题都已保存。"
UNFINISHED_EARLIER = "这一次没有处理完。"
RETRY = "重试"
UNKNOWN_CONVERSATION = "没有找到这个对话，可能链接不完整。可以从左侧打开其他对话，或开始新对话。"
DONE_BY = "由 {at_work} 完成"

# --- review ---------------------------------------------------------------------------------------------------
REVIEW_OF = "审核意见"
FILE_LABEL = "文件"
AGENCY_LABEL = "机关"
YEAR_LABEL = "年度"
FORM_LABEL = "格式"
KIND_LABEL = "机关类别"
PUBLISHED_LABEL = "公布日期"
PREVIOUS_LABEL = "上年年报"
PREVIOUS_NONE = "未提供"
FORM_OF = "{layout} 年版统一格式"
UNKNOWN = "未读出"
NAMELESS = "年报"
CHECKLIST = "条例第五十条逐项对照"
ALL_WRITTEN_BUT_ERRORS = (
    "第五十条各项都已写明，但审核有 {n} 项错误（{rules}）：数字或者前后对不上的年报不能算符合，改正后再审。"
)
ITEM_TWICE = "四之二"
ITEM_FOUR_TWO = "“四之二”：第五十条第一款第四项的后半句，各级人民政府的年报还要写工作考核、社会评议和责任追究结果；不是政府的机关不要求。"
CHECKLIST_HEADS = ("应当包括的内容", "结论", "报告中的依据")
MISSING_PARTS = "缺：{parts}"
NO_EVIDENCE = "没有找到"
EVIDENCE_UNREAD = "相应内容没能读出，不作判断"
FINDINGS = "发现的问题"
EXPRESSION = "算式"
QUOTE = "原文"
WHERE = "位置"
BASIS = "依据"
SUGGESTION = "建议"
STATUTE = "条例原文"
TABLES = "三张表"
TABLE_UNREAD = "没有读到这张表。{problem}"
MARK_LEGEND = "标色处为发现问题的地方：深色为问题所指的格子，浅色为不平的行或列。"
RULES_RUN = "规则运行情况（{decided}/{total} 条得出结论）"
RULES_HEADS = ("规则", "名称", "结果", "说明")
READ_PROBLEM = "读取问题"
RULE_OFF = "已停用的规则"
RULE_OFF_WHY = "{rule} {title}（理由：{why}）"
GROUP = "{name}（{n}）"
COUNT_DISMISSED = "{name} {n}（不采纳 {dismissed}）"
LEGEND_SAMPLE = "12"
OPINION_DOCX = "审核意见（Word）"
OPINION_DOCX_FILE = "审核意见_{agency}_{year}.docx"
OPINION_HTML = "审核意见（网页）"
OPINION_HTML_FILE = "审核意见_{agency}_{year}.html"
MARKED_COPY = "带批注的副本（Word）"
MARKED_COPY_FILE = "{agency}{year}年度报告（带批注）.docx"
REVIEW_JSON = "审核结果（JSON）"
REVIEW_JSON_FILE = "审核结果_{agency}_{year}.json"

# --- the review workbench -------------------------------------------------------------------------------------
OPEN_WORKBENCH = "在工作台打开（原文与问题对照）"
REVIEW_HEADING = "审核"
REVIEW_INTRO = "打开一份审核记录：左边是报告原文，右边是发现的问题，逐项处理。要审核新的年报，请到“首页”上传。"
NO_REVIEWS = "还没有审核记录。"
REVIEW_LINE = "{day}　{agency} · {year} · {verdict} · {file} · 未处理 {n}"
VIEW = "看什么"
VIEWS = {"findings": "问题", "article50": "第五十条", "since": "与上一稿", "rules": "规则"}
"""The views of a review, as they stand in its address → as they are called."""
FILTER = "只看"
UNDECIDED_SHORT = "未处理 {n}"
EXPORT = "导出"
SHEET = "报告原文"
NO_TITLE = "（没有读到标题）"
PREVIOUS_FINDING = "上一项"
NEXT_FINDING = "下一项"
UNDO = "撤销"
NONE_SHOWN = "没有这一类问题。"
SAVING = "正在保存"
LEFT = "未处理 {n} · {name}"
LEFT_UNSIGNED = "未处理 {n} · 未署名"
RULES_FOUND = "发现问题的规则"
RULES_FOUND_HEADS = ("规则", "名称", "处数")
RULES_UNDECIDED = "没有得出结论的规则，按原因列出"
CAUSE_HEADS = ("情况", "原因", "条数", "规则")
NO_EARLIER_VERSION = "没有找到这个机关这一年度更早送审的版本。改好的报告再次上传审核后，这里逐项列出改了哪些。"
EARLIER_VERSION = "上一稿：{file}，{day} 审核。"
SINCE_COUNTS = "已改正 {fixed} 项，仍然存在 {still} 项，新出现 {new} 项。"
SINCE_FIXED = "已改正"
SINCE_STILL = "仍然存在"
SINCE_NEW = "新出现"
SINCE_CHANGES = "改动之处"
SINCE_HEADS = ("位置", "上一稿", "这一稿")

# --- the reviewer's own word ----------------------------------------------------------------------------------
SIGNED_AS = "对每一项可以采纳、不采纳（写明理由）或批注，记在“{name}”名下。"
SIGNED_BY_NOBODY = "对每一项可以采纳、不采纳（写明理由）或批注。要署名，请在左侧栏“审核人”处填写姓名。"
DISMISS = "不采纳…"
REMARK = "批注…"
CHANGE = "更改"
WITHDRAW = "撤回"
SAVE = "保存"
CANCEL = "取消"
REASON_LABEL = "不采纳的理由（必填）"
REMARK_LABEL = "批注"
UNSIGNED = "未署名"
DISMISSED_GROUP = "不采纳的 {n} 项"
DECIDED = "{said} {n} 项"
UNDECIDED = "尚未处理 {n} 项"
CHANGED_COUNT = "其中 {n} 项数字已变，请重新确认"
DECIDED_SUMMARY = "审核人的处理意见：{counts}。审核结论由规则得出，不因处理意见改变。"
CHANGED = "数字已变，请重新确认"
EARLIER_DECISION = "原处理：{decision}{signed}。当时的问题：{then}"
GONE = "以前的处理意见，所指的问题这次没有出现（{n} 项）"

# --- draft ----------------------------------------------------------------------------------------------------
DRAFT_OF = "年报初稿"
DRAFT_REVISION = "第 {revision} 稿"
DRAFT_DOCX = "下载初稿（Word）"
DRAFT_DOCX_FILE = "{agency}{year}年政府信息公开工作年度报告（初稿{revision}）.docx"
DRAFT_PAGE = "下载网页稿（HTML）"
DRAFT_PAGE_FILE = "{agency}{year}年政府信息公开工作年度报告（初稿{revision}）.html"
DRAFT_PROVENANCE = "下载数字出处（JSON）"
DRAFT_PROVENANCE_FILE = "{agency}{year}年度报告_数字出处_{revision}.json"
NUMBERS_MATCHED = "Word 文件写出后已重新打开核对，{n} 处数字全部有出处。"
OPEN_LEFT = "还有 {n} 处待填、待核或待确认，请补充后再定稿。"
OPEN_LIST = "要做的事（{n} 处）"
OPEN_HEADS = ("要做什么", "在哪里、为什么", "资料表的格")
OWNERS = {"fact": "事实", "own": "经办人的话", "proposed": "建议（待确认）", "blank": "待填"}
ORIGINAL = "原文：{words}"
WRITTEN = "正文 {total} 句：{by}。数字一律由程序填入。"
WRITTEN_BY = {
    "code": "程序按数字写 {n} 句",
    "own": "经办人的话 {n} 句",
    "model": "模型安排或改写 {n} 句",
    "blank": "待填 {n} 句",
}
MODEL_FAILURES = "模型有 {n} 次没有给出可用的文字，相应段落由内置程序撰写："
DRAFT_TEXT = "初稿全文"
DRAFT_REVIEW = "初稿的审核"
WHO_WROTE = "逐句出处"
WHO_HEADS = ("部分", "句子", "谁的话", "用到的数字")
LEDGER = "数字台账（{n} 项）"
LEDGER_PROSE = "正文用到的（{n} 项）"
LEDGER_REST = "其余（{n} 项，多为表格各格）"
LEDGER_INPUT = "所填资料"
LEDGER_HEADS = ("项目", "数值", "期间", "来源或算法")

# --- comparison -----------------------------------------------------------------------------------------------
COMPARISON_OF = "比较结果"
METRIC_HEADS = ("指标", "本年", "上年", "变化", "同类中位数", "同类范围", "名次")
RANK = "{rank}/{of}"
RANK_TIED = "并列 {rank}/{of}"
RANK_HINT = "名次按数值从大到小，包括本机关；数据不足的机关不计入。"
CHART = "图示"
CHART_SAYS = "条形图；各数值另见下面的表"
CHART_METRIC = "选择指标"
CHART_EMPTY = "这一指标没有可以画出的数据。"
CHART_ROLES = {"own": "本机关本年", "last_year": "本机关上年", "median": "同类中位数", "peer": "同类机关"}
CHART_FORMULA = "算法：{formula}"
PEERS = "同类机关及选取理由（{n} 家）"
PEERS_HEADS = ("机关", "年度", "选取理由", "数据来源")
SOURCES = {"corpus": "示例报告", "figures": "公开数据", "upload": "收入的报告", "draft": "本系统初稿"}
NOTES = "说明"
OVERLAP = "与上年报告相同的文字"
OVERLAP_SUMS = "与{other}相比：{shared}/{all} 句完全相同（{share}%），连续相同的文字占全文 {covered}%，除去套语、法条和规定的标题占 {own}%。"
OVERLAP_NONE = "与{other}相比，没有发现成段相同的文字。"
COMPARE_JSON = "下载比较结果（JSON）"
COMPARE_JSON_FILE = "比较结果_{agency}_{year}.json"

# --- law ------------------------------------------------------------------------------------------------------
REGULATION = "《中华人民共和国政府信息公开条例》"
KIND_ARTICLE = "条例原文"
KIND_NOTE = "编写说明"
KIND_PASSAGE = "往年报告"
NO_HITS = "没有找到相关的条文或说明，请换一种说法再试。"
LAW_OTHERS = "其他可能有关的 {n} 条"
LAW_HEADING = "查法规"
LAW_INTRO = "条例条文照原文列出；“编写说明”是本系统自己写的办理提示，不是法条。"
LAW_QUERY = "要查什么"
LAW_QUERY_PLACEHOLDER = "例如：同一个人反复申请怎么办"
LAW_SEARCH = "检索"
LAW_SCOPE = "检索范围"
LAW_SCOPE_LAW = "条例和编写说明"
LAW_SCOPE_REPORTS = "往年报告"
LAW_SEARCHING = "正在检索…"
LAW_FOUND = "共 {n} 条结果"
LAW_BROWSE = "条例全文"

# --- rules ----------------------------------------------------------------------------------------------------
RULES_HEADING = "规则目录"
RULES_INTRO = "审核逐条运行下列 {n} 条规则。点开可看检查什么、依据和例外。只有算术和结构问题才列为错误。"
RULES_NO_PAGE = "这条规则暂无说明页。"
RULES_BASIS = "依据"
RULES_FAMILIES = {
    "STR": "结构",
    "T2": "表二　主动公开",
    "T3": "表三　申请办理",
    "T4": "表四　复议诉讼",
    "NT": "正文与表格一致",
    "FEE": "信息处理费",
    "CON": "内容",
    "YR": "年度衔接",
    "LK": "雷同",
    "TM": "时限",
    "TX": "文字",
    "XR": "与其他统计对照",
    "EX": "其他",
}

# --- library --------------------------------------------------------------------------------------------------
LIBRARY_HEADING = "参考报告库"
LIBRARY_INTRO = "比较时从这里选取同类机关和上年年报；检索“往年报告”也在这里进行。"
LIBRARY_ADD = "收入一份年报"
LIBRARY_FILES = "选择年报文件（Word、WPS、PDF、网页、Excel 或纯文本）"
LIBRARY_GO = "收入"
LIBRARY_ADDED = "已收入：{name}"
LIBRARY_FILTER = "按机关名称筛选"
LIBRARY_FILTER_PLACEHOLDER = "例如：镇"
LIBRARY_HEADS = ("年度", "机关", "来源", "文件")
LIBRARY_COUNT = "{shown} 份，共 {all} 份"
LIBRARY_EMPTY = "没有符合条件的报告。"

# --- words of Streamlit's own widgets (see chinese.js) ----------------------------------------------------------
STREAMLIT_WORDS = {
    "Upload": "选择文件",
    "Upload files": "上传文件",
    "Upload or drag and drop files": "上传文件，或把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里",
    "Add files": "添加文件",
    "file upload": "上传文件",
    "Send message": "提交",
    "Uploading...": "正在上传…",
    "Upload failed": "上传失败",
    "File type not allowed.": "不接受这种文件。",
    "Network error": "网络错误",
    "Running...": "正在处理…",
    "Stop": "停止",
    "Stop script": "停止",
    "Stopping...": "正在停止…",
    "Rerun": "重新运行",
    "Connecting": "正在连接",
    "Please wait...": "请稍候…",
    "Connection error": "连接中断",
    "Connection lost. Please wait for the app to reconnect, then try again.": "连接已中断，请等恢复后再试。",
    "Reconnected to server.": "连接已恢复。",
    "Loading...": "正在载入…",
    "Close": "关闭",
    "Increment": "加一",
    "Decrement": "减一",
    "Collapse sidebar": "收起侧栏",
    "Expand sidebar": "展开侧栏",
    "Navigate to home page": "回到首页",
    "Skip to main content": "跳到正文",
    "Main menu": "菜单",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
    "Download as PNG": "存为图片",
    "Show data": "显示数据",
    "Copy Vega-Lite spec": "复制图的定义",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "Select all": "全选",
    "No results": "没有符合的",
    "Clear all": "全部清除",
    "Clear value": "清除",
    "Multiselect": "多选",
    "Multiselect options": "选项",
    "Selectbox": "单选",
    "Selectbox options": "选项",
    "yyyy": "年",
    "mm": "月",
    "dd": "日",
    "Choose date": "选择日期",
    "Clear date": "清除日期",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "用方向键选日期，回车确定，Esc 关闭。",
    "Press Enter to apply": "按回车键确定",
    "Press Enter to submit form": "按回车键提交",
    "Page not found": "没有这个页面",
    "The page that you have requested does not seem to exist. Running the app's main page.": (
        "没有这个地址，链接可能不完整。现在显示的是首页。"
    ),
    "Sidebar": "侧栏",
    "Logo": "标志",
    "Open": "展开选项",
    "App pages": "页面",
    "Link to heading": "本节的链接",
    "Chat message from user": "提问",
    "Chat message from assistant": "答复",
    "Failed to generate file for download": "文件没有生成：规则或上年年报可能有了变化，请重新审核后再下载。",
    "Download failed": "下载没有成功，请重试。",
}
STREAMLIT_PATTERNS = (
    (r"^([\d.]+ ?[KMG]?B) per file$", "单个文件不超过 $1"),
    (r"^Help for (.+)$", "$1：说明"),
    (r"^• [A-Z, ]+$", ""),
    (r"^Remove (.+)$", "移除 $1"),
    (r"^Select (\d+) match(?:es)?$", "选上找到的 $1 项"),
    (r"^(\d+) more$", "另 $1 页"),
    (r"^(\d+) options? available\.$", "共 $1 个选项。"),
    (r"^(.+), selected\.$", "$1，已选。"),
    (r"^Cancel upload of (.+)$", "取消上传 $1"),
    (r"^(?:Error: )?.* files are not allowed\.$", "不接受这种文件。"),
    (r"^Error:$", "错误："),
    (r"^File must be (.+) or smaller\.$", "文件不能超过 $1。"),
)
REPORT_TYPES = (
    *("docx", "doc", "wps", "rtf", "odt", "pdf", "html", "htm", "mht", "mhtml", "xml"),
    *("xlsx", "xls", "et", "ett", "ods", "txt", "md"),
    *("png", "jpg", "jpeg", "tif", "tiff"),
)
"""Endings of report files that can be read."""
UPLOAD_TYPES = (*REPORT_TYPES, "csv", "yaml", "yml", "json")
"""Reports and inputs of a draft (the workbook is an .xlsx)."""
FILLED_WORKBOOK = "下载填好的资料表"
FILLED_WORKBOOK_NAME = "资料表{year}.xlsx"

"""Every wording that code may give a fact. Data only: which of them fits the figures is decided in ``frames``.

A tuple of tuples is put together from one member of each; so a handful of words makes dozens of sentences, and ninety
agencies of one county do not read alike. ``{{…}}`` prints a ledger entry with its unit; words in ⟦⟧ are filled by
``frames`` with other parts. No wording here says more than its figure: no cause, no praise, no 均.
"""

from nianbao.report.layout import SectionKey

FIRST_LEADS = (
    "全年", "本年度", "{{year}}，", "{{year}}，本机关", "本年度，本机关", "年内", "本年", "{{year}}本机关", "全年本机关", "{{year}}全年", "本年度内", "年内，本机关",
)  # fmt: skip
"""Open the first figures of a passage."""
FACT_LEADS = ("全年", "本年度", "{{year}}，", "年内", "本年", "{{year}}全年", "本年度内，", "{{year}}内，")
"""Open the drafter's own figures, whose labels may begin with any subject."""
LATER_LEADS = ("", "本机关", "全年", "本年度", "年内", "本年")
WITHOUT_YEAR = ("", "", "本机关")
OPENED_LEADS = ("", "全年", "年内", "本年", "本年度")
"""After an opening sentence, for the same reason."""
MORE_LEADS = ("同时，", "另，", "此外，", "并", "还", "另外，")
"""Open a further sentence of the drafter's own figures."""
JOINTS = ("，", "；", "，同时", "，并", "。")
"""All that may stand between two clauses."""

OPENINGS = (
    "⟦title⟧情况如下", "⟦title⟧的情况如下", "⟦title⟧工作如下", "⟦title⟧的主要工作如下", "本年度⟦title⟧情况如下", "本机关⟦title⟧工作如下", "⟦title⟧方面的工作如下", "⟦title⟧主要做了以下工作",
    "⟦title⟧有以下工作", "现报告⟦title⟧情况", "⟦title⟧方面做了以下工作", "以下是⟦title⟧情况", "⟦title⟧开展了以下工作", "本年⟦title⟧工作如下", "⟦title⟧的做法如下", "本年度⟦title⟧工作如下",
)  # fmt: skip
"""Say what follows and claim nothing. Short: two agencies that begin alike are apart again before thirty characters."""
REQUEST_OPENINGS = (
    "申请办理情况如下", "⟦title⟧情况如下", "本年度申请办理情况如下", "收到和处理申请的情况如下", "申请的收到和办理情况如下", "本机关办理申请的情况如下", "本年申请办理情况如下", "现报告申请办理情况", "以下是申请办理情况", "有关数据如下", "申请办理数据如下",
)  # fmt: skip

RECEIVED: tuple[tuple[str, ...], ...] = (
    ("收到", "共收到", "新收", "共收到公民、法人和其他组织提出的", "收到公民、法人和其他组织提交的", "登记收到"),
    ("政府信息公开申请{{applications.new.total}}",),
    ("⟦versus⟧",),
    ("⟦applicants⟧",),
)
APPLICANTS = (
    "，其中自然人申请⟦people⟧、法人或其他组织申请⟦bodies⟧",
    "，其中自然人提出⟦people⟧，法人或其他组织提出⟦bodies⟧",
    "，按申请人分，自然人申请⟦people⟧、法人或其他组织申请⟦bodies⟧",
    "，申请人中自然人⟦people⟧、法人或其他组织⟦bodies⟧",
)
MORE = ("，较上年增加⟦change⟧，增长⟦rate⟧", "，比上年增加⟦change⟧，增幅⟦rate⟧", "，与上年相比增加⟦change⟧，增长⟦rate⟧", "，较上年增加⟦change⟧（增长⟦rate⟧）")  # fmt: skip
FEWER = ("，较上年减少⟦change⟧，下降⟦rate⟧", "，比上年减少⟦change⟧，降幅⟦rate⟧", "，与上年相比减少⟦change⟧，下降⟦rate⟧", "，较上年减少⟦change⟧（下降⟦rate⟧）")  # fmt: skip
MORE_FROM_NONE = ("，较上年增加⟦change⟧", "，比上年增加⟦change⟧", "，与上年相比增加⟦change⟧")
FEWER_WITHOUT_RATE = ("，较上年减少⟦change⟧", "，比上年减少⟦change⟧", "，与上年相比减少⟦change⟧")
AS_BEFORE = ("，与上年持平", "，和上年持平", "，较上年持平")

CARRIED_IN = (
    "上年结转申请{{applications.carried_in.total}}",
    "上年度结转申请{{applications.carried_in.total}}",
    "上年结转的申请{{applications.carried_in.total}}",
    "由上年结转{{applications.carried_in.total}}",
)
NONE_RECEIVED = (
    "未收到政府信息公开申请",
    "没有收到政府信息公开申请",
    "未收到公民、法人和其他组织提出的政府信息公开申请",
)
QUIET: tuple[tuple[str, ...], ...] = (
    ("未收到政府信息公开申请，", "没有收到政府信息公开申请，", "未收到公民、法人和其他组织提出的政府信息公开申请，", "未收到公民、法人和其他组织的政府信息公开申请，"),
    ("没有上年结转和结转下年度的申请，", "无上年结转和结转下年度办理的申请，", "也没有上年结转、结转下年度的申请，", "无结转办理的申请，"),
    ("未发生因政府信息公开被申请行政复议、提起行政诉讼的情况", "没有因政府信息公开引起的行政复议和行政诉讼", "未被申请政府信息公开行政复议，未被提起政府信息公开行政诉讼", "也未因政府信息公开被申请行政复议、被提起行政诉讼"),
)  # fmt: skip
"""A year in which nothing was asked: one sentence, not five denials."""

DONE = ("办结申请", "共办结申请", "办结政府信息公开申请", "共办结政府信息公开申请", "答复办结申请", "办理完毕申请")
RESULTS_OF_MANY = ("，其中", "，其中：", "，按办理结果分，", "，办理结果为")
RESULTS_OF_ONE = ("，办理结果为", "，结果为", "，作出的处理为")
RESULT_JOINS = ("、", "，")
SHARES = ("⟦result⟧，占⟦share⟧", "⟦result⟧（占⟦share⟧）")
CARRIED_OUT = (
    "结转下年度继续办理{{applications.carried_out.total}}",
    "结转下年度继续办理的申请{{applications.carried_out.total}}",
    "结转下年度办理{{applications.carried_out.total}}",
    "尚未办结、结转下年度继续办理{{applications.carried_out.total}}",
)
NOTHING_LEFT = (
    "无结转下年度继续办理的申请",
    "没有结转下年度继续办理的申请",
    "无申请结转下年度办理",
    "没有申请结转下年度",
)
ON_TIME = (
    "按期答复{{on_time}}",
    "在规定期限内答复{{on_time}}",
    "按期答复申请{{on_time}}",
    "在期限内答复申请{{on_time}}",
)
ON_TIME_RATE = ("，按期答复率{{share.on_time}}", "，按期答复率为{{share.on_time}}", "（按期答复率{{share.on_time}}）")

RECONSIDERATION = ("因政府信息公开被申请行政复议", "因政府信息公开工作被申请行政复议", "政府信息公开行政复议案件", "涉及政府信息公开的行政复议", "被申请政府信息公开行政复议", "政府信息公开方面的行政复议")  # fmt: skip
LITIGATION = ("因政府信息公开被提起行政诉讼", "因政府信息公开工作被提起行政诉讼", "政府信息公开行政诉讼案件", "涉及政府信息公开的行政诉讼", "被提起政府信息公开行政诉讼", "政府信息公开方面的行政诉讼")  # fmt: skip
PARTS = ("，其中", "，其中：")
ONE_RESULT = {"upheld": "，结果为维持", "corrected": "，结果为纠正", "other": "，为其他结果", "pending": "，尚未审结"}
NO_PROCEEDINGS = (
    "未发生因政府信息公开被申请行政复议、提起行政诉讼的情况",
    "没有因政府信息公开引起的行政复议和行政诉讼",
    "未因政府信息公开被申请行政复议、被提起行政诉讼",
    "未发生政府信息公开方面的行政复议和行政诉讼",
    "没有发生因政府信息公开被申请行政复议或者被提起行政诉讼的情况",
)
NO_RECONSIDERATION = ("未发生因政府信息公开被申请行政复议的情况", "没有因政府信息公开被申请行政复议", "未被申请政府信息公开行政复议", "未因政府信息公开被申请行政复议")  # fmt: skip
NO_LITIGATION = ("未发生因政府信息公开被提起行政诉讼的情况", "没有因政府信息公开被提起行政诉讼", "未被提起政府信息公开行政诉讼", "未因政府信息公开被提起行政诉讼")  # fmt: skip

_NORMATIVE = "active_disclosure.normative_documents"
DOCUMENTS: tuple[tuple[str, ...], ...] = (
    ("制发", "新制发", "印发", "出台"),
    (f"行政规范性文件{{{{{_NORMATIVE}.issued}}}}⟦repealed⟧",),
    (f"，现行有效{{{{{_NORMATIVE}.in_force}}}}", f"，现行有效的行政规范性文件{{{{{_NORMATIVE}.in_force}}}}", f"，年末现行有效{{{{{_NORMATIVE}.in_force}}}}"),
)  # fmt: skip
REPEALED = (f"，废止{{{{{_NORMATIVE}.repealed}}}}", f"、废止{{{{{_NORMATIVE}.repealed}}}}")
NONE_ISSUED: tuple[tuple[str, ...], ...] = (
    ("未制发行政规范性文件", "没有制发行政规范性文件", "未制发新的行政规范性文件"),
    ("⟦repealed⟧",),
    (f"，现行有效{{{{{_NORMATIVE}.in_force}}}}", f"，现行有效的行政规范性文件{{{{{_NORMATIVE}.in_force}}}}", f"，年末现行有效{{{{{_NORMATIVE}.in_force}}}}"),
)  # fmt: skip

NO_FEE: tuple[tuple[str, ...], ...] = (
    ("未发出信息处理费收费通知", "没有发出信息处理费收费通知", "未发出收费通知"),
    ("，未收取信息处理费", "，没有收取信息处理费", "，也未收取信息处理费"),
)
FEES: tuple[tuple[str, ...], ...] = (
    ("发出信息处理费收费通知{{fee.notices}}，", "共发出信息处理费收费通知{{fee.notices}}，", "发出收取信息处理费的通知{{fee.notices}}，"),
    ("通知收费总金额{{fee.charged}}，", "总金额{{fee.charged}}，", "涉及金额{{fee.charged}}，"),
    ("实际收取信息处理费{{fee.collected}}", "实际收取{{fee.collected}}", "实收信息处理费{{fee.collected}}"),
)  # fmt: skip

_FORM = "《中华人民共和国政府信息公开工作年度报告格式》（{{law.format}}）"
PREAMBLE: tuple[tuple[str, ...], ...] = (
    ("根据《中华人民共和国政府信息公开条例》第五十条规定", "依据《中华人民共和国政府信息公开条例》第五十条的规定", "依照《中华人民共和国政府信息公开条例》第五十条规定"),
    (f"，按照{_FORM}要求，", f"，按照{_FORM}的要求，", f"和{_FORM}要求，"),
    ("编制本报告", "编制{{year}}度报告", "编制本年度报告", "编写本报告", "编制本机关{{year}}度报告"),
)  # fmt: skip
PERIODS = (
    "本报告所列数据的统计期限自{{period.start}}起至{{period.end}}止",
    "所列数据的统计期限为{{period.start}}至{{period.end}}",
    "本报告中数据的统计期限为{{period.start}}至{{period.end}}",
    "报告中所列数据统计期限自{{period.start}}起，至{{period.end}}止",
)

PROBLEMS = (
    "还存在以下问题：", "存在的主要问题有：", "存在的主要问题：", "存在以下不足：", "存在以下问题：", "还有以下问题：", "存在的问题是：", "主要问题有：", "主要问题是：", "工作中的问题有：", "存在问题如下：", "主要存在以下问题：",
)  # fmt: skip
"""Short, as the openings are: what follows is the drafter's and may be a neighbour's too."""
MEASURES = (
    "改进措施如下：", "下一步改进措施：", "改进措施为：", "对此改进如下：", "改进措施：", "改进情况如下：", "下一步改进如下：", "改进措施有：", "对此采取措施：", "采取改进措施：", "改进情况和措施：", "相应的改进措施：",
)  # fmt: skip
ORDINALS = "一二三四五六七八九十"

RESULT_LEADS = {
    "assessment": ("工作考核方面，", "关于工作考核，", "在工作考核方面，"),
    "public_appraisal": ("社会评议方面，", "关于社会评议，", "在社会评议方面，"),
    "accountability": ("责任追究方面，", "关于责任追究，", "在责任追究方面，"),
}

WHAT_LAW_ASKS: dict[SectionKey | str, str] = {
    "active": "条例第五十条第（一）项：行政机关主动公开政府信息的情况；统一格式：主动公开的渠道和数量、规范性文件。",
    "on_request": "条例第五十条第（二）（三）项：收到和处理政府信息公开申请的情况，被申请行政复议、提起行政诉讼的情况。",
    "management": "统一格式·总体情况：政府信息的规范管理，包括公开目录、审查、动态调整。",
    "platform": "统一格式·总体情况：政府网站专栏、政务新媒体、公开查阅点等平台的建设。",
    "supervision": "统一格式·总体情况：监督保障；条例第五十条第（四）项：各级政府还要写工作考核、社会评议和责任追究结果。",
    "problems": "条例第五十条第（四）项：政府信息公开工作存在的主要问题及改进情况。问题要具体，措施要与问题对应。",
    "other": "条例第五十条第（五）项：其他需要报告的事项；统一格式：收取信息处理费的情况写在这里。",
}

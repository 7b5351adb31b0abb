"""Words that carry no fact: what a rewording of the drafter's line may put in, and what it may not take out."""

from nianbao.report.patterns import regex

_CONNECTING = (
    "的 地 得 和 与 及 以及 并 并且 且 也 还 又 而 在 中 上 内 里 为 是 于 以 由 从 对 对于 向 把 将 其 该 这 等 之 所 使 让 供 用 "
    "来 有 到 既 给 做到 就 后 时 出 下 前 上的 者"
)
_VERBS_WITHOUT_A_FACT = "进行 予以 加以 作 做 作出 做出 做好 开展 设有 实行 通过 利用 依托 借助 按照 根据 依照 按 用于 组织 采取 发挥 抓好 抓 存在 包括 负责 承担"
_MANNER = (
    "方面 工作 情况 方式 形式 途径 一并 同时 着力 积极 认真 进一步 切实 继续 还要 要 关于 有关 相关 主要是 主要 问题 出发 力度 "
    "本机关 性 化 好 度 具体 相应 总体 共同 一同 所述"
)
FUNCTION_WORDS = frozenset(f"{_CONNECTING} {_VERBS_WITHOUT_A_FACT} {_MANNER}".split())

ONLY_DONE = frozenset(("了", "已", "已经"))
"""Say that something is done: nothing new about work done, but a plan would become a result."""

SAME_WORDS = (
    ("缺乏", "不够"), ("欠缺", "不够"), ("不足", "不够"), ("还不够", "不够"), ("不太", "不够"), ("深入", "深"), ("扩大", "加大"), ("提升", "提高"), ("增强", "提高"), ("强化", "加强"),
    ("设立", "设"), ("设置", "设"), ("设有", "设"), ("开设", "设"), ("开辟", "设"), ("人民群众", "群众"), ("广大群众", "群众"), ("社会公众", "公众"), ("健全完善", "健全"), ("建立健全", "健全"), ("完善", "健全"),
    ("工作人员", "人员"), ("自觉接收", "接收"), ("自觉接受", "接收"), ("接受", "接收"), ("仍需", "需"), ("仍须", "需"), ("还需", "需"), ("尚需", "需"), ("需要", "需"), ("有待", "需"), ("亟待", "需"), ("有关", "相关"),
    ("发给", "发"), ("发放", "发"), ("各个", "各"), ("政务信息", "信息"), ("政府信息", "信息"), ("通过", "以"), ("运用", "利用"), ("编制", "编"), ("编写", "编"), ("配备", "有"), ("收取费用", "收费"), ("反应", "反映"), ("多样", "多"),
    ("张贴", "贴"), ("安装", "装"), ("更换", "换"), ("邀请", "请"), ("填写", "填"), ("排列", "排"), ("写入", "写进"), ("移入", "移到"), ("往往", "常常"), ("修改", "改"), ("告知", "告诉"),
    ("报送", "送"), ("偏少", "少"), ("较少", "少"), ("较慢", "慢"),
)  # fmt: skip
"""Spellings that say the same, read as one. Each pair is exchangeable in any sentence about this work."""

_LIMITING = (
    "副", "不定期", "不够", "不足", "不能", "不得", "不再", "不", "未", "无", "没有", "没", "非", "缺乏", "缺少", "需", "待", "尚", "拟", "计划", "探索", "尝试", "试点", "争取", "力争", "逐步", "初步",
    "部分", "个别", "少数", "一些", "有的", "某些", "基本", "主要", "仅", "只", "难", "差", "弱", "低", "少", "滞后", "慢", "错", "如果", "条件成熟", "适时", "研究", "推动", "鼓励", "建议",
    "避免", "防止", "杜绝", "检查", "抽查", "督查", "督促", "督导", "要求", "努力", "是否", "发现", "确保", "保证", "力求", "减少", "预防", "查处", "反馈", "评估", "讨论",
)  # fmt: skip
LIMITS: dict[str, str] = {w: w for w in sorted(_LIMITING, key=len, reverse=True)}
"""Words that limit, deny or leave open, longest first; a kept clause keeps them."""
SOME = frozenset(("部分", "个别", "少数", "一些", "有的", "某些", "基本", "主要"))
"""Limit of whom a clause speaks, and go with the subject."""
LIMITS_THAT_MOVE = ("主要",)
"""May be said by another word of the same kind."""

STEP = regex(r"^(?:首先|先|再|后|然后|随后|之后|接着|最后|最终)")
"""What a clause begins with that tells a step after another."""

BODIES = regex(
    r"(?![对由向被把将与和])[\u4e00-\u9fff]{2}局|人民政府|[我本][省市州县旗区镇乡局厅委办街]|[省市州县旗区镇乡](?:政府|委|纪委|局)|政府办|办公室|办公厅|委员会|法院|检察院|领导小组|机构(?!改革|职能)|部门|单位|科室|站所|乡镇|街道|群众|申请人|企业|公众|专家|法律顾问|代表|委员|村民|第三方"
)
"""Who acts and who is acted on."""

ORDER_MARKERS = frozenset(
    ("对", "将", "把", "由", "为", "以", "从", "在", "的", "通过", "按照", "按", "予以", "方面", "对于")
)
"""Allow another order of the words of a clause."""
ROLES = ("对", "向", "被")
"""Say who acts and who is acted on."""

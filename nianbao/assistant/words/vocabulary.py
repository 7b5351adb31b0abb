"""The closed vocabulary in which a model may explain, advise, ask and order the work: nothing in it judges or counts.

A clause is the model's to say when it can be cut into these words and the names of things at hand (places of the form,
labels, titles of findings) without a remainder. Words that only join (``GLUE``) say nothing by themselves.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from nianbao.assistant.words.plain import flat
from nianbao.report.layout import LAYOUT_2021, SECTIONS
from nianbao.report.patterns import regex

GLUE = """
的 地 得 都 较 一部分 不是 光 仅凭 单看 块 第 即可 就行 就可以 就够了 几句 几个 一句话 中间 多 少 空 要求 集中 集中在 和 与 及 以及 或 或者 并 并且 且 也 还 又 再 先 后 就 才 而 但 但是 不过 所以 因此 于是 那么 那 这 该 此 其 其中 每 各 某 另 另外 此外 同时
则 既 便 上 下 里 中 内 外 前 间 旁 处 条 项 句 段 格 行 列 部分 份 次 遍 个 件 张 些 一下 一遍 一起 一并 一项 一条 一处 一句 一段 一格 一行 一列 一栏 一些 一点 一步
如果 若 要是 假如 的话 对于 关于 至于 按 按照 根据 依据 依照 通过 为 为了 以 以便 用 用来 从 到 在 于 由 被 把 将 给 向 对 跟 同 往 是 就是 即 也就是 也就是说 换句话说 意思 说明
这里 那里 这样 那样 这一 那一 这个 那个 这些 那些 这几 几 哪 哪个 哪些 哪里 什么 怎么 怎样 如何 镇 县 局 区 市 不要 估 猜 可能不同 可能不一样 是不是一致 是不是相等 是不是同一 对不对得上 这类 那类 看一眼 提醒 不能替您 不能替你 不能替你们 没法替您 没法替你们 各自 几条 几处 几项 几份 再具体些 写得 得再 同县 同市 几个镇 你们 您们 也请 算的 是什么 说一声 就好了 也行 先别 传 完整 完整的 单独 替您 替你 替你们 替您们
目前 现在 当前 本次 这次 此次 一般 通常 具体 主要 总的 总体 总体上 来看 看来 看 说 讲 指 指的 称 叫 作 做
报告 年报 报告里 文中 这份 这条 这一条 这一项 这一处 这一句 您 你 我 我们 它 他们 自己 大家 请 建议 可以 可 能 会 应 应该 需要 需 要 得 想 让 使 全年 本年 今年 年度 年 去年 上年
程序 审核 显示 提示 发现 查到 看到 写 写着 写的 写道 写成 有 共 一共 合计 总共 分别 只 大约 左右 等 等等 之 之一 之间 以上 以下 方面 情况 内容 问题 地方 部分 结果 结论 数 数字 数据 时 时候 之后 以后 之前 了 着 过 呢 吗 吧 啊
变成 变为 影响 涉及 牵涉 直接 而且 其余 其他 它们 道 首先 其次 然后 接着 最后 比如 例如 譬如 照此 上面 下面 前面 后面 如下 以上 两处 两边 两个 两项 二者 两者 双方 另一边 一边 一头
"""
VERBS = """
比 比一比 想 想要 想问 核对 核实 核一下 核一核 核 对一下 对一遍 查 查看 查一下 查清 查明 检查 看 看看 看一下 看清 翻 翻翻 翻出 翻看 翻一下 找 找到 找出 找一下 改 改正 改好 改完 改掉 改到 改在 改动 修改 更正 更改 调整 补 补上 补全 补充 补齐 补写 补进 补到 补好 补完 写 写上 写进 写到 写在 写出
写明 写清 写清楚 写具体 写全 写实 写细 填 填写 填上 填好 填入 填到 填在 统一 保留 保持 说明 说清 说清楚 注明 标明 标出 标一下 列 列出 列明 数 数一数 数一下 重数 重算 重新计算 重新算 计算 算 算一下 算一遍 加总 相加 加起来 合起来 加 加上 加一句 补一句 换 换成 挪 挪到 合并 拆开 分开 分别
上传 传 传上来 传给我 发给我 发来 交给我 给我 下载 打开 点开 导出 确认 定 定下来 决定 选 选择 参考 参照 对照 比照 比对 比较 对比 问 问一下 问问 请教 提供 告诉 告诉我 解释 分析 介绍 概括 归纳 梳理 整理 排 排查 排一排 处理 解决 完善 细化 充实 精简 压缩 突出 交代 展开 举例 列举 留 留意 留心 注意 关注 理清 理顺 弄清 弄清楚 搞清 搞清楚
拆 拆成 拆出 拆出来 存 存成 存为 另存 另存为 复制 粘贴 转 转成 改用 换用 读 读一遍 通读 通读一遍 念一遍 顺一遍 补交 重传 重新上传 重新导出 去问 去查 问问看 调出 调取 做过 开过 发过 收过 办过 归到 并到 压一压 验 再验 验算 重新验 跟着变 谁来做 做到 来做 放回 移到
对应 对应起来 呼应 引用 摘录 复述 重审 再审 再审一次 重新审核 再审核 复核 复查 重看 起草 改写 润色 生成 帮您 帮你 帮忙 协助 继续 开始 进行 做 完成 动手 入手 着手 需要我 要我 要不要 是否 是不是 有没有 能不能 可不可以 告知 回复 回答 联系 请 建议 不妨 最好 可以 记得 尽量 尽可能 优先 重点 逐项 逐条 逐个 逐一 逐行 逐列 逐格 逐处 逐句 依次 一一 一并 一起 一道 重新 再次 另行 单独 专门 顺便 顺手 回头 稍后 有空 从头 从上到下
"""
NOUNS = """
征求 第三方 征求第三方 征求意见 增减 增减幅度 发布日期 公布日期 成文日期 落款 报告 年报 年度报告 初稿 草稿 稿子 底稿 正文 文字 文中 全文 表格 表 表里 表中 表内 表二 表三 表四 三张表 数字 数 数据 件数 数值 数目 总计 总计列 总计数 合计 分项 各项 各数 各列 各行 单元格 格 格子 栏 栏目 行 列 算式 等式 公式 勾稽 勾稽关系 左边 右边 两边 两处 两头 一边 一头 哪一边 哪边 哪一个 哪个 哪个数 哪一处 哪一项 哪一条 哪些 这边 那边 差额 来源 出处
台账 登记 登记表 登记簿 申请台账 办理台账 收文登记 原件 原文 原表 原始记录 原始材料 记录 档案 依据 根据 材料 素材 资料 资料表 工作簿 附件 文件 通知 口径 统计口径 范围 统计范围 另一范围 本级 下级 汇总 来源 单位 本机关 本单位 机关 说法 表述 措辞 写法 用词 用语 格式 标题 小标题 栏目 段落 句子 语句 那句话 这句话 这句 那句 这段 那段 内容 情况 问题 问题清单 清单 意见 审核意见 审核结果 结果 错误 警告 提示 结论 审核结论 规则 编号 这一条 那一条 这一处 那一处 这一项 那一项 这几项 这几处 这些 每一项 每一处 每一条 每一格 改法 建议 做法 步骤 顺序 先后 次序 时间 日期 名称 简称 全称
上年 去年 上一年 上年度 上一年度 今年 本年 本年度 年度 上年年报 去年年报 上年的年报 网站 门户网站 政府网站 公开网站 经办人 同事 业务科室 科室 部门 负责人 领导 办公室 政务公开办 申请 申请人 申请件 办理结果 收到 新收 结转 结转下年度 上年结转 行政复议 行政诉讼 复议 诉讼 复议机关 文书 答复 答复书 答复文书 办结 公开 不予公开 予以公开 部分公开 无法提供 不予处理 其他处理 自然人 企业 商业企业 科研机构 法律服务机构 社会公益组织 法人或其他组织 类别 分类 申请人类别
第一部分 第二部分 第三部分 第四部分 第五部分 第六部分 各部分 开头 结尾 末尾 前面 后面 上面 下面 上文 下文 原因 理由 背景 事项 具体事例 例子 事例 实例 做法 典型做法 成效 工作成效 措施 改进措施 整改措施 责任人 责任单位 完成时限 时间安排 负责 谁 时候 变化 规模 差别 分母 参考 供参考 比例 占比 名次 中位数 同类 同类机关 其他机关 平均 信息处理费 收费 收取 起诉 起诉的理由 方案 总数 总条数 后半部分 前半部分 另一个口径 另有一处 另一处 同一件事 同一个范围 同一个口径 分母 包含关系 考核 评议 追责 引言 统计期限 网站后台 后台 案卷 文书 判决书 法院 法院文书 承办科室 承办人 经办科室 模板 空表 原稿 通报 成绩 考核通知 考核结果 区里 县里 市里 镇里 乡里 局里 街道 村里 政务公开 政务公开科 信息公开科 标点 逗号 句号 顿号 序号 文号
网页 压缩包 扫描件 照片 打印件 文字版 零 字数 类别 渠道 条数 口子 监督保障 平台建设 主动公开 依申请公开 政府信息管理 总体情况 工作考核 社会评议 责任追究 条例 条文 法条 原文 依据 期限 答复期限 程序 对话 附表 截图 页面 文档 副本 版本 新版 新稿 修改稿 一遍 一次 一下 问 事 事情 工作 年底 年初 全年
"""
PHRASES = """
稳妥 更稳妥 不一定 未必 不见得 可能是 写错 算错 抄错 填错 笔误 规模可能不同 只供参考 仅供参考 报送之前 我判断不了 我不能判断 我无法判断 我没法判断 我看不出 我不清楚 还是 不要只改一边 不要只改一处 不要直接改数字 不要急着 不要照抄 不要只看 不要只 不确定 不清楚 拿不准 不明白 说不准 没有把握 没把握 没有发生的 没有的也 没有内容的也 没有内容也 没有内容时 没有的话 如果没有 若没有 没有收取的 没有收取也 没收的 对不上的地方 对不上的 不一致的地方 不一致的 不一样的地方 口径不同 口径不一样 范围不同 范围不一样 不止一处 不同的 不同范围 不同口径
写无 写明无 有出入的 有差别的 有不同 有疑问 有疑问的 有问题 有问题的 有错误的 漏写的 漏掉的 缺的 少的 缺少的 缺的那 空着的 空白的 差在哪 差在哪里 错在哪 错在哪里 错在哪一边 哪边对 哪边错 哪一边对 哪一边错 哪个对 哪个错 哪一个对 哪一处对 谁对谁错 对不对 能否对上 是否对得上 是否对上 是否一致 是否相等 是否平 平不平 格式 说法 一种 哪一种 是否准确 是否正确 是否齐全 改成一致 改成一样 改一致 保持一致 写一致 统一起来  如实 据实 照实 按实际 实际情况 真实情况 实际件数 实际数
后再报送 再报送 后再定稿 再定稿 后再公布 再公布 后报送 报送前 报送之前 定稿前 公布前 发布前 提交前 上报前 后再上报 再上报 后再提交 再提交 后再发布 再发布 以原文为准 以台账为准 以原件为准 为准 由您 由您决定 由您确认 由你确认 要您来定 您来定 您定 您自己 您手里 您手头 手里 手头 您那边 您这边 我这边 我来 我再 我就 我可以 我可以帮您 我能 您好 好的 谢谢 放在一起 一起看 放到 放进 放在 对着 照着 对照着 参照着 花时间 省事 更清楚 清楚 具体 更具体 简洁 顺 通顺 连贯 更 些 更好 更容易 容易 方便 读者 看的人 公众 群众 老百姓
"""


Kind = Literal["glue", "act", "phrase", "name", ""]
"""Of a piece of a clause: it joins, it is something to do, it names something; "" is none of the vocabulary's."""
_LONGEST = 14
_STRANGE, _WORD = 40, 9
"""What a strange character and a word cost: few strange ones first, then few and long words."""


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    titles = [s.title for s in SECTIONS]
    for table in LAYOUT_2021.tables.values():
        titles += [_ORDINAL.sub("", label) for row in table.rows.values() for label in row.labels]
        titles += [c.label for block in table.blocks for c in block.columns]
    words: tuple[tuple[Kind, Iterable[str]], ...] = (
        ("name", titles), ("name", NOUNS.split()), ("name", _THESE), ("act", VERBS.split()), ("phrase", PHRASES.split()), ("glue", GLUE.split()),
    )  # fmt: skip
    for kind, listed in words:
        kinds |= {flat(word): kind for word in listed if word}
    return kinds


_THESE = [f"{a}{n}{b}" for a in "这那前后" for n in "两三四五六七八" for b in "处项条个句格"]
"""这三处: the places just spoken of, no count."""
_ORDINAL = regex(r"^[（(]?[0-9一二三四五六七八九十]+[）).、]+")


@lru_cache(maxsize=8192)
def pieces(said: str) -> tuple[tuple[str, Kind], ...]:
    """A flat text cut into words of the vocabulary and what is between them; digits and signs are left out."""
    kinds, size = _kinds(), len(said)
    cost, ends = [0] * (size + 1), [0] * (size + 1)
    for at in range(size - 1, -1, -1):
        cost[at], ends[at] = cost[at + 1] + (_STRANGE if said[at].isalpha() else 0), at + 1
        for end in range(at + 1, min(size, at + _LONGEST) + 1):
            if said[at:end] in kinds and (total := cost[end] + _WORD) < cost[at]:
                cost[at], ends[at] = total, end
    found: list[tuple[str, Kind]] = []
    at = 0
    while at < size:
        word = said[at : ends[at]]
        kind: Kind = kinds.get(word, "")
        if kind or word.isalpha():
            joins = not kind and bool(found) and not found[-1][1] and said[at - 1].isalpha()
            found[len(found) - joins :] = [(found[-1][0] + word, kind)] if joins else [(word, kind)]
        at = ends[at]
    return tuple(found)


def own_words(said: str) -> list[str]:
    """The pieces that say something: names and strange words; what only joins or advises is left out."""
    return [word for word, kind in pieces(said) if kind in ("name", "")]


def strange(said: str) -> list[str]:
    """The pieces that are none of the vocabulary's."""
    return [word for word, kind in pieces(said) if not kind]

"""How people say what they want, an act a list of phrases; what no sign knows is told by the phrase that it is most like.

Likeness is that of pairs of characters, the rare ones counting more; below ``LEAST`` nothing is like anything. Phrases are
ways of asking, with the words of the field in them; they decide nothing that a sign has decided.
"""

from collections import Counter
from functools import cache
from math import log, sqrt
from typing import NamedTuple

from nianbao.report.patterns import regex

LEAST = 0.4
"""Chosen so that questions to the law (``corpus/expansion``) are like none: under one in a hundred is."""
_NOISE = regex(r"[^\u4e00-\u9fffa-z0-9]|请问|请|麻烦|劳驾|一下|帮忙|那个|这个|[啊呀吧呢嘛哈哦哎]")
_WAYS: dict[str, str] = {
    "help": """
        这玩意儿怎么用|这东西怎么使|这个系统怎么操作|从哪一步弄起|该从哪里开始|第一步干什么|你都会些啥|你会干嘛|你有什么本事|能帮我干些什么|你都能干啥|你是谁啊|你是干什么的
        你是人还是机器|你是真人吗|有人吗|有人在吗|早|早啊|晚上好|嗨|哈喽|谢了|太感谢了|辛苦你了|好嘞|知道啦|没事了|我传上去的东西别人能看到吗|文件会不会被别人看到
        数据安全吗|要联网吗|会不会泄密|资料会不会传到外面|什么格式都行吗|照片能传吗|拍照的能认吗|手机上能用吗|模板在哪儿拿|给我一个空表|介绍介绍你自己|新手怎么上手|用法说明|有说明书吗|有没有教程
    """,
    "verdict": """
        总的来说过了没有|到底过没过|过关了没有|能往网上放了不|能挂网上了吗|能放上去了吧|可以交上去了吗|能交了不|可以发出去了不|能签字了不|我可以让领导签了吗|可以定下来了吗|能不能拿得出手
        合不合规|合不合格|算合格吗|符合要求不|达没达到要求|五十条满足了没|行不行给句话|给个准话能不能用|这样就成了吧|这就可以了吧|没啥问题可以上报了吧|最后结论是啥|结果怎么样|审得怎么样|审完了结果呢|有没有大问题能不能发|报上去会不会被退回来|会不会被打回来
    """,
    "list": """
        一共挑出几个毛病|总共几个问题|有几处错|挑出哪些问题|查出什么来了|问题都有哪些|要紧的是哪几个|哪个最要命|最大的问题是什么|先改哪个好|按轻重排一下|把问题给我理一理|归纳一下问题|汇总下问题|帮我梳理问题|列个清单|列出来看看
        哪些地方是必须改的|哪些非改不可|哪些可改可不改|哪些必须改哪些可以不改|错误有哪些|警告有哪些|把警告都列出来|提示有几条|还有哪些没查|哪些规则没查成|第五部分有没有问题|表三那块有什么问题|哪儿还缺材料|还缺点啥|还差什么没补|还差哪些|空着的有哪些|哪些地方要我填|哪里需要我补充|哪几处没写|还有几个空|还有什么要填|哪些句子是你写的|哪些是我给的材料|待确认的有哪些
    """,
    "explain": """
        第二条没看明白|这条没看懂|这条什么意思|说的是什么意思|说的是哪里|指的是哪一处|讲的是哪句话|在哪个位置|凭啥说我们错|凭什么算错|为什么报错|怎么就不对了|怎么就不平了|为什么说我们不符合|依据是什么|哪条规定要求的|这个警告是什么情况|解释解释|给我讲明白点|用大白话说说|说通俗点|差在哪一格|错在哪个格子|到底错哪了|这个规则是查什么的|黄颜色的是什么|标黄是啥|为什么这里空着|那个括号待填是什么意思|为什么没写满|这个提示不理会行吗|这条可以不管吗|不改会怎样
    """,
    "suggest": """
        第一条怎么改才对|该怎么改|怎么改好|怎么补救|帮我拟个改法|给个改法|给段参考文字|给点参考|来个范例|来段示范|帮我写段补上的话|这段话该怎么说|怎么表述合适|怎么措辞|换个说法|这句怎么改顺|给我改一句|改成什么样好|要补些什么内容|缺的那块怎么补|补哪些内容好|这部分该写些什么|这块写啥|存在问题怎么写合适|整改措施怎么写|告诉我改法|有什么修改建议|给点建议|怎么才能过
    """,
    "figure": """
        我们到底收了多少件|收了几个申请|总共来了多少申请|申请量多大|自然人占了几件|企业来的有多少|办了多少件|办结几件|答了几件|行政处罚写了多少|处罚数填的几|收费写了多少|有没有结转到明年的|明年还要接着办几件|去年留下来几件|复议几起|官司有几起|被告了几次|输了几个|规范性文件几个|不公开的有几件|拒了几件|公众号发了几条|网站发了多少条|正文里的申请数跟表里一样吗|正文和表格数对得上吗
        按期答复率哪来的|这个数哪来的|这个比例怎么算的|这个百分比咋来的|予以公开几件|公开了几件|表三合计是几|总数是几|表四写了啥|表二是怎么写的|报告里写的是几件|占比多少|平均多少天答复|有没有收钱
    """,
    "compare": """
        和隔壁镇比比|和兄弟单位比一比|跟其他乡镇比怎么样|我们排第几|在同级里什么位置|处在什么水平|和同级的比我们处在什么位置|高了还是低了|比人家多还是少|是不是垫底|我们算多的吗|跟上年差在哪|和去年有啥变化|比去年多了还是少了|涨了还是跌了|增减情况|两份对照着看看|两年放一起看|跟去年对一对|和上年是不是雷同|有没有照抄去年|跟去年写得像不像|同比变化大不大|跟别家是不是雷同
    """,
    "review": """
        帮我看看这份年报有没有硬伤|看看这个有没有问题|过过目|把把关|帮我体检一下|挑挑毛病|找找错|帮忙校一遍|审查这份材料|看看写得对不对|检查一下年报|帮我瞅瞅|瞧瞧这份行不行|给看一遍|我想审一份报告|帮我审个年报|核一核数字|查查有没有写错|再给我审审
    """,
    "again": """
        改好了再给看一遍|改完了你再看看|我改过了重新审|这是改过的再审|重新审一次|按意见改了再查一遍|改了一版再看下
    """,
    "draft": """
        写一份今年的年报|帮我搞个初稿|弄一份草稿|来一份初稿|领导催着要初稿|给我出一稿|年报帮我写了吧|帮我把年报写出来|替我起草|用这些材料写一个|照这个材料写年报|按资料表出稿|重新来一遍|再写一版|重写一稿|代笔写年报|生成年报|做一份年度报告
    """,
    "edit": """
        第五部分展开一点|写详细些|再充实一点|写短一点|精炼一点|把这句删了|这句不要|最后那句不要|第二段删掉|那段去掉|把它换成|换成这句|培训那个写成8场|那个数应该是12|数字改一下|数写错了应该是20|开头加一句|末尾补一句|再加一条问题|添一条措施|挪到第一部分|移到后面|放到前面去|把这句提前|两句合成一句|把名称改一下|这句改通顺点
    """,
    "history": """
        看看改动记录|改了哪些地方|都改过什么|一共几稿|还是用上一版吧|要上一版|用回原来那个|退到上一稿|恢复原样|刚才改的不算|取消刚才的修改|撤回上一步|跟上一版有什么不同|谁动过这稿|前后两稿差在哪|回到最初那版
    """,
    "export": """
        给我出个文件|下载下来|打包给我|弄成表格给我|做成文档给我|存到电脑上|发一份给我|要一份纸质的打印|我要打印|给我word|要个excel|导个表|把意见书给我|初稿文件给我|给领导看的版本导一份|出一份审核意见书|填好的表给我下载
    """,
    "register": """
        帮我数出表三|把表三填出来|表三帮我填一下|根据登记算表三|统计一下申请|数一数各类几件|台账帮我统计|按台账出表|有没有登重的|重复登记的有没有|哪些件归类不清|同一个人报了几件
    """,
    "overdue": """
        有没有过了期限还没答的|哪几件过期了|超了几天|谁拖了|哪件拖得最长|有没有超时的|哪些快到期了|没按时答复的有哪些|期限过没过|有几件没按时办|哪件还没答复
    """,
    "refuse": """
        帮我订个会议室|帮我订饭|科长脾气不好怎么相处|心情不好|陪我聊聊|讲个段子|推荐本书|推荐个餐馆|附近哪里有好吃的|怎么追女孩|写个请假条|帮我写情书|给我写首诗|把不合格改成合格|把结论改一改|把错误去掉别显示|数字凑平就行|你看着办编一个|随便写几个数|往好了写|写得好看点虚一点没事|帮我查查这人电话|今天股市|几点下班|明天放假吗|教我做菜|帮我翻译|算个命|打开空调|帮我买票|发个朋友圈
    """,
}


class Like(NamedTuple):
    """The act whose phrase is most like, the phrase, and how like it is (0 to 1)."""

    act: str
    phrase: str
    likeness: float


def most_like(said: str) -> Like | None:
    """The nearest phrase; None where none is near."""
    grams, weights = _grams(said), _weights()
    own = sqrt(sum((n * weights.get(g, _rarest())) ** 2 for g, n in grams.items()))
    if not own:
        return None
    best = Like("", "", 0.0)
    for act, phrase, vector, size in _phrases():
        common = sum(n * weights.get(g, 0.0) * vector[g] for g, n in grams.items() if g in vector)
        if common / (own * size) > best.likeness:
            best = Like(act, phrase, common / (own * size))
    return best if best.likeness >= LEAST else None


def _grams(said: str) -> Counter[str]:
    """Characters, and pairs of neighbours."""
    text = _NOISE.sub("", said.lower())
    return Counter([*text, *(text[i : i + 2] for i in range(len(text) - 1))])


def _all() -> list[tuple[str, str]]:
    return [(act, p.strip()) for act, phrases in _WAYS.items() for p in regex(r"[|\n]").split(phrases) if p.strip()]


@cache
def _weights() -> dict[str, float]:
    """How rare a character or a pair is among the phrases."""
    counted = Counter(g for _, phrase in _all() for g in _grams(phrase))
    return {g: log(1 + len(_all()) / n) * (1.0 if len(g) > 1 else _ALONE) for g, n in counted.items()}


_ALONE = 0.5
"""What a character alone counts, beside a pair."""


@cache
def _rarest() -> float:
    return log(1 + len(_all()))


@cache
def _phrases() -> tuple[tuple[str, str, dict[str, float], float], ...]:
    weights, found = _weights(), []
    for act, phrase in _all():
        vector = {g: n * weights[g] for g, n in _grams(phrase).items()}
        found.append((act, phrase, vector, sqrt(sum(v * v for v in vector.values()))))
    return tuple(found)

"""The offline router: which of the four jobs a plain sentence (and its files) asks for. Deterministic.

A sentence is looked at for five things: does it speak of *this* report, does it ask how something is to be done,
does it want a draft, a review or a comparison. The order in which these win is in ``route``; mere mentions of the
law (条例, 规定, 第五十条) decide nothing, since they name the measure of a draft or a review just as often.
"""

import re
from dataclasses import dataclass

from nianbao.report.patterns import HAN, regex
from nianbao.work.jobs import JobKind

INTRODUCTION = "介绍用法"
_LOOKED_AT = 400
"""Characters of a message that are looked at; what was pasted after them is material."""


def _any(*patterns: str) -> re.Pattern[str]:
    return regex("|".join(patterns), re.IGNORECASE)


_POLITE = regex(
    r"(?:你好|您好|在吗|谢谢|多谢|感谢|辛苦|麻烦|好的?|行|嗯|知道|明白|收到|清楚|再见|帮助|help|hi|hello|你们?|您|了|啦|啊|呀|哦)*",
    re.IGNORECASE,
)
_PUNCTUATION = regex(r"[\s，。！？、；：,.!?;:~～…]+")
_USAGE = _any(
    r"[你您](?:是谁|是什么|叫什么|能(?:做|干|帮)|会(?:做|干)?(?:什么|啥)|有什么功能)",
    r"(?:^|[你您]|这个|请问|系统|软件|工具|平台|程序|助手)(?:该|要|应该)?(?:怎么|如何)(?:使用|操作|用)",
    r"(?:模板|模版|样表|空表|空白表|资料表|文件|初稿|word).{0,6}(?:在哪|哪里|哪儿|怎么)?.{0,2}(?:下载|上传|获取)",
    r"(?:怎么|哪里|在哪|哪儿).{0,3}(?:下载|上传)|下载.{0,6}(?:模板|模版|样表|资料表)",
    r"(?:模板|模版|样表|空白表).{0,4}(?:在哪|哪里|哪儿)|(?:怎么|如何|从哪[里儿]?)(?:开始|入手)",
)
_THIS = _any(
    r"[这那][份篇]|(?:这|那)(?:几份|两份|个(?:年报|报告|文件|稿)|里|边)|刚才|刚刚|上面|本报告|附件|上传|文件|我们的|我们[镇局县区市乡]的",
    r"初稿|草稿|审核结论|哪里|哪儿|(?:哪些|什么|哪个)地方|毛病|缺不缺|勾稽|数字",
    r"(?:能|可以).{0,2}(?:过|发布|公布|报送|上报|提交)了?吗",
)
# How is a thing to be done, who does it and when: a question to the law even where it names last year or a draft.
_HOW = _any(
    rf"怎么(?!样|回事|还|这么|又)|如何(?={HAN})|怎样|填(?:在|到|写在)?哪|哪一?[行列栏格]|注意(?:什么|哪|些)",
    r"多少天|几天|几日|几个?(?:工作日|月)|几月|多久|多长时间|什么时候|何时|由谁|谁来|[给向]谁|谁负责|是指|指的是",
    r"哪些(?!地方|问题|错|毛病|不)|什么(?:叫|是|后果|规定|要求|依据|意思|区别|情形|情况|材料|内容)|是什么|讲了|后果|为什么|为何",
    r"要不要|需不需要|用不用|该不该|应[该当].{0,12}(?:吗|么|还是)|保密审查|审查机制",
    r"(?<![检审核])[查看找]一?[下查看]?[^，。]{0,3}(?:条例|法规|法条|第[一二三四五六七八九十百\d]+条)",
)
_NOT_A_DRAFT = r"(?!.{0,6}(?:比较|对比|审|检查|结论|意见|排名))"
_DRAFT = _any(
    r"(?<!刚)(?<!才)(?:起草|草拟|撰写|代写|编写|拟写|生成)(?!的|得|好的|过)" + _NOT_A_DRAFT,
    r"[弄写做搞编整]出来|开始写|(?:再|重新?)(?:写|拟|出|做|弄|来)(?!的|得)" + _NOT_A_DRAFT,
    r"(?:写|拟|出|做|弄|搞|编|整|来)(?:一|出|好)?[份篇个版稿]" + _NOT_A_DRAFT,
    r"写(?!的|得|错|了|好).{0,10}(?:年报|年度报告|初稿|稿子)|帮(?:我|忙).{0,4}写(?!的|得|错)",
    r"^(?:请|帮我|给我|来|要|麻烦)*(?:年报)?初稿吧?$",
)
_REVIEW_ORDER = _any(
    r"审核|审阅|审校|审[一下]|[再重]审|(?:请|帮忙|帮我|再|^)审查|审查(?:一|下|这|我)|把一?把?关",
)
_REVIEW_LOOK = _any(
    r"(?<!监督)检查|核查|核对|校对|核一[下遍]|挑(?:挑|错|毛病|刺)|看看|看一[下看遍眼]|看下|过一遍|查一[下查遍]|查查",
)
_REVIEW_JUDGE = _any(
    r"毛病|合不合|符不符合|是否(?:符合|合规|满足|合格)|(?:符合|满足|达到|合格|合规|达标).{0,14}(?:吗|么|没)|不(?:符合|合规|合格)",
    r"有(?:没有|什么|啥|哪些)?(?:问题|错|遗漏)|问题(?:没有|吗|大)|(?:写|填|算|加)错|错在|对不对|对得上|对不?上|勾稽|缺不缺|缺[什了少]",
    r"(?:能|可以).{0,3}(?:过|通过|发布|公布|报送|上报|提交|交)(?:出去)?了?(?:吗|么|不|没)|要改|哪.{0,3}改|结论",
)
_REVIEW_SUMMARY = regex(r"(?:怎么样|如何|行不行|行吗|可以吗|好不好)$")
_COMPARE = _any(
    r"比较|对比|相比|比一比|比比|同比|环比|[跟和与同较].{0,10}比(?!例|率|重)|比.{1,8}(?:多|少|高|低|大|小)|横向|纵向",
    r"同类|排名|排第|第几[名位]|名次|中位|平均|水平|变化|增长|增加了|减少了|下降|上升|多了|少了|雷同|照抄|抄袭",
)
_COMPARE_OTHERS = _any(r"去年|上年|上一年|往年|[别其][的他](?:镇|乡|局|县|区|市|街道|单位|机关|地方)|兄弟单位")


@dataclass(frozen=True, slots=True)
class Route:
    """The job, and why: shown to the user so that a wrong turn can be corrected."""

    job: JobKind
    reason: str


def route(text: str, *, new_report: bool, new_workbook: bool, has_report: bool, has_workbook: bool) -> Route:
    """Decide by the files first, then by the words.

    ``new_*``: uploaded with this message; ``has_*``: uploaded (or, for a report, drafted) earlier in the conversation.
    """
    if new_workbook:
        return Route("draft", "收到资料表，起草初稿")
    said = text[:_LOOKED_AT].strip()
    bare = _PUNCTUATION.sub("", said)
    wants_draft, orders_review = bool(_DRAFT.search(bare)), bool(_REVIEW_ORDER.search(bare))
    looks, judges = bool(_REVIEW_LOOK.search(bare)), bool(_REVIEW_JUDGE.search(bare))
    compares, names_others = bool(_COMPARE.search(bare)), bool(_COMPARE_OTHERS.search(bare))
    wants_compare = not orders_review and (compares or (names_others and not looks and not judges))
    if new_report and not (wants_draft and not orders_review):
        return Route("compare", "收到报告，并要求比较") if wants_compare else Route("review", "收到报告，进行审核")
    if _POLITE.fullmatch(bare) or _USAGE.search(bare):
        return Route("help", INTRODUCTION)
    about_this, asks_how = bool(_THIS.search(bare)), bool(_HOW.search(bare))
    judges = judges or (about_this and bool(_REVIEW_SUMMARY.search(bare)))
    if asks_how and not (about_this and (orders_review or looks or judges)):
        return Route("law", "查条例和编写说明")
    if wants_draft:
        return Route("draft", "按已上传的资料表起草") if has_workbook else Route("help", "起草需要先上传资料表")
    if wants_compare:
        return Route("compare", "比较已上传的报告") if has_report else Route("help", "比较需要先上传报告")
    if orders_review or looks or (judges and (has_report or about_this)):
        return Route("review", "审核已上传的报告") if has_report else Route("help", "审核需要先上传报告")
    return Route("law", "查条例和编写说明")

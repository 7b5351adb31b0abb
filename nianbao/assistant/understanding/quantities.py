"""Questions for a quantity: how many, what share, how much together, more or less than before; and what they are about."""

from nianbao.assistant.understanding.cells import names_the_fee, rows_in
from nianbao.assistant.understanding.references import RULE, table_in
from nianbao.report.patterns import regex

_HOW_MANY = regex(r"多少|几(?!乎|经|句|点)|数(?:量|目|字)?(?:是|有)|金额|总额|第几")
_SHARE = regex(
    r"占(?:比|了|到|全部|总数)?.{0,6}(?:多少|几成|百分|比例|比重)|占比|比例|比重|百分比|百分之[几多]|几成|(?:维持|纠正|败诉|胜诉|满意|公开|答复)率"
)
_SUM = regex(r"加(?:在一)?起来|[加合]在一起|相加|加总|合计|总和|之和|一共|总共|共计|总数|共(?=有?多少)")
_ABOUT_FINDINGS = regex(
    r"问题|错|警告|毛病|意见|提示|规则|地方|[几哪]处|要改|没填|待填|不合格|不符合|对不上|不平|缺|漏|扣分|多少分.*扣|严重"
)
_LAW = regex(r"规定|标准|怎么|如何|咋|能不能|可不可以|可以|条例|应当|应该|该不该|要不要|算不算|填|写|办法|必须|按什么")
_FEE_FACT = regex(
    r"收了?没|收了(?:吗|么|多少|几|钱)|有没有收|收没收|收过|是否收|收的?(?:是)?多少|多少|几[件元块]|收(?:取)?了|实收|应收|金额"
)


def asks_how_many(said: str) -> bool:
    return bool(_HOW_MANY.search(said) or _SHARE.search(said))


def asks_share(said: str) -> bool:
    """Whether a share or a rate is asked for."""
    return _SHARE.search(said) is not None


def asks_sum(said: str) -> bool:
    return _SUM.search(said) is not None


def asks_a_fact(said: str) -> bool:
    """Whether a number of the report itself is asked for, and no finding of a review, no rule and no law."""
    if _ABOUT_FINDINGS.search(said) or RULE.search(said):
        return False
    return asks_how_many(said) or bool(rows_in(said) or table_in(said))


def asks_the_fee(said: str) -> bool:
    """Whether it is asked what the fee of this report came to, and not how fees are to be charged."""
    return names_the_fee(said) and bool(_FEE_FACT.search(said)) and not _LAW.search(said)


def without_sum(said: str) -> str:
    """The words without 加起来, 一共: what is asked of each before it is added up."""
    return _SUM.sub("", said)

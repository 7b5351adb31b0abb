"""The closed lists of TX: function words printed twice, and slips that are wrong in every context.

A pattern stands here only when no correct sentence can hold it across two words: 目的的, 为了了解, 存在在线 are why the
doubled words look at their neighbours. When in doubt a word is left out.
"""

import re
from typing import NamedTuple

from nianbao.report.patterns import regex

DOUBLED_PARTICLES = (
    r"(?<![目标之])的的(?![确士])",
    r"(?<![明罢除为末终私不])了了(?![解结然却断如望事无悟不得])",
    r"(?<![温缓饱总调中谐共祥平柔随])和和(?![谐平睦解气美田县林顺政硕静龙布声好风乐约])",
    r"(?<![普涉波顾触企遍殃以论推])及及(?![时格早第])",
    r"(?<![存现所内外实潜自旨好])在在(?![线建职校押岗册办场用编座学])",
    r"(?<![参赠授给])与与(?![会否时其日众])",
    r"(?<![合兼归吞裁])并并(?![行联入轨网存列案发购])",
    r"(?<![理自缘事因来])由由",
    r"(?<![抑间亦])或或(?![许多者])",
    r"将将(?![军士领来近要乐])",
)
"""Function words; each looks at its neighbours, which may make a word of one of the two."""

DOUBLED_PLAIN = (
    "进行", "以及", "进一步", "我们", "我局", "我镇", "我县", "我市", "我区", "对于", "按照", "根据", "通过(?!率)", "开展", "加强", "积极", "认真", "切实",
    "负责(?![人制的区科])", "做好", "提高", "完善", "定期", "每周", "每月", "继续", "不断", "持续", "严格", "建立", "制定", "收到", "及时(?![率性])", "有关", "相关",
)  # fmt: skip
"""Words of any text: 进行进行. What follows in brackets may not stand behind the pair."""

DOUBLED_OF_THE_FIELD = (
    "政府信息", "公开", "答复", "栏目", "办公室(?!主任)", "我办", "我单位", "本机关",
    "申请(?![人表书事材])", "信息(?![化员量技系网资管源])", "受理(?![窗点机人])", "办理(?![时流结情过单人指])",
    "发布(?![会量平渠审主机制者数厅])", "审查(?![员表意程制])", "更新(?![率频量])", "群众(?![性路])",
    r"工作(?=[，。、；,;：:的和]|\s|$)", r"情况(?=[，。；,;]|\s|$)", r"报告(?=[，。；,;]|\s|$)",
    "应当", "已经", "其中", "共计", "由于", "全年", "本年度",
)  # fmt: skip
"""Words of the field; those that begin or end another word (信息员, 发布会) look at what follows."""


def _twice(word: str) -> str:
    """进行 → 进行进行; a look-ahead stays behind both."""
    plain, bracket, rest = word.partition("(?")
    return plain + plain + bracket + rest


DOUBLED_WORDS = regex("|".join((*DOUBLED_PARTICLES, *map(_twice, (*DOUBLED_PLAIN, *DOUBLED_OF_THE_FIELD)))))
"""Words that no sentence of a report doubles; 常常, 天天, 层层 and their like are not among them, nor is 政府政府
(县政府政府网站)."""


class Slip(NamedTuple):
    """A wrong spelling and the right one."""

    pattern: re.Pattern[str]
    right: str


def _slip(pattern: str, right: str) -> Slip:
    return Slip(regex(pattern), right)


SLIPS: tuple[Slip, ...] = (
    # the words of the form
    _slip(r"上年度?转结|(?<!流)转结(?=下一?年|至下|到下)", "结转"),
    _slip(r"结传(?=下(?:一)?年|至|到)|上年度?结传", "结转"),
    _slip(r"(?<=信息公开)条列|(?<=许可)条列|条列(?=》)|条列(?=第[一二三四五六七八九十\d]+条)", "条例"),
    _slip(r"依申请公公开|依申申请公开|依申请工开|依申请公幵", "依申请公开"),
    _slip(r"(?<=信息)公公开|(?<=政务)公公开|(?<=村务)公公开", "公开"),
    _slip(r"政府信信息公开|政府信息工开|政府信息公幵|正府信息公开|政付信息公开", "政府信息公开"),
    _slip(r"主动公公开|主动动公开|主动工开", "主动公开"),
    _slip(r"不予予公开|不予工开", "不予公开"),
    _slip(r"予以以公开", "予以公开"),
    _slip(r"行政法复议|行政复义|行政复仪|行政复意(?!见)", "行政复议"),
    _slip(r"行政诉颂|行政诉松|行政诉送|行政述讼|行政起讼", "行政诉讼"),
    _slip(r"规范性性文件|规范性文伴|规犯性文件|规范文性件", "规范性文件"),
    _slip(r"信息处理废|信息处里费", "信息处理费"),
    _slip(r"信息公开申情|信息公开申清|信息公开声请", "信息公开申请"),
    _slip(r"信息公开指难|信息公开指男|信息公开只南", "信息公开指南"),
    _slip(r"年渡报告|年度报靠|年度报搞|工作工作年度报告", "年度报告"),
    # the words of the work
    _slip(r"(?<![公发颁宣])布署", "部署"),
    _slip(r"进一部(?=加强|完善|提高|提升|规范|推进|强化|健全|深化|拓宽|加大|优化|做好|落实)", "进一步"),
    _slip(r"下一部(?=工作|我[局镇县市区委办])", "下一步"),
    _slip(r"应公开[近进劲]公开", "应公开尽公开"),
    _slip(r"三审三[较效]", "三审三校"),
    _slip(r"落实道位", "落实到位"),
    _slip(r"依法形政|依法行证", "依法行政"),
    _slip(r"门户网战|门户往站", "门户网站"),
    _slip(r"微信公众好|微信公从号|微信公共号", "微信公众号"),
    _slip(r"政务新媒休|正务新媒体", "政务新媒体"),
    _slip(r"便民服物", "便民服务"),
    _slip(r"政策解度|政策解渎|政策解毒", "政策解读"),
    _slip(r"迫不急待", "迫不及待"),
    _slip(r"再接再励", "再接再厉"),
    _slip(r"一如继往", "一如既往"),
    _slip(r"由其是(?!否)", "尤其是"),
)

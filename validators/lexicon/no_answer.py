"""What stands in an answer's place and answers nothing: 无, 见附件, 继续保持; and words that deny any problem."""

from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.lexicon import any_of

_OWN = r"(?:[我本](?:[省市县区旗镇乡局委办厅]|街道|单位|机关))"
_TIME = r"(?:目前|当前|本年度?|今年|全年|暂时|20\d\d年度?)"
_MATTER = r"(?:存在|主要|突出|明显|需要?|其[他它]|相关|有关|此项|此类|上述|该|任何|改进|整改|补充|说明|报告|的|问题|不足|内容|情况|事项|措施|之处|[、和及与])"
NOTHING = (
    rf"(?:{_TIME}|{_OWN}|(?:政府)?信息公开|政务公开|工作|方面|中|均|都|皆|也|并|尚|为)*(?:暂无|无|没有|没|零|不涉及|不适用|不存在|略|空){_MATTER}*",
    r"(?:无需|无须|不需要?|没有需要)(?:改进|整改)",
    r"[/\\-—]+",
)
ELSEWHERE = (
    r"(?:具体|详细|详情|内容|情况|问题|措施|相关|有关|请)*(?:详见|参见|参阅|见|同)(?:本报告|前面|后面|第[一二三四五六]部分|总体情况|附件|附表|附|另文|上文|前文|下文|后文|上|前|下|后|文|去年|上年度?|往年|材料|报告|[\d一二三])+",
    r"(?:与|和|同)(?:上一?年度?|去年|往年)(?:年报)?(?:相同|一致|同)",
    r"待补充?|待定|待核实?|另行(?:报告|报送|说明)|另附",
)
GOING_ON = (
    rf"(?:{_OWN}|今后|下一?步|将|要|继续|持续|进一步|不断|努力|切实|保持|加强|加大|强化|做好|抓好|完善|改进|提高|提升|推动|推进|促进|现有|良好|现状|做法|势头|态势|下去"
    r"|思想|认识|意识|重视程度|公开|再?上新?台阶|迈上新台阶|工作|力度|水平|相关|有关|各项|的|[、和与及])+",
)
"""继续保持, 进一步加强工作: no word of what."""
_NO_ANSWER = regex(any_of(*NOTHING, *ELSEWHERE, *GOING_ON))
_LABEL_OR_MARK = regex(r"^(?:[(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})(?:[)][.、]?|[.、]|是))|\"")
_PIECES = regex(r"[,;:。!]|(?<=无)、")

_LACK = r"(?:问题|不足|短板|差距|困难|薄弱环节)(?:之处)?"
_DENIAL = regex(
    r"(?<!并非)(?<!不是)(?<!有)(?:不存在|没有|暂无|尚无|并无|无|未曾|尚未|暂未|并未|未)(?:发现|出现|发生|存在|查出|反映|收到)?(?:有|过)?"
    r"(?:明显|突出|主要|重大|较大|大|严重|任何|什么|其[他它]|特别|原则性|系统性|倾向性|需要?|改进|整改|说明|报告|的|有关|相关|(?:政府)?信息公开|政务公开|工作|方面|[、和])*"
    rf"{_LACK}(?:(?:[和及与或、]|以及){_LACK})*"
)


def without_denial(text: str) -> str:
    """``text`` without 没有发现突出问题 and its like: what problem is named in the rest is one."""
    return _DENIAL.sub("", text)


def answers_nothing(text: str) -> bool:
    """True where every clause of ``text`` is one that answers nothing, or there is none."""
    clauses = (_LABEL_OR_MARK.sub("", clause) for clause in _PIECES.split(squeeze(text)))
    return all(not without_denial(clause) or _NO_ANSWER.fullmatch(clause) for clause in clauses)

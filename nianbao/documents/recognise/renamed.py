"""Sections under another name than the official one: which titles may be theirs, which are only worded differently."""

from nianbao.report.layout import SectionKey
from nianbao.report.patterns import regex

_LACK = r"(?:问题|不足|困难|差距|短板)(?:之处)?"
_OTHER_WORDINGS: dict[SectionKey, str] = {
    "overview": r"^(?:政府信息公开|政务公开)?(?:工作)?(?:总体|基本|整体)?(?:工作)?(?:概况|概述)$|^(?:政府信息公开|政务公开)?(?:工作)?(?:总体|基本|整体)(?:工作)?情况$",
    "active_disclosure": r"^(?:政府信息)?主动公开(?:政府信息)?(?:工作)?(?:的)?(?:情况)?$",
    "applications": r"^(?:政府信息)?(?:依申请公开|(?:公开)?申请(?:办理|处理|受理))(?:政府信息)?(?:工作|办理)?(?:的)?(?:情况)?$",
    "proceedings": r"^(?:政府信息公开)?(?:被申请|申请)?(?:行政)?(?:复议|诉讼)(?:[和及与、]|以及)?(?:提起)?(?:行政)?(?:复议|诉讼)?(?:的)?(?:情况)?$",
    "problems": (
        rf"^(?:政府信息公开|政务公开)?(?:工作)?(?:中|当前|目前)*(?:的)?(?:存在|主要|突出|的)*{_LACK}(?:[和及与、]{_LACK})*"
        r"(?:(?:[和及与、]|以及)?(?:下一?步|今后)?(?:工作)?(?:的)?(?:改进|整改|对策|措施|打算)(?:工作)?(?:的)?(?:情况|措施|方向|计划|打算|举措|办法|意见|建议)?)?$"
    ),
    "other": r"^(?:其[他它])(?:有关|需要|应当|须)?(?:报告|说明)?(?:的)?(?:情况|事项|问题|内容)?$|^(?:需要|应当)(?:报告|说明)的(?:其[他它])?(?:情况|事项|问题)$",
}
_OTHER_WORDING = {key: regex(pattern) for key, pattern in _OTHER_WORDINGS.items()}
_TOPICS = {
    "overview": regex(r"总体|概况|概述|基本情况"),
    "active_disclosure": regex(r"主动公开"),
    "applications": regex(r"申请"),
    "proceedings": regex(r"复议|诉讼"),
    "problems": regex(r"问题|不足|困难|短板|改进|整改|措施|打算|计划|下一?步|思路|安排"),
    "other": regex(r"其[他它]|需要(?:报告|说明)|收费|信息处理费"),
}
_NO_SECTION = regex(r"^附[件表图录]?|附件|附表|附录|联系方式|名词解释")
_ANSWER = regex(r"^(?:[我本].{1,3})?(?:本年度?|全年)?(?:无|没有|暂无|未|不存在)")


def is_other_wording(key: SectionKey, title: str) -> bool:
    """六、其他 says what the official title says, shorter or in other words; it must stand where that section stands."""
    return _OTHER_WORDING[key].match(title) is not None


def may_be_title_of(key: SectionKey, title: str) -> bool:
    """Whether a title may be that section's, under another name: not when it names the topic of another section."""
    if _NO_SECTION.search(title):
        return False
    return _TOPICS[key].search(title) is not None or not any(topic.search(title) for topic in _TOPICS.values())


def is_answer(title: str) -> bool:
    """六、无其他需要报告的事项: the line is heading and text in one."""
    return _ANSWER.match(title) is not None

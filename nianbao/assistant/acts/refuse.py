"""``refuse``: what is not our work, in one friendly sentence with what can be done."""

from nianbao.assistant.understanding.signs import FALSIFY
from nianbao.work.outside import lies_outside

CAN = "我能帮您的是：起草和审核政府信息公开工作年度报告、与上年和同类机关比较、由申请台账算出表三表四、查《政府信息公开条例》和年报格式。"
_NOT_OURS = "这件事我办不了：不是年报和政府信息公开的事我帮不上忙，没有出处的数字、事实和结论我不代编代改。"
_FALSE = "数字、事实和结论都要有出处，我不能代为编写、凑数、改日期、改结论，也不导出申请人的个人信息。您把实际情况告诉我，我来写清楚、对清楚。"


def refuse(said: str) -> str:
    """The sentence, with the law or body that answers when the question lies outside and that is known."""
    outside = lies_outside(said)
    if outside is not None and outside.law:
        by = f"见{outside.law}" if outside.law.endswith("规定") else f"由{outside.law}规定"
        return f"{outside.what}不在《政府信息公开条例》和年报格式的范围里，{by}，请问{outside.body}。{CAN}"
    if outside is not None:
        return f"这件事我帮不上忙。{outside.instead}{CAN}"
    if FALSIFY.search("".join(said.split())):
        return _FALSE
    return f"{_NOT_OURS}{CAN}"

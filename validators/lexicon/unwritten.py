"""Lines and brackets that tell the writer what to write, or the reader that it is still to be written.

待补充, 同上, （示例）, 请在此输入文字: each is recognised as a whole line or a whole bracket, never by a word in a sentence.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.patterns import HAN, regex
from nianbao.report.text import squeeze
from validators.lexicon import any_of


class Unwritten(NamedTuple):
    """Where it stands in the text and what it is called on screen."""

    start: int
    end: int
    kind: str


LAST_YEAR = any_of(r"上一?年度?", "去年", "往年", r"20\d\d年度?")
_MATTER = r"(?:本|此|该|其余|其他|相关|有关|部分|段|节|处|项|内容|情况|数据|数字|正文|文字|材料|说明|的)*"
_WRITE = any_of("填写?", "补充?", "编写", "撰写", "修改", "写", "来", "即可", "套用")
WAITING = (
    rf"{_MATTER}(?:尚|仍)?待(?:补|补充|补写|填|填写|续|续写|定|核|核实|提供|撰写|编写|确认)(?:完善|更新|数据|内容|材料)*",
    "未完(?:待续|成)",
    rf"{_MATTER}(?:后补|稍后(?:补充|填写)|暂缺)",
)
SAME = (
    rf"{_MATTER}(?:同上年?|同前|同左|照旧|照抄|照搬)",
    rf"{_MATTER}(?:沿用|同){LAST_YEAR}(?:年报)?的?(?:内容|文字|表述|数据|不变)*",
    rf"(?:请|可)?(?:参照|参考|按照?|仿照|套用|照着?)(?:{LAST_YEAR}|模板|范文|样本)(?:年报)?的?(?:内容|格式|口径|文字)*{_WRITE}+",
)
_HERE = r"(?:在?此处?|在?这里|此位置)"
_PICTURE = r"(?:图片?|照片|插图|配图|表格?|截图|附件|二维码|链接|流程图|图表)"
INPUT = (
    rf"请?(?:单击|点击|双击)?{_HERE}(?:单击|点击|双击)?(?:输入|填写|添加|键入|插入|录入|编辑|粘贴){HAN}{{0,12}}",
    r"请(?:输入|填写|键入|录入|补充|添加)(?:具体|相关|有关|本单位|的)*(?:文字|文本|内容|正文|标题|数字|数据|情况|说明)",
    rf"(?:请?{_HERE})?(?:插入?|放|贴|加|粘贴|添加){_PICTURE}\d?",
)
_THIS = r"(?:以上|以下|上述|下列|本段|此段|本部分|此部分|红字|蓝字|斜体|括号内)"
_DONE = r"(?:(?:填写|填报|使用|定稿|打印|印发|提交|上报)(?:完成|完毕)?[后前时]|(?:正式发布|发布|公开|公布)[前时])"
_THOSE = r"(?:各|相关|有关|本)?(?:级|单位|部门|科室|股室|处室|乡镇|镇|街道|同志)+"
TEMPLATE = (
    rf"{_THIS}(?:部分|内容|文字|均|都|为|是|系|的)*(?:模板|模版|范文|样例|示例|样本)(?:内容|文字|部分)?(?:,.{{0,20}})?",
    rf"(?:[^。;]{{0,16}}[,:])?请?在?{_DONE}(?:请|须|应|自行)*(?:删除?|删去|删掉|去掉|清除)[^。;]{{0,10}}",
    rf"{_THIS}(?:部分|内容|文字|表格|数据|材料|段落|说明|表述|仅供参考|,)*(?:请|须){_THOSE}[^。;]{{0,14}}(?:修改|填写|补充|填报|核实|替换|删减)(?:完善|即可)*",
)
LATER = (
    rf"{HAN}{{0,6}}(?:领导|审定|审签|定稿|统计|核实|核定|汇总|数据|数字|结果){HAN}{{0,6}}(?:后|再)再?(?:补充?|填写?|补上)",
    r"待(?:领导|分管|主任|科长|局长|镇长|各?科室|各?股室|各?处室|各单位|[^,。;]{0,4}[科股])[^,。;]{0,6}(?:审定|审核|提供|确认|核实|补充|填报|反馈|定稿)",
)
FORM = (
    r"(?:格式|字体|字号|行距|排版|版式|页边距)(?:要求)?:.{0,16}(?:宋体?|仿宋|黑体|楷体|小?[一二三四五]号|磅|行距|厘米).{0,40}",
    r"(?:本?(?:部分|段|节))?(?:字数)?(?:要求)?:?(?:约|控制在|不超过|不得超过|不少于|限|至少|原则上|大约)*\d{2,4}(?:[-~至到]\d{2,4})?个?字(?:左右|以内|以上|内|以下|之内)?",
)
EXAMPLE = r"(?:参考|填写|写作|格式)?(?:示例|样例|范例|例文|范文)"

_LINE = (
    (regex(any_of(*WAITING, *SAME, *LATER)), "待填标记"),
    (regex(any_of(*INPUT, *TEMPLATE, *FORM, EXAMPLE, rf"{EXAMPLE}:.{{0,80}}")), "给编写人的说明"),
)
"""What a whole line may not be, its brackets and its stop left off."""
_BRACKET = (
    (regex(any_of(*LATER)), "待填标记"),
    (regex(any_of(*INPUT, *TEMPLATE, rf"{EXAMPLE}:.{{1,40}}")), "给编写人的说明"),
)
"""Nor a bracket within a sentence: （同上）, （示例） are fine there."""
_LENGTH = regex(rf"(?:{FORM[1]})")
_OPEN, _INSIDE, _CLOSE = r"[（(【\[〔<＜]", r"[^（(【\[〔<＜）)】\]〕>＞\n]", r"[）)】\]〕>＞]"
_IN_BRACKETS = regex(rf"{_OPEN}({_INSIDE}{{2,60}}){_CLOSE}")
_AROUND = regex(rf"^{_OPEN}([^\n]*){_CLOSE}$")
_LONGEST_LINE = 90
SLOTS = (
    "日期",
    "时间",
    "年份",
    "月份",
    "数字",
    "数量",
    "数据",
    "金额",
    "姓名",
    "地点",
    "地名",
    "名称",
    "内容",
    "文字",
    "事项",
    "电话",
    "联系方式",
)
_SLOT = regex(
    rf"(?:具体|相关|有关|您?的?)*(?:机关|单位|部门|机构|文件|会议|活动|栏目|平台|镇|县|局)?(?:的)?{any_of(*SLOTS)}"
)
_SQUARE = "【[〔＜<"
_WITHIN = regex(rf"\S{_OPEN}{_INSIDE}*{_CLOSE}\S")
"""A slot is part of a sentence; what stands at the beginning of a line, or has blanks around it, is a label."""


def unwritten(text: str) -> Iterator[Unwritten]:
    """Whole lines first, then brackets within lines; the places are those of what would be searched for."""
    position = 0
    for line in text.split("\n"):
        start = position + len(line) - len(line.lstrip())
        end = position + len(line.rstrip())
        position += len(line) + 1
        if end <= start:
            continue
        kind = _kind_of_line(text[start:end])
        if kind is not None:
            yield Unwritten(start, end, kind)
            continue
        for bracket in _IN_BRACKETS.finditer(text, start, end):
            kind = _kind_of_bracket(text, bracket, start, end)
            if kind is not None:
                yield Unwritten(*bracket.span(), kind)


def _kind_of_line(line: str) -> str | None:
    if len(line) > _LONGEST_LINE:
        return None
    flat = squeeze(line)
    whole = _AROUND.match(flat)
    flat = (whole[1] if whole else flat).rstrip("。.!…")
    return next((kind for pattern, kind in _LINE if pattern.fullmatch(flat)), None)


def _kind_of_bracket(text: str, bracket: re.Match[str], line_start: int, line_end: int) -> str | None:
    """A limit of length counts at the end of a line only: （200字以内） may be said of what was published."""
    said = squeeze(bracket[1])
    if bracket.end() == line_end and _LENGTH.fullmatch(said):
        return "给编写人的说明"
    if (
        bracket[0][0] in _SQUARE
        and bracket.start() > line_start
        and _WITHIN.match(text, bracket.start() - 1)
        and _SLOT.fullmatch(said)
    ):
        return "没有填的空"
    return next((kind for pattern, kind in _BRACKET if pattern.fullmatch(said)), None)


_LABEL = regex(
    r"(?:填报人|填表人|经办人|承办人|审核人|审签人|签发人|负责人|联系人|联系电话|电话|手机号?码?|填报(?:日期|时间|单位)|报送(?:日期|时间)|签字|签名)"
    r"(?:[（(](?:签字|签名|盖章|签章)[）)])?[ \u3000]*[:：]"
)
_NOTHING = regex(r"[ \u3000\xa0_＿]*")
_SIGNED = regex(
    rf"(?:\s*(?:[（(](?:盖章|公章|印章)[）)]|{HAN}{{2,30}}(?:政府|局|委员会|办事处|办公室|厅|中心)|[^\n]{{0,6}}年[^\n]{{0,6}}月[^\n]{{0,6}}日)[^\S\n]*(?:\n|\Z))*\s*\Z"
)


def unfilled_labels(text: str) -> Iterator[Unwritten]:
    """填报人：　审核人：　联系电话： — a line of labels, some of them with nothing behind.

    The last of them, or all, only at the end of the text: what stands behind them may have come into the next line.
    """
    position = 0
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        labels = list(_LABEL.finditer(line))
        if len(labels) < 2 or line[: labels[0].start()].strip():
            continue
        ends = [*(label.start() for label in labels[1:]), len(line)]
        blank = [
            _NOTHING.fullmatch(line, label.end(), end) is not None for label, end in zip(labels, ends, strict=True)
        ]
        if any(blank[:-1] if not all(blank) else ()) or (blank[-1] and _SIGNED.match(text, start + len(line))):
            yield Unwritten(start + labels[0].start(), start + len(line.rstrip()), "没有填的空")

"""The offline router: which of the four jobs a plain sentence (and its files) asks for. Deterministic."""

import re
from dataclasses import dataclass

from assistant.jobs import JobKind

_DRAFT = re.compile(r"起草|草拟|初稿|写一[份篇个]|帮我写|代写|生成(?:一份)?(?:年报|年度报告|报告|初稿)?|撰写|拟一")
_REVIEW = re.compile(r"审核|审查|审一|检查|查一|看看(?:这|有没有)|合不合|是否(?:符合|合规|满足)|符不符合|符合.{0,12}(?:吗|么|不)|满足.{0,12}(?:吗|么)|挑错|校对|核对|有没有(?:错|问题)|结论")
_COMPARE = re.compile(r"比较|对比|相比|比一比|同类|排名|排第几|名次|中位|去年|上年|上一年|往年|别的(?:镇|局|县|单位)|其他(?:镇|局|县|单位)|兄弟单位|跟.{0,8}比|和.{0,8}比")
_LAW = re.compile(r"第[一二三四五六七八九十百\d]+条|规定|条例|依据|怎么(?:填|算|办|写|数)|能不能|可不可以|应该|多少天|期限|什么时候|哪些|什么是|是什么|要不要|为什么|谁")
_THIS = re.compile(r"这份|这个|本报告|附件|上传|文件|我们的|这篇|初稿|草稿|它")


@dataclass(frozen=True, slots=True)
class Route:
    """The job, and why: shown to the user so that a wrong turn can be corrected."""

    job: JobKind
    reason: str


def route(text: str, *, new_report: bool, new_workbook: bool, has_report: bool, has_workbook: bool) -> Route:
    """Decide by the files first, then by the words.

    ``new_*``: uploaded with this message; ``has_*``: uploaded (or drafted) earlier in the conversation.
    """
    if new_workbook:
        return Route("draft", "收到资料表，起草初稿")
    wants_compare, wants_review, wants_draft = (bool(p.search(text)) for p in (_COMPARE, _REVIEW, _DRAFT))
    about_this, wants_law = bool(_THIS.search(text)), bool(_LAW.search(text))
    if new_report:
        return Route("compare", "收到报告，并要求比较") if wants_compare and not wants_review else Route("review", "收到报告，进行审核")
    if wants_draft and not (wants_law and not about_this and not has_workbook):
        return Route("draft", "按已上传的资料表起草") if has_workbook else Route("help", "起草需要先上传资料表")
    if wants_compare and (about_this or not wants_law):
        return Route("compare", "比较已上传的报告") if has_report else Route("help", "比较需要先上传报告")
    if wants_review and (about_this or (has_report and not wants_law)):
        return Route("review", "审核已上传的报告") if has_report else Route("help", "审核需要先上传报告")
    if not text.strip() or re.fullmatch(r"\s*(?:你好|您好|在吗|帮助|help|怎么用|你能做什么|你会什么)[？?。!！]?\s*", text, re.IGNORECASE):
        return Route("help", "介绍用法")
    return Route("law", "查条例和编写说明")

"""Which of the five aspects of 总体情况 words belong to: of a sub-heading, of a note's line."""

from nianbao.drafting.material.inputs import Aspect
from nianbao.report.patterns import regex

_HEADINGS: tuple[tuple[Aspect, str], ...] = (
    ("on_request", r"依申请|申请公开"),
    ("supervision", r"监督|保障|考核|评议|责任追究|组织领导"),
    ("platform", r"平台|新媒体|专栏|渠道建设"),
    ("management", r"信息管理|规范管理|信息资源|审查"),
    ("active", r"主动公开|公开内容|解读|回应"),
)
_WORDS: tuple[tuple[Aspect, str], ...] = (
    ("on_request", r"申请(?!人满意)|依申请|答复书|受理|公开申请"),
    ("supervision", r"培训|考核|评议|满意度|追究|督查|督办|检查|监督|投诉|会议|开会|[开次]会|参加|领导|例会|业务学习|专班|参训|热线|工单"),
    ("platform", r"公众号|微信|微博|抖音|视频号|短视频|新媒体|粉丝|阅读量|点赞|播放|客户端|专栏|专区|栏目|平台|浏览量|访问量|查阅点|政务新媒体"),
    ("management", r"目录|指南|清理|审查|审核|保密|归档|规范性文件.{0,4}清理|清单"),
    ("active", r"留言|信箱|来信|征集|回应|访谈|意见|网站|官网|门户|主动公开|公开信息|发布|政策|解读|公示|公告|公开栏|文件|信息|经费"),
)  # fmt: skip
_BY_HEADING = tuple((aspect, regex(words)) for aspect, words in _HEADINGS)
_BY_WORDS = tuple((aspect, regex(words)) for aspect, words in _WORDS)


def aspect_of_heading(text: str) -> Aspect | None:
    """The aspect that a sub-heading names, None for one of its own making."""
    return next((aspect for aspect, words in _BY_HEADING if words.search(text)), None)


def aspect_of_words(text: str) -> Aspect | None:
    """The aspect that words are mostly about, the more telling words first; None when nothing tells."""
    return next((aspect for aspect, words in _BY_WORDS if words.search(text)), None)

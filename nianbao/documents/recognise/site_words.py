"""Lines that government sites print around an article: metadata, tool bars, what ends it. Words only, no site's ids."""

import re

from nianbao.report.patterns import regex

MAX_CHROME_LENGTH = 120

_LABELS = (
    "发布日期|发布时间|公开日期|公开时间|成文日期|发文日期|生成日期|印发日期|更新时间|更新日期|日期|时间"
    "|来源|信息来源|文章来源|稿件来源|文章出处|作者|责任编辑|责编|编辑|编审|审核|录入者?|撰稿|供稿"
    "|浏览次数|浏览量|浏览|访问量|访问次数|阅读次数|阅读量|阅读|点击数|点击量|点击率|点击|人气"
    "|索引号|信息索引号?|文号|发文字号|文件编号|发布机构|发布单位|发文机关|发文单位|公开主体|公开方式|公开形式|公开时限|公开范围|公开类别"
    "|公开程序|主题分类|主题词|主题|体裁分类|组配分类|信息分类|信息类别|服务对象|所属类别|分类|关键词|关键字|有效性|是否有效|效力状态"
    "|生效日期|废止日期|名称|信息名称|文件名称|标题|题名|内容概述|概述|语种"
)
_WORDS = (
    "打印本页|打印此页|打印文章|打印|关闭本页|关闭窗口|关闭此页|关闭|收藏本页|加入收藏|收藏|分享到|分享至|分享|复制链接"
    "|微信好友|微信朋友圈|朋友圈|微信|新浪微博|腾讯微博|微博|QQ空间|QQ好友|QQ|支付宝|大|中|小|默认|特大|字体大小|字体|字号|保护视力色"
    "|背景色|返回顶部|返回首页|返回列表|返回上一页|返回|回到顶部|语音播报|朗读|听全文|播放|暂停|首页|下载|我要纠错|纠错|无障碍阅读|无障碍|长者模式|长者助手|适老化|关怀版|登录|注册|我的收藏|展开|收起|目录导航"
)
_ENDS = (
    r"上一(?:篇|条|页|信息)|下一(?:篇|条|页|信息)|相关(?:链接|文章|信息|阅读|新闻|稿件|解读|推荐|内容|文件|报道)|推荐阅读|热点推荐"
    r"|扫一扫|扫描二维码|微信扫|用微信|版权所有|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|技术支持|Copyright|©|网站标识码|\S{0,3}ICP备"
    r"|\S{0,3}公网安备|网站地图|联系我们\s*$|关于我们\s*$|友情链接|网站声明"
)
_METADATA = regex(rf"[\[【(（]?\s*(?:{_LABELS})\s*[\]】)）]?\s*[:：]")
_METADATA_NAME = regex(rf"(?:{_LABELS})\s*[:：]?")
_TOOLS = regex(rf"(?:{_WORDS}|[\s\[\]【】()（）|丨/:：·>»<«,，、+\-A])+", re.IGNORECASE)
_END = regex(rf"[\s\[\]【】()（）|·>»]*(?:{_ENDS})", re.IGNORECASE)
_ATTACHMENT = regex(
    r"附\s*件\s*\d{0,2}\s*[:：]?|.*\.(?:docx?|pdf|wps|xlsx?|et|ofd|rtf|zip|rar|7z)\s*(?:[（(\[【].*)?", re.IGNORECASE
)
_CONTENTS = regex(r".*?(?:…|[.．·]{3})[\s.…．·]*\d{1,3}")
_CRUMBS = regex(r"(?:您?(?:所在|现在|当前)(?:的)?位置|当前位置|首页\s*[>»/\\\-－—|])")


def is_metadata(text: str) -> bool:
    """发布日期：2025-01-20 来源：…; not a sentence that happens to begin so."""
    return len(text) <= MAX_CHROME_LENGTH and "。" not in text and _METADATA.match(_unspaced(text)) is not None


def names_metadata(text: str) -> bool:
    """True for a label of a metadata card in a cell of its own."""
    return _METADATA_NAME.fullmatch(_unspaced(text)) is not None


def is_chrome(text: str) -> bool:
    """Metadata, a tool bar (打印 关闭 分享到) or a trail of links (您所在的位置：首页 > …)."""
    if len(text) > MAX_CHROME_LENGTH:
        return False
    return is_metadata(text) or _TOOLS.fullmatch(text) is not None or _CRUMBS.search(text[:30]) is not None


def ends_article(text: str) -> bool:
    """True for what only stands below an article: 上一篇, 相关链接, 版权所有."""
    return len(text) <= MAX_CHROME_LENGTH and _END.match(text) is not None


def is_attachment(text: str) -> bool:
    """True for the name of a file, its size or downloads behind it, and for 附件： alone above them."""
    return len(text) <= MAX_CHROME_LENGTH and "。" not in text and _ATTACHMENT.fullmatch(text) is not None


def is_contents(text: str) -> bool:
    """True for a line of a table of contents: 一、总体情况………1."""
    return len(text) <= MAX_CHROME_LENGTH and _CONTENTS.fullmatch(text) is not None


def _unspaced(text: str) -> str:
    return "".join(text.split())

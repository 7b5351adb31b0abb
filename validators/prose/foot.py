"""What stands below a report and says nothing of it: who signed, the day, lists of attachments, ways to be reached."""

from nianbao.report.agency import infer_agency
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_LONGEST_NAME = 40
_SEAL = regex(r"\((?:盖章|公章|印章|印|章)\)$")
_DAY = regex(
    r"\(?(?:(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?|二[零〇○oO0][零〇○oO0一二三四五六七八九]{2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)\)?$"
)
_NO_NAME = regex(r"[。,;:!?\d]")
_INSTITUTION = regex(r"[省市县区旗州镇乡].{2,}(?:中心|总站|服务站|大队|支队|总队|公司|学校|医院)$")
_LABELLED = regex(
    r"^[\[【(]?(?:扫一扫|打印|关闭|分享到?|返回|上一篇|下一篇)|^(?:附件|附表|附图)\d{0,2}(?:[:.、]|$)|^附[:]|^\(?此件(?:公开|主动公开|依申请公开)"
    r"|^(?:联系人|联系电话|联系地址|联系方式|电话|地址|邮编|邮政编码|传真|电子邮箱|网址|抄送|抄报|编制单位|编制机关|填报人|审核人|签发人|责任编辑|来源|日期|发布日期|公布日期|成文日期):"
)


def without_foot(text: str) -> str:
    """``text`` up to its foot: a beginning of it, so that offsets stay true; all of it where it has none."""
    lines = text.split("\n")
    while lines and _is_foot(squeeze(lines[-1])):
        lines.pop()
    return "\n".join(lines)


def _is_foot(line: str) -> bool:
    """A blank line, a day, the name of an agency with or without the day behind it, a labelled line."""
    name = _SEAL.sub("", _DAY.sub("", _SEAL.sub("", line)))
    return not name or _LABELLED.search(line) is not None or _is_name(name)


def _is_name(line: str) -> bool:
    if len(line) > _LONGEST_NAME or _NO_NAME.search(line):
        return False
    return infer_agency(line).kind is not None or _INSTITUTION.search(line) is not None

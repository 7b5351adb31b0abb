"""``ask``: says what is missing and how to give it."""

from nianbao.assistant.understanding.situation import Situation


def ask(wanted: str, situation: Situation) -> str:
    """What to hand in for the act that is wanted."""
    if wanted == "review" and situation.review is not None and not situation.new_reports:
        return "请把改过的文件上传，我按同样的规则再审一遍，并告诉您哪些已经改好、哪些还在。"
    if wanted == "compare" and situation.has_paper:
        return "和上年比需要上一年度的年报，请把它也上传；报告库里有同一机关上年的年报时会自动取用。"
    if wanted == "draft" or situation.has_notes:
        return _NEEDS["draft"]
    here = _OF_DESK.get(situation.desk, _WHAT) if situation.lies_here else _A_REPORT
    return _NEEDS.get(wanted, here)


_A_REPORT = "还没有收到文件。请先上传报告（Word、WPS、PDF、网页都行），我就开始审核。"
_WHAT = "文件收到了。请说明要做什么：审核、和上年比、查某个数，或者按台账统计表三表四。"
_OF_DESK = {
    "compare": "没有听准您问的是比较里的哪一处。可以说：“表三变了多少”“哪几句和去年一样”“去年说要做的今年写了没有”，或者“审核一下”。",
    "review": "没有听准您问的是哪一处。可以说：“第一条是什么意思”“第二条怎么改”“为什么是这个结论”“行政处罚是多少”，或者“和上年比”。",
    "draft": "没有听准您要改或要问哪一处。可以说：“还有哪些没填”“行政许可改成12件”“监督保障加一句：……”“第五部分怎么写”，或者“导出”。",
}
"""Where results lie here already, what can be asked of them."""
_A_REGISTER = (
    "查期限、统计表三表四需要申请台账，请上传（Excel、CSV 或 Word，每行一件，有收到日期、办理结果、答复日期）。"
)
_A_DRAFT = "还没有初稿可以改。请先上传填好的资料表，我写出初稿以后，您说怎么改，我先列出改前改后，您确认了才保存。"
_NEEDS = {
    "compare": "比较需要先上传报告：今年的一份，要和上年比的话再加上年的一份。",
    "overdue": _A_REGISTER,
    "register": _A_REGISTER,
    "edit": _A_DRAFT,
    "history": _A_DRAFT,
    "export": "还没有可以导出的结果。请先上传年报（审核意见）、资料表（初稿）或申请台账（填好的资料表）。",
    "set": "还没有一批审核结果。请一次上传各单位的报告，我逐份审核，再按单位和问题列出来；各单位报没报、到了哪一步，请看“报送”页。",
    "draft": "起草需要资料表：可以下载空白资料表填好后上传；也可以把上年年报、申请台账、工作记录（.txt、.docx）传给我，"
    "我先填好能填的，您补齐再传回来。没填的地方会在初稿里标出来，不会代填。",
}

"""The few hundred words in which a question in English speaks of our field, each with its Chinese.

No translation: the Chinese words carry the question to the same signs and the same search as any other.
"""

import re

from nianbao.report.patterns import regex

_PHRASES: dict[str, str] = {
    r"annual reports?|yearly reports?": "年报", r"working days?|business days?": "工作日", r"how many days|how long": "多少天",
    r"how many|how much": "多少", r"what is the deadline|deadlines?|time limit|due date|by when": "期限 什么时候之前",
    r"publish(?:ing|ed)?|release[ds]?|disclos(?:e[ds]?|ing|ure)": "公开 公布", r"repl(?:y|ies|ied|ying)|respon[ds]\w*|answer(?:s|ed|ing)?": "答复",
    r"requests?|applications?": "申请", r"applicants?|requesters?": "申请人", r"unclear|vague|not clear|ambiguous": "内容不明确 补正",
    r"do we have to|must we|should we|are we required to|need to": "要不要", r"last year'?s?|previous year'?s?": "去年",
    r"compar(?:e[ds]?|ing|ison)": "比较", r"other (?:towns?|agenc(?:y|ies)|bureaus?|counties)|peers?": "别的机关",
    r"review|check|audit|examine|proofread": "审核", r"this (?:report|file|document)|the report": "这份报告",
    r"article (\d+)": r"第\1条", r"table (?:three|3)": "表三", r"table (?:four|4)": "表四", r"table (?:two|2)": "表二",
    r"make|fill(?: in)?|produce|generate|compute": "填出", r"findings?|issues?|problems?|errors?|mistakes?": "问题",
    r"warnings?": "警告", r"list|show(?: me)?": "列出", r"all": "所有", r"why": "为什么", r"what does (.*?) mean|explain|meaning of": r"\1 什么意思",
    r"how (?:do i|to|can i|should i) fix|how to (?:correct|change)|fix": "怎么改", r"suggest(?:ion)?s?|rewrite|rephrase": "给个写法",
    r"is it (?:ok|okay|ready)|can (?:i|we) (?:publish|submit|file)|ready to|good to go|ok to": "能不能发布 ", r"submit|file it": "上报",
    r"late|overdue|past due|out of time": "超期", r"duplicates?": "重复", r"undo|revert|roll ?back": "撤销", r"versions?|revisions?": "稿",
    r"export|download": "导出", r"fees?|charg(?:e[ds]?|ing)": "收费", r"free of charge": "收费", r"refus(?:e[ds]?|al)|den(?:y|ied|ial)": "不予公开",
    r"third part(?:y|ies)": "第三方 意见", r"trade secrets?|business secrets?|commercial secrets?": "商业秘密", r"personal privacy|privacy": "个人隐私",
    r"state secrets?": "国家秘密", r"exten(?:d|ded|sion)": "延长 答复期限", r"partial(?:ly)?": "部分公开", r"reconsideration": "行政复议",
    r"litigation|lawsuits?|sue[ds]?": "行政诉讼", r"carried over|carry over": "结转", r"seal|stamp": "盖章", r"who (?:is|are) responsible|who": "由谁负责",
    r"what must|what should|contents?|include[ds]?|contain": "要包括哪些内容", r"townships?|towns?": "乡镇", r"government information": "政府信息",
    r"same|identical|alike": "一样", r"differen(?:t|ces?)|differs?": "不同", r"phone|telephone": "电话", r"numbers?|figures?": "数", r"change": "改成",
    r"draft|write": "起草", r"government": "政府", r"when": "什么时候", r"where": "在哪", r"which": "哪些", r"natural persons?|individuals?": "自然人",
    r"regulations?": "条例", r"internal": "内部事务信息", r"orally|oral|by phone": "口头申请", r"correct(?:ion)?": "更正 补正", r"not exist|don'?t have": "信息不存在",
    r"hello|hi|hey|good (?:morning|afternoon)": "你好", r"thanks?(?: you)?|thx": "谢谢", r"what can you do|help": "帮助",
    r"please|pls|plz|the|a|an|is|are|of|for|to|in|on|with|from|this|it|we|our|i|me|my|do|does|have|be|if|and|against|any(?:thing)?|there|last": " ",
}  # fmt: skip
_LETTERS = regex(r"[A-Za-z]")
_HAN = regex(r"[\u4e00-\u9fff]")


def in_chinese(said: str) -> str:
    """The words of an English question in Chinese, after what was not known of them; other text as it is."""
    if len(_HAN.findall(said)) * 2 >= len(_LETTERS.findall(said)) or not _LETTERS.search(said):
        return said
    for pattern, words in _PHRASES.items():
        said = re.sub(rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])", words, said, flags=re.IGNORECASE)
    return " ".join(said.split())

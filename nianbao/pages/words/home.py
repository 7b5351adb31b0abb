"""Words of 首页: what waits, and what was worked on last."""

WAITS = "等着处理"
LAST = "最近的工作"
LINE = "{title}　{said}"
LEFT = {
    "draft": "初稿还有 {n} 处待填、待核或待确认",
    "review": "审核还有 {n} 项未处理",
    "set": "成批审核还有 {n} 项未处理",
    "filings": "年度报送还有 {n} 家没有公布",
}
AT_WORK = "成批审核还有 {n} 份待审"
NOTHING_LEFT = {
    "draft": "初稿",
    "review": "审核，已全部处理",
    "set": "成批审核，已全部处理",
    "filings": "年度报送，已全部公布",
}
EDIT_QUESTION = "修改上一个问题，重新提问"
EDIT_LABEL = "问题"
ASK_AGAIN = "重新提问"
EDIT_FILES = "仍用当时所交的文件：{files}"
STOP = "停止"
WRITING = "正在写初稿，已写好 {n} 段，还没有保存；现在停止，已写好的都留着，其余由内置程序写。"
ARRANGED_BY = {"model": "模型安排", "built-in": "内置程序"}

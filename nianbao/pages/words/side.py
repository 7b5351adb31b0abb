"""Words of the conversation beside an open document."""

HEADING = "对话"
ABOUT = "正在看：{title}"
PLACEHOLDER = "就这份文件提问"
HINT = "例如：{examples}。按“/”键可直接提问。"
EXAMPLES = {
    "review": ("能不能报？", "第一条怎么改？", "最要紧的是哪几条？"),
    "draft": ("还有哪些没填？", "收到的申请有几件？", "把“咨询窗口”改成“服务窗口”"),
    "set": ("哪些单位没通过？", "谁晚了？", "哪些单位没有写信息处理费？"),
}
EARLIER_TURNS = "更早的 {n} 条在首页"
STOP = "停止"
MORE = "新对话、历史对话和设置"
OPEN_REVIEW = "{verdict}（{agency}）"
OPEN_SET = "打开成批审核：{n} 份"
MADE = {"draft": "已写成第 {revision} 稿", "compare": "已作比较", "register": "已统计台账"}
SEE_ON_DESK = "{said}，在首页查看"

"""What the doors say, in Chinese; the plain pages have their words in their templates."""

BUSY = "现在忙，请稍后再试。"
BODY_TOO_LARGE = "一次发来的内容超过 {limit} MB，没有接收。"
BODY_BROKEN = "发来的内容不完整或格式不对，请重新发送。"
CANNOT_DO = "没有完成，请重试；如再次出现，请把时间告诉管理员。"
EMPTY_FILE = "没有收到文件，请选择文件后再提交。"
FOREIGN_HOST = "不接受以这个地址访问。要用域名访问，请管理员把域名写进 NIANBAO_HOSTS。"
FOREIGN_ORIGIN = "这个请求来自别的网站，没有接受。"
LOGIN_ONLY = "这里已启用登录，请到工作台登录后使用；程序要用接口的，请管理员设置令牌（NIANBAO_API_TOKEN）。"
NOT_PLACED = "{name}已登录，但还没有写明单位和角色，或者已停用，请管理员处理（编号 {id}）。"
NO_PAGE = "没有这个页面。"
NOT_ALLOWED = "没有这个接口，或者方法不对。"
PROFILE_UNKNOWN = "没有规则配置 {name}，可用的有 {known}"
TOKEN_WRONG = "请在请求头 Authorization 里写上 Bearer 和令牌。"
UNFIT = "参数不对：{fields}"
FORM_EXPIRED = "页面放得太久，或者浏览器没有保存 Cookie，请返回上一页刷新后再提交。"
HANDED_OUT_GONE = "文件已过期或不存在，请重新提交一次。"
OUTSIDE_FOLDER = "只能读取 {folder} 里的文件。"
NAMES = {"opinion.docx": "审核意见.docx", "opinion.html": "审核意见.html", "marked.docx": "批注副本.docx",
         "review.json": "审核记录.json", "draft.docx": "年报初稿.docx", "draft.html": "年报初稿.html",
         "provenance.json": "数字出处.json"}  # fmt: skip
"""File on the shelf → what it is called when it is saved."""

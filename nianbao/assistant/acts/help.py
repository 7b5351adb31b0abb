"""``help``: what can be done here, and the few questions people ask about the program itself."""

from nianbao.report.patterns import regex

HELP = (
    "我可以做这几件事：\n\n"
    "1. **起草**：下载资料表模板，填好后上传，我据此写出初稿并生成 Word 文件；\n"
    "2. **审核**：上传一份年报（Word、WPS、PDF、网页等格式），我逐条核对并给出是否符合条例第五十条的结论；\n"
    "3. **比较**：对已上传的年报说“和去年比”“和同类机关比”；\n"
    "4. **台账**：上传申请台账，我算出表三、表四，列出超期和需要确认的；\n"
    "5. **查法规**：直接提问，例如“申请多少天内要答复”。"
)
GO_ON = "可以接着问，也可以上传新的文件。"
WELCOME, RIGHT = f"不客气。{GO_ON}", f"好的。{GO_ON}"
_RIGHT = regex(r"(?:好的?|行|嗯+|可以|知道|明白|收到|清楚|ok|了|啦|啊|吧|呀|哦|[，。！,.!\s])+", 2)
_THANKS = regex(r"谢|辛苦|帮大忙|省了?我")
_WHO = regex(r"[你您]是|chatgpt|gpt|机器|人工智能", 2)
_SHORT = 16
_DATA = regex(r"外网|外传|泄露|联网|安全|传到")
_FORMATS = regex(r"支持|wps|扫描|格式", 2)


def help_text(said: str, model: str = "") -> str:
    """``model``: the configured model's name, empty without one."""
    if _THANKS.search(said) and len(said) <= _SHORT:
        return WELCOME
    if _RIGHT.fullmatch(said.strip()):
        return RIGHT
    if _DATA.search(said):
        where = f"配置的模型服务（{model}）会收到提问和必要的内容" if model else "没有配置模型，内容不会离开这台机器"
        return f"文件和对话保存在运行本程序的机器上；{where}。"
    if _WHO.search(said):
        by = f"可以借助模型（{model}）说明结果" if model else "目前没有配置模型，全部由程序完成"
        return f"我是“年报”助手，不是聊天机器人：数字、结论和条文都由程序按规则得出，{by}。\n\n{HELP}"
    if _FORMATS.search(said):
        return f"可以上传 Word、WPS、PDF（含扫描件，文字识别的结果请人工核对）、网页、Excel 和文本。\n\n{HELP}"
    return HELP

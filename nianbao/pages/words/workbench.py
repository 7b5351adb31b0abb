"""Words of the review workbench and of the office's own rule profiles."""

# --- the bar ----------------------------------------------------------------------------------------------------
VERSION = "第 {n} 稿"
AGAIN = "机关与规则"
AGAIN_SAYS = "类别、层级和规则配置改定后重新审核，另存为一份审核记录；原来的记录不变。"
KIND = "机关类别"
LEVEL = "机关层级"
CHOOSE = "请选择"
REVIEW_AGAIN = "重新审核"
REVIEWING_AGAIN = "正在重新审核…"
FINDING_LIST = "问题清单（Excel）"
FINDING_LIST_FILE = "问题清单_{agency}_{year}.xlsx"
OPEN_REVIEW_OF_DRAFT = "在审核页打开（原文与问题对照）"
IN_CONTEXT = "在条例中查看"
NOT_AGAIN = "初稿随资料表重新生成，不在这里重新审核。"
VERSION_LABEL = "第几稿"

# --- rule profiles ------------------------------------------------------------------------------------------------
RULES_TAB = "规则"
PROFILES = "规则配置"
PROFILES_LINK = "查看、上传规则配置"
PROFILES_SAY = (
    "省、县可以有自己的配置：公布期限、规则级别、用词、评分表，或者写明理由停用某条规则。"
    "上传的配置只存在本机，审核和比较时都可以选用。"
)
PROFILE_FILE = "上传本单位的规则配置"
PROFILE_ADD = "收入"
PROFILE_ADDED = "已收入“{name}”，可在左侧栏“规则配置”处选用。"
PROFILE_BLANK = "下载全国通用配置（带说明，可照着改）"
PROFILE_BLANK_FILE = "规则配置_全国通用.toml"
PROFILE_OWN = "本单位"
PROFILE_COMES = "自带"
PROFILE_LINE = "{name}　（{whose}，与全国通用不同 {n} 处）"
PROFILE_SAME = "与全国通用的配置相同。"
PROFILE_USE = "选用"
PROFILE_IN_USE = "正在使用"
PROFILE_DOWNLOAD = "下载"
PROFILE_DELETE = "删除"
PROFILE_HEADS = ("项目", "内容", "全国通用", "这个配置")
PROFILE_TABLES = {
    "deadlines": "公布期限",
    "severities": "规则级别",
    "off": "停用的规则",
    "thresholds": "数值",
    "words": "用词",
    "points": "评分（扣分）",
}
PROFILE_KEYS = {
    "department": "部门、派出机关、乡镇",
    "county": "县级汇总年报",
    "prefecture": "市级汇总年报",
    "province": "省级汇总年报",
    "total": "满分",
}

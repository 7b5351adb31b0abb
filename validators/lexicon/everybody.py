"""Who may apply, said of all of them: 群众, 公众, 公民、法人和其他组织; and the ways in which they may."""

WAYS = "通过以电话网络平台来信函等各种方式渠道"
EVERYBODY = "公民法人和者其他组织群众公众社会各界申请人任何个人单位"
PUT_IN = "提出提交递交的相关政府信息公开依书面关于涉及该项一份件条起例与或及、"
OWN = "本单位机关年度我镇局县市区乡街道辖区 "
EVERYBODY_AND_WAYS = "".join(dict.fromkeys(WAYS + EVERYBODY + PUT_IN + OWN))
"""Characters that may stand between 未收到 and 申请 in a denial that means everybody."""

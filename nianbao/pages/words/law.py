"""Words of 法规 in context."""

CONTEXT = "看上下文（{label}）"
HEADING = "{label}及前后各条"
BEFORE = "上一条"
AFTER = "下一条"
CLOSE = "回到检索结果"
NO_ARTICLE = "条例没有这一条。"

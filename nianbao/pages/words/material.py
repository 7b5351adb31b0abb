"""Words of the material that was gathered, and of an edited Word file that came back."""

TITLE = "从材料里找到的内容：{agency}{year}年"
NO_AGENCY = "（机关名称待补）"
FILLED = "填进资料表的数和来源（{n} 行）"
EDITED = "这一稿是在 Word 里改过的：正文 {total} 句，其中 {own} 句是经办人的话。"
BY_HAND = "{n} 个数与台账不同或没有出处，见上面的核对结果；其余数字与台账一致。"
ALL_AS_GIVEN = "数字全部与台账一致。"

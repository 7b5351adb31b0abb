"""Words of 起草 as a workbench."""

HEADING = "起草"
INTRO = "打开一份初稿接着做，或者新起草一份。每填一处都已保存，刷新、关机都不会丢。"
NEW = "新起草"
AGENCY, AGENCY_PLACEHOLDER, YEAR, BEGIN = "机关全称", "例如：示例省云岭市青禾县柳溪镇人民政府", "报告年度", "开始起草"
RECENT, NONE_YET = "正在做的和做过的", "还没有初稿。"
LINE = "{agency} · {year} · {revisions} · {at}"
REVISIONS, NO_REVISION = "第 {n} 稿", "还没有存成稿"
OR_MATERIAL = "没有资料表？把台账、上年年报、工作记录放到起草台，由它填出数字，再逐处补齐、改文字："
TO_BENCH = "到起草台开始"
OPEN_ON_BENCH = "在起草台打开（改数字、改文字、核对、版本）"

VIEW = "看什么"
VIEWS = {
    "material": "材料",
    "figures": "数字",
    "text": "文字",
    "check": "核对",
    "versions": "版本",
    "export": "导出",
}
WHO = "{agency} · {year}"
LEFT_IN_TEXT = "全文还有 {all} 处待填、待核或待确认，写在正文里的落在 {n} 句中"
NONE_IN_TEXT = "正文各句都已填好"
LEFT, NONE_LEFT = "还有 {n} 处待填、待核或待确认", "各处都已填好"
KEPT = "已保存 {at}"
VERDICT = "审核：{verdict}"

NEWER = "对话里又写出了第 {n} 稿，这里还是以前的。"
TAKE_NEWER = "用第 {n} 稿接着做"
BOTH = "两个窗口填得不一样：{what}"
STANDS, BESIDE = "现在用的是“{value}”（{author} {at}）", "另一个是“{value}”（{author} {at}）"
USE_STANDING, USE_BESIDE = "用现在的", "用另一个"
EMPTY = "空"

# --- material
FILES = "申请台账、上年年报、工作记录、资料表，可一次放进来几份"
READING = "正在读取…"
TAKEN_AS = "“{name}”按{kind}计入{note}。"
NOTE = "（{note}）"
COUNT_ALL_THE_SAME = "就是本机关的，计入"
UNREAD = "没有读出的格（{n} 个），请在“数字”里填"
GAVE_HEADS = ("材料", "类别", "数字", "工作数字", "做法等", "问题和措施", "待定")
TAKE_OUT = "不用这份"
TAKE_OUT_WHICH = "哪一份"
NO_SUCH_REVISION = "没有这一稿：链接可能不完整。下面是现在的稿。"
NO_MATERIAL = (
    "还没有材料。放进台账就有表三、表四，放进上年年报就有上年结转和可沿用的文字；没有材料也可以直接在“数字”“文字”里填。"
)
ZERO = "数字空格都按 0 计（没有发生的不用一格一格填）"
SIGNED = "成文日期（落款用，可不填）"
SIGNED_PLACEHOLDER = "例如：2025年1月20日"
WORDINGS = "台账里认不出的说法（{n} 个）"
WORDING = "“{raw}”（台账第 {rows} 件）"
WORDING_IS = {
    "result": "算哪一种办理结果",
    "kind": "算哪一类申请人",
    "received": "收到日期",
    "answered": "答复日期",
    "proceedings": "归哪一年",
}
DAY_PLACEHOLDER, ANSWER_PLACEHOLDER = "例如：2024-05-06", "例如：2024-05-06；还没有办结的写：尚未办结"
SETTLE, CHOOSE = "就这样算", "请选择"
QUESTIONS = "材料里要核对的（{n} 处）"
USE_VALUE = "用 {value}"
LOOKED = "已核对"
CARRIED = "沿用自上年的文字（{n} 条未定）"
CARRIED_SAYS = "仍然如此的选“保留”，办完的选“已完成”，不要的选“删去”。没有选“保留”的不进初稿。"
TOLD_ALREADY = "本年材料里已有：{told}。保留这一行会说两遍。"
FOLLOWED = "上年问题的整改（本年落实情况，一句话；不写的不进初稿）"
ALL_OF_THEM = "其余 {n} 条都"

# --- figures
FIGURES = "三张表和其他数字"
OTHER_FIGURES, FACTS = "按期答复和信息处理费", "工作数字"
FACT_HEADS = ("方面", "事项（数字前面的文字）", "数", "单位", "来源")
ADD_FACT = "加一个数字"
REMOVE = "删去"
SOURCE = "来源"
BALANCE = "勾稽：新收＋上年结转＝办理结果总计＋结转下年度"
UNDO = "撤销"
PASTE = "从 Excel、Word 粘贴"
PASTE_INTO, PASTE_LABEL, PASTE_GO = "粘贴到", "把整张表复制过来，连行标题或只有数都可以", "填入"
PASTED = "填入 {taken} 格，{same} 格原来就是这个数，没有采用 {refused} 处。"
REFUSED_HEADS = ("行", "写的是", "要填到", "为什么没有采用")
FIGURE_SAYS = "点一格看来源。回车、方向键换格；从表格里复制的一块可以直接粘贴到格子上。"
OPTIONAL = "可不填"
HALF = "还没有保存，按回车键保存"
SUM = "合计，自动算出"

# --- sentences
SENTENCES, LEDGER_LINE = "正文，一句一张卡片", "数字的出处"
OWNERS = {"fact": "事实", "own": "经办人", "proposed": "建议", "blank": "待填"}
FILTERS = {"all": "全部", "proposed": "建议", "blank": "没有填好的句子", "own": "经办人"}
EDIT, TAKE, DROP, TURN, BACK, ADD = "改文字", "采用", "不要", "换说法", "改回程序的话", "加一句"
ASK_MODEL, ASKING = "请模型安排文字", "模型正在安排…"
ASK_MODEL_SAYS = "模型选事实句的说法和先后，改写您写的做法；它自己加的话是建议，要您采用才算。数字它改不了。"
MODEL_STOPPED = "已停止：模型安排好的段落都留着，其余各段没有变。"
ASKED = "模型安排了 {n} 段，提出 {proposals} 句建议，请逐句采用或不要。"
TURN_ALL = "全文换一种写法"
NEXT, PREVIOUS = "下一句", "上一句"
SAVE, CANCEL, SAVING = "保存", "取消", "正在保存"
ORIGINAL, CLAIMS, RESTS = "原文", "材料里没有的", "依据"
SLOT = "数字，在“数字”一栏改"
NO_LEDGER = "点句子里的数字，看它从哪里来。"
LEDGER_PARTS = ("数值", "期间", "来源", "算法")
SEE_FIGURES = "到“数字”里填写。"
APART = "改过、但现在没有这一句的文字（数字变了，句子就变了；要用请抄回去）"
FILL = "填写：{what}"
NEW_TITLE = "新的一句"
TITLES = {"preamble": "开头"}

# --- check
BESIDE_TEXT = "问题对照原文看，逐项处理"
REVIEWED, OPEN = "按同一套规则审核：现在填的、还没有存成稿的", "要做的事（{n} 处）"
REVIEWED_SAVED = "按同一套规则审核：第 {n} 稿"
REVIEWED_WORD = "按同一套规则审核：第 {n} 稿（在 Word 里改过的）"
MARKS_ABOVE = "稿里标“待填、待核”的地方都由上面“要做的事”的 {n} 处引出，改好一处、各处自动补全，这里不再列出。"
OPEN_HEADS = ("要做什么", "在哪里、为什么")
EDITED = "交回在 Word 里改过的初稿"
EDITED_FILE = "改过的初稿文件"
EDITED_SAYS = "逐个核对数字，并另存为一稿；以前各稿都在。"
NOT_YET = "先在“导出”里存一稿，拿去改；改好了交回这里。"
MATCHED = "“{name}”已存为第 {n} 稿。"
SAME_AS = "“{name}”和最新一稿一样，没有另存。"
NUMBERS_HEADS = ("结果", "在哪里", "现在是", "台账为", "原句")
STATES = {"differs": "与台账不同", "unknown": "台账里没有", "missing": "不见了"}
COUNTS = "共核对 {all} 个数：一致 {matches}，与台账不同 {differs}，台账里没有 {unknown}，不见了 {missing}。"
IN_WORD = "第 {n} 稿在 Word 里改过、这里还没有的（{count} 处）"
ADOPT, ADOPT_ALL = "采用", "能采用的 {n} 处都采用"
BY_HAND = "请在“文字”里改"

# --- versions, export
VERSION_HEADS = ("稿", "谁", "什么时候", "怎么来的", "待填、待核、待确认")
RESTORED_OF = "恢复第 {n} 稿"
EARLIER, LATER = "较早的一稿", "较晚的一稿"
NTH = "第 {n} 稿"
DIFFERENT = "第 {a} 稿和第 {b} 稿的不同（{n} 处）"
NO_DIFFERENCE = "两稿没有不同。"
DIFFERENCE_HEADS = ("在哪里", "第 {a} 稿", "第 {b} 稿")
GO_BACK, WENT_BACK = "恢复第 {n} 稿", "已恢复为第 {n} 稿，以前各稿都在。"
NO_VERSION = "还没有存成稿。在“导出”里存第一稿。"
UNSAVED = "有改动还没有存成稿（改动本身都已保存）。"
SAVED = "现在就是第 {n} 稿。"
SAVE_AS = "存为第 {n} 稿，生成文件"
OPEN_IN_FILE = "还有 {n} 处待填、待核或待确认，文件里标黄并有批注，不能算定稿。"
KINDS = {"blank": "待填", "unbalanced": "不平", "unread": "待核", "proposed": "待确认"}
NOBODY = "经办人"
TITLE = "标题"

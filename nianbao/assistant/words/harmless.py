"""Whether a sentence is the model's to say: it advises, asks, explains words, orders the work, offers or comforts.

What it sounds like was learned from sentences written by hand (``corpus/examples``): answers that help, and sentences that
say what is not so, soothe, praise, guess or hide. What is never the model's to say is listed, whatever it sounds like: a
figure, a verdict, an article, a trend, a claim to have done something, advice to falsify.
"""

from collections.abc import Iterator

from nianbao.assistant.learned import learned, runs
from nianbao.assistant.words.plain import CITED, RULE_ID
from nianbao.report.patterns import HAN, regex

MODEL = "model_words"
HELPS, HARMS = "helps", "harms"
LEAST, LEAST_BESIDE_A_CITATION, LEAST_OF_A_CLAUSE = 0.6, 2.5, 0.0
"""How much likelier it must be to help than to harm. Beside a citation its words may go: code's sentence is printed."""
IMPROPER, OTHERWISE = "不当的建议", "不像是说明、建议或提问"
_LONGEST = 3
_MARK = "※"
"""Stands for a citation."""
_CLAUSES = regex(r"[，。；：、？！,;:?!]")
_BEHIND_A_MARK = regex(r"(?<=[，；：。！？,;:?!])")
_LEAST_IN_A_CLAUSE = 3
_MEASURE = (
    r"(?:件|条|项|次|份|名|场|篇|家|元|天|日|个月|年|个?工作日|倍|成|宗|起|桩|封|页|字|分|人|户|处|个|位|类|种|张)"
)
_NEVER = (
    (
        "数字",
        r"(?<![0-9])(?!20\d\d年度?的?(?:年报|报告|年度报告|台账))[0-9０-９]+|百分之|(?<![第这那前后上下每二三四五六七八九十百千万])(?!万元)[二三四五六七八九十百千万]+[多余几]?" + _MEASURE + r"|(?<![第这那前后上下每])两(?:件|起|次|桩|宗|成|倍)"
        r"|[过大近一]半(?!角)|翻(?:番|倍|了[一两几])|几乎(?:为|是)?零|零(?:申请|件|结转|复议|诉讼)|清零|归零|[一二三四五六七八九]成(?![为立文品果效绩员本])"
        r"|一打|成打|单件|成对|大量(?!反复)|多数|少数(?!民族)|若干|不少(?=申请|信息|件)|申请(?:很|极|非常)?[多少](?=[，。！]|$)|收到(?:的)?申请(?:的件数)?(?:是|如下|：)?[。：；]?$",
    ),
    (
        "结论",
        r"符合|合格|达标|合规|合法(?!权益)|合乎|过关|过审|及格|无误|绿灯|妥了|(?<!是否)属实|真实准确|准确真实|完整[。！，]|平衡[。！，]|(?:是|都)平的|对不上[。！]|无需[改补修]|退回重写|通过[。！]|交差"
        r"|[可能](?:以|够)?(?:直接|放心|先)?(?:上报|报送|发布|公布|提交|定稿)了?[。！]|不能(?:上报|报送|发布|公布|提交)|没有?(?:收到|发生)[^，。]{0,6}[。！]|没有?(?:什么|任何|大|啥)?(?:问题|毛病|硬伤|错误|差错)|不会有(?:问题|错)"
        r"|可以(?:放心)?(?:上报|报送|报|交|发布|公布|提交|定稿|签发|签字|盖章)了|[能准](?:能)?(?:过|通过)(?![来去程问]|了解|电话)|通过审核"
        r"|(?:直接|就此|照此|马上|放心|照原样)就?(?:可以)?(?:报送|上报|发布|公布|提交|报|交)(?:就|即|也|出去)?(?:好|行|可|成|得了|吧|了)|(?:报送|上报|发布|公布|提交)(?:就好|就行|即可|吧)|松一?口气|高枕|把心放|万事大吉"
        r"|好消息|没出入|(?:结果|写得|做得)[^，。]{0,4}(?:不错|扎实|很好)|(?:两边|前后|数|都)[^，。]{0,3}(?:能|会|都)对得?上"
        r"|误报|放心[报交发签]|不(?:用|必|需要|需)再?[改补核理管看]|没必要[改补核写]|忽略|完美|优秀|打包票|保证|堪称|范本|满分|贴墙|样板|标杆|无可挑剔|滴水不漏|稳了|睡个?(?:好|安稳|踏实)觉|一塌糊涂|没救|小题大做|数一数二|首屈一指|妥妥(?:当当|帖帖|的)|严丝合缝|经得起|放宽心|请[您你]?安心|能?算(?:什么|个)?问题吗|直接盖章|盖章就(?:好|行)|耽误事",
    ),
    (
        "条文",
        r"第[一二三四五六七八九十百零\d]+条(?!问题|意见|提示|警告)|条例[里中]?(?:规定|要求|允许|说|写|明确|只|没|不|并)"
        r"|法[里中上](?:没有?|未|不)(?:要求|规定|写|说|禁)|从[^，。]{2,16}(?:那天|之日|当天|次日|起)(?:开始)?算"
        r"|(?:法律|规定|办法|细则|新规|通知|文件)[里中上]?(?:规定|要求|允许|明确|写明|说(?=[得的了是，可])|只|并没)|(?:国办|省里|市里|县里|上级|区里)(?:规定|要求|允许|说(?!法)|发文|新)|工作日|视为|依法",
    ),
    (
        "增减比较",
        r"增[加长多]|减少|上升|下降|回落|[涨跌]|翻倍|腰斩|攀升|走[高低]|变[多少]了|比(?:去年|上年|往年|别|其他|同类)[^，。]{0,8}[多少高低好强]"
        r"|稳中(?:有|略有|向)|(?:看不出|没有?|未见|无)(?:有|什么|明显|太大|多大|任何)*变化|缩水|水涨船高|原地踏步|大同小异|领先|落后|垫底|名列|排在?最?[前后第]|同比|再创|高于|低于|持平",
    ),
    (
        "已经做了的事",
        r"我(?:已经?|刚|都)[把将帮替核改查写联打跟与和]|我(?:已经?|刚|都)(?:提交|发)|(?:已经?|刚刚?)[替帮给为][您你]|我[^，。]{0,4}(?:(?:转|发|交|递|送)给了|(?:记|存|留)(?:在|进|到)[^，。]{0,8}了)|(?:顺手|一并|随手|已经?)[^，。]{0,8}(?:抄送|转发|存档|归档|备案|打过?电话)|我[把将].{1,14}(?:了|过了|完|好了)(?=[，。]|$)",
    ),
    (
        IMPROPER,
        r"以(?:正文|表格|文字|表[二三四]|网站|印象)[^，。]{0,4}为准|(?<!对)[照按抄沿用套]+着?(?:去年|上年|往年|旧年)的?(?:说法|写法|老?话|数字?|样子|表述|格式)?[^，。]{0,4}[写填抄来报]|取个?中间值|折中|平均一下|白色字体"
        r"|先[发报挂交][^。]{0,16}(?:再|后面|回头|以后|之后)[^。]{0,8}[补改对核换调]|[并挪算记归转][到进入][^，。]{0,4}(?:上年|去年|今年|明年|下年)|(?:随便|大概|估摸着|凭印象|凭感觉)[写填估报编]|编[一个几造出]|凑[一个够数成出]|倒签|日期(?:往前|提前|改早)|往[前后][写挪签]|删[掉去了]?[^，。]{0,8}[免省]得"
        r"|(?:去年|上一?年|往年)[^，。]{0,8}(?:顶替|拿来|搬[过来]|顶上|来凑)|改个?(?:年份|日期)(?:就|便|即)|一并略去|从宽"
        r"|[免省]得(?:别人|人家|被|外人|让|露|领导|审计)|隐去|瞒|露馅|不报|少报|多报|虚报|当没看见|装作",
    ),
)  # fmt: skip
_LETTERS = regex(r"[A-Za-z]{2,}|(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_TOOLS = regex(r"Word|WPS|Excel|PDF|OFD|docx?|xlsx?|pdf|ofd|Ctrl|word|excel")
_HAN = regex(HAN)
_COURTESY = regex(r"(?:不客气|不用谢|谢谢您?|您好|你好|抱歉|对不起)[。！，!]?")
_SHORTEST = 4
"""Characters; fewer make no sentence."""
_PATTERNS = tuple((name, regex(pattern)) for name, pattern in _NEVER)


def not_to_say(sentence: str) -> tuple[str, ...]:
    """Why a sentence of a model is not its to say; empty when it may stand as the model's own."""
    if _COURTESY.fullmatch(sentence.strip()):
        return ()
    if len(_HAN.findall(CITED.sub(_MARK, sentence))) < _SHORTEST:
        return ("不成句",)
    return never(sentence) or (() if sounds_helpful(sentence) else (OTHERWISE,))


def may_go_along(clause: str) -> bool:
    """Whether a clause beside a retold one says nothing that is not the model's to say."""
    return not never(clause) and sounds_helpful(clause)


def sounds_helpful(words: str) -> bool:
    """Whether words are like those that help; beside a citation each clause of them, so that a finger that points at code's
    sentence carries nothing in with it."""
    if CITED.search(words) and any(lead(part) <= LEAST_OF_A_CLAUSE for part in _parts(words)):
        return False
    return lead(words) > least(words)


def lead(words: str) -> float:
    """How much likelier words are to help than to harm."""
    scores = learned(MODEL).scores(features(words))
    return scores[HELPS] - scores[HARMS]


def _parts(sentence: str) -> Iterator[str]:
    """Its clauses with their citations and marks; one of fewer than three characters goes with the next."""
    part = ""
    for piece in _BEHIND_A_MARK.split(sentence):
        part += piece
        if len(_HAN.findall(CITED.sub("", part))) >= _LEAST_IN_A_CLAUSE:
            yield part
            part = ""


def never(sentence: str) -> tuple[str, ...]:
    """What of a sentence is never a model's to say."""
    words = RULE_ID.sub("", CITED.sub(_MARK, sentence))
    found = tuple(name for name, pattern in _PATTERNS if pattern.search(words))
    return (*found, "外文") if _LETTERS.search(_TOOLS.sub("", words)) else found


def least(sentence: str) -> float:
    """How much likelier a sentence must be to help than to harm."""
    return LEAST_BESIDE_A_CITATION if CITED.search(sentence) else LEAST


def features(sentence: str) -> Iterator[str]:
    """What counts of a sentence: its characters, how it and its clauses begin and end, whether it cites and asks."""
    text = CITED.sub(_MARK, sentence).strip()
    yield from dict.fromkeys(runs(text, _LONGEST))
    yield f"begins {text[:2]}"
    yield f"ends {text[-3:]}"
    yield f"length {min(len(text), 80) // 8}"
    if _MARK in text:
        yield "cites"
    if "？" in text or "?" in text:
        yield "asks"
    clauses = [c.strip() for c in _CLAUSES.split(text) if c.strip()]
    yield from dict.fromkeys(f"clause {c[:1]}" for c in clauses)
    yield from dict.fromkeys(f"clause {c[:2]}" for c in clauses)
    yield from dict.fromkeys(f"clause end {c[-2:]}" for c in clauses)

"""What was said, in the words that the wishes are read in: a digit is a digit, dialect is plain, what was taken back is gone."""

import re
import unicodedata

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.courtesy import without_courtesy
from nianbao.work.revised.from_to import with_from_and_to
from nianbao.work.revised.lines import QUOTED
from nianbao.work.revised.taken_back import without_taken_back

_TAIL = regex(
    r"(?<=[\d一二三四五六七八九十百千万零件条次篇个元”」的])[，,；;。\s]*(?:[\d一二三四五六七八九十]+[项格]都?(?:是|没有|没)|(?:问题|措施|别的|其他)(?:不[动改变]|照旧)|(?:然后)?就?(?:没了|这些)|(?:然后)?(?:别|其[他余它]|另外)的?(?:那些|几?[格个]?|数字?|地方)?(?:都|也|先|就)*(?:[不别]动?|别改|不改|不变|照旧|不用动)|(?:正文里?|里面)?[那这][两几三]?[个处]数?改一下|[您你]?给?改一下|(?!算了|不对|还是)[^，,。；;\d]{2,8}先?(?:别动|不动|别改|不改)|(?:给我|把它)?(?:补上|减掉|减去|加上|加进去|改过来|改一下)|(?:就)?(?:行|可以|好|得)了?|就?这样|(?:反正)?没人查|(?:比(?:原来|现在|之前)?(?:写|填|报)?的?)[多少]\S{1,3})+[吧了啊。！!]*$"
)
"""Said of what was just told, and nothing more."""
_LETTERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(r"廿"), "二十"),
    (regex(r"(?<=[\u4e00-\u9fff])[滴嘞](?=数|那)"), "的"),
    (regex(r"(?:莫|冇|没)对头|唔啱|冇啱"), "不对"),
    (regex(r"唔该"), ""),
    (regex(r"(?:嚟㗎|㗎|喇|咧)(?=[，,。！!]|$)"), ""),
    (regex(r"勿是|唔系|唔是"), "不是"),
    (regex(r"(不对|错了)(?:[，,]?\1)+"), r"\1"),
    (regex(r"(?<=[\u4e00-\u9fff])\s+(?=\d)"), ""),
    (regex(r"嗰度|嗰个"), "那个"),
    (regex(r"卅"), "三十"),
    (regex(r"(?<=[错反])(?:咧|喽|喇|嘞|咯|哒)"), "了"),
    (regex(r"(?<![应活])该(?=是)"), "应该"),
    (regex(r"(?<=[\d一二两三四五六七八九十])(?:回|趟)(?=[，,。；;哈啊吧了]|$)"), "次"),
    (regex(r"(?<=[\d件条次个元场篇期份])[哈哒呗哩嘞咧啦]+(?=[，,。！!]|$)"), ""),
    (regex(r"问题([一二三四五六七八九十\d]+)(?=[改换是：:写和跟与的])"), r"第\1个问题"),
    (regex(r"(?P<what>措施|问题)第(?P<n>[一二三四五六七八九十\d]+)[条个]"), r"第\g<n>条\g<what>"),
)
"""How it sounds or is counted in a dialect, as it is written."""
_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(r"(?:去了|删了|删掉|拿掉|去掉)[，,]?(?=换成|改成)"), ""),
    (
        regex(
            r"^(?:帮我|给我)?改一?下(?P<of>[\u4e00-\u9fff]{2,12}?)(?:那里|那个|那处|那儿)?[，,]\s*(?:应该|是)*(?=\d)"
        ),
        r"\g<of>改成",
    ),
    (regex(r"(?<=\d),(?=\d{3}(?!\d))"), ""),
    (regex(r"[，,。]\s*(?:请?确认|好[的吧]?|谢谢|就这样|麻烦[了你]|行)[吧了啊。！!]*$"), ""),
    (regex(r"^(?:哦|噢|啊|呃|哎呀?|[，,])*(?:不对|我?(?:说|写)错了?|错了)[，,。]\s*(?=\S{3})"), ""),
    (regex(r"(?:莫得|没得|冇得|冇)(?=\d)|莫是"), "不是"),
    (
        regex(
            r"^(?P<how>[多少][报算填写计]了?)(?P<n>\d+(?:\.\d+)?[\u4e00-\u9fff])的?(?P<of>[\u4e00-\u9fff]{2,20})[。！!]?$"
        ),
        r"\g<of>\g<how>\g<n>",
    ),
    (regex(r"(?<![关联])系(?=\d)|(?:只得|只有|就)(?=\d)"), "是"),
    (
        regex(
            r"(?<=[^，,哦噢啊呃])(?:那个|的)?(?:数字?)?(?:(?:[写打填搞整弄算报]|看)(?:错|反)|不对|错)[了咯啦吧]*[，,\s]\s*(?:应该|应当)?是?(?=\d)"
        ),
        "改成",
    ),
)
_COUNTED = regex(
    r"(?<![第没几\d点每哪])(?P<n>[一二两三四五六七八九十百千万零〇]+)(?P<unit>人次|万元|[件场篇期户份元次]|条(?!措施|问题|意见|线|件|例|文))(?!一档|人一|都|也)"
)
"""A number in words with the unit of a figure."""
_WORDS_TO_WRITE = regex(
    r"[：:“\"]|(?:加|补|添)(?:上|充)?一?[句条段]|写[上进入]|措施|问题|(?:改[成为]|换成|写成)(?!\s*[\d一二两三四五六七八九十百千万零〇])"
)
"""A message with words that are to stand in the report as they were said."""
_STATED = regex(
    r"(?<=[该当成为是填加减到\s])(?P<n>[一二两三四五六七八九十百千万零〇]{2,})(?P<unit>)(?=$|[，,。]|才对|先啱)"
)
"""A bare number in words behind what sets it."""
_LIST = regex(r"\d+(?:\s*[,，]\s*\d+){2,}(?!\d)")
"""6,8,10,0: the numbers of a row."""
_LABELS_AND_NUMBERS = regex(
    r"(?:[\u4e00-\u9fff]{2,10}\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}\s+)+[\u4e00-\u9fff]{2,10}\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}"
)
_BARE_LIST = regex(r"\s+")
"""网站440 微信330."""
_NO_FIGURE = regex(r"(?:加|补|添|再|那|这|上|写|删|有)$")
_RUNS_ON = regex(
    r"(?:(?<=[\d件条次篇场份元起宗])|(?<=[一二两三四五六七八九十百千万]))(?:然后|还有|另外|接着|再就是)(?=\S{2,})"
)
_SO = regex(r"^[^\d]{0,6}.{4,60}[，,。](?:所以|因此|那就|故)说?(?=\S{2,20}(?:改|是|为|填)\S{0,3}\d)")
"""刚对了台账，……，所以行政处罚应该是258: the reason is not the wish."""
_NUMBERED = regex(r"(?:^|\s+|(?<=[；;，,。]))[1-9][、.．)](?!\d)\s*")


def plainly(said: str) -> str:
    """The message with digits as digits and dialect in plain words; what was taken back in it is gone. Quoted words stay as they
    are."""
    said = _A_NAME_IN_QUOTES.sub(r"\1", said)
    quoted = QUOTED.findall(said)
    plain = _plainly(QUOTED.sub(f"“{_HELD}”", said))
    for words in quoted:
        plain = plain.replace(_HELD, words, 1)
    return plain


_A_NAME_IN_QUOTES = regex(r"[“\"](三安全一稳定)[”\"]")
_HELD = "\ue000"
"""In the place of quoted words."""


def _plainly(said: str) -> str:
    said = without_courtesy(said)
    said = _NUMBERED.sub("；", said).strip("；") if len(_NUMBERED.findall(said)) > 1 else said
    said = unicodedata.normalize("NFKC", said) if regex(r"[０-９]").search(said) else said
    for pattern, plain in _LETTERS:
        said = pattern.sub(plain, said)
    if not _WORDS_TO_WRITE.search(said):
        said = _STATED.sub(_in_digits, _COUNTED.sub(_in_digits, said))
    for pattern, plain in _PLAIN:
        said = pattern.sub(plain, said)
    said = _RUNS_ON.sub("，", said)
    said = _LIST.sub(lambda m: regex(r"\s*[,，]\s*").sub("、", m.group()), said)
    said = _BARE_LIST.sub("，", said) if _LABELS_AND_NUMBERS.fullmatch(said) else said
    said = without_taken_back(_without_tail(said))
    said = _SO.sub("", said)
    return with_from_and_to(_without_tail(said))


def _without_tail(said: str) -> str:
    """What is said of the wish and is none; words that are to be written keep their end, unless they are quoted."""
    match = _TAIL.search(said)
    if match is None or (_WORDS_TO_WRITE.search(said) and not _AFTER_WORDS.search(said[match.start() - 1 :])):
        return said
    return said[: match.start()]


_AFTER_WORDS = regex(r"^”|^.[，,。\s]+(?:别的|其[他余]的?|别处)(?:都|也|先|就)*(?:不[动改变]|照旧)")


def _in_digits(match: re.Match[str]) -> str:
    number = chinese_to_int(match["n"])
    before = match.string[: match.start()]
    if number is None or (match["n"] == "一" and _NO_FIGURE.search(before)):
        return match.group()
    return f"{number}{match['unit']}"

"""What was said, in the words that the wishes are read in: a digit is a digit, dialect is plain, what was taken back is gone."""

import re
import unicodedata

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.courtesy import without_courtesy
from nianbao.work.revised.lines import QUOTED

_HOW_COME = regex(
    r"^(?P<of>[\u4e00-\u9fff]{2,20}?)的?数?(?:怎么|咋)(?:会|就|成了?|写的?|变成)*是?(?P<was>\d+)[件个条次]?[了呢啊]*[？?，,]+(?:我们|俺们|咱们?|今年|明明|其实|本来|应该|一共|总共|就|只|才|是|有)*(?P<now>\d+[件个条次]?)[。！!]?$"
)
"""行政强制怎么是3？我们就1件."""
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
    (regex(r"唔系|唔是|(?:莫得|没得|冇得|冇)(?=\d)|莫是"), "不是"),
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
    r"(?<![第没几\d点每哪])(?P<n>[一二两三四五六七八九十百千万零〇]+)(?P<unit>人次|万元|[件场篇期户份元次]|条(?!措施|问题|意见|线|件|例|文))(?!一档|人一)"
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
_RIGHT = regex(r"(?<=\d)(?P<unit>[\u4e00-\u9fff]?)(?:才对|才是|先对|先啱)[。！!]*$")
_LIST = regex(r"\d+(?:\s*[,，]\s*\d+){2,}(?!\d)")
"""6,8,10,0: the numbers of a row."""
_WRITTEN_BUT = regex(
    r"^(?P<of>[\u4e00-\u9fff]{2,10}?)(?:那?里?)(?:写|报|填)?的?(?:是|了|成)?(?P<was>\d+(?:\.\d+)?[\u4e00-\u9fff]?)(?:[，,]|[^\d]{0,14}[，,])(?:实际上?|其实|应该|真实)(?:是|有|搞了?|办了?|开了?|只)*(?P<now>\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}?)的?[吧了。！!]*$"
)
"""培训写2次是不是少了点，实际搞了4次."""
_LABELS_AND_NUMBERS = regex(
    r"(?:[\u4e00-\u9fff]{2,10}\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}\s+)+[\u4e00-\u9fff]{2,10}\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}"
)
_BARE_LIST = regex(r"\s+")
"""网站440 微信330."""
_NOT_THAT_ONE = regex(
    r"^(?P<what>[\u4e00-\u9fff]{2,6}?)改?(?:成|为)?\d+[^，,]{0,3}[，,].{0,10}?错了[，,](?P=what)还是\d+[^，,]{0,3}[，,](?:是)?(?=\S{4})"
)
"""培训改3次，看错了，培训还是2次，是人次改成88."""
_NO_FIGURE = regex(r"(?:加|补|添|再|那|这|上|写|删|有)$")
_RUNS_ON = regex(
    r"(?:(?<=[\d件条次篇场份元起宗])|(?<=[一二两三四五六七八九十百千万]))(?:然后|还有|另外|接着|再就是)(?=\S{2,})"
)
_SO = regex(r"^[^\d]{0,6}.{4,60}[，,。](?:所以|因此|那就|故)说?(?=\S{2,20}(?:改|是|为|填)\S{0,3}\d)")
"""刚对了台账，……，所以行政处罚应该是258: the reason is not the wish."""
_NUMBERED = regex(r"(?:^|\s+|(?<=[；;，,。]))[1-9][、.．)](?!\d)\s*")
_CALLED_OFF = regex(
    r"^.*(?:等等|等一下|没核|没定|没准)[^，,。]{0,10}(?:别动|不动|别改|不改|再说)[，,。；;]+(?=\S{4})|^.*(?:算了|等等|不对|不)[，,]?(?:那[句条个处]|这[句条个处]|前面的?)?(?:就|先)?不(?:加|改|删|动|要|写|填)了?[，,。；;]+(?=\S{4})"
)
"""加一句……，算了不加了，把……: what stands before is not wanted."""
_UNIT = r"[\u4e00-\u9fff]{0,2}?"
_FROM_TO = regex(
    r"^(?P<of>[^\d，,]{2,20}?)(?:应该)?(?:是|改成|改为)?(?P<now>\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}?)[，,]\s*(?:而)?(?:不是|莫写|别写|不要写)(?P<was>\d+(?:\.\d+)?)[\u4e00-\u9fff]{0,2}?了?[嘛吧呀啊。！!]*$"
)
"""微信发布325条，不是310."""
_NOT_BUT = regex(
    rf"不是(?P<was>\d+(?:\.\d+)?)(?P<unit>{_UNIT})[，,]?(?:而|应该|应)?(?:是|(?:只|才)(?:有|搞了?|办了?|开了?))(?P<now>\d+(?:\.\d+)?[\u4e00-\u9fff]{{0,2}})"
)
"""57篇不对: 不是57篇，是55篇."""
_MISSPOKE = regex(
    r"[，,。；;…\s]+(?:哦|噢|啊|呃|哎呀?)*(?:不对|不(?=[，,])|我?(?:说|讲|写)错了?|错了|更正(?:一下)?|算了)[，,]?\s*(?:应该|应当|还)?(?:是)?(?P<then>[^，,。；;]+(?:[，,][^，,。；;\d]{2,12}(?:不动|不改|照旧|别动))?)[。！!]?$"
)
"""Taken back in the same breath: 改60篇，哦不对是61篇."""
_FIGURE_ONLY = regex(r"\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}")
_LAST_FIGURE = regex(r"\d+(?:\.\d+)?[\u4e00-\u9fff]{0,2}(?=[^\d]{0,2}$)")
_STAYS = regex(r"^(?P<what>.{1,12}?)(?:那[个处条])?(?:先|就|还是)*(?:不|别|莫)(?:动|改|加|删)了?$")
_CLAUSE = regex(r"(?<=[，,；;。…])")


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
    said = _TAIL.sub("", said)
    said = _NOT_THAT_ONE.sub("", said)
    said = _WRITTEN_BUT.sub(lambda m: f"{m['of']}从{m['was']}改成{m['now']}", said)
    said = _RIGHT.sub(lambda m: m["unit"], said)
    said = _CALLED_OFF.sub("", said)
    said = _SO.sub("", said)
    said = _FROM_TO.sub(lambda m: f"{m['of']}从{m['was']}改成{m['now']}", said)
    said = _HOW_COME.sub(lambda m: f"{m['of']}从{m['was']}改成{m['now']}", said)
    said = _TAIL.sub("", _taken_back(said))
    return _NOT_BUT.sub(lambda m: f"{m['was']}{m['unit']}改成{m['now']}", said)


def _in_digits(match: re.Match[str]) -> str:
    number = chinese_to_int(match["n"])
    before = match.string[: match.start()]
    if number is None or (match["n"] == "一" and _NO_FIGURE.search(before)):
        return match.group()
    return f"{number}{match['unit']}"


def _taken_back(said: str) -> str:
    match = _MISSPOKE.search(said)
    if match is None:
        return said
    before, then = said[: match.start()], match["then"]
    clauses = [clause for clause in _CLAUSE.split(before) if clause.strip()]
    if _FIGURE_ONLY.fullmatch(then) and (last := _LAST_FIGURE.search(before)):
        return f"{before[: last.start()]}{then}"
    if stays := _STAYS.match(then):
        left = [clause for clause in clauses if stays["what"] not in clause]
        return "".join(left).rstrip("，,；;") if len(left) < len(clauses) else said
    if regex(r"\d").search(then):
        return "".join([*clauses[:-1], regex(r"[，,].{2,16}(?:不动|不改|照旧|别动)$").sub("", then)])
    return said

"""LK-03: personal data left in the prose. A finding never repeats the number in full."""

import re
from collections.abc import Iterator
from datetime import date

from nianbao.report.patterns import HAN, regex
from nianbao.report.text import fold
from validators.basis import ARTICLE_15, ARTICLE_50
from validators.engine import Context, Hit, Remark, Where, rule
from validators.lexicon.surnames import SURNAME
from validators.prose.sentences import Span, sentences

_MANY_DIGITS = regex(r"(?:\d[ -]?){11}")
"""Every number looked for below has eleven digits at least."""
_IDENTITY = regex(r"(?<![\dA-Za-z])[1-8]\d{5} ?(?:19|20)\d{6} ?\d{3}[\dXx](?![\dA-Za-z])")
_MOBILE = regex(
    r"(?<![\dA-Za-z._/-])(?<!\d,)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\dA-Za-z_/]|\.\d|,\d{3}(?!\d)|\s*号)"
)
_BANK_CARD = regex(r"(?<![\dA-Za-z.])\d{4}(?: ?\d{4}){3} ?\d{0,3}(?![\dA-Za-z]|\.\d)")
_COUNTED = regex(r"^\s*(?:元|万|亿|条|次|人|件|篇|个|份|平方|公里|吨|户|%)")
_TABLE = regex(r"第二十条|信息内容|结果维持|本年新收|总计|制发件数|处理决定数量")
"""Where figures of a table ran together there are no telephone numbers."""
_LINK = regex(
    r"(?:https?://|www\.)[^\s\u4e00-\u9fff]+|(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]+|(?:备案号?|编号|信用代码)[:\s]*[A-Za-z0-9-]+"
)

_PUBLISHED_LINE = regex(r"电话|传真|热线|联系|咨询|手机号?码?[:：]|值班|客服|邮编|地址|拨打|监督举报")
_NAMED_PERSON = regex(
    r"(?:申请人|举报人|投诉人|当事人|信访人|户主|村民|居民|住户)(?![可如提通拨来对的和在有需也均请若因向与或要反直])"
    rf"{HAN}{{2,4}}?(?:[,、:\s(]|的?(?:联系)?(?:电话|手机|号码))"
)
_GIVEN = r"[^\W\d_a-zA-Z某×]"
_ROLE = r"(?:联系人|联络人|填报人|填表人|经办人|承办人|审核人|签发人|负责人|责任人|联络员|报送人|制表人|编制人|撰写人|接待人)(?:员)?"
_TITLE = r"(?:主任|科长|处长|股长|所长|站长|局长|镇长|乡长|县长|区长|书记|部长|秘书|干事|同志|老师|先生|女士|经理|师傅)"
_NAMED_CONTACT = regex(
    rf"{_ROLE}[ :(]*{SURNAME}{_GIVEN}{{1,2}}(?![局室科镇县市委办厅处所站部])(?![^\W\d_a-zA-Z])"
    rf"|{SURNAME}{_TITLE}|(?<!{HAN}){SURNAME}(?![副务级]){_GIVEN}{{1,2}}(?<![副务级室科办局所会部站村委]){_TITLE}"
)
"""Somebody by name: the number beside it is a person's, whatever it is published for; 王某某 and an office are nobody."""
_NAMED_AS_ACCOUNT = regex(r"银行卡|卡号|银行账[号户]|银行帐[号户]|账号|帐号|开户行|收款账户")
_PRIVATE_ACCOUNT = regex(r"(?:个人|私人|本人)(?:银行)?[账帐][户号]")
_PUBLIC_ACCOUNT = regex(r"财政|非税|缴[款费]|收款(?:单位|人)|户名|国库|对公")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


@rule("LK-03", "正文没有个人信息", "error", (ARTICLE_15, ARTICLE_50))
def no_personal_data(context: Context) -> Iterator[Hit | Remark]:
    """Valid identity-card numbers, mobile numbers unless an office is to be reached there, bank cards named as such."""
    texts = [(section, text) for section, text in context.report.prose() if text.strip()]
    if not texts:
        yield Remark("insufficient_data", "没有读到正文")
    for section, text in texts:
        for sentence in sentences(text):
            line = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.end]
            of_an_office = bool(_PUBLISHED_LINE.search(line)) and not _NAMED_CONTACT.search(fold(line))
            for kind, start, end in _personal_numbers(sentence, of_an_office):
                masked = masked_number(sentence.text[start:end])
                yield Hit(
                    f"正文里有{kind}：{masked}",
                    Where(section=section, start=sentence.start + start, end=sentence.start + end, quote=masked),
                    suggestion="删去或隐去；连同写出的姓名、住址一并检查。已经公开的，尽快撤下更换。",
                )


def masked_number(number: str) -> str:
    """First three and last two characters, asterisks between: 138******78."""
    bare = re.sub(r"[ -]", "", number)
    return f"{bare[:3]}{'*' * (len(bare) - 5)}{bare[-2:]}"


def _personal_numbers(sentence: Span, of_an_office: bool) -> Iterator[tuple[str, int, int]]:
    """Kind and place within the sentence, each number once. ``of_an_office``: the line gives a published way to ask."""
    if not _MANY_DIGITS.search(sentence.text):
        return
    text = _LINK.sub(lambda m: " " * len(m.group()), sentence.text)
    taken: list[tuple[int, int]] = []
    for match in _IDENTITY.finditer(text):
        if is_identity_number(re.sub(" ", "", match.group())):
            taken.append(match.span())
            yield "居民身份证号码", *match.span()
    if _PRIVATE_ACCOUNT.search(text) or (_NAMED_AS_ACCOUNT.search(text) and not _PUBLIC_ACCOUNT.search(text)):
        for match in _BANK_CARD.finditer(text):
            if _free(match, taken) and passes_luhn(re.sub(" ", "", match.group())):
                taken.append(match.span())
                yield "银行卡号", *match.span()
    if _TABLE.search(text) or (of_an_office and not _NAMED_PERSON.search(text)):
        return
    for match in _MOBILE.finditer(text):
        if _free(match, taken) and not _COUNTED.match(text[match.end() :]):
            yield "手机号码", *match.span()


def _free(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return all(match.end() <= start or match.start() >= end for start, end in taken)


def is_identity_number(text: str) -> bool:
    """Whether 18 characters are a citizen's number: a date of birth and the check digit of GB 11643."""
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return born <= date.today() and text[17].upper() == _CHECK_DIGITS[total % 11]


def passes_luhn(text: str) -> bool:
    """Whether 16–19 digits carry the check digit of a bank card (ISO/IEC 7812)."""
    if not 16 <= len(text) <= 19 or len(set(text)) == 1:
        return False
    doubled = (int(c) * (2 if i % 2 else 1) for i, c in enumerate(reversed(text)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0

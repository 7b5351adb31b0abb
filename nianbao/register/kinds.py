"""Words for the kind of an applicant → columns of table three. A name never decides; it may propose."""

from functools import lru_cache

from nianbao.report.patterns import regex
from nianbao.report.text import squeeze


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split("、"))


KINDS: dict[str, frozenset[str]] = {
    "natural_person": _words(
        "公民、个人、自然人、公民个人、自然人个人、本人、居民、村民、市民、群众、个人申请、自然人申请、公民申请"
    ),
    "commercial": _words(
        "企业、公司、商业企业、有限公司、有限责任公司、股份有限公司、民营企业、国有企业、私营企业、企业法人、商业公司"
    ),
    "research": _words("科研机构、科研单位、科研院所、高校、高等院校、高等学校、大学、研究所、研究院"),
    "social": _words("社会公益组织、公益组织、公益性社会组织、社会公益、公益、协会、基金会、社会团体(公益)"),
    "legal_service": _words("律师事务所、律所、法律服务机构、法律服务所、法律服务、基层法律服务所"),
    "other": _words(
        "其他、其他组织、其他机构、村民小组、居民小组、业主委员会、业委会、村委会、村民委员会、居委会、居民委员会"
    ),
}
UNDECIDED = _words(
    "法人、其他法人、组织、非法人组织、社会组织、社会团体、团体、单位、事业单位、机构、中介机构、金融机构、机关、行政机关、国家机关、"
    "律师、委托律师、代理人、委托代理人、个体工商户、个体户、合作社、农民专业合作社、学校、医院、媒体、外国人"
)
"""Words that may mean one column or another: asked."""
GROUP_HEADS = _words(
    "法人或其他组织、法人或者其他组织、法人和其他组织、法人及其他组织、申请人、申请人类别、申请人类型、申请人情况"
)
"""What stands above several columns and decides none."""
_KEY_OF = {word: key for key, words in KINDS.items() for word in words}
_PARTS = regex(r"[-—/、()·:,;|]")
_NAMES = (
    ("legal_service", regex(r"(?:律师事务所|法律服务所)$")),
    ("commercial", regex(r"(?:公司|集团|厂|商行|超市|企业|银行)$")),
    ("research", regex(r"(?:大学|学院|研究院|研究所|科学院|研究中心)$")),
    ("social", regex(r"(?:协会|基金会|学会|公益中心|志愿者队)$")),
    ("other", regex(r"(?:小组|委员会|村委会|居委会)$")),
)  # fmt: skip
_PERSON = regex(r"^[^\W\da-zA-Z_]{2,4}$")
_NO_PERSON = regex(r"[局厅部委办院校所站队室村镇乡县区市社店厂司]|组织|单位|机关|机构|法人|企业|个体|团体|代理|[无其]")


@lru_cache(maxsize=1024)
def read_kind(raw: str) -> str | None:
    """The column that a kind's words mean; None when they mean none, or more than one.

    >>> read_kind("法人或其他组织-商业企业"), read_kind("企业/个人")
    ('commercial', None)
    """
    text = squeeze(raw)
    if text in _KEY_OF:
        return _KEY_OF[text]
    parts = [part for part in _PARTS.split(text) if part and part not in GROUP_HEADS]
    keys = {_KEY_OF.get(part) for part in parts}
    return next(iter(keys)) if len(keys) == 1 else None


def proposed_kind(name: str) -> str | None:
    """The column that a name suggests: 某某有限公司 → ``commercial``. A suggestion only; None for what suggests nothing."""
    text = squeeze(name)
    if text in UNDECIDED:
        return None
    for key, pattern in _NAMES:
        if len(text) >= 4 and pattern.search(text):
            return key
    return "natural_person" if is_person(text) else None


def is_person(text: str) -> bool:
    """True for what may be a person's name: two to four characters that are no known word of this column."""
    flat = squeeze(text)
    known = flat in UNDECIDED or flat in _KEY_OF or flat in GROUP_HEADS
    return not known and _PERSON.match(flat) is not None and _NO_PERSON.search(flat) is None

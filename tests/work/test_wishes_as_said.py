"""Changes as people say them over the county's example: with courtesy, in dialect, taken back, with a wrong letter, dictated in
one breath; problems with their measures, words beside other words, lines of an aspect."""

from typing import Any

import pytest

from nianbao.assistant.understanding.cells_to_fill import cells_named
from nianbao.work.revised.as_said import plainly
from nianbao.work.revised.cells import cell_lines, column_name, is_blanks, parts, row_name
from nianbao.work.revised.change import PAIR
from nianbao.work.revised.courtesy import without_greeting
from nianbao.work.revised.wishes import Wished, wished
from tests.support.draft_inputs import example

GRANTED, NEW = "applications.granted", "applications.new"
LICENSING, PENALTIES = "active_disclosure.licensing.decisions", "active_disclosure.penalties.decisions"
COERCION = "active_disclosure.coercion.decisions"
NORMATIVE, RECONSIDERED = "active_disclosure.normative_documents", "proceedings.reconsideration"


@pytest.fixture(scope="module")
def county() -> dict[str, Any]:
    return example("county")[0].model_dump(mode="json")


def told(inputs: dict[str, Any], said: str, section: str | None = None) -> Wished:
    return wished(inputs, said, lambda words: section, cells_of=cells_named)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("领导好，打扰了，帮忙把许可改成12件呀，谢谢您啦", "把许可改成12件呀"),
        ("麻烦您能不能给我把处罚换成8件？", "把处罚换成8件"),
        ("如果我把许可改成90，这张表还对得上吗", "把许可改成90"),
        ("要是把强制填2的话，会不会不平呀？", "把强制填2"),
        ("行政强制怎么会是4？我们明明只有1件", "行政强制从4改成1件"),
        ("处罚卅一件，强制廿件", "处罚31件，强制20件"),
        ("培训搞了三回哈", "培训搞了3次"),
        ("许可少算了15件，补上", "许可少算了15件"),
        ("处罚改成9，别的都不动", "处罚改成9"),
        ("监督保障加一句自查过，算了不加了，把网站条数改成500", "把网站条数改成500"),
        ("加一句：每季度碰头一次", "加一句：每季度碰头一次"),
        ("把“每年一回”改成“每年两回”", "把“每年一回”改成“每年两回”"),
        ("把建立台账改成每月核对一次", "把建立台账改成每月核对一次"),
    ],
)
def test_in_plain_words(said: str, plain: str) -> None:
    assert plainly(said) == plain


def test_a_greeting_alone_stays() -> None:
    assert without_greeting("你好，谢谢啦") == "你好，谢谢啦"
    assert without_greeting("您好！不好意思又来打扰您了，答复期限几天") == "答复期限几天"


@pytest.mark.parametrize(
    ("said", "filled"),
    [
        ("新收这一行改成 30 8 1 2 3 0，总计44", {NEW: "30 8 1 2 3 0"}),
        ("予以公开这行从左往右 15、5、0、0、0、0", {GRANTED: "15 5 0 0 0 0"}),
    ],
)
def test_a_row_in_its_order(county: dict[str, Any], said: str, filled: dict[str, str]) -> None:
    (row, values), *_ = filled.items()
    columns = ("natural_person", "commercial", "research", "social", "legal_service", "other")
    names = {f"{row}.{c}": v for c, v in zip(columns, values.split(), strict=True)}
    stands = {f"{row}.{c}": str(county["tables"]["applications"][row.partition(".")[2]][c]) for c in columns}
    found = {c.place: c.value for c in told(county, said).changes}
    assert found == {place: value for place, value in names.items() if stands[place] != value}


@pytest.mark.parametrize(
    ("said", "filled"),
    [
        ("规范性文件制发7废止2现行有效46", {f"{NORMATIVE}.issued": "7", f"{NORMATIVE}.repealed": "2", f"{NORMATIVE}.in_force": "46"}),
        ("红头文件今年废了1个，还管用的43个", {f"{NORMATIVE}.repealed": "1", f"{NORMATIVE}.in_force": "43"}),
        (
            "复议那一组按顺序是3、2、0、2",
            {f"{RECONSIDERED}.upheld": "3", f"{RECONSIDERED}.corrected": "2", f"{RECONSIDERED}.pending": "2"},
        ),
        ("信访那个填4，个人的", {"applications.rejected.petition.natural_person": "4"}),
        ("第三方那条填3吧，企业那列", {"applications.denied.third_party.commercial": "3"}),
        ("我们不掌握的那一项自然人改6", {"applications.unable.not_held.natural_person": "6"}),
        ("表三，自然人，本年新收，改成29", {f"{NEW}.natural_person": "29"}),
        ("自然人新收33件，等等，33件是总的，自然人是30件企业3件", {f"{NEW}.natural_person": "30", f"{NEW}.commercial": "3"}),
        ("行政许克改成77", {LICENSING: "77"}),
        ("自燃人予已公开改4", {f"{GRANTED}.natural_person": "4"}),
        ("复仪后起诉结果维待填1", {"proceedings.litigation_after.upheld": "1"}),
        ("行政强制怎么是3？我们今年就1件", {COERCION: "1"}),
        ("许可七千件，处罚廿七件", {LICENSING: "7000", PENALTIES: "27"}),
        ("重复申请那格自然人能不能给我换成1？", {"applications.rejected.duplicate.natural_person": "1"}),
        ("那个罚款的数整错咧，该是四十六", {PENALTIES: "46"}),
        ("企业那两件新收其实是科研机构的，移过去", {f"{NEW}.commercial": "7", f"{NEW}.research": "2"}),
        ("予以公开跟部分公开的数填颠倒了，换过来，自然人那列", {f"{GRANTED}.natural_person": "6", "applications.partial.natural_person": "16"}),
        ("网站公开的条数再加三十条", {"facts.1": "1416"}),
        ("网站公开信息改成1400条然后新媒体那个改成九百条", {"facts.1": "1400", "facts.4": "900"}),
        ("网站数和新媒体数弄反了", {"facts.1": "964", "facts.4": "1386"}),
        ("培训莫得五场，只搞了四场哈", {"facts.5": "4"}),
        ("培训其实办了6次，比写的多一次", {}),
        ("新媒体那个别写了", {"facts.4": ""}),
        ("把5场改成6场", {"facts.5": "6"}),
        ("许可改成206，哦不对，是216", {LICENSING: "216"}),
        ("1386跟964写反了", {"facts.1": "964", "facts.4": "1386"}),
        ("新收这一行改成30,9,0,2,3,1", {f"{NEW}.natural_person": "30", f"{NEW}.other": "1"}),
        ("行政诉讼，未经复议直接起诉，尚未审结填1", {"proceedings.litigation_direct.pending": "1"}),
        ("不予处理里的重复申请商业企业填1", {"applications.rejected.duplicate.commercial": "1"}),
        (
            "过程性的3件改到予以公开",
            {"applications.denied.process.natural_person": "0", f"{GRANTED}.natural_person": "19"},
        ),
        ("那个处罚滴数莫对头 二百七十二才对", {PENALTIES: "272"}),
        ("唔该帮我改下新媒体嗰度，九百条先啱", {"facts.4": "900"}),
        ("培训写5场是不是少了点，实际搞了7场的，改一下行不", {"facts.5": "7"}),
        ("培训改3场，等一下看错了，培训还是5场，解读改成60", {"facts.2": "60"}),
        ("网站1400 新媒体900", {"facts.1": "1400", "facts.4": "900"}),
        ("解读57篇写反了吧，应该七十五", {"facts.2": "75"}),
        ("落款日期往后推三天", {}),
    ],
)  # fmt: skip
def test_a_number_as_it_is_said(county: dict[str, Any], said: str, filled: dict[str, str]) -> None:
    assert {c.place: c.value for c in told(county, said).changes} == filled


@pytest.mark.parametrize(
    ("said", "filled"),
    [
        ("再加一个问题：答复文书不规范，措施是统一模板", {PAIR: "答复文书不规范\n统一模板"}),
        ("第五部分加一条：问题是人手少，打算明年配一名专职", {PAIR: "人手少\n打算明年配一名专职"}),
        ("加一个问题：栏目更新慢，措施是专人每周更新；行政许可改4", {PAIR: "栏目更新慢\n专人每周更新", LICENSING: "4"}),
        ("问题：栏目更新慢。措施：明确专人每周更新。", {PAIR: "栏目更新慢\n明确专人每周更新"}),
        ("问题一改成：信息报送不及时。措施：每月催报一次。", {"problems.1": "信息报送不及时", "measures.1": "每月催报一次"}),
        ("第二个问题是解读形式单一，只有文字", {"problems.2": "解读形式单一，只有文字"}),
        ("措施第二条换成“建立巡查制度”，问题不动", {"measures.2": "建立巡查制度"}),
        (
            "两个问题换个顺序",
            {
                "problems.1": "基层申请办理人员更换频繁，答复文书不够规范", "problems.2": "部分单位政策解读形式单一",
                "measures.1": "建立结对帮带机制，统一答复文书模板", "measures.2": "编写解读工作指引，推广图解和短视频",
            },
        ),
        ("在“审核”后面加上“、会签”", {"practices.3": "建立受理、转办、审核、会签、答复台账"}),
        ("在改版专栏那句后面加一句：增设查阅点并安排专人引导", {"practices.6": "改版政府信息公开专栏检索功能。增设查阅点并安排专人引导"}),
        ("在组织业务培训那句后面加上接待现场查阅的群众", {"practices.supervision": "接待现场查阅的群众"}),
        ("政府信息管理里写上我们建了三审三校台账", {"practices.management": "我们建了三审三校台账"}),
        ("在主动公开里添一句“公开预决算信息”，不急", {"practices.active": "公开预决算信息"}),
        ("平台建设最后一句不要", {"practices.6": ""}),
        ("统一答复文书模板删了，没做", {"measures.2": "建立结对帮带机制"}),
        ("部分单位政策解读形式单一后面加上，图解偏少", {"problems.1": "部分单位政策解读形式单一，图解偏少"}),
        ("再加个问题，工作人员业务不够熟", {"problems.new": "工作人员业务不够熟"}),
        ("能不能把改版俩字去掉啊？我们没改版", {"practices.6": "政府信息公开专栏检索功能"}),
        ("解读形式单一那个后头措施里再添一条 请部门负责人来解读", {"measures.1": "编写解读工作指引，推广图解和短视频。请部门负责人来解读"}),
        ("第二个问题改为“答复文书不规范”，措施不变", {"problems.2": "答复文书不规范"}),
        ("解读那句后面加上制作图解5张", {"practices.active": "制作图解5张"}),
        ("年内分2批调整改为年内分3批调整", {"practices.5": "年内分3批调整主动公开基本目录"}),
        ("把对政策文件去了换成对重要文件，另外行政许可改4", {"practices.2": "对重要文件同步开展解读", LICENSING: "4"}),
        ("监督保障整段删掉", {"facts.5": "", "practices.7": ""}),
    ],
)  # fmt: skip
def test_words_where_they_are_to_stand(county: dict[str, Any], said: str, filled: dict[str, str]) -> None:
    assert {c.place: c.value for c in told(county, said).changes} == filled


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("单位名称写错了，是青禾岭镇人民政府", "基本情况"),
        ("年度改成2025", "基本情况"),
        ("第三个问题改成：人手少，措施是增配一人", "没有第3个"),
        ("在预算那句后面加一句：公开三公经费", "没有找到"),
        ("把那个2改成4", "请说明是哪一处"),
        ("行政许可少了三件", "两种意思都有"),
        ("措施里再加一条每季度自查", "哪个问题"),
        ("社会评议那块儿整没了吧，俺们没参加", "直接说"),
        ("加粗一点", "没有看懂"),
        ("加一句培训的", "写全"),
        ("其他那列加1件新收", "没有看懂"),
        ("只留改版专栏，检索功能删掉", "引出来"),
        ("培训多了1场", "两种意思都有"),
        ("其他填0", "还是其余空格"),
        ("把发放宣传单那句挪到平台建设", "能挪的有"),
        ("第三个填0", "不在可以改"),
        ("新收总计直接改成20", "程序按各格加"),
    ],
)
def test_what_is_asked_back(county: dict[str, Any], said: str, asked: str) -> None:
    found = told(county, said)
    assert not found.changes
    assert asked in found.told


@pytest.mark.parametrize(
    ("said", "filled"),
    [
        ("解读57篇改成60篇，不，61篇", {"facts.2": "61"}),
        ("删掉第一个问题，措施留着", {"problems.1": ""}),
        ("问题加一条：专栏更新慢", {"problems.new": "专栏更新慢"}),
        ("第一个问题改成“解读少”，措施改成“多做图解”", {"problems.1": "解读少", "measures.1": "多做图解"}),
        ("法律服务机构保护第三方合法权益填1", {"applications.denied.third_party.legal_service": "1"}),
        ("属于国家秘密自然人改成1", {"applications.denied.state_secret.natural_person": "1"}),
        ("把商业企业的9件挪到社会公益组织去", {f"{NEW}.commercial": "0", f"{NEW}.social": "11"}),
        ("商业企业的新收9件全是科研机构的，帮我挪过去", {f"{NEW}.commercial": "0", f"{NEW}.research": "9"}),
        ("得分94.5分是不是要改，其实是97.5分", {"results.assessment": "市政府年度考核得分97.5分"}),
        ("新增一项工作：发放宣传单500份", {"practices.active": "发放宣传单500份"}),
        ("新媒体发布980条，不是964", {"facts.4": "980"}),
        ("新收那行 30 9 0 2 3 2", {f"{NEW}.natural_person": "30"}),
        ("许可改成200，算了先不改", {}),
        ("培训改3场，哦不对，就是6场，解读改成60", {"facts.5": "6", "facts.2": "60"}),
        (
            "过程性那3件填错了，应该是执法案卷",
            {
                "applications.denied.process.natural_person": "0",
                "applications.denied.enforcement_file.natural_person": "3",
            },
        ),
        (
            "商业企业和科研机构两列填反了，换一下",
            {
                f"{NEW}.commercial": "0",
                f"{NEW}.research": "9",
                f"{GRANTED}.commercial": "0",
                f"{GRANTED}.research": "6",
                "applications.denied.third_party.commercial": "0",
                "applications.denied.third_party.research": "2",
                "applications.carried_out.commercial": "0",
                "applications.carried_out.research": "1",
            },
        ),
        (
            "许可改成3，予以公开里自然人和企业对调",
            {LICENSING: "3", f"{GRANTED}.natural_person": "6", f"{GRANTED}.commercial": "16"},
        ),
        ("培训6场，解读60篇", {"facts.5": "6", "facts.2": "60"}),
        ("喂那个网站上的信息啊统计了一下是一千四百零七条你给改一下", {"facts.1": "1407"}),
        (
            "过程性那3件应该是执法案卷",
            {
                "applications.denied.process.natural_person": "0",
                "applications.denied.enforcement_file.natural_person": "3",
            },
        ),
        (
            "自然人那16件里有4件是补正后仍不明确的",
            {f"{GRANTED}.natural_person": "12", "applications.unable.unclear_after_correction.natural_person": "4"},
        ),
        ("许可和处罚写反了，调一下", {LICENSING: "318", PENALTIES: "7204"}),
        ("刚跟司法所对了账，有4起后来撤销了，不能算，所以行政处罚应该是314", {PENALTIES: "314"}),
        ("问题一的措施换成 逐项补齐公开内容", {"measures.1": "逐项补齐公开内容"}),
        ("网站 1400，解读 60", {"facts.1": "1400", "facts.2": "60"}),
        ("行政许可7201，不对不对，7203", {LICENSING: "7203"}),
        ("网站改成1450，哎等等那个数还没核先别动，先把解读改成60", {"facts.2": "60"}),
        ("建立受理后面加上 登记编号", {"practices.3": "建立受理、登记编号、转办、审核、答复台账"}),
        (
            "1、网站公开信息1452条 2、培训6场 3、成文日期1月24日",
            {"facts.1": "1452", "facts.5": "6", "signed_on": "2025-01-24"},
        ),
        ("清理过期信息36条，写到政府信息管理里", {"practices.management": "清理过期信息36条"}),
        ("规范性文件废止4，现行有效相应减1", {f"{NORMATIVE}.repealed": "4", f"{NORMATIVE}.in_force": "40"}),
        ("市政府年度考核得分97.5", {"results.assessment": "市政府年度考核得分97.5分"}),
        ("部分单位政策解读形式单一改为解读少，措施改成多做图解", {"problems.1": "解读少", "measures.1": "多做图解"}),
    ],
)
def test_what_clerks_met(county: dict[str, Any], said: str, filled: dict[str, str]) -> None:
    assert {c.place: c.value for c in told(county, said).changes} == filled


def test_every_cell_by_its_official_name(county: dict[str, Any]) -> None:
    """Of whoever reads the names off the form: 自然人保护第三方合法权益填7."""
    missed = []
    for cell in (c for c in cell_lines(county) if not is_blanks(c) and parts(c)[0] == "applications"):
        said = f"{column_name(cell)}{row_name(cell)}填7"
        found = told(county, said).changes
        missed += [] if [c.place for c in found] == [cell] else [said]
    assert not missed


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("日期往后推三天", "2025-02-01"),
        ("成文日期提前一个星期", "2025-01-22"),
        ("成文日期提前到15号", "2025-01-15"),
        ("落款日期改成一月份最后一天", "2025-01-31"),
        ("落款写1月20号", "2025-01-20"),
    ],
)
def test_the_day_of_signature(county: dict[str, Any], said: str, day: str) -> None:
    found = told(county | {"signed_on": "2025-01-29"}, said)
    assert [(c.place, c.value) for c in found.changes] == [("signed_on", day)]

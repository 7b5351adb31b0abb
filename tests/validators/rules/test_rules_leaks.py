"""LK-01 and LK-03: another agency's name, personal data; and what must be left alone. All numbers are made up."""

import re

import pytest

from tests.support.rule_examples import context_of, run_example
from validators.catalogue import catalogue
from validators.engine import RuleResult
from validators.rules.leaks.personal_data import is_identity_number, masked_number, passes_luhn

TOWN = "示例省云岭市青禾县柳溪镇人民政府"
BUREAU = "示例省云岭市青禾县教育局"
COUNTY = "示例省云岭市青禾县人民政府"
CITY = "示例省云岭市人民政府"
STREET = "示例省云岭市砚洲区松岚街道办事处"


def leaks(rule: str, text: str, agency: str = TOWN, section: str = "overview") -> RuleResult:
    return run_example(rule, {"agency": agency, "preamble": "", "append": {section: text}})


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        (TOWN, "桃源镇2024年主动公开政府信息156条。"),
        (TOWN, "2024年，桃源镇主动公开政府信息156条。"),
        (TOWN, "青禾县桃源镇人民政府高度重视政府信息公开工作。"),
        (TOWN, "本年度桃源乡未收到政府信息公开申请。"),
        (TOWN, "桃源镇人民政府根据条例编制本年度报告。"),
        (TOWN, "如对本报告有疑问，请与桃源镇党政办公室联系。"),
        (TOWN, "现将桃源镇2024年政府信息公开工作情况报告如下。"),
        (STREET, "2024年，河湾街道主动公开政府信息156条。"),
        (STREET, "砚洲区河湾街道办事处认真贯彻条例。"),
        (COUNTY, "2024年，白鹭县共收到政府信息公开申请30件。"),
        (BUREAU, "白鹭县教育局2024年主动公开政府信息30条。"),
        (BUREAU, "本报告由白鹭县教育局编制，编制本报告的依据是条例。"),
        (CITY, "现将汐川市2024年政府信息公开工作情况报告如下。"),
        (COUNTY, "现将2024年度白鹭县政府信息公开工作报告如下。"),
        (COUNTY, "本报告由桃源镇人民政府编制。"),
        (CITY, "本报告由汐川市住房和城乡建设局编制。"),
        (CITY, "白鹭县教育局本年度新收政府信息公开申请11件。"),
        (TOWN, "桃源镇不掌握的征地批复，答复书里写明了可以查询的单位。"),
        (TOWN, "白鹭县市场监督管理局全年收到信息公开申请20件。"),
        (BUREAU, "白鹭县市场监督管理局全年收到信息公开申请20件。"),
        (BUREAU, "桃源镇人民政府2024年主动公开政府信息156条。"),
    ],
)
def test_another_agency_in_this_ones_place(agency: str, text: str) -> None:
    result = leaks("LK-01", text, agency)
    named = [f.severity for f in result.findings if "出现了" in f.hit.message and f.hit.where.quote in text]
    assert named == ["warning"], text


@pytest.mark.parametrize(
    ("agency", "text", "called"),
    [
        (BUREAU, "我乡全年组织培训2次，我乡网站及时更新。", "我乡"),
        (TOWN, "我局全年组织培训2次，我局网站及时更新。", "我局"),
        (TOWN, "我局全年组织培训2次。", None),
        (BUREAU, "2024年，我镇通过县政府门户网站主动公开政府信息312条。", "我镇"),
        (BUREAU, "全年我委未收到政府信息公开申请。", "我委"),
        (STREET, "我镇全年没有收到政府信息公开申请。", "我镇"),
        (TOWN, "收到的意见有“我局网站打不开”“我局电话没人接”。", None),
        (BUREAU, "我局按照我县要求开展自查。", None),
        (TOWN, "我镇按照我县要求开展自查。", None),
    ],
)
def test_what_an_organ_does_not_call_itself(agency: str, text: str, called: str | None) -> None:
    found = [f.hit.where.quote for f in leaks("LK-01", text, agency).findings if f.hit.where.quote in text]
    assert found == ([called] if called else [])


@pytest.mark.parametrize(
    ("agency", "text", "severities"),
    [
        (STREET, "来件称“我镇未收到政府信息公开申请”。", []),
        (STREET, "我镇未收到政府信息公开申请。", ["warning"]),
        (STREET, "我镇张贴公告20张。", ["info"]),
        (BUREAU, "桃源镇来函说明我镇已张贴入学公告。", []),
        (BUREAU, "我镇已张贴入学公告，我镇未收到申请。", ["warning"]),
    ],
)
def test_a_word_that_stands_once(agency: str, text: str, severities: list[str]) -> None:
    spec = {"agency": agency, "preamble": "", "sections": {"overview": text, "problems": "无。", "other": "无。"}}
    found = run_example("LK-01", spec).findings
    assert [f.severity for f in found if "自称" in f.hit.message] == severities


def test_a_town_that_once_calls_itself_a_street() -> None:
    text = "我街道按时答复。"
    assert [f.severity for f in leaks("LK-01", text).findings if f.hit.where.quote in text] == ["info"]


@pytest.mark.parametrize(
    ("whole", "severities"), [("全市", ["warning"]), ("全区", ["warning"]), ("全县", []), ("我市某镇", [])]
)
def test_the_figure_of_the_county_said_of_another_whole(whole: str, severities: list[str]) -> None:
    """139 applications are the county's own."""
    spec = {"report": "qinghe-county-2024", "append": {"overview": f"{whole}新收政府信息公开申请139件。"}}
    found = [f.severity for f in run_example("LK-01", spec).findings if f.hit.where.quote == whole]
    assert found == severities


@pytest.mark.parametrize(
    ("agency", "text", "severity"),
    [
        (TOWN, "桃源镇2024年通过县政府门户网站主动公开预决算、执法信息等重点领域信息156条。", "warning"),
        (TOWN, "桃源镇现有微信公众号“桃源发布”。", "warning"),
        (TOWN, "桃源镇便民服务中心设查阅点1处。", "warning"),
        (TOWN, "白鹭县政府对我镇2024年度政务公开工作考核为良好等次。", "warning"),
        (TOWN, "不断完善《示例省云岭市青禾县桃源镇人民政府信息公开指南》。", "warning"),
        (TOWN, "修订了《白鹭县教育局信息公开指南》。", "warning"),
        (TOWN, "公开方式主要有青禾县桃源镇政府网站、镇公开栏。", "warning"),
        (TOWN, "在县政府网站桃源镇专栏公开信息186条。", "info"),
        (COUNTY, "白鹭县制发行政规范性文件4件。", "warning"),
        (COUNTY, "白鹭县政府常务会议2次研究政务公开工作。", "warning"),
        (COUNTY, "一是白鹭县对该部门开展约谈。", "info"),
        (BUREAU, "县水利局未向申请人收取信息处理费。", "warning"),
        ("云岭市宿东区教育局", "宿城区教育局通过区政府门户网站主动公开政府信息312条。", "warning"),
        ("示例省云岭市砚洲区教育局", "我局通过泰山区政府门户网站公开信息。", "warning"),
        (TOWN, "强化县政府门户网站、桃源文化站公开栏建设，线上依托县政府网站。", None),
        (TOWN, "我镇在青禾县人民政府门户网站柳溪镇专栏公开信息。", None),
        (TOWN, "学习桃源镇政府网站的做法，参考《桃源镇信息公开指南》。", None),
        (TOWN, "省政府、市政府网站转载桃源镇政府网站的报道。", None),
        (TOWN, "县政府对我镇2024年度政务公开工作考核为良好等次。", None),
        (TOWN, "《云岭市政务公开目录》印发后逐项对照。", None),
        (COUNTY, "指导桃源镇修订《桃源镇信息公开指南》，桃源镇政府网站专栏已经并入。", None),
        (COUNTY, "桃源镇便民服务中心设查阅点1处，桃源镇现有微信公众号2个。", None),
        (BUREAU, "县水利局、县民政局参加培训，向县水利局转送申请1件。", None),
        ("示例省云岭市砚洲区教育局", "在经开区网站、高新区管委会网站同步公开。", None),
        ("示例省云岭市砚洲区教育局", "在新城区、老城区各学校设公开栏，山区政府网站专栏改版。", None),
        (TOWN, "桃源镇群众王某申请公开征地信息，按期答复。", None),
    ],
)
def test_what_a_report_names_of_its_own(agency: str, text: str, severity: str | None) -> None:
    found = [f.severity for f in leaks("LK-01", text, agency).findings if f.hit.where.quote in text]
    assert found == ([severity] if severity else []), text


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        (TOWN, "柳溪镇2024年主动公开政府信息156条，我镇认真贯彻条例。"),
        (TOWN, "青禾县柳溪镇人民政府编制本报告。"),
        (TOWN, "青禾县人民政府办公室严格按照条例组织抽查。"),
        (TOWN, "县政府、市政府办公室高度重视政府信息公开工作。"),
        (TOWN, "赴桃源镇学习政务公开工作经验，与桃源镇签订共建协议。"),
        (TOWN, "桃源镇、白沙镇、河湾乡来我镇交流。"),
        (TOWN, "各镇主动公开政府信息共300条，12个镇严格按照要求公开。"),
        (TOWN, "示范乡镇主动公开信息的做法得到推广。"),
        (TOWN, "青石村、桃源社区主动公开信息30条。"),
        (TOWN, "青禾县人民法院受理公开申请引起的诉讼1件。"),
        (TOWN, "原桃源乡主动公开信息目录已经并入。"),
        (TOWN, "学习《桃源镇2024年政府信息公开工作年度报告》的写法。"),
        (TOWN, "请与青禾县人民政府办公室联系，或向云岭市政务公开办公室咨询。"),
        (TOWN, "桃源镇不掌握该信息，经核实应向县自然资源局申请。"),
        (TOWN, "桃源镇主动公开政府信息300条的做法值得借鉴。"),
        (TOWN, "日常工作中主动与桃源镇党政办公室联系。"),
        (TOWN, "白鹭县市场监督管理局受理信息公开申请2件，转送我镇办理。"),
        (COUNTY, "柳溪镇2024年主动公开政府信息156条，县教育局主动公开政府信息300条。"),
        (COUNTY, "青禾县教育局全年收到信息公开申请20件，柳溪镇人民政府未收到信息公开申请。"),
        (COUNTY, "年度报告由桃源镇等12个镇分别编制。"),
        (CITY, "白鹭县教育局全年收到信息公开申请20件。"),
        (CITY, "如有疑问，请向白鹭县人民政府咨询。"),
        (BUREAU, "桃源镇人民政府主动公开低保信息300条，县民政局汇总公示。"),
        (BUREAU, "本报告由示例省云岭市青禾县教育局编制。"),
        (TOWN, "经征求桃源镇意见，桃源镇未保存该信息。"),
        ("青禾县人民政府", "宿河市人民政府办公室高度重视政府信息公开工作，宿河市教育局收到信息公开申请20件。"),
        ("示例省云岭市生态环境局", "白鹭县生态环境局受理政府信息公开申请13件。"),
        ("青禾综合实验区管理委员会", "本报告由示例省青禾综合实验区党工委管委会办公室编制。"),
        (COUNTY, "云岭市人民政府高度重视政府信息公开工作。"),
        (COUNTY, "全县主动公开信息300条，各县严格落实要求。"),
        (BUREAU, "青禾县教育局2024年主动公开政府信息30条。"),
        (BUREAU, "云岭市教育局高度重视信息公开，来我局检查。"),
        (BUREAU, "县民政局主动公开政府信息30条，供我局参考。"),
        (CITY, "青山市2024年主动公开政府信息300条，白鹭县主动公开政府信息200条。"),
        ("示例省云岭市砚洲区人民政府", "社区主动公开信息30条，政务公开专区严格按照标准建设，示范区高度重视政务公开。"),
        ("示例省云岭市砚洲区人民政府", "河湾镇2024年主动公开政府信息30条。"),
    ],
)
def test_names_that_are_legitimate(agency: str, text: str) -> None:
    assert not [f for f in leaks("LK-01", text, agency).findings if "出现了" in f.hit.message], text


ELSEWHERE = "白鹭县自然资源局"


@pytest.mark.parametrize(
    ("agency", "text", "found"),
    [
        (TOWN, f"（三）政府信息管理\n{ELSEWHERE}各站所供稿由站所负责人核对事实。", True),
        (TOWN, f"（三）政府信息管理。{ELSEWHERE}各站所供稿由站所负责人核对事实，保密员审查。", True),
        (BUREAU, "（三）政府信息管理\n桃源镇人民政府学生信息的保护放在第一位。", True),
        (COUNTY, f"（三）政府信息管理\n{ELSEWHERE}建成信息资源目录。", True),
        (COUNTY, "（三）政府信息管理\n桃源镇人民政府建成信息资源目录。", False),
        (CITY, f"（三）政府信息管理\n{ELSEWHERE}建成信息资源目录。", False),
        (TOWN, f"（三）政府信息管理\n全年工作平稳。{ELSEWHERE}办理征地公告。", False),
        (TOWN, f"（三）政府信息管理\n{ELSEWHERE}与我镇共建信息查询点。", False),
        (TOWN, "（三）政府信息管理\n青禾县自然资源局办理征地公告。", False),
        (BUREAU, "（三）政府信息管理\n云岭市司法局组织旁听庭审。", False),
        ("柳溪镇人民政府", "（三）政府信息管理\n白鹭县自然资源局办理征地公告。", False),
        ("示例省云岭市教育局", "（三）政府信息管理\n白鹭县教育局率先建成目录，白鹭县教育局按月更新。", False),
    ],
)
def test_the_full_name_of_an_agency_of_elsewhere_opens_an_aspect(agency: str, text: str, found: bool) -> None:
    result = run_example("LK-01", {"agency": agency, "preamble": "", "sections": {"overview": text}})
    assert [f.severity for f in result.findings] == (["info"] if found else []), text


def test_a_name_one_letter_apart_is_a_slip_or_another_agency_and_wrong_in_either_case() -> None:
    result = leaks("LK-01", "柳河镇2024年主动公开政府信息156条。")
    assert [f.severity for f in result.findings] == ["warning"]
    assert "只差一个字" in result.findings[0].hit.message


def test_an_agency_without_a_place_is_not_compared() -> None:
    assert leaks("LK-01", "桃源镇2024年主动公开政府信息156条。", "教育局").state == "not_applicable"


def test_names_of_the_profile_are_the_agencys_own() -> None:
    from dataclasses import replace

    context = context_of({"append": {"overview": "桃源镇2024年主动公开政府信息156条。"}})
    profile = replace(context.profile, words={**context.profile.words, "LK-01.own": ("桃源镇",)})
    assert catalogue()["LK-01"].run(context).state == "fail"
    assert catalogue()["LK-01"].run(replace(context, profile=profile)).state == "pass"


def valid_identity(serial: int = 1) -> str:
    stem = f"11010119900307{serial:03d}"
    return next(stem + c for c in "0123456789X" if is_identity_number(stem + c))


def valid_card() -> str:
    return next(f"622202020011223344{d}" for d in range(10) if passes_luhn(f"622202020011223344{d}"))


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("110101199003070134", True),
        ("110101199003070135", False),
        ("110101199013070134", False),
        ("110101209903070134", False),
    ],
)
def test_check_digit_and_date_of_birth(number: str, valid: bool) -> None:
    assert is_identity_number(number) == valid


@pytest.mark.parametrize(
    "text",
    [
        f"申请人张三（身份证号{valid_identity()}）对答复不服。",
        f"公示名单中李四{valid_identity(3)}一户有异议。",
        "申请人李四，联系电话13900001234，要求公开补偿方案。",
        "李四（138 0000 1234）申请公开低保名单。",
        "填报人：王小明，13812345678",
        "联系人：王小明（手机13812345678）。",
        "联系人：王小明；联系电话：13812345678",
        "如有疑问请拨打李主任手机 139-1234-5678。",
        "审核人：刘阳　手机：13812345678",
        f"退款到申请人银行卡{valid_card()}。",
        f"信息处理费误缴入个人账户{valid_card()}，已转财政专户。",
    ],
)
def test_personal_data_is_found_and_never_repeated(text: str) -> None:
    (finding,) = leaks("LK-03", text).findings
    said = f"{finding.hit.message}{finding.hit.suggestion}{finding.hit.where.quote}"
    assert finding.severity == "error"
    assert "***" in said
    assert not re.search(r"\d{6}", said)


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：0570-1234567，传真：0570-1234568。",
        "咨询电话：13900001234（工作日）。",
        "联系人：王某某；手机：13900001234。",
        "联系人：王小明，联系电话：0570-1234567。",
        "联系部门：青禾县政务公开办公室，电话：13900001234。",
        "负责人：党政办公室主任，值班电话13900001234。",
        "班主任电话13900001234，司法所所长电话13900001234。",
        "党政办公室主任：13900001234（值班电话）。",
        "责任人：各科室负责同志。咨询电话：13900001234。",
        "李主任接访12次，接听热线0570-1234567。",
        "浏览量从12,139,001到13,900,001,234次",
        "群众可拨打咨询热线13900001234反映问题，村民可拨打电话13900001234。",
        "如有疑问，请与镇党政办公室联系（13900001234）。",
        "访问量达13900001234次，拨付资金13900001234元。",
        "统一社会信用代码91110000123456789X，备案号13900001234号。",
        "申请人张某某（138****1234）要求公开补偿方案，身份证号1101**********0011。",
        "编号110101199013070012的档案已公开。",
        f"缴款至非税财政专户，账号{valid_card()}。",
        f"平台累计点击{valid_card()}次。",
        "行政规范性文件693665第二十条第（五）项信息内容13640020470总计0000000",
        "详见http://www.example.gov.cn/20240113900001234.html。",
        "热线12345全年接听13900件，答复率99.12345678901%。",
    ],
)
def test_numbers_that_are_no_personal_data(text: str) -> None:
    assert leaks("LK-03", text).findings == (), text


def test_masked_number() -> None:
    assert masked_number("138 0000 1234") == "138******34"


@pytest.mark.parametrize(
    ("report", "text"),
    [
        ("liuxi-town-2024", "被申请行政复议1件，复议机关维持了我局的答复。"),
        ("liuxi-town-2024", "复议机关维持了我县的答复，没有行政诉讼案件。"),
        ("liuxi-town-2024", "复议机关维持了本委作出的答复。"),
        ("liuxi-town-2024", "溪口镇通过县政府门户网站专栏发布政府信息279条。"),
        ("qinghe-county-2024", "本年度我局没有发出信息处理费收费通知。"),
        ("qinghe-county-2024", "我区政务新媒体发布信息8873条。"),
        ("qinghe-county-2024", "本年度全区没有发出信息处理费收费通知。"),
        ("qinghe-education-bureau-2024", "县民政局办公室对机关8个股室的文件过一遍公开属性。"),
        ("qinghe-education-bureau-2024", "县卫健局信息公开由一名副局长分管。"),
        ("qinghe-education-bureau-2024", "政府信息公开由一名副镇长分管，办公室2人专职。"),
    ],
)
def test_whose_answer_whose_leader_and_whose_rooms(report: str, text: str) -> None:
    result = run_example("LK-01", {"report": report, "append": {"overview": text}})
    assert [f.severity for f in result.findings] == ["warning"], text


@pytest.mark.parametrize(
    ("report", "text"),
    [
        ("liuxi-town-2024", "被申请行政复议1件，复议机关维持了我镇的答复。"),
        ("liuxi-town-2024", "我县组织的培训我镇2人参加，县政府对本镇作出的答复提出建议。"),
        ("liuxi-town-2024", "申请人称县法院纠正了县公安局的答复。"),
        ("qinghe-county-2024", "经济开发区全区没有收到申请，已并入本表。"),
        ("qinghe-county-2024", "县民政局办公室对低保信息逐月公示。"),
        ("qinghe-county-2024", "县政府信息公开工作由一名副县长分管。"),
        ("qinghe-education-bureau-2024", "县民政局对接的救助学生名单在校内公示。"),
        ("qinghe-education-bureau-2024", "县司法局对我局答复文书提出意见，复议机关维持了我局作出的答复。"),
        ("qinghe-education-bureau-2024", "县政府办公室信息公开由专人联系我局。"),
        ("qinghe-education-bureau-2024", "政府信息公开由一名副局长分管。"),
        ("songlan-subdistrict-2024", "复议机关维持了我街道的答复。"),
    ],
)
def test_the_own_answer_leader_and_partners_are_honest(report: str, text: str) -> None:
    result = run_example("LK-01", {"report": report, "append": {"overview": text}})
    assert not [f for f in result.findings if f.severity != "info"], text

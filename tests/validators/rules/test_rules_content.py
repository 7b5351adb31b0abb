"""CON-01 to CON-05, CON-07, CON-08, NT-15 and YR-03: lists, lengths, quantities and copies in the prose."""

import re

import pytest

from nianbao.report.model import Report
from tests.support.rule_examples import context_of, run_example
from validators.catalogue import catalogue
from validators.engine import RuleResult
from validators.prose.enumerations import enumerations
from validators.prose.spaced import close_up


def outcome(rule: str, section: str, text: str) -> RuleResult:
    return run_example(rule, {"sections": {section: text}})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一是甲；二是乙。", [("是", 2, False)]),
        ("一是甲；三是乙。", [("是", 1, True)]),
        ("（一）甲\n一是子；二是丑。\n（二）乙", [("（一）", 2, False), ("是", 2, False)]),
        ("1.甲\n2、乙\n3．丙", [("1.", 3, False)]),
        ("比上年增长1.5倍，2024.12.1完成，唯一是它，第一季度", []),
        ("第一，甲。第二，乙。其一，子；其二，丑。", [("第", 2, False), ("其", 2, False)]),
        ("（1）甲（2）乙", [("（1）", 1, False)]),
        ("主要表现为一是甲；二是乙，统一是，八月一日是，案例二则", [("是", 2, False)]),
    ],
)
def test_enumerations(text: str, found: list[tuple[str, int, bool]]) -> None:
    assert [(run.kind, len(run), run.slipped) for run in enumerations(text)] == found


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("存在问题：一是解读少；二是更新慢；三是渠道窄。改进措施：一是多解读；二是勤更新。", "fail"),
        ("存在的不足：一是解读少；二是更新慢。\n针对上述不足，采取以下措施。一是甲；二是乙；三是丙。", "fail"),
        ("（一）存在的问题\n1.解读少。\n2.更新慢。\n（二）改进措施\n1.多解读。\n2.勤更新。\n3.拓渠道。", "fail"),
        ("存在问题：一是解读少；二是更新慢。改进措施：一是多解读；二是勤更新。", "pass"),
        (
            "还有不足。一是甲少。二是乙慢。\n下一步改进措施\n（一）加强甲。\n（二）规范乙。一是子。二是丑。三是寅。",
            "pass",
        ),
        ("（一）存在的问题\n1.解读少。\n2.更新慢。\n（二）改进措施\n1.多解读。\n2.勤更新。", "pass"),
        ("存在问题：一是解读少；二是更新慢。改进措施：加强解读，勤于更新，拓宽渠道。", "not_applicable"),
        ("解读少，更新慢。改进措施：一是多解读；二是勤更新；三是拓渠道。", "not_applicable"),
        ("存在问题：一是解读少，下一步将多解读；二是更新慢，下一步将勤更新。", "not_applicable"),
        ("存在问题：一是甲；三是乙。改进措施：一是子；二是丑；三是寅。", "not_applicable"),
        ("存在问题：一是甲；二是乙。改进情况：一是子；二是丑。下一步措施：一是寅；二是卯；三是辰。", "not_applicable"),
        ("无。", "not_applicable"),
        ("存在问题：一是解读少；二是更新慢。改进措施：一是多解读，区分内容还是形式。", "fail"),
        ("存在问题：一是解读少；二是更新慢。改进措施：一是多解读，还将勤更新。", "not_applicable"),
        ("存在问题：一是解读少；二是更新慢。改进措施：一是多解读；同时，勤更新。", "not_applicable"),
        ("存在问题：一是解读少；二是更新慢。改进措施：一是多解读。勤更新，每周一次。", "not_applicable"),
    ],
)
def test_problems_and_measures(text: str, state: str) -> None:
    assert outcome("CON-05", "problems", text).state == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("（一）主动公开\n我镇严格落实公开义务，及时发布各类信息。\n（二）依申请公开\n收到申请3件。", "fail"),
        ("2024年，按照国办〔2023〕5号文件和条例第二十条主动公开信息，做到一是及时、二是准确，24小时畅通。", "fail"),
        ("加强主动公开。全年培训2次，46人参加。", "fail"),
        ("共主动公开条，内容及时准确。", "fail"),
        ("（一）主动公开\n及时公开各类信息。\n（二）平台建设\n公众号推送230条，栏目10个。", "fail"),
        ("（一）主动公开。及时公开各类信息。\n（二）信息管理。由不公开改为主动公开的信息17件。", "fail"),
        ("1.主动公开情况\n及时公开各类信息。\n（1）公开财政信息30条。\n2.平台建设", "pass"),
        ("全年主动公开政府信息156条。\n（一）主动公开\n及时公开各类信息。\n（二）平台建设\n栏目10个。", "pass"),
        ("主动公开政府信息156条。", "pass"),
        ("主动公开政府信息四十余条。", "pass"),
        ("共公开各类信息966，主动公开成效明显。", "pass"),
        ("及时主动公开。公众号推送230条。", "pass"),
        ("主动公开各类信息，有关数据详见下表。", "not_applicable"),
        ("全年工作平稳，收到申请3件。", "not_applicable"),
    ],
)
def test_quantities(text: str, state: str) -> None:
    assert outcome("CON-07", "overview", text).state == state, text


def test_length_counts_characters_without_white_space() -> None:
    assert outcome("CON-08", "overview", "公开　信息 \n" * 250).state == "pass"
    result = outcome("CON-08", "overview", "公开信息" * 250 + "。")
    assert (result.state, result.findings[0].hit.left) == ("fail", 1001)


def test_length_is_not_judged_when_the_next_heading_was_not_found() -> None:
    spec = {"sections": {"overview": "公开信息" * 260, "active_disclosure": None}}
    assert run_example("CON-08", spec).state == "insufficient_data"


@pytest.mark.parametrize(
    "text",
    [
        "主要从以下三个方面推进：一是甲；二是乙。",
        "存在三个方面的问题。一是甲；二是乙；三是丙；四是丁。",
        "存在以下三点不足：\n（一）甲\n（二）乙",
        "主要问题有三：一是甲；二是乙。",
        "不足有两项：1.甲\n2.乙\n3.丙",
        "采取了3项举措：一是甲；二是乙。",
    ],
)
def test_points_that_differ(text: str) -> None:
    result = outcome("NT-15", "problems", text)
    assert [f.severity for f in result.findings] == ["warning"], text


@pytest.mark.parametrize(
    "text",
    [
        "主要从以下三个方面推进：一是甲；二是乙；三是丙。",
        "存在两个问题：1.甲\n2.乙\n改进措施\n3.丙\n4.丁",
        "针对上述两个问题，采取措施：一是甲；二是乙；三是丙。",
        "围绕三个方面，一是甲；二是乙。",
        "上级反馈的2个问题已整改。一是甲；二是乙；三是丙。",
        "在主动公开、依申请公开、平台建设三个方面发力：一是甲；二是乙。",
        "建好三个平台，一是甲；二是乙。",
        "从三个方面推进：一是甲；二是乙；此外，丙。",
        "从三个方面推进：一是甲；是乙；三是丙。",
        "从三个方面推进：一是甲；三是乙。",
        "从三个方面推进：一是甲；二是乙[…]",
        "全年召开三次会议，研究公开工作。一是甲；二是乙。",
        "第三方面：一是甲；二是乙。",
        "公开目录涉及十三个方面，共200条。做法一是甲；二是乙。",
        "一方面：一是甲；二是乙。",
        "县里把12个镇分成三类。一是甲；二是乙。",
    ],
)
def test_points_that_agree_or_cannot_be_told(text: str) -> None:
    assert outcome("NT-15", "problems", text).findings == (), text


# --- what a government reports of assessments, and what section five must hold -------------------------------------

THREE_RESULTS = ["年度工作考核得分91分。", "社会评议走访140户，满意的131户。", "未发生责任追究。"]


@pytest.mark.parametrize(
    ("missing", "said", "state"),
    [
        (1, "“两代表一委员”评议满意。", "pass"),
        (1, "群众代表打分平均91分。", "pass"),
        (1, "社会评议结果为满意。", "pass"),
        (1, "把社会评议作为抓手，努力让群众满意。", "fail"),
        (1, "完善群众满意度评议机制。", "fail"),
        (0, "将政务公开纳入2024年绩效考核。", "fail"),
        (0, "将政务公开纳入年度考核，开展培训2次。", "fail"),
        (0, "不断完善考核机制，强化考核结果运用。", "fail"),
        (0, "将政务公开纳入绩效考核，权重占4%，12个村居中优秀3个。", "pass"),
        (0, "年度考核结果为良好。", "pass"),
        (0, "县政府对我镇政务公开考核，我镇位居第二。", "pass"),
        (1, "群众满意度较高。", "pass"),
        (0, "完成了对12个站所的考核。", "pass"),
        (1, "邀请社会各界评议。", "fail"),
        (1, "主动接受社会评议。", "fail"),
        (1, "邀请了20名代表评议。", "pass"),
        (1, "接受群众评议，得到好评。", "pass"),
        (1, "未开展社会评议。", "pass"),
        (1, "组织开展了社会评议。", "pass"),
        (2, "对未按要求公开的，严肃追究责任。", "fail"),
        (2, "对未按期答复的2个单位进行了问责。", "pass"),
        (2, "没有干部受到处理。", "pass"),
        (2, "全年无人被问责。", "pass"),
        (2, "对2个单位负责人进行了提醒谈话。", "pass"),
        (2, "对1名干部给予批评教育。", "pass"),
        (2, "工作人员及时处理来信12件。", "fail"),
        (2, "对干部进行业务培训2次。", "fail"),
    ],
)
def test_results_in_other_words(missing: int, said: str, state: str) -> None:
    results = [said if i == missing else result for i, result in enumerate(THREE_RESULTS)]
    spec = {"report": "qinghe-county-2024", "sections": {"overview": "".join(results), "problems": "无。"}}
    assert run_example("CON-02", spec).state == state, said


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("工作中也遇到一些困难：人手少、任务重。为此，我局增加辅助人员2名，精简表格14张。", []),
        ("人手少，任务重。为此，我局增加辅助人员2名，精简表格14张。", []),
        ("解读质量待提高。制作图解11期。", ["第五部分没有写改进情况"]),
        ("为困难群众上门送政策28次，设立专窗3个。", ["第五部分没有写存在的问题"]),
        ("个别栏目更新慢，内容单一。上门帮助企业解决困难12件。", []),
        ("没有问题。为此，我局继续做好公开工作。", ["第五部分没有写存在的问题"]),
        ("问题 改进情况\n公开不及时 建立提醒制度\n解读形式单一 新增图解11期", []),
        ("序号 存在的问题 整改措施\n1 网站老 换了新的\n2 内容少 加了栏目", []),
        ("问题 改进情况\n公开不及时\n解读形式单一", ["第五部分没有写改进情况"]),
        (
            "问题 改进情况\n网站老\n内容少",
            ["第五部分没有写存在的问题", "第五部分没有写改进情况"],
        ),
    ],
)
def test_section_five_in_other_words_and_in_a_table(text: str, messages: list[str]) -> None:
    assert [f.hit.message for f in outcome("CON-03", "problems", text).findings] == messages


# --- every character set apart ------------------------------------------------------------------------------------


def set_apart(text: str) -> str:
    """As recognition gives justified lines: a blank between any two Chinese characters."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", " ", text)


def test_only_lines_set_apart_are_closed_up() -> None:
    text = "主 动 公 开 信 息318条\n问题 改进情况\n及 时 更 新"
    closed, places = close_up(text)
    assert closed == "主动公开信息318条\n问题 改进情况\n及时更新"
    assert [text[place] for place in places[:-1]] == list(closed)
    assert places[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("全年公开信息共计96条，规范依申请公开，加强政府信息制作、获取、保存全流程管理，完善专栏，强化监督。", []),
        ("发布各类政务信息1021条，依法受理答复申请，公文公开属性认定更规范，抓好公众号，开展培训2次。", []),
        ("发布各类政务信息1021条，受理行政许可申请，公文公开属性认定更规范，抓好公众号，开展培训2次。", ["依申请公开"]),
        ("公开信息96条，规范依申请公开，做好政府信息公开工作的日常统筹与管理，完善专栏，强化监督。", ["政府信息管理"]),
    ],
)
def test_aspects_in_a_sentence(text: str, missing: list[str]) -> None:
    messages = [f.hit.message for f in outcome("CON-01", "overview", text).findings]
    assert messages == [f"“一、总体情况”没有写到“{aspect}”" for aspect in missing]


@pytest.mark.parametrize(
    ("rule", "end", "state"),
    [
        ("CON-01", "overview", "insufficient_data"),
        ("CON-02", "overview", "insufficient_data"),
        ("CON-07", "overview", "insufficient_data"),
        ("CON-03", "problems", "insufficient_data"),
        ("CON-03", "applications", "insufficient_data"),
        ("CON-01", "problems", "fail"),
        ("CON-03", "other", "fail"),
    ],
)
def test_what_a_cut_file_lacks_may_stand_behind_the_cut(rule: str, end: str, state: str) -> None:
    sections = {"overview": "公开若干。", "problems": "存在的主要问题：解读形式单一"}
    assert run_example(rule, {"sections": sections, "ends_in": [end]}).state == state


def test_aspects_and_results_of_a_text_set_apart() -> None:
    sample = context_of({"report": "qinghe-county-2024"}).report.text("overview")
    for rule in ("CON-01", "CON-02"):
        spec = {"report": "qinghe-county-2024", "sections": {"overview": set_apart(sample)}}
        assert run_example(rule, spec).state == "pass", rule


def test_a_list_set_apart_is_quoted_as_printed() -> None:
    text = set_apart("存在问题：一是解读少；二是更新慢；三是渠道窄。改进措施：一是多解读；二是勤更新。")
    where = outcome("CON-05", "problems", text).findings[0].hit.where
    assert where.quote == text[where.start : where.end] == "一 是 多 解 读；二 是"


# --- against last year ------------------------------------------------------------------------------------------

PROBLEMS = "存在问题：一是政策解读形式单一，群众看不懂；二是个别栏目更新不及时，有41天没有新内容。改进措施：一是制作短视频；二是每月核对栏目。"
OVERVIEW = [
    "镇政府门户专栏按月公布惠农补贴发放名单",
    "各站所供稿由站所负责人核对事实后报送",
    "保密员逐篇审查后由分管副镇长签发上网",
    "便民服务中心一楼设有政府信息查阅点",
    "窗口值班人员代为检索和打印政策文件",
    "专栏内的历史信息每年六月集中清理一次",
    "村务公开栏张贴照片由农业服务站归档",
    "微信公众号以农时提醒和停水通知为主",
    "审签单按月装订并移交镇档案室保管",
    "新到岗的供稿人员都跟班学习一周时间",
]


def against_last_year(rule: str, section: str, now: str, before: str) -> RuleResult:
    spec = {"previous": "liuxi-town-2023", "sections": {section: now}, "previous_sections": {section: before}}
    return run_example(rule, spec)


@pytest.mark.parametrize(
    ("now", "before", "state"),
    [
        (PROBLEMS, PROBLEMS, "fail"),
        (PROBLEMS.replace("41天", "39天"), PROBLEMS, "fail"),
        (
            PROBLEMS,
            "存在问题：一是村级公示时间短；二是工程信息链条不完整。整改情况：统一做了公示框，尾款拨付前核对公开情况。",
            "pass",
        ),
        ("无。", "无。", "not_applicable"),
        (PROBLEMS, "", "insufficient_data"),
    ],
)
def test_section_five_against_last_year(now: str, before: str, state: str) -> None:
    assert against_last_year("CON-04", "problems", now, before).state == state


def prose(sentences: list[str]) -> str:
    return "。".join(sentences) + "。"


def rewritten(count: int) -> str:
    """Last year's ten sentences, the first ``count`` of them told anew."""
    return prose([f"今年重新写过的第{i}句{s[::-1]}" if i < count else s for i, s in enumerate(OVERVIEW)])


def without_other_prose(context_spec: dict[str, object]) -> RuleResult:
    empty = {"problems": "无。", "other": "无。"}
    sections = {**context_spec["sections"], **empty}  # type: ignore[dict-item]
    previous = {**context_spec["previous_sections"], **empty}  # type: ignore[dict-item]
    return run_example("YR-03", {"previous": "liuxi-town-2023", "sections": sections, "previous_sections": previous})


@pytest.mark.parametrize(("count", "state"), [(0, "fail"), (4, "fail"), (5, "pass"), (10, "pass")])
def test_sentences_repeated_from_last_year(count: int, state: str) -> None:
    spec = {"sections": {"overview": rewritten(count)}, "previous_sections": {"overview": prose(OVERVIEW)}}
    assert without_other_prose(spec).state == state


def test_a_template_with_new_figures_is_no_copy() -> None:
    now = prose([f"{s}，涉及{i + 30}件" for i, s in enumerate(OVERVIEW)])
    before = prose([f"{s}，涉及{i + 10}件" for i, s in enumerate(OVERVIEW)])
    spec = {"sections": {"overview": now}, "previous_sections": {"overview": before}}
    assert without_other_prose(spec).state == "pass"


def test_statements_of_nothing_and_statute_are_not_compared() -> None:
    alike = "本年度未收到政府信息公开申请。没有发生行政复议和行政诉讼。收取信息处理费0元。按照条例第二十条公开法定内容。本报告由镇政府编制并公布。"
    spec = {"sections": {"overview": alike * 3}, "previous_sections": {"overview": alike * 3}}
    assert without_other_prose(spec).state == "not_applicable"


@pytest.mark.parametrize("rule", ["CON-04", "YR-02", "YR-03", "YR-04", "YR-06"])
def test_another_years_report_is_not_compared_with(rule: str) -> None:
    context = context_of({"previous": "liuxi-town-2024"})
    assert isinstance(context.previous, Report)
    assert catalogue()[rule].run(context).state == "insufficient_data"

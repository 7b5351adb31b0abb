"""Notes and messages: every count found with its words and line, nothing that is none, nothing settled silently."""

from decimal import Decimal

import pytest

from nianbao.drafting.material.found import Figure, Material, merged
from nianbao.drafting.material.notes import read_notes
from nianbao.drafting.material.notes_material import LEFT_OVER, notes_material, relabelled
from nianbao.drafting.sentences.figures import figures

STATEMENTS = {
    "plain messages": ("官网发了327条，公众号推了94条", [("官网发", 327, "条"), ("公众号推", 94, "条")]),
    "without marks between": ("处罚16起 强制没有 许可208", [("处罚", 16, "起"), ("强制", 0, ""), ("许可", 208, "")]),
    "full width": ("网站２１３ 条", [("网站", 213, "条")]),
    "thousands": ("网站点击1,234次", [("网站点击", 1234, "次")]),
    "Chinese numerals": ("举办培训会三次，印发手册一百零五册", [("举办培训会", 3, "次"), ("印发手册", 105, "册")]),
    "wan": ("公众号阅读2.3万次", [("公众号阅读", 23000, "次")]),
    "a message's head": ("2025-01-07 08:41:02 周晓\n网站47条", [("网站", 47, "条")]),
    "who speaks": ("老孙：网站47条", [("网站", 47, "条")]),
    "a group with a number": ("5组小孙：网站47条", [("网站", 47, "条")]),
    "a topic is no speaker": ("许可：39件", [("许可", 39, "件")]),
    "phone, room and date": ("孙敏 13900001111，办公室在5楼512，1月15日前报", []),
    "a hotline's name": ("12345热线转来11件", [("热线转来", 11, "件")]),
    "document and article numbers": ("按〔2021〕30号和条例第五十条写，第2次会议通过", []),
    "list numbers": ("1. 网站47条\n②公众号8条\n（3）微博没开", [("网站", 47, "条"), ("公众号", 8, "条")]),
    "words with numerals": ("一网通办、两办文件、三公经费都公开了", []),
    "a plan": ("2025年计划发400条", []),
    "a trend": ("比去年多19条，同比增长12%", []),
    "said twice of one": ("培训4场120人次", [("培训", 4, "场"), ("培训", 120, "人次")]),
    "results of review": ("复议4件，维持3件，撤销1件", [("复议", 4, "件"), ("复议维持", 3, "件"), ("复议撤销", 1, "件")]),
    "outcomes of applications": ("申请：收9，公开5/部分1", [("申请收", 9, ""), ("申请公开", 5, ""), ("申请部分", 1, "")]),
    "documents": ("规范性文件 制发3 废止0 有效17", [("规范性文件制发", 3, ""), ("规范性文件废止", 0, ""), ("规范性文件有效", 17, "")]),
    "addresses, files and numbers of persons": ("见 http://a.cn/2024/1234.html 附件2 年报2024.docx QQ群 123456789", []),
    "a list in a line": ("1、网站47条；2、公众号8条", [("网站", 47, "条"), ("公众号", 8, "条")]),
    "two channels in one number": ("公众号、微博共推送130条", [("公众号、微博共推送", 130, "条")]),
    "a heading is no words of the number": (
        "1. 主动公开：公开信息260条\n平台：公众号推94条；监督：培训4场",
        [("公开信息", 260, "条"), ("公众号推", 94, "条"), ("培训", 4, "场")],
    ),
    "a line of a list begins anew": (
        "2. 新收申请15件\n3. 6月办了1次培训",
        [("新收申请", 15, "件"), ("办培训", 1, "次")],
    ),
    "a list goes on about its applications": ("1. 申请收5件\n2. 公开3件", [("申请收", 5, "件"), ("申请公开", 3, "件")]),
    "what was said of the work is no figure": ("考核：县里打分91分，排第3。社会评议：发120份，收回110份。", []),
    "a number without words": ("老李：184", [("", 184, "")]),
    "not known yet": ("许可数要问窗口，公众号后台打不开", []),
}  # fmt: skip


@pytest.mark.parametrize("case", STATEMENTS)
def test_statements(case):
    text, expected = STATEMENTS[case]
    found = [(n.label, n.value, n.unit) for n in read_notes(text, 2024)]
    assert found == [(label, Decimal(value), unit) for label, value, unit in expected]


INEXACT = ["网站大概47条左右", "网站40多条", "讲座十来场", "文件近20件", "点击超过3万次", "网站40到50条", "网站四五十条", "处罚6、7件", "处罚六件？", "处罚6件，还没核", "许可 1 84 件"]  # fmt: skip


@pytest.mark.parametrize("text", INEXACT)
def test_what_is_not_exact_is_asked_and_filled_nowhere(text):
    noted = read_notes(text, 2024)
    assert [n.exact for n in noted] == [False]
    material = notes_material(noted, "记录.txt")
    assert (material.cells, material.totals) == ({}, [])
    assert all(f.value == noted[0].raw for f in material.facts)  # as it stands: an open place of the draft
    assert [q.kind for q in material.questions] == ["doubtful"]
    assert "记录.txt第1行" in material.questions[0].said[0]


CELLS = {
    "许可208件": {"active_disclosure.licensing.decisions": 208},
    "强制：无": {"active_disclosure.coercion.decisions": 0},
    "未实施行政强制": {"active_disclosure.coercion.decisions": 0},
    "规章没有": {f"active_disclosure.regulations.{c}": 0 for c in ("issued", "repealed", "in_force")},
    "规范性文件今年没发": {"active_disclosure.normative_documents.issued": 0},
    "规范性文件制发3件，废止1件，现行有效17件": {
        f"active_disclosure.normative_documents.{c}": v for c, v in (("issued", 3), ("repealed", 1), ("in_force", 17))
    },
    "收费36000元": {"active_disclosure.fees.amount": Decimal("3.6")},
    "收费3.6万元": {"active_disclosure.fees.amount": Decimal("3.6")},
    "收费36": {},
    "信息处理费没收": {},
    "许可208(含延续40)": {"active_disclosure.licensing.decisions": 208},
    "2023年许可190件": {},
    "1月许可12件": {},
    "投诉没收到过": {},
    "微博没开": {},
    "规范性文件2件": {},
    "官司1件还没判": {},
    "处罚：一般程序9件、简易程序40件": {},
    "强制措施2件": {},
    "许可没有统计": {},
    "收费项目3个": {},
    "行政许可共办理一千二百零三件": {"active_disclosure.licensing.decisions": 1203},
}  # fmt: skip


@pytest.mark.parametrize("text", CELLS)
def test_official_cells(text):
    material = notes_material(read_notes(text, 2024), "记录.txt")
    assert {c: f.value for c, f in material.cells.items()} == CELLS[text]


def test_totals_are_not_spread_over_kinds_of_applicants_but_nothing_is_nothing_for_all():
    some = merged([notes_material(read_notes("申请收了15件", 2024), "记录.txt")])
    assert not some.cells
    assert "只有总数" in some.questions[0].said[1]
    none = merged([notes_material(read_notes("没收到申请", 2024), "记录.txt")])
    assert {f.value for f in none.cells.values()} == {0}
    assert len(none.cells) == 6


def test_parts_that_make_up_the_total_leave_nothing_to_the_rest():
    whole = merged([notes_material(read_notes("复议4件，维持3件，撤销1件", 2024), "记录.txt")])
    row = {c.rsplit(".", 1)[1]: f.value for c, f in whole.cells.items()}
    assert row == {"upheld": 3, "corrected": 1, "other": 0, "pending": 0}


NO_FACTS = [
    "依申请公开：自然人10件，法人2件",
    "收到申请3件，撤回1件",
    "不予公开1件",
    "上半年100条",
    "去年15条",
    "184",
    "每次40人",
]


@pytest.mark.parametrize("text", NO_FACTS)
def test_what_belongs_to_a_table_or_to_no_year_is_no_fact_but_is_asked(text):
    material = merged([notes_material(read_notes(text, 2024), "记录.txt")])
    assert (material.facts, material.cells) == ([], {})
    assert material.questions


def test_no_cases_at_all_is_said_once_for_every_cell():
    material = merged([notes_material(read_notes("没有行政复议和行政诉讼", 2024), "记录.txt")])
    assert len(material.cells) == 12
    assert {f.value for f in material.cells.values()} == {0}


def test_facts_carry_their_aspect_unit_and_line():
    material = notes_material(read_notes("官网发了327条\n公众号阅读2.3万次\n培训4场", 2024), "记录.txt")
    assert [(f.aspect, f.label, f.value, f.unit, f.source) for f in material.facts] == [
        ("active", "官网发", 327, "条", "记录.txt第1行"),
        ("platform", "公众号阅读", Decimal("2.3"), "万次", "记录.txt第2行"),
        ("supervision", "培训", 4, "场", "记录.txt第3行"),
    ]


CONTRADICTIONS = {
    "two people": ("老孙：网站发了327条\n小周：我这边后台导出来是372条", "网站发", ["327条", "372条"]),
    "a correction": ("许可208件\n更正一下，许可应该是280件", "表二·行政许可", ["208件", "280件"]),
    "from memory": ("「李姐：网站发了327条」\n不对吧，我记得是320", "网站发", ["327条", "320"]),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_two_lines_that_differ_are_both_shown_and_neither_is_filled(case):
    text, subject, numbers = CONTRADICTIONS[case]
    material = notes_material(read_notes(text, 2024), "记录.txt")
    assert not material.cells
    assert all(f.value is None for f in material.facts)
    question = material.questions[0]
    assert (question.kind, question.subject) == ("differs", subject)
    for line, (number, said) in enumerate(zip(numbers, question.said, strict=True), start=1):
        assert number in said
        assert f"第{line}行" in said


def test_the_same_in_another_unit_is_no_contradiction():
    material = notes_material(read_notes("收费251000元\n另外一个口径是25.1万", 2024), "记录.txt")
    assert material.questions == []
    assert material.cells["active_disclosure.fees.amount"].value == Decimal("25.1")


IN_WORDS = {
    "考核：县里打分 91 分，排第3。社会评议：发120份，收回110份；满意105份。没有人被追责。": {
        "assessment": "工作考核方面，县里打分91分，排第3",
        "public_appraisal": "社会评议方面，发120份，收回110份，满意105份",
        "accountability": "没有人被追责",
    },
    "县里考核得了91分": {"assessment": "县里考核得了91分"},
    "把公开纳入年度考核，占5分": {},
    "去年考核得了88分": {},
    "社会评议：大概发了120份": {},
    "1、考核：优秀；2、评议：良好；3、追责：无": {
        "assessment": "工作考核方面，优秀",
        "public_appraisal": "社会评议方面，良好",
        "accountability": "责任追究方面，无",
    },
    "组织考核培训2场，考核合格43人": {},
    "整改：完成问题整改5个；工作安排：召开会议3次": {},
    "1人被问责": {"accountability": "1人被问责"},
    "未发生责任追究情形": {"accountability": "未发生责任追究情形"},
}


@pytest.mark.parametrize("text", IN_WORDS)
def test_results_are_the_drafters_words(text):
    material = notes_material(read_notes(text, 2024), "记录.txt", text)
    assert {name: line.text for name, line in material.results.items()} == IN_WORDS[text]
    assert bool(material.results) or bool(material.questions) or bool(material.facts)


PAIRS = {
    "5. 问题：有的站所供稿慢；查阅点没人用。明年打算：每季度通报一次。": [("有的站所供稿慢", ""), ("查阅点没人用", ""), ("", "每季度通报一次")],
    "存在问题：\n1. 供稿比较慢\n2. 查阅点没人用\n改进措施\n一是每季度通报\n许可208件": [
        ("供稿比较慢", ""),
        ("查阅点没人用", ""),
        ("", "每季度通报"),
    ],
    "问题：供稿比较慢\n没收信息处理费": [("供稿比较慢", "")],
}  # fmt: skip


@pytest.mark.parametrize("text", PAIRS)
def test_problems_and_plans_stand_beside_each_other(text):
    material = notes_material(read_notes(text, 2024), "记录.txt", text)
    assert [(p.problem, p.measure) for p in material.problems] == PAIRS[text]
    assert bool(material.cells) == ("许可" in text)
    assert bool(material.fees) == ("处理费" in text)


def test_what_nothing_was_made_of_is_told():
    text = "柳溪镇2024年工作记录\n网站发了120条，比上年多34条\n年底开了总结会\n2025-01-07 08:41 周晓\n2025年计划发400条"
    material = notes_material(read_notes(text, 2024), "记录.txt", text)
    [told] = material.questions
    assert (told.kind, told.subject) == ("open", LEFT_OVER)
    assert told.said == (
        "“比上年多34条”（记录.txt第2行）",
        "“年底开了总结会”（记录.txt第3行）",
        "“2025年计划发400条”（记录.txt第5行）",
    )


def test_a_month_may_be_all_there_was():
    material = notes_material(read_notes("6月办了1次培训\n6月收到申请3件", 2024), "记录.txt")
    assert [(q.offered.label, q.offered.value, q.offered.unit) if q.offered else None for q in material.questions] == [
        ("办培训", 1, "次"),
        None,
    ]


def test_notes_against_a_register_are_shown_and_not_settled():
    register = Material(
        cells={f"applications.new.{c}": Figure(v, "台账") for c, v in zip(
            ("natural_person", "commercial", "research", "social", "legal_service", "other"), (9, 3, 0, 0, 1, 0), strict=True)}
    )  # fmt: skip
    agreed = merged([register, notes_material(read_notes("申请收了13件", 2024), "记录.txt")])
    assert agreed.questions == []
    whole = merged([register, notes_material(read_notes("申请收了15件", 2024), "记录.txt")])
    assert [(q.kind, q.said) for q in whole.questions] == [
        ("differs", ("15（记录.txt第1行：申请收了15件）", "各栏相加13（台账）"))
    ]


# --- what a model may do --------------------------------------------------------------------------------------

TEXT = "官网那边大家辛苦了发了327条信息"


@pytest.mark.parametrize(
    ("proposal", "accepted"),
    [
        ({"line": 1, "raw": "327条", "label": "官网发信息", "aspect": "active"}, True),
        ({"line": 1, "raw": "327条", "label": "官网发布信息", "aspect": "active"}, False),
        ({"line": 1, "raw": "327条", "label": "官网发了327条", "aspect": "active"}, False),
        ({"line": 1, "raw": "372条", "label": "官网发信息", "aspect": "active"}, False),
        ({"line": 2, "raw": "327条", "label": "官网发信息", "aspect": "active"}, False),
        ({"line": 1, "raw": "327条", "label": "官网发信息", "aspect": "website"}, False),
        ({"line": 1, "raw": "327条", "label": "", "aspect": "active"}, False),
    ],
)
def test_a_model_may_only_name_what_code_found(proposal, accepted):
    noted = read_notes(TEXT, 2024)
    found, refused = relabelled(noted, TEXT, [proposal])
    assert [(n.value, n.unit, n.raw) for n in found] == [(n.value, n.unit, n.raw) for n in noted]
    assert (found[0].label == "官网发信息") is accepted
    assert bool(refused) is not accepted


FIGURES = {
    "第五十条": [("ordinal", "")],
    "〔2021〕30号": [("document", "")],
    "2024年12月31日": [("date", ""), ("date", "")],
    "12345热线": [("name", "")],
    "5G基站": [("name", "")],
    "第三方评估": [],
    "一网通办": [],
    "每一件": [],
    "四十二件": [("amount", "件")],
    "97.8%": [("amount", "%")],
}


@pytest.mark.parametrize("text", FIGURES)
def test_kinds_of_numbers(text):
    assert [(f.kind, f.unit) for f in figures(text)] == FIGURES[text]


@pytest.mark.parametrize(
    ("said", "fees"),
    [
        ("没有收取信息处理费", {"collected": 0}),
        ("没收信息处理费", {"collected": 0}),
        ("信息处理费收了120元", {"collected": 120}),
        ("发出信息处理费收费通知3件", {"notices": 3}),
        ("信息处理费通知收取300元，实收200元", {"charged": 300, "collected": 200}),
        ("信息处理费200元", {}),
        ("信息处理费收了120元\n信息处理费收取150元", {}),
    ],
)
def test_the_fee_goes_where_its_words_say_and_is_asked_otherwise(said, fees):
    material = notes_material(read_notes(said, 2024), "记录.txt")
    assert {name: figure.value for name, figure in material.fees.items()} == fees
    assert not material.facts
    assert bool(material.questions) == (not fees)


def test_a_fee_that_register_and_notes_say_differently_is_asked():
    register = Material(fees={"collected": Figure(200, "申请台账第1件")})
    whole = merged([register, notes_material(read_notes("信息处理费没有收", 2024), "记录.txt")])
    assert "collected" not in whole.fees
    (question,) = [q for q in whole.questions if q.kind == "differs"]
    assert question.subject == "实际收取的总金额"

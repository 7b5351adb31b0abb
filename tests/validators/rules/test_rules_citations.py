"""CON-06: what is a wrong citation of the regulation, and the many right ones that look unusual."""

import dataclasses

import pytest

from nianbao.report.model import Notice
from tests.support.rule_examples import context_of, run_example
from validators.catalogue import catalogue

NAME = "《中华人民共和国政府信息公开条例》"


def severities(text: str, **spec: object) -> list[str]:
    result = run_example("CON-06", {"preamble": "", "append": {"overview": text}, **spec})
    return [f.severity for f in result.findings]


@pytest.mark.parametrize(
    "text",
    [
        "严格按照《中华人民共和国信息公开条例》做好工作。",
        "严格按照《中华人民共和国政府信息公开条列》做好工作。",
        "严格按照《政府信息公开条列》做好工作。",
        "严格按照《政府信公开条例》做好工作。",
        "严格按照《中国人民共和国政府信息公开条例》做好工作。",
        "严格按照《中华人民共和国政务公开条例》做好工作。",
        "严格按照中华人民共和国信息公开条例做好工作。",
        "依据《中华人民共和国政府信息公开法》编制本报告。",
        f"依据{NAME}第五十七条，编制本报告。",
        f"依据{NAME}（以下简称《条例》）第六十条的规定编制。",
        "按照《条例》第58条办理。",
        "依据政府信息公开条例第60条的规定办理。",
        "街道对照政府信息公开条例第六十五条列明的事项公开。",
        f"依据{NAME}和《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕31号）编制。",
        "按照《政府信息公开信息处理费管理办法》（国办函〔2021〕109号）收费。",
        "依据国务院办公厅通知（国办公开函〔2021〕30号）编制。",
        "依据《政府信息公开条例》（国务院令第712号）编制。",
        "严格按照《政务公开条例》做好工作。",
        "严格按照《政府信息公开工作条例》做好工作。",
        f"严格按照{NAME}（2007年修订）做好工作。",
        f"依据{NAME}（国务院第711令）编制本报告。",
        f"依据{NAME}和国办公开办函〔2012〕30号编制本报告。",
        f"依据{NAME}和国办函〔2021〕30号要求编制本报告。",
        "依据国办公开办函〔2022〕30号编制本报告。",
    ],
)
def test_wrong_citation_is_a_warning(text: str) -> None:
    assert severities(text) == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        f"根据{NAME}第三十二条规定，编制本报告。",
        f"根据{NAME}第二十条规定，青禾县人民政府办公室编制了2024年度政府信息公开工作年度报告。",
        f"根据{NAME}第四十五条（国务院令第711号）和《格式的通知》（国办公开办函〔2021〕30号）要求，青禾县教育局编制本报告。",
        "按照《政府信息公开条例》第二十条收取信息处理费。",
        "依据《年度报告有关事项的通知》（国办公开办函〔2019〕60号）要求编制。",
        "依据《政府信息公开条例》（国务院令第492号）编制。",
    ],
)
def test_stale_or_ill_fitting_citation_is_information(text: str) -> None:
    assert severities(text) == ["info"]


@pytest.mark.parametrize(
    "text",
    [
        f"根据{NAME}（国务院令第711号）第四十九条、第五十条，编制本报告。",
        "街道按照政府信息公开条例第五十条列明的事项编写本报告。",
        "落实示例省政府信息公开条例第六十条、我市政府信息公开条例第五十八条。",
        "根据《政府信息公开条例》（国令第711号，以下简称《条例》）第五十条规定，编制本报告。",
        "按照《条例》第二十条第（八）项公开收费项目，按第三十二条征求第三方意见。",
        "落实《北京市政府信息公开规定》和《示例省政府信息公开条例》。",
        "落实《示例省政务公开条例》《海关政府信息公开办法》《中华人民共和国海关政府信息公开办法》。",
        "《信息公开条例》宣传月活动在三个镇举行。",
        "学习《中华人民共和国政府信息公开条例》（2019年修订）和《〈政府信息公开条例〉解读》。",
        "依据《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函【2021】30号）编制。",
        "依据国务院办公厅政府信息与政务公开办公室《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
        "（国办公开办函 [2021] 30 号）编制。",
        "按照《政府信息公开信息处理费管理办法》(国办函(2020)109号)执行。",
        "按照《示例省政府信息公开信息处理费管理办法》（示政办〔2021〕3号）执行。",
        "按照《中华人民共和国行政复议法》第七十二条、《行政处罚法》第八十条办理。",
        "按照《优化营商环境条例》第六十八条办理。",
        "依据《关于做好年度报告编制工作的通知》（示政办公开〔2024〕60号）编制。",
        "国办发〔2021〕30号文件部署的工作全部完成。",
        "共办理第57条建议，条例学习班第六十期开班。",
        f"根据{NAME}第二十条公开信息200条，按要求编制年度报告。",
        f"{NAME}自2008年施行（国务院令第492号），2019年修订（国务院令第711号）。",
        f"严格按照{NAME}（2019年修订）、《信息公开条例》做好工作。",
        f"严格按照{NAME}（2007年公布，2019年4月3日修订）做好工作。",
        f"依据{NAME}（国务院第711号令）编制本报告。",
        "落实《示例省政务公开条例》，按《政务公开条例》组织检查。",
        "落实国办公开办函〔2022〕8号，开展专项检查。",
        "落实《关于做好网站工作的通知》（国办函〔2021〕30号）。",
        f"根据{NAME}第四十九条（国务院令第711号）和《格式的通知》要求，青禾县教育局编制本报告。",
    ],
)
def test_right_citation_is_left_alone(text: str) -> None:
    assert severities(text) == []


def test_the_notice_of_2019_is_right_in_a_report_of_its_time() -> None:
    context = context_of({"preamble": "依据国办公开办函〔2019〕60号编制。"})
    old = dataclasses.replace(context, report=dataclasses.replace(context.report, year=2020))
    assert catalogue()["CON-06"].run(context).state == "fail"
    assert catalogue()["CON-06"].run(old).state == "pass"


def test_bare_name_is_not_ours_when_the_report_cites_another_regulation() -> None:
    text = "按照《优化营商环境条例》推进改革，《条例》第六十八条逐项落实。"
    assert severities(text) == []
    assert severities(f"依据{NAME}（以下简称《条例》）编制。" + text) == ["warning"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落实《优化营商环境条例》。\n依据《条例》第六十二条，依申请提供政府信息不收取费用。", ["warning"]),
        ("落实《优化营商环境条例》。\n依据《条例》第六十二条开展检查。", []),
        ("落实《优化营商环境条例》，主动公开信息，依据《条例》第六十二条公开政府信息。", []),
        ("落实《示例省信用条例》（以下简称《条例》）。\n依据《条例》第六十二条公开政府信息。", []),
        (
            f"{NAME}（2019年修订）（以下简称《条例》）。落实《示例省信用条例》，依据《条例》第六十二条办理。",
            ["warning"],
        ),
        (
            f"{NAME}（国务院令第711号，以下称《条例》）。落实《示例省信用条例》，依据《条例》第六十二条办理。",
            ["warning"],
        ),
    ],
)
def test_what_the_bare_name_means(text: str, found: list[str]) -> None:
    assert severities(text) == found


def test_misread_letters_of_a_scan_are_not_the_agencys() -> None:
    context = context_of({"append": {"overview": "按照《政府信息公开条列》执行。"}})
    scan = dataclasses.replace(context.report, notices=(Notice("recognised", "由图像识别"),))
    assert catalogue()["CON-06"].run(context).state == "fail"
    assert catalogue()["CON-06"].run(dataclasses.replace(context, report=scan)).state == "pass"

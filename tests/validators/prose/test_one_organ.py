"""Names of one organ and of two; every name is invented."""

import pytest

from nianbao.documents.recovery.named_in_prose import named_in_prose
from nianbao.report.agency import infer_agency
from validators.prose.one_organ import another_bureau, another_organ, another_place, slip_in_the_place


@pytest.mark.parametrize(
    ("one", "other", "another"),
    [
        ("示例市高新技术产业开发区管理委员会", "示例高新区管委会", False),
        ("示例市经济技术开发区管理委员会", "示例经开区管委会", False),
        ("示例市旅游度假区管理委员会", "度假区管委会", False),
        ("示例综合保税区管理委员会", "示例综保区管委会", False),
        ("示例国家高新技术产业开发区管理委员会", "示例高新区党政办公室", False),
        ("云岭市青禾高新区管委会", "青禾高新技术产业开发区管理委员会", False),
        ("青禾县经济开发区管理委员会", "青禾开发区管委会", False),
        ("示例高新区管委会", "示例经开区管委会", True),
        ("示例高新区管委会", "白云高新区管委会", True),
        ("示例市高新技术产业开发区管理委员会", "白云市高新区管委会", True),
        ("青禾县柳溪回族乡人民政府", "柳溪乡人民政府", False),
        ("青禾瑶族自治县人民政府", "青禾县人民政府", False),
        ("云岭市青禾县柳溪镇人民政府", "青禾县人民政府柳溪镇", False),
        ("青禾县环境保护局", "云岭市生态环境局青禾分局", False),
        ("青禾县人民政府", "青禾县柳溪镇人民政府", True),
        ("青禾县教育局", "白鹭县教育局", True),
    ],
)
def test_of_another_place(one: str, other: str, another: bool) -> None:
    agencies = infer_agency(one), infer_agency(other)
    assert another_place(*agencies) is another_place(*reversed(agencies)) is another


@pytest.mark.parametrize(
    ("one", "other", "another"),
    [
        ("青禾县教育局", "青禾县民政局", True),
        ("青禾县财政局", "青禾县民政局", True),
        ("青禾县自然资源局", "青禾县人力资源和社会保障局", True),
        ("青禾县生态环境局", "青禾县卫生健康局", True),
        ("青禾县住房和城乡建设局", "青禾县市场监督管理局", True),
        ("示例省教育厅", "示例省财政厅", True),
        ("青禾县住房和城乡建设局", "青禾县住建局", False),
        ("青禾县教育局", "青禾县教育和体育局", False),
        ("青禾县文化广电旅游体育局", "青禾县文旅局", False),
        ("青禾县人力资源和社会保障局", "青禾县人社局", False),
        ("青禾县国土资源局", "青禾县自然资源局", False),
        ("青禾县安全生产监督管理局", "青禾县应急管理局", False),
        ("青禾县城市管理局", "青禾县综合行政执法局", False),
        ("青禾县政务服务管理局", "青禾县数据局", False),
        ("青禾县发展和改革委员会", "青禾县发改局", False),
        ("青禾县农业农村局", "青禾县乡村振兴局", False),
        ("青禾县教育局", "青禾县人民政府办公室", False),
        ("青禾县教育局", "青禾县政务公开领导小组办公室", False),
        ("云岭市公安局", "云岭市公安局交警支队", False),
    ],
)
def test_of_another_business(one: str, other: str, another: bool) -> None:
    agencies = infer_agency(one), infer_agency(other)
    assert another_bureau(*agencies) is another_bureau(*reversed(agencies)) is another
    assert another_organ(*agencies) or not another or one.startswith("示例省")


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("云岭市宿东区教育局", "宿西区教育局", True),
        ("青禾县柳溪镇人民政府", "柳溪乡人民政府", True),
        ("青禾县人民政府", "青禾区人民政府", True),
        ("青禾县柳溪回族乡人民政府", "柳溪乡人民政府", False),
        ("青禾瑶族自治县人民政府", "青禾县人民政府", False),
        ("青禾县人民政府", "青禾县柳溪镇人民政府", False),
        ("示例高新区管委会", "示倒高新区管委会", False),
    ],
)
def test_wrong_in_either_case(one: str, other: str, slip: bool) -> None:
    assert slip_in_the_place(infer_agency(one), infer_agency(other)) is slip


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("根据条例,柳溪镇人民政府编制2024年政府信息公开工作年度报告。", ["柳溪镇人民政府"]),
        ("根据条例,由青禾县政府办公室编制2024年政府信息公开工作年度报告。", ["青禾县政府办公室"]),
    ],
)
def test_who_makes_the_report_of_a_year(text: str, named: list[str]) -> None:
    assert [found.agency for found in named_in_prose(text)] == named

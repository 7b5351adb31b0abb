"""What a name tells of an agency, and what it does not."""

import pytest

from nianbao.report.agency import infer_agency

CASES = [
    ("示例省云岭市青禾县柳溪镇人民政府", "government", "township", "示例省"),
    ("示例省云岭市青禾县人民政府", "government", "county", "示例省"),
    ("示例省云岭市人民政府", "government", "prefecture", "示例省"),
    ("示例省人民政府", "government", "province", "示例省"),
    ("示例省交通运输厅", "department", "province", "示例省"),
    ("示例省云岭市住房和城乡建设局", "department", "prefecture", "示例省"),
    ("示例省云岭市城市管理局", "department", "prefecture", "示例省"),
    ("示例省云岭市青禾县市场监督管理局", "department", "county", "示例省"),
    ("示例省云岭市砚洲县松岚街道办事处", "dispatched", "township", "示例省"),
    ("示例省汐川经济开发区管理委员会", "dispatched", None, None),
    ("北京市某区人民政府", "government", "prefecture", "北京市"),
    ("上海市人民政府", "government", "province", "上海市"),
    ("柳溪乡人民政府", "government", "township", None),
    ("示例大学", "authorised", None, None),
    ("某某协会", None, None, None),
]


@pytest.mark.parametrize(("name", "kind", "level", "region"), CASES)
def test_inference(name, kind, level, region):
    agency = infer_agency(name)
    assert agency.kind == kind
    if level is not None:
        assert agency.level == level
        assert agency.region == region
    assert agency.inferred

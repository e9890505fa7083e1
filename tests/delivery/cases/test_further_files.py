"""再来一个文件: a further guide and a further list under national names are imported, published, found and filed. No code."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from tests.delivery.cases.test_breadth import person, walk  # noqa: F401 - the fixture
from tests.delivery.conftest import MONDAY, Town
from tests.kernel.content.workbooks import workbook
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refs import Ref

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GUIDE = """
meta: {as_of: '2026-07-24', provenance: a portal}
count: 1
guides:
- item_name: 萤火虫养殖备案
  service_id: Ii9wynW
  basic_code: 439999105001
  business_code: '03'
  item_type: 行政确认
  department: 公安
  exercise_level: 县
  service_object: [自然人]
  handling_scope: 全省
  online: true
  min_visits: 0
  legal_days: 10
  promised_days: 3
  day_unit: 工作日(推定)
  fee: false
  result: 备案回执
  legal_basis: [户口登记条例 第三、七条]
  conditions: [有养殖场所]
  materials:
  - {name: 养殖场所照片, necessity: 必要, source: 申请人自备, form: 电子, copies: 1, note: 近三个月}
  - {name: 居民户口簿, necessity: 必要, source: 政府部门核发, form: 纸质, copies: 1}
  clock_note: 手续齐全当场办结
  source_url: https://example.invalid/guide.html?rightsCode=439999105001&ywCode=03
"""
LIST = workbook(
    事项=[
        ["事项名称", "实施编码", "事项类型", "服务对象", "承诺办结时限", "承诺办结时限单位"],
        ["星空观测点登记", "439999-0001", "公共服务", "自然人", "2", "工作日"],
    ],
    材料=[["实施编码", "材料名称", "是否必备材料"], ["439999-0001", "观测点位置图", "是"]],
)


def test_a_further_guide_and_a_further_list_need_no_code(tmp_path: Path, town: Town, person: Actor) -> None:  # noqa: F811
    root = tmp_path / "content"
    shutil.copytree(settings.ZT_CONTENT, root)
    for name, data in (("further.yaml", GUIDE.encode()), ("list.xlsx", LIST)):
        (tmp_path / name).write_bytes(data)
        report, paths = content.bring_in(tmp_path / name, city="changsha", root=root, part="further")
        assert report.errors == ()
        assert paths
    published = content.publish("changsha", by=system("tests"), at=MONDAY, root=root)
    assert {pin.code for pin in published.published if pin.kind == "item"} >= {"439999105001-03", "439999-0001"}
    for words, code, material in (("萤火虫养殖", "439999105001-03", "养殖场所照片"), ("星空观测点登记", "439999-0001", "观测点位置图")):
        assert code in {hit.code for hit in catalogue.find(words)[:3]}
        guide = catalogue.guide(code)
        assert material in {one.name.zh for one in guide.materials or ()}
        assert [one.item for one in walk(Ref("item", code), town, person).approvals] == [code]

"""Items under their national names: the table says what a column means; nothing is dropped in silence, nothing guessed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.kernel.content.workbooks import workbook
from zhengtong.foundation.catalogue.adapters import columns, item_elements
from zhengtong.kernel.content import importing
from zhengtong.kernel.content.terms import Contents, Converted, Source

Write = Callable[[str, str], Source]
HEAD = (
    "事项名称,实施编码,事项类型,实施主体,承诺办结时限,承诺办结时限单位,法定办结时限,法定办结时限单位,"
    "受理条件,申请材料,设定依据,收费标准,是否收费,服务对象\n"
)
ROW = (
    '食品小经营许可,511-1,行政许可,市公安局,5,工作日,20个工作日,,"1.有场所；2.有人员",身份证;申请书,《行政许可法》第四十五条,,否,"自然人,企业法人"\n'
)


def converted(source: Source, beside: Contents) -> Converted:
    assert item_elements.recognises(source)
    return item_elements.convert(source, pack="testcity", beside=beside)


def items(found: Converted) -> list[Any]:
    return list(found.files["imported/items/elements.jsonl"])


def test_a_row_becomes_an_item(source: Write, beside: Contents) -> None:
    found = converted(source("x.csv", HEAD + ROW), beside)
    (item,) = items(found)
    assert found.defects == ()
    assert {key: item[key] for key in ("code", "name", "power", "organisation", "division", "fee", "subjects", "conditions")} == {
        "code": "511-1", "name": "食品小经营许可", "power": "permit", "organisation": "O1", "division": "430100000000", "fee": False,
        "subjects": ["person", "firm"], "conditions": ["有场所", "有人员"],
    }
    assert (item["promised"], item["legal"]) == ({"days": 5, "unit": "working_day"}, {"days": 20, "unit": "working_day"})
    assert [one["name"] for one in item["materials"]] == ["身份证", "申请书"]
    assert found.places == {"511-1": ("", 2)}


def test_the_upload_tables_of_the_state_and_a_provinces_raw_fields_are_the_same_items(source: Write, beside: Contents) -> None:
    chinese = items(converted(source("a.csv", "事项名称,实施编码,事项类型,承诺办结时限,受理条件\n开店,X1,行政许可,5,有店\n"), beside))
    upload = items(converted(source("b.csv", "task_name,task_code,task_type,promise_day,accept_condition\n开店,X1,01,5,有店\n"), beside))
    for one in (*chinese, *upload):
        one.pop("source")
    assert chinese == upload
    province = "unifyName,rightsCode,ywCode,typeName,approveLimit\n开店,000131004000,01,行政许可,9\n"
    (raw,) = items(converted(source("c.csv", province), beside))
    assert (raw["code"], raw["legal"]["days"]) == ("000131004000-01", 9)


def test_a_workbook_of_four_sheets_is_put_together(tmp_path: Path, beside: Contents) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(
        workbook(
            材料=[
                ["实施编码", "材料名称", "是否必备材料", "来源渠道", "原件份数", "复印件份数"],
                ["X1", "身份证", "是", "申请人自备", 0, 2],
            ],
            事项=[["某市清单"], ["*事项名称", "*实施编码", "事项类型（必填）"], ["开店", "X1", "行政许可"]],
            收费=[["实施编码", "收费项目名称", "收费标准"], ["X1", "工本费", "10元"]],
            问答=[["实施编码", "问题", "答案"], ["X1", "要多久？", "三天。"]],
            说明=[["填表说明", "如下"], ["一", "二"]],
        )
    )
    found = converted(importing.source_of(file), beside)
    (item,) = items(found)
    (paper,) = item["materials"]
    assert {key: paper[key] for key in ("name", "required", "source", "copies", "copy_kind")} == {
        "name": "身份证", "required": True, "source": "applicant", "copies": 2, "copy_kind": "复印件"
    }
    assert (item["fee"], item["fee_note"]) == (True, "工本费，10元")
    assert item["questions_answers"] == [{"question": "要多久？", "answer": "三天。"}]
    assert found.places == {"X1": ("事项", 3)}
    assert [(one.sheet, one.code) for one in found.remarks if one.code == "sheet_not_read"] == [("说明", "sheet_not_read")]


def test_no_column_is_dropped_in_silence(source: Write, beside: Contents) -> None:
    found = converted(source("x.csv", "事项名称,实施编码,权限划分,办事心得\n开店,X1,甲,乙\n"), beside)
    told = {one.column: one.code for one in found.remarks if one.column}
    assert told == {"权限划分": "column_not_kept", "办事心得": "column_unknown"}
    assert "办事心得" in found.report


def test_a_city_adds_its_own_names_without_code(source: Write, beside: Contents) -> None:
    city = beside.documents[0]
    own = replace(city, body={**city.body, "columns": {"几天办完": "promised.days"}})
    found = converted(source("x.csv", "事项名称,实施编码,几天办完\n开店,X1,3\n"), Contents("testcity", ("testcity",), (own,)))
    assert items(found)[0]["promised"]["days"] == 3


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("事项名称,实施编码\n,X1\n", "row_incomplete", 2),
        ("事项名称,实施编码\n开店,\n", "row_incomplete", 2),
        ("事项名称,实施编码\n开店,X1\n关店,X1\n", "row_twice", 3),
        ("事项名称,实施编码,计划生效日期,计划取消日期\n开店,X1,2026-08-01,2026-07-01\n", "dates_backwards", 2),
    ],
)
def test_what_leaves_nothing_to_import_is_an_error_at_its_line(source: Write, beside: Contents, text: str, code: str, line: int) -> None:
    found = converted(source("x.csv", text), beside)
    assert [(one.code, one.line) for one in found.defects] == [(code, line)]
    assert items(found) == []


def test_without_a_city_the_list_must_name_its_place(source: Write) -> None:
    nowhere = Contents("testcity", (), ())
    assert [one.code for one in converted(source("x.csv", "事项名称,实施编码\n开店,X1\n"), nowhere).defects] == ["no_division"]
    (item,) = items(converted(source("x.csv", "事项名称,实施编码,行政区划代码\n开店,X1,511602\n"), nowhere))
    assert item["division"] == "511602000000"


def test_a_sheet_that_speaks_of_an_unknown_item_is_an_error(tmp_path: Path, beside: Contents) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(workbook(事项=[["事项名称", "实施编码"], ["开店", "X1"]], 材料=[["实施编码", "材料名称"], ["X2", "身份证"]]))
    (defect,) = converted(importing.source_of(file), beside).defects
    assert (defect.code, defect.sheet, defect.line, defect.params["code"]) == ("row_of_no_item", "材料", 2, "X2")


@pytest.mark.parametrize(
    ("columns_and_values", "finding"),
    [
        ({"承诺办结时限": "30", "法定办结时限": "20"}, "promise_over_law"),
        ({"承诺办结时限": "很快"}, "value_unreadable"),
        ({"承诺办结时限": "99999"}, "value_unreadable"),
        ({"承诺办结时限": "5"}, "unit_assumed"),
        ({"事项类型": "行政许可证"}, "word_unknown"),
        ({"事项类型": "行政许可", "事项类型代码": "02"}, "columns_disagree"),
        ({"计划生效日期": "2026-02-30"}, "value_unreadable"),
        ({"计划取消日期": "2027-01-01"}, "ends_later"),
        ({"实施主体": "不知道的局"}, "department_not_found"),
        ({"是否收费": "是"}, "fee_without_amount"),
        ({"到办事现场次数": "2"}, "visit_without_reason"),
        ({"特别程序": "现场勘查"}, "visit_as_pause"),
        ({"设定依据": "中华人民共和国环境保护法第一条"}, "basis_superseded"),
        ({"服务对象": "外星人"}, "word_unknown"),
    ],
)
def test_what_the_source_got_wrong_is_found_and_left_out(
    source: Write, beside: Contents, columns_and_values: dict[str, str], finding: str
) -> None:
    head = ",".join(["事项名称", "实施编码", *columns_and_values])
    found = converted(source("x.csv", f"{head}\n开店,X1,{','.join(columns_and_values.values())}\n"), beside)
    assert finding in {one.code for one in found.remarks if one.document == "item:X1"}
    assert found.defects == ()
    if finding in ("value_unreadable", "word_unknown"):
        assert not {"promised", "subjects", "valid_from"} & set(items(found)[0])


def test_a_code_that_became_a_number_is_told_and_one_that_lost_its_digits_refused(tmp_path: Path, beside: Contents) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(workbook(一=[["事项名称", "实施编码"], ["开店", 131004000]]))
    found = converted(importing.source_of(file), beside)
    assert [one.code for one in found.remarks if one.column == "实施编码"] == ["code_as_number"]
    file.write_bytes(workbook(一=[["事项名称", "实施编码"], ["开店", 1.15113010087788e17]]))
    assert [one.code for one in converted(importing.source_of(file), beside).defects] == ["row_incomplete"]


def test_other_files_are_not_taken_for_a_list_of_items(source: Write) -> None:
    for text in ("a,b\n1,2\n", "材料名称,实施编码\n甲,X\n", "事项名称,备注\n甲,乙\n"):
        assert not item_elements.recognises(source("x.csv", text))


def test_every_name_in_the_table_means_one_thing_and_every_field_is_one_of_ours() -> None:
    for table in columns.mapped().tables.values():
        names = [name for column in table.columns for name in column.names]
        assert len(names) == len(set(names)), table.name
        known = {"code", "text", "lines", *columns._READ, *columns.mapped().words}
        assert {column.reads for column in table.columns} <= known
        assert not set(names) & columns.mapped().not_kept or table.name != "item"


def test_every_element_of_the_national_standards_is_known() -> None:
    """Each name is either read or known as not kept."""
    wanted = yaml.safe_load(Path(__file__).with_name("standard_elements.yaml").read_text("utf-8"))
    known = {name for table in columns.mapped().tables.values() for column in table.columns for name in column.names}
    assert sum(map(len, wanted.values())) > 150
    for standard, names in wanted.items():
        assert [one for one in names if not columns.known_as(one, known | columns.mapped().not_kept)] == [], standard

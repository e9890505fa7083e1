"""A district's catalogue and its departments: codes judged, kept, and given keys that cannot be mistaken."""

from collections.abc import Callable
from dataclasses import replace

from zhengtong.foundation.catalogue.adapters import departments, district_catalogue
from zhengtong.kernel.content.terms import Contents, Source

Write = Callable[[str, str], Source]
GOOD, OTHER = "115113010833722043", "11511301008778255F"
HEAD = (
    "department,main_item,item_name,basic_code,item_code,area_code,task_type,task_type_name,dept_uscc,dept_uscc_valid,raw_dept_code,link\n"
)


def row(
    name: str = "延缓入学", basic: str = "511A0138000000", code: str = GOOD, raw: str = "083372204", place: str = "511602000000"
) -> str:
    return f"区教科体局,未分类,{name},{basic},{basic}-{place}-000-{code}-1-00,511602000000,1,行政许可,{code},True,{raw},http://x\n"


def with_department(beside: Contents, name: str = "区教科体局", code: str = GOOD) -> Contents:
    """The departments imported before."""
    body = {"code": code, "name": name, "code_as_published": code}
    one = replace(beside.documents[0], kind="organisation", code=code, body=body)
    return Contents("testcity", ("testcity",), (*beside.documents, one))


def catalogue(source: Source, beside: Contents) -> tuple[dict[str, int], list[dict[str, object]]]:
    converted = district_catalogue.convert(source, pack="testcity", beside=with_department(beside))
    return dict(converted.findings), [dict(one) for one in converted.files["imported/items/catalogue.jsonl"]]


def test_a_sound_row(source: Write, beside: Contents) -> None:
    found, (item,) = catalogue(source("c.csv", HEAD + row()), beside)
    assert found == {}
    assert item["code"] == f"511A0138000000-511602000000-000-{GOOD}-1-00"
    assert (item["organisation"], item["power"]) == (GOOD, "permit")
    assert "filing" not in item                         # whether it can be filed is the city's to say, not the import's
    assert not {"promised", "materials", "category", "defects"} & item.keys()


def test_each_defect_of_a_row(source: Write, beside: Contents) -> None:
    text = (
        HEAD
        + row(basic="G-000007-001")
        + row(name="甲", basic="511A0138000001", code="083372204")
        + row(name="乙", basic="511A0138000002", raw="4148481895459659776")
        + row(name="乙", basic="511A0138000003", place="510000000000")
    )
    found, items = catalogue(source("c.csv", text), beside)
    assert found == {
        "basic_code_form": 1,
        "department_code_fails": 1,
        "department_codes_differ": 1,
        "department_not_found": 1,
        "name_twice": 2,
        "place_in_code": 1,
    }
    failing = next(one for one in items if one["organisation_code_as_published"] == "083372204")
    assert "organisation" not in failing                # its department comes with the departments' own list; nothing is made up before
    assert failing["defects"] == [
        "The department's code as published fails its check.",
        "The department's name in the source matches no organisation of this city.",
    ]


def test_rows_that_cannot_be_used_stop_the_import(source: Write, beside: Contents) -> None:
    converted = district_catalogue.convert(source("c.csv", HEAD + row() + row() + row(name="")), pack="testcity", beside=beside)
    assert [(one.line, one.code) for one in converted.defects] == [(3, "row_twice"), (4, "row_incomplete")]


def test_departments_keep_their_codes_and_get_keys(source: Write, beside: Contents) -> None:
    text = f"department,uscc,valid,items\n甲局,{GOOD},True,1\n乙局,00877868-5,False,2\n丙局,{GOOD},True,3\n乙局,{OTHER.lower()},True,4\n"
    converted = departments.convert(source("d.csv", text), pack="testcity", beside=beside)
    documents = converted.files["imported/organisations.yaml"]
    assert [(one["code"], one["code_as_published"], one["code_valid"]) for one in documents] == [
        (GOOD, GOOD, True),
        ("430100-00877868-5", "00877868-5", False),
        (f"430100-{GOOD}-2", GOOD, True),
        (f"430100-{OTHER.lower()}", OTHER.lower(), False),
    ]
    assert converted.findings == {
        "department_code_shared": 2,
        "department_code_fails": 2,
        "department_listed_twice": 2,
        "check_disagrees": 1,
    }


def test_departments_need_a_city(source: Write) -> None:
    converted = departments.convert(
        source("d.csv", f"department,uscc,valid,items\n甲局,{GOOD},True,x\n"), pack="t", beside=Contents("t", (), ())
    )
    assert [one.code for one in converted.defects] == ["row_incomplete", "no_division"]


def test_recognised_by_columns(source: Write) -> None:
    assert district_catalogue.recognises(source("c.csv", HEAD)) is False, "a head without rows is nothing to import"
    assert district_catalogue.recognises(source("c.csv", HEAD + row()))
    assert departments.recognises(source("d.csv", f"department,uscc,valid,items\n甲局,{GOOD},True,1\n"))

"""区县事项目录: a district's catalogue in CSV (name, type, codes, department; no terms, no materials) becomes items to browse."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from zhengtong.foundation.catalogue.adapters.departments import is_credit_code, keys_of
from zhengtong.foundation.catalogue.adapters.findings import (
    BASIC_CODE_FORM,
    DEPARTMENT_CODE_FAILS,
    DEPARTMENT_CODES_DIFFER,
    DEPARTMENT_IN_CODE,
    DEPARTMENT_NOT_FOUND,
    DEPARTMENT_NOT_NAMED,
    NAME_TWICE,
    PLACE_IN_CODE,
)
from zhengtong.foundation.catalogue.adapters.origins import origin_of
from zhengtong.foundation.catalogue.adapters.tally import Tally
from zhengtong.foundation.catalogue.adapters.wording import POWERS, Page, said, usable
from zhengtong.kernel.content.terms import Contents, Converted, Defect, Source
from zhengtong.kernel.refusals import gettext_noop

name = "district_catalogue"
title = gettext_noop("A district's catalogue of items")
FILE = "imported/items/catalogue.jsonl"
COLUMNS = frozenset(
    {"department", "item_name", "basic_code", "item_code", "area_code", "task_type_name", "dept_uscc", "raw_dept_code", "link"}
)
MISSING = gettext_noop("This row has no %(field)s.")
TWICE = gettext_noop("The item %(code)s is there twice.")
MEND = gettext_noop("Complete it in the source, then import again.")
CODE_BAD = gettext_noop("The code %(code)s cannot be used: it holds a colon or a space, or is too long.")
MEND_CODE = gettext_noop("Write a code of at most 128 characters without spaces and colons.")
_BASIC = re.compile(r"[0-9A-Z]{10,14}$")
_PLACE = re.compile(r"-([0-9]{12})-")


def recognises(source: Source) -> bool:
    return source.columns >= COLUMNS


def convert(source: Source, *, pack: str, beside: Contents) -> Converted:
    """Every row as one item; the department is found by name and code together, since both repeat."""
    origin = origin_of(beside, pack, name, file=source.name)
    tally, defects, documents = Tally(), list[Defect](), list[dict[str, object]]()
    keys = keys_of(beside, pack)
    names = Counter((one.value["department"], one.value["item_name"]) for one in source.wholes)
    seen: set[str] = set()
    for whole in source.wholes:
        row = whole.value
        missing = [field for field in ("item_name", "item_code", "area_code") if not row.get(field)]
        if missing or row["item_code"] in seen:
            defects += [source.defect(whole.line, "row_incomplete", MISSING, MEND, field=field) for field in missing]
            if not missing:
                defects.append(source.defect(whole.line, "row_twice", TWICE, MEND, code=row["item_code"]))
            continue
        if not usable(row["item_code"]):
            defects.append(source.defect(whole.line, "code_bad", CODE_BAD, MEND_CODE, code=row["item_code"][:40]))
            continue
        seen.add(row["item_code"])
        page = Page(tally, whole.line, row["item_code"], row["item_name"])
        _look(page, row, names)
        if row["department"] and (row["department"], row["dept_uscc"]) not in keys:
            page.found(DEPARTMENT_NOT_FOUND, row["department"])
        document = _document(page, row, keys, origin)
        documents.append(said({**document, "defects": tally.of(page.code)}))
    documents.sort(key=lambda one: str(one["code"]))
    unsorted = sum(1 for one in source.wholes if one.value.get("main_item") == "未分类")
    facts: list[tuple[str, object]] = [
        ("事项", len(documents)),
        ("部门", len({one.value["department"] for one in source.wholes})),
        ("主项写“未分类”的", unsorted),
    ]
    facts += [("来源没有写的", "办理时限、材料、条件、结果、收费、法律依据：全部事项都没有，指南页显示“未公布”")]
    report = tally.report("区级事项目录", file=source.name, facts=facts)
    remarks, places = tally.remarks(source.name), tally.places()
    return Converted(name, {FILE: tuple(documents)}, report, (FILE,), tally.counts(), tuple(defects), {}, remarks, places)


def _look(page: Page, row: Mapping[str, str], names: Counter[tuple[str, str]]) -> None:
    code, published, linked = row["item_code"], row["dept_uscc"], row["raw_dept_code"]
    if not row["department"]:
        page.found(DEPARTMENT_NOT_NAMED)
    if not is_credit_code(published):
        page.found(DEPARTMENT_CODE_FAILS, published)
    if linked.replace("-", "") not in published.replace("-", ""):
        page.found(DEPARTMENT_CODES_DIFFER, f"事项 {published}，链接 {linked}")
    if published not in code:
        page.found(DEPARTMENT_IN_CODE, f"部门 {published}")
    place = _PLACE.search(code)
    if place and place[1] != row["area_code"]:
        page.found(PLACE_IN_CODE, place[1])
    if not _BASIC.match(row["basic_code"]):
        page.found(BASIC_CODE_FORM, row["basic_code"])
    if names[(row["department"], row["item_name"])] > 1:
        page.found(NAME_TWICE, row["department"])


def _document(page: Page, row: Mapping[str, Any], keys: Mapping[tuple[str, str], str], origin: str) -> dict[str, object]:
    department, published = row["department"], row["dept_uscc"]
    return {
        "code": row["item_code"],
        "name": row["item_name"],
        "division": row["area_code"],
        "power": page.word(POWERS, row["task_type_name"], "事项类型") or "other",
        "basic_code": row["basic_code"],
        "organisation": keys.get((department, published), ""),
        "organisation_name": department,
        "organisation_code_as_published": published,
        "category": "" if row.get("main_item") == "未分类" else row.get("main_item", ""),
        "source": origin,
        "source_url": row["link"],
    }


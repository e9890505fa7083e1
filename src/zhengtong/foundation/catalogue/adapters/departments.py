"""部门代码表: departments and their published codes become organisations. A defective code is kept, beside a key of our own."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from zhengtong.foundation.catalogue.adapters.findings import (
    CHECK_DISAGREES,
    DEPARTMENT_CODE_FAILS,
    DEPARTMENT_CODE_SHARED,
    DEPARTMENT_LISTED_TWICE,
    ITEM_COUNT_DIFFERS,
)
from zhengtong.foundation.catalogue.adapters.origins import origin_of
from zhengtong.foundation.catalogue.adapters.tally import Tally
from zhengtong.foundation.catalogue.adapters.wording import said
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.content.terms import Contents, Converted, Defect, Source
from zhengtong.kernel.refusals import Refusal, gettext_noop

name = "departments"
title = gettext_noop("Table of departments")
FILE = "imported/organisations.yaml"
COLUMNS = frozenset({"department", "uscc", "valid", "items"})
MISSING = gettext_noop("This row has no %(field)s.")
TWICE = gettext_noop("The department %(department)s with the code %(code)s is there twice.")
MEND = gettext_noop("Complete it in the source, then import again.")
NO_DIVISION = gettext_noop("The city has no division code yet, so that its departments cannot be placed.")
WRITE_CITY = gettext_noop("Write content/%(city)s/city.yaml with its division first.")


def recognises(source: Source) -> bool:
    return source.columns == COLUMNS


def convert(source: Source, *, pack: str, beside: Contents) -> Converted:
    """Every pair of department and code as one organisation, in the order published; none merged, none mended."""
    tally, defects = Tally(), _unusable(source)
    city = beside.get("city", pack)
    if city is None:
        defects.append(source.defect(1, "no_division", NO_DIVISION, WRITE_CITY, city=pack))
    reader = _Reader(source, str(city.body["division"]) if city else "", beside, pack, tally)
    documents = [] if defects else [reader.read(one.line, one.value) for one in source.wholes]
    facts = [
        ("部门与代码", len(documents)),
        ("部门", len(reader.times)),
        ("代码通不过校验的", tally.counts().get(DEPARTMENT_CODE_FAILS.code, 0)),
    ]
    report = tally.report("部门代码表", file=source.name, facts=facts)
    remarks, places = tally.remarks(source.name, lambda _code: "organisation"), tally.places()
    return Converted(name, {FILE: tuple(documents)}, report, (FILE,), tally.counts(), tuple(defects), {}, remarks, places)


def _unusable(source: Source) -> list[Defect]:
    """Rows of which nothing can be made."""
    defects: list[Defect] = []
    seen: set[tuple[str, str]] = set()
    for one in source.wholes:
        row = one.value
        pair = (row["department"], row["uscc"])
        defects += [
            source.defect(one.line, "row_incomplete", MISSING, MEND, field=field) for field in ("department", "uscc") if not row[field]
        ]
        if not row["items"].isdecimal():
            defects.append(source.defect(one.line, "row_incomplete", MISSING, MEND, field="items"))
        if pair in seen:
            defects.append(source.defect(one.line, "row_twice", TWICE, MEND, department=pair[0], code=pair[1]))
        seen.add(pair)
    return defects


class _Reader:
    """Row by row, knowing the whole table: who shares a code, who is listed twice, which keys are taken."""

    def __init__(self, source: Source, division: str, beside: Contents, pack: str, tally: Tally) -> None:
        rows = [one.value for one in source.wholes]
        self.origin = origin_of(beside, pack, name, file=source.name)
        self.division, self.tally = division, tally
        self.times = Counter(row["department"] for row in rows)
        self.holders: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            self.holders[row["uscc"]].append(row["department"])
        items = [one.body for one in beside.of("item") if one.pack == pack]
        self.listed = Counter((body.get("organisation_name"), body.get("organisation_code_as_published")) for body in items)
        self.taken: set[str] = set()

    def read(self, line: int, row: Mapping[str, str]) -> dict[str, object]:
        department, code = row["department"], row["uscc"]
        key, valid, number = key_of(code, self.division, self.taken), is_credit_code(code), int(row["items"])
        self.tally.pages[key] = ("", line)
        if not valid:
            self.tally.add(DEPARTMENT_CODE_FAILS, line, key, department, code)
        others = [one for one in self.holders[code] if one != department]
        if others:
            self.tally.add(DEPARTMENT_CODE_SHARED, line, key, department, f"{code}，另见：{'、'.join(others)}")
        if valid != (row["valid"].lower() == "true"):
            self.tally.add(CHECK_DISAGREES, line, key, department, f"来源标 {row['valid']}")
        if self.times[department] > 1:
            self.tally.add(DEPARTMENT_LISTED_TWICE, line, key, department, code)
        if self.listed and self.listed[(department, code)] != number:
            self.tally.add(ITEM_COUNT_DIFFERS, line, key, department, f"表里 {number}，目录里 {self.listed[(department, code)]}")
        document: dict[str, object] = {
            "code": key,
            "name": department,
            "kind": "department",
            "division": self.division,
            "synthetic_code": False,
            "code_as_published": code,
            "code_valid": valid,
            "items_as_published": number,
            "source": self.origin,
            "defects": self.tally.of(key),
        }
        return said(document)


def is_credit_code(text: str) -> bool:
    """统一社会信用代码 (GB 32100-2015), as published: a hyphen or a small letter is a defect, not a way of writing."""
    try:
        return identity.check_credit_code(text) == text
    except Refusal:
        return False


def key_of(published: str, division: str, taken: set[str]) -> str:
    """Our key for a published code: the code itself where it is right and free, else one that says whose it is and cannot be mistaken."""
    key = published if is_credit_code(published) else f"{division[:6]}-{published}"
    number = 2
    while key in taken:
        key, number = f"{division[:6]}-{published}-{number}", number + 1
    taken.add(key)
    return key


def keys_of(beside: Contents, pack: str) -> dict[tuple[str, str], str]:
    """(department, published code) → key, of the organisations imported before."""
    found: dict[tuple[str, str], str] = {}
    for one in beside.of("organisation"):
        published = one.body.get("code_as_published")
        if one.pack == pack and published:
            found[(str(one.body["name"]), str(published))] = one.code
    return found

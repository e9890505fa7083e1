"""事项实施清单: lists of items under the national names of their elements (CSV, or a workbook of several sheets) become items."""

from collections.abc import Mapping
from typing import Any

from zhengtong.foundation.catalogue.adapters import wording
from zhengtong.foundation.catalogue.adapters.columns import Reader, Table, code_of, mapped, names_of
from zhengtong.foundation.catalogue.adapters.findings import (
    DEPARTMENT_NOT_FOUND,
    DEPARTMENT_NOT_NAMED,
    ENDS_LATER,
    FEE_WITHOUT_AMOUNT,
    POWER_NOT_NAMED,
    PROMISE_OVER_LAW,
    SHEET_NOT_READ,
    UNIT_ASSUMED,
    VISIT_WITHOUT_REASON,
)
from zhengtong.foundation.catalogue.adapters.origins import origin_of
from zhengtong.foundation.catalogue.adapters.tally import Tally
from zhengtong.foundation.catalogue.adapters.wording import Page
from zhengtong.kernel.content.terms import Contents, Converted, Defect, Severity, Source, Whole
from zhengtong.kernel.refusals import gettext_noop

name = "item_elements"
title = gettext_noop("Items under their national names")
FILE = "imported/items/elements.jsonl"
MISSING = gettext_noop("This row has no %(field)s.")
TWICE = gettext_noop("The item %(code)s is there twice; the first is in line %(first)s.")
BACKWARDS = gettext_noop("This ends (%(last)s) before it begins (%(first)s).")
STRANGER = gettext_noop("This row belongs to the item %(code)s, which is in no sheet.")
NO_DIVISION = gettext_noop("The city has no division code yet, and the list names none either.")
MEND = gettext_noop("Complete it in the source, then import again.")
KEEP_ONE = gettext_noop("Keep one of the rows; papers, fees and questions belong into sheets of their own.")
CODE_BAD = gettext_noop("The code %(code)s cannot be used: it holds a colon or a space, or is too long.")
MEND_THE_CODE = gettext_noop("Write a code of at most 128 characters without spaces and colons.")
MEND_DATES = gettext_noop("Correct one of the two dates in the source.")
MEND_CODE = gettext_noop("Correct the code, or add the item to the list.")
WRITE_CITY = gettext_noop("Write content/%(city)s/city.yaml with its division first, or add a column 行政管辖代码.")
_NEED = {"required": (True, False), "optional": (False, False), "deferrable": (True, True)}


def recognises(source: Source) -> bool:
    """Some sheet has the columns of an item."""
    return any(table is not None and table.name == "item" for table in _tables(source, {}).values())


def convert(source: Source, *, pack: str, beside: Contents) -> Converted:
    """Every row of the item sheets as one item, with the rows of the other sheets that belong to it."""
    reading = _Reading(source, pack, beside)
    documents = reading.documents()
    tally = reading.tally
    facts: list[tuple[str, object]] = [("事项", len(documents)), ("工作表", len(source.heads))]
    facts += [(each, sum(1 for one in documents if not one.get(key))) for key, each in _SILENT]
    sections = [("法律依据怎样认出", [*wording.CITATION_HEAD, *reading.citations])] if reading.citations else []
    report = tally.report("事项实施清单", file=source.name, facts=facts, sections=sections)
    remarks = tally.remarks(source.name)
    return Converted(name, {FILE: tuple(documents)}, report, (FILE,), tally.counts(), tuple(reading.defects), {}, remarks, tally.places())


_SILENT = (("promised", "没有写承诺时限的"), ("materials", "没有写材料的"), ("basis", "没有写依据的"))


def _tables(source: Source, own: Mapping[str, str]) -> dict[str, Table | None]:
    return {sheet: mapped().table_of(head, own) for sheet, head in source.heads.items()}


class _Reading:
    """One file: its sheets sorted by what they hold, its items by their code."""

    def __init__(self, source: Source, pack: str, beside: Contents) -> None:
        self.source, self.pack, self.beside = source, pack, beside
        self.tally, self.defects = Tally(), list[Defect]()
        self.own = names_of(beside, pack)
        self.shelf = wording.shelf_of(beside)
        self.origin = origin_of(beside, pack, name, file=source.name)
        city = beside.get("city", pack)
        self.division = str(city.body.get("division", "")) if city else ""
        self.organisations = _organisations(beside, pack)
        self.citations: list[str] = []
        self.items: dict[str, tuple[Whole, dict[str, Any]]] = {}
        self.by_basic: dict[str, str] = {}
        self.further: dict[str, dict[str, list[dict[str, Any]]]] = {"material": {}, "fee": {}, "question": {}}

    def documents(self) -> list[dict[str, object]]:
        tables = _tables(self.source, self.own)
        rows: dict[str, list[Whole]] = {}
        for one in self.source.wholes:
            rows.setdefault(one.sheet, []).append(one)
        for sheet, table in tables.items():
            if table is None:
                self.tally.add(SHEET_NOT_READ, 1, "", sheet, sheet=sheet)
        for wanted in (True, False):                     # items first: the rest belongs to them
            for sheet, table in tables.items():
                if table is not None and (table.name == "item") is wanted:
                    self._sheet(table, sheet, rows.get(sheet, []))
        found = [self._document(code, *one) for code, one in sorted(self.items.items())]
        return [] if self.defects else found

    def _sheet(self, table: Table, sheet: str, rows: list[Whole]) -> None:
        reader = Reader(table, sheet, self.source.heads[sheet], self.own, self.tally)
        for whole in rows:
            values = reader.read(whole)
            missing = sorted(table.needs - values.keys())
            if table.any and not table.any & values.keys():
                missing.append("code")
            if missing:
                self.defects += [self._defect(whole, "row_incomplete", MISSING, MEND, field=one) for one in missing]
            elif table.name == "item":
                self._item(whole, values)
            else:
                self._further(table.name, whole, values)

    def _item(self, whole: Whole, values: dict[str, Any]) -> None:
        basic = values.get("basic_code", "")
        code = code_of(values)
        if not wording.usable(code):
            self.defects.append(self._defect(whole, "code_bad", CODE_BAD, MEND_THE_CODE, code=code[:40]))
            return
        if code in self.items:
            first = self.items[code][0].line
            self.defects.append(self._defect(whole, "row_twice", TWICE, KEEP_ONE, code=code, first=first))
            return
        begins, ends = values.get("valid_from"), values.get("valid_to")
        if begins and ends and ends < begins:
            self.defects.append(self._defect(whole, "dates_backwards", BACKWARDS, MEND_DATES, first=begins, last=ends))
        if not (values.get("division") or self.division):
            self.defects.append(self._defect(whole, "no_division", NO_DIVISION, WRITE_CITY, city=self.pack))
        self.items[code] = (whole, values)
        if basic:
            self.by_basic.setdefault(basic, code)

    def _further(self, table: str, whole: Whole, values: dict[str, Any]) -> None:
        code = values["item"] if values["item"] in self.items else self.by_basic.get(values["item"], "")
        if not code:
            self.defects.append(self._defect(whole, "row_of_no_item", STRANGER, MEND_CODE, code=values["item"]))
            return
        self.further[table].setdefault(code, []).append(values)

    def _defect(self, whole: Whole, kind: str, message: str, remedy: str, /, **params: object) -> Defect:
        return Defect(self.source.name, whole.line, kind, Severity.ERROR, message, params, remedy, sheet=whole.sheet)

    def _document(self, code: str, whole: Whole, values: dict[str, Any]) -> dict[str, object]:
        page = Page(self.tally, whole.line, code, values["name"], whole.sheet)
        promised, legal = self._terms(page, values)
        fee, fee_note = self._fee(page, code, values)
        document = {
            "code": code,
            "name": values["name"],
            "division": values.get("division") or self.division,
            "power": values.get("power") or "other",
            "basic_code": values.get("basic_code", ""),
            "business_code": values.get("business_code", ""),
            "organisation": self._organisation(page, values),
            "organisation_name": values.get("organisation_name", ""),
            "organisation_code_as_published": values.get("organisation_code_as_published", ""),
            **{key: values.get(key, "") for key in ("subjects", "level", "scope", "online", "visits", "clock_note", "conditions", "steps")},
            "promised": promised,
            "legal": legal,
            "fee": fee,
            "fee_note": fee_note,
            "outcome": {"name": values["outcome.name"]} if values.get("outcome.name") else {},
            "basis": page.basis(values.get("basis", []), self.shelf, self.citations),
            "materials": self._materials(code, values),
            "questions_answers": [{key: one[key] for key in ("question", "answer")} for one in self.further["question"].get(code, ())],
            "special_procedure": {"types": values["special_procedure.types"]} if values.get("special_procedure.types") else {},
            **{key: values.get(key, "") for key in ("intermediary", "address", "phone", "category", "note", "source_url", "valid_from")},
            "source": self.origin,
        }
        self._look(page, values)
        return wording.said({**document, "defects": self.tally.of(code)})

    def _look(self, page: Page, values: Mapping[str, Any]) -> None:
        if "power" not in values:
            page.found(POWER_NOT_NAMED)
        if values.get("visits") and "必须现场办理原因" not in str(values.get("note", "")):
            page.found(VISIT_WITHOUT_REASON, f"到现场 {values['visits']} 次")
        if values.get("valid_to"):
            page.found(ENDS_LATER, values["valid_to"])
        page.pauses(values.get("special_procedure.types", []), str(values.get("clock_note", "")))

    def _terms(self, page: Page, values: Mapping[str, Any]) -> tuple[dict[str, object] | str, dict[str, object] | str]:
        found: list[dict[str, Any]] = []
        for which in ("promised", "legal"):
            days, within = values.get(f"{which}.days", (None, ""))
            unit = values.get(f"{which}.unit") or within
            if days is not None and not unit:
                page.found(UNIT_ASSUMED, f"{days}")
            found.append({} if days is None else {"days": days, "unit": unit or "working_day"})
        promised, legal = found
        if promised and legal and promised["unit"] == legal["unit"] and promised["days"] > legal["days"]:
            page.found(PROMISE_OVER_LAW, f"承诺 {promised['days']}，法定 {legal['days']}")
        return promised or "", legal or ""

    def _fee(self, page: Page, code: str, values: Mapping[str, Any]) -> tuple[bool | None, str]:
        rows = [values.get("fee_note", "")]
        rows += ["，".join(row[key] for key in ("name", "standard", "basis") if row.get(key)) for row in self.further["fee"].get(code, ())]
        note = "；".join(one for one in rows if one)
        fee = values.get("fee", True if self.further["fee"].get(code) else None)
        if fee is True and not note:
            page.found(FEE_WITHOUT_AMOUNT)
        return fee, note

    def _materials(self, code: str, values: Mapping[str, Any]) -> list[dict[str, object]] | None:
        rows = self.further["material"].get(code) or [{"name": one} for one in values.get("materials", ())]
        found: dict[str, dict[str, object]] = {}
        for row in rows:
            required, deferrable = _NEED.get(row.get("necessity", ""), (None, False))
            copies, photocopies = row.get("copies"), row.get("photocopies")
            whole: dict[str, object] = {
                "code": wording.material_code(row["name"]),
                "name": row["name"],
                "required": required,
                "source": row.get("source", "other"),
                **({"deferrable": True} if deferrable else {}),
                **{key: row[key] for key in ("form", "note") if row.get(key)},
            }
            if copies is not None or photocopies is not None:
                whole |= {"copies": (copies or 0) + (photocopies or 0)}
            if photocopies and not copies:
                whole |= {"copy_kind": "复印件"}
            found.setdefault(str(whole["code"]), whole)
        return list(found.values()) or None

    def _organisation(self, page: Page, values: Mapping[str, Any]) -> str:
        named, code = values.get("organisation_name", ""), values.get("organisation_code_as_published", "")
        found = self.organisations.get(code) or self.organisations.get(named, "")
        if not (named or code):
            page.found(DEPARTMENT_NOT_NAMED)
        elif not found:
            page.found(DEPARTMENT_NOT_FOUND, named or code)
        return found


def _organisations(beside: Contents, pack: str) -> dict[str, str]:
    """Codes, published codes, names and short words of the pack's organisations → their key."""
    found: dict[str, str] = {}
    for one in beside.of("organisation"):
        if one.pack == pack:
            named = one.body.get("name")
            also = one.body.get("also")
            words = [one.code, one.body.get("code_as_published"), named.get("zh") if isinstance(named, Mapping) else named]
            for word in (*words, *(also if isinstance(also, list) else ())):
                if word:
                    found.setdefault(str(word), one.code)
    return found

"""办事指南: the guides of a portal (one YAML with ``meta`` and ``guides``) become items."""

import re
from collections.abc import Mapping
from typing import Any

from zhengtong.foundation.catalogue.adapters import shapes, wording
from zhengtong.foundation.catalogue.adapters.findings import (
    DEPARTMENT_NOT_FOUND,
    DEPARTMENT_NOT_NAMED,
    FEE_WITHOUT_AMOUNT,
    LINK_OF_ANOTHER_ITEM,
    PROMISE_OVER_LAW,
    UNIT_ASSUMED,
    VISIT_WITHOUT_REASON,
)
from zhengtong.foundation.catalogue.adapters.origins import origin_of
from zhengtong.foundation.catalogue.adapters.tally import Tally
from zhengtong.foundation.catalogue.adapters.wording import Page
from zhengtong.foundation.catalogue.rules.citations import Shelf
from zhengtong.kernel.content.terms import Contents, Converted, Defect, Source
from zhengtong.kernel.refusals import gettext_noop

name = "guides"
title = gettext_noop("Guides")
FILE = "imported/items/guides.yaml"
MISSING = gettext_noop("Guide number %(number)s has no %(field)s.")
TWICE = gettext_noop("The guide %(code)s is there twice.")
MEND = gettext_noop("Complete it in the source, then import again.")
_RIGHTS = re.compile(r"[?&]rightsCode=([^&]+).*[?&]ywCode=([^&]+)")


def recognises(source: Source) -> bool:
    """One mapping with ``guides``."""
    return {"meta", "guides"} <= source.columns


def convert(source: Source, *, pack: str, beside: Contents) -> Converted:
    """Every guide as one item, as published; findings beside."""
    whole = source.wholes[0]
    if misshapen := shapes.misshapen(name, source):
        return Converted(name, {}, "", defects=misshapen)
    meta, guides = whole.value.get("meta") or {}, whole.value.get("guides")
    city = beside.get("city", pack)
    division = str(city.body["division"]) if city else str(meta.get("region", {}).get("code", "")).ljust(12, "0")
    reader = _Reader(source, str(meta.get("as_of", "")), division, wording.shelf_of(beside), _organisations(beside, pack))
    reader.origin = origin_of(beside, pack, name, meta, file=source.name)
    for number, raw in enumerate(guides if isinstance(guides, list) else []):
        reader.read(number, raw, whole.lines.get(f"guides/{number}/item_name", whole.lines.get(f"guides/{number}", 1)))
    documents = sorted(reader.documents, key=lambda one: str(one["code"]))
    fields = (("outcome", "结果名称"), ("clock_note", "时限说明"))
    silent = [f"- {title}：{sum(1 for one in documents if not one.get(field))} 项" for field, title in fields]
    facts = [("指南", len(documents)), ("来源", meta.get("provenance", "")), ("时点", meta.get("as_of", ""))]
    facts += [("来源说明", text) for text in meta.get("caveats", [])]
    report = reader.tally.report(
        "办事指南",
        file=source.name,
        facts=facts,
        sections=[("法律依据怎样认出", [*wording.CITATION_HEAD, *reader.citations]), ("来源没有写的", silent)],
    )
    tally, defects = reader.tally, tuple(reader.defects)
    remarks, as_of = tally.remarks(source.name), str(meta.get("as_of", ""))
    return Converted(name, {FILE: tuple(documents)}, report, (FILE,), tally.counts(), defects, {}, remarks, tally.places(), as_of)


def _organisations(beside: Contents, pack: str) -> dict[str, str]:
    """Short words for departments → organisation code, of the pack's own organisations."""
    found: dict[str, str] = {}
    for one in beside.of("organisation"):
        if one.pack == pack:
            also = one.body.get("also")
            for word in also if isinstance(also, list) else []:
                found.setdefault(str(word), one.code)
    return found


class _Reader:
    def __init__(self, source: Source, as_of: str, division: str, shelf: Shelf, organisations: Mapping[str, str]) -> None:
        self.source, self.as_of, self.division, self.shelf, self.organisations = source, as_of, division, shelf, organisations
        self.tally, self.defects, self.documents = Tally(), list[Defect](), list[dict[str, object]]()
        self.origin = ""
        self.citations: list[str] = []
        self.seen: set[str] = set()

    def read(self, number: int, raw: Any, line: int) -> None:
        missing = [one for one in ("item_name", "basic_code", "business_code", "item_type") if not (isinstance(raw, dict) and raw.get(one))]
        if missing:
            self.defects += [self.source.defect(line, "guide_incomplete", MISSING, MEND, number=number + 1, field=one) for one in missing]
            return
        code = f"{raw['basic_code']}-{raw['business_code']}"
        if code in self.seen:
            self.defects.append(self.source.defect(line, "guide_twice", TWICE, MEND, code=code))
            return
        self.seen.add(code)
        page = Page(self.tally, line, code, str(raw["item_name"]))
        self._look(page, raw)
        document = self._document(page, raw, code)
        document["defects"] = self.tally.of(code)
        self.documents.append(wording.said(document))

    def _look(self, page: Page, raw: Mapping[str, Any]) -> None:
        """Everything that is wrong with the guide as a whole."""
        special = raw.get("special_procedure") or {}
        page.pauses(list(special.get("type") or []), str(raw.get("clock_note") or ""))
        page.doubts(*map(str, raw.get("conditions") or []), str(raw.get("clock_note") or ""))
        if "推定" in str(raw.get("day_unit", "")) or not raw.get("day_unit"):
            page.found(UNIT_ASSUMED)
        if _is_number(raw, "promised_days") and _is_number(raw, "legal_days") and raw["promised_days"] > raw["legal_days"]:
            page.found(PROMISE_OVER_LAW, f"承诺 {raw['promised_days']}，法定 {raw['legal_days']}")
        if raw.get("fee") is True and not raw.get("fee_note"):
            page.found(FEE_WITHOUT_AMOUNT)
        if _is_number(raw, "min_visits") and raw["min_visits"] > 0:
            page.found(VISIT_WITHOUT_REASON, f"到现场 {raw['min_visits']} 次")
        link = _RIGHTS.search(str(raw.get("source_url") or ""))
        if link and link.groups() != (raw["basic_code"], raw["business_code"]):
            page.found(LINK_OF_ANOTHER_ITEM, "-".join(link.groups()))

    def _document(self, page: Page, raw: Mapping[str, Any], code: str) -> dict[str, object]:
        special = raw.get("special_procedure") or {}
        return {
            "code": code,
            "name": page.name,
            "division": self.division,
            "power": page.word(wording.POWERS, raw["item_type"], "事项类型") or "other",
            "basic_code": str(raw["basic_code"]),
            "business_code": str(raw["business_code"]),
            "organisation": self._organisation(page, str(raw.get("department") or "")),
            "organisation_name": str(raw.get("department") or ""),
            "subjects": page.subjects(list(raw.get("service_object") or [])),
            "level": str(raw.get("exercise_level") or ""),
            "scope": str(raw.get("handling_scope") or ""),
            "online": raw.get("online"),
            "visits": raw.get("min_visits"),
            "promised": _term(raw.get("promised_days")),
            "legal": _term(raw.get("legal_days")),
            "promised_basis": str(raw.get("promised_basis") or ""),
            "fee": raw.get("fee"),
            "outcome": {"name": str(raw["result"])} if raw.get("result") else {},
            "basis": page.basis([str(one) for one in raw.get("legal_basis") or []], self.shelf, self.citations),
            "conditions": [str(one) for one in raw.get("conditions") or []],
            "rules": [str(one) for one in raw.get("rules") or []],
            "materials": page.materials(raw["materials"]) if isinstance(raw.get("materials"), list) else None,
            "clock_note": str(raw.get("clock_note") or ""),
            "special_procedure": {"types": list(special.get("type") or []), "days": special.get("days")} if special else {},
            "steps": [str(one) for one in raw.get("process") or []],
            "validity": str(raw.get("validity") or ""),
            "intermediary": raw.get("intermediary", ""),
            "source": self.origin,
            "source_url": str(raw.get("source_url") or ""),
            "as_of": self.as_of,
        }

    def _organisation(self, page: Page, department: str) -> str:
        if not department:
            page.found(DEPARTMENT_NOT_NAMED)
        elif department not in self.organisations:
            page.found(DEPARTMENT_NOT_FOUND, department)
        return self.organisations.get(department, "")


def _term(days: Any) -> dict[str, object] | str:
    return {"days": days, "unit": "working_day"} if isinstance(days, int) and not isinstance(days, bool) else ""


def _is_number(raw: Mapping[str, Any], field: str) -> bool:
    return isinstance(raw.get(field), int) and not isinstance(raw.get(field), bool)

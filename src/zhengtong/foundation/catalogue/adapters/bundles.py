"""一件事: the bundles of a portal (one YAML with ``meta`` and ``themes``) become bundles, and each of their items an item of its own."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from zhengtong.foundation.catalogue.adapters import shapes, wording
from zhengtong.foundation.catalogue.adapters.findings import (
    CLAIM_OF_MATERIALS,
    CLAIM_TOO_SHORT,
    DAYS_DIFFER_BETWEEN_BUNDLES,
    DAYS_DIFFER_FROM_GUIDE,
    DEPARTMENT_NOT_NAMED,
    FEE_WITHOUT_AMOUNT,
    LEAD_OF_ANOTHER_PLACE,
    MATERIALS_NOT_BY_ITEM,
    NO_MATERIALS,
    POWER_NOT_NAMED,
    SUBJECT_UNCLEAR,
    UNIT_ASSUMED,
)
from zhengtong.foundation.catalogue.adapters.origins import origin_of
from zhengtong.foundation.catalogue.adapters.tally import Tally
from zhengtong.foundation.catalogue.adapters.wording import Page
from zhengtong.kernel.content.terms import Contents, Converted, Defect, Document, Source
from zhengtong.kernel.refusals import gettext_noop

name = "bundles"
title = gettext_noop("Bundles")
BUNDLES, ITEMS = "imported/bundles/{code}.yaml", "imported/items/{code}.yaml"
MISSING = gettext_noop("Bundle number %(number)s has no %(field)s.")
TWICE = gettext_noop("The bundle %(code)s is there twice.")
MEND = gettext_noop("Complete it in the source, then import again.")
ALIKE = 0.82  # from which likeness on two names are called related
_SUBJECT = re.compile(r"[/（）()]")


def recognises(source: Source) -> bool:
    """One mapping with ``themes``."""
    return {"meta", "themes"} <= source.columns


def convert(source: Source, *, pack: str, beside: Contents) -> Converted:
    """Every theme as one bundle, every line of it as one item ``<bundle>-NN`` in the source's order."""
    whole = source.wholes[0]
    if misshapen := shapes.misshapen(name, source):
        return Converted(name, {}, "", defects=misshapen)
    meta, themes = whole.value.get("meta") or {}, whole.value.get("themes")
    city = beside.get("city", pack)
    division = str(city.body["division"]) if city else str(meta.get("region", {}).get("code", "")).ljust(12, "0")
    reader = _Reader(source, str(meta.get("as_of", "")), division, beside, pack)
    for number, raw in enumerate(themes if isinstance(themes, list) else []):
        reader.read(number, raw)
    reader.compare_bundles()
    files = reader.files()
    facts = [("一件事", len(reader.bundles)), ("其中的事项", sum(map(len, reader.items.values()))), ("来源", meta.get("provenance", ""))]
    facts += [("时点", meta.get("as_of", "")), *[("来源说明", text) for text in meta.get("caveats", [])]]
    report = reader.tally.report(
        "一件事",
        file=source.name,
        facts=facts,
        sections=[
            ("法律依据怎样认出", [*wording.CITATION_HEAD, *reader.citations]),
            ("与指南名称相近的事项", ["| 事项 | 名称 | 指南 |", "|---|---|---|", *reader.relations]),
        ],
    )
    tally, defects = reader.tally, tuple(reader.defects)
    remarks = tally.remarks(source.name, lambda code: "bundle" if code in reader.bundles else "item")
    as_of = str(meta.get("as_of", ""))
    return Converted(name, files, report, _owned(beside, pack), tally.counts(), defects, {}, remarks, tally.places(), as_of)


def _owned(beside: Contents, pack: str) -> tuple[str, ...]:
    """The files that an earlier import of bundles wrote: every bundle, and the items of each."""
    known = sorted(one.code for one in beside.of("bundle") if one.pack == pack)
    return ("imported/bundles/*.yaml", *(ITEMS.format(code=code) for code in known))


class _Reader:
    def __init__(self, source: Source, as_of: str, division: str, beside: Contents, pack: str) -> None:
        self.source, self.as_of, self.division = source, as_of, division
        self.shelf = wording.shelf_of(beside)
        self.guides = [one for one in beside.of("item") if one.pack == pack and one.body.get("business_code")]
        self.tally, self.defects = Tally(), list[Defect]()
        self.bundles: dict[str, dict[str, object]] = {}
        self.items: dict[str, list[dict[str, Any]]] = {}
        self.places: dict[str, tuple[int, str]] = {}
        self.origin = origin_of(beside, pack, name, source.wholes[0].value.get("meta") or {}, file=source.name)
        self.citations: list[str] = []
        self.relations: list[str] = []

    def read(self, number: int, raw: Any) -> None:
        missing = [one for one in ("code", "name", "items") if not (isinstance(raw, dict) and raw.get(one))]
        line = self.line_of(number, "code")
        if missing:
            self.defects += [self.source.defect(line, "bundle_incomplete", MISSING, MEND, number=number + 1, field=one) for one in missing]
            return
        code = str(raw["code"])
        if code in self.bundles:
            self.defects.append(self.source.defect(line, "bundle_twice", TWICE, MEND, code=code))
            return
        page = Page(self.tally, line, code, str(raw["name"]))
        self._look(page, raw)
        url = str(raw.get("source_url") or "")
        self.items[code] = [
            self._item(f"{code}-{index + 1:02d}", one, url, self.line_of(number, f"items/{index}/item"))
            for index, one in enumerate(raw["items"])
        ]
        self.bundles[code] = self._bundle(page, raw, code)

    def line_of(self, number: int, at: str) -> int:
        lines = self.source.wholes[0].lines
        return lines.get(f"themes/{number}/{at}", lines.get(f"themes/{number}", 1))

    def _look(self, page: Page, raw: Mapping[str, Any]) -> None:
        """Everything that is wrong with the bundle as a whole."""
        days = [one["promised_days"] for one in raw["items"] if isinstance(one.get("promised_days"), int)]
        claim = raw.get("total_promised_days")
        if isinstance(claim, int) and days and claim < max(days):
            slowest = next(one["item"] for one in raw["items"] if one.get("promised_days") == max(days))
            page.found(CLAIM_TOO_SHORT, f"自称 {claim} 天；最慢的“{slowest}”承诺 {max(days)} 天")
        page.found(UNIT_ASSUMED)
        materials = raw.get("materials") or []
        page.found(MATERIALS_NOT_BY_ITEM if materials else NO_MATERIALS)
        after = (raw.get("before_after") or {}).get("materials") or []
        needed = sum(1 for one in materials if one.get("necessity") == "必要")
        if len(after) == 2 and after[1] < needed:
            page.found(CLAIM_OF_MATERIALS, f"自称 {after[1]} 份；所列必要材料 {needed} 份，共 {len(materials)} 份")
        if raw.get("fee") is True and not raw.get("fee_note"):
            page.found(FEE_WITHOUT_AMOUNT)
        if "区" in str(raw.get("lead_department") or "") or "县" in str(raw.get("lead_department") or ""):
            page.found(LEAD_OF_ANOTHER_PLACE, str(raw["lead_department"]))
        page.doubts(*map(str, raw.get("rules") or []), *map(str, raw.get("conditions") or []))
        page.pauses([], "；".join(map(str, raw.get("rules") or [])))

    def _bundle(self, page: Page, raw: Mapping[str, Any], code: str) -> dict[str, object]:
        claim = raw.get("total_promised_days")
        return {
            "code": code,
            "name": page.name,
            "division": self.division,
            "subjects": _subjects(page, str(raw.get("subject") or "")),
            "subject_as_published": str(raw.get("subject") or ""),
            "items": [
                wording.said({"item": one["code"], "name": one["name"], "promised": one["promised"], "outcome": one["outcome"].get("name")})
                for one in self.items[code]
            ],
            "materials": page.materials(list(raw.get("materials") or [])),
            "conditions": [str(one) for one in raw.get("conditions") or []],
            "rules": [str(one) for one in raw.get("rules") or []],
            "basis": page.basis([str(one) for one in raw.get("legal_basis") or []], self.shelf, self.citations),
            "claim": {"days": claim, "unit": "working_day"} if isinstance(claim, int) else None,
            "fee": raw.get("fee"),
            "fee_note": str(raw.get("fee_note") or ""),
            "national_list": str(raw.get("national_list") or ""),
            "lead_department": str(raw.get("lead_department") or ""),
            "cooperating_departments": list(raw.get("cooperating_departments") or []),
            "channel_note": str(raw.get("online") or ""),
            "published_in_areas": raw.get("areas"),
            "published_variants": raw.get("variants"),
            "before_after": raw.get("before_after") or {},
            "source": self.origin,
            "source_url": str(raw.get("source_url") or ""),
            "as_of": self.as_of,
        }

    def _item(self, code: str, raw: Mapping[str, Any], url: str, line: int) -> dict[str, Any]:
        title, days = str(raw["item"]), raw.get("promised_days")
        page = Page(self.tally, line, code, title)
        self.places[code] = (line, title)
        page.found(DEPARTMENT_NOT_NAMED)
        related = self._related(title)
        same = [one for one in related if _same(_title(one), title)]
        self.relations += [f"| {code} | {title} | {one.code} {_title(one)} |" for one in related]
        if not same:
            page.found(POWER_NOT_NAMED)
        for one in same:
            promised = one.body.get("promised")
            if isinstance(promised, Mapping) and promised["days"] != days:
                page.found(DAYS_DIFFER_FROM_GUIDE, f"一件事 {days} 天，指南 {one.code} {promised['days']} 天")
        return {
            "code": code,
            "name": title,
            "division": self.division,
            "power": str(same[0].body["power"]) if same else "other",
            "organisation": "",
            "promised": {"days": days, "unit": "working_day"} if isinstance(days, int) else None,
            "outcome": {"name": str(raw["result"])} if raw.get("result") else {},
            "related": [one.code for one in related],
            "source": self.origin,
            "source_url": url,
            "as_of": self.as_of,
        }

    def _related(self, title: str) -> list[Document]:
        """Guides of the same name, or else of much the same: a hint for whoever authors the bundle, never a link that decides."""
        same = [one for one in self.guides if _same(_title(one), title)]
        return same or [one for one in self.guides if _alike(_title(one), title) >= ALIKE]

    def compare_bundles(self) -> None:
        """The same name with other days in another bundle."""
        by_name: dict[str, list[dict[str, Any]]] = {}
        for one in (item for items in self.items.values() for item in items):
            by_name.setdefault(wording.plain(one["name"]), []).append(one)
        for same in by_name.values():
            days = {(one.get("promised") or {}).get("days") for one in same}
            for one in same if len(days) > 1 else []:
                line, title = self.places[one["code"]]
                others = "，".join(f"{other['code']} {(other.get('promised') or {}).get('days')} 天" for other in same if other is not one)
                self.tally.add(DAYS_DIFFER_BETWEEN_BUNDLES, line, one["code"], title, f"{one['promised']['days']} 天；{others}")

    def files(self) -> dict[str, Sequence[Mapping[str, object]]]:
        found: dict[str, Sequence[Mapping[str, object]]] = {}
        for code, bundle in sorted(self.bundles.items()):
            found[BUNDLES.format(code=code)] = (wording.said({**bundle, "defects": self.tally.of(code)}),)
            found[ITEMS.format(code=code)] = tuple(wording.said({**one, "defects": self.tally.of(one["code"])}) for one in self.items[code])
        return found


def _subjects(page: Page, text: str) -> list[str]:
    words = [one for one in _SUBJECT.split(text) if one]
    found = [wording.SUBJECTS[one] for one in words if one in wording.SUBJECTS]
    if not words or any(one not in wording.SUBJECTS for one in words):
        page.found(SUBJECT_UNCLEAR, text)
    return list(dict.fromkeys(found))


def _title(guide: Document) -> str:
    """An authored guide's name is in two languages."""
    name = guide.body.get("name")
    return str(name.get("zh", "")) if isinstance(name, Mapping) else str(name)


def _same(one: str, other: str) -> bool:
    return wording.plain(one) == wording.plain(other)


def _alike(one: str, other: str) -> float:
    first, second = wording.core(one), wording.core(other)
    return 1.0 if first == second else SequenceMatcher(None, first, second).ratio()

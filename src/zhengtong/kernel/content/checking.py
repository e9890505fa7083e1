"""检查: everything that can be said of a city's content without publishing it. No database."""
from collections import Counter
from pathlib import Path

from django.conf import settings

from zhengtong.kernel.content import reading, registry
from zhengtong.kernel.content.errors import NoSuchKind
from zhengtong.kernel.content.rules import comparison, folders, versions
from zhengtong.kernel.content.terms import Contents, Defect, Difference, Document, Report, Severity
from zhengtong.kernel.refusals import gettext_noop


def root_of(root: Path | None) -> Path:
    return root or Path(settings.ZT_CONTENT)


def contents(city: str, *, root: Path | None = None) -> Contents:
    """Everything the city publishes, as written in its files. Raises NoSuchPack."""
    return reading.read_city(root_of(root), city)


def check(city: str, *, root: Path | None = None) -> Report:
    """Read, compare with the schemas, and ask every capability about its kinds. Raises NoSuchPack."""
    found = contents(city, root=root)
    return report_of(found, tuple(_ordered(defects_of(found, root_of(root)))))


def report_of(found: Contents, defects: tuple[Defect, ...]) -> Report:
    counts = Counter(one.kind for one in found.documents)
    return Report(city=found.city, packs=found.packs, counts=dict(sorted(counts.items())), defects=defects)


def defects_of(found: Contents, root: Path) -> list[Defect]:
    """Every defect. Capabilities are asked only about documents that fit their schema, so their checks need not be afraid."""
    defects = list(found.defects)
    sound: list[Document] = []
    for one in found.documents:
        kind_schema = reading.schema_of(root, one.kind)
        faults = list(kind_schema.defects(one)) if kind_schema else []
        defects += faults or versions.unpublishable([one])
        defects += _known(one)
        if not faults:
            sound.append(one)
    for one in found.overlaid:
        kind_schema = reading.schema_of(root, one.kind)
        defects += list(kind_schema.defects(one)) if kind_schema else []
        defects += _known(one)
    whole = Contents(found.city, found.packs, tuple(sound), found.overlaid)
    for kind in registry.kinds().values():
        own = [one for one in sound if one.kind == kind.name]
        if own and kind.check:
            defects += kind.check(own)
        if own and kind.across:
            defects += kind.across(own, whole)
    return defects


def listing(city: str, kind: str, *, root: Path | None = None, neighbours: bool = False) -> tuple[Document, ...]:
    """The documents of one kind of the city's own folder (with ``neighbours``: of all it publishes), by code. Raises NoSuchKind."""
    known = sorted(set(folders.KINDS.values()))
    if kind not in known:
        raise NoSuchKind(kind=kind, kinds=", ".join(known))
    found = contents(city, root=root)
    return tuple(sorted((one for one in found.of(kind) if neighbours or one.pack == city), key=lambda one: (one.code, one.valid_from)))


def between(city: str, *, against: Path, root: Path | None = None) -> tuple[Difference, ...]:
    """What differs from the same city's folder below another content folder."""
    before = reading.read_city(against, city)
    return comparison.compare(comparison.by_key(before.documents), comparison.by_key(contents(city, root=root).documents))


def authored(city: str, *, root: Path | None = None) -> tuple[Difference, ...]:
    """What the city's own authors changed in imported documents: as published against as authored."""
    found = contents(city, root=root)
    pairs = {one.ref: one for one in found.overlaid}
    after = tuple(one for one in found.documents if one.ref in pairs)
    before = {(one.kind, one.code, one.valid_from): pairs[one.ref].body for one in after}
    return comparison.compare(before, comparison.by_key(after))


def _known(document: Document) -> list[Defect]:
    """Defects of the source that the document itself carries, as its importer found them: shown as warnings, every time."""
    written = document.body.get("defects")
    if not isinstance(written, list):
        return []
    remedy = gettext_noop("Tell the source's owner; the platform shows it as published and computes with care.")
    return [
        document.defect("known_defect", text, at=f"defects/{index}", severity=Severity.WARNING, remedy=remedy)
        for index, text in enumerate(written) if isinstance(text, str)
    ]


def _ordered(defects: list[Defect]) -> list[Defect]:
    return sorted(defects, key=lambda one: (not one.is_error, one.path, one.line, one.code))

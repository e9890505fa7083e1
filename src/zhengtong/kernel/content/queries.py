"""内容: reads of what was published."""
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from django.db import OperationalError, ProgrammingError

from zhengtong.kernel.content import checking
from zhengtong.kernel.content.errors import NoSuchVersion
from zhengtong.kernel.content.models import Version
from zhengtong.kernel.content.rules import comparison
from zhengtong.kernel.content.rules import versions as rule
from zhengtong.kernel.content.terms import Contents, Difference, Document, How, Published
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Pin


def current(kind: str, code: str, on: date) -> Published | None:
    """The version of a document that holds on a day; None where there is none yet or it was withdrawn."""
    row = Version.objects.filter(kind=kind, code=code, valid_from__lte=on).order_by("-id").first()
    return _published(row) if row and not row.withdrawn else None


_LATEST = ledger.Composed(lambda: Version.objects.filter(kind=ledger.Given("kind")).order_by("-id").values_list("id", "sha256")[:1])


def latest(kind: str) -> tuple[int, str]:
    """The version of this kind published last: what was read before it was published is read again."""
    found = _LATEST.first(kind=kind)
    return (int(found[0]), str(found[1])) if found else (0, "")


def current_of(kind: str, on: date) -> tuple[Published, ...]:
    """All documents of a kind that hold on a day, by code."""
    held: dict[str, tuple[int, bool]] = {}
    for key, code, withdrawn in Version.objects.filter(kind=kind, valid_from__lte=on).order_by("id").values_list("id", "code", "withdrawn"):
        held[code] = (key, withdrawn)
    wanted = [key for key, withdrawn in held.values() if not withdrawn]
    found: list[Published] = []
    for start in range(0, len(wanted), 500):
        found += map(_published, Version.objects.filter(id__in=wanted[start : start + 500]))
    return tuple(sorted(found, key=lambda one: one.code))


def body(pin: Pin) -> Mapping[str, object]:
    """What a pinned version says, whatever was published since. Raises NoSuchVersion."""
    found: Mapping[str, object] | None = (
        Version.objects.filter(kind=pin.kind, code=pin.code, sha256=pin.sha256).order_by("id").values_list("body", flat=True).first()
    )
    if found is None:
        raise NoSuchVersion(kind=pin.kind, code=pin.code)
    return found


def bodies(pins: Iterable[Pin]) -> dict[Pin, Mapping[str, object]]:
    """The bodies of many pins at once; those never published are left out."""
    wanted = set(pins)
    found: dict[Pin, Mapping[str, object]] = {}
    shas = sorted({pin.sha256 for pin in wanted})
    for start in range(0, len(shas), 500):
        for row in Version.objects.filter(sha256__in=shas[start : start + 500]).order_by("id"):
            pin = Pin(row.kind, row.code, row.sha256)
            if pin in wanted:
                found.setdefault(pin, row.body)
    return found


def versions(kind: str, code: str) -> tuple[Published, ...]:
    """Every version of a document in the order of publication, withdrawals included."""
    return tuple(map(_published, Version.objects.filter(kind=kind, code=code).order_by("id")))


def rows_of(packs: Iterable[str]) -> dict[tuple[str, str], list[rule.Row]]:
    """What was published from these packs, without bodies, in the order of publication."""
    found: dict[tuple[str, str], list[rule.Row]] = {}
    columns = ("kind", "code", "sha256", "valid_from", "withdrawn")
    for kind, code, sha256, valid_from, withdrawn in Version.objects.filter(pack__in=list(packs)).order_by("id").values_list(*columns):
        found.setdefault((kind, code), []).append(rule.Row(sha256, valid_from, withdrawn))
    return found


def against_published(city: str, *, root: Path | None = None) -> tuple[Difference, ...]:
    """What publishing the city now would change. Where nothing was ever published here (or there is no database yet), everything is new."""
    found = checking.contents(city, root=root)
    try:
        before = rows_of(found.packs)
    except (OperationalError, ProgrammingError):
        before = {}
    return tuple(_changes(found, before))


def _changes(found: Contents, before: Mapping[tuple[str, str], list[rule.Row]]) -> Iterator[Difference]:
    written: dict[tuple[str, str], list[Document]] = {}
    for one in sorted(found.documents, key=lambda one: (one.kind, one.code, one.valid_from)):
        written.setdefault((one.kind, one.code), []).append(one)
    for key, documents in written.items():
        rows = before.get(key, [])
        for index in rule.to_add(rows, [(one.valid_from, rule.fingerprint(one)) for one in documents]):
            one = documents[index]
            last = Version.objects.filter(kind=one.kind, code=one.code, withdrawn=False).order_by("id").last() if rows else None
            how, edits = (How.CHANGED, comparison.edits_of(last.body, one.body)) if last else (How.NEW, ())
            yield Difference(one.kind, one.code, how, one.valid_from, edits, one.path)
    for kind, code in sorted(before.keys() - written.keys()):
        if not before[kind, code][-1].withdrawn:
            yield Difference(kind, code, How.WITHDRAWN, before[kind, code][-1].valid_from)


def _published(row: Version) -> Published:
    return Published(
        Pin(row.kind, row.code, row.sha256), row.valid_from, row.body, row.source, row.as_of, row.pack, row.withdrawn, row.published_at
    )

"""内容: publish, the only writer of versions."""
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from django.db import connection

from zhengtong.kernel.actors import Actor
from zhengtong.kernel.content import checking, queries, registry
from zhengtong.kernel.content.errors import ContentHasErrors
from zhengtong.kernel.content.facts import ContentPublished
from zhengtong.kernel.content.models import Version
from zhengtong.kernel.content.rules import versions as rule
from zhengtong.kernel.content.terms import Contents, Defect, Document, Published, Report
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.refusals import Problem

LOCK = 0x7A74_0001                   # PostgreSQL advisory lock of publishing


def publish(city: str, *, by: Actor, at: datetime, root: Path | None = None) -> Report:
    """发布: write every document that is new or changed as a version, close those that are gone, rebuild what capabilities show.

    All or nothing; unchanged documents publish nothing. Raises ContentHasErrors (with every error), NoSuchPack.
    """
    found = checking.contents(city, root=root)
    defects = tuple(checking.defects_of(found, checking.root_of(root)))
    report = checking.report_of(found, defects)
    if report.errors:
        raise ContentHasErrors(city=city, count=len(report.errors), problems=[_problem(one) for one in report.errors])
    with ledger.writing(None, by):
        _one_at_a_time()
        added, gone = _changes(found, at)
        if added or gone:
            _write([*added, *gone], at)
            _project([*added, *gone])
            digest = hashlib.sha256("".join(one.pin.sha256 for one in (*added, *gone)).encode()).hexdigest()
            ledger.record(ContentPublished(city, len(added), len(gone), digest), by=by, about=Ref("content", city), at=at)
    touched = {(one.kind, one.code) for one in added}
    unchanged = sum(1 for one in found.documents if (one.kind, one.code) not in touched)
    return replace(report, published=tuple(one.pin for one in added), withdrawn=tuple(one.pin for one in gone), unchanged=unchanged)


def rebuild(city: str, *, by: Actor, on: date, root: Path | None = None) -> int:
    """重建: hand every version that holds to the capabilities again, for projections that were lost or changed shape. Returns how many."""
    packs = checking.contents(city, root=root).packs
    with ledger.writing(None, by):
        held = [one for kind in registry.kinds() for one in queries.current_of(kind, on) if one.pack in packs]
        _project(held)
    return len(held)


def _one_at_a_time() -> None:
    """Two publications at once would both add the same versions. SQLite's writers queue anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _changes(found: Contents, at: datetime) -> tuple[list[Published], list[Published]]:
    """What must be added, and the closing versions of what is gone."""
    before = queries.rows_of(found.packs)
    written: dict[tuple[str, str], list[Document]] = {}
    for one in sorted(found.documents, key=lambda one: one.valid_from):
        written.setdefault((one.kind, one.code), []).append(one)
    added: list[Published] = []
    for key, documents in written.items():
        prints = [rule.fingerprint(one) for one in documents]
        pairs = [(one.valid_from, sha256) for one, sha256 in zip(documents, prints, strict=True)]
        for index in rule.to_add(before.get(key, []), pairs):
            one = documents[index]
            added.append(Published(Pin(one.kind, one.code, prints[index]), one.valid_from, one.body, one.source, one.as_of, one.pack))
    gone = [_closing(key, rows[-1], at) for key, rows in before.items() if key not in written and not rows[-1].withdrawn]
    return added, gone


def _closing(key: tuple[str, str], last: rule.Row, at: datetime) -> Published:
    """The version that says: gone from today on. It keeps the last body, so that pins and lists can still name it."""
    row = Version.objects.filter(kind=key[0], code=key[1], sha256=last.sha256).order_by("-id")[0]
    return Published(Pin(row.kind, row.code, row.sha256), at.date(), row.body, row.source, row.as_of, row.pack, withdrawn=True)


def _write(versions: Iterable[Published], at: datetime) -> None:
    Version.objects.bulk_create(
        [
            Version(
                kind=one.kind, code=one.code, sha256=one.pin.sha256, valid_from=one.valid_from, withdrawn=one.withdrawn,
                body=one.body, source=one.source, as_of=one.as_of, pack=one.pack, published_at=at,
            )
            for one in versions
        ],
        batch_size=200,
    )


def _project(versions: list[Published]) -> None:
    """Every capability rebuilds its own projection, in the same transaction, in the order of registration."""
    for kind in registry.kinds().values():
        own = [one for one in versions if one.kind == kind.name]
        if own and kind.publish:
            projecting: Callable[[list[Published]], None] = kind.publish
            projecting(own)


def _problem(defect: Defect) -> Problem:
    return Problem(f"{defect.path}:{defect.line}", defect.message, defect.params)

"""账本: reads."""
from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import encoding, merkle, registry
from zhengtong.kernel.ledger.errors import Erased, NoHead, NoSuchRow, NotSequenced
from zhengtong.kernel.ledger.models import Delivery, Entry, Node, Periodic, TreeHead
from zhengtong.kernel.ledger.terms import Consistency, Head, Job, JobState, Proof, Row, Schedule
from zhengtong.kernel.refs import Ref


def row(number: int) -> Row:
    """One row. Raises NoSuchRow."""
    entry = Entry.objects.filter(pk=number).first()
    if entry is None:
        raise NoSuchRow
    return row_of(entry)


def facts_about(ref: Ref) -> tuple[Row, ...]:
    """Everything recorded about one thing, in the order it was recorded."""
    return tuple(map(row_of, Entry.objects.filter(about_kind=ref.kind, about_number=ref.number).order_by("pk")))


def facts_by(who: str, *, since: datetime, until: datetime) -> tuple[Row, ...]:
    """Everything recorded of one actor within a time, in the order it was recorded."""
    return tuple(map(row_of, Entry.objects.filter(who=who, at__gte=since, at__lte=until).order_by("pk")))


def touched_by(who: str, kinds: Sequence[str]) -> tuple[Ref, ...]:
    """Which things of these kinds this actor ever recorded something about."""
    found = Entry.objects.filter(who=who, about_kind__in=list(kinds)).order_by().values_list("about_kind", "about_number").distinct()
    return tuple(Ref(kind, number) for kind, number in found)


def fact_of(row: Row) -> object | None:
    """The fact itself, as its type; None where its values were erased or its type is gone."""
    type_ = registry.type_of(row.fact)
    return None if type_ is None or row.values is None else encoding.read(type_, row.values)


def row_of(entry: Entry) -> Row:
    return Row(
        id=entry.pk,
        at=_here(entry.at),
        fact=entry.fact,
        values=entry.values,
        by=_actor(entry),
        about=Ref(entry.about_kind, entry.about_number),
        division=entry.division,
        shared=entry.shared or {},
        leaf=entry.leaf,
    )


def _actor(entry: Entry) -> Actor:
    who = Ref.parse(entry.who)
    subject = Ref.parse(entry.subject) if entry.subject else None
    if who.kind in (ActorKind.ANONYMOUS, ActorKind.SYSTEM):
        kind = ActorKind(who.kind)
    else:
        kind = ActorKind.STAFF if entry.organisation else ActorKind.MEMBER
    return Actor(
        kind,
        who,
        name=who.number if kind is ActorKind.SYSTEM else "",
        subject=subject,
        organisation=entry.organisation or None,
        basis=Ref.parse(entry.basis) if entry.basis else None,
    )


def body_of(entry: Entry) -> dict[str, Any]:
    """What of a row is hashed: everything but the salt, the key and what the log itself adds. A ground only where there is one."""
    body = {
        "id": entry.pk,
        "at": encoding.moment(entry.at),
        "fact": entry.fact,
        "values": entry.values,
        "shared": entry.shared,
        "who": entry.who,
        "subject": entry.subject,
        "organisation": entry.organisation,
        "about": f"{entry.about_kind}:{entry.about_number}",
        "division": entry.division,
    }
    return {**body, "basis": entry.basis} if entry.basis else body


def tree_size() -> int:
    return TreeHead.objects.order_by("-size").values_list("size", flat=True).first() or 0


def head() -> Head | None:
    """The newest signed head; None before the first."""
    newest = TreeHead.objects.order_by("-size").first()
    return None if newest is None else head_of(newest)


def head_of(row: TreeHead) -> Head:
    return Head(row.size, bytes(row.root), _here(row.at), row.key, bytes(row.signature))


def nodes(wanted: Sequence[merkle.Node]) -> dict[merkle.Node, bytes]:
    """The named nodes of the tree, in one query."""
    if not wanted:
        return {}
    named = reduce(or_, (Q(level=level, position=position) for level, position in set(wanted)))
    found = Node.objects.filter(named).values_list("level", "position", "hash")
    return {(level, position): bytes(value) for level, position, value in found}


def prove(number: int) -> Proof:
    """That one row is in the log, under the newest head. Raises NoSuchRow, NotSequenced, Erased."""
    return prove_all([number])[0]


def prove_all(numbers: Sequence[int]) -> tuple[Proof, ...]:
    """The same for several rows, all under one head."""
    entries = Entry.objects.in_bulk(numbers)
    newest = head()
    proofs = []
    for number in numbers:
        entry = entries.get(number)
        if entry is None:
            raise NoSuchRow
        if entry.salt is None:
            raise Erased
        if newest is None or entry.leaf is None or entry.leaf >= newest.size:
            raise NotSequenced
        path = _hashes(merkle.inclusion_spans(entry.leaf, newest.size))
        proofs.append(Proof(body_of(entry), bytes(entry.salt), entry.leaf, path, newest))
    return tuple(proofs)


def consistency(first: int, second: int) -> Consistency:
    """That the log only grew between two sizes. Raises NoHead where there is nothing to prove."""
    if not 0 < first <= second <= tree_size():
        raise NoHead
    return Consistency(first, second, _hashes(merkle.consistency_spans(first, second)))


def _hashes(spans: Sequence[merkle.Span]) -> tuple[bytes, ...]:
    there = nodes([node for span in spans for node in merkle.nodes_of(span)])
    return tuple(merkle.hash_of(span, there) for span in spans)


def jobs(state: JobState | None = None, *, limit: int = 100) -> tuple[Job, ...]:
    """Reactions owed, newest first; without ``state`` those not done."""
    owed = Delivery.objects.select_related("entry").order_by("-pk")
    owed = owed.filter(state=state) if state else owed.exclude(state=JobState.DONE)
    return tuple(map(_job, owed[:limit]))


def schedules() -> tuple[Schedule, ...]:
    """Periodic work and when it last ran."""
    seconds = {name: each.seconds for name, each in registry.schedules().items()}
    return tuple(
        Schedule(each.name, seconds.get(each.name, 0), _here(each.next_at), each.last_at and _here(each.last_at), each.error)
        for each in Periodic.objects.order_by("name")
    )


def _here(at: datetime) -> datetime:
    return at.astimezone(CHINA)


def _job(owed: Delivery) -> Job:
    return Job(
        id=owed.pk,
        name=owed.reaction,
        state=JobState(owed.state),
        attempts=owed.attempts,
        due_at=_here(owed.due_at),
        row=owed.entry.pk,
        fact=owed.entry.fact,
        about=Ref(owed.entry.about_kind, owed.entry.about_number),
        error=owed.error,
        done_at=owed.done_at and _here(owed.done_at),
    )

"""账本: reads."""
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import encoding, registry
from zhengtong.kernel.ledger.errors import NoSuchRow
from zhengtong.kernel.ledger.models import Entry
from zhengtong.kernel.ledger.terms import Row
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


def fact_of(row: Row) -> object | None:
    """The fact itself, as its type; None where its values were erased or its type is gone."""
    type_ = registry.type_of(row.fact)
    return None if type_ is None or row.values is None else encoding.read(type_, row.values)


def row_of(entry: Entry) -> Row:
    return Row(
        id=entry.pk,
        at=entry.at.astimezone(CHINA),
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
    return Actor(kind, who, name=who.number if kind is ActorKind.SYSTEM else "", subject=subject, organisation=entry.organisation or None)

"""账本: record a fact; drop the values of one."""
import os
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime

from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import encoding, queries, registry, writing
from zhengtong.kernel.ledger.errors import NoSuchRow, NotSequenced
from zhengtong.kernel.ledger.facts import ValuesErased
from zhengtong.kernel.ledger.models import Delivery, Entry
from zhengtong.kernel.refs import Ref

_hopping: ContextVar[bool] = ContextVar("ledger_hopping", default=False)


def record(
    fact: object, *, by: Actor, about: Ref, division: str = "", shared: Mapping[str, object] | None = None, at: datetime | None = None
) -> int:
    """Write what happened, in the caller's transaction, with the deliveries owed; run what reacts at once. Returns the row's id.

    ``shared``: what the facts of one command have in common, kept beside the fact's own values.
    """
    frame = writing.current()
    type_ = type(fact)
    moment = at or clock.now()
    keyed = bool(frame.key) and not frame.used
    entry = Entry.objects.create(
        salt=os.urandom(encoding.SALT),
        at=moment,
        fact=registry.name_of(type_),
        values=encoding.plain(fact),
        shared=encoding.plain(shared) if shared else None,
        who=str(by.who),
        subject=str(by.subject or ""),
        organisation=by.organisation or "",
        about_kind=about.kind,
        about_number=about.number,
        division=division,
        key=frame.key if keyed else "",
        content=frame.content if keyed else "",
    )
    frame.used = frame.used or keyed
    owed = registry.afterwards_of(type_)
    if owed:
        Delivery.objects.bulk_create([Delivery(entry=entry, reaction=each.name, due_at=moment) for each in owed])
    _react_at_once(fact, type_, entry)
    return entry.pk


def _react_at_once(fact: object, type_: type, entry: Entry) -> None:
    reactions = registry.at_once_of(type_)
    if not reactions:
        return
    if _hopping.get():
        raise RuntimeError(f"{registry.name_of(type_)} was recorded by a reaction at once and has one itself: one hop only")
    token = _hopping.set(True)
    try:
        for reaction in reactions:
            reaction.function(fact, queries.row_of(entry))
    finally:
        _hopping.reset(token)


def erase(number: int, *, by: Actor, at: datetime) -> None:
    """删除: drop a row's values and salt, so that its leaf says nothing any more; that it was recorded stays provable.

    Raises NoSuchRow, and NotSequenced for a row that is not in the log yet.
    """
    with writing.writing(None, by):
        entry = Entry.objects.select_for_update().filter(pk=number).first()
        if entry is None:
            raise NoSuchRow
        if entry.leaf is None:
            raise NotSequenced
        Entry.objects.filter(pk=number).update(values=None, shared=None, salt=None)
        about = Ref(entry.about_kind, entry.about_number)
        record(ValuesErased(number), by=by, about=about, division=entry.division, at=at)

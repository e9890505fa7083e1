"""账本: record a fact; drop the values of one."""
import json
import os
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import connection

from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import encoding, queries, registry, writing
from zhengtong.kernel.ledger.errors import NoSuchRow, NotSequenced
from zhengtong.kernel.ledger.facts import ValuesErased
from zhengtong.kernel.ledger.models import Delivery, Entry
from zhengtong.kernel.ledger.statements import insert
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
    values, common = encoding.plain(fact), encoding.plain(shared) if shared else None
    encoding.check([values, common])
    entry = Entry(
        salt=os.urandom(encoding.SALT),
        at=moment,
        fact=registry.name_of(type_),
        values=values,
        shared=common,
        who=str(by.who),
        subject=str(by.subject or ""),
        organisation=by.organisation or "",
        basis=str(by.basis or ""),
        about_kind=about.kind,
        about_number=about.number,
        division=division,
        key=frame.key if keyed else None,
        content=frame.content if keyed else "",
    )
    _insert(entry)
    frame.used = frame.used or keyed
    owed = registry.afterwards_of(type_)
    insert([Delivery(entry_id=entry.pk, reaction=each.name, due_at=moment) for each in owed])
    _react_at_once(fact, type_, entry)
    return int(entry.pk)


_INSERT = (
    'INSERT INTO zt_ledger_entry (salt, at, fact, "values", shared, who, subject, organisation, basis, about_kind, about_number, division, '
    "key, content) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"
)


def _insert(entry: Entry) -> None:
    """The row, in SQL by hand: every command comes through here, and the model's own way takes three times as long (bench/ledger.py)."""
    row: list[Any] = [
        entry.salt,
        connection.ops.adapt_datetimefield_value(entry.at),
        entry.fact,
        json.dumps(entry.values),
        json.dumps(entry.shared) if entry.shared else None,
        *(entry.who, entry.subject, entry.organisation, entry.basis),
        *(entry.about_kind, entry.about_number, entry.division),
        *(entry.key, entry.content),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, row)
        entry.pk = int(cursor.fetchone()[0])


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

"""日历订阅: make the private address of one's due dates, and end it."""

import secrets
from datetime import datetime

from zhengtong.delivery.approvals import queries
from zhengtong.delivery.approvals.facts import CalendarLinkEnded, CalendarLinkMade
from zhengtong.delivery.approvals.models import CalendarLink
from zhengtong.delivery.approvals.terms import CalendarLinkView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Basis
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key


def make_link(*, by: Actor, at: datetime, once: Key | None = None) -> CalendarLinkView:
    """日历订阅: a new private address; the one before it ends. Its secret is in this answer and nowhere else; a repeat has none.

    Raises NotPermitted for whoever is not signed in for themselves or for whom they act; a helper's sitting makes none.
    """
    if by.kind not in (ActorKind.MEMBER, ActorKind.STAFF) or (by.basis is not None and by.basis.kind == Basis.ASSISTANCE):
        raise identity.NotPermitted
    secret = secrets.token_urlsafe(32)
    with ledger.writing(once, by, ["calendar-link"]) as earlier:
        if earlier and (made := queries.link_of(by)):
            return made
        _end(by, at)
        row = CalendarLink.objects.create(
            digest=queries.digest(secret), account=int(by.who.number), subject=str(by.subject or ""), basis=str(by.basis or ""), made_at=at
        )
        ledger.record(CalendarLinkMade(row.pk, row.account), by=by, about=by.who, at=at)
    return CalendarLinkView(row.pk, row.made_at, secret)


def end_link(*, by: Actor, at: datetime, once: Key | None = None) -> bool:
    """停用: whether there was one to end."""
    with ledger.writing(once, by, ["calendar-link-end"]) as earlier:
        return False if earlier else _end(by, at)


def _end(by: Actor, at: datetime) -> bool:
    held = list(queries.rows_of(by).select_for_update())
    for row in held:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        ledger.record(CalendarLinkEnded(row.pk, row.account), by=by, about=by.who, at=at)
    return bool(held)

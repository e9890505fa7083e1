"""法人: a firm as the register has it, and who holds which office in it; for those who act for it in everything."""

from collections.abc import Iterable
from datetime import datetime

from zhengtong.foundation.identity.models import Firm, Representation
from zhengtong.foundation.identity.queries.mandates import names_of_accounts
from zhengtong.foundation.identity.terms import CreditCode, Office, PersonNumber, RepresentationView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor

_ENDED = 20


def checked_at(code: str) -> datetime | None:
    """When the register of firms was last asked."""
    return Firm.objects.filter(code=code).values_list("checked_at", flat=True).first()


def offices(by: Actor) -> tuple[RepresentationView, ...]:
    """任职: those in force, then the latest that ended; only for whoever acts for the firm in everything."""
    if by.subject is None or by.subject.kind != "firm" or by.narrow or by.matters is not None:
        return ()
    held = Representation.objects.filter(firm=by.subject.number).select_related("person", "firm")
    standing = list(held.filter(until=None).order_by("pk"))
    return views([*standing, *held.exclude(until=None).order_by("-until", "-pk")[:_ENDED]])


def view(row: Representation) -> RepresentationView:
    return views([row])[0]


def views(rows: Iterable[Representation]) -> tuple[RepresentationView, ...]:
    held = list(rows)
    givers = names_of_accounts(one.appointed_by for one in held)
    return tuple(_view(one, givers.get(one.appointed_by, "")) for one in held)


def _view(row: Representation, giver: str) -> RepresentationView:
    over = row.until is None and row.expires_on is not None and row.expires_on < clock.today()
    return RepresentationView(
        number=str(row.pk),
        person=PersonNumber(str(row.person.number)),
        person_name=row.person.name,
        firm=CreditCode(row.firm_id),
        firm_name=row.firm.name,
        office=Office(row.office),
        matters=None if row.matters is None else frozenset(row.matters),
        since=row.since,
        until=row.expires_on,
        ended_on=row.expires_on if over else row.until,
        appointed_by=giver,
    )

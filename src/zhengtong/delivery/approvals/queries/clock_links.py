"""日历订阅: whose link it is, and what it shows. The right to see is looked up again at each reading."""

import hashlib

from django.db.models import QuerySet

from zhengtong.delivery.approvals import policy, rules
from zhengtong.delivery.approvals.models import CalendarLink
from zhengtong.delivery.approvals.terms import ApprovalState, CalendarLinkView, DueEntry
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.words import Words

MOST = 500  # entries of one calendar
NAME = "政通办件期限"


def link_of(by: Actor) -> CalendarLinkView | None:
    """The link that this actor has, for whom they act; the secret itself cannot be shown again."""
    row = rows_of(by).first()
    return CalendarLinkView(row.pk, row.made_at) if row else None


def rows_of(by: Actor) -> QuerySet[CalendarLink]:
    """Those in force of this actor, for whom they act now."""
    if by.who.kind != "account" or not by.who.number.isdecimal():
        return CalendarLink.objects.none()
    mine = CalendarLink.objects.filter(account=int(by.who.number), ended_at=None)
    return mine.filter(subject=str(by.subject or ""), basis=str(by.basis or ""))


def due_calendar(secret: str) -> str | None:
    """The calendar file behind a link; None where there is none, it was ended, or whoever made it may no longer see anything."""
    row = CalendarLink.objects.filter(digest=digest(secret), ended_at=None).first()
    by = _holder(row) if row else None
    return None if by is None else rules.calendar_file(_entries(by), name=NAME, at=the_clock.now())


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _holder(row: CalendarLink) -> Actor | None:
    """Whoever made it, on the ground on which they did: an officer in their post, somebody for themselves or whom they act for."""
    for asked in dict.fromkeys((row.basis, row.subject, "")):
        found = identity.actor_of(account=row.account, acting_for=asked or None)
        if found.kind is not ActorKind.ANONYMOUS and (str(found.subject or ""), str(found.basis or "")) == (row.subject, row.basis):
            return found
    return None


def _entries(by: Actor) -> tuple[DueEntry, ...]:
    """What is open and due: of an officer's body, without what is their own matter; or of the subject."""
    rows = policy.of_body(by) if by.kind is ActorKind.STAFF else policy.visible(by)
    for own in identity.parties(by):
        rows = rows.exclude(subject_kind=own.kind, subject_number=own.number)
    due = rows.filter(state=ApprovalState.OPEN).exclude(due_on=None).order_by("order_on", "id")
    found = due.values_list("number", "name", "due_on")[:MOST]
    return tuple(DueEntry(number, Words.read(name).zh, on) for number, name, on in found if on is not None)

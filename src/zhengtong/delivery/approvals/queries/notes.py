"""批注: what stands beside an approval, for those who may read it."""

from collections.abc import Iterable

from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.models import Note as Row
from zhengtong.delivery.approvals.queries.showing import subject
from zhengtong.delivery.approvals.terms import Note
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor, ActorKind


def notes(number: str, by: Actor) -> tuple[Note, ...]:
    """For an officer: the public ones; the internal ones of their own body, and of the body it took this over from. Latest first."""
    row = policy.visible(by).filter(number=number).first() if by.kind is ActorKind.STAFF else None
    if row is None or identity.is_party(by, subject(row)):
        return ()
    found = Row.objects.filter(approval=row).order_by("-at", "-pk")
    if not policy.works_on(by, row):
        return tuple(_note(one, row.number) for one in found.filter(public=True))
    ours = {row.organisation, row.former} - {""}
    return tuple(_note(one, row.number) for one in found if one.public or one.body in ours)


def public_notes(cases: Iterable[str]) -> dict[str, tuple[Note, ...]]:
    """公开批注 of each case, earliest first: what the applicant reads. For the conductor, which has checked who may see the case."""
    told: dict[str, list[Note]] = {case: [] for case in cases}
    for one in Row.objects.filter(approval__case__in=told, public=True).select_related("approval").order_by("at", "pk"):
        told[one.approval.case].append(_note(one, one.approval.number))
    return {case: tuple(found) for case, found in told.items()}


def _note(one: Row, approval: str) -> Note:
    return Note(one.pk, approval, one.text, one.public, one.at, one.by_name, one.body)

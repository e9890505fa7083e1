"""谁的草稿: whoever began it, and whom it is for. For all others it does not exist."""
from collections.abc import Callable, Mapping

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.forms.terms import DraftState
from zhengtong.foundation.identity.terms import Basis
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Ref


def mine(by: Actor) -> QuerySet[Draft]:
    """For oneself: what one began, and what others began on a ground of theirs. For a firm or a ward one speaks for in everything: all
    that was begun for it. For a firm in some matters: what one began oneself, in these. On a power or with a helper: what was begun on it.
    """
    if by.kind is not ActorKind.MEMBER or by.subject is None:
        return Draft.objects.none()
    rows = _reached(by, str(by.who), by.subject.kind, by.subject.number, str(by.basis or ""))
    if by.matters is None:
        return rows
    matter = Concat(F("matter_kind"), Value(":"), F("matter_code"), output_field=CharField())
    return rows.alias(matter=matter).filter(matter__in=sorted(by.matters))


def my_draft(number: str, by: Actor) -> Draft | None:
    """The one of them that has this number."""
    if by.kind is not ActorKind.MEMBER or by.subject is None:
        return None
    given = {"owner": str(by.who), "kind": by.subject.kind, "subject": by.subject.number, "basis": str(by.basis or "")}
    row = _ONE[_sight(by)].first(number=number, **given)
    return row if row is not None and by.may_touch(Ref(row.matter_kind, row.matter_code)) else None


def _sight(by: Actor) -> str:
    if by.narrow:
        return "narrow"
    if by.matters is not None:
        return "limited"
    return "whole" if by.basis is not None and by.basis.kind in {Basis.OFFICE, Basis.GUARDIANSHIP} else "self"


def _reached(by: Actor, owner: str | Given, kind: str | Given, subject: str | Given, basis: str | Given) -> QuerySet[Draft]:
    return Draft.objects.filter(_SIGHTS[_sight(by)](owner, basis), subject_kind=kind, subject_number=subject)


_SIGHTS: Mapping[str, Callable[[str | Given, str | Given], Q]] = {
    "narrow": lambda _owner, basis: Q(basis=basis),
    "limited": lambda owner, _basis: Q(owner=owner),
    "whole": lambda _owner, _basis: Q(),
    "self": lambda owner, _basis: Q(owner=owner) | ~Q(basis=""),
}


def _one(sight: str) -> "ledger.Composed[Draft]":
    owner, basis = Given("owner"), Given("basis")
    return ledger.Composed(
        lambda: Draft.objects.filter(
            _SIGHTS[sight](owner, basis), subject_kind=Given("kind"), subject_number=Given("subject"), number=Given("number")
        )
    )


_ONE = {sight: _one(sight) for sight in _SIGHTS}


def left_at_counter(by: Actor) -> QuerySet[Draft]:
    """Open drafts of whom the person at the counter acts for, that were begun in another sitting; whether at this window, identity says."""
    if by.kind is not ActorKind.MEMBER or by.subject is None or by.basis is None or by.basis.kind != Basis.ASSISTANCE:
        return Draft.objects.none()
    rows = Draft.objects.filter(subject_kind=by.subject.kind, subject_number=by.subject.number, state=DraftState.OPEN)
    return rows.filter(basis__startswith=f"{Basis.ASSISTANCE}:").exclude(basis=str(by.basis))


def may_open(by: Actor, subject: Ref) -> bool:
    """For the subject one acts for, and no other."""
    return by.kind is ActorKind.MEMBER and by.subject == subject

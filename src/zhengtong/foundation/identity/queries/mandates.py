"""委托: who acts for me, for whom I act; read by both sides and nobody else."""

from collections.abc import Iterable

from django.db.models import QuerySet

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.errors import MandateNotFound
from zhengtong.foundation.identity.models import Mandate, Person, Representation
from zhengtong.foundation.identity.queries.subjects import subject_names
from zhengtong.foundation.identity.terms import Basis, MandateState, MandateView, Office, PersonNumber
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refs import Ref

MOST = 200


def given(by: Actor) -> QuerySet[Mandate]:
    """Those given in the name of whom the actor acts for; on a narrow or limited ground none: whoever acts on one hands nothing out."""
    if by.kind is not ActorKind.MEMBER or by.subject is None or by.narrow or by.matters is not None:
        return Mandate.objects.none()
    return Mandate.objects.filter(principal_kind=by.subject.kind, principal_number=by.subject.number)


def taken(by: Actor) -> QuerySet[Mandate]:
    """Those given to the person signed in, whomever they act for at the moment."""
    if by.kind is not ActorKind.MEMBER or (by.basis is not None and by.basis.kind == Basis.ASSISTANCE):
        return Mandate.objects.none()
    return Mandate.objects.filter(agent__account=int(by.who.number))


def mandate(number: str, by: Actor) -> MandateView:
    """授权委托书, for both sides. Raises MandateNotFound."""
    row = given(by).filter(number=number).first() or taken(by).filter(number=number).first()
    if row is None:
        raise MandateNotFound
    return view(row)


def mandates_given(by: Actor) -> tuple[MandateView, ...]:
    """谁为我办: the newest first."""
    return views(given(by).select_related("agent").order_by("-pk")[:MOST])


def mandates_taken(by: Actor) -> tuple[MandateView, ...]:
    """我为谁办: the newest first."""
    return views(taken(by).select_related("agent").order_by("-pk")[:MOST])


def view(row: Mandate) -> MandateView:
    return views([row])[0]


def views(rows: Iterable[Mandate]) -> tuple[MandateView, ...]:
    """Batched: the names of all persons, of all firms, and of those who gave."""
    held = list(rows)
    names = subject_names(Ref(one.principal_kind, one.principal_number) for one in held)
    givers = names_of_accounts(one.given_by for one in held if one.principal_kind == "firm")
    return tuple(_view(one, names.get(Ref(one.principal_kind, one.principal_number), ""), givers.get(one.given_by, "")) for one in held)


def _view(row: Mandate, principal_name: str, giver: str) -> MandateView:
    state = MandateState(row.state)
    if state in {MandateState.OFFERED, MandateState.IN_FORCE} and row.until < clock.today():
        state = MandateState.EXPIRED  # from its last day on, whenever that is written
    return MandateView(
        number=str(row.number),
        principal=Ref(row.principal_kind, row.principal_number),
        principal_name=principal_name,
        agent=PersonNumber(str(row.agent.number)),
        agent_name=row.agent.name,
        matters=frozenset(row.matters),
        one_time=row.one_time,
        since=row.since,
        until=row.until,
        state=state,
        offered_at=row.offered_at,
        accepted_at=row.accepted_at,
        ended_at=row.ended_at,
        used_by=row.used_by,
        given_by=giver,
    )


def names_of_accounts(refs: Iterable[str]) -> dict[str, str]:
    """``account:12`` → the name of the person who signs in with it."""
    numbers = {int(number) for kind, _, number in (ref.partition(":") for ref in refs) if kind == "account" and number.isdecimal()}
    found = Person.objects.filter(account__in=numbers).only("account_id", "name") if numbers else ()
    return {f"account:{one.account_id}": one.name for one in found}


def office_of(by: Actor) -> Office | None:
    """In which office somebody acts for a firm at this moment; None where they do not."""
    if by.basis is None or by.basis.kind != Basis.OFFICE:
        return None
    held = Representation.objects.filter(pk=int(by.basis.number), person__account=int(by.who.number), until=None)
    found = held.values_list("office", flat=True).first()
    return Office(found) if found else None


def check_may_offer(by: Actor) -> None:
    """Before the form is shown. Raises NotPassedOn, LevelNeeded."""
    rules.check_giver(by, office_of(by))
    rules.check_level(by.level, rules.OFFER_NEEDS)


def act_anyway(principal: Ref) -> frozenset[str]:
    """Who may act in everything without a power: the person themselves, the firm's legal representative."""
    if principal.kind == "person":
        return frozenset({principal.number})
    heads = Representation.objects.filter(firm=principal.number, office=Office.LEGAL_REPRESENTATIVE, until=None)
    return frozenset(str(number) for number in heads.values_list("person__number", flat=True))

"""认领与关注: who may take an approval, and who keeps an eye on it."""

from collections.abc import Iterable

from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.models import Approval, Watch
from zhengtong.delivery.approvals.queries.showing import subject
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty, StaffView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind


def watches(number: str, by: Actor) -> bool:
    """关注: whether this officer keeps an eye on it."""
    return by.who.number.isdecimal() and Watch.objects.filter(approval__number=number, account=int(by.who.number)).exists()


def watched_among(by: Actor, numbers: Iterable[str]) -> frozenset[str]:
    """Which of these this officer keeps an eye on."""
    me = int(by.who.number) if by.who.number.isdecimal() else 0
    found = Watch.objects.filter(account=me, approval__number__in=list(numbers))
    return frozenset(found.values_list("approval__number", flat=True))


def still_sees(account: int, row: Approval) -> bool:
    """Whether whoever watched it may see it today: they may serve elsewhere now, or it may be in other hands."""
    by = identity.actor_of(account=account, acting_for=None)
    return by.kind is ActorKind.STAFF and bool(policy.seeing_rights(by, row))


def watchers(number: str) -> tuple[int, ...]:
    """The accounts that keep an eye on it."""
    return tuple(Watch.objects.filter(approval__number=number).order_by("account").values_list("account", flat=True))


def watchers_of_case(case: str) -> dict[str, tuple[int, ...]]:
    """The same of each approval of a case, by number."""
    found: dict[str, list[int]] = {}
    for number, account in Watch.objects.filter(approval__case=case).order_by("account").values_list("approval__number", "account"):
        found.setdefault(number, []).append(account)
    return {number: tuple(accounts) for number, accounts in found.items()}


def takers(number: str, by: Actor) -> tuple[StaffView, ...]:
    """Who could work on it: reviewers of its body who are not away, and whose own matter it is not; without the reader."""
    row = policy.of_body(by).filter(number=number).first() if by.kind is ActorKind.STAFF else None
    return tuple(one for one in colleagues_for(row) if str(one.account) != by.who.number) if row is not None else ()


def colleagues_for(row: Approval) -> tuple[StaffView, ...]:
    duty = Duty.INTAKE if row.unpublished and row.organisation == row.window else Duty.REVIEW
    serving = identity.staff_of(row.organisation, duty)
    away = identity.out_today(one.account for one in serving)
    whose = subject(row)
    return tuple(
        one
        for one in serving
        if one.account not in away and (one.until is None or one.until >= clock.today()) and f"{whose}" != f"person:{one.person}"
    )


def leads(number: str, by: Actor) -> bool:
    """Whether this officer heads the body that holds it."""
    return policy.led(by).filter(number=number).exists()


def may_note(number: str, by: Actor) -> bool:
    """Whether it is work of this officer's own body."""
    return by.kind is ActorKind.STAFF and policy.of_body(by).filter(number=number).exists()

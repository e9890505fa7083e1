"""Which rights an officer holds now: their own, and those of whoever they stand in for. One statement, on each request."""

from typing import Any

from django.db.models import BigIntegerField, DateField, DateTimeField, Q, QuerySet

from zhengtong.foundation.identity.models import Grant, Leave
from zhengtong.foundation.identity.queries.bodies import with_predecessors
from zhengtong.foundation.identity.terms import GrantSource
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Right
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Ref

_ME, _NOW, _TODAY = Given("account", BigIntegerField()), Given("now", DateTimeField()), Given("today", DateField())


def _held() -> QuerySet[Grant, tuple[Any, ...]]:
    away = Leave.objects.filter(substitute=_ME, ended_at=None, since__lte=_TODAY, until__gte=_TODAY).values("account")
    mine = Q(account=_ME) | (Q(account__in=away) & ~Q(source=GrantSource.BREAK_GLASS))
    grants = Grant.objects.filter(mine, Q(until=None) | Q(until__gt=_NOW), ended_at=None, since__lte=_NOW)
    return grants.order_by("pk").values_list("pk", "duty", "organisation", "items", "divisions", "classes")


_HELD = ledger.Composed(_held)


def in_force(account: int) -> tuple[Right, ...]:
    """权限: everything this officer may do at this moment, with the bodies whose matters their body took over."""
    return tuple(
        Right(
            duty=duty,
            organisations=with_predecessors(organisation),
            items=frozenset(items),
            divisions=tuple(divisions),
            classes=frozenset(classes),
            source=Ref("grant", str(number)),
        )
        for number, duty, organisation, items, divisions, classes in _HELD(account=account, now=clock.now(), today=clock.today())
    )

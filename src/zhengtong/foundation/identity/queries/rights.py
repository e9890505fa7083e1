"""Which rights an officer holds now: their own, and those of whoever they stand in for. One statement, on each request."""

from typing import Any

from django.db.models import BigIntegerField, DateField, DateTimeField, F, OuterRef, Q, QuerySet, Subquery

from zhengtong.foundation.identity.models import Grant, Leave
from zhengtong.foundation.identity.queries.bodies import may_act, with_predecessors
from zhengtong.foundation.identity.queries.divisions import divisions_within
from zhengtong.foundation.identity.terms import GrantSource
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Right
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Ref

_ME, _NOW, _TODAY = Given("account", BigIntegerField()), Given("now", DateTimeField()), Given("today", DateField())


def _held() -> QuerySet[Grant, tuple[Any, ...]]:
    away = _away()
    mine = Q(account=_ME) | (Q(account__in=away.values("account")) & ~Q(source=GrantSource.BREAK_GLASS))
    grants = Grant.objects.filter(mine, Q(until=None) | Q(until__gt=_NOW), ended_at=None, since__lte=_NOW)
    leave = Subquery(away.filter(account=OuterRef("account")).order_by("pk").values("pk")[:1])  # of an absent colleague's right
    return grants.order_by("pk").values_list("pk", "duty", "organisation", "items", "divisions", "classes", leave)


def _away() -> QuerySet[Leave]:
    """Who is away and left their work to me: as long as both serve in the same body, whatever was agreed when it was recorded."""
    same = {"account__post__organisation": F("substitute__post__organisation")}
    serving = Q(account__post__until=None) | Q(account__post__until__gte=_TODAY)
    return Leave.objects.filter(serving, substitute=_ME, ended_at=None, since__lte=_TODAY, until__gte=_TODAY, **same)


_HELD = ledger.Composed(_held)


def in_force(account: int) -> tuple[Right, ...]:
    """权限: everything this officer may do at this moment, with the bodies whose matters their body took over.

    From the day a body is closed, a right in it is none; a place means what is there today, with the old codes of what it is made of.
    """
    return tuple(
        Right(
            duty=duty,
            organisations=with_predecessors(organisation),
            items=frozenset(items),
            divisions=divisions_within(tuple(divisions)),
            classes=frozenset(classes),
            source=Ref("grant", str(number)),
            through=Ref("leave", str(leave)) if leave else None,
        )
        for number, duty, organisation, items, divisions, classes, leave in _HELD(account=account, now=clock.now(), today=clock.today())
        if may_act(organisation)
    )

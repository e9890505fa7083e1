"""审批: what runs with a body whose power has passed to another."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from zhengtong.delivery.approvals.models import AfterCheck, Approval
from zhengtong.delivery.approvals.terms import CHECKING, RUNNING
from zhengtong.foundation.identity import api as identity


def misplaced(on: date) -> tuple[tuple[str, str, str], ...]:
    """Running approvals by body and item whose power is another's on that day: (who holds them, item, who acts)."""
    running = Approval.objects.filter(state__in=RUNNING)
    return _gone(running.exclude(unpublished=True, organisation=F("window")), "organisation", "item", on)


def uppers_misplaced(on: date) -> tuple[tuple[str, str, str], ...]:
    """The same of the offices that will decide what a lower one examines."""
    return _gone(Approval.objects.filter(state__in=RUNNING).exclude(upper=""), "upper", "item", on)


def checks_misplaced(on: date) -> tuple[tuple[str, str, str], ...]:
    """The same of checks that are due, or ordered to be corrected."""
    return _gone(AfterCheck.objects.filter(state__in=CHECKING), "organisation", "approval__item", on)


def running(organisation: str, item: str) -> tuple[str, ...]:
    rows = Approval.objects.filter(organisation=organisation, item=item, state__in=RUNNING)
    return tuple(rows.order_by("id").values_list("number", flat=True))


def examined_for(upper: str, item: str) -> tuple[str, ...]:
    rows = Approval.objects.filter(upper=upper, item=item, state__in=RUNNING)
    return tuple(rows.order_by("id").values_list("number", flat=True))


def checks_with(organisation: str, item: str) -> tuple[int, ...]:
    rows = AfterCheck.objects.filter(organisation=organisation, approval__item=item, state__in=CHECKING)
    return tuple(rows.order_by("id").values_list("pk", flat=True))


def _gone(rows: "QuerySet[Any]", body: str, item: str, on: date) -> tuple[tuple[str, str, str], ...]:
    bodies = [code for code in rows.order_by().values_list(body, flat=True).distinct() if identity.may_have_changed(code)]
    found = []
    for organisation, code in rows.filter(**{f"{body}__in": bodies}).order_by(body, item).values_list(body, item).distinct():
        acting = identity.authority_of(organisation=organisation, item=code, on=on, begun=True).acting
        if acting != organisation:
            found.append((organisation, code, str(acting)))
    return tuple(found)

"""办件: which cases an actor may see. One place."""

from dataclasses import replace

from django.db.models import Q, QuerySet

from zhengtong.delivery.cases.models import Case, Reconsideration
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind, Right


def own(actor: Actor) -> QuerySet[Case]:
    """The cases of the subject the actor acts for; an agent's only those filed on their own power, within its matters; in a sitting at a
    counter also those that were taken up in it."""
    taken = identity.reached(actor, "case")
    if not taken or actor.subject is None:
        return Case.objects.filter(identity.own_rows(actor))
    theirs = Q(number__in=taken, subject_kind=actor.subject.kind, subject_number=actor.subject.number)
    return Case.objects.filter(identity.own_rows(actor) | theirs)


def beyond(actor: Actor) -> QuerySet[Case]:
    """What a limited office would not reach of its own firm: told as such when something is to be done to it, never shown."""
    if actor.matters is None or actor.narrow:
        return Case.objects.none()
    return Case.objects.filter(identity.own_rows(replace(actor, matters=None)))


def at_window(actor: Actor) -> QuerySet[Case]:
    """The cases that came in through a window, and in a matter and place, that a clerk's rights of intake reach."""
    return Case.objects.filter(identity.rows(actor, Duty.INTAKE, organisation="window", item="matter_code"))


def intake_rights(actor: Actor, row: Case) -> tuple[Right, ...]:
    """The same of one row: the rights by which this clerk has it in hand."""
    return identity.covering(actor, Duty.INTAKE, organisation=row.window, item=row.matter_code, division=row.division)


def visible(actor: Actor) -> QuerySet[Case]:
    """Own cases, or those of one's window. A reviewer comes in through an approval, never through the case number."""
    if actor.kind is ActorKind.SYSTEM:
        return Case.objects.all()
    return own(actor) if actor.kind is ActorKind.MEMBER else at_window(actor)


def reconsidered(actor: Actor) -> QuerySet[Reconsideration]:
    """What is asked of the government that an officer heads."""
    return Reconsideration.objects.filter(identity.rows(actor, Duty.GOVERN, organisation="authority"))


def reconsidering_rights(actor: Actor, row: Reconsideration) -> tuple[Right, ...]:
    """The same of one row."""
    return identity.covering(actor, Duty.GOVERN, organisation=row.authority, item=row.item, division=row.division)


def for_look_up(actor: Actor) -> QuerySet[Case]:
    """The cases of a window, within an officer's right to look people up."""
    return Case.objects.filter(identity.rows(actor, Duty.LOOK_UP, organisation="window", item="matter_code"))

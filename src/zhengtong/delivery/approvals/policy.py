"""审批: which approvals an actor may see, and which they may decide. One place."""

from collections.abc import Mapping

from django.db.models import F, Q, QuerySet

from zhengtong.delivery.approvals.models import AfterCheck, Approval, Consultation
from zhengtong.delivery.approvals.terms import Office
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty, OrganisationKind
from zhengtong.kernel.actors import Actor, ActorKind, Right


def visible(actor: Actor) -> QuerySet[Approval]:
    """The applicant sees their own; a reviewer and the window what their rights reach; nobody else anything."""
    rows = Approval.objects.all()
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is ActorKind.MEMBER:
        return rows.filter(identity.own_rows(actor, matter="matter"))
    leads = identity.rows(actor, Duty.LEAD) | identity.rows(actor, Duty.REVIEW, organisation="upper")
    seen = identity.rows(actor, Duty.REVIEW) | identity.rows(actor, Duty.INTAKE, organisation="window") | leads
    return rows.filter(seen)


def decidable(actor: Actor) -> QuerySet[Approval]:
    """A reviewer decides what their own body holds; a window clerk only what has no published department and lies at the window."""
    unplaced = identity.rows(actor, Duty.INTAKE) & Q(unpublished=True, organisation=F("window"))
    return Approval.objects.filter(identity.rows(actor, Duty.REVIEW) | unplaced)


def forwardable(actor: Actor) -> QuerySet[Approval]:
    """What lies at a window whose clerk this is."""
    return Approval.objects.filter(identity.rows(actor, Duty.INTAKE, organisation="window"), organisation=F("window"))


def checkable(actor: Actor) -> QuerySet[AfterCheck]:
    """A reviewer checks what their own body approved on a commitment."""
    return AfterCheck.objects.filter(identity.rows(actor, Duty.REVIEW, item="approval__item", division="approval__division"))


def seeing_rights(actor: Actor, row: Approval) -> tuple[Right, ...]:
    """The same of one row: the rights by which this officer sees it."""
    held = [
        identity.covering(actor, one, organisation=row.organisation, item=row.item, division=row.division)
        for one in (Duty.REVIEW, Duty.LEAD)
    ]
    upper = identity.covering(actor, Duty.REVIEW, organisation=row.upper, item=row.item, division=row.division) if row.upper else ()
    taken_in = identity.covering(actor, Duty.INTAKE, organisation=row.window, item=row.item, division=row.division)
    return (*held[0], *held[1], *upper, *taken_in)


def deciding_rights(actor: Actor, row: Approval) -> tuple[Right, ...]:
    """The same of one row: the rights by which this officer may decide it."""
    review = identity.covering(actor, Duty.REVIEW, organisation=row.organisation, item=row.item, division=row.division)
    if not row.unpublished or row.organisation != row.window:
        return review
    return (*review, *identity.covering(actor, Duty.INTAKE, organisation=row.organisation, item=row.item, division=row.division))


def works_on(actor: Actor, row: Approval) -> bool:
    """Whether it is work of this officer's own body: they may decide it, or they head it. Who works on it and its notes are theirs."""
    lead = identity.covering(actor, Duty.LEAD, organisation=row.organisation, item=row.item, division=row.division)
    return bool(lead or deciding_rights(actor, row))


def led(actor: Actor) -> QuerySet[Approval]:
    """What the bodies hold that this officer heads."""
    return Approval.objects.filter(identity.rows(actor, Duty.LEAD))


def of_body(actor: Actor) -> QuerySet[Approval]:
    """What an officer's own body works on: what they may decide, and what they head."""
    unplaced = identity.rows(actor, Duty.INTAKE) & Q(unpublished=True, organisation=F("window"))
    return Approval.objects.filter(identity.rows(actor, Duty.REVIEW) | identity.rows(actor, Duty.LEAD) | unplaced)


def consulted(actor: Actor) -> QuerySet[Consultation]:
    """Questions to the bodies that an officer's rights of review reach, about items and places within them."""
    return Consultation.objects.filter(identity.rows(actor, Duty.REVIEW, item="approval__item", division="approval__division"))


def consulted_rights(actor: Actor, row: Consultation) -> tuple[Right, ...]:
    """The same of one row."""
    return identity.covering(
        actor, Duty.REVIEW, organisation=row.organisation, item=row.approval.item, division=row.approval.division
    )


def timed(actor: Actor) -> QuerySet[Approval]:
    """Whose clock an actor may stop and start: what their own body works on; the platform's own where a step of the case does it."""
    return Approval.objects.all() if actor.kind is ActorKind.SYSTEM else of_body(actor)


def timing_rights(actor: Actor, row: Approval) -> tuple[Right, ...]:
    """The same of one row: the rights by which this officer may."""
    lead = identity.covering(actor, Duty.LEAD, organisation=row.organisation, item=row.item, division=row.division)
    return (*deciding_rights(actor, row), *lead)


def governed(actor: Actor) -> QuerySet[Approval]:
    """联合办理 in the places whose government this officer heads: how the parts stand, never what was filed."""
    return Approval.objects.filter(_governed(actor))


def extending_rights(actor: Actor, row: Approval, office: Office) -> tuple[Right, ...]:
    """延期: the rights by which this officer holds that office over one row (行政许可法 art. 42)."""
    if office is not Office.HEAD_OF_GOVERNMENT:
        return identity.covering(actor, Duty.LEAD, organisation=row.organisation, item=row.item, division=row.division)
    bodies = governments(row.division)
    held = actor.rights_of(Duty.GOVERN) if actor.kind is ActorKind.STAFF else ()
    return tuple(right for right in held if any(right.covers(organisation=one, item=row.item, division=row.division) for one in bodies))


def governments(division: str) -> tuple[str, ...]:
    """本级人民政府 of a place."""
    return tuple(one.code for one in identity.organisations(division) if one.kind is OrganisationKind.GOVERNMENT)


def _governed(actor: Actor) -> Q:
    rights = actor.rights_of(Duty.GOVERN) if actor.kind is ActorKind.STAFF else ()
    found = Q(pk__in=())
    for right in rights:
        bodies = identity.organisations_by_code(right.organisations).values()
        places = {one.division for one in bodies if one.kind is OrganisationKind.GOVERNMENT}
        found |= Q(joint=True, division__in=sorted(places)) & (Q(item__in=sorted(right.items)) if right.items else Q())
    return found


EXTENDS: Mapping[Office, Duty] = {
    Office.HEAD_OF_AUTHORITY: Duty.LEAD,
    Office.HEAD_OF_DISCLOSURE_OFFICE: Duty.LEAD,
    Office.HEAD_OF_GOVERNMENT: Duty.GOVERN,
}
"""Which duty holds which office."""

"""秒批: which items are approved automatically, and why one approval is not."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from zhengtong.delivery.approvals import policy, rules
from zhengtong.delivery.approvals.errors import ApprovalNotFound
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.models import Automation as Row
from zhengtong.delivery.approvals.queries.deciding import evidence, guide_of
from zhengtong.delivery.approvals.queries.flow import flow_of
from zhengtong.delivery.approvals.terms import RUNNING, ApprovalState, Assessment, Automation, Checked
from zhengtong.delivery.approvals.terms.flow import Flow
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Guide
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor

OFF = gettext_noop("Automatic approval is not switched on for this version of the item.")
ASKED = gettext_noop("The applicant asked for a person.")
CLAIMED = gettext_noop("A colleague is working on it.")
PAUSED = gettext_noop("The clock stands still for a special procedure.")
LACKING = gettext_noop("A paper that was to follow is still missing.")
PAPERS = gettext_noop("Papers were handed in that a person has to read.")
UNMET = gettext_noop("A condition is not met, or is not known.")
ELSEWHERE = gettext_noop("Somebody else has a say in it.")


@dataclass(frozen=True, slots=True)
class Tried:
    """Whether it can be decided automatically now; ``why_not``: empty, or what a person has to look at."""

    why_not: str
    checked: tuple[Checked, ...] = ()
    automation: int = 0


def switched_on(row: Approval) -> Row | None:
    """The switch under which this approval may be decided: of its own version of the item, and of no other."""
    return Row.objects.filter(item=row.item, pin=row.pin, until=None).first()


def try_automatic(row: Approval) -> Tried:
    """Asked in this order; the first that stands against it is told."""
    switch, guide = switched_on(row), guide_of(row)
    if switch is None or row.state != ApprovalState.OPEN or not guide.handling.automatic:
        return Tried(OFF)
    for stands, why in (
        (row.human_asked_at, ASKED),
        (row.claimed_by, CLAIMED),
        (row.paused_on, PAUSED),
        (row.lacks, LACKING),
        (row.system or row.upper or row.joint or row.limited or row.committed, ELSEWHERE),
    ):
        if stands:
            return Tried(why)
    if flow_of(row) != Flow():
        return Tried(ELSEWHERE)
    known = evidence(row, guide)
    checked = rules.check(guide.handling.conditions, known)
    if known.papers:
        return Tried(PAPERS, checked)
    return Tried("" if rules.all_met(checked) else UNMET, checked, switch.pk)


def why_not_automatic(number: str, by: Actor) -> str:
    """For the officer into whose hands it came: msgid; empty where the item is never automatic, or nothing stands against it."""
    row = policy.decidable(by).filter(number=number, state=ApprovalState.OPEN).first()
    if row is None or not guide_of(row).handling.automatic:
        return ""
    return try_automatic(row).why_not


@dataclass(frozen=True, slots=True)
class Switch:
    """One item that may be approved automatically, for the head of its body."""

    guide: Guide
    on: Automation | None
    earlier: tuple[Automation, ...] = ()


def switches(by: Actor) -> tuple[Switch, ...]:
    """秒批事项 of the bodies this actor heads, each with its switch and every earlier assessment."""
    bodies = frozenset(code for right in by.rights_of(Duty.LEAD) for code in right.organisations)
    guides = [one for one in catalogue.automatable(bodies) if _reached(one, by)]
    rows = Row.objects.filter(item__in=[one.code for one in guides]).order_by("-since", "-id")
    held: dict[str, list[Automation]] = {}
    for row in rows:
        held.setdefault(row.item, []).append(read(row))
    return tuple(_switch(one, held.get(one.code, [])) for one in guides)


def _switch(guide: Guide, rows: list[Automation]) -> Switch:
    on = next((one for one in rows if one.until is None and one.pin == guide.pin.sha256), None)
    return Switch(guide, on, tuple(one for one in rows if one is not on))


def _reached(guide: Guide, by: Actor) -> bool:
    return bool(identity.covering(by, Duty.LEAD, organisation=guide.organisation, item=guide.code, division=guide.division))


def read(row: Row) -> Automation:
    said: Mapping[str, str] = row.assessment
    return Automation(row.pk, row.item, row.pin, row.since, row.by_name, Assessment(**said), row.until)


def automation(number: int) -> Automation:
    """The switch and assessment under which something was approved. Raises ApprovalNotFound for a number that was never given."""
    row = Row.objects.filter(pk=number).first()
    if row is None:
        raise ApprovalNotFound(number=str(number))
    return read(row)


def automatic_ahead(case: str) -> frozenset[str]:
    """将自动办理: parts of a case that may be decided automatically, so that the applicant is told before and may ask for a person."""
    rows = list(Approval.objects.filter(case=case, state__in=RUNNING, human_asked_at=None).only("number", "item", "pin"))
    on = set(Row.objects.filter(item__in={row.item for row in rows}, until=None).values_list("item", "pin")) if rows else set()
    return frozenset(row.number for row in rows if (row.item, row.pin) in on)

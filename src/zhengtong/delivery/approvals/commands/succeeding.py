"""接续办理: what a body had open goes to whoever acts in its place (行政复议法 art. 19(4))."""

from datetime import date, datetime

from zhengtong.delivery.approvals import queries
from zhengtong.delivery.approvals.commands.decide import sign
from zhengtong.delivery.approvals.commands.examining import arrive_above
from zhengtong.delivery.approvals.commands.holding import recorded, step
from zhengtong.delivery.approvals.facts import ApprovalTakenOver
from zhengtong.delivery.approvals.facts.flow import AfterCheckMoved, UpperChanged
from zhengtong.delivery.approvals.models import AfterCheck, Approval, Examination
from zhengtong.delivery.approvals.terms import RUNNING, ApprovalState
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger


def take_over(*, by: Actor, at: datetime) -> int:
    """接续办理: running approvals and checks go to whoever acts today, where a body was closed, a power transferred, a delegation ended.

    How many went. The clock runs on: what the administration does with itself is not the applicant's concern. Questions to other bodies
    follow by ``pass_time``; what stands still, a hearing that is called, a file outside stay with the approval they belong to.
    """
    day = at.astimezone(CHINA).date()
    return _approvals(day, by, at) + _uppers(day, by, at) + _checks(day, by, at)


def _approvals(day: date, by: Actor, at: datetime) -> int:
    moved = 0
    for organisation, item, acting in queries.misplaced(day):
        for number in queries.running(organisation, item):
            with ledger.writing(None, by):
                row = Approval.objects.select_for_update().filter(number=number, organisation=organisation, state__in=RUNNING).first()
                if row is None:
                    continue
                row.claimed_by, row.claimed_name, row.claimed_at = "", "", None
                if row.state == ApprovalState.SPOKEN:  # 统一办理: its opinion stands; the joint answer bears a name that is there
                    sign(row, identity.authority_of(organisation=acting, item=item, on=day, begun=True))
                row.organisation, row.former = acting, organisation
                row.save()
                Examination.objects.filter(approval=row, view="").update(organisation=acting)
                recorded(ApprovalTakenOver(*step(row), former=organisation), row, by, at)
                _together(row, day, by, at)
                moved += 1
    return moved


def _uppers(day: date, by: Actor, at: datetime) -> int:
    """The office that will decide what a lower one still examines."""
    moved = 0
    for upper, item, acting in queries.uppers_misplaced(day):
        for number in queries.examined_for(upper, item):
            with ledger.writing(None, by):
                row = Approval.objects.select_for_update().filter(number=number, upper=upper, state__in=RUNNING).first()
                if row is None:
                    continue
                row.upper = acting
                row.save(update_fields=["upper"])
                Examination.objects.filter(approval=row, view="").update(upper=acting)
                recorded(UpperChanged(*step(row, acting), former=upper), row, by, at)
                _together(row, day, by, at)
                moved += 1
    return moved


def _together(row: Approval, day: date, by: Actor, at: datetime) -> None:
    """接续办理: an office does not examine for itself. What it would have passed up has arrived, and the term to decide begins (0016)."""
    if row.upper and identity.authority_of(organisation=row.upper, item=row.item, on=day, begun=True).acting == row.organisation:
        arrive_above(row, by=by, at=at)


def _checks(day: date, by: Actor, at: datetime) -> int:
    """事后核查: due, or ordered to be corrected."""
    moved = 0
    for former, item, acting in queries.checks_misplaced(day):
        for number in queries.checks_with(former, item):
            with ledger.writing(None, by):
                held = AfterCheck.objects.select_for_update(of=("self",)).select_related("approval").get(pk=number)
                if held.organisation != former:
                    continue
                held.organisation = acting
                held.save(update_fields=["organisation"])
                recorded(AfterCheckMoved(*step(held.approval, acting), check=held.pk, former=former), held.approval, by, at)
                moved += 1
    return moved

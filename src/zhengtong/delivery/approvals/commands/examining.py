"""下级机关初审: the lower office examines first and passes it up; the upper one decides (行政许可法 arts. 35, 43)."""

from datetime import date, datetime

from zhengtong.delivery.approvals import queries, rules
from zhengtong.delivery.approvals.commands.holding import in_hand, recorded, step
from zhengtong.delivery.approvals.errors.flow import NotExamined, OpinionMissing
from zhengtong.delivery.approvals.facts.flow import ApprovalPassedUp, ExaminationBegun
from zhengtong.delivery.approvals.models import Approval, Examination
from zhengtong.delivery.approvals.terms import ApprovalView, View
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key


def begin_below(row: Approval, *, opened: date, by: Actor, at: datetime) -> None:
    """初审: it opens with the lower office where the item says so; its term runs from acceptance. Not saved: the caller opens the row.

    The upper office's own term begins when it arrives there (docs/decisions/0016): until then this approval has no due date but the
    lower office's. Under a regime that counts from receipt the whole term runs on meanwhile. A term that neither the item nor its regime
    has (行政许可法 art. 43) nobody makes up: then the lower office has none of its own.
    """
    lower = queries.guide_of(row).handling.lower
    if lower is None:
        return
    body = identity.authority_of(organisation=lower.organisation, item=row.item).acting
    row.upper, row.organisation = row.organisation, body
    regime = queries.regime_of(row.regime)
    term = lower.term or rules.days_of(regime, "decision.lower_office_days", opened)
    due = rules.within(catalogue.calendar(row.division), term, told=opened) if term else None
    if regime is None or not regime.from_receipt(opened):
        row.started_on, row.due_on, row.legal_due_on, row.order_on = None, due, None, due or rules.NO_TERM
    Examination.objects.create(approval=row, organisation=body, upper=row.upper, started_on=opened, due_on=due)
    recorded(ExaminationBegun(*step(row), upper=row.upper, due_on=due.isoformat() if due else ""), row, by, at)


def pass_up(*, approval: str, view: View, reason: str, by: Actor, at: datetime, once: Key | None = None) -> ApprovalView:
    """报送: with the opinion and all papers to the upper office; nothing is asked of the applicant again (行政许可法 art. 35).

    Raises ApprovalNotFound, OwnMatter, NotOpen, NotExamined, OpinionMissing.
    """
    with ledger.writing(once, by, [approval, view, reason]) as earlier:
        if earlier:
            return queries.view(Approval.objects.get(number=approval))
        row, by = in_hand(approval, by)
        examined = Examination.objects.select_for_update().filter(approval=row, view="").first()
        if examined is None or not row.upper:
            raise NotExamined
        if view is View.SILENT or (view is View.OBJECT and not reason.strip()):
            raise OpinionMissing
        examined.view, examined.reason, examined.passed_at, examined.passed_by = view, reason.strip(), at, by.name
        examined.save(update_fields=["view", "reason", "passed_at", "passed_by"])
        _up(row, examined, by=by, at=at)
        return queries.view(row)


def arrive_above(row: Approval, *, by: Actor, at: datetime) -> None:
    """接续办理: the lower office became part of the one that decides, so it is there; without a view of its own."""
    examined = Examination.objects.select_for_update().filter(approval=row, view="").first()
    if examined is not None:
        examined.view, examined.passed_at = View.NO_VIEW, at
        examined.save(update_fields=["view", "passed_at"])
        _up(row, examined, by=by, at=at)


def _up(row: Approval, examined: Examination, *, by: Actor, at: datetime) -> None:
    """In the hands of the upper office, whose own term begins."""
    former = row.organisation
    row.organisation, row.upper = identity.authority_of(organisation=row.upper, item=row.item).acting, ""
    row.claimed_by, row.claimed_name, row.claimed_at = "", "", None
    row.started_on = row.started_on or at.astimezone(CHINA).date()
    clock = queries.clock_of(queries.view(row))
    row.due_on = rules.earlier(clock)
    row.order_on = row.due_on or rules.NO_TERM
    row.legal_due_on = clock.legal.on if clock.legal else None
    row.save()
    recorded(ApprovalPassedUp(*step(row), former=former, view=View(examined.view)), row, by, at)

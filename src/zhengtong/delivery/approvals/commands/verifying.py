"""现场核查与检验: who went or tested, at least two (行政许可法 arts. 34, 55). A visit stops no clock; a test that law requires does."""

from collections.abc import Sequence
from datetime import date, datetime

from zhengtong.delivery.approvals import queries, rules
from zhengtong.delivery.approvals.commands.clock import resume, stop
from zhengtong.delivery.approvals.commands.holding import in_hand, recorded, step
from zhengtong.delivery.approvals.errors.flow import NoTestRequired, NoTestRunning, VisitIncomplete
from zhengtong.delivery.approvals.facts.flow import SiteVerified, TestersAppointed, TestReported
from zhengtong.delivery.approvals.models import Approval, Verification
from zhengtong.delivery.approvals.queries import flow
from zhengtong.delivery.approvals.terms import PauseKind
from zhengtong.delivery.approvals.terms import flow as terms
from zhengtong.delivery.approvals.terms.flow import Looked
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key

_TESTS = frozenset({Looked.TEST, Looked.QUARANTINE})
_TWO = 2


def verify(
    *, approval: str, on: date, officers: Sequence[str], found: str, by: Actor, at: datetime, once: Key | None = None
) -> terms.Verification:
    """现场核查: by at least two officers, both named (行政许可法 art. 34); the clock runs on.

    Raises ApprovalNotFound, OwnMatter, NotOpen, TwoOfficers, VisitIncomplete.
    """
    with ledger.writing(once, by, ["visit", approval, on.isoformat(), list(officers), found]) as earlier:
        row, by = in_hand(approval, by, earlier=earlier is not None)
        if earlier:
            return flow.verification(Verification.objects.filter(approval=row, kind=Looked.SITE).latest("id"))
        today = at.astimezone(CHINA).date()
        named = rules.check_officers(officers, _least(row, "verification.officers", today))
        opened = row.opened_at.astimezone(CHINA).date() if row.opened_at else today
        if not found.strip() or not opened <= on <= today:
            raise VisitIncomplete
        written = Verification.objects.create(
            approval=row, kind=Looked.SITE, on=on, officers=list(named), found=found.strip(), at=at, by=by.name
        )
        recorded(SiteVerified(*step(row), visited_on=on.isoformat(), officers=len(named)), row, by, at)
        return flow.verification(written)


def appoint_testers(
    *, approval: str, kind: Looked, officers: Sequence[str], evidence: str, reason: str, by: Actor, at: datetime, once: Key | None = None
) -> terms.Verification:
    """指派检验人员: two, within five days of acceptance; the time it takes is excluded (行政许可法 arts. 45, 55).

    Appointed late it still goes on, and stays on record as late. Raises ApprovalNotFound, OwnMatter, NotOpen, NoTestRequired, TwoOfficers,
    and what ``stop`` raises.
    """
    with ledger.writing(once, by, ["test", approval, kind, list(officers), evidence, reason]) as earlier:
        row, by = in_hand(approval, by, earlier=earlier is not None)
        if earlier:
            return flow.verification(Verification.objects.filter(approval=row, kind=kind).latest("id"))
        today = at.astimezone(CHINA).date()
        special = next((one for one in queries.guide_of(row).handling.special if one.kind == kind), None)
        running = Verification.objects.filter(approval=row, kind__in=sorted(_TESTS), reported_on=None).exists()
        if kind not in _TESTS or special is None or running:
            raise NoTestRequired
        named = rules.check_officers(officers, _least(row, "inspection_test.officers", today))
        term = rules.days_of(queries.regime_of(row.regime), "inspection_test.assign_days", today)
        accepted = row.accepted_on or (row.opened_at.astimezone(CHINA).date() if row.opened_at else today)
        due = rules.within(catalogue.calendar(row.division), term, told=accepted) if term else None
        written = Verification.objects.create(
            approval=row, kind=kind, on=today, officers=list(named), due_on=due, at=at, by=by.name
        )
        late = due is not None and today > due
        recorded(TestersAppointed(*step(row), kind=kind, officers=len(named), late=late), row, by, at)
        stop(
            approval=row.number, kind=PauseKind(kind.value), evidence=evidence, reason=reason, days=special.days,
            reference=special.reference, by=by, at=at,
        )  # fmt: skip
        return flow.verification(written)


def report_test(
    *, approval: str, standard: str, found: str, evidence: str, by: Actor, at: datetime, once: Key | None = None
) -> terms.Verification:
    """检验结果: by a technical standard; the clock runs on (行政许可法 art. 55). Raises ApprovalNotFound, NotOpen, NoTestRunning."""
    with ledger.writing(once, by, ["report", approval, standard, found, evidence]) as earlier:
        row, by = in_hand(approval, by, earlier=earlier is not None)
        tests = Verification.objects.select_for_update().filter(approval=row, kind__in=sorted(_TESTS))
        if earlier:
            return flow.verification(tests.latest("id"))
        test = tests.filter(reported_on=None).first()
        if test is None or not standard.strip() or not found.strip():
            raise NoTestRunning
        test.standard, test.found, test.reported_on = standard.strip(), found.strip(), at.astimezone(CHINA).date()
        test.save(update_fields=["standard", "found", "reported_on"])
        recorded(TestReported(*step(row), kind=Looked(test.kind), standard=test.standard), row, by, at)
        stopped = queries.clock_of(queries.view(row)).paused
        if stopped is not None and stopped.pause == test.kind:
            resume(approval=row.number, evidence=evidence, by=by, at=at)
        return flow.verification(test)


def _least(row: Approval, parameter: str, on: date) -> int:
    """How many the regime asks for; two, where it is silent."""
    regime = queries.regime_of(row.regime)
    found = regime.at(parameter, on) if regime else None
    return int(str(found.value)) if found else _TWO

"""事后核查: what was approved on a commitment is checked; an order to correct; else the lawful consequence."""

from collections.abc import Sequence
from datetime import date, datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.errors import CheckNotFound
from zhengtong.delivery.approvals.facts import CommitmentChecked
from zhengtong.delivery.approvals.models import AfterCheck as Row
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import AfterCheck, AfterCheckState, ApprovalNumber
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Guide, Term
from zhengtong.foundation.catalogue.terms.handling import Commitment
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key


def promise(row: Approval, guide: Guide, *, at: datetime) -> None:
    """承诺在案: with the approval begins the term in which it is checked (消防法 art. 15); in its transaction."""
    held = guide.handling.commitment
    due_on = _until(held.check_within if held else None, row, at)
    ledger.insert([Row(approval=row, organisation=row.organisation, due_on=due_on, reference=held.reference if held else "")])


def record_check(
    *,
    check: int,
    outcome: AfterCheckState,
    found: str,
    officers: Sequence[str],
    correct_by: date | None = None,
    by: Actor,
    at: datetime,
    once: Key | None = None,
) -> AfterCheck:
    """核查结论: as promised; or ordered to correct by a day; then corrected, or not, which has the lawful consequence.

    ``officers``: accounts in post at the office that checks. ``correct_by``: needed with an order to correct where the item sets no term.
    Raises CheckNotFound, OwnMatter, NotOfTheOffice, CheckOver, TwoOfficers, CorrectionTermMissing, TermNotOver.
    """
    with ledger.writing(once, by, [check, outcome, found, list(officers), correct_by and correct_by.isoformat()]) as earlier:
        row = policy.checkable(by).select_for_update().filter(pk=check).first()
        if row is None:
            raise CheckNotFound
        if earlier:
            return queries.view_check(row)
        approval, held = row.approval, policy.deciding_rights(by, row.approval)
        identity.check_not_own(
            by, queries.subject(approval), held, duty=Duty.REVIEW, organisation=row.organisation, basis=queries.basis(approval)
        )  # fmt: skip
        by, today = identity.standing_in(by, held), at.astimezone(CHINA).date()
        named = rules.check_of_office(officers, dict(queries.serving(row.organisation)))
        rules.check_step(AfterCheckState(row.state), outcome, named, found, today=today, correct_by=row.correct_by)
        commitment = queries.guide_of(approval).handling.commitment
        if outcome is AfterCheckState.TO_CORRECT:
            within = _until(commitment.correct_within if commitment else None, approval, at)
            row.correct_by = rules.term_to_correct(correct_by, within, today=today)
        row.consequence = follows = _follows(commitment, outcome)
        row.state, row.checked_at, row.by = outcome, at, str(by.who)
        row.officers = list(named)
        row.found = "\n".join(filter(None, (row.found, f"{today:%Y-%m-%d} {found.strip()}")))
        row.save()
        fact = CommitmentChecked(
            approval=ApprovalNumber(approval.number),
            case=approval.case,
            item=approval.item,
            organisation=row.organisation,
            outcome=outcome,
            correct_by=row.correct_by.isoformat() if row.correct_by and outcome is AfterCheckState.TO_CORRECT else "",
            article=commitment.breach_reference if commitment and (follows or outcome is AfterCheckState.BROKEN) else row.reference,
            consequence=follows,
        )
        ledger.record(fact, by=by, about=queries.case_ref(approval), division=approval.division, at=at)
        return queries.view_check(row)


def _follows(commitment: Commitment | None, outcome: AfterCheckState) -> str:
    """What the law has follow: with the order to correct (消防法 art. 58(1)), and where it was not corrected (58(2))."""
    if commitment is None:
        return ""
    return {AfterCheckState.TO_CORRECT: commitment.on_finding.zh, AfterCheckState.BROKEN: commitment.breach.zh}.get(outcome, "")


def _until(term: Term | None, row: Approval, at: datetime) -> date | None:
    end = rules.due(catalogue.calendar(row.division), term, after=at.astimezone(CHINA).date())
    return end.on if end else None

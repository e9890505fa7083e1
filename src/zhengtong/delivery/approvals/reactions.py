"""审批: when this fact, then that."""

from collections.abc import Mapping

from zhengtong.delivery.approvals.commands.automatic import AUTOMATON, decide_automatically
from zhengtong.delivery.approvals.commands.claim import end_claims
from zhengtong.delivery.approvals.commands.clock_recomputing import recompute
from zhengtong.delivery.approvals.commands.hand import follow
from zhengtong.delivery.approvals.commands.telling import tell_heads, tell_officer, tell_watchers
from zhengtong.delivery.approvals.facts import (
    ApprovalClaimed,
    ApprovalDecided,
    ApprovalEscalated,
    ApprovalOpened,
    ApprovalReleased,
    ClockExtended,
    ClockPaused,
)
from zhengtong.delivery.approvals.terms import ClaimHow, Level, Opinion, ReleaseHow
from zhengtong.foundation.identity.facts import LeaveRecorded, PersonsMerged, StaffLeft, StaffMoved
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.content.facts import ContentPublished
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import gettext_noop

_CLAIMED: Mapping[ClaimHow, str] = {
    ClaimHow.HANDED: gettext_noop("%(who)s handed %(name)s (%(number)s) to you."),
    ClaimHow.ASSIGNED: gettext_noop("%(who)s assigned %(name)s (%(number)s) to you."),
}
_TAKEN_FROM = gettext_noop("%(who)s took over %(name)s (%(number)s) from you.")
_ASSIGNED_ELSEWHERE = gettext_noop("%(who)s gave %(name)s (%(number)s) to a colleague.")
_LAPSED = gettext_noop("Your claim on %(name)s (%(number)s) has ended: nothing was done with it for days. It is open to your colleagues.")
_DECIDED: Mapping[Opinion, str] = {
    Opinion.APPROVE: gettext_noop("Approved: %(name)s (%(number)s), which you watch."),
    Opinion.REFUSE: gettext_noop("Refused: %(name)s (%(number)s), which you watch."),
}
_PAUSED = gettext_noop("The clock stands still: %(name)s (%(number)s), which you watch.")
_EXTENDED = gettext_noop("The term was extended: %(name)s (%(number)s), which you watch.")


@ledger.afterwards(PersonsMerged)
def follow_person(fact: PersonsMerged, row: ledger.Row) -> None:  # noqa: ARG001
    """自然人合并."""
    follow(gone=Ref("person", fact.gone), kept=Ref("person", fact.kept))


@ledger.afterwards(ContentPublished, lease=600)
def recompute_clocks(fact: ContentPublished, row: ledger.Row) -> None:  # noqa: ARG001 - only dates that differ change
    """放假通知发布或更正: provisional dates become what they are."""
    recompute(by=system("approvals"), at=clock.now())


@ledger.afterwards(ApprovalClaimed)
def tell_claimed(fact: ApprovalClaimed, row: ledger.Row) -> None:
    """移交、指派、接手: both colleagues hear of it, but whoever did it."""
    to_whom, from_whom = _CLAIMED.get(fact.how, ""), _ASSIGNED_ELSEWHERE if fact.how is ClaimHow.ASSIGNED else _TAKEN_FROM
    if to_whom:
        _tell(fact.approval, fact.claimed_by, to_whom, row, "to")
    if fact.former and fact.how is not ClaimHow.HANDED:
        _tell(fact.approval, fact.former, from_whom, row, "from")


@ledger.afterwards(ApprovalReleased)
def tell_claim_ended(fact: ApprovalReleased, row: ledger.Row) -> None:
    """久未办理: whoever had it hears that it is open again."""
    if fact.how is ReleaseHow.STALE:
        _tell(fact.approval, fact.former, _LAPSED, row, "ended")


@ledger.afterwards(ApprovalEscalated)
def tell_head(fact: ApprovalEscalated, row: ledger.Row) -> None:
    """督办."""
    tell_heads(approval=fact.approval, level=Level(fact.level), due=fact.due, once=row.once("head"), at=row.at)


@ledger.afterwards(ApprovalDecided)
def tell_watchers_decided(fact: ApprovalDecided, row: ledger.Row) -> None:
    tell_watchers(approval=fact.approval, message=_DECIDED[fact.opinion], but=row.by.who, once=row.once("watch"), at=row.at)


@ledger.afterwards(ClockPaused)
def tell_watchers_paused(fact: ClockPaused, row: ledger.Row) -> None:
    tell_watchers(approval=fact.approval, message=_PAUSED, but=row.by.who, once=row.once("watch"), at=row.at)


@ledger.afterwards(ClockExtended)
def tell_watchers_extended(fact: ClockExtended, row: ledger.Row) -> None:
    if fact.approval:
        tell_watchers(approval=fact.approval, message=_EXTENDED, but=row.by.who, once=row.once("watch"), at=row.at)


@ledger.afterwards(StaffMoved, StaffLeft, LeaveRecorded)
def end_claims_of_absent(fact: StaffMoved | StaffLeft | LeaveRecorded, row: ledger.Row) -> None:  # noqa: ARG001
    """休假、调离: what they worked on is open to their colleagues."""
    end_claims(by=system("approvals"), at=row.at)


@ledger.afterwards(ApprovalOpened)
def approve_automatically(fact: ApprovalOpened, row: ledger.Row) -> None:
    """秒批: right after opening, where its item is approved automatically; left to a person in every other case."""
    decide_automatically(approval=fact.approval, by=AUTOMATON, at=clock.now(), once=row.once("automatic"))


def _tell(approval: str, officer: str, message: str, row: ledger.Row, once: str) -> None:
    tell_officer(approval=approval, officer=officer, message=message, by=row.by.name, but=row.by.who, once=row.once(once), at=row.at)

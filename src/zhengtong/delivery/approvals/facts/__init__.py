"""审批 facts: recorded about the case, so that one proof covers its whole story."""

from zhengtong.delivery.approvals.facts.approval import (
    ApprovalDecided,
    ApprovalForwarded,
    ApprovalLapsed,
    ApprovalOpened,
    ApprovalTakenOver,
)
from zhengtong.delivery.approvals.facts.clock import (
    ClockExtended,
    ClockPaused,
    ClockRecomputed,
    ClockRestarted,
    ClockResumed,
)
from zhengtong.delivery.approvals.facts.deciding import (
    AutomationSwitchedOff,
    AutomationSwitchedOn,
    CommitmentChecked,
    DecisionExplained,
    PersonAskedFor,
)
from zhengtong.delivery.approvals.facts.desk import ApprovalClaimed, ApprovalEscalated, ApprovalReleased, NoteWritten
from zhengtong.delivery.approvals.facts.external import (
    AnsweredOutside,
    CalledBack,
    DisputedOutside,
    HandedOut,
    PushedOut,
    Reconciled,
)

__all__ = [
    "AnsweredOutside",
    "ApprovalClaimed",
    "ApprovalDecided",
    "ApprovalEscalated",
    "ApprovalForwarded",
    "ApprovalLapsed",
    "ApprovalOpened",
    "ApprovalReleased",
    "ApprovalTakenOver",
    "AutomationSwitchedOff",
    "AutomationSwitchedOn",
    "CalledBack",
    "ClockExtended",
    "ClockPaused",
    "ClockRecomputed",
    "ClockRestarted",
    "ClockResumed",
    "CommitmentChecked",
    "DecisionExplained",
    "DisputedOutside",
    "HandedOut",
    "NoteWritten",
    "PersonAskedFor",
    "PushedOut",
    "Reconciled",
]

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
    ClockResumed,
)

__all__ = [
    "ApprovalDecided",
    "ApprovalForwarded",
    "ApprovalLapsed",
    "ApprovalOpened",
    "ApprovalTakenOver",
    "ClockExtended",
    "ClockPaused",
    "ClockRecomputed",
    "ClockResumed",
]

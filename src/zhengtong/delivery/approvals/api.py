"""审批: the front door."""

from zhengtong.delivery.approvals.commands import advance, decide, forward, order, withdraw
from zhengtong.delivery.approvals.errors import ApprovalNotFound, NoSuchDepartment, NotForwardable, NotOpen, ReasonsMissing
from zhengtong.delivery.approvals.facts import ApprovalDecided, ApprovalForwarded, ApprovalLapsed, ApprovalOpened
from zhengtong.delivery.approvals.queries import (
    approval,
    approvals_of,
    clock,
    clocks,
    clocks_of,
    decided_work,
    holds_part_of,
    may_decide,
    my_work,
    unplaced_work,
)

__all__ = [
    "ApprovalDecided",
    "ApprovalForwarded",
    "ApprovalLapsed",
    "ApprovalNotFound",
    "ApprovalOpened",
    "NoSuchDepartment",
    "NotForwardable",
    "NotOpen",
    "ReasonsMissing",
    "advance",
    "approval",
    "approvals_of",
    "clock",
    "clocks",
    "clocks_of",
    "decide",
    "decided_work",
    "forward",
    "holds_part_of",
    "may_decide",
    "my_work",
    "order",
    "unplaced_work",
    "withdraw",
]

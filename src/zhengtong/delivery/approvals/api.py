"""审批: the front door."""

from zhengtong.delivery.approvals.commands import advance, decide, forward, order, withdraw
from zhengtong.delivery.approvals.errors import ApprovalNotFound, NoSuchDepartment, NotForwardable, NotOpen, ReasonsMissing, SameOfficer
from zhengtong.delivery.approvals.facts import ApprovalDecided, ApprovalForwarded, ApprovalLapsed, ApprovalOpened
from zhengtong.delivery.approvals.queries import (
    approval,
    approvals_of,
    classes_open,
    clock,
    clocks,
    clocks_of,
    decided_work,
    hindrance,
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
    "SameOfficer",
    "advance",
    "approval",
    "approvals_of",
    "classes_open",
    "clock",
    "clocks",
    "clocks_of",
    "decide",
    "decided_work",
    "forward",
    "hindrance",
    "holds_part_of",
    "may_decide",
    "my_work",
    "order",
    "unplaced_work",
    "withdraw",
]

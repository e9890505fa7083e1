"""审批: the front door."""

from zhengtong.delivery.approvals.commands.decide import decide
from zhengtong.delivery.approvals.commands.hand import forward, relocate, take_over, withdraw
from zhengtong.delivery.approvals.commands.order import advance, order
from zhengtong.delivery.approvals.errors import (
    ApprovalNotFound,
    NoSuchDepartment,
    NotForwardable,
    NotOpen,
    PowerPassedOn,
    ReasonsMissing,
    SameOfficer,
)
from zhengtong.delivery.approvals.facts import ApprovalDecided, ApprovalForwarded, ApprovalLapsed, ApprovalOpened, ApprovalTakenOver
from zhengtong.delivery.approvals.queries import (
    approval,
    approvals_of,
    cases_reached,
    classes_open,
    clock,
    clocks,
    clocks_of,
    decided_work,
    hindrance,
    holds_part_of,
    may_decide,
    may_forward,
    my_work,
    unplaced_work,
)

__all__ = [
    "ApprovalDecided",
    "ApprovalForwarded",
    "ApprovalLapsed",
    "ApprovalNotFound",
    "ApprovalOpened",
    "ApprovalTakenOver",
    "NoSuchDepartment",
    "NotForwardable",
    "NotOpen",
    "PowerPassedOn",
    "ReasonsMissing",
    "SameOfficer",
    "advance",
    "approval",
    "approvals_of",
    "cases_reached",
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
    "may_forward",
    "my_work",
    "order",
    "relocate",
    "take_over",
    "unplaced_work",
    "withdraw",
]

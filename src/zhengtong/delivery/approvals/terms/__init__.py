"""审批用语: approvals, their clocks, who has a say, what is decided."""

from zhengtong.delivery.approvals.terms.approval import (
    ENDED,
    RUNNING,
    ApprovalNumber,
    ApprovalPage,
    ApprovalState,
    ApprovalView,
    Opinion,
    Order,
    Reasons,
)
from zhengtong.delivery.approvals.terms.clock import (
    Clock,
    ClockEvent,
    ClockEventKind,
    Office,
    PauseKind,
    Scope,
)
from zhengtong.delivery.approvals.terms.deciding import (
    AfterCheck,
    AfterCheckState,
    Automation,
    Checked,
    Weighed,
)
from zhengtong.delivery.approvals.terms.desk import (
    Note,
)
from zhengtong.delivery.approvals.terms.external import (
    ExternalFile,
    FileState,
)
from zhengtong.delivery.approvals.terms.flow import (
    Consultation,
    Examination,
    Hearing,
    HearingState,
    Party,
    Verification,
    View,
)

__all__ = [
    "ENDED",
    "RUNNING",
    "AfterCheck",
    "AfterCheckState",
    "ApprovalNumber",
    "ApprovalPage",
    "ApprovalState",
    "ApprovalView",
    "Automation",
    "Checked",
    "Clock",
    "ClockEvent",
    "ClockEventKind",
    "Consultation",
    "Examination",
    "ExternalFile",
    "FileState",
    "Hearing",
    "HearingState",
    "Note",
    "Office",
    "Opinion",
    "Order",
    "Party",
    "PauseKind",
    "Reasons",
    "Scope",
    "Verification",
    "View",
    "Weighed",
]

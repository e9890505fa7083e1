"""审批: tables, one subject a file."""

from zhengtong.delivery.approvals.models.approval import Approval
from zhengtong.delivery.approvals.models.clock import CalendarLink, ClockEvent
from zhengtong.delivery.approvals.models.deciding import AfterCheck, Automation
from zhengtong.delivery.approvals.models.desk import Note, Watch
from zhengtong.delivery.approvals.models.external import ExternalAnswer, ExternalFile, SimulatedFile, SimulatedOutage
from zhengtong.delivery.approvals.models.flow import Consultation, Examination, Hearing, Party, Transfer, Verification

__all__ = [
    "AfterCheck",
    "Approval",
    "Automation",
    "CalendarLink",
    "ClockEvent",
    "Consultation",
    "Examination",
    "ExternalAnswer",
    "ExternalFile",
    "Hearing",
    "Note",
    "Party",
    "SimulatedFile",
    "SimulatedOutage",
    "Transfer",
    "Verification",
    "Watch",
]

"""审批 refusals: what stopped an officer, and what to do."""

from zhengtong.delivery.approvals.errors.approval import (
    ApprovalNotFound,
    NoSuchDepartment,
    NotForwardable,
    NotOpen,
    PowerPassedOn,
    ReasonsMissing,
    SameOfficer,
)

__all__ = [
    "ApprovalNotFound",
    "NoSuchDepartment",
    "NotForwardable",
    "NotOpen",
    "PowerPassedOn",
    "ReasonsMissing",
    "SameOfficer",
]

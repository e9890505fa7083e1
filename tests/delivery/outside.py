"""Tests: an outside system that has a file of ours, and answers."""

from datetime import datetime

from django.test import override_settings

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView, FileState, Opinion
from zhengtong.kernel.actors import system

BY = system("approvals")


def pushed(part: ApprovalView, at: datetime) -> str:
    """Packed and handed over; the number issued there."""
    if approvals.external_files(part.case)[part.number].state is FileState.PACKING:
        approvals.pack(approval=part.number, answers={"firm.name": "湘江小馆"}, papers=(), accepted_on="2026-03-03", by=BY, at=at)
    approvals.ask(approval=part.number, by=BY, at=at)
    return approvals.external_files(part.case)[part.number].number


def answered(part: ApprovalView, at: datetime, opinion: Opinion = Opinion.APPROVE) -> None:
    """Handed over, decided there, and taken back."""
    with override_settings(ZT_DEMO=True):  # the simulator serves a demonstration only
        approvals.answer_there(number=pushed(part, at), opinion=opinion, at=at)
        approvals.ask(approval=part.number, by=BY, at=at)

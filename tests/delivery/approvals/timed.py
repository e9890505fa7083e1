"""Approvals whose clock runs, without the case around them: one item, one regime, accepted on a Monday."""

from datetime import datetime, timedelta

from zhengtong.delivery.approvals.commands.clock import project
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.rules import NO_TERM
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Term
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind, Right
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refs import Ref

FOOD = "43TCN0003-02"
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=CHINA)
CITY = "430100000000"


def on(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 10, 0, tzinfo=CHINA)


def days_later(days: int) -> datetime:
    return MONDAY + timedelta(days=days)


def running(
    case: str = "4301202603020001", *, item: str = FOOD, regime: str = "permit", promised: int | None = 10, legal: Term | None = None,
    started: datetime = MONDAY, joint: bool = False, place: int = 1, division: str = CITY,
) -> Approval:
    """One open approval; ``legal`` None: what its regime says."""
    guide = catalogue.guide(item)
    row = Approval(
        number=f"{case}-{place:02d}", case=case, item=item, pin=guide.pin.sha256, name={"zh": guide.name.zh, "en": ""},
        title={"zh": "开一家饭店", "en": ""}, subject_kind="firm", subject_number="91990100MA0000015X",
        organisation=guide.organisation, window=catalogue.city().lead_window, regime=regime,
        promised=None if promised is None else {"days": promised, "unit": "working_day", "reference": ""},
        legal=None if legal is None else {"days": legal.days, "unit": legal.unit, "reference": legal.reference},
        state=ApprovalState.OPEN, started_on=started.date(), opened_at=started, order_on=NO_TERM, division=division, joint=joint,
    )  # fmt: skip
    row.save()
    project(row)
    return row


def officer(organisation: str, *duties: Duty, name: str = "李审批") -> Actor:
    rights = tuple(Right(duty, frozenset({organisation})) for duty in duties)
    who = Ref("account", f"9{organisation[-3:]}")
    return Actor(ActorKind.STAFF, who, name=name, organisation=organisation, duties=frozenset(duties), rights=rights)

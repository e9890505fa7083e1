"""审批规则: pure: what may be answered, what opens when, and until when."""

from zhengtong.delivery.approvals.rules.clock import NO_TERM, clock, due, earlier, legal_term, starts_on
from zhengtong.delivery.approvals.rules.deciding import check_open, check_opinion
from zhengtong.delivery.approvals.rules.ordering import Next, expect, next_steps

__all__ = [
    "NO_TERM",
    "Next",
    "check_open",
    "check_opinion",
    "clock",
    "due",
    "earlier",
    "expect",
    "legal_term",
    "next_steps",
    "starts_on",
]

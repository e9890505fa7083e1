"""告知期限: what the applicant is told of their clocks. For the reactions, which answer to nobody."""

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.terms import Sentence
from zhengtong.kernel.words import Words


def clock_told(fact: rules.ClockFact) -> Sentence:
    """One sentence of one fact, with the name of the part where it is about one."""
    parts = approvals.approvals_of([fact.case])[fact.case]
    return rules.clock_told(fact, next((one.name for one in parts if one.number == fact.approval), Words("")))

"""办件: what goes to an outside system, and is called back from it."""


from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.facts import (
    HandedOut,
)
from zhengtong.delivery.cases.facts import (
    CaseWithdrawn,
    PartWithdrawn,
)
from zhengtong.delivery.cases.queries.outside import called_back, outgoing
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger


@ledger.afterwards(PartWithdrawn)
def call_part_back_from_outside(fact: PartWithdrawn, row: ledger.Row) -> None:
    """撤件: the same of one part."""
    for number in called_back(fact.case):
        approvals.call_back(approval=number, by=system("cases"), at=row.at)


@ledger.afterwards(HandedOut)
def pack_for_outside(fact: HandedOut, row: ledger.Row) -> None:
    """组卷: the outside system gets what the item needs, as it stood."""
    out = outgoing(fact.case, fact.item)
    approvals.pack(
        approval=fact.approval, answers=out.answers, papers=out.papers, accepted_on=out.accepted_on, by=system("cases"), at=row.at
    )


@ledger.afterwards(CaseWithdrawn)
def call_back_from_outside(fact: CaseWithdrawn, row: ledger.Row) -> None:
    """撤件: what lies in an outside system is called back; tried again while it is down."""
    for number in called_back(fact.case):
        approvals.call_back(approval=number, by=system("cases"), at=row.at)

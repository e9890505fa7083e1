"""办件: what follows inside the case: licences, next openings, the end; and whose it is."""


from zhengtong.delivery.approvals.facts import (
    ApprovalDecided,
    CommitmentChecked,
    OpinionGiven,
)
from zhengtong.delivery.cases.commands.consequence import undo
from zhengtong.delivery.cases.commands.follow import follow
from zhengtong.delivery.cases.commands.settle import settle
from zhengtong.delivery.cases.facts import (
    CaseAbandoned,
    CaseClosed,
    CaseDeclined,
    CaseWithdrawn,
)
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.facts import PersonsMerged
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


@ledger.at_once(ApprovalDecided)
def settle_what_follows(fact: ApprovalDecided, row: ledger.Row) -> None:
    settle(approval=fact.approval, case=fact.case, by=system("cases"), at=row.at)


@ledger.afterwards(CaseClosed)
def over_when_closed(fact: CaseClosed, row: ledger.Row) -> None:
    identity.finish_mandate(case=fact.case, by=system("cases"), at=row.at)


@ledger.afterwards(CaseDeclined)
def over_when_declined(fact: CaseDeclined, row: ledger.Row) -> None:
    identity.finish_mandate(case=fact.case, by=system("cases"), at=row.at)


@ledger.afterwards(CaseWithdrawn)
def over_when_withdrawn(fact: CaseWithdrawn, row: ledger.Row) -> None:
    identity.finish_mandate(case=fact.case, by=system("cases"), at=row.at)


@ledger.at_once(OpinionGiven)
def go_on_inside_a_joint_matter(fact: OpinionGiven, row: ledger.Row) -> None:
    """统一办理: what waited for this department opens; nothing is issued."""
    settle(approval=fact.approval, case=fact.case, by=system("cases"), at=row.at)


@ledger.afterwards(PersonsMerged)
def follow_person(fact: PersonsMerged, row: ledger.Row) -> None:  # noqa: ARG001
    """自然人合并."""
    follow(gone=Ref("person", fact.gone), kept=Ref("person", fact.kept))


@ledger.at_once(CommitmentChecked)
def undo_what_was_promised(fact: CommitmentChecked, row: ledger.Row) -> None:
    """未改正: what was issued on the promise is annulled, in the transaction of the finding."""
    undo(fact, by=system("cases"), at=row.at)


@ledger.afterwards(CaseAbandoned)
def over_when_abandoned(fact: CaseAbandoned, row: ledger.Row) -> None:
    identity.finish_mandate(case=fact.case, by=system("cases"), at=row.at)

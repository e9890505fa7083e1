"""文书: sealed and delivered once they are due."""


from zhengtong.delivery.approvals.facts import (
    ApprovalDecided,
    ClockExtended,
    ClockPaused,
    CommitmentChecked,
)
from zhengtong.delivery.cases.commands.delivering import deliver_electronically
from zhengtong.delivery.cases.commands.sealing import owe, seal_documents
from zhengtong.delivery.cases.facts import (
    CaseAccepted,
    CaseDeclined,
    CaseSubmitted,
    DocumentDelivered,
    DocumentSealed,
    ElectronicDeliveryChosen,
    SupplementationRequired,
)
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger


@ledger.afterwards(
    CaseSubmitted, CaseAccepted, SupplementationRequired, CaseDeclined, ApprovalDecided, ClockPaused, ClockExtended, CommitmentChecked,
    DocumentDelivered,
    lease=120,
)  # fmt: skip
def seal_what_was_written(fact: CaseSubmitted, row: ledger.Row) -> None:  # noqa: ARG001 - all of them name their case
    """文书: owed first, then sealed, then, where the applicant agreed, delivered. A seal out of reach loses nothing and is asked again."""
    owe(case=fact.case, by=system("cases"))
    seal_documents(case=fact.case, by=system("cases"), at=clock.now())
    deliver_electronically(case=fact.case, by=system("cases"), at=clock.now())


@ledger.afterwards(DocumentSealed, ElectronicDeliveryChosen)
def deliver_in_the_box(fact: DocumentSealed | ElectronicDeliveryChosen, row: ledger.Row) -> None:  # noqa: ARG001
    """电子送达."""
    deliver_electronically(case=fact.case, by=system("cases"), at=clock.now())

"""审批: when this fact, then that."""

from zhengtong.delivery.approvals.commands.hand import follow
from zhengtong.foundation.identity.facts import PersonsMerged
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


@ledger.afterwards(PersonsMerged)
def follow_person(fact: PersonsMerged, row: ledger.Row) -> None:  # noqa: ARG001
    """自然人合并."""
    follow(gone=Ref("person", fact.gone), kept=Ref("person", fact.kept))

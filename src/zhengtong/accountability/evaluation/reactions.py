"""好差评: when this fact, then that."""

from zhengtong.accountability.evaluation import commands
from zhengtong.foundation.identity.facts import PersonsMerged
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


@ledger.afterwards(PersonsMerged)
def follow_person(fact: PersonsMerged, row: ledger.Row) -> None:  # noqa: ARG001
    """自然人合并."""
    commands.follow(gone=Ref("person", fact.gone), kept=Ref("person", fact.kept))

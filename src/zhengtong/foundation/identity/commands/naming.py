"""指定他人: somebody names a person by name and number; so often wrong within a day, and no more, since numbers could be found out so."""

from datetime import datetime

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.errors import AgentNotFound, NamedTooOften
from zhengtong.foundation.identity.facts import AgentNotNamed
from zhengtong.foundation.identity.models import Account, IdentityProof, Person
from zhengtong.foundation.identity.queries import finding, people
from zhengtong.foundation.identity.terms import DocumentType, ProofOutcome
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def named(name: str, number: str, document_type: DocumentType, *, by: Actor, at: datetime) -> Person:
    """Whom they mean. Counted before it is looked, so that many at once are not more. Raises AgentNotFound, NamedTooOften."""
    account = int(by.who.number)
    with ledger.writing(None, by):
        Account.objects.select_for_update().get(pk=account)
        wrong = IdentityProof.objects.filter(account=account, outcome=ProofOutcome.MISNAMED, at__gt=at - rules.WITHIN).count()
        if wrong < rules.MOST_MISNAMED:
            index = people.index_of(document_type, rules.normalise(number))
            tried = IdentityProof.objects.create(account_id=account, document_index=index, outcome=ProofOutcome.MISNAMED, at=at)
    if wrong >= rules.MOST_MISNAMED:
        raise NamedTooOften
    try:
        found = finding.find_named(name, number, document_type)
    except AgentNotFound:
        with ledger.writing(None, by):
            ledger.record(AgentNotNamed(account), by=by, about=Ref("account", str(account)), at=at)
        raise
    with ledger.writing(None, by):
        tried.delete()
    return found

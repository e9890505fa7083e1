"""谁的草稿: the account that began it, while acting for the subject it is for, sees and touches it. For all others it does not exist."""
from django.db.models import QuerySet

from zhengtong.foundation.forms.models import Draft
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Ref


def mine(by: Actor) -> QuerySet[Draft]:
    if by.kind is not ActorKind.MEMBER or by.subject is None:
        return Draft.objects.none()
    return _of(str(by.who), by.subject.kind, by.subject.number)


def my_draft(number: str, by: Actor) -> Draft | None:
    """The one of them that has this number."""
    if by.kind is not ActorKind.MEMBER or by.subject is None:
        return None
    return _ONE.first(owner=str(by.who), kind=by.subject.kind, subject=by.subject.number, number=number)


def _of(owner: str | Given, kind: str | Given, subject: str | Given) -> QuerySet[Draft]:
    return Draft.objects.filter(owner=owner, subject_kind=kind, subject_number=subject)


_ONE = ledger.Composed(lambda: _of(Given("owner"), Given("kind"), Given("subject")).filter(number=Given("number")))


def may_open(by: Actor, subject: Ref) -> bool:
    """For the subject one acts for, and no other."""
    return by.kind is ActorKind.MEMBER and by.subject == subject

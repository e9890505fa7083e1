"""谁的草稿: the account that began it, while acting for the subject it is for, sees and touches it. For all others it does not exist."""
from django.db.models import QuerySet

from zhengtong.foundation.forms.models import Draft
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refs import Ref


def mine(by: Actor) -> QuerySet[Draft]:
    if by.kind is not ActorKind.MEMBER or by.subject is None:
        return Draft.objects.none()
    return Draft.objects.filter(owner=str(by.who), subject_kind=by.subject.kind, subject_number=by.subject.number)


def may_open(by: Actor, subject: Ref) -> bool:
    """For the subject one acts for, and no other."""
    return by.kind is ActorKind.MEMBER and by.subject == subject

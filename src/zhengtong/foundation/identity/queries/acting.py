"""Who acts, and for whom they may."""

from django.db.models import Q

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.models import Person, Representation, Staff
from zhengtong.foundation.identity.terms import SubjectView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind
from zhengtong.kernel.refs import Ref


def actor_of(*, account: int, acting_for: str | None = None) -> Actor:
    """The actor behind an account: an officer in their post, else a person for themselves or for a firm they may act for.

    ``acting_for`` ("firm:91…") is ignored when not entitled. An account that belongs to nobody acts as nobody.
    """
    who = Ref("account", str(account))
    post = Staff.objects.filter(account=account).filter(Q(until=None) | Q(until__gte=clock.today())).first()
    if post is not None:
        return Actor(ActorKind.STAFF, who, name=post.name, organisation=post.organisation_id, duties=frozenset(post.duties))
    person = Person.objects.filter(account=account, account__is_active=True).only("pk", "number", "name").first()
    if person is None:
        return ANONYMOUS
    subject = Ref("person", str(person.number))
    if acting_for and acting_for.startswith("firm:"):
        code = acting_for.removeprefix("firm:")
        if Representation.objects.filter(person=person, firm=code, until=None).exists():
            subject = Ref("firm", code)
    return Actor(ActorKind.MEMBER, who, name=person.name, subject=subject)


def subjects_of(actor: Actor) -> tuple[SubjectView, ...]:
    """Themselves first, then the firms they may act for."""
    me = policy.persons(actor).filter(account__isnull=False).first() if actor.kind is ActorKind.MEMBER else None
    if me is None:
        return ()
    offices = Representation.objects.filter(person=me, until=None).select_related("firm").order_by("firm__name", "office")
    firms = {held.firm_id: SubjectView(Ref("firm", held.firm_id), held.firm.name, office=held.office) for held in reversed(list(offices))}
    return (SubjectView(Ref("person", str(me.number)), me.name, me=True), *reversed(firms.values()))


def accounts_of(subject: Ref) -> tuple[int, ...]:
    """Who gets the messages of a subject: the person, the firm's representatives, or the account itself."""
    if subject.kind == "account":
        return (int(subject.number),)
    if subject.kind == "person":
        found = Person.objects.filter(number=subject.number).values_list("account", flat=True)
    elif subject.kind == "firm":
        found = Person.objects.filter(offices__firm=subject.number, offices__until=None).values_list("account", flat=True)
    else:
        return ()
    return tuple(sorted({account for account in found if account is not None}))

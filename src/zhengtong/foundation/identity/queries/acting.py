"""Who acts, and for whom they may."""

import hmac
from datetime import date
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import BigIntegerField, Exists, OuterRef

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.models import Account, Person, Representation
from zhengtong.foundation.identity.terms import SubjectView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Ref

_ACCOUNT = ledger.Composed(
    lambda: Account.objects.filter(pk=Given("account", BigIntegerField())).values_list(
        "is_active",
        "password",
        "post__name",
        "post__organisation",
        "post__duties",
        "post__until",
        "person__number",
        "person__name",
        Exists(Representation.objects.filter(person__account=OuterRef("pk"), firm=Given("firm"), until=None)),
    )
)


def actor_of(*, account: int, acting_for: str | None = None) -> Actor:
    """The actor behind an account: an officer in their post, else a person for themselves or for a firm they may act for.

    ``acting_for`` ("firm:91…") is ignored when not entitled. An account that belongs to nobody acts as nobody.
    """
    held = _account(account, acting_for)
    return _actor(account, held, _firm(acting_for)) if held else ANONYMOUS


def holder_of(*, account: int, mark: str, acting_for: str | None = None) -> Actor:
    """The actor who holds a token: nobody where the account is closed, or its password is no longer the one the ``mark`` was made of."""
    held = _account(account, acting_for)
    if held is None or not held.is_active or not hmac.compare_digest(mark_of(Account(password=held.password)), mark):
        return ANONYMOUS
    return _actor(account, held, _firm(acting_for))


def mark_of(account: AbstractBaseUser) -> str:
    """What a token carries of an account, so that it ends with the password."""
    return account.get_session_auth_hash()[:32]


class _Held(NamedTuple):
    """An account with whom it belongs to: an officer's post, or a person and whether they represent the firm asked for."""

    is_active: bool
    password: str
    officer: str | None
    organisation: str
    duties: list[str]
    until: date | None
    person: str | None
    name: str
    represents: bool


def _account(account: int, acting_for: str | None) -> _Held | None:
    found = _ACCOUNT.first(account=account, firm=_firm(acting_for))
    return _Held(*found) if found else None


def _actor(account: int, held: _Held, firm: str) -> Actor:
    who = Ref("account", str(account))
    if held.officer is not None and (held.until is None or held.until >= clock.today()):
        return Actor(ActorKind.STAFF, who, name=held.officer, organisation=held.organisation, duties=frozenset(held.duties))
    if held.person is None or not held.is_active:
        return ANONYMOUS
    subject = Ref("firm", firm) if held.represents else Ref("person", held.person)
    return Actor(ActorKind.MEMBER, who, name=held.name, subject=subject)


def _firm(acting_for: str | None) -> str:
    return acting_for.removeprefix("firm:") if acting_for and acting_for.startswith("firm:") else ""


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

"""Who acts, and for whom they may."""

import hmac
from datetime import date
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import BigIntegerField, Q

from zhengtong.foundation.identity.models import Account, Person, Representation
from zhengtong.foundation.identity.queries import grounds, rights
from zhengtong.foundation.identity.terms import Level, SubjectView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Ref

_ACCOUNT = ledger.Composed(
    lambda: Account.objects.filter(pk=Given("account", BigIntegerField())).values_list(
        "is_active",
        "password",
        "username",
        "post__name",
        "post__organisation",
        "post__until",
        "person__number",
        "person__name",
        "person__verified",
    )
)


class _Held(NamedTuple):
    """An account with whom it belongs to: an officer's post, or a person."""

    is_active: bool
    password: str
    username: str
    officer: str | None
    organisation: str
    until: date | None
    person: str | None
    name: str
    verified: str | None


def actor_of(*, account: int, acting_for: str | None = None, strong: bool = False) -> Actor:
    """The actor behind an account: an officer in their post, else a person for themselves or for a subject they may act for.

    ``acting_for``: a subject's token (``firm:91…``, ``mandate:M…``, ``guardianship:…``, ``assistance:H…``), ignored when not entitled.
    ``strong``: whether this session was opened, or confirmed since, with a second factor or a passkey.
    An account that is closed acts as nobody. One that nobody has proved to be theirs acts for no subject.
    """
    held = _account(account)
    return _actor(account, held, acting_for, strong=strong) if held else ANONYMOUS


def holder_of(*, account: int, mark: str, acting_for: str | None = None, strong: bool = False) -> Actor:
    """The actor who holds a token: nobody where the account is closed, or its password is no longer the one the ``mark`` was made of."""
    held = _account(account)
    if held is None or not held.is_active or not hmac.compare_digest(mark_of(Account(password=held.password)), mark):
        return ANONYMOUS
    return _actor(account, held, acting_for, strong=strong)


def mark_of(account: AbstractBaseUser) -> str:
    """What a token carries of an account, so that it ends with the password."""
    return account.get_session_auth_hash()[:32]


def _account(account: int) -> _Held | None:
    found = _ACCOUNT.first(account=account)
    return _Held(*found) if found else None


def _actor(account: int, held: _Held, acting_for: str | None, *, strong: bool) -> Actor:
    if not held.is_active:
        return ANONYMOUS
    who = Ref("account", str(account))
    if held.officer is not None and (held.until is None or held.until >= clock.today()):
        return _officer(account, held, acting_for)
    if held.person is None and held.officer is not None:
        return ANONYMOUS  # a leaver's sign-in opens nothing
    if held.person is None:
        return Actor(ActorKind.MEMBER, who, name=held.username, level=Level.BASIC)
    verified = Level.STRONG if strong else Level.VERIFIED
    me = Actor(
        ActorKind.MEMBER,
        who,
        name=held.name,
        subject=Ref("person", held.person),
        level=verified if held.verified else Level.BASIC,
    )
    return grounds.acting(me, acting_for) if acting_for else me


def _officer(account: int, held: _Held, acting_for: str | None) -> Actor:
    """In their post; or, while somebody whom they help is with them, for that person and nobody else."""
    in_force = rights.in_force(account)
    actor = Actor(
        ActorKind.STAFF,
        Ref("account", str(account)),
        name=held.officer or "",
        organisation=held.organisation,
        duties=frozenset(right.duty for right in in_force),
        rights=in_force,
    )
    return grounds.assisting(actor, acting_for) if acting_for and acting_for.startswith("assistance:") else actor


def subjects_of(actor: Actor) -> tuple[SubjectView, ...]:
    """Themselves first, then the firms and people they may act for, by name."""
    return grounds.subjects(actor)


def accounts_of(subject: Ref) -> tuple[int, ...]:
    """Who gets the messages of a subject: the person, the firm's representatives, or the account itself."""
    if subject.kind == "account":
        return (int(subject.number),)
    if subject.kind == "person":
        found = Person.objects.filter(Q(number=subject.number) | Q(merged__number=subject.number)).values_list("account", flat=True)
    elif subject.kind == "firm":
        offices = Representation.objects.filter(firm=subject.number, until=None)
        found = Person.objects.filter(offices__in=offices).values_list("account", flat=True)
    else:
        return ()
    return tuple(sorted({account for account in found if account is not None}))

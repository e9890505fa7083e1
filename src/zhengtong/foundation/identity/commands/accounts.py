"""开立账号与任职: who signs in, and who serves where with what duties."""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache

from django.contrib.auth.hashers import make_password

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.errors import (
    AlreadyRegistered,
    DemonstrationOnly,
    NameMissing,
    NoDuty,
    UnknownAccount,
    UnknownOrganisation,
    UnknownPerson,
    UsernameTaken,
    WeakPassword,
)
from zhengtong.foundation.identity.facts import AccountOpened, StaffAppointed
from zhengtong.foundation.identity.models import Account, DemoAccount, Grant, Organisation, Person, Staff
from zhengtong.foundation.identity.queries import bodies
from zhengtong.foundation.identity.rules import LEAST_PASSWORD
from zhengtong.foundation.identity.terms import Duty, GrantSource, StaffView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words


def open_account(
    *,
    username: str,
    password: str,
    by: Actor,
    at: datetime,
    person: str | None = None,
    demo: Words | None = None,
    rank: int = 0,
    once: Key | None = None,
) -> int:
    """开立账号: a sign-in, for a person or (without one) for an officer about to be appointed. Returns the account's number.

    ``demo`` names the role of a demonstration sign-in. Raises NotPermitted, WeakPassword, UsernameTaken, UnknownPerson,
    AlreadyRegistered, DemonstrationOnly.
    """
    policy.check_may_register(by)
    if len(password) < LEAST_PASSWORD:
        raise WeakPassword
    if demo is not None and not bodies.demo_allowed():
        raise DemonstrationOnly
    hashed = _of_everybody(password) if demo is not None else make_password(password)
    with ledger.writing(once, by, {"username": username, "person": person}) as earlier:
        if earlier:
            return int(earlier.about.number)
        if Account.objects.filter(username=username).exists():
            raise UsernameTaken(username=username)
        account = Account.objects.create(username=username, password=hashed, date_joined=at)
        if person is not None:
            _give(account, person)
        if demo is not None:
            DemoAccount.objects.create(account=account, password=password, role={"zh": demo.zh, "en": demo.en}, rank=rank)
        subject = f"person:{person}" if person else ""
        ledger.record(AccountOpened(account=account.pk, subject=subject), by=by, at=at, about=Ref("account", str(account.pk)))
    return int(account.pk)


def appoint(
    *,
    account: int,
    organisation: str,
    name: str,
    duties: Collection[Duty],
    by: Actor,
    at: datetime,
    divisions: Collection[str] = (),
    once: Key | None = None,
) -> StaffView:
    """任职: an account serves a body with duties; a new appointment replaces the old one.

    Raises NotPermitted, NameMissing, NoDuty, UnknownAccount, UnknownOrganisation.
    """
    policy.check_may_register(by)
    if not name.strip():
        raise NameMissing
    if not duties:
        raise NoDuty
    content = {"account": account, "organisation": organisation, "duties": sorted(duties), "divisions": list(divisions)}
    with ledger.writing(once, by, content) as earlier:
        if not earlier:
            body = Organisation.objects.filter(code=organisation).first()
            if body is None:
                raise UnknownOrganisation(code=organisation)
            if not Account.objects.filter(pk=account).exists():
                raise UnknownAccount
            places = list(divisions) or [body.division]
            held = {
                "organisation": body,
                "name": name.strip(),
                "divisions": places,
                "division": places[0],
                "since": at.date(),
            }
            Staff.objects.update_or_create(account_id=account, defaults={**held, "until": None})
            _grant(account, organisation, duties, by, at)
            fact = StaffAppointed(account=account, organisation=organisation, duties=tuple(sorted(duties)))
            ledger.record(fact, by=by, at=at, about=Ref("account", str(account)), division=places[0])
    return bodies.officer(account)


@lru_cache(maxsize=1)
def _of_everybody(password: str) -> str:
    """The hash of the password that the demonstration prints: made once for all its sign-ins, since there is nothing to hide."""
    return make_password(password)


def _give(account: Account, person: str) -> None:
    row = Person.objects.select_for_update().filter(number=person).first()
    if row is None:
        raise UnknownPerson(number=person)
    if row.account_id is not None:
        raise AlreadyRegistered(what=person)
    row.account = account
    row.save(update_fields=["account"])


def _grant(account: int, organisation: str, duties: Collection[Duty], by: Actor, at: datetime) -> None:
    """The rights that come with a post; those of an earlier post end."""
    ended = {"ended_at": at, "ended_by": str(by.who)}
    Grant.objects.filter(account=account, ended_at=None).update(**ended)
    Grant.objects.bulk_create(
        Grant(
            account_id=account, organisation=organisation, duty=duty, source=GrantSource.APPOINTMENT, granted_by=str(by.who), since=at
        )
        for duty in sorted(duties)
    )  # fmt: skip

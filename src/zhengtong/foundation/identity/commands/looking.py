"""查询个人: an officer opens one person's record for a purpose; a protected one only once a second officer has released it."""

from datetime import datetime, timedelta

from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.errors.looking import NothingToShow, QueryAnswered, SecondOfficerIsAnother, TooManyLooks
from zhengtong.foundation.identity.facts.looking import (
    LookRefused,
    PersonLookedUp,
    PersonProtected,
    ProtectedQueryAsked,
    ProtectedQueryRefused,
    ProtectedQueryReleased,
    ProtectionLifted,
)
from zhengtong.foundation.identity.models import Look, Person, ProtectedQuery
from zhengtong.foundation.identity.queries import bodies, looking, subjects
from zhengtong.foundation.identity.rules import looking as rules
from zhengtong.foundation.identity.terms import Duty, ProtectedQueryState, ProtectedQueryView
from zhengtong.foundation.identity.terms.looking import Found, Purpose
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import gettext_noop

LOOKED = gettext_noop("An officer of %(organisation)s opened your record for case %(case)s. Why, and who it was: “Who read my data”.")
ASKED = gettext_noop("A colleague asks you to release a look at a protected person, for case %(case)s.")
RELEASED = gettext_noop("Your query for case %(case)s is released until %(until)s.")
REFUSED = gettext_noop("Your query for case %(case)s is not released.")


def look_up(*, number: str, purpose: str, reason: str, case: str, grounded: bool, by: Actor, at: datetime) -> Found:
    """查询个人: by the whole number of a document, or ours; never by a name or a part.

    ``grounded``: whether the case is one of the officer's body, as the capability that keeps cases says. What is not there and what is not
    allowed end alike, and both are recorded. Raises NotPermitted, NoPurpose, TooManyLooks, NothingToShow.
    """
    _check_holds(by, Duty.LOOK_UP)
    told = rules.check_purpose(purpose, reason, case)
    with ledger.writing(None, by):
        looks, misses = looking.tried(int(by.who.number), since=at - timedelta(hours=1))
        often = rules.too_often(looks, misses)
        person = None if often else looking.person_by(number)
        found = None if often else _found(person if grounded else None, told, by, at)
    if often:
        raise TooManyLooks
    if found is None:
        raise NothingToShow
    return found


def release_query(*, query: int, by: Actor, at: datetime) -> ProtectedQueryView:
    """涉敏复核放行: by another officer of the same body who holds the right to countersign; open for a quarter of an hour from now.

    Raises NotPermitted, NothingToShow, SecondOfficerIsAnother, QueryAnswered.
    """
    return _answer(query, ProtectedQueryState.RELEASED, by, at)


def refuse_query(*, query: int, by: Actor, at: datetime) -> ProtectedQueryView:
    """涉敏复核不予放行. Raises as ``release_query``."""
    return _answer(query, ProtectedQueryState.REFUSED, by, at)


def open_released(*, query: int, by: Actor, at: datetime) -> Found:
    """打开已放行的记录: by the one who asked, while its time lasts; the first opening is the look. Raises NotPermitted, NothingToShow."""
    _check_holds(by, Duty.LOOK_UP)
    with ledger.writing(None, by):
        row = ProtectedQuery.objects.select_for_update(of=("self",)).filter(pk=query, asked_by=int(by.who.number)).first()
        if row is None or row.state != ProtectedQueryState.RELEASED or row.until is None or row.until <= at:
            raise NothingToShow
        held = Look.objects.filter(query=row).first()
        if held is None:
            purpose, _, reason = row.purpose.partition(": ")
            held = note_look(row.person, (Purpose(purpose), reason, row.case), by, at, query=row, until=row.until)
    return Found(look=looking.view_looks([held])[0])


def protect_person(*, person: str, reason: str, by: Actor, at: datetime) -> None:
    """标记受保护记录: from now on a second officer must release it; an empty reason lifts the mark. The platform does this.

    Raises NotPermitted, NothingToShow.
    """
    if by.kind is not ActorKind.SYSTEM:
        raise NotPermitted
    with ledger.writing(None, by):
        row = Person.objects.select_for_update(of=("self",)).filter(number=person).first()
        if row is None:
            raise NothingToShow
        if row.protected != reason.strip():
            row.protected = reason.strip()[:120]
            row.save(update_fields=["protected"])
            fact = PersonProtected(person=person) if row.protected else ProtectionLifted(person=person)
            ledger.record(fact, by=by, at=at, about=Ref("person", person))


def _found(person: Person | None, told: tuple[Purpose, str, str], by: Actor, at: datetime) -> Found | None:
    if person is None:
        count_miss(told, by, at)
        return None
    number = str(person.number)
    if not rules.is_protected(subjects.born_of(person), bool(person.protected), at.date()):
        return Found(look=looking.view_looks([note_look(number, told, by, at)])[0])
    return Found(query=looking.view_queries([ask_second(number, told, by, at)])[0])


def ask_second(number: str, told: tuple[Purpose, str, str], by: Actor, at: datetime) -> ProtectedQuery:
    """Inside ``writing``: whoever countersigns in the officer's body is asked to release this person's record."""
    purpose, reason, case = told
    account, organisation = int(by.who.number), by.organisation or ""
    row = ProtectedQuery.objects.create(
        asked_by_id=account, organisation=organisation, person=number, purpose=f"{purpose}: {reason}", case=case, asked_at=at
    )
    fact = ProtectedQueryAsked(query=row.pk, account=account, organisation=organisation, case=case)
    ledger.record(fact, by=by, at=at, about=Ref("person", number))
    for one in bodies.staff_of(organisation, Duty.COUNTERSIGN):
        if one.account != account:
            _tell(one.account, ASKED, row, at, case=case)
    return row


def count_miss(told: tuple[Purpose, str, str], by: Actor, at: datetime) -> None:
    """Inside ``writing``: nothing was shown; it counts, and it is recorded."""
    purpose, reason, case = told
    account, organisation = int(by.who.number), by.organisation or ""
    Look.objects.create(account_id=account, organisation=organisation, purpose=purpose, reason=reason, case=case, at=at, until=at)
    ledger.record(LookRefused(account=account, organisation=organisation, purpose=purpose, case=case), by=by, at=at, about=by.who)


def note_look(
    person: str,
    told: tuple[Purpose, str, str],
    by: Actor,
    at: datetime,
    *,
    query: ProtectedQuery | None = None,
    until: datetime | None = None,
) -> Look:
    """It is recorded, and the person hears of it."""
    purpose, reason, case = told
    organisation = by.organisation or ""
    row = Look(account_id=int(by.who.number), organisation=organisation, person=person, purpose=purpose, reason=reason, case=case, at=at)
    row.query, row.until = query, until or at + rules.LOOK_LASTS
    row.save(force_insert=True)
    fact = PersonLookedUp(
        look=row.pk, account=row.account_id, organisation=organisation, purpose=purpose, case=case, query=query.pk if query else 0
    )
    about = Ref("person", person)
    ledger.record(fact, by=by, at=at, about=about)
    body = bodies.organisation(organisation)
    params = {"organisation": body.name if body else "", "case": case}
    messages.send(to=about, message=LOOKED, params=params, about=Ref("look", str(row.pk)), at=at)
    return row


def _answer(query: int, state: ProtectedQueryState, by: Actor, at: datetime) -> ProtectedQueryView:
    _check_holds(by, Duty.COUNTERSIGN)
    second = int(by.who.number)
    with ledger.writing(None, by):
        rows = ProtectedQuery.objects.select_for_update(of=("self",))
        row = rows.filter(pk=query, organisation__in=looking.bodies_of(by, Duty.COUNTERSIGN)).first()
        if row is None:
            raise NothingToShow
        if not rows.filter(looking.releasable(by), pk=query).exists():
            raise SecondOfficerIsAnother
        if row.state != ProtectedQueryState.ASKED or row.asked_at + rules.WAITING <= at:
            raise QueryAnswered
        row.state, row.second_id, row.answered_at = state, second, at
        released = state is ProtectedQueryState.RELEASED
        row.until = at + rules.LOOK_LASTS if released else None
        row.save()
        about = Ref("person", row.person)
        if released:
            until = (at + rules.LOOK_LASTS).isoformat()
            ledger.record(ProtectedQueryReleased(row.pk, row.asked_by_id, second, until), by=by, at=at, about=about)
            _tell(row.asked_by_id, RELEASED, row, at, case=row.case, until=at + rules.LOOK_LASTS)
        else:
            ledger.record(ProtectedQueryRefused(row.pk, row.asked_by_id, second), by=by, at=at, about=about)
            _tell(row.asked_by_id, REFUSED, row, at, case=row.case)
    return looking.view_queries([row])[0]


def _tell(account: int, message: str, row: ProtectedQuery, at: datetime, **params: object) -> None:
    messages.send(to=Ref("account", str(account)), message=message, params=params, about=Ref("query", str(row.pk)), at=at)


def _check_holds(by: Actor, duty: Duty) -> None:
    if by.kind is not ActorKind.STAFF or not by.has(duty):
        raise NotPermitted

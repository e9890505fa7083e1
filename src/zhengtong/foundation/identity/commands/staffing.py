"""入职、调动、离职: an officer's account, post and rights begin, change and end together."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.commands.ending import finish
from zhengtong.foundation.identity.commands.first_code import fresh_code, mark
from zhengtong.foundation.identity.commands.granting import (
    check_administers,
    check_covers,
    check_place,
    check_reaches,
    end_rights,
    give_post,
    rights_in_force,
)
from zhengtong.foundation.identity.commands.leave import end_leaves_of
from zhengtong.foundation.identity.errors import NameMissing, NoDuty, UnknownOrganisation, UsernameTaken
from zhengtong.foundation.identity.errors.granting import NobodyGrantsThemselves, WrongPeriod
from zhengtong.foundation.identity.errors.staffing import HasLeft, InPost, NoSuchOfficer
from zhengtong.foundation.identity.facts import AccountOpened
from zhengtong.foundation.identity.facts.staffing import FirstCodeIssued, StaffJoined, StaffLeft, StaffMoved
from zhengtong.foundation.identity.models import Account, Assistance, Grant, Leave, Organisation, Person, Staff
from zhengtong.foundation.identity.queries import bodies, looking
from zhengtong.foundation.identity.queries.existing import check_exist
from zhengtong.foundation.identity.queries.staffing import has_left
from zhengtong.foundation.identity.rules import staffing as rules
from zhengtong.foundation.identity.rules.granting import place
from zhengtong.foundation.identity.terms import AssistanceState, GrantSource
from zhengtong.foundation.identity.terms.staffing import Departed, Joined, Post
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def join(
    *,
    username: str,
    post: Post,
    by: Actor,
    at: datetime,
    document: str = "",
    source: GrantSource = GrantSource.APPOINTMENT,
    once: Key | None = None,
) -> Joined:
    """入职: a sign-in, a post, and the rights that come with it. The one-time code is in the answer, this once.

    Raises NotPermitted, OutsideAdministration, PlatformRight, WrongUsername, UsernameTaken, NameMissing, NoDuty, UnknownOrganisation,
    WrongPeriod.
    """
    check_administers(by)
    username = rules.check_username(username)
    _check_post(post, at.date())
    _check_reach(by, post)
    with ledger.writing(once, by, _content(username, post)) as earlier:
        if earlier:
            return Joined(bodies.officer(int(earlier.about.number)), "")
        if Account.objects.filter(username=username).exists():
            raise UsernameTaken(username=username)
        body = _body(post.organisation)
        code = fresh_code()
        account = Account(username=username, password=mark(username, code, at), date_joined=at)
        account.save(force_insert=True)
        row = Staff(account=account, organisation=body, since=post.since or at.date(), person=_person_by(document))
        _seat(row, post, body)
        row.save(force_insert=True)
        _record_join(row, post, source, by, at, again=False)
        ledger.record(AccountOpened(account=account.pk, subject=""), by=by, at=at, about=_about(row))
        give_post(account.pk, post, source=source, division=row.division, by=by, at=at, until=_end_of(post.until, at))
    return Joined(bodies.view_staff(row, post.duties), rules.as_written(code))


def take_back(*, account: int, post: Post, by: Actor, at: datetime, once: Key | None = None) -> Joined:
    """返岗: an officer who left comes back under the same sign-in, with a new one-time code.

    Raises as ``join``, and InPost, NoSuchOfficer.
    """
    check_administers(by)
    _check_post(post, at.date())
    _check_reach(by, post)
    with ledger.writing(once, by, _content(str(account), post)) as earlier:
        if earlier:
            return Joined(bodies.officer(account), "")
        row = _officer(account, by)
        if not has_left(row, at.date()):
            raise InPost
        end_rights(_check_reach_of(by, row, at), why="left", by=by, at=at)  # what was given for after the last day
        body, code = _body(post.organisation), fresh_code()
        _seat(row, post, body)
        row.since, row.until = post.since or at.date(), post.until
        row.save()
        if not _is_citizen(account):
            row.account.is_active, row.account.password = True, mark(row.account.username, code, at)
            row.account.save(update_fields=["is_active", "password"])
        _record_join(row, post, GrantSource.APPOINTMENT, by, at, again=True)
        give_post(account, post, source=GrantSource.APPOINTMENT, division=row.division, by=by, at=at, until=_end_of(post.until, at))
    return Joined(bodies.view_staff(row, post.duties), "" if _is_citizen(account) else rules.as_written(code))


def move(
    *,
    account: int,
    post: Post,
    by: Actor,
    at: datetime,
    source: GrantSource = GrantSource.APPOINTMENT,
    once: Key | None = None,
) -> Departed:
    """调动: the rights of the old post end and those of the new one begin, in every open session. What the body holds stays with it.

    The administrator must reach both. Raises as ``join``, and NobodyGrantsThemselves, NoSuchOfficer, HasLeft.
    """
    check_administers(by)
    if str(by.who) == f"account:{account}":
        raise NobodyGrantsThemselves
    _check_post(post, at.date())
    _check_reach(by, post)
    with ledger.writing(once, by, _content(str(account), post)) as earlier:
        if earlier:
            return Departed(bodies.officer(account), 0)
        row = _officer(account, by)
        if has_left(row, at.date()):
            raise HasLeft
        rows = _check_reach_of(by, row, at)
        before, unit = row.organisation_id, row.unit
        body = _body(post.organisation)
        _seat(row, post, body)
        row.until = post.until
        row.save()
        end_rights(rows, why="moved", by=by, at=at)
        sittings = 0
        if before != body.code:
            sittings = _end_sittings(account, by, at)
            end_leaves_of(account, by=by, at=at)
        fact = StaffMoved(
            account=account,
            from_organisation=before,
            from_unit=unit,
            organisation=body.code,
            unit=row.unit,
            title=row.title,
            duties=tuple(sorted(post.duties)),
            items=tuple(sorted(post.items)),
            divisions=tuple(post.divisions),
            source=source,
        )
        ledger.record(fact, by=by, at=at, about=_about(row), division=row.division)
        give_post(account, post, source=source, division=row.division, by=by, at=at, until=_end_of(post.until, at))
    return Departed(bodies.view_staff(row, post.duties), len(rows), sittings)


def leave_service(
    *,
    account: int,
    by: Actor,
    at: datetime,
    on: date | None = None,
    source: GrantSource = GrantSource.APPOINTMENT,
    once: Key | None = None,
) -> Departed:
    """离职: the post and every right end, sittings with people end, the account is closed; a day to come is noted, and kept then.

    Raises NotPermitted, OutsideAdministration, NoSuchOfficer, HasLeft.
    """
    check_administers(by)
    with ledger.writing(once, by, {"account": account, "on": str(on or "")}) as earlier:
        if earlier:
            return Departed(bodies.officer(account), 0)
        row = _officer(account, by)
        if has_left(row, at.date()):
            raise HasLeft
        rows = _check_reach_of(by, row, at)
        if on is not None and on > at.date():
            row.until = on
            row.save(update_fields=["until"])
            last = _end_of(on, at)
            Grant.objects.filter(pk__in=[one.pk for one in rows if one.until is None or (last and one.until > last)]).update(until=last)
            ledger.record(_left(row, on, 0, 0, closed=False, source=source), by=by, at=at, about=_about(row), division=row.division)
            return Departed(bodies.view_staff(row, {one.duty for one in rows}), 0)
        return _close(row, rows, on or at.date(), by=by, at=at, source=source)


def close_ended_posts(*, by: Actor, at: datetime) -> int:
    """到期离职: whose last day has passed. Their rights ended by themselves; now the account is closed. Returns how many."""
    over = Staff.objects.filter(until__lt=at.date(), account__is_active=True, account__person=None).order_by("pk")
    found = list(over.values_list("pk", flat=True)[:200])
    for account in found:
        with ledger.writing(None, by):
            row = Staff.objects.select_for_update(of=("self",)).select_related("account", "organisation").get(pk=account)
            if row.until is not None and row.until < at.date() and row.account.is_active:
                _close(row, rights_in_force(account, at), row.until, by=by, at=at, source=GrantSource.APPOINTMENT)
    return len(found)


def issue_code(*, account: int, by: Actor, at: datetime) -> Joined:
    """补发入口码: for an officer who never entered, or lost their way in; the old code, or the password, opens nothing any more.

    Raises NotPermitted, OutsideAdministration, NoSuchOfficer, HasLeft.
    """
    check_administers(by)
    with ledger.writing(None, by):
        row = _officer(account, by)
        if has_left(row, at.date()) or _is_citizen(account):
            raise HasLeft
        if str(by.who) == f"account:{account}":
            raise NoSuchOfficer
        rows = _check_reach_of(by, row, at)
        check_reaches(by, _lent(account, at.date()))  # with the sign-in would go what they hold for others
        code = fresh_code()
        row.account.password = mark(row.account.username, code, at)
        row.account.save(update_fields=["password"])
        ledger.record(FirstCodeIssued(account=account), by=by, at=at, about=_about(row), division=row.division)
    return Joined(bodies.view_staff(row, {one.duty for one in rows}), rules.as_written(code))


def _close(row: Staff, rows: list[Grant], on: date, *, by: Actor, at: datetime, source: GrantSource) -> Departed:
    row.until = min(on, at.date())
    row.save(update_fields=["until"])
    end_rights(rows, why="left", by=by, at=at)
    sittings = _end_sittings(row.account_id, by, at)
    end_leaves_of(row.account_id, by=by, at=at)
    closed = not _is_citizen(row.account_id)
    if closed:
        row.account.is_active = False
        row.account.set_unusable_password()          # every token and session made of the old one ends with it
        row.account.save(update_fields=["is_active", "password"])
    fact = _left(row, row.until, len(rows), sittings, closed=closed, source=source)
    ledger.record(fact, by=by, at=at, about=_about(row), division=row.division)
    return Departed(bodies.view_staff(row, ()), len(rows), sittings)


def _end_sittings(account: int, by: Actor, at: datetime) -> int:
    live = (AssistanceState.ASKED, AssistanceState.OPEN)
    found = Assistance.objects.select_for_update(of=("self",)).select_related("person").filter(helper=account, state__in=live)
    sittings = list(found)
    for one in sittings:
        finish(one, "moved", by=by, at=at)
    return len(sittings)


def _officer(account: int, by: Actor) -> Staff:
    rows = policy.officers(by).select_for_update(of=("self",)).select_related("account", "organisation")
    row = rows.filter(account=account).first()
    if row is None:
        raise NoSuchOfficer
    return row


def _check_reach(by: Actor, post: Post) -> None:
    check_covers(by, post.duties, organisation=post.organisation, items=post.items, divisions=[place(one) for one in post.divisions])


def _check_reach_of(by: Actor, row: Staff, at: datetime) -> list[Grant]:
    """Nobody ends what they could not have given. Returns what would end."""
    rows = rights_in_force(row.account_id, at)
    check_reaches(by, rows)
    check_place(by, organisation=row.organisation_id, divisions=[place(one) for one in row.divisions])
    return rows


def _lent(account: int, today: date) -> QuerySet[Grant]:
    """What an officer holds, or will, while somebody else is away."""
    away = Leave.objects.filter(substitute=account, ended_at=None, until__gte=today).values("account")
    return Grant.objects.filter(account__in=away, ended_at=None).exclude(source=GrantSource.BREAK_GLASS)


def _check_post(post: Post, today: date) -> None:
    if not post.name.strip():
        raise NameMissing
    if not post.duties:
        raise NoDuty
    rules.check_items(post.items)
    rules.check_divisions(post.divisions)
    check_exist(post.items, post.divisions)
    if post.until is not None and post.until < max(post.since or today, today):
        raise WrongPeriod


def _body(code: str) -> Organisation:
    body = Organisation.objects.filter(code=code).first()
    if body is None:
        raise UnknownOrganisation(code=code)
    return body


def _seat(row: Staff, post: Post, body: Organisation) -> None:
    row.organisation, row.name, row.unit, row.title = body, post.name.strip(), post.unit.strip(), post.title.strip()
    row.divisions = list(post.divisions) or [body.division]
    row.division, row.until = row.divisions[0], post.until


def _record_join(row: Staff, post: Post, source: GrantSource, by: Actor, at: datetime, *, again: bool) -> None:
    fact = StaffJoined(
        account=row.account_id,
        organisation=row.organisation_id,
        unit=row.unit,
        title=row.title,
        duties=tuple(sorted(post.duties)),
        items=tuple(sorted(post.items)),
        divisions=tuple(post.divisions),
        source=source,
        again=again,
    )
    ledger.record(fact, by=by, at=at, about=_about(row), division=row.division)


def _left(row: Staff, on: date, rights: int, sittings: int, *, closed: bool, source: GrantSource) -> StaffLeft:
    return StaffLeft(
        account=row.account_id,
        organisation=row.organisation_id,
        on=on.isoformat(),
        rights_ended=rights,
        sittings_ended=sittings,
        closed=closed,
        source=source,
    )


def _person_by(document: str) -> str:
    """Their own number as a person, if they are registered; whether they are is told to nobody."""
    row = looking.person_by(document) if document.strip() else None
    return str(row.number) if row else ""


def _is_citizen(account: int) -> bool:
    return Person.objects.filter(account=account).exists()


def _end_of(last: date | None, at: datetime) -> datetime | None:
    """The moment after the last day."""
    return datetime.combine(last + timedelta(days=1), time.min, at.tzinfo) if last else None


def _about(row: Staff) -> Ref:
    return Ref("account", str(row.account_id))


def _content(who: str, post: Post) -> dict[str, object]:
    return {
        "who": who,
        "organisation": post.organisation,
        "unit": post.unit,
        "title": post.title,
        "duties": sorted(post.duties),
        "items": sorted(post.items),
        "divisions": list(post.divisions),
        "since": str(post.since or ""),
        "until": str(post.until or ""),
    }

"""谁持有何权，从何而来: rights in force and ended, with their source; what is held only through somebody's leave; emergencies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import cast

from django.db.models import Q, QuerySet

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.errors.granting import NoSuchRight
from zhengtong.foundation.identity.models import Account, Grant, Leave, Staff
from zhengtong.foundation.identity.rules.granting import place
from zhengtong.foundation.identity.terms import CreditCode, Duty, GrantSource, GrantView
from zhengtong.foundation.identity.terms.staffing import RightLine, RightPage
from zhengtong.kernel import clock, keyset
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger

_MOST = 10_000  # lines of one export


def rights_held(
    by: Actor,
    *,
    officer: str = "",
    duty: str = "",
    item: str = "",
    division: str = "",
    organisation: str = "",
    ended: bool = False,
    after: str = "",
    limit: int = 50,
) -> RightPage:
    """谁持有何权: for administrators the rights of their bodies, for those who operate the platform all. Raises NotPermitted, BadPage."""
    _check_may_read(by)
    seen = keyset.after(after, kinds=(int,))
    now, today = clock.now(), clock.today()
    found = policy.grants(by).filter(_over(now) if ended else now_in_force(now))
    if duty:
        found = found.filter(duty=duty)
    if organisation:
        found = found.filter(organisation=organisation)
    wanted = _accounts_named(officer) if officer else None
    if wanted is not None:
        found = found.filter(account__in=[*wanted, *_absent_for(wanted, today)])
    if seen:
        found = found.filter(pk__lt=seen[0])
    rows = []
    for row in found.order_by("-pk").iterator(chunk_size=200):
        if _matches(row, item, division):
            rows.append(row)
            if len(rows) > limit:
                break
    shown = rows[:limit]
    lines = tuple(_lines(shown, today, now, ended=ended))
    if wanted is not None:
        lines = tuple(one for one in lines if one.grant.account in wanted)
    return RightPage(lines, keyset.token([shown[-1].pk]) if len(rows) > limit else "")


def all_rights(by: Actor, **wanted: str) -> tuple[RightLine, ...]:
    """The same, whole, for the export."""
    return rights_held(by, **wanted, limit=_MOST).lines  # type: ignore[arg-type]  # names of the filters only


def right(number: int, by: Actor) -> RightLine:
    """One right, in force or ended; an officer sees their own, too. Raises NoSuchRight."""
    own = Q(account=int(by.who.number)) if by.kind is ActorKind.STAFF else Q(pk__in=())
    row = Grant.objects.filter(Q(pk__in=policy.grants(by).values("pk")) | own, pk=number).first()
    if row is None:
        raise NoSuchRight
    return next(_lines([row], clock.today(), clock.now(), ended=True))


def emergencies(by: Actor) -> tuple[RightLine, ...]:
    """Emergency rights in force that this officer must know of: their own, and those of the bodies they administer. For a banner."""
    if by.kind is not ActorKind.STAFF:
        return ()
    mine = Q(account=int(by.who.number))
    codes = {code for one in by.rights_of(Duty.ADMINISTER) for code in one.organisations}
    rows = Grant.objects.filter(now_in_force(), mine | Q(organisation__in=codes), source=GrantSource.BREAK_GLASS)
    return tuple(_lines(list(rows.order_by("until")), clock.today(), clock.now(), ended=False))


def done_under(number: int, by: Actor) -> tuple[ledger.Row, ...]:
    """应急期间所为: everything recorded of the holder while the emergency right was in force. Raises NoSuchRight."""
    held = right(number, by)
    if held.grant.source is not GrantSource.BREAK_GLASS:
        raise NoSuchRight
    until = min(one for one in (held.grant.until, held.ended_at, clock.now()) if one is not None)
    return ledger.facts_by(f"account:{held.grant.account}", since=held.grant.since, until=until)


def now_in_force(now: datetime | None = None) -> Q:
    moment = now or clock.now()
    return Q(Q(until=None) | Q(until__gt=moment), ended_at=None)


def view_of_fact(row: int) -> GrantView:
    """The right as it stands now, by the fact that gave it."""
    values = cast("Mapping[str, int]", ledger.row(row).values or {})
    return view(Grant.objects.get(pk=values["grant"]))


def view(row: Grant, names: Mapping[int, str] | None = None) -> GrantView:
    known = names if names is not None else _names([row.account_id])
    return GrantView(
        number=str(row.pk),
        account=row.account_id,
        holder=known.get(row.account_id, ""),
        organisation=CreditCode(row.organisation),
        duty=Duty(row.duty),
        items=frozenset(row.items),
        divisions=tuple(row.divisions),
        classes=frozenset(row.classes),
        source=GrantSource(row.source),
        since=row.since.astimezone(clock.CHINA),
        until=row.until.astimezone(clock.CHINA) if row.until else None,
        reason=row.reason,
        granted_by=row.granted_by,
    )


def _check_may_read(by: Actor) -> None:
    if by.kind is ActorKind.SYSTEM or (by.kind is ActorKind.STAFF and (by.has(Duty.ADMINISTER) or by.has(Duty.OPERATE))):
        return
    raise NotPermitted


def _over(now: datetime) -> Q:
    return Q(ended_at__isnull=False) | Q(until__lte=now)


def _matches(row: Grant, item: str, division: str) -> bool:
    """A right that is not cut reaches every item and place."""
    whole_place = place(division) if division else ""
    return (not item or not row.items or item in row.items) and (
        not division or not row.divisions or any(whole_place.startswith(one) or one.startswith(whole_place) for one in row.divisions)
    )


def _accounts_named(words: str) -> set[int]:
    return set(Staff.objects.filter(Q(name__contains=words) | Q(account__username=words.lower())).values_list("account", flat=True)[:200])


def _leaves(today: date) -> QuerySet[Leave]:
    return Leave.objects.filter(ended_at=None, since__lte=today, until__gte=today).order_by("pk")


def _absent_for(substitutes: Iterable[int], today: date) -> list[int]:
    return list(_leaves(today).filter(substitute__in=list(substitutes)).values_list("account", flat=True))


def _lines(rows: Sequence[Grant], today: date, now: datetime, *, ended: bool) -> Iterator[RightLine]:
    """Each right once for its holder, and once more for whoever stands in for them on leave."""
    accounts = {row.account_id for row in rows}
    leaves: dict[int, list[Leave]] = {}
    for leave in _leaves(today).filter(account__in=accounts):
        leaves.setdefault(leave.account_id, []).append(leave)
    people = accounts | {leave.substitute_id for found in leaves.values() for leave in found} | _givers(rows)
    names, usernames = _names(people), dict(Account.objects.filter(pk__in=people).values_list("pk", "username"))
    own = _own({leave.substitute_id for found in leaves.values() for leave in found}, now)
    for row in rows:
        yield RightLine(
            grant=view(row, names),
            username=usernames.get(row.account_id, ""),
            ended_at=row.ended_at.astimezone(clock.CHINA) if row.ended_at else None,
            ended_by=_said(row.ended_by, names),
            granted_by=_said(row.granted_by, names),
            running=row.ended_at is None and (row.until is None or row.until > now),
        )
        if ended or row.source == GrantSource.BREAK_GLASS or row.since > now:
            continue
        for leave in leaves.get(row.account_id, ()):
            yield _instead(row, leave, names, usernames, own.get(leave.substitute_id, []))


def _instead(row: Grant, leave: Leave, names: Mapping[int, str], usernames: Mapping[int, str], own: Sequence[Grant]) -> RightLine:
    lent = view(row, names)
    view_ = GrantView(
        number=lent.number,
        account=leave.substitute_id,
        holder=names.get(leave.substitute_id, ""),
        organisation=lent.organisation,
        duty=lent.duty,
        items=lent.items,
        divisions=lent.divisions,
        classes=lent.classes,
        source=GrantSource.SUBSTITUTION,
        since=lent.since,
        until=lent.until,
        reason=lent.reason,
        granted_by=lent.granted_by,
        instead_of=row.account_id,
    )
    return RightLine(
        grant=view_,
        username=usernames.get(leave.substitute_id, ""),
        granted_by=_said(row.granted_by, names),
        absent=names.get(row.account_id, ""),
        leave_until=leave.until,
        lost_with_leave=not any(_holds(one, row) for one in own),
    )


def _holds(own: Grant, lent: Grant) -> bool:
    """Whether the officer's own right reaches all that the lent one reaches."""
    return (
        own.duty == lent.duty
        and own.organisation == lent.organisation
        and (not own.items or (bool(lent.items) and set(lent.items) <= set(own.items)))
        and (not own.divisions or (bool(lent.divisions) and all(code.startswith(tuple(own.divisions)) for code in lent.divisions)))
        and (not own.classes or (bool(lent.classes) and set(lent.classes) <= set(own.classes)))
    )


def _own(accounts: set[int], now: datetime) -> dict[int, list[Grant]]:
    found: dict[int, list[Grant]] = {}
    for row in Grant.objects.filter(now_in_force(now), account__in=accounts, since__lte=now) if accounts else ():
        found.setdefault(row.account_id, []).append(row)
    return found


def _givers(rows: Iterable[Grant]) -> set[int]:
    told = (one for row in rows for one in (row.granted_by, row.ended_by))
    return {int(one.removeprefix("account:")) for one in told if one.startswith("account:")}


def _names(accounts: Iterable[int]) -> dict[int, str]:
    return dict(Staff.objects.filter(account__in=set(accounts)).values_list("account", "name"))


def _said(ref: str, names: Mapping[int, str]) -> str:
    """A colleague's name; the platform as it is written."""
    return names.get(int(ref.removeprefix("account:")), "") if ref.startswith("account:") else ref

"""休假与代理: who is away, who stands in, and for whom the reader of a page does."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.models import Leave, Staff
from zhengtong.foundation.identity.queries import bodies
from zhengtong.foundation.identity.terms import Basis, Duty, LeaveView, StaffView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Ref


def leaves(by: Actor) -> tuple[LeaveView, ...]:
    """Those running or to come that this officer may see, earliest first: their own, where they stand in, and their body's."""
    rows = policy.leaves(by).filter(ended_at=None, until__gte=clock.today()).order_by("since", "pk")
    return views(list(rows))


def standing_in_for(by: Actor) -> Mapping[Ref, LeaveView]:
    """代理: for whom this officer stands in now, by the leave that is named on what they hold only so."""
    held = {int(one.through.number) for one in by.rights if one.through is not None}
    return {one.ref: one for one in views(list(Leave.objects.filter(pk__in=held)))} if held else {}


def out_today(accounts: Iterable[int]) -> frozenset[int]:
    """Who of these is on leave today."""
    today = clock.today()
    away = Leave.objects.filter(account__in=list(accounts), ended_at=None, since__lte=today, until__gte=today)
    return frozenset(away.values_list("account", flat=True))


def posts_of(accounts: Iterable[int]) -> Mapping[int, str]:
    """In which body each of these serves today; who serves in none is left out."""
    serving = Staff.objects.filter(Q(until=None) | Q(until__gte=clock.today()), account__in=list(accounts))
    return dict(serving.values_list("account", "organisation"))


def absent_name(by: Actor) -> str:
    """The absent colleague in whose right an act is done; empty for everything done in one's own."""
    if by.basis is None or by.basis.kind != Basis.LEAVE:
        return ""
    found = Staff.objects.filter(account__leaves=int(by.basis.number)).values_list("name", flat=True).first()
    return found or ""


def colleagues(by: Actor) -> tuple[StaffView, ...]:
    """Officers in post in the reader's body, and in those they administer: who may be away, and who may stand in."""
    codes = {by.organisation or ""}.union(*(one.organisations for one in by.rights_of(Duty.ADMINISTER)))
    return tuple(one for code in sorted(codes - {""}) for one in bodies.staff_of(code))


def views(rows: Iterable[Leave]) -> tuple[LeaveView, ...]:
    """Two queries for all: the leaves, and the posts of those concerned."""
    found = tuple(rows)
    concerned = {number for row in found for number in (row.account_id, row.substitute_id)}
    posts = {one.account_id: one for one in Staff.objects.filter(account__in=concerned)}
    return tuple(_view(row, posts.get(row.account_id), posts.get(row.substitute_id)) for row in found)


def _view(row: Leave, away: Staff | None, stands: Staff | None) -> LeaveView:
    return LeaveView(
        number=str(row.pk),
        account=row.account_id,
        name=away.name if away else "",
        substitute=row.substitute_id,
        substitute_name=stands.name if stands else "",
        since=row.since,
        until=row.until,
        reason=row.reason,
        ended_at=row.ended_at,
        organisation=away.organisation_id if away else "",
        together=bool(away and stands and away.organisation_id == stands.organisation_id),
    )

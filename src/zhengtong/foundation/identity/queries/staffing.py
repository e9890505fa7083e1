"""人员: officers as their administrator sees them."""

from datetime import date

from django.db.models import Q, QuerySet

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.errors.staffing import NoSuchOfficer
from zhengtong.foundation.identity.models import Staff
from zhengtong.foundation.identity.queries import bodies
from zhengtong.foundation.identity.rules.staffing import waits_for_code
from zhengtong.foundation.identity.terms import Duty, OrganisationView
from zhengtong.foundation.identity.terms.staffing import OfficerPage, OfficerView
from zhengtong.kernel import clock, keyset
from zhengtong.kernel.actors import Actor, ActorKind


def officers(by: Actor, *, words: str = "", left: bool = False, after: str = "", limit: int = 50) -> OfficerPage:
    """人员名册: by sign-in name; searched by name, sign-in name, unit or title. Raises NotPermitted, BadPage."""
    if by.kind is not ActorKind.SYSTEM and not by.has(Duty.ADMINISTER):
        raise NotPermitted
    seen = keyset.after(after, kinds=(str,))
    gone = Q(until__lt=clock.today()) | Q(account__is_active=False)
    rows = _rows(by).filter(gone) if left else _rows(by).exclude(gone)
    for word in words.split()[:5]:
        rows = rows.filter(
            Q(name__contains=word) | Q(account__username__contains=word.lower()) | Q(unit__contains=word) | Q(title__contains=word)
        )
    if seen:
        rows = rows.filter(account__username__gt=seen[0])
    found = list(rows.order_by("account__username")[: limit + 1])
    shown = found[:limit]
    duties = bodies.duties_of([row.account_id for row in shown])
    lines = tuple(_view(row, duties.get(row.account_id, set())) for row in shown)
    return OfficerPage(lines, keyset.token([shown[-1].account.username]) if len(found) > limit else "")


def officer_named(username: str, by: Actor) -> OfficerView:
    """One officer whom this administrator reaches. Raises NoSuchOfficer."""
    row = _rows(by).filter(account__username=username).first()
    if row is None:
        raise NoSuchOfficer
    return _view(row, bodies.duties_of([row.account_id]).get(row.account_id, set()))


def administered(by: Actor) -> tuple[OrganisationView, ...]:
    """Which bodies this administrator may put officers into."""
    codes = {code for one in by.rights_of(Duty.ADMINISTER) for code in one.organisations}
    found = bodies.organisations_by_code(codes)
    return tuple(one for code, one in sorted(found.items()) if not one.successor)


def has_left(row: Staff, today: date) -> bool:
    """Their last day has passed, or the account is closed."""
    return not row.account.is_active or (row.until is not None and row.until < today)


def _rows(by: Actor) -> QuerySet[Staff]:
    return policy.officers(by).select_related("account", "organisation")


def _view(row: Staff, duties: set[str]) -> OfficerView:
    return OfficerView(
        bodies.view_staff(row, duties), entered=not waits_for_code(row.account.password), left=has_left(row, clock.today())
    )

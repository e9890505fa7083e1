"""Organisations and the officers who serve in them; demonstration sign-ins."""

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.conf import settings
from django.db.models import Q

from zhengtong.foundation.identity.models import Authority, DemoAccount, Grant, Organisation, Staff
from zhengtong.foundation.identity.queries import divisions
from zhengtong.foundation.identity.rules import authorities as rules
from zhengtong.foundation.identity.terms import (
    AuthorityKind,
    CreditCode,
    DemoSignIn,
    Duty,
    Ground,
    OrganisationKind,
    OrganisationView,
    StaffView,
)
from zhengtong.kernel import clock
from zhengtong.kernel.words import Words

LOOK_AGAIN = 1.0  # seconds


class _Directory:
    """All bodies and their grounds, as content lists them: they change only by publication, so each process keeps a copy."""

    bodies: tuple[OrganisationView, ...] = ()
    by_code: Mapping[str, OrganisationView] = {}
    grounds: Mapping[str, tuple[Ground, ...]] = {}  # by each body that one speaks of
    heirs: Mapping[str, frozenset[str]] = {}  # by body: itself and all whose matters it took over by this day
    day: date | None = None
    looked: float | None = None


def _directory() -> type[_Directory]:
    moment, today = time.monotonic(), clock.today()
    if _Directory.looked is None or moment - _Directory.looked >= LOOK_AGAIN:
        bodies = tuple(view_organisation(row) for row in Organisation.objects.order_by("division", "order", "code"))
        _Directory.bodies, _Directory.by_code, _Directory.looked = bodies, {one.code: one for one in bodies}, moment
        _Directory.grounds, _Directory.day = _by_body(bodies), None
    if _Directory.day != today:
        _Directory.heirs, _Directory.day = rules.heirs(_Directory.bodies, today), today
    return _Directory


def _by_body(bodies: Iterable[OrganisationView]) -> dict[str, tuple[Ground, ...]]:
    """Every ground under each body it speaks of, and under those whose matters these took over or handed on."""
    related: dict[str, set[str]] = {}
    for one in bodies:
        if one.successor:
            together = related.get(one.code, {one.code}) | related.get(one.successor, {one.successor})
            related.update(dict.fromkeys(together, together))
    found: dict[str, list[Ground]] = {}
    for ground in map(view_ground, Authority.objects.order_by("since", "code")):
        named = {ground.organisation, ground.principal} - {""}
        for code in set().union(*(related.get(one, {one}) for one in named)):
            found.setdefault(code, []).append(ground)
    return {code: tuple(grounds) for code, grounds in found.items()}


def forget() -> None:
    """Drop this process's copy, after publishing or between tests."""
    _Directory.looked = None
    divisions.forget()


def grounds_of(code: str) -> tuple[Ground, ...]:
    """权力依据: the published grounds that speak of a body, as the one who acts or as the one whose power it is."""
    return _directory().grounds.get(code, ())


def bodies_by_code() -> Mapping[str, OrganisationView]:
    """Every body, for rules that look from one to another."""
    return _directory().by_code


def may_act(code: str) -> bool:
    """Whether a body acts today: from the day it was closed, its officers decide nothing."""
    body = organisation(code)
    return body is None or not rules.is_closed(body, clock.today())


def organisation(code: str) -> OrganisationView | None:
    """机构; None for a code that no body here bears."""
    return _directory().by_code.get(code)


def organisations(division: str | None = None) -> tuple[OrganisationView, ...]:
    """All bodies, or those of one division, as content lists them."""
    bodies = _directory().bodies
    return bodies if division is None else tuple(one for one in bodies if one.division == division)


def with_predecessors(code: str) -> frozenset[str]:
    """The body and all whose matters it took over in a reform."""
    return _directory().heirs.get(code, frozenset({code}))


def organisations_by_code(codes: Iterable[str]) -> dict[str, OrganisationView]:
    """Several bodies at once; unknown codes are left out."""
    bodies = _directory().by_code
    return {code: bodies[code] for code in set(codes) if code in bodies}


def organisation_names(codes: frozenset[str] | set[str]) -> dict[str, Words]:
    """Short names of several bodies at once; unknown codes are left out."""
    return {code: one.short for code, one in organisations_by_code(codes).items()}


def organisation_by_word(word: str, division: str | None = None) -> OrganisationView | None:
    """The body people mean by a word: its name, its short name, or another word the content lists for it."""
    wanted = word.strip()
    if not wanted:
        return None
    return next((view for view in organisations(division) if wanted in {view.name.zh, view.short.zh, *view.also}), None)


def officer(account: int) -> StaffView:
    """工作人员 by account, with the duties now held. Raises Staff.DoesNotExist where nobody ever served under it."""
    row = Staff.objects.select_related("account", "organisation").get(account=account)
    return view_staff(row, duties_of([account]).get(account, set()))


def staff_of(organisation: str, duty: Duty | None = None) -> tuple[StaffView, ...]:
    """Officers now in post at a body, with a duty if one is named."""
    serving = Staff.objects.filter(organisation=organisation).filter(Q(until=None) | Q(until__gte=clock.today()))
    rows = list(serving.select_related("account", "organisation").order_by("account"))
    duties = duties_of([row.account_id for row in rows])
    views = [view_staff(row, duties.get(row.account_id, set())) for row in rows]
    return tuple(view for view in views if duty is None or duty in view.duties)


def duties_of(accounts: Sequence[int]) -> dict[int, set[str]]:
    """By account: the duties among the rights it holds of its own."""
    now = clock.now()
    held = Grant.objects.filter(Q(until=None) | Q(until__gt=now), account__in=accounts, ended_at=None, since__lte=now)
    found: dict[int, set[str]] = {}
    for account, duty in held.values_list("account", "duty"):
        found.setdefault(account, set()).add(duty)
    return found


def demo_allowed() -> bool:
    """Demonstration sign-ins exist on the embedded database, or where the operator says this PostgreSQL is a demonstration (ZT_DEMO=1)."""
    return bool(settings.ZT_DEMO)


def demo_sign_ins() -> tuple[DemoSignIn, ...]:
    """演示账号: what the start prints and the sign-in page shows; nothing outside a demonstration."""
    if not demo_allowed():
        return ()
    rows = DemoAccount.objects.select_related("account__post__organisation", "account__person").order_by("rank", "account")
    return tuple(_demo(row) for row in rows)


def is_demonstration(account: int) -> bool:
    return DemoAccount.objects.filter(account=account).exists()


def _demo(row: DemoAccount) -> DemoSignIn:
    post, holder = getattr(row.account, "post", None), getattr(row.account, "person", None)
    name = post.name if post else holder.name if holder else ""
    return DemoSignIn(row.account.username, row.password, name, Words.read(row.role), post.organisation.name_zh if post else "")


def view_organisation(row: Organisation) -> OrganisationView:
    return OrganisationView(
        code=CreditCode(row.code),
        name=Words(row.name_zh, row.name_en),
        short=Words(row.short_zh, row.short_en),
        kind=OrganisationKind(row.kind),
        division=row.division,
        phone=row.phone,
        address=row.address,
        synthetic_code=row.synthetic_code,
        code_valid=row.code_valid,
        also=tuple(row.also),
        hours=Words.read(row.hours or None),
        directions=Words.read(row.directions or None),
        parent=row.parent,
        supervised_by=row.supervised_by,
        reconsidered_by=Words.read(row.reconsidered_by or None),
        successor=row.successor,
        closed_on=row.closed_on,
    )


def view_ground(row: Authority) -> Ground:
    return Ground(
        code=row.code,
        organisation=CreditCode(row.organisation),
        kind=AuthorityKind(row.kind),
        principal=row.principal,
        supervised_by=row.supervised_by,
        items=tuple(row.items),
        reference=row.reference,
        announced=row.announced,
        demonstration=row.demonstration,
        since=row.since,
        until=row.until,
    )


def view_staff(row: Staff, duties: Iterable[str]) -> StaffView:
    return StaffView(
        account=row.account_id,
        username=row.account.username,
        name=row.name,
        organisation=CreditCode(row.organisation_id),
        organisation_name=Words(row.organisation.name_zh, row.organisation.name_en),
        duties=frozenset(Duty(duty) for duty in duties),
        divisions=tuple(row.divisions),
        unit=row.unit,
        title=row.title,
        person=row.person,
        since=row.since,
        until=row.until,
    )

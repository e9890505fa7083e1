"""实施主体规则: who acts for an item on a day, in whose name, and who supervises (行政许可法 arts. 22–25)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from zhengtong.foundation.identity.terms import AuthorityKind, AuthorityView, CreditCode, Ground, OrganisationView

Bodies = Mapping[str, OrganisationView]


def authority(
    *, organisation: str, item: str, on: date, grounds: Sequence[Ground], bodies: Bodies, begun: bool = False
) -> AuthorityView:
    """Who acts for this item on this day. ``organisation``: whose item it is; ``begun``: who holds it already.

    A closed body's powers pass to its successor. What was transferred is exercised by the approval bureau in its own name (art. 25),
    what is delegated by the delegate in the delegator's name (art. 24). A ground that has ended gives the power back. Whoever
    delegates may still act, so a matter that has begun with them stays.
    """
    here = [one for one in grounds if one.covers(item)]
    holder = going_on(organisation, on, bodies)
    holder = _given_back(holder, on, here, bodies)
    holder = _transferred(holder, on, here, bodies)
    former = organisation if holder != organisation else ""
    acted = _first(here, on, lambda one: going_on(one.organisation, on, bodies) == holder)
    if acted is not None:
        return _by(acted, holder, former, on, bodies)
    lent = None if begun else _first(here, on, lambda one: one.kind is AuthorityKind.DELEGATED and _principal(one, on, bodies) == holder)
    if lent is not None:
        return _by(lent, going_on(lent.organisation, on, bodies), former, on, bodies)
    return AuthorityView(CreditCode(holder), CreditCode(holder), AuthorityKind.OWN, _supervisor(holder, bodies), successor_of=former)


def going_on(code: str, on: date, bodies: Bodies) -> str:
    """继续行使其职权的机关: the body itself, or who goes on with its matters from the day it was closed. A circle ends where it closes."""
    seen = {code}
    while (body := bodies.get(code)) is not None and is_closed(body, on) and body.successor and body.successor not in seen:
        code = body.successor
        seen.add(code)
    return code


def succession(code: str, bodies: Bodies) -> tuple[tuple[date, str], ...]:
    """From which day which body: itself from the beginning, then whoever goes on with its matters, as published."""
    found = [(date.min, code)]
    while (body := bodies.get(found[-1][1])) is not None and body.closed_on and body.successor not in {"", *(one for _, one in found)}:
        found.append((max(body.closed_on, found[-1][0]), body.successor))
    return tuple(found)


def is_closed(body: OrganisationView, on: date) -> bool:
    return body.closed_on is not None and body.closed_on <= on


def heirs(bodies: Iterable[OrganisationView], on: date) -> dict[str, frozenset[str]]:
    """By body: itself and all whose matters it has taken over by this day, directly or through others."""
    known: dict[str, OrganisationView] = {one.code: one for one in bodies}
    found: dict[str, set[str]] = {}
    for gone in known.values():
        heir: str = gone.code
        seen = {heir}
        while (heir := _next(heir, on, known)) and heir not in seen:
            found.setdefault(heir, {heir}).add(gone.code)
            seen.add(heir)
    return {code: frozenset(codes) for code, codes in found.items()}


def respondent(acted_in_name_of: str, on: date, bodies: Bodies) -> str:
    """被申请人: in whose name it was decided, or who goes on with their powers today (行政复议法 art. 19(3)(4))."""
    return going_on(acted_in_name_of, on, bodies)


def _next(code: str, on: date, bodies: Bodies) -> str:
    body = bodies.get(code)
    return body.successor if body is not None and is_closed(body, on) else ""


def _given_back(holder: str, on: date, grounds: Sequence[Ground], bodies: Bodies) -> str:
    """Where the only ground on which they held it has ended, the power is its owner's again."""
    mine = [one for one in grounds if going_on(one.organisation, on, bodies) == holder and one.principal and one.since <= on]
    if not mine or any(one.in_force(on) for one in mine):
        return holder
    named = [one for one in mine if one.items]   # an ended ground over "all of theirs" says nothing about what is theirs by office
    return _principal(max(named, key=lambda one: one.since), on, bodies) if named else holder


def _transferred(holder: str, on: date, grounds: Sequence[Ground], bodies: Bodies) -> str:
    moved = _first(grounds, on, lambda one: one.kind is AuthorityKind.TRANSFERRED and _principal(one, on, bodies) == holder)
    return going_on(moved.organisation, on, bodies) if moved is not None and moved.items else holder


def _first(grounds: Sequence[Ground], on: date, fits: Callable[[Ground], bool]) -> Ground | None:
    """The most precise ground in force that fits; of equal ones the newest."""
    held = [one for one in grounds if one.in_force(on) and fits(one)]
    return max(held, key=lambda one: (bool(one.items), one.since, one.code), default=None)


def _by(ground: Ground, acting: str, former: str, on: date, bodies: Bodies) -> AuthorityView:
    principal = _principal(ground, on, bodies)
    delegated = ground.kind is AuthorityKind.DELEGATED
    watched = ground.supervised_by or (principal if ground.kind is not AuthorityKind.AUTHORISED else "") or _supervisor(acting, bodies)
    return AuthorityView(
        acting=CreditCode(acting),
        in_name_of=CreditCode(principal if delegated else acting),
        kind=ground.kind,
        supervised_by=watched,
        reference=ground.reference,
        successor_of=former,
        demonstration=ground.demonstration,
    )


def _principal(ground: Ground, on: date, bodies: Bodies) -> str:
    return going_on(ground.principal, on, bodies) if ground.principal else ""


def _supervisor(code: str, bodies: Bodies) -> str:
    body = bodies.get(code)
    return body.supervised_by if body is not None else ""

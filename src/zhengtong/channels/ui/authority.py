"""实施主体: who acts, in whose name, who watches over it, as pages say it. What a body does by its own office needs no word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AuthorityKind, AuthorityView, Ground, OrganisationView
from zhengtong.kernel import clock
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """One item's authority, in names. ``plain``: nothing is to be said beyond the name of the body."""

    acting: Words
    in_name_of: Words
    kind: AuthorityKind
    reference: str
    supervised_by: Words
    former: Words
    demonstration: bool

    @property
    def plain(self) -> bool:
        return self.kind is AuthorityKind.OWN and not self.supervised_by and not self.former

    @property
    def named(self) -> bool:
        """In another's name."""
        return self.kind is AuthorityKind.DELEGATED


@dataclass(frozen=True, slots=True)
class GroundTold:
    """One published ground of a body's powers, as its card shows it."""

    kind: AuthorityKind
    acts: bool  # this body acts; else it is the one whose power it is
    other: Words  # delegator, former holder, or delegate; empty where not published
    other_code: str
    items: tuple[str, ...]  # codes named one by one
    everything: bool
    reference: str
    announced: str
    since: date
    until: date | None
    over: bool
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Card:
    """机构名片: whose power a body exercises, who stands above it, whom it followed and who follows it."""

    body: OrganisationView
    closed: bool
    parent: OrganisationView | None
    supervisor: OrganisationView | None
    successor: OrganisationView | None
    predecessors: tuple[OrganisationView, ...]
    grounds: tuple[GroundTold, ...]

    @property
    def plain(self) -> bool:
        return not (self.closed or self.successor or self.parent or self.supervisor or self.predecessors or self.grounds)


def tell(view: AuthorityView | None) -> Told | None:
    """None where no department is published."""
    if view is None:
        return None
    names = _names([view.acting, view.in_name_of, view.supervised_by, view.successor_of])
    return Told(
        acting=names[view.acting],
        in_name_of=names[view.in_name_of],
        kind=view.kind,
        reference=view.reference,
        supervised_by=names.get(view.supervised_by, Words("")),
        former=names.get(view.successor_of, Words("")),
        demonstration=view.demonstration,
    )


def card(code: str) -> Card | None:
    """None for a code that no body bears."""
    body = identity.organisation(code)
    if body is None:
        return None
    others = identity.organisations_by_code({body.parent, body.supervised_by, body.successor, *identity.with_predecessors(code)})
    today = clock.today()
    return Card(
        body=body,
        closed=body.closed_on is not None and body.closed_on <= today,
        parent=others.get(body.parent),
        supervisor=others.get(body.supervised_by),
        successor=others.get(body.successor),
        predecessors=tuple(one for key, one in sorted(others.items()) if key in identity.with_predecessors(code) and key != code),
        grounds=_grounds(code, identity.grounds_of(code), today),
    )


def _grounds(code: str, grounds: Sequence[Ground], today: date) -> tuple[GroundTold, ...]:
    """Those that speak of this body itself, the ones in force first."""
    own = [one for one in grounds if code in (one.organisation, one.principal)]
    names = _names(other for one in own for other in (one.organisation, one.principal))
    told = [_ground(one, acts=one.organisation == code, names=names, today=today) for one in own]
    return tuple(sorted(told, key=lambda one: (one.over, one.since)))


def _ground(one: Ground, *, acts: bool, names: dict[str, Words], today: date) -> GroundTold:
    other = one.principal if acts else one.organisation
    return GroundTold(
        kind=one.kind,
        acts=acts,
        other=names.get(other, Words("")),
        other_code=other,
        items=tuple(item for item in one.items if not item.endswith("*")),
        everything=not one.items,
        reference=one.reference,
        announced=one.announced,
        since=one.since,
        until=one.until,
        over=one.until is not None and one.until < today,
        demonstration=one.demonstration,
    )


def _names(codes: Iterable[str]) -> dict[str, Words]:
    """By code; one that no body bears stands for itself."""
    wanted = {code for code in codes if code}
    held = identity.organisations_by_code(wanted)
    return {code: held[code].name if code in held else Words(code) for code in wanted}

"""Single reads: what each role may read by its number, as the capability that keeps it answers. Lists are held against this."""

from collections.abc import Callable

from tests.attacks.matrix.world import Thing, World
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import models
from zhengtong.foundation.identity import policy as identities
from zhengtong.foundation.identity.terms import Basis
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refusals import Refusal


def _read(by_number: Callable[[str, Actor], object]) -> Callable[[Thing, Actor], bool]:
    def read(thing: Thing, by: Actor) -> bool:
        try:
            by_number(thing.number, by)
        except Refusal:
            return False
        return True

    return read


def _case(number: str, by: Actor) -> object:
    """A case, or a part of it: whoever decides a part knows of which case."""
    held = approvals.holds_part_of(number, by)
    return held or cases.case(number, by)


def _mandate(thing: Thing, by: Actor) -> bool:
    """Both sides of a power of attorney."""
    row = models.Mandate.objects.get(number=thing.number)
    sides = {f"{row.principal_kind}:{row.principal_number}", f"person:{row.agent.number}"}
    return bool(sides & _selves(by)) and by.kind is ActorKind.MEMBER


def _sitting(thing: Thing, by: Actor) -> bool:
    return identities.assistances(by).filter(number=thing.number).exists()


def _selves(by: Actor) -> set[str]:
    own = {f"person:{row.number}" for row in identities.persons(by)}
    return own | ({str(by.subject)} if by.subject else set())


def _office(thing: Thing, by: Actor) -> bool:
    """Whoever speaks for the firm in everything, and whoever holds the office."""
    row = models.Representation.objects.select_related("person").get(pk=thing.number)
    whole = by.subject is not None and str(by.subject) == f"firm:{row.firm_id}" and by.matters is None
    return whole or f"person:{row.person.number}" in _selves(by)


_SINGLE: dict[str, Callable[[Thing, Actor], bool]] = {
    "case": _read(_case),
    "draft": _read(forms.draft),
    "approval": _read(approvals.approval),
    "licence": _read(licences.licence),
    "mandate": _mandate,
    "assistance": _sitting,
    "office": _office,
}


def readable(world: World, by: Actor, *, alone: bool = False) -> set[str]:
    """The names of all things that this actor reads; a person where it is they, or whoever's matter the actor reads.
    ``alone``: only what is read by its own number."""
    found = {name for name, thing in world.things.items() if thing.kind in _SINGLE and _SINGLE[thing.kind](thing, by)}
    if alone:
        return found
    found |= {one for name in found for one in world.things[name].holds}
    met = {one for name in found for one in world.things[name].of.split()} | _selves(by) | _wards(by)
    if "office" in found:
        found.add("person handler")
    return found | {name for name, thing in world.of("person") if f"person:{thing.number}" in met}


def _wards(by: Actor) -> set[str]:
    if by.kind is not ActorKind.MEMBER or (by.basis is not None and by.basis.kind == Basis.ASSISTANCE):
        return set()
    bonds = models.Guardianship.objects.filter(guardian__account=int(by.who.number)).select_related("ward")
    return {f"person:{one.ward.number}" for one in bonds}

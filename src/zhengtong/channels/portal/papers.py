"""材料: papers as a page lists them: to bring, at hand, or made on the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from zhengtong.channels.ui.states import shown
from zhengtong.channels.ui.translate import language
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue.terms import Material, MaterialState, PlannedMaterial
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """``state``: bring, held, produced; or offered, where there is no plan yet."""

    material: Material
    state: str
    by_text: str = ""
    needed: str = ""
    missing: bool = False
    number: str = ""  # of the licence that stands in


@dataclass(frozen=True, slots=True)
class Papers:
    lines: tuple[Line, ...]
    bring: tuple[Line, ...] = field(default=())
    have: tuple[Line, ...] = field(default=())
    made: tuple[Line, ...] = field(default=())


def offered(materials: Iterable[Material]) -> tuple[Line, ...]:
    return tuple(Line(one, "offered") for one in materials)


def at_hand(materials: Iterable[Material], reader: Actor) -> tuple[Line, ...]:
    """As a guide lists them; of somebody who has signed in: which of them a licence stands in for, theirs or one of a firm of theirs."""
    if reader.kind is not ActorKind.MEMBER or reader.subject is None:
        return offered(materials)
    own = licences.held(reader.subject)
    firms = [(one.name, licences.held(one.ref)) for one in identity.subjects_of(reader) if one.ref != reader.subject]
    return tuple(_at_hand(one, own, firms, reader) for one in materials)


def _at_hand(one: Material, own: Mapping[str, object], firms: Sequence[tuple[str, Mapping[str, object]]], reader: Actor) -> Line:
    if one.licence and one.licence in own:
        number = str(own[one.licence])
        return Line(one, str(MaterialState.HELD), _standing_in(number, reader), number=number)
    others = [name for name, held in firms if one.licence and one.licence in held]
    said = gettext("%(name)s holds it: act for it, and it need not be handed in.") % {"name": others[0]} if others else ""
    return Line(one, "offered", said)


def planned(materials: Iterable[PlannedMaterial], names: Mapping[str, Words], reader: Actor) -> Papers:
    """``names``: item code → its name, to say which item needs or makes a paper."""
    lines = tuple(_line(one, names, reader) for one in materials)
    return Papers(
        lines,
        tuple(one for one in lines if one.state == MaterialState.BRING),
        tuple(one for one in lines if one.state == MaterialState.HELD),
        tuple(one for one in lines if one.state == MaterialState.PRODUCED),
    )


def _line(one: PlannedMaterial, names: Mapping[str, Words], reader: Actor) -> Line:
    by = number = ""
    if one.state is MaterialState.HELD:
        by, number = _standing_in(one.by, reader), one.by
    elif one.state is MaterialState.PRODUCED and one.by in names:
        by = gettext("“%(name)s” makes it") % {"name": names[one.by].say(language())}
    needed = gettext(", ").join(names[code].say(language()) for code in one.needed_by if code in names)
    return Line(one.material, str(one.state), by, needed, number=number)


def _standing_in(number: str, reader: Actor) -> str:
    """营业执照 · holder · 有效. Said only of a licence that the reader may see."""
    if not number:
        return ""
    try:
        held = licences.licence(number, reader)
    except Refusal:
        return gettext("Your electronic licence stands in for it")
    return " · ".join((held.name.say(language()), held.holder_name, gettext(shown(held.status).text)))

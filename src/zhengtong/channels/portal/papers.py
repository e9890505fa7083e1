"""材料: papers as a page lists them: to bring, at hand, or made on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from zhengtong.channels.ui.translate import language
from zhengtong.foundation.catalogue.terms import Material, MaterialState, PlannedMaterial
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """``state``: bring, held, produced; or offered, where there is no plan yet."""

    material: Material
    state: str
    by_text: str = ""
    needed: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Papers:
    lines: tuple[Line, ...]
    bring: tuple[Line, ...] = field(default=())
    have: tuple[Line, ...] = field(default=())
    made: tuple[Line, ...] = field(default=())


def offered(materials: Iterable[Material]) -> tuple[Line, ...]:
    return tuple(Line(one, "offered") for one in materials)


def planned(materials: Iterable[PlannedMaterial], names: Mapping[str, Words]) -> Papers:
    """``names``: item code → its name, to say which item needs or makes a paper."""
    lines = tuple(_line(one, names) for one in materials)
    return Papers(
        lines,
        tuple(one for one in lines if one.state == MaterialState.BRING),
        tuple(one for one in lines if one.state == MaterialState.HELD),
        tuple(one for one in lines if one.state == MaterialState.PRODUCED),
    )


def _line(one: PlannedMaterial, names: Mapping[str, Words]) -> Line:
    by = ""
    if one.state is MaterialState.HELD:
        by = gettext("Your electronic licence stands in for it: %(number)s") % {"number": one.by} if one.by else ""
    elif one.state is MaterialState.PRODUCED and one.by in names:
        by = gettext("“%(name)s” makes it") % {"name": names[one.by].say(language())}
    needed = gettext(", ").join(names[code].say(language()) for code in one.needed_by if code in names)
    return Line(one.material, str(one.state), by, needed)

"""有无此码: whether items and places that a right names are there at all."""

from collections.abc import Collection

from zhengtong.foundation.identity.errors.staffing import UnknownDivision, UnknownItem
from zhengtong.foundation.identity.ports import matters
from zhengtong.foundation.identity.queries import bodies, divisions

_CITY = 4  # digits of a division code that name a city


def check_exist(items: Collection[str], places: Collection[str]) -> None:
    """A right over an item that is not there would never be noticed. Raises UnknownItem, UnknownDivision."""
    for code in sorted(matters.unknown(items)):
        raise UnknownItem(value=code[:40])
    for code in sorted(unknown_divisions(places)):
        raise UnknownDivision(value=code[:40])


def unknown_divisions(codes: Collection[str]) -> frozenset[str]:
    """Division codes in no city where a body serves, by its code of today or a former one. Streets within a city are listed nowhere."""
    if not codes:
        return frozenset()
    served = {one.division[:_CITY] for one in bodies.organisations()}
    return frozenset(code for code in codes if not {code[:_CITY], divisions.division_today(code)[:_CITY]} & served)

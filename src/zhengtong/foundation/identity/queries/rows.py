"""按权取行: the rights of an officer as one condition over rows, so that single rows, lists, expansions and counts are cut alike."""

from django.db.models import Q

from zhengtong.foundation.identity import rules
from zhengtong.kernel.actors import Actor, ActorKind

NOTHING = Q(pk__in=())
"""Matches no row, without asking the database."""


def rows(actor: Actor, duty: str, *, organisation: str = "organisation", item: str = "item", division: str = "division") -> Q:
    """Which rows this officer reaches with this duty; no right reaches nothing. The names are those of the table's columns.

    The usual officer, with one right that is not cut, asks ``organisation = x``: the same as without rights.
    """
    if actor.kind is not ActorKind.STAFF:
        return NOTHING
    found = Q()
    for bodies, items, divisions in rules.widest(actor.rights_of(duty)):
        cut = _among(organisation, bodies)
        if items:
            cut &= _among(item, items)
        if divisions:
            cut &= _within(division, divisions)
        found |= cut
    return found or NOTHING


def _among(column: str, values: frozenset[str]) -> Q:
    return Q(**{column: next(iter(values))}) if len(values) == 1 else Q(**{f"{column}__in": sorted(values)})


def _within(column: str, prefixes: tuple[str, ...]) -> Q:
    """A division is within a prefix of its code: one of four digits is a whole city."""
    found = Q()
    for prefix in prefixes:
        found |= Q(**{f"{column}__startswith": prefix})
    return found

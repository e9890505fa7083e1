"""权限规则: which rights of an officer reach one row, on what ground they act, and which classes they may read. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from zhengtong.kernel.actors import Actor, ActorKind, Right
from zhengtong.kernel.refs import Ref


def covering(actor: Actor, duty: str, *, organisation: str, item: str = "", division: str = "") -> tuple[Right, ...]:
    """The rights of this duty within which one row lies: the same that the query helper ``rows`` selects."""
    if actor.kind is not ActorKind.STAFF:
        return ()
    return tuple(one for one in actor.rights_of(duty) if one.covers(organisation=organisation, item=item, division=division))


def held_through(rights: Iterable[Right]) -> Ref | None:
    """代理: the leave by which alone these rights are held; None where one of them is the officer's own."""
    found: Ref | None = None
    for one in rights:
        if one.through is None:
            return None
        found = found or one.through
    return found


def standing_in(actor: Actor, rights: Iterable[Right]) -> Actor:
    """The actor of one act: on the ground of the leave, where they hold it only for an absent colleague. It stands on the ledger."""
    leave = held_through(rights)
    return actor if leave is None else replace(actor, basis=leave)


def open_classes(rights: Iterable[Right]) -> frozenset[str] | None:
    """数据分级: the classes of answers that these rights together open; None: all that the work needs."""
    opened: set[str] = set()
    for one in rights:
        if not one.classes:
            return None
        opened |= one.classes
    return frozenset(opened)


def widest(rights: Iterable[Right]) -> tuple[tuple[frozenset[str], frozenset[str], tuple[str, ...]], ...]:
    """What several rights reach together, as few cuts as possible: (organisations, items, divisions), an empty cut cutting nothing.

    Rights that are not cut become one; what lies wholly within that is left out. So the usual officer has one cut with one body.
    """
    held = tuple(rights)
    whole = frozenset[str]().union(*(one.organisations for one in held if not one.items and not one.divisions))
    cuts = {(one.organisations - whole, one.items, one.divisions) for one in held if one.items or one.divisions}
    rest = sorted((one for one in cuts if one[0]), key=lambda one: (sorted(one[0]), sorted(one[1]), one[2]))
    return (*([(whole, frozenset[str](), ())] if whole else []), *rest)

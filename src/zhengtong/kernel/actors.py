"""Actors: who acts, for whom, on whose authority. Made by identity, carried by every command, written on every ledger row."""
from dataclasses import dataclass
from enum import StrEnum

from zhengtong.kernel.refs import Ref


class ActorKind(StrEnum):
    ANONYMOUS = "anonymous"
    MEMBER = "member"        # a person, for themselves or for a subject they may act for
    STAFF = "staff"          # an officer of an organisation
    SYSTEM = "system"        # the platform itself: worker, command line


@dataclass(frozen=True, slots=True)
class Right:
    """One right of an officer: a duty over the rows of some bodies, cut to items, places and classes. An empty cut cuts nothing."""

    duty: str
    organisations: frozenset[str]
    items: frozenset[str] = frozenset()
    divisions: tuple[str, ...] = ()          # prefixes of division codes
    classes: frozenset[str] = frozenset()    # classes of what may be read
    source: Ref | None = None                # where it comes from: ``grant:G…``
    through: Ref | None = None               # held only while somebody else is away: ``leave:…``

    def covers(self, *, organisation: str, item: str = "", division: str = "") -> bool:
        """Whether one row lies within it."""
        return (
            organisation in self.organisations
            and (not self.items or item in self.items)
            and (not self.divisions or division.startswith(self.divisions))
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """who: ``account:12`` or ``system:worker``. subject: the person or firm acted for. organisation: credit code of the officer's body.

    basis: on what ground somebody acts for a subject that is not themselves (``mandate:M…``); it is written on the ledger beside them.
    matters: what that ground is limited to, None for everything. narrow: they see only what was done on that ground.
    level: how sure we are of them in this session. rights: of an officer; ``duties`` are the duties among them.
    """

    kind: ActorKind
    who: Ref
    name: str = ""
    subject: Ref | None = None
    organisation: str | None = None
    duties: frozenset[str] = frozenset()
    basis: Ref | None = None
    matters: frozenset[str] | None = None
    narrow: bool = False
    level: int = 0
    rights: tuple[Right, ...] = ()

    def has(self, duty: str) -> bool:
        return duty in self.duties

    def rights_of(self, duty: str) -> tuple[Right, ...]:
        return tuple(right for right in self.rights if right.duty == duty)

    def may_touch(self, matter: Ref) -> bool:
        """Whether the ground on which they act reaches this matter."""
        return self.matters is None or str(matter) in self.matters


ANONYMOUS = Actor(ActorKind.ANONYMOUS, Ref("anonymous", "-"))


def system(name: str) -> Actor:
    """The platform acting by itself, e.g. ``system("worker")``."""
    return Actor(ActorKind.SYSTEM, Ref("system", name), name=name)

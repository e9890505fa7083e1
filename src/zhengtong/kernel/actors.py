"""Actors: who acts, for whom, on whose authority. Made by identity, carried by every command, written on every ledger row."""
from dataclasses import dataclass
from enum import StrEnum

from zhengtong.kernel.refs import Ref


class ActorKind(StrEnum):
    ANONYMOUS = "anonymous"
    MEMBER = "member"        # a person, for themselves or for a firm
    STAFF = "staff"          # an officer of an organisation
    SYSTEM = "system"        # the platform itself: worker, command line


@dataclass(frozen=True, slots=True)
class Actor:
    """who: ``account:12`` or ``system:worker``. subject: the person or firm acted for. organisation: credit code of the officer's body."""

    kind: ActorKind
    who: Ref
    name: str = ""
    subject: Ref | None = None
    organisation: str | None = None
    duties: frozenset[str] = frozenset()

    def has(self, duty: str) -> bool:
        return duty in self.duties


ANONYMOUS = Actor(ActorKind.ANONYMOUS, Ref("anonymous", "-"))


def system(name: str) -> Actor:
    """The platform acting by itself, e.g. ``system("worker")``."""
    return Actor(ActorKind.SYSTEM, Ref("system", name), name=name)

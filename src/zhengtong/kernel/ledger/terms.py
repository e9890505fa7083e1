"""账本用语: what callers of the ledger get back."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Key, Ref


@dataclass(frozen=True, slots=True)
class Row:
    """One recorded fact. ``fact`` is its type's name (``cases.CaseAccepted``); ``values`` is None once erased."""

    id: int
    at: datetime
    fact: str
    values: Mapping[str, object] | None
    by: Actor
    about: Ref
    division: str = ""
    shared: Mapping[str, object] = field(default_factory=dict)
    leaf: int | None = None          # place in the tree; None until sequenced

    def once(self, purpose: str) -> Key:
        """The idempotency key of whatever a reaction does because of this row, so that a repeated reaction acts once."""
        return Key(f"row:{self.id}:{purpose}")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same actor did this before, under the same key: the row that it wrote then, and what it was about."""

    about: Ref
    row: int


class JobState(StrEnum):
    WAITING = "waiting"              # due now or later; also: failed and to be tried again
    DONE = "done"
    DEAD = "dead"                    # given up; somebody has to look


@dataclass(frozen=True, slots=True)
class Job:
    """One reaction owed to one fact, or (``row`` None) one schedule."""

    id: int
    name: str                        # licences.make_pdf
    state: JobState
    attempts: int
    due_at: datetime
    row: int | None = None
    fact: str = ""
    about: Ref | None = None
    error: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Periodic work and when it last ran."""

    name: str
    seconds: int
    next_at: datetime
    last_at: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A signed tree head: so many leaves, this root, at this moment (RFC 9162 sec. 4.10)."""

    size: int
    root: bytes
    at: datetime
    key: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything needed to show that one row is in the log under a head: for those who may see the row."""

    row: Mapping[str, object]
    salt: bytes
    leaf: int
    path: tuple[bytes, ...]
    head: Head


@dataclass(frozen=True, slots=True)
class Consistency:
    """That the log of ``second`` leaves begins with the log of ``first`` leaves."""

    first: int
    second: int
    path: tuple[bytes, ...]

"""窗口收件用语: whose document a reader read, who stands at the counter and for whom they act, and the numbers people draw."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from zhengtong.foundation.identity.terms.assisting import AssistanceWay
from zhengtong.foundation.identity.terms.people import DocumentType, PersonView, SubjectView
from zhengtong.kernel.refs import Ref

AT_COUNTER = frozenset({AssistanceWay.DOCUMENT, AssistanceWay.TYPED})
"""The ways in which a sitting at the counter begins: the document read by a reader, or typed by the clerk with a reason."""


@dataclass(frozen=True, slots=True)
class CardReading:
    """读证: what a reader says of the document that lies on it. Good for one use, within a short time."""

    once: str  # the reader's own number of this reading
    organisation: str  # where the reader stands
    read_at: datetime
    document_type: DocumentType
    document: str
    name: str
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class SimulatedCard:
    """A card that a simulated reader offers. ``behaves``: "" a good one, else what is wrong with it."""

    key: str
    name: str
    behaves: str = ""


@dataclass(frozen=True, slots=True)
class CounterView:
    """One person at the counter, and for whom they act at this moment."""

    number: str
    organisation: str
    person: PersonView
    subject: SubjectView
    choices: tuple[SubjectView, ...]  # themselves first, then their firms and wards
    way: AssistanceWay
    opened_at: datetime
    until: datetime
    closed: tuple[Ref, ...] = ()  # protected records that no second officer has opened
    asked: bool = False  # a second officer was asked to
    released: bool = False  # and said yes


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"
    MISSED = "missed"  # 过号: called, and nobody came


@dataclass(frozen=True, slots=True)
class TicketView:
    """取号: a number drawn at a window on one day. It says nothing about anybody."""

    key: int
    label: str  # A012
    organisation: str
    state: TicketState
    drawn_at: datetime
    called_at: datetime | None = None
    calls: int = 0
    ahead: int = 0  # who waits before it


@dataclass(frozen=True, slots=True)
class QueueView:
    """排队: how many wait at a window, how long people waited today, whom this clerk has called."""

    waiting: int
    average: timedelta | None  # from drawing to the first call; None where nobody was called today
    mine: TicketView | None = None
    missed: tuple[TicketView, ...] = ()

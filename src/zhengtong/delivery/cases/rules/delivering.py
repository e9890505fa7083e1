"""送达: until when a document must reach the applicant, and how (行政许可法 art. 44; 民事诉讼法 arts. 87–91, which others follow)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhengtong.delivery.cases.errors import DeliveryDayImpossible, ElectronicByItself, LeftWithWhom, ReceiverMissing
from zhengtong.delivery.cases.terms import DeliveryWay, NoticeKind, Receiver
from zhengtong.foundation.catalogue.terms import Regime, Unit
from zhengtong.kernel import workdays

_DECISIONS = frozenset({NoticeKind.APPROVED, NoticeKind.REFUSED, NoticeKind.ANNULLED})
_REFUSE = frozenset({Receiver.SELF, Receiver.FAMILY})
"""受送达人或者他的同住成年家属 (民事诉讼法 art. 89)."""
NOT_DELIVERED = frozenset({NoticeKind.RECEIPT, NoticeKind.DELIVERED})
"""Handed over as it is made, or the proof of another's delivery."""


@dataclass(frozen=True, slots=True)
class DeliveryTerm:
    """送达期限: None due where the regime sets none; then without delay."""

    due: workdays.Due | None
    article: str = ""


def delivery_term(kind: NoticeKind, regimes: Iterable[Regime], calendar: workdays.Calendar, *, on: date) -> DeliveryTerm:
    """A decision has its regime's days: 行政许可法 art. 44 says ten of a grant; a refusal is not made to wait longer than that.

    Where the regime hands the result over with the decision (市场主体登记管理条例 art. 21), it is due on the same day.
    """
    if kind not in _DECISIONS:
        return DeliveryTerm(None)
    terms: list[DeliveryTerm] = []
    for regime in regimes:
        at_once, days = regime.at("delivery.with_decision", on), regime.at("delivery.days", on)
        if at_once is not None and at_once.value:
            terms.append(DeliveryTerm(workdays.Due(on, (workdays.Day(on, workdays.Counted.ACT),)), at_once.reference))
        elif days is not None:
            due = workdays.due(calendar, after=on, days=int(str(days.value)), working=days.unit is Unit.WORKING_DAY)
            terms.append(DeliveryTerm(due, days.reference))
    return min(terms, key=lambda one: one.due.on if one.due else date.max, default=DeliveryTerm(None))


def check_delivery(way: DeliveryWay, receiver: Receiver, *, on: date, since: date, today: date, said: Sequence[str]) -> None:
    """留置: why they refused it, and the witnesses or the recording, stand where else the document shown does (民事诉讼法 art. 89).

    Raises ElectronicByItself, DeliveryDayImpossible, ReceiverMissing, LeftWithWhom.
    """
    if way is DeliveryWay.ELECTRONIC:
        raise ElectronicByItself
    if not since <= on <= today:
        raise DeliveryDayImpossible(day=on, since=since, today=today)
    if not all(one.strip() for one in said):
        raise ReceiverMissing
    if way is DeliveryWay.LEFT and receiver not in _REFUSE:
        raise LeftWithWhom

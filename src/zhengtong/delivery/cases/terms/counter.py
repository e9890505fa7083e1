"""窗口收件用语: what the person at the counter has at this window already, and what is asked for there most."""

from dataclasses import dataclass

from zhengtong.delivery.cases.terms import CaseLine
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class CounterLine:
    """A case of the person's. ``waits``: it is their turn, so it is answered here. ``again``: it ended, and can be begun anew."""

    line: CaseLine
    matter: Ref
    waits: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class CounterHistory:
    """窗口历史: of this window only, within the clerk's right of intake, the latest first."""

    running: tuple[CounterLine, ...] = ()
    ended: tuple[CounterLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Frequent:
    """常办: a matter that this window takes in often."""

    matter: Ref
    title: Words

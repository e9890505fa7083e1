"""委托规则: who may give a power of attorney, to whom, for what and for how long. Pure."""

from collections.abc import Collection, Iterable
from datetime import date

from zhengtong.foundation.identity.errors.mandates import (
    MandateNotOpen,
    MatterNotOffered,
    NotPassedOn,
    ScopeMissing,
    SelfMandate,
    TermWrong,
)
from zhengtong.foundation.identity.terms import Basis, Level, MandateState, MandateView, Office
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.words import Words

LONGEST_YEARS = 1
"""A power is seen again by whoever gave it once a year: long enough for any matter here, short enough that none is forgotten."""
OFFER_NEEDS = Level.STRONG
"""Whoever holds a power of attorney can bind the giver (民法典 art. 162): a stolen password alone must not make one."""
ACCEPT_NEEDS = Level.VERIFIED
"""行政机关 must know the agent as a person (行政许可法 art. 29)."""
_WORDS = {
    MandateState.OFFERED: Words("待接受", "waits for an answer"),
    MandateState.IN_FORCE: Words("有效", "in force"),
    MandateState.DECLINED: Words("已拒绝", "declined"),
    MandateState.REVOKED: Words("已撤销", "revoked"),
    MandateState.RESIGNED: Words("已辞去", "given back"),
    MandateState.USED: Words("已用完", "used"),
    MandateState.EXPIRED: Words("已到期", "expired"),
}
LIVE = frozenset({MandateState.OFFERED, MandateState.IN_FORCE})


def check_giver(by: Actor, office: Office | None) -> None:
    """只有本人给: for oneself, or for a firm as its legal representative (民法典 arts. 61, 162); it is not passed on (art. 169).

    ``office``: the one on which they act, where they act for a firm. Raises NotPassedOn.
    """
    if by.basis is None and by.subject is not None and by.subject.kind == "person":
        return
    if by.basis is not None and by.basis.kind == Basis.OFFICE and office is Office.LEGAL_REPRESENTATIVE:
        return
    raise NotPassedOn


def check_agent(agent: str, excluded: Collection[str]) -> None:
    """自己代理: nobody is their own agent; ``excluded``: persons who act for the principal anyway. Raises SelfMandate."""
    if agent in excluded:
        raise SelfMandate


def check_scope(matters: Collection[str], published: Collection[str]) -> None:
    """代理事项: named, and each one that can be filed here (民法典 art. 165). Raises ScopeMissing, MatterNotOffered."""
    if not matters:
        raise ScopeMissing
    unknown = sorted(set(matters) - set(published))
    if unknown:
        raise MatterNotOffered(matter=unknown[0])


def check_term(since: date, until: date, *, today: date) -> None:
    """代理期间: written down (民法典 art. 165), a year at most. Raises TermWrong."""
    if since < today or until < since or until > last_day(since):
        raise TermWrong


def last_day(since: date) -> date:
    """The longest a power that begins on this day may last."""
    try:
        return since.replace(year=since.year + LONGEST_YEARS)
    except ValueError:  # 29 February
        return since.replace(year=since.year + LONGEST_YEARS, day=28)


def check_state(mandate: MandateView, allowed: Collection[MandateState]) -> None:
    """Raises MandateNotOpen."""
    if mandate.state not in allowed:
        raise MandateNotOpen(number=mandate.number, state=_WORDS[mandate.state])


def overlapping(matters: Collection[str], since: date, until: date, held: Iterable[MandateView]) -> MandateView | None:
    """重叠: one that still lives, for one of these matters, in some of this time. One that was used for its one case is no bar."""
    for one in held:
        if one.state in LIVE and not one.used_by and one.matters & set(matters) and one.since <= until and since <= one.until:
            return one
    return None

"""期限规则: what may stop, start and lengthen a clock, and who may. Pure."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from zhengtong.delivery.approvals.errors import (
    AlreadyPaused,
    ArticleMissing,
    ClockSetBack,
    EvidenceMissing,
    ExtendedAlready,
    NotExtendable,
    NotPaused,
    PauseNotListed,
    PublicityRuns,
    ReasonMissing,
    ResumedOutside,
    TermOver,
    TooLongAnExtension,
    VerificationRuns,
)
from zhengtong.delivery.approvals.errors.clock import CommitmentRuns, DaysMissing
from zhengtong.delivery.approvals.rules.clock import days_of
from zhengtong.delivery.approvals.terms import PAUSES, Clock, ClockEvent, Office, PauseKind
from zhengtong.foundation.catalogue.terms import Parameter, Regime, Term
from zhengtong.foundation.catalogue.terms.handling import Handling
from zhengtong.kernel.words import Words

_KINDS = frozenset(one.value for one in PauseKind)
TESTS = frozenset({PauseKind.INSPECTION_TEST.value, PauseKind.QUARANTINE.value})
"""检验、检测、检疫: by two who are appointed (行政许可法 art. 55)."""
_NEVER = {"on_site_verification": VerificationRuns, "publicity": PublicityRuns}


def pauses(regime: Regime | None, on: date) -> tuple[PauseKind, ...]:
    """特别程序: the closed list of a regime on that day (行政许可法 art. 45 and each regime's own); empty: nothing stops its clock."""
    listed = regime.at("pauses", on) if regime else None
    value = listed.value if listed else ()
    return tuple(PauseKind(one) for one in value if one in _KINDS) if isinstance(value, tuple) else ()


def check_pause(kind: str, regime: Regime | None, on: date) -> PauseKind:
    """Raises PauseNotListed, and with the reason VerificationRuns and PublicityRuns: neither ever stops a clock."""
    listed = pauses(regime, on)
    if kind in listed:
        return PauseKind(kind)
    refused = _NEVER.get(kind, PauseNotListed)
    raise refused(regime=regime.name if regime else Words("—"), allowed=tuple(PAUSES[one] for one in listed) or (Words("无", "nothing"),))


def reference_of(kind: PauseKind, regime: Regime, handling: Handling, cited: str, on: date) -> str:
    """依法需要: the article that requires the procedure: the item's own, else the officer's, else the regime's.

    Where the regime says ``pauses.required_by_law``, being on its list is not enough (行政许可法 art. 45). Raises ArticleMissing.
    """
    own = next((one.reference for one in handling.special if one.kind == kind), "")
    if own or cited.strip():
        return own or cited.strip()
    if kind is PauseKind.HEARING and (asked := regime.at("hearing.ask_days", on)) is not None:
        return asked.reference
    needed, listed = regime.at("pauses.required_by_law", on), regime.at("pauses", on)
    if (needed is not None and needed.value is True) or listed is None:
        raise ArticleMissing
    return listed.reference


def check_requires(cited: str, regime: Regime, on: date, same: Callable[[str, str], bool]) -> None:
    """依法需要: the article that says what stands outside the term requires none (行政许可法 art. 45). Raises ArticleMissing."""
    needed = regime.at("pauses.required_by_law", on)
    if needed is not None and needed.value is True and same(cited, needed.reference):
        raise ArticleMissing


def check_not_committed(bound: Parameter | None, kind: PauseKind) -> None:
    """告知承诺: nothing of substance is looked at before the decision (消防法 art. 15); a hearing may be due. Raises CommitmentRuns."""
    if bound is not None and kind is not PauseKind.HEARING:
        raise CommitmentRuns(article=bound.reference)


def check_days(kind: PauseKind, days: int | None, regime: Regime, on: date) -> int | None:
    """应当将所需时间书面告知申请人 (行政许可法 art. 45); how long others go on quarrelling nobody can say. Raises DaysMissing."""
    if kind is PauseKind.DISPUTE:
        return days
    needed = regime.at("pauses.required_by_law", on)
    if days is None and needed is not None and needed.value is True:
        raise DaysMissing(article=needed.reference)
    return days


def check_evidence(evidence: str) -> str:
    """Raises EvidenceMissing."""
    if not evidence.strip():
        raise EvidenceMissing
    return evidence.strip()


def check_reason(reason: str) -> str:
    """Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def check_clock(on: date, started: date | None, events: Sequence[ClockEvent]) -> None:
    """时钟倒拨: nothing is recorded of a day before what was recorded last. Raises ClockSetBack."""
    last = max((one for one in (started, *(event.on for event in events)) if one is not None), default=on)
    if on < last:
        raise ClockSetBack(today=on, last=last)


def check_running(number: str, clock: Clock) -> None:
    """Raises AlreadyPaused."""
    if clock.paused is not None:
        raise AlreadyPaused(number=number, since=clock.paused.on)


def check_resume(number: str, clock: Clock, ended_on: date, today: date) -> ClockEvent:
    """The pause that ends; on a day between its first and today. Raises NotPaused, ResumedOutside."""
    if clock.paused is None:
        raise NotPaused(number=number)
    if not clock.paused.on <= ended_on <= today:
        raise ResumedOutside(since=clock.paused.on)
    return clock.paused


def own_extension(number: str, regime: Regime | None, handling: Handling, on: date) -> tuple[Term, Office]:
    """延长: by how much, and by whom: the item's own by law or regulation, else its regime's (行政许可法 art. 42). Raises NotExtendable."""
    if handling.extension is not None:
        return handling.extension.term, Office(handling.extension.by)
    term, by = days_of(regime, "decision.extension_days", on), regime.at("decision.extension_by", on) if regime else None
    if term is None or by is None:
        raise NotExtendable(number=number)
    return term, Office(str(by.value))


def check_extension(number: str, *, extended: Term | None, due: date | None, most: Term, days: int | None, today: date) -> int:
    """Once, before the term ends, and by no more than the law allows; how many days. ``due``: its end, None while it stands still.

    Raises ExtendedAlready, TermOver, TooLongAnExtension.
    """
    if extended is not None:
        raise ExtendedAlready(number=number, due=due or Words("恢复计时后另算", "the day worked out once the clock runs again"))
    if due is not None and today > due:
        raise TermOver(due=due)
    wanted = most.days if days is None else days
    if not 1 <= wanted <= most.days:
        raise TooLongAnExtension(most=most.days, days=wanted)
    return wanted


def joint_term(regimes: Iterable[Regime | None], name: str, on: date) -> Term | None:
    """联合办理期限: of the parts' regimes; where they differ, the shortest: the applicant may rely on each (行政许可法 art. 42)."""
    found: Collection[Term] = [term for one in regimes if (term := days_of(one, name, on)) is not None]
    return min(found, key=lambda term: term.days, default=None)

"""审批规则: what an authority may answer, and with which reasons."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date, datetime

from zhengtong.delivery.approvals.errors import (
    AllMet,
    AssessmentIncomplete,
    BenchmarkUnweighed,
    CheckOver,
    CommitmentSuffices,
    ConditionMet,
    ConditionUnfounded,
    CorrectionTermMissing,
    DepartureUnjustified,
    GrantedByLaw,
    NothingDecided,
    NotOfTheOffice,
    NotOpen,
    PaperLacking,
    ReasonsMissing,
    TermNotOver,
    TooEarly,
    TwoOfficers,
    UnknownCondition,
)
from zhengtong.delivery.approvals.terms import AfterCheckState, ApprovalState, Assessment, Checked, Opinion, Proviso, Reasons, Weighed
from zhengtong.foundation.catalogue.terms import Benchmark, Parameter, Regime

UNDECIDED = frozenset({"none", "contract"})
"""Values of ``decision.kind``: nothing is decided by an authority."""


def check_open(number: str, state: ApprovalState) -> None:
    """Only what is open can be decided; a decision is made once."""
    if state is not ApprovalState.OPEN:
        raise NotOpen(number=number, state=str(state))


def check_moment(opened: datetime | None, at: datetime) -> None:
    """A decision is not older than what it answers: a clock that was set back is put right first. Raises TooEarly."""
    if opened is not None and at < opened:
        raise TooEarly(opened=opened.isoformat(timespec="minutes"))


def check_not_granted(silent_on: date | None, today: date) -> None:
    """视为准予延续: from the day after the permit ended nothing is left to decide (行政许可法 art. 50). Raises GrantedByLaw."""
    if silent_on is not None and today > silent_on:
        raise GrantedByLaw(date=silent_on)


def check_opinion(opinion: Opinion, reasons: Reasons | None) -> None:
    """不予许可应当说明理由: no refusal without reasons, article and what would change it (行政许可法 art. 38)."""
    said = (reasons.text, reasons.article, reasons.would_pass_if) if reasons else ("",)
    if opinion is Opinion.REFUSE and not all(part.strip() for part in said):
        raise ReasonsMissing


def check_conditions(opinion: Opinion, conditions: Sequence[Proviso]) -> None:
    """附条件: only an approval carries conditions, each in words and with the article that allows it. Raises ConditionUnfounded."""
    if conditions and (opinion is not Opinion.APPROVE or not all(one.text.strip() and one.article.strip() for one in conditions)):
        raise ConditionUnfounded


COMPLETE = "approved_when_complete"
"""A value of ``decision.commitment``: complete papers in due form are enough (消防法 art. 15(2))."""


def committed_under(regime: Regime | None, on: date, *, committed: bool) -> Parameter | None:
    """告知承诺: the parameter that binds the decision to the papers; None where nothing was committed, or its law examines substance."""
    held = regime.at("decision.commitment", on) if regime is not None and committed else None
    return held if held is not None and held.value == COMPLETE else None


def check_committed(bound: Parameter, fails_on: Collection[str], papers: Collection[str]) -> None:
    """材料齐全、符合法定形式的应当予以许可: refused only on papers, each named. Raises CommitmentSuffices."""
    if not fails_on or not set(fails_on) <= set(papers):
        raise CommitmentSuffices(article=bound.reference)


def check_decides(regime: Regime | None, on: date, conditions: Sequence[Proviso]) -> None:
    """附条件 belongs to a decision: a look-up and a contract have none. Raises NothingDecided."""
    kind = regime.at("decision.kind", on) if regime is not None and conditions else None
    if kind is not None and kind.value in UNDECIDED:
        raise NothingDecided


def check_grounds(opinion: Opinion, fails_on: Collection[str], checked: Sequence[Checked], *, justified: bool) -> None:
    """符合法定条件的应当准予 (行政许可法 art. 38): no refusal on a condition that is met; where all are met, only with a justification.

    ``justified``: the officer gave one, or the conditions are not all that the item's law asks. Raises UnknownCondition, ConditionMet,
    AllMet.
    """
    stands = {one.code: one for one in checked}
    unknown = set(fails_on) - stands.keys()
    if unknown or (fails_on and opinion is not Opinion.REFUSE):
        raise UnknownCondition(codes="、".join(sorted(unknown or fails_on)))
    met = [stands[code].says for code in fails_on if stands[code].met]
    if met:
        raise ConditionMet(conditions="；".join(one.zh for one in met))
    if opinion is Opinion.REFUSE and checked and all(one.met for one in checked) and not justified:
        raise AllMet


def weigh(benchmark: Sequence[Benchmark], given: Weighed | None) -> Weighed | None:
    """裁量基准: one of the published steps is applied; what departs from its outcome is justified (优化营商环境条例 art. 60).

    Raises BenchmarkUnweighed, DepartureUnjustified.
    """
    if not benchmark:
        return None
    step = next((one for one in benchmark if given and one.code == given.code), None)
    if given is None or step is None:
        raise BenchmarkUnweighed
    outcome, departure = given.outcome.strip() or step.outcome.zh, given.departure.strip()
    if outcome not in (step.outcome.zh, step.outcome.en) and not departure:
        raise DepartureUnjustified
    return replace(given, outcome=outcome, reference=step.reference, departure=departure)


def check_papers(opinion: Opinion, lacks: Sequence[str]) -> None:
    """容缺: what was promised and is still missing bars the approval; for that alone nothing is refused. Raises PaperLacking."""
    if opinion is Opinion.APPROVE and lacks:
        raise PaperLacking(papers="、".join(lacks))


LEAST = 20
"""Characters of each part of an assessment: enough that it says something of this item."""


def check_assessment(assessment: Assessment) -> None:
    """个人信息保护影响评估 has all that art. 56 of 个人信息保护法 names. Raises AssessmentIncomplete."""
    if any(len("".join(part.split())) < LEAST for part in astuple(assessment)):
        raise AssessmentIncomplete(least=LEAST)


_STEPS = {
    AfterCheckState.DUE: (AfterCheckState.KEPT, AfterCheckState.TO_CORRECT),
    AfterCheckState.TO_CORRECT: (AfterCheckState.CORRECTED, AfterCheckState.BROKEN),
}
OFFICERS = 2


def check_step(
    state: AfterCheckState, outcome: AfterCheckState, officers: Sequence[str], found: str, *, today: date, correct_by: date | None
) -> None:
    """核查: by two officers at least, with what they found (行政许可法 art. 34); the consequence only after the term to correct is over
    (消防法 art. 58). Raises CheckOver, TwoOfficers, TermNotOver.
    """
    if outcome not in _STEPS.get(state, ()):
        raise CheckOver(state=str(state))
    if len(officers) < OFFICERS or not found.strip():
        raise TwoOfficers
    if outcome is AfterCheckState.BROKEN and correct_by is not None and today <= correct_by:
        raise TermNotOver(until=correct_by.isoformat())


def check_of_office(officers: Sequence[str], serving: Mapping[str, str]) -> tuple[str, ...]:
    """本机关工作人员: the names of those who went there, each once; ``serving``: account → name. Raises NotOfTheOffice."""
    chosen = [one for one in dict.fromkeys(officers) if one]
    if not serving.keys() >= set(chosen):
        raise NotOfTheOffice
    return tuple(serving[one] for one in chosen)


def term_to_correct(given: date | None, by_item: date | None, *, today: date) -> date:
    """责令限期改正: until the day the officers set, else within the item's own term. Raises CorrectionTermMissing."""
    until = given or by_item
    if until is None or until <= today:
        raise CorrectionTermMissing
    return until

"""情形引导: which items of a bundle somebody's situation calls for, and what is still to be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhengtong.foundation.catalogue.terms import Bundle, BundleItem, Chosen, ItemCode, Otherwise, Question
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel.expressions import api as expressions


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something is called for; ``because``: the parts of the condition that decided, ``unknown``: what would decide."""

    chosen: Chosen
    because: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def values(bundle: Bundle, answers: Mapping[str, object], *, known: Mapping[str, Known], held: Mapping[str, str]) -> dict[str, object]:
    """What is known of the situation: records first, over them a licence that answers a question, over them what the person says."""
    told: dict[str, object] = {key: one.value for key, one in known.items() if one.value is not None}
    told.update(by_licence(bundle, held))
    told.update({key: value for key, value in answers.items() if value is not None and value != ""})
    return told


def by_licence(bundle: Bundle, held: Mapping[str, str]) -> dict[str, object]:
    """Answers that a valid licence gives by itself."""
    return {one.element: True for one in bundle.questions if one.answered_by_licence and one.answered_by_licence in held}


def verdict(condition: str, told: Mapping[str, object]) -> Verdict:
    """Weigh a condition; an empty one always holds. An answer not given leaves it undecided unless the rest decides alone."""
    if not condition.strip():
        return Verdict(Chosen.YES)
    expression = expressions.parse(condition)
    answer = expressions.evaluate(expression, told)
    if not answer.known:  # where it cannot be computed from what was said, all it names is asked again
        return Verdict(Chosen.UNDECIDED, tuple(answer.because), tuple(sorted(answer.unknown or expressions.names(expression))))
    return Verdict(Chosen.YES if answer.is_true else Chosen.NO, tuple(answer.because))


def choose(items: Sequence[BundleItem], told: Mapping[str, object]) -> dict[ItemCode, Verdict]:
    return {item.item: verdict(item.when, told) for item in items}


def questions(bundle: Bundle, told: Mapping[str, object]) -> tuple[Question, ...]:
    """The questions to put to somebody now, in order: those whose own condition is met by what is told so far."""
    return tuple(one for one in bundle.questions if verdict(one.when, told).chosen is Chosen.YES)


def first(bundle: Bundle, told: Mapping[str, object]) -> tuple[Otherwise, ...]:
    """What to do first: the advice of every question whose answer ends the matter."""
    asked = [(one.otherwise, told.get(one.element)) for one in questions(bundle, told) if one.otherwise]
    return tuple(advice for advice, given in asked if type(given) is type(advice.answer) and given == advice.answer)

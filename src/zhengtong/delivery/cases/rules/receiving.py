"""收件规则: by when the window speaks, what its silence and the applicant's mean, what may be asked, mended and promised. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhengtong.delivery.cases.errors import AskedBefore, NoSuchPlace, NothingAsked, PointsUnanswered, ReasonMissing
from zhengtong.delivery.cases.terms import Point
from zhengtong.foundation.catalogue.terms import MaterialState, Parameter, PlannedMaterial, Regime, Term
from zhengtong.kernel import workdays
from zhengtong.kernel.refusals import Problem, gettext_noop

_ACCEPTS = "accepted_from_receipt"


@dataclass(frozen=True, slots=True)
class Awaited:
    """受理期限: by when the window must accept or ask; and the last day of a silence that accepts by law, where one does."""

    due: workdays.Due | None
    silence_on: date | None


def acceptance(regimes: Iterable[Regime], calendar: workdays.Calendar, *, received: date) -> Awaited:
    """受理期限 of a case over several items (行政许可法 art. 32(1)(4)).

    The window speaks within the shortest term by law. Silence accepts at the end of the shortest term whose own regime says so; the case
    is one, so whatever else it asks for is accepted with it, from its receipt. Where no law sets a term, the window's own promise
    holds (优化营商环境条例 art. 36), else the term within which it must ask (政府信息公开条例 art. 30); its silence accepts nothing.
    """
    regimes, terms, silent = tuple(regimes), [], []
    for regime in regimes:
        days = regime.at("acceptance.days", received)
        if days is None:
            continue
        terms.append(int(str(days.value)))
        silence = regime.at("acceptance.silence", received)
        if silence is not None and silence.value == _ACCEPTS:
            silent.append(terms[-1])
    if not terms:
        other = _days(regimes, "acceptance.promised_days", received) or _days(regimes, "supplementation.days", received)
        return Awaited(_within(calendar, received, min(other)) if other else None, None)
    return Awaited(_within(calendar, received, min(terms)), _within(calendar, received, min(silent)).on if silent else None)


def _days(regimes: Iterable[Regime], name: str, on: date) -> list[int]:
    return [int(str(found.value)) for regime in regimes if (found := regime.at(name, on))]


def _within(calendar: workdays.Calendar, received: date, days: int) -> workdays.Due:
    """No days: on the spot (不动产登记暂行条例 art. 17), which is the day of receipt, or the next day that is worked."""
    if days > 0:
        return workdays.due(calendar, after=received, days=days)
    if calendar.is_worked(received):
        return workdays.Due(received, (workdays.Day(received, workdays.Counted.ACT),))
    return workdays.due(calendar, after=received, days=1)


def passed_in_silence(silence_on: date | None, *, today: date) -> bool:
    """逾期不告知: the last day of the term has gone by without a word, so the law has accepted (行政许可法 art. 32(1)(4))."""
    return silence_on is not None and today > silence_on


def resubmits(regimes: Iterable[Regime], on: date) -> Parameter | None:
    """不齐即不予受理: where every item's law has incomplete papers declined with everything to put right, to be handed in again.

    不动产登记暂行条例 art. 17(1)(3); 市场主体登记管理条例 art. 19, its 实施细则 art. 18. Beside other items one notice is kinder.
    """
    found = [regime.at("supplementation.decline_and_resubmit", on) or regime.at("supplementation.resubmit", on) for regime in regimes]
    return found[0] if found and all(one is not None and bool(one.value) for one in found) else None


def restarts(regimes: Iterable[Regime], on: date) -> Parameter | None:
    """重新计算: a term that runs from the receipt of the supplemented application (政府信息公开条例 art. 30)."""
    return next((one for regime in regimes if (one := regime.at("supplementation.restarts", on)) and one.value), None)


def answer_term(regimes: Iterable[Regime], on: date) -> Term | None:
    """申请人的补正期限, where silence gives the application up by law (政府信息公开条例 art. 30); None: nothing ends by itself.

    Over several items only where every regime says so. The longest term holds: it is the applicant's own, read in their favour.
    """
    terms = []
    for regime in regimes:
        silence, days = regime.at("supplementation.silence", on), regime.at("supplementation.answer_days", on)
        if silence is None or silence.value != "abandoned" or days is None:
            return None
        terms.append(Term(int(str(days.value)), days.unit, silence.reference))
    return max(terms, key=lambda one: one.days, default=None)


def mendable(regimes: Mapping[str, Regime], needed_by: Collection[str], on: date) -> bool:
    """当场更正: whether an error in this place may be put right at once: where the law of an item that asks for it says so.

    行政许可法 art. 32(1)(3): 应当允许申请人当场更正. ``regimes``: item → regime.
    """
    found = [regimes[item].at("acceptance.on_the_spot", on) for item in needed_by if item in regimes]
    return any(one is not None and bool(one.value) for one in found)


def missing_materials(
    materials: Iterable[PlannedMaterial], attached: Collection[str], later: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Required papers that nobody else supplies, that are not attached yet and not promised for later."""
    return tuple(
        Problem(one.material.code, gettext_noop("%(name)s is still missing: attach a file."), {"name": one.material.name})
        for one in materials
        if one.state is MaterialState.BRING
        and one.material.required
        and one.material.code not in attached
        and one.material.code not in later
    )


def check_points(points: Sequence[Point], earlier: Sequence[Sequence[Point]], places: Collection[str]) -> None:
    """一次性告知: each point says what, of a place of this case; a later notice repeats only what was told before and not cured.

    ``places``: questions and papers of this case.
    """
    if not points or not all(point.at and point.what.strip() for point in points):
        raise NothingAsked
    nowhere = [point.at for point in points if point.at not in places]
    if nowhere:
        raise NoSuchPlace(problems=[Problem(at, gettext_noop("The file of this case has no such place.")) for at in nowhere])
    if new_defects(points, earlier):
        raise AskedBefore


def new_defects(points: Sequence[Point], earlier: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    """再次告知 is only for what was told before and not cured: these points were not (行政许可法 art. 32(1)(4))."""
    told = {point.at for notice in earlier for point in notice}
    return tuple(point for point in points if point.at not in told) if earlier else ()


def check_answered(points: Sequence[Point], answered: Collection[str]) -> None:
    """补正: every point of the notice gets a file or an answer; nothing is sent back half done."""
    open_points = [point for point in points if point.at not in answered]
    if open_points:
        raise PointsUnanswered(
            problems=[Problem(point.at, gettext_noop("Not answered yet: %(what)s"), {"what": point.what}) for point in open_points]
        )


def check_reason(reason: str, direction: str) -> None:
    """不予受理: say why, and to whom the applicant should turn (行政许可法 art. 32(1)(1)(2))."""
    if not reason.strip() or not direction.strip():
        raise ReasonMissing

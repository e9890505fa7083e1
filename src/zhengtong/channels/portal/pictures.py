"""泳道图: a plan, or a running case, as lanes."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext

from zhengtong.channels.ui.dates import day_as_written, short_day
from zhengtong.channels.ui.lanes import Bar, Mark, Picture, Strip, draw, spaced
from zhengtong.channels.ui.states import shown
from zhengtong.channels.ui.templatetags.ui import days
from zhengtong.channels.ui.translate import language
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Clock
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Guide, Plan, PlannedItem, Term, Unit
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationView
from zhengtong.kernel import clock
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words


def of_plan(plan: Plan) -> Picture | None:
    """Working days after acceptance along the axis."""
    if not plan.lanes:
        return None
    last = max(plan.days or 0, 1)
    bodies = identity.organisations_by_code(lane.organisation for lane in plan.lanes)
    strips = [
        Strip(_body(lane.organisation, lane.name, bodies) or gettext("Lead window"), tuple(map(_planned, lane.items)))
        for lane in plan.lanes
    ]
    marks = [Mark(at, gettext("acceptance") if at == 0 else gettext("day %(n)s") % {"n": at}) for at in spaced(last)]
    return draw(strips, marks)


def of_item(guide: Guide) -> Picture | None:
    """One item from hand to hand: accepted, decided, delivered. Terms that neither the guide nor its rules publish are not drawn."""
    decides = guide.promised or guide.by_law
    if decides is None:
        return None
    accepts, delivers = (_parameter(guide, name) for name in ("acceptance.days", "delivery.days"))
    last = decides.days
    bodies = identity.organisations_by_code([guide.organisation])
    body = _body(guide.organisation, guide.organisation_name, bodies) or gettext("Department not published")
    work = _stretch(gettext("Review and decision"), 0, decides, critical=True)
    window = _stretch(gettext("Acceptance"), -accepts, Term(accepts)) if accepts else None
    arrival = _stretch(gettext("Delivery"), last, Term(delivers)) if delivers else None
    strips = [(gettext("Window"), window), (body, work), (gettext("To you"), arrival)]
    marks = [(-accepts, gettext("you hand it in")), (0, gettext("acceptance")), (last, gettext("day %(n)s") % {"n": last})]
    drawn = [Strip(name, (bar,)) for name, bar in strips if bar is not None]
    return draw(drawn, [Mark(at, word) for at, word in marks if at or word == gettext("acceptance")])


def _body(code: str, written: str, bodies: Mapping[str, OrganisationView]) -> str:
    """As the source writes it; to a reader of English by the short name that we know."""
    return bodies[code].short.en or written if code in bodies and language().startswith("en") else written


def _parameter(guide: Guide, name: str) -> int:
    """In working days; 0 where the rules of procedure say nothing."""
    if not guide.regime:
        return 0
    try:
        found = catalogue.regime(guide.regime).at(name, clock.today())
    except Refusal:
        return 0
    return found.value if found is not None and type(found.value) is int else 0


def _stretch(label: str, start: int, term: Term, *, critical: bool = False) -> Bar:
    return Bar(label, start, start + term.days, "act", state=_within(term), critical=critical)


def _within(term: Term) -> str:
    return gettext("On the spot") if term.days == 0 else gettext("within %(days)s") % {"days": days(term.days, term.unit)}


def _planned(one: PlannedItem) -> Bar:
    when = gettext("begins at acceptance") if one.starts == 0 else gettext("begins on day %(n)s") % {"n": one.starts}
    return Bar(
        label=one.name.say(language()),
        start=one.starts,
        end=max(one.ends, one.starts),
        tone="act",
        state=_takes(one),
        when=when,
        critical=one.critical,
    )


def _takes(one: PlannedItem) -> str:
    """How long it takes; by which day, where its term began to run before it could open (社会保险经办条例 art. 18)."""
    took = one.ends - one.starts
    if one.promised is None:
        return gettext("Not published")
    if took < one.promised.days and one.promised.unit is Unit.WORKING_DAY:
        return gettext("by day %(n)s at the latest") % {"n": one.ends}
    return str(days(took))


def of_case(case: CaseView, clocks: Mapping[str, Clock], names: Mapping[str, Words], today: date) -> Picture | None:
    """Calendar days along the axis: from acceptance to the last due date. None before the clocks run."""
    if case.accepted_at is None or not case.approvals:
        return None
    first = case.accepted_at.astimezone(CHINA).date()
    strips = [
        Strip(
            names[code].say(language()) if code in names else gettext("Department not published"),
            tuple(_running(one, clocks, first, today) for one in parts),
        )
        for code, parts in _by_body(case.approvals).items()
    ]
    last = max([today, *(day for one in case.approvals for day in _ends(one))])
    span = max((last - first).days, 1)
    marks = [Mark(at, short_day(date.fromordinal(first.toordinal() + at))) for at in spaced(span, most=7)]
    running = any(one.state is ApprovalState.OPEN for one in case.approvals)
    return draw(strips, marks, now=Mark((today - first).days, gettext("today")) if running else None)


def _by_body(parts: Sequence[ApprovalView]) -> dict[str, list[ApprovalView]]:
    found: dict[str, list[ApprovalView]] = {}
    for one in parts:
        found.setdefault(one.organisation, []).append(one)
    return found


def _ends(one: ApprovalView) -> list[date]:
    decided = [one.decided_at.astimezone(CHINA).date()] if one.decided_at else []
    return decided or [day for day in (one.due_on or one.legal_due_on or one.expected_end,) if day]


def _running(one: ApprovalView, clocks: Mapping[str, Clock], first: date, today: date) -> Bar:
    counted = clocks.get(one.number)
    began = counted.started if counted and counted.started else None
    start = ((began or one.expected_start or today) - first).days
    ends = _ends(one)
    still = one.state is ApprovalState.OPEN and one.paused_on is not None
    word = shown(one)
    late = one.state is ApprovalState.OPEN and one.due_on is not None and one.due_on < today
    return Bar(
        label=one.name.say(language()),
        start=start,
        end=max((ends[0] - first).days if ends else start, start),
        tone="late" if late else "wait" if still else str(word.tone),
        state=gettext("clock stands still") if still else gettext(word.text),
        when="" if still else _when(one, ends),
    )


def _when(one: ApprovalView, ends: Sequence[date]) -> str:
    if one.decided_at is not None and ends:
        return gettext("decided on %(day)s") % {"day": day_as_written(ends[0])}
    if one.state is ApprovalState.OPEN and ends:
        return gettext("by %(day)s at the latest") % {"day": day_as_written(ends[0])}
    if one.expected_start is not None and one.expected_end is not None:
        said = {"first": day_as_written(one.expected_start), "last": day_as_written(one.expected_end)}
        return gettext("expected to open by %(first)s and to end by %(last)s") % said
    return ""

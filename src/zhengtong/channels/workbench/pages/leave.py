"""休假与代理: who is away and who stands in, for oneself and, where one administers a body, for all who serve in it."""

from contextlib import suppress
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.dates import day_as_written
from zhengtong.channels.ui.fields import Control, Option
from zhengtong.channels.ui.guards import actor_of, officer
from zhengtong.channels.workbench import posting
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty, LeaveView, StaffView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refusals import Refusal

_NAMES = ("account", "substitute", "since", "until", "reason")


@officer
def leave(request: HttpRequest) -> HttpResponse:
    """My leave, for whom I stand in, and who else is away; and the form for another."""
    return _shown(request)


@officer
@require_POST
def record(request: HttpRequest) -> HttpResponse:
    """休假: from a day until a day, with a colleague who stands in."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    try:
        made = identity.record_leave(
            account=_number(request, "account"),
            substitute=_number(request, "substitute"),
            since=_day(request, "since"),
            until=_day(request, "until"),
            reason=posting.text(request, "reason"),
            by=by,
            at=at,
            once=once,
        )
    except Refusal as refused:
        if not posting.mendable(refused):
            raise
        return _shown(request, refused=refused)
    said = gettext("%(name)s stands in from %(since)s until %(until)s, and has been told.")
    words = {"name": made.substitute_name, "since": day_as_written(made.since), "until": day_as_written(made.until)}
    messages.success(request, said % words)
    return HttpResponseRedirect(reverse("workbench:leave"))


@officer
@require_POST
def end(request: HttpRequest, number: str) -> HttpResponse:
    """销假: the work is with the one who was away again, at once."""
    identity.end_leave(leave=number, by=actor_of(request), at=clock.now(), once=posting.once(request))
    messages.success(request, gettext("The leave is ended. Nobody stands in any more."))
    return HttpResponseRedirect(reverse("workbench:leave"))


def _shown(request: HttpRequest, *, refused: Refusal | None = None) -> HttpResponse:
    by = actor_of(request)
    me = int(by.who.number)
    held = identity.leaves(by)
    told = translate.refusal(refused) if refused else None
    mine = tuple(one for one in held if one.account == me)
    for_others = tuple(one for one in held if one.substitute == me)
    context = {
        "place": "leave",
        "today": clock.today(),
        "mine": _endable(by, mine),
        "for_others": _endable(by, for_others),
        "others": _endable(by, tuple(one for one in held if me not in (one.account, one.substitute))),
        "administers": by.has(Duty.ADMINISTER),
        "controls": _controls(request, by),
        "once": posting.fresh(),
        "told": told,
    }
    return render(request, "workbench/leave/leave.html", context, status=told.status if told else 200)


def _endable(by: Actor, found: tuple[LeaveView, ...]) -> tuple[tuple[LeaveView, bool], ...]:
    """Each with whether this reader may end it: their own, or of a body they administer."""
    bodies = frozenset[str]().union(*(one.organisations for one in by.rights_of(Duty.ADMINISTER)))
    return tuple((one, str(one.account) == by.who.number or one.organisation in bodies) for one in found)


def _controls(request: HttpRequest, by: Actor) -> tuple[Control, ...]:
    given = {name: posting.text(request, name) for name in _NAMES}
    people = identity.colleagues(by)
    me = by.who.number
    today = clock.today().isoformat()
    who = Control("account", gettext("Who is away"), "select", options=_options(people, given["account"] or me))
    return (
        *((who,) if by.has(Duty.ADMINISTER) else ()),
        Control(
            "substitute",
            gettext("Who stands in"),
            "select",
            options=_options(people if by.has(Duty.ADMINISTER) else [one for one in people if str(one.account) != me], given["substitute"]),
            help=gettext("A colleague of the same body. They see the work beside their own, and what they do in it names both."),
        ),
        Control("since", gettext("First day"), "date", given["since"] or today),
        Control("until", gettext("Last day"), "date", given["until"]),
        Control("reason", gettext("Reason"), value=given["reason"], required=False, most=120, help=gettext("Never a diagnosis.")),
    )


def _options(people: "tuple[StaffView, ...] | list[StaffView]", chosen: str) -> tuple[Option, ...]:
    return tuple(Option(str(one.account), " · ".join(filter(None, (one.name, one.unit))), str(one.account) == chosen) for one in people)


def _number(request: HttpRequest, name: str) -> int:
    """An account; one's own where the form does not ask; nobody's where nothing was chosen."""
    sent = posting.text(request, name)
    if not sent and name == "account":
        return int(actor_of(request).who.number)
    return int(sent) if sent.isdecimal() and len(sent) < 18 else 0


def _day(request: HttpRequest, name: str) -> date:
    """A day as the browser sends it; one that cannot be, where nothing readable came."""
    with suppress(ValueError):
        return date.fromisoformat(posting.text(request, name))
    return date.min

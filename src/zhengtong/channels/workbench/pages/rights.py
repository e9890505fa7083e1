"""谁持有何权，从何而来: rights in force and ended, given, ended, taken in an emergency."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.ui import rights as words
from zhengtong.channels.ui import translate
from zhengtong.channels.ui.dates import moment_as_written
from zhengtong.channels.ui.fields import Control
from zhengtong.channels.ui.guards import actor_of, duty, officer
from zhengtong.channels.workbench import posting, posts
from zhengtong.channels.workbench.pages import staff
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty, GrantSource
from zhengtong.foundation.identity.terms.staffing import RightLine
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal

SHOWN = 50
_FILTERS = ("officer", "duty", "item", "division", "organisation")


@officer
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """For administrators of their bodies; for those who operate the platform all, to read."""
    by, after, ended = actor_of(request), request.GET.get("after", ""), request.GET.get("state") == "ended"
    asked = _asked(request)
    page = identity.rights_held(by, **asked, ended=ended, after=after, limit=SHOWN)
    context = {
        "place": "rights",
        "lines": page.lines,
        "next": page.next,
        "first": after,
        "ended": ended,
        "asked": asked,
        "query": request.GET.urlencode(),
        "controls": _filters(request, by.has(Duty.OPERATE)),
        "may_end": by.has(Duty.ADMINISTER),
    }
    return render(request, "workbench/rights/held.html", context)


@officer
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """导出, as filtered."""
    by = actor_of(request)
    lines = identity.rights_held(by, **_asked(request), ended=request.GET.get("state") == "ended", limit=10_000).lines
    response = HttpResponse(words.sheet(_rows(lines)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="rights.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


@officer
@require_safe
def right(request: HttpRequest, number: int) -> HttpResponse:
    """One right; of an emergency, everything that was done while it was in force."""
    by = actor_of(request)
    line = identity.right(number, by)
    emergency = line.grant.source is GrantSource.BREAK_GLASS
    context = {
        "place": "rights",
        "line": line,
        "emergency": emergency,
        "done": identity.done_under(number, by) if emergency else (),
        "may_end": line.running and (by.has(Duty.ADMINISTER) or (emergency and by.who.number == str(line.grant.account))),
    }
    return render(request, "workbench/rights/right.html", context)


@duty(Duty.ADMINISTER)
@require_POST
def give(request: HttpRequest, username: str) -> HttpResponse:
    """个别授权."""
    by, at = actor_of(request), clock.now()
    holder = identity.officer_named(username, by).staff
    try:
        chosen = posts.duties([posting.text(request, "duty")])
        last = posts.day(request, "last")
        until = datetime.combine(last + timedelta(days=1), time.min, at.tzinfo) if last else None
        identity.grant(
            account=holder.account,
            duty=chosen[0] if chosen else Duty.INTAKE,
            items=identity.items_of(posting.text(request, "right.items")),
            divisions=identity.divisions_of(posting.text(request, "right.divisions")),
            classes=posts.classes(request),
            reason=posting.text(request, "reason") if chosen else "",
            until=until,
            by=by,
            at=at,
            once=posting.once(request),
        )
    except Refusal as refused:
        return staff.shown(request, username, refused, "grant")
    messages.success(request, gettext("The right is given and holds from now on."))
    return HttpResponseRedirect(reverse("workbench:officer", args=[username]))


@officer
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """收回: at once, in every session."""
    by = actor_of(request)
    line = identity.right(number, by)
    identity.end_grant(grant=number, by=by, at=clock.now())
    messages.success(request, gettext("The right has ended."))
    own = by.who.number == str(line.grant.account)
    return HttpResponseRedirect(reverse("workbench:work") if own else reverse("workbench:officer", args=[line.username]))


@officer
def emergency(request: HttpRequest) -> HttpResponse:
    """应急取权: the form says what will happen; it happens at once."""
    by, refused = actor_of(request), None
    if request.method == "POST":
        chosen = posts.duties([posting.text(request, "duty")])
        minutes = posting.text(request, "minutes")
        try:
            identity.break_glass(
                duty=chosen[0] if chosen else Duty.OPERATE,
                items=identity.items_of(posting.text(request, "items")),
                minutes=int(minutes) if minutes.isdecimal() and len(minutes) < 4 else 0,
                reason=posting.text(request, "reason"),
                by=by,
                at=clock.now(),
                once=posting.once(request),
            )
        except Refusal as raised:
            if raised.code == "not-permitted":
                raise
            refused = raised
        else:
            messages.warning(request, gettext("You hold the right now. Those who watch over it have been told."))
            return HttpResponseRedirect(reverse("workbench:work"))
    told = translate.refusal(refused) if refused else None
    context: dict[str, object] = {"place": "emergency", "controls": _emergency(request), "once": posting.fresh(), "told": told}
    context["most"] = identity.BREAK_GLASS_MINUTES
    return render(request, "workbench/rights/emergency.html", context, status=told.status if told else 200)


def _emergency(request: HttpRequest) -> list[Control]:
    taken, least = sorted(identity.BREAK_GLASS_DUTIES), {"least": identity.BREAK_GLASS_REASON}
    return [
        Control("duty", gettext("Which right"), "choice", options=posts.options(taken, posting.text(request, "duty"))),
        Control(
            "items",
            gettext("Item"),
            value=posting.text(request, "items"),
            required=False,
            help=gettext("The code of one item. Needed to take in or to decide."),
        ),
        Control(
            "minutes",
            gettext("Minutes"),
            "number",
            posting.text(request, "minutes") or "30",
            inputmode="numeric",
            help=gettext("At most %(most)s.") % {"most": identity.BREAK_GLASS_MINUTES},
        ),
        Control(
            "reason",
            gettext("Why it cannot wait"),
            "long_text",
            posting.text(request, "reason"),
            most=300,
            help=gettext("At least %(least)s characters. Your administrator and the supervising body read it.") % least,
        ),
    ]


def _filters(request: HttpRequest, everywhere: bool) -> list[Control]:
    asked = _asked(request)
    found = [
        Control("officer", gettext("Member of staff"), value=asked["officer"], required=True, most=60),
        Control("duty", gettext("Duty"), "select", options=posts.options(tuple(Duty), asked["duty"])),
        Control("item", gettext("Item"), value=asked["item"], most=80),
        Control("division", gettext("Division"), value=asked["division"], inputmode="numeric", most=12),
    ]
    if everywhere:
        found.append(Control("organisation", gettext("Code of the body"), value=asked["organisation"], most=40))
    return found


def _asked(request: HttpRequest) -> dict[str, str]:
    asked = {name: request.GET.get(name, "").strip()[:80] for name in _FILTERS}
    return asked | {"duty": asked["duty"] if asked["duty"] in set(Duty) else ""}


def _rows(lines: Sequence[RightLine]) -> Iterator[tuple[object, ...]]:
    yield (
        gettext("Member of staff"),
        gettext("Sign-in name"),
        gettext("Code of the body"),
        gettext("Duty"),
        gettext("Items"),
        gettext("Divisions"),
        gettext("Source"),
        gettext("Given by"),
        gettext("Since"),
        gettext("Until"),
        gettext("Ended"),
        gettext("Reason"),
    )
    for one in lines:
        source = words.source(one.grant.source)
        if one.absent:
            source = gettext("stands in for %(name)s until %(until)s") % {"name": one.absent, "until": one.leave_until}
        yield (
            one.grant.holder,
            one.username,
            one.grant.organisation,
            words.duty(one.grant.duty),
            " ".join(sorted(one.grant.items)),
            " ".join(one.grant.divisions),
            source,
            one.granted_by,
            moment_as_written(one.grant.since),
            moment_as_written(one.grant.until) if one.grant.until else "",
            moment_as_written(one.ended_at) if one.ended_at else "",
            one.grant.reason,
        )

"""期限: stop, start and lengthen a clock; what a head may lengthen; and the officer's own calendar of due dates."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from zhengtong.channels.ui import clocks, feeds, translate
from zhengtong.channels.ui.guards import actor_of, duty, officer
from zhengtong.channels.workbench import lines, posting
from zhengtong.channels.workbench.pages import approvals as page
from zhengtong.delivery.approvals import api as approvals
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal

AT_ONCE = 30  # lines of a list


@officer
@require_POST
def pause(request: HttpRequest, number: str) -> HttpResponse:
    """特别程序 (行政许可法 art. 45)."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    kind, evidence, reason = (posting.text(request, name) for name in ("kind", "evidence", "why"))
    days, cited = _number(posting.text(request, "days")) or None, posting.text(request, "article_needed")
    return _done(
        request, number, "pause", gettext("The clock of %(number)s stands still. The applicant is told."),
        lambda: approvals.pause(
            approval=number, kind=kind, evidence=evidence, reason=reason, days=days, reference=cited, by=by, at=at, once=once
        ),
    )  # fmt: skip


@officer
@require_POST
def resume(request: HttpRequest, number: str) -> HttpResponse:
    """恢复计时."""
    by, at, once, on = actor_of(request), clock.now(), posting.once(request), _day(posting.text(request, "on"))
    evidence = posting.text(request, "evidence")
    return _done(
        request, number, "resume", gettext("The clock of %(number)s runs again."),
        lambda: approvals.resume(approval=number, evidence=evidence, on=on, by=by, at=at, once=once),
    )  # fmt: skip


@officer
@require_POST
def extend(request: HttpRequest, number: str) -> HttpResponse:
    """延期 (行政许可法 art. 42)."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    reason, days = posting.text(request, "why"), _number(posting.text(request, "days"))
    return _done(
        request, number, "extend", gettext("The term of %(number)s is extended. The applicant is told why."),
        lambda: approvals.extend(approval=number, reason=reason, days=days, by=by, at=at, once=once),
    )  # fmt: skip


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """期限一览: what a head of a body may lengthen, what a head of the government may, and one's own calendar."""
    by, today, after = actor_of(request), clock.today(), request.GET.get("after", "")
    leads, governs = by.has(Duty.LEAD), by.has(Duty.GOVERN)
    held = approvals.head_work(by, after=after, limit=AT_ONCE) if leads else None
    joint = approvals.joint_work(by) if governs else ()
    context = {
        **feeds.linked(request),
        "place": "clock",
        "once": posting.fresh(),
        "leads": leads,
        "governs": governs,
        "held": lines.of_approvals(held.lines, today, by) if held else (),
        "next": held.next if held else "",
        "first": after,
        "joint": [(one, clocks.tell(one.clock, catalogue.calendar(one.parts[0].division), today)) for one in joint],
    }
    return render(request, "workbench/clock/terms.html", context)


@duty(Duty.GOVERN)
def joint(request: HttpRequest, case: str) -> HttpResponse:
    """联合办理: how the parts of a case stand, and its joint term; never what was filed."""
    return _joint(request, case)


@duty(Duty.GOVERN)
@require_POST
def extend_joint(request: HttpRequest, case: str) -> HttpResponse:
    """联合办理延长, by the head of the government (行政许可法 art. 42(2))."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    reason, days = posting.text(request, "why"), _number(posting.text(request, "days"))
    try:
        approvals.extend_joint(case=case, reason=reason, days=days, by=by, at=at, once=once)
    except Refusal as refusal:
        if not posting.mendable(refusal):
            raise
        return _joint(request, case, refused=refusal)
    messages.success(request, gettext("The joint term of %(number)s is extended. The applicant is told why.") % {"number": case})
    return HttpResponseRedirect(reverse("workbench:clock-joint", args=[case]))


def _joint(request: HttpRequest, case: str, *, refused: Refusal | None = None) -> HttpResponse:
    shown = approvals.joint_case(case, actor_of(request))
    told = translate.refusal(refused) if refused else None
    context = {
        "place": "clock",
        "joint": shown,
        "time": clocks.tell(shown.clock, catalogue.calendar(shown.parts[0].division), clock.today()),
        "once": posting.fresh(),
        "told": told,
        "typed": {name: posting.text(request, name) for name in ("why", "days")} if refused else {},
    }
    return render(request, "workbench/clock/joint.html", context, status=told.status if told else 200)


def _done(request: HttpRequest, number: str, doing: str, said: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        if not posting.mendable(refusal):
            raise
        return page.shown(request, number, refused=refusal, doing=doing)
    messages.success(request, said % {"number": number})
    return HttpResponseRedirect(reverse("workbench:approval", args=[number]) + "#clock")


def _number(text: str) -> int | None:
    """None where nothing was typed; 0, which no term has, where it is no number: it never becomes the most that law allows."""
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) <= 3 else 0


def _day(text: str) -> date | None:
    """None where nothing was typed; a day that cannot be, where it is no day: it never becomes today."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return date.max

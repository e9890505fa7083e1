"""办理环节: passed up, handed over, visited, tested. Each post goes back to the approval."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui.guards import actor_of, officer
from zhengtong.channels.workbench import posting
from zhengtong.channels.workbench.pages import approvals as page
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors.flow import VisitIncomplete
from zhengtong.delivery.approvals.terms import View
from zhengtong.delivery.approvals.terms.flow import Looked
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal


@officer
@require_POST
def pass_up(request: HttpRequest, number: str) -> HttpResponse:
    """报送上级机关 (行政许可法 arts. 35, 43)."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    said, why = view(request), posting.text(request, "why")

    def act() -> None:
        approvals.pass_up(approval=number, view=said, reason=why, by=by, at=at, once=once)

    return done(request, number, "pass_up", gettext("%(number)s has gone up with your opinion and all papers."), act, away=True)


@officer
@require_POST
def transfer(request: HttpRequest, number: str) -> HttpResponse:
    """移送有权机关."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    to, why = posting.text(request, "to"), posting.text(request, "why")

    def act() -> None:
        approvals.transfer(approval=number, organisation=to, reason=why, by=by, at=at, once=once)

    return done(request, number, "transfer", gettext("%(number)s is with the other body now. The applicant is told."), act, away=True)


@officer
@require_POST
def visit(request: HttpRequest, number: str) -> HttpResponse:
    """现场核查 (行政许可法 art. 34)."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    on, officers, found = day(posting.text(request, "on")), names(request, "officers"), posting.text(request, "found")

    def act() -> None:
        if on is None:
            raise VisitIncomplete
        approvals.verify(approval=number, on=on, officers=officers, found=found, by=by, at=at, once=once)

    return done(request, number, "visit", gettext("The visit is recorded. The clock of %(number)s runs on."), act)


@officer
@require_POST
def appoint(request: HttpRequest, number: str) -> HttpResponse:
    """指派检验、检测、检疫人员 (行政许可法 art. 55)."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    asked, officers = posting.text(request, "kind"), names(request, "officers")
    kind = Looked(asked) if asked in set(Looked) else Looked.SITE
    evidence, why = posting.text(request, "evidence"), posting.text(request, "why")

    def act() -> None:
        approvals.appoint_testers(approval=number, kind=kind, officers=officers, evidence=evidence, reason=why, by=by, at=at, once=once)

    return done(request, number, "appoint", gettext("Appointed. The clock of %(number)s stands still until the result is there."), act)


@officer
@require_POST
def report(request: HttpRequest, number: str) -> HttpResponse:
    """检验结果."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    standard, found, evidence = (posting.text(request, name) for name in ("standard", "found", "evidence"))

    def act() -> None:
        approvals.report_test(approval=number, standard=standard, found=found, evidence=evidence, by=by, at=at, once=once)

    return done(request, number, "report", gettext("The result is recorded. The clock of %(number)s runs again."), act)


def done(request: HttpRequest, number: str, doing: str, said: str, act: Callable[[], object], *, away: bool = False) -> HttpResponse:
    """Back to the approval, or to one's work where it is in other hands now; what is refused is shown on the approval, as it was typed."""
    try:
        act()
    except Refusal as refusal:
        if not posting.mendable(refusal):
            raise
        return page.shown(request, number, refused=refusal, doing=doing)
    messages.success(request, said % {"number": number})
    return HttpResponseRedirect(reverse("workbench:work") if away else reverse("workbench:approval", args=[number]) + "#flow")


def view(request: HttpRequest) -> View:
    """What was chosen; SILENT, which nobody may say, where nothing was."""
    said = posting.text(request, "view")
    return View(said) if said in set(View) else View.SILENT


def day(text: str) -> date | None:
    """None for what is no day: it never becomes today."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def names(request: HttpRequest, name: str) -> list[str]:
    """People, one a line or between commas."""
    text = posting.text(request, name)
    for mark in "，、,;；\r":
        text = text.replace(mark, "\n")
    return [one.strip() for one in text.split("\n") if one.strip()]

"""事后核查: what the body approved on a commitment, and whoever asked for a person after an automatic approval."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, duty
from zhengtong.channels.workbench import posting, posts
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import AfterCheckState
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal

STATES = {
    AfterCheckState.DUE: ("wait", gettext_noop("to be checked")),
    AfterCheckState.KEPT: ("done", gettext_noop("as promised")),
    AfterCheckState.TO_CORRECT: ("act", gettext_noop("to be put right")),
    AfterCheckState.CORRECTED: ("done", gettext_noop("put right")),
    AfterCheckState.BROKEN: ("late", gettext_noop("not put right")),
}


@duty(Duty.REVIEW)
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """Due first on top."""
    return _shown(request)


@duty(Duty.REVIEW)
@require_POST
def record(request: HttpRequest, number: int) -> HttpResponse:
    """核查结论, by two officers (行政许可法 art. 34)."""
    outcome = posting.text(request, "outcome")
    if outcome not in set(AfterCheckState):
        return _shown(request)
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    officers, found = (posting.text(request, "first"), posting.text(request, "second")), posting.text(request, "found")
    try:
        approvals.record_check(
            check=number,
            outcome=AfterCheckState(outcome),
            found=found,
            officers=officers,
            correct_by=posts.day(request, "correct_by"),
            by=by,
            at=at,
            once=once,
        )
    except Refusal as refused:
        if not posting.mendable(refused):
            raise
        return _shown(request, refused=refused, doing=number)
    messages.success(request, gettext("Recorded; the holder is told."))
    return HttpResponseRedirect(reverse("workbench:checks"))


def _shown(request: HttpRequest, *, refused: Refusal | None = None, doing: int = 0) -> HttpResponse:
    by = actor_of(request)
    told = translate.refusal(refused) if refused else None
    page = approvals.checks(by, after=request.GET.get("after", ""))
    context = {
        "place": "checks",
        "today": clock.today(),
        "page": page,
        "first": request.GET.get("after", ""),
        "lines": [(one, *STATES[one.state]) for one in page.lines],
        "lately": [(one, *STATES[one.state]) for one in approvals.checked_lately(by)],
        "asked": approvals.asked(by),
        "me": str(by.who),
        "serving": approvals.checkers(by),
        "once": posting.fresh(),
        "told": told,
        "doing": doing,
        "typed": {name: posting.text(request, name) for name in ("first", "second", "found", "correct_by")},
    }
    return render(request, "workbench/checks/checks.html", context, status=told.status if told else 200)

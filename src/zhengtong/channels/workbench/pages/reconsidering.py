"""行政复议: what is asked of the government, accepted or not, and answered; for whoever heads it (行政复议法)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.ui import reconsiderations, translate
from zhengtong.channels.ui.guards import actor_of, duty
from zhengtong.channels.workbench import posting
from zhengtong.channels.workbench.pages import files
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms.reconsidering import ReconsiderationState, Result
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal

_FIELDS = ("result", "said", "article", "redo_days")


@duty(Duty.GOVERN)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Due first on top."""
    by = actor_of(request)
    context = {
        "place": "reconsiderations",
        "lines": [(one, reconsiderations.word(one)) for one in cases.to_reconsider(by)],
        "lately": [(one, reconsiderations.word(one)) for one in cases.reconsidered_lately(by)],
        "today": clock.today(),
    }
    return render(request, "workbench/reconsiderations/list.html", context)


@duty(Duty.GOVERN)
@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    return _shown(request, number, None)


@duty(Duty.GOVERN)
@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """受理 (行政复议法 art. 30)."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    return _done(request, number, lambda: cases.accept_reconsideration(number=number, by=by, at=at, once=once))


@duty(Duty.GOVERN)
@require_POST
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """不予受理, 维持, 撤销, 责令重新作出 …"""
    by, at, once, chosen = actor_of(request), clock.now(), posting.once(request), posting.text(request, "result")
    if chosen not in set(Result):
        return _shown(request, number, None)
    days = posting.text(request, "redo_days")
    return _done(
        request,
        number,
        lambda: cases.answer_reconsideration(
            number=number,
            result=Result(chosen),
            said=posting.text(request, "said"),
            article=posting.text(request, "article")[:300],
            redo_days=int(days) if days.isascii() and days.isdigit() and len(days) < 5 else None,
            by=by,
            at=at,
            once=once,
        ),
    )


@duty(Duty.GOVERN)
@require_safe
def file(request: HttpRequest, number: str, sha256: str) -> HttpResponseBase:
    return files.show(cases.reconsideration(number, actor_of(request)).papers, sha256)


def _done(request: HttpRequest, number: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refused:
        if not posting.mendable(refused):
            raise
        return _shown(request, number, refused)
    messages.success(request, gettext("Recorded; the applicant is told."))
    return HttpResponseRedirect(reverse("workbench:reconsideration", args=[number]))


def _shown(request: HttpRequest, number: str, refused: Refusal | None) -> HttpResponse:
    held = cases.reconsideration(number, actor_of(request))
    told = translate.refusal(refused) if refused else None
    first = held.state is ReconsiderationState.ASKED
    context = {
        "place": "reconsiderations",
        "one": held,
        "word": reconsiderations.word(held),
        "results": [] if first else [(each, said) for each, said in reconsiderations.RESULTS.items() if each is not Result.DECLINED],
        "late": held.last_on is not None and held.asked_at.astimezone(clock.CHINA).date() > held.last_on,
        "typed": {name: posting.text(request, name) for name in _FIELDS},
        "once": posting.fresh(),
        "told": told,
    }
    return render(request, "workbench/reconsiderations/one.html", context, status=told.status if told else 200)

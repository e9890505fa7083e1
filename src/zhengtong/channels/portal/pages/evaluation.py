"""好差评: one rating of a finished case."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from zhengtong.accountability.evaluation import api as evaluation
from zhengtong.channels.portal.pages.cases.following import may_rate
from zhengtong.channels.portal.templatetags.portal import RATINGS
from zhengtong.channels.ui import translate
from zhengtong.channels.ui.fields import Control, Option
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.cases import api as cases
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Refusal

_LONGEST = 2000


@member
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """评价: five levels, once."""
    actor = actor_of(request)
    case = cases.case(number, actor)
    back = HttpResponseRedirect(reverse("portal:case", args=[number]))
    if not may_rate(case):
        return back
    level, text, wrong, refused = request.POST.get("level", ""), request.POST.get("text", "").strip()[:_LONGEST], "", None
    if request.method == "POST":
        if level in {"1", "2", "3", "4", "5"}:
            once = request.POST.get("once", "")[:64]
            try:
                evaluation.rate(
                    case=number, level=int(level), tags=(), text=text, by=actor, at=clock.now(), once=Key(once) if once else None
                )
            except Refusal as raised:
                refused = raised
            else:
                return back
        else:
            wrong = gettext("Please choose one of the five.")
    elif evaluation.rating_of(number, actor) is not None:
        return back
    given = {
        "case": case,
        "controls": _controls(level, text, wrong),
        "told": translate.refusal(refused) if refused else None,
        "once": uuid4(),
    }
    return render(request, "portal/evaluation/rate.html", given, status=400 if wrong or refused else 200)


def _controls(level: str, text: str, wrong: str) -> list[Control]:
    options = tuple(Option(str(at), gettext(word).capitalize(), level == str(at)) for at, word in enumerate(RATINGS, start=1))
    errors = (wrong,) if wrong else ()
    return [
        Control("level", gettext("How was it?"), kind="choice", options=options, errors=errors),
        Control("text", gettext("What was good, what should be better?"), kind="long_text", value=text, required=False, most=_LONGEST),
    ]

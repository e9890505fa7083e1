"""好差评: one rating of a finished case."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from zhengtong.accountability.evaluation import api as evaluation
from zhengtong.accountability.evaluation.terms import Level, Tag
from zhengtong.channels.portal.pages.cases.following import may_rate
from zhengtong.channels.ui import translate
from zhengtong.channels.ui.fields import Control, Option
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.channels.ui.translate import language
from zhengtong.delivery.cases import api as cases
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Refusal

_LONGEST = 2000
_TAGS = {
    Tag.QUICK: gettext_noop("quick"),
    Tag.CLEAR: gettext_noop("clearly explained"),
    Tag.POLITE: gettext_noop("friendly"),
    Tag.NO_VISIT: gettext_noop("no visit needed"),
    Tag.SLOW: gettext_noop("slow"),
    Tag.UNCLEAR: gettext_noop("not clearly explained"),
    Tag.RUDE: gettext_noop("unfriendly"),
    Tag.SEVERAL_VISITS: gettext_noop("had to come several times"),
    Tag.MORE_MATERIALS: gettext_noop("asked for papers that the guide does not list"),
}


@member
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """评价: five levels, once."""
    actor = actor_of(request)
    case = cases.case(number, actor)
    back = HttpResponseRedirect(reverse("portal:case", args=[number]))
    if not may_rate(case):
        return back
    level, text = request.POST.get("level", ""), request.POST.get("text", "").strip()[:_LONGEST]
    tags, wrong, refused = tuple(one for one in request.POST.getlist("tags") if one in set(Tag)), "", None
    if request.method == "POST":
        if level in {str(one.value) for one in Level}:
            once = request.POST.get("once", "")[:64]
            try:
                evaluation.rate(
                    case=number, level=int(level), tags=tags, text=text, by=actor, at=clock.now(), once=Key(once) if once else None
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
        "controls": _controls(level, tags, text, wrong),
        "told": translate.refusal(refused) if refused else None,
        "once": uuid4(),
    }
    return render(request, "portal/evaluation/rate.html", given, status=400 if wrong or refused else 200)


def _controls(level: str, tags: tuple[str, ...], text: str, wrong: str) -> list[Control]:
    levels = tuple(Option(str(one.value), one.words.say(language()).capitalize(), level == str(one.value)) for one in Level)
    marks = tuple(Option(str(tag), gettext(word), tag in tags) for tag, word in _TAGS.items())
    return [
        Control("level", gettext("How was it?"), kind="choice", options=levels, errors=(wrong,) if wrong else (), heading=True),
        Control("tags", gettext("What applies?"), kind="checks", options=marks, required=False),
        Control("text", gettext("What was good, what should be better?"), kind="long_text", value=text, required=False, most=_LONGEST),
    ]

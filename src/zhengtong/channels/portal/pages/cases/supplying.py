"""补交: papers that were promised for later."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from zhengtong.channels.portal.pages.cases.mending import stored
from zhengtong.channels.portal.pages.forms.handing import limits
from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import RUNNING
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Refusal


@member
@require_http_methods(["GET", "HEAD", "POST"])
def supply(request: HttpRequest, number: str) -> HttpResponse:
    """One or all of them; what was not chosen stays promised."""
    actor = actor_of(request)
    found = cases.file(number, actor)
    waiting = [one for one in found.later if one.open]
    if found.case.state not in RUNNING or not waiting:
        return HttpResponseRedirect(reverse("portal:case", args=[number]))
    wrong: dict[str, str] = {}
    told = None
    if request.method == "POST":
        handed, wrong = stored(request, {one.material for one in waiting})
        once = request.POST.get("once", "")[:64]
        if not handed and not wrong:
            wrong = {waiting[0].material: gettext("Choose a file first.")}
        if not wrong:
            try:
                cases.supply(case=number, files=handed, by=actor, at=clock.now(), once=Key(once) if once else None)
                return HttpResponseRedirect(reverse("portal:case", args=[number]))
            except Refusal as refused:
                told = translate.refusal(refused)
    papers = [{"paper": one, "id": f"s-{place}", "error": wrong.get(one.material, "")} for place, one in enumerate(waiting)]
    given = {"case": found.case, "papers": papers, "told": told, "once": uuid4(), **limits()}
    return render(request, "portal/cases/supply.html", given, status=400 if wrong or told else 200)

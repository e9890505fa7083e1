"""模拟外部系统: where somebody decides in the place of a national system, in a demonstration."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.ui.guards import public
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import Opinion
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock


@public
@require_safe
def systems(request: HttpRequest) -> HttpResponse:
    """What lies in the simulated systems, and what a person may do there. Outside a demonstration there is no such page."""
    _demonstration()
    found = approvals.simulated_matters()
    down = approvals.simulated_outages()
    switches = tuple((code, code in down) for code in sorted({one.system for one in found} | down))
    return render(request, "ui/simulators/systems.html", {"matters": found, "switches": switches})


@public
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    _demonstration()
    opinion = Opinion.REFUSE if request.POST.get("opinion") == Opinion.REFUSE else Opinion.APPROVE
    number = request.POST.get("number", "")
    if any(one.number == number for one in approvals.simulated_matters()):
        approvals.answer_there(number=number, opinion=opinion, at=clock.now())
    return HttpResponseRedirect(reverse("ui:systems"))


@public
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    _demonstration()
    code = request.POST.get("system", "")
    if any(one.system == code for one in approvals.simulated_matters()):
        approvals.switch_there(system=code, off=request.POST.get("off") == "1", at=clock.now())
    return HttpResponseRedirect(reverse("ui:systems"))


def _demonstration() -> None:
    if not identity.demo_allowed():
        raise Http404

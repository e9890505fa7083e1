"""外部系统: what lies in national and provincial systems, asking again, and comparing both books."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, duty, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal


@duty(Duty.OPERATE)
def systems(request: HttpRequest) -> HttpResponse:
    """Each system with what it holds of ours, and since when it was not heard of."""
    return render(request, "workbench/systems/systems.html", {"place": "systems", "systems": approvals.outside_systems()})


@duty(Duty.OPERATE)
@require_POST
def reconcile(request: HttpRequest, code: str) -> HttpResponse:
    """对账."""
    try:
        found = approvals.reconcile(system=code, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, translate.refusal(refusal).message)
    else:
        mended = len(found.pushed_again) + len(found.numbers_taken) + len(found.answers_taken)
        said = gettext("%(checked)s files compared: %(mended)s mended, %(disputed)s contradict each other.")
        messages.success(request, said % {"checked": found.checked, "mended": mended, "disputed": len(found.disputed)})
    return HttpResponseRedirect(reverse("workbench:systems"))


@officer
@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """再问一次: for whoever holds the approval."""
    by = actor_of(request)
    approvals.approval(number, by)
    if approvals.external_file(number, by) is None:
        raise approvals.NotOutside
    try:
        approvals.ask(approval=number, by=by, at=clock.now())
    except Refusal as refusal:
        told = translate.refusal(refusal)
        messages.error(request, f"{told.message} {told.remedy}")
    else:
        messages.success(request, gettext("The outside system was asked; what it said stands below."))
    return HttpResponseRedirect(reverse("workbench:approval", args=[number]))

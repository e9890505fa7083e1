"""秒批: the head of an authority switches automatic approval on, item by item, after an impact assessment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, duty
from zhengtong.channels.workbench import posting
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import Assessment
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal

PARTS = {
    "purpose": gettext_noop("Purpose and way of processing: lawful and legitimate because"),
    "necessity": gettext_noop("Why it is necessary, and why no less would do"),
    "risks": gettext_noop("Effect on people's rights, and risks"),
    "measures": gettext_noop("Protective measures, and why they fit the risks"),
}


@duty(Duty.LEAD)
@require_safe
def automation(request: HttpRequest) -> HttpResponse:
    """Every item of the body that may be approved automatically, with its conditions, its switch and its assessments."""
    return _shown(request)


@duty(Duty.LEAD)
@require_POST
def switch_on(request: HttpRequest, item: str) -> HttpResponse:
    """开启秒批: with the assessment, for the version that was on the page (个人信息保护法 arts. 55, 56)."""
    assessment = Assessment(*(posting.text(request, part) for part in PARTS))
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    try:
        approvals.switch_on(item=item, pin=posting.text(request, "pin"), assessment=assessment, by=by, at=at, once=once)
    except Refusal as refused:
        if not posting.mendable(refused):
            raise
        return _shown(request, refused=refused, doing=item)
    said = gettext("Switched on. From now on it is approved at once where every condition is met; all else comes to a person.")
    messages.success(request, said)
    return HttpResponseRedirect(reverse("workbench:automation"))


@duty(Duty.LEAD)
@require_POST
def switch_off(request: HttpRequest, item: str) -> HttpResponse:
    """关闭秒批."""
    approvals.switch_off(item=item, by=actor_of(request), at=clock.now(), once=posting.once(request))
    messages.success(request, gettext("Switched off. Every application comes to a person again."))
    return HttpResponseRedirect(reverse("workbench:automation"))


def _shown(request: HttpRequest, *, refused: Refusal | None = None, doing: str = "") -> HttpResponse:
    told = translate.refusal(refused) if refused else None
    context = {
        "place": "automation",
        "lines": [(one, _parts(request, typed=one.guide.code == doing)) for one in approvals.switches(actor_of(request))],
        "once": posting.fresh(),
        "told": told,
        "doing": doing,
    }
    return render(request, "workbench/automation/automation.html", context, status=told.status if told else 200)


def _parts(request: HttpRequest, *, typed: bool) -> list[tuple[str, str, str]]:
    """Name, msgid and what was typed of each part of the assessment."""
    return [(name, label, posting.text(request, name) if typed else "") for name, label in PARTS.items()]

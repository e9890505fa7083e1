"""说明: a person answers the applicant of an automatic approval."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui.guards import actor_of, officer
from zhengtong.channels.workbench import posting
from zhengtong.delivery.approvals import api as approvals
from zhengtong.kernel import clock


@officer
@require_POST
def explain(request: HttpRequest, number: str) -> HttpResponse:
    """What was granted stays; who asked gets a person's answer (个人信息保护法 art. 24)."""
    text = posting.text(request, "explanation")
    approvals.explain(approval=number, text=text, by=actor_of(request), at=clock.now(), once=posting.once(request))
    messages.success(request, gettext("The explanation is with the applicant."))
    return HttpResponseRedirect(reverse("workbench:approval", args=[number]))

"""请人办理: the applicant refuses a decision that only a machine makes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import api as cases
from zhengtong.kernel import clock


@member
@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Before: nothing is decided automatically any more. Afterwards: a person explains it (个人信息保护法 art. 24)."""
    by = actor_of(request)
    held = cases.case(number, by)
    wanted = request.POST.get("approval", "")
    chosen = next((one.number for one in held.approvals if one.number == wanted), "")
    asked = approvals.ask_for_a_person(approval=chosen, by=by, at=clock.now())
    said = gettext("A person will explain it here.") if asked.automatic else gettext("A person decides this part.")
    messages.success(request, said)
    return HttpResponseRedirect(reverse("portal:case", args=[number]))

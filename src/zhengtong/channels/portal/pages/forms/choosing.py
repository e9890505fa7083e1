"""告知承诺与容缺: what runs on the applicant's word, and what follows later, chosen before handing in."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.cases import api as cases
from zhengtong.kernel import clock


@member
@require_POST
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """Every box of the form, ticked or not: the whole choice anew."""
    sent = request.POST
    cases.choose(draft=number, commit=sent.getlist("commit"), later=sent.getlist("later"), by=actor_of(request), at=clock.now())
    return HttpResponseRedirect(f"{reverse('portal:review', args=[number])}#choices")

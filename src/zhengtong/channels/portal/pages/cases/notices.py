"""文书: one written notice of a case, to read and to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.cases import api as cases


@member
@require_safe
def notice(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """``kind``: its name within the case: acceptance, supplementation, decision-02."""
    found = next((one for one in cases.notices(number, actor_of(request)) if one.name == kind), None)
    if found is None:
        raise Http404
    return render(request, "portal/cases/notice.html", {"notice": found})

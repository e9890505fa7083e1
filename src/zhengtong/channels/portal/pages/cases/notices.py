"""文书: one written notice of a case, to read and to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.cases import api as cases


@member
@require_safe
def notice(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """``kind``: its name within the case: acceptance, supplementation, decision-02."""
    return render(request, "portal/cases/notice.html", {"notice": cases.written(number, kind, actor_of(request))})

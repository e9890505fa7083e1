"""被拒的进入: who asked for what is not theirs to enter. For those who operate."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhengtong.channels.ui.guards import actor_of, duty
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty

SHOWN = 50


@duty(Duty.OPERATE)
@require_safe
def refusals(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    after = request.GET.get("after", "")
    found = identity.refused_entries(actor_of(request), after=after, limit=SHOWN)
    context = {"place": "refusals", "entries": found.lines, "next": found.next, "first": after}
    return render(request, "workbench/entries/refusals.html", context)

"""取号机: a number for a window, drawn in the hall; and which numbers are called now. Nobody says who they are."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, public
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationKind, OrganisationView
from zhengtong.foundation.identity.terms.counter import TicketView
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Kind, Refusal


@dataclass(frozen=True, slots=True)
class Hall:
    """A window, and the numbers it calls."""

    window: OrganisationView
    called: tuple[TicketView, ...]


@public
@require_http_methods(["GET", "HEAD", "POST"])
def machine(request: HttpRequest) -> HttpResponse:
    """取号, and the board beside the machine. The number drawn stands in the address, so that a reload draws no second one."""
    told, today = None, clock.today()
    if request.method == "POST":
        window = request.POST.get("window", "")[:40]
        try:
            drawn = identity.draw_ticket(organisation=window, by=actor_of(request), at=clock.now())
            return HttpResponseRedirect(f"{reverse('portal:take-a-number')}?window={window}&number={drawn.key}")
        except Refusal as refused:
            if refused.kind is Kind.FORBIDDEN:
                raise
            told = translate.refusal(refused)
    asked, key = request.GET.get("window", "")[:40], request.GET.get("number", "")
    mine = identity.ticket(asked, int(key), today) if key.isdecimal() and len(key) < 6 else None
    windows = [one for one in identity.organisations(catalogue.city().division) if one.kind is OrganisationKind.WINDOW]
    halls = [Hall(one, identity.called_at(one.code, today)) for one in windows]
    status = told.status if told else 200
    return render(request, "portal/tickets/machine.html", {"halls": halls, "mine": mine, "told": told, "today": today}, status=status)

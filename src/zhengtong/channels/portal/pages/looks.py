"""谁查过我: every look of an officer at one's own record, with its purpose (个人信息保护法 arts. 44, 45)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.foundation.identity import api as identity


@member
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Latest first. Only for oneself: nobody who acts for another reads this."""
    actor, after = actor_of(request), request.GET.get("after", "")
    page = identity.looks_at(actor, after=after)
    own = actor.basis is None
    return render(request, "portal/looks/mine.html", {"looks": page.lines, "next": page.next, "first": after, "own": own})

"""日历订阅: the file that a calendar program reads by its private address, and how that address is made and ended on a page."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from zhengtong.channels.ui.guards import actor_of, public
from zhengtong.delivery.approvals import api as approvals
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key

_LONGEST = 64


@public
@require_safe
def due_dates(request: HttpRequest, secret: str) -> HttpResponse:  # noqa: ARG001 - whoever has the address needs no session
    """到期日历: number, title and date of what is due; nothing where the address was ended or its maker may see nothing any more."""
    found = approvals.due_calendar(secret) if len(secret) <= _LONGEST else None
    if found is None:
        raise Http404
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    return HttpResponse(found, content_type="text/calendar; charset=utf-8", headers=headers)


def linked(request: HttpRequest) -> dict[str, object]:
    """What a page shows of the reader's own address; what it was asked to do with it is done first."""
    by, at, key = actor_of(request), clock.now(), request.POST.get("once", "")[:_LONGEST]
    shown, asked = "", request.POST.get("link", "")
    once = Key(f"{key}:{asked}") if key else None
    if asked == "end":
        approvals.end_link(by=by, at=at, once=once)
        messages.success(request, gettext("The address of your calendar no longer works."))
    elif asked == "make":
        made = approvals.make_link(by=by, at=at, once=once)
        shown = address(made.secret)
    return {"link": approvals.link_of(by), "address": shown}


def address(secret: str) -> str:
    """Where a calendar program reads it; empty without its secret, which is told only once."""
    return settings.ZT_PUBLIC_URL.rstrip("/") + reverse("ui:due-dates", args=[secret]) if secret else ""

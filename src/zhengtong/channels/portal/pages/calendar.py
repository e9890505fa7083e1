"""到期日历: my running matters in my own calendar program, by a private address that I can end."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhengtong.channels.ui import feeds
from zhengtong.channels.ui.guards import member


@member
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """For whom I act now: myself, or a firm, each with an address of its own."""
    return render(request, "portal/space/calendar.html", {**feeds.linked(request), "once": secrets.token_urlsafe(16)})

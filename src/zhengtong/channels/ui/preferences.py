"""The reader's own settings: larger type, and for whom they act. Language is Django's own view."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhengtong.channels.ui.context import ELDER_COOKIE
from zhengtong.channels.ui.guards import act_for, actor_of, member, public
from zhengtong.foundation.identity import api as identity

_A_YEAR = 365 * 24 * 3600


def way_back(request: HttpRequest, otherwise: str = "/") -> str:
    """Where the person came from, if it is one of our own pages."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return asked
    return otherwise


@public
@require_POST
def elder(request: HttpRequest) -> HttpResponse:
    """长辈模式: larger type and targets, kept in a cookie."""
    response = HttpResponseRedirect(way_back(request))
    if request.POST.get("elder") == "1":
        response.set_cookie(ELDER_COOKIE, "1", max_age=_A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)
    else:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    return response


@member
@require_POST
def acting_for(request: HttpRequest) -> HttpResponse:
    """Act for oneself, or for somebody on a ground that identity grants. It decides again at every request."""
    chosen = request.POST.get("subject", "")
    found = next((one for one in identity.subjects_of(actor_of(request)) if one.token == chosen), None)
    act_for(request, found.token if found and not found.me else "")
    return HttpResponseRedirect(way_back(request, "/my/"))

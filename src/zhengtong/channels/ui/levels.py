"""认证等级: how sure we are, in words; and where somebody goes who must first be surer, with a way back and nothing lost."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_noop

from zhengtong.channels.ui import unsent
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Level

IDENTITY, STEP_UP = "/my/identity/", "/my/step-up/"
WORDS = {
    Level.BASIC: gettext_noop("An account only: nobody has confirmed who you are"),
    Level.VERIFIED: gettext_noop("Real name confirmed"),
    Level.STRONG: gettext_noop("Real name, and a second factor in this session"),
}
ASKS = {
    Level.BASIC: gettext_noop("To hand it in, an account is enough."),
    Level.VERIFIED: gettext_noop("To hand it in, your real name must be confirmed; that is done once."),
    Level.STRONG: gettext_noop("To hand it in, your real name must be confirmed, and you give a second factor: a passkey or a code."),
}
TONES = {Level.BASIC: "wait", Level.VERIFIED: "done", Level.STRONG: "done"}


def way_on(have: int, back: str) -> str:
    """The page where what is missing first is made up for."""
    place = IDENTITY if have < Level.VERIFIED else STEP_UP
    return f"{place}?{urlencode({'next': back})}"


def sent_on(request: HttpRequest, refused: identity.LevelNeeded) -> HttpResponse:
    """To that page; what was typed is kept and filled in again afterwards, on the page that held the form."""
    back = request.get_full_path()
    if request.method == "POST":
        back = _held_by(request) or back
        unsent.keep(request, back)
    onward = way_on(Level[str(refused.params["have"]).upper()], back)
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": onward})
    return HttpResponseRedirect(onward)


def _held_by(request: HttpRequest) -> str:
    """The page of ours that held the form."""
    held = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(held, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return ""
    return urlunsplit(("", "", *urlsplit(held)[2:4], ""))

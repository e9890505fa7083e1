"""What every answer carries, and what a refusal or an accident looks like."""

import logging
import secrets
import traceback
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string

from zhengtong.channels.ui import levels, translate
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.refusals import Refusal

type_next = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("zhengtong.incident")

CONTENT_SECURITY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_PERMISSIONS = "accelerometer=(), browsing-topics=(), camera=(self), geolocation=(self), gyroscope=(), microphone=(), payment=(), usb=()"
_SLACK = 1024 * 1024  # the rest of a form beside its files
_NUL = "\x00"
_MOST_DRAINED = 256 * 1024 * 1024


class SecurityHeaders:
    """A strict policy on every answer, and an early no to a request that is larger than any form of ours."""

    def __init__(self, get_response: type_next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._too_large(request) or self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _too_large(self, request: HttpRequest) -> HttpResponse | None:
        """Refused before it is parsed; read away, so that the browser hears the answer instead of a broken line."""
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length <= settings.ZT_UPLOAD_LIMIT + _SLACK:
            return None
        left = min(length, _MOST_DRAINED)
        while left > 0 and (piece := request.read(min(left, 1024 * 1024))):
            left -= len(piece)
        limit = settings.ZT_UPLOAD_LIMIT // (1024 * 1024)
        if request.path.startswith("/api/"):
            detail = f"文件不能大于 {limit} MB。A file may not be larger than {limit} MB."
            return problem(
                413, "files.too_large", "Too large", detail=detail, remedy="请压缩后重新上传。Make it smaller and send it again."
            )
        return HttpResponse(render_to_string("ui/too_large.html", {"limit": limit, "path": request.path}), status=413)


class Refusals:
    """A refusal raised by a view becomes a page that says what, why and what to do; an accident becomes an incident number and a way on."""

    def __init__(self, get_response: type_next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 405 and isinstance(response, HttpResponse) and not response.content:
            response.content = render_to_string("400.html").encode()
        return response

    def process_view(self, request: HttpRequest, _view: object, args: tuple[object, ...], named: dict[str, object]) -> HttpResponse | None:
        """A NUL is in no number (404) and in no field (dropped): a database falls over it."""
        if any(_NUL in str(one) for one in (*args, *named.values())):
            if not request.path.startswith("/api/"):
                raise Http404
            told = {"detail": "没有这个编号。There is no such number.", "remedy": "请核对编号。Check the number."}
            return problem(404, "not-found", "Not found", **told)
        if not request.path.startswith("/api/"):
            request.GET, request.POST = _without_nul(request.GET), _without_nul(request.POST)  # type: ignore[assignment]
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return refused(request, exception)
        if isinstance(exception, (Http404, PermissionDenied, SuspiciousOperation)):
            return None
        return accident(request, exception)


def _without_nul(given: QueryDict) -> QueryDict:
    if not any(_NUL in text for key, texts in given.lists() for text in (key, *texts)):
        return given
    clean = QueryDict(mutable=True)
    for key, texts in given.lists():
        clean.setlist(key.replace(_NUL, ""), [text.replace(_NUL, "") for text in texts])
    return clean


def problem(status: int, code: str, title: str, **more: str) -> JsonResponse:
    """What a program is told (RFC 9457)."""
    body = {"type": f"urn:zhengtong:refusal:{code}", "title": title, "status": status, "code": code, **more}
    return JsonResponse(body, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False})


def refused(request: HttpRequest, raised: Refusal) -> HttpResponse:
    told = translate.refusal(raised)
    if isinstance(raised, identity.LevelNeeded) and not request.path.startswith("/api/"):
        return levels.sent_on(request, raised)
    if request.path.startswith("/api/"):
        return problem(told.status, told.code, told.title, detail=told.message, remedy=told.remedy)
    if getattr(request, "htmx", False):
        return render(request, "ui/refusal_part.html", {"told": told}, status=told.status)
    return render(request, "ui/refusal.html", {"told": told}, status=told.status)


def accident(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Logged with its place in the code but without its message, which may hold what somebody typed."""
    incident = f"{secrets.randbelow(10**4):04d}-{secrets.randbelow(10**4):04d}"
    where = "".join(traceback.format_tb(exception.__traceback__))
    route = request.resolver_match.route if request.resolver_match else "?"
    log.error("incident %s: %s at %s %s\n%s", incident, type(exception).__qualname__, request.method, route, where)
    if request.path.startswith("/api/"):
        remedy = "请稍后再试；还不行，请报这个编号。Try again later; if it stays so, tell us this number."
        return problem(500, "incident", "Incident", incident=incident, detail=f"事故编号 incident {incident}", remedy=remedy)
    html = render_to_string("ui/incident_part.html" if getattr(request, "htmx", False) else "500.html", {"incident": incident})
    return HttpResponse(html, status=500)

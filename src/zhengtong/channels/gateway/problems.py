"""Problem details (RFC 9457): what stopped a request, with the same code and the same words as on the pages."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from zhengtong.channels.gateway import wording
from zhengtong.channels.gateway.errors import (
    BadRequest,
    BodyTooLarge,
    NoSuchOperation,
    NotDescribed,
    SignInFirst,
    TooManyAttempts,
    TooManyRequests,
    WrongMediaType,
    WrongMethod,
    WrongSignIn,
)
from zhengtong.channels.ui import translate
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.refusals import Refusal

MEDIA_TYPE = "application/problem+json"
_STATUS: Mapping[type[Refusal], int] = {
    SignInFirst: 401,
    WrongSignIn: 401,
    TooManyAttempts: 429,
    TooManyRequests: 429,
    WrongMethod: 405,
    WrongMediaType: 415,
    NotDescribed: 422,
}
_HEADERS: Mapping[type[Refusal], Mapping[str, str]] = {
    SignInFirst: {"WWW-Authenticate": "Bearer"},
    WrongSignIn: {"WWW-Authenticate": "Bearer"},
    TooManyAttempts: {"Retry-After": "300"},
}


def document(raised: Refusal) -> dict[str, object]:
    """A refusal as a problem document."""
    told = translate.refusal(raised)
    body: dict[str, object] = {
        "type": f"urn:zhengtong:refusal:{told.code}",
        "title": told.title,
        "status": _STATUS.get(type(raised), told.status),
        "detail": told.message,
        "code": told.code,
        "remedy": told.remedy,
    }
    if told.problems:
        body["errors"] = [{"field": line.at, "message": line.text} for line in told.problems]
    if isinstance(raised, identity.LevelNeeded):
        body |= raised.params  # needed, have: basic, verified, strong
    return body


def answer(raised: Refusal) -> HttpResponse:
    """The same as an answer, with its status."""
    body = document(raised)
    status = _STATUS.get(type(raised), translate.STATUS[raised.kind])
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    for name, value in _HEADERS.get(type(raised), {}).items():
        response[name] = value
    if isinstance(raised, TooManyRequests):
        response["Retry-After"] = str(raised.params["seconds"])
    if status == 503:
        response["Retry-After"] = "5"
    return response


def register(interface: NinjaAPI) -> None:
    """Let an interface answer with problems whatever goes wrong; accidents stay with the middleware, which gives them a number."""
    for kind, told in _TOLD.items():
        interface.add_exception_handler(kind, partial(_answered, told))


def _answered(told: Callable[[Any], Refusal], request: HttpRequest, raised: Exception) -> HttpResponse:  # noqa: ARG001
    return answer(told(raised))


def _invalid(raised: ValidationError) -> Refusal:
    """Where the request differs from the description."""
    return NotDescribed(problems=[wording.problem(error) for error in raised.errors])


def _unreadable(raised: HttpError) -> Refusal:
    """What broke while the body was read; a refusal of ours is told as itself."""
    cause = raised.__cause__ or raised.__context__
    return cause if isinstance(cause, Refusal) else BadRequest()


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:  # noqa: ARG001
    """The same answer with a problem as its body."""
    told = answer(WrongMethod())
    told["Allow"] = response["Allow"]
    return told


_TOLD: Mapping[type[Exception], Callable[[Any], Refusal]] = {
    Refusal: lambda raised: cast(Refusal, raised),
    ValidationError: _invalid,
    AuthenticationError: lambda _: SignInFirst(),
    HttpError: _unreadable,
    Http404: lambda _: NoSuchOperation(),
    PermissionDenied: lambda _: identity.NotPermitted(),
    RequestDataTooBig: lambda _: BodyTooLarge(),
    TooManyFieldsSent: lambda _: BodyTooLarge(),
    TooManyFilesSent: lambda _: BodyTooLarge(),
    SuspiciousOperation: lambda _: BadRequest(),
}

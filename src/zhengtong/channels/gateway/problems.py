"""Problem details (RFC 9457): what stopped a request, with the same code and the same words as on the pages."""
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from zhengtong.channels.gateway.errors import (
    BadRequest,
    BodyTooLarge,
    NoSuchOperation,
    SignInFirst,
    TooManyAttempts,
    WrongMethod,
    WrongSignIn,
)
from zhengtong.channels.ui import translate
from zhengtong.kernel.refusals import Problem, Refusal

MEDIA_TYPE = "application/problem+json"
_STATUS: Mapping[type[Refusal], int] = {SignInFirst: 401, WrongSignIn: 401, TooManyAttempts: 429, WrongMethod: 405}
_HEADERS: Mapping[type[Refusal], Mapping[str, str]] = {
    SignInFirst: {"WWW-Authenticate": "Bearer"},
    WrongSignIn: {"WWW-Authenticate": "Bearer"},
    TooManyAttempts: {"Retry-After": "300"},
}


def answer(raised: Refusal) -> HttpResponse:
    """A refusal as a problem document."""
    told = translate.refusal(raised)
    status = _STATUS.get(type(raised), told.status)
    body: dict[str, object] = {
        "type": f"urn:zhengtong:refusal:{told.code}",
        "title": told.title,
        "status": status,
        "detail": told.message,
        "code": told.code,
        "remedy": told.remedy,
    }
    if told.problems:
        body["problems"] = [{"at": line.at, "message": line.text} for line in told.problems]
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    for name, value in _HEADERS.get(type(raised), {}).items():
        response[name] = value
    if status == 503:
        response["Retry-After"] = "5"
    return response


def register(interface: NinjaAPI) -> None:
    """Let an interface answer with problems whatever goes wrong; accidents stay with the middleware, which gives them a number."""
    for kind, told in _TOLD.items():
        interface.add_exception_handler(kind, partial(_answered, told))


def _answered(told: Callable[[Exception], Refusal], request: HttpRequest, raised: Exception) -> HttpResponse:  # noqa: ARG001
    return answer(told(raised))


def _invalid(raised: Exception) -> Refusal:
    """Where the request differs from the description; the reasons are the validator's own words."""
    errors = cast(ValidationError, raised).errors
    problems = [Problem(".".join(str(part) for part in error["loc"]), str(error["msg"])) for error in errors]
    return BadRequest(problems=problems)


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:  # noqa: ARG001
    """The same answer with a problem as its body."""
    told = answer(WrongMethod())
    told["Allow"] = response["Allow"]
    return told


_TOLD: Mapping[type[Exception], Callable[[Exception], Refusal]] = {
    Refusal: lambda raised: cast(Refusal, raised),
    ValidationError: _invalid,
    AuthenticationError: lambda _: SignInFirst(),
    HttpError: lambda _: BadRequest(),
    Http404: lambda _: NoSuchOperation(),
    RequestDataTooBig: lambda _: BodyTooLarge(),
    SuspiciousOperation: lambda _: BadRequest(),
}

"""Addresses under /api/v1/, each with the guards of its operations; anything else there is answered as a problem too."""
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.http import require_safe

from zhengtong.channels.gateway import problems
from zhengtong.channels.gateway.errors import NoSuchOperation
from zhengtong.channels.gateway.interface import ROUTERS, interface

View = Callable[..., Any]


def _told(view: View, guard: str) -> View:
    """The view with its guard named and a wrong method answered as a problem."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        return problems.wrong_method(request, response) if response.status_code == 405 else response

    inner.guard = guard  # type: ignore[attr-defined]
    inner.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie says who calls
    return inner


def described(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """The description of the interface (OpenAPI 3.1)."""
    return JsonResponse(_description(), json_dumps_params={"ensure_ascii": False})


@cache
def _description() -> dict[str, Any]:
    return dict(interface.get_openapi_schema(path_prefix="/api/v1/"))


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001
    return problems.answer(NoSuchOperation())


def guard_of(operation: View) -> str:
    """Raises AttributeError for an operation that names none: then the interface does not start."""
    return str(operation.guard)  # type: ignore[attr-defined]


def _guards() -> dict[str, str]:
    """Path in the interface → the guards of its operations."""
    found: dict[str, str] = {}
    for router in ROUTERS.values():
        for where, view in router.path_operations.items():
            found[where.strip("/")] = " ".join(dict.fromkeys(guard_of(operation.view_func) for operation in view.operations))
    return found


def _patterns() -> list[URLPattern | URLResolver]:
    guards = _guards()
    patterns: list[URLPattern | URLResolver] = []
    for one in interface.urls[0]:
        route = str(one.pattern)
        if isinstance(one, URLPattern) and route:
            patterns.append(path(route, _told(one.callback, guards[_written(route)]), name=one.name or ""))
    return patterns


def _written(route: str) -> str:
    """``cases/<number>`` as the interface writes it: ``cases/{number}``."""
    return route.replace("<", "{").replace(">", "}").strip("/")


app_name = "gateway"
urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", _told(require_safe(described), "public")),
    *_patterns(),
    re_path(r"^(?P<rest>.*)$", _told(nothing_here, "public")),
]

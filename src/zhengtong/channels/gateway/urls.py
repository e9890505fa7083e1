"""Addresses under /api/v1/, each with the guards of its operations; anything else there is answered as a problem too."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.http import require_safe
from ninja.operation import Operation, PathView

from zhengtong.channels.gateway import bodies, description, problems, rates
from zhengtong.channels.gateway.errors import NoSuchOperation
from zhengtong.channels.gateway.interface import ROUTERS, interface
from zhengtong.channels.gateway.rates import Sort
from zhengtong.kernel.refusals import Refusal

View = Callable[..., Any]
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SORTS = {"find": Sort.FIND, "suggest": Sort.FIND, "session": Sort.SIGN_IN}


def _entered(view: View, guard: str, route: str, known: dict[str, frozenset[str]]) -> View:
    """The view with its guard named. Before it: counted, and no query that nobody reads. After it: nothing is kept on the way."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        request.zt_sort = _SORTS.get(route) or (Sort.READ if request.method in _SAFE else Sort.WRITE)  # type: ignore[attr-defined]
        try:
            rates.count_address(request, request.zt_sort)  # type: ignore[attr-defined]
            if request.method in known:
                bodies.check_names(request.GET, known[request.method])
        except Refusal as refused:
            return problems.answer(refused)
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        if response.status_code == 204:
            del response.headers["Content-Type"]
        return problems.wrong_method(request, response) if response.status_code == 405 else response

    inner.guard = guard  # type: ignore[attr-defined]
    inner.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie says who calls
    return inner


def described(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The description of the interface (OpenAPI 3.1)."""
    return HttpResponse(description.written(), content_type="application/json", headers={"Cache-Control": "no-cache"})


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001
    return problems.answer(NoSuchOperation())


def guard_of(operation: View) -> str:
    """Raises AttributeError for an operation that names none: then the interface does not start."""
    return str(operation.guard)  # type: ignore[attr-defined]


def _views() -> Iterator[tuple[str, PathView]]:
    for router in ROUTERS:
        for where, view in router.path_operations.items():
            yield where.strip("/"), view


def _guards(view: PathView) -> str:
    return " ".join(dict.fromkeys(guard_of(operation.view_func) for operation in view.operations))


def _queries(view: PathView) -> dict[str, frozenset[str]]:
    """Method → the names of its query parameters."""
    return {method: _names(operation) for operation in view.operations for method in operation.methods}


def _names(operation: Operation) -> frozenset[str]:
    models = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    return frozenset(name for model in models for name in model.__ninja_flatten_map__)


def _patterns() -> list[URLPattern | URLResolver]:
    views = dict(_views())
    patterns: list[URLPattern | URLResolver] = []
    for one in interface.urls[0]:
        route = str(one.pattern)
        if isinstance(one, URLPattern) and route:
            view = views[_written(route)]
            entered = _entered(one.callback, _guards(view), route.strip("/"), _queries(view))
            patterns.append(path(route, entered, name=one.name or ""))
    return patterns


def _written(route: str) -> str:
    """``cases/<number>`` as the interface writes it: ``cases/{number}``."""
    return route.replace("<", "{").replace(">", "}").strip("/")


app_name = "gateway"
urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", _entered(require_safe(described), "public", "openapi.json", {})),
    *_patterns(),
    re_path(r"^(?P<rest>.*)$", _entered(nothing_here, "public", "", {})),
]

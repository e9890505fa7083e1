"""The table is complete: each address and operation stands in it once, with the guard it wears; nothing stands in it that is gone."""

import json
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.attacks.matrix.table import ANSWERS, OPERATIONS, PAGES, ROLES
from zhengtong.channels.gateway import description
from zhengtong.channels.gateway.interface import ROUTERS

NO_PAGES = "api/v1/"


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, str]]:
    for one in patterns:
        where = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, where)
        else:
            yield where, getattr(one.callback, "guard", "")


ROUTES = dict(routes(get_resolver().url_patterns))


def operations() -> dict[str, str]:
    found = {}
    for router in ROUTERS:
        for where, view in router.path_operations.items():
            for operation in view.operations:
                found |= {f"{method} {where.strip('/')}": operation.view_func.guard for method in operation.methods}  # type: ignore[attr-defined]
    return found


def test_every_address_stands_in_the_table_and_no_other() -> None:
    pages = {where for where in ROUTES if not where.startswith(NO_PAGES)}
    assert pages - set(PAGES) == set(), "add a line to matrix.yaml for each"
    assert set(PAGES) - pages == set(), "these addresses are gone"


def test_every_operation_stands_in_the_table_and_no_other() -> None:
    written = json.loads(description.written())["paths"]
    described = {
        f"{method.upper()} {path.removeprefix('/' + NO_PAGES)}"
        for path, methods in written.items()
        for method in methods
        if method in {"get", "put", "post", "delete", "patch", "head", "options", "trace"}
    }
    assert described == set(operations()), "what is described is what there is"
    assert described - set(OPERATIONS) == set(), "add a line to matrix.yaml for each"
    assert set(OPERATIONS) - described == set(), "these operations are gone"


def test_what_lies_under_the_interface_beside_its_operations() -> None:
    described = {line.where for line in OPERATIONS.values()}
    beside = {where.removeprefix(NO_PAGES).replace("<", "{").replace(">", "}") for where in ROUTES if where.startswith(NO_PAGES)}
    assert beside - described == {"openapi.json", "^(?P{rest}.*)$"}


def test_each_line_names_the_guard_that_stands_there() -> None:
    wrong = {where: (line.guard, ROUTES[where]) for where, line in PAGES.items() if ROUTES.get(where) != line.guard}
    assert wrong == {}
    worn = operations()
    assert {name: (line.guard, worn[name]) for name, line in OPERATIONS.items() if worn.get(name) != line.guard} == {}


def test_exceptions_name_roles_methods_and_answers_that_exist() -> None:
    for line in (*PAGES.values(), *OPERATIONS.values()):
        for case, answer in line.more.items():
            if case == "only":
                assert set(answer) <= set(ROLES), line.where
                continue
            assert set(case.split()) <= {*ROLES, *line.methods}, (line.where, case)
            assert answer in ANSWERS, (line.where, answer)

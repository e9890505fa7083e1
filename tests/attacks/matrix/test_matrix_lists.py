"""Lists, and what is shown inside something else, never hold a row that the single read refuses: whatever a role is answered anywhere
is searched for the numbers and the words of everything in the town. And a list that is a role's own holds what they may read."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.attacks.matrix.answers import shown
from tests.attacks.matrix.conftest import undone
from tests.attacks.matrix.reading import readable
from tests.attacks.matrix.table import OPEN, OPERATIONS, PAGES, ROLES, Line, filled
from tests.attacks.matrix.test_matrix_answers import Program
from tests.attacks.matrix.world import Thing, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_tried_before() -> None:
    cache.clear()


SHORT = {"job", "leave", "right", "officer", "office", "factors"}  # numbers of a digit or two, which stand everywhere
MAY_NAME = {"/desk/jobs/": "case licence draft"}  # operators see of what work is owed, by number and nothing else


def answers(world: World, role: str) -> Iterator[tuple[str, str]]:
    """Address and text of everything this role can read."""
    client, caller = world.roles[role].browser(), Program(world.roles[role])
    for prefix, lines in (("/", PAGES), ("/api/v1/", OPERATIONS)):
        for name, line in lines.items():
            for path in paths(world, line, role):
                with undone():
                    got = client.get(path_of(prefix, path)) if prefix == "/" else caller.call(name, "GET", path_of(prefix, path))
                    if got.status_code == 200:
                        yield path_of(prefix, path), shown(got)


def path_of(prefix: str, path: str) -> str:
    return prefix + path


def paths(world: World, line: Line, role: str) -> Iterator[str]:
    if "GET" in line.methods:
        for thing in line.things():
            if line.answer(role, "GET", thing) in (OPEN, "any"):
                yield filled(line.where, world.things[thing].values if thing else {})


def stands(thing: Thing, text: str) -> bool:
    """The number itself, not the beginning of another; or a word of it."""
    return bool(re.search(rf"(?<![\w-]){re.escape(thing.number)}(?![\w-])", text)) or any(mark in text for mark in thing.marks)


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_shown_anywhere_that_is_not_read_by_itself(role: str, world: World) -> None:
    known = readable(world, world.roles[role].actor())
    hidden = {name: thing for name, thing in world.things.items() if name not in known and thing.kind not in SHORT}
    leaks = [
        f"{path}: {name} ({thing.kind})"
        for path, text in answers(world, role)
        for name, thing in hidden.items()
        if thing.number not in path and thing.kind not in MAY_NAME.get(path, "").split() and stands(thing, text)
    ]
    assert not leaks, "\n" + "\n".join(leaks)


OWN = {
    "/my/": ("case",),
    "/my/drafts/": ("draft",),
    "/my/licences/": ("licence",),
    "/api/v1/cases": ("case",),
    "/api/v1/drafts": ("draft",),
    "/api/v1/licences": ("licence",),
    "/desk/cases/": (),
}


@pytest.mark.parametrize("role", ["strong", "verified", "representative", "handler", "agent", "elder", "helper", "guardian"])
def test_a_list_of_ones_own_holds_all_that_is_read_by_itself(role: str, world: World) -> None:
    known = readable(world, world.roles[role].actor(), alone=True)
    told = dict(answers(world, role))
    missing = [
        f"{path}: {name}"
        for path, kinds in OWN.items()
        for name in sorted(known)
        if world.things[name].kind in kinds and not stands(world.things[name], told.get(path, ""))
    ]
    assert not missing, "\n" + "\n".join(missing)

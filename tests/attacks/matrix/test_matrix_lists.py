"""A list that is a role's own holds all that they read by its number. (That it holds nothing else is tried with every answer.)"""

import pytest
from django.core.cache import cache

from tests.attacks.matrix.answers import shown
from tests.attacks.matrix.reading import readable
from tests.attacks.matrix.test_matrix_answers import Program, stands
from tests.attacks.matrix.world import World

pytestmark = pytest.mark.django_db
OWN = {"/my/": "case", "/my/drafts/": "draft", "/my/licences/": "licence"}
PROGRAMS = {"cases": "case", "drafts": "draft", "licences": "licence"}


@pytest.fixture(autouse=True)
def _nobody_has_tried_before() -> None:
    cache.clear()


@pytest.mark.parametrize("role", ["strong", "verified", "representative", "handler", "agent", "elder", "helper", "guardian"])
def test_a_list_of_ones_own_holds_all_that_is_read_by_itself(role: str, world: World) -> None:
    known = readable(world, world.roles[role].actor(), alone=True)
    client, program = world.roles[role].browser(), Program(world.roles[role])
    told = {path: shown(client.get(path)) for path in OWN}
    told |= {path: shown(program.call(f"GET {path}", "GET", f"/api/v1/{path}")) for path in PROGRAMS}
    missing = [
        f"{path}: {name}"
        for path, kind in {**OWN, **PROGRAMS}.items()
        for name in sorted(known)
        if world.things[name].kind == kind and not stands(world.things[name], told[path])
    ]
    assert not missing, "\n" + "\n".join(missing)

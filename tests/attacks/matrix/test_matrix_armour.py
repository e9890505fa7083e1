"""Every address that writes refuses a form of another site, and no ``next`` leads elsewhere."""

import re
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.core.cache import cache

from tests.attacks.matrix.conftest import undone
from tests.attacks.matrix.table import OPEN, PAGES, REACH, filled
from tests.attacks.matrix.test_matrix_answers import facts
from tests.attacks.matrix.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]  # rows are cut alike on both: test_matrix_lists and each test_policy say so
LEADING = ("accounts/", "preferences/", "my/step-up/")
ELSEWHERE = ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)")


@pytest.fixture(autouse=True)
def _nobody_has_tried_before() -> None:
    cache.clear()


def entrant(line_role: frozenset[str]) -> str:
    return sorted(line_role)[0]


def test_no_address_takes_a_form_of_another_site(world: World) -> None:
    tried = 0
    for line in PAGES.values():
        if "POST" not in line.methods or not line.lets_in:  # nobody of this town leads an authority
            continue
        thing = line.things()[0]
        role = entrant((REACH[line.reach][thing] if line.reach else frozenset()) & line.lets_in or line.lets_in)
        client = world.roles[role].browser(enforce_csrf_checks=True)
        path = "/" + filled(line.where, world.things[thing].values if thing else {})
        with undone():
            before = facts()
            for sent in ({"once": "x"}, {"once": "x", "csrfmiddlewaretoken": "x" * 64}):
                answer = client.post(path, sent, headers={"Origin": "https://evil.example"})
                assert answer.status_code == 403, (role, path, answer.status_code)
            assert client.post(path, {"once": "x"}).status_code == 403, (role, path)
            assert facts() == before, path
        tried += 1
    assert tried >= 50


@pytest.mark.parametrize("role", ["nobody", "strong"])
def test_no_next_leads_elsewhere(role: str, world: World) -> None:
    for line in PAGES.values():
        for method in sorted(line.methods):
            thing = line.things()[0]
            if line.answer(role, method, thing) != OPEN or (method == "GET" and not line.where.startswith(LEADING)):
                continue
            path = "/" + filled(line.where, world.things[thing].values if thing else {})
            for where in ELSEWHERE if line.where.startswith(LEADING) else ELSEWHERE[:1]:
                client = world.roles[role].browser()
                with undone():
                    send = client.get if method == "GET" else client.post
                    asked = f"{path}?next={quote(where)}&onward={quote(where)}"
                    answer = send(asked, {"next": where, "onward": where} if method == "POST" else None)
                led = answer.headers.get("Location", "/").replace("\\", "/")
                assert urlsplit(urljoin("http://testserver/x/", led)).netloc == "testserver", (method, path, led)
                assert not led.startswith("javascript:"), path
                if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
                    hrefs = re.findall(r'(?:href|action|formaction)="([^"]*)"', answer.content.decode())
                    assert not [one for one in hrefs if one.startswith(ELSEWHERE)], path

"""Every operation is tried with what its description allows and with what it forbids, by a member and by a clerk who have work lying about.

schemathesis makes the requests (the same ones in every run) and holds each answer against the description.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode, checks
from schemathesis.config import SchemathesisConfig

from tests.channels.gateway.conftest import MONDAY, PASSWORD, SITUATION, Caller, acting, fill
from tests.channels.gateway.inside import application
from zhengtong.kernel import clock
from zhengtong.site import synth

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CONFIG = {"seed": 20260803, "generation": {"deterministic": True, "max-examples": 10, "no-shrink": True}}
DOMAIN = [checks.positive_data_acceptance]      # an answer may be of the right shape and still be no answer: that is refused, too
interface = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=SchemathesisConfig.from_dict(CONFIG))


@pytest.fixture(scope="module")
def live(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """A draft, a case, and who may touch them; one transaction for all operations."""
    with django_db_blocker.unblock(), override_settings(ZT_DEMO=True), clock.standing_at(MONDAY), transaction.atomic():
        synth.ensure()
        firm = acting(None, "zhoumingyuan")
        clerk = Caller(Caller().call("POST", "session", {"username": "window", "password": PASSWORD})["token"])
        drafts = [
            firm.call("POST", "drafts", {"matter": "bundle:43TCN0003", "answers": SITUATION}, key=key) for key in ("open", "handed-in")
        ]
        fill(firm, drafts[-1])
        case = firm.call("POST", f"drafts/{drafts[-1]['number']}/submit", key="submit")
        file = firm.get(f"cases/{case['number']}/documents")["files"][0]
        licence = firm.get("licences")["licences"][0]["number"]
        yield {
            "firm": firm.headers,
            "clerk": clerk.headers,
            "drafts": {"number": drafts[0]["number"], "material": file["material"], "sha256": file["sha256"]},
            "cases": {"number": case["number"], "material": file["material"], "sha256": file["sha256"]},
            "approvals": {"number": case["lanes"][0]["number"], "sha256": file["sha256"]},
            "licences": {"number": licence},
        }
        transaction.set_rollback(True)


@interface.parametrize()
@settings(max_examples=10, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("who", ["firm", "clerk"])
def test_as_described(case: Any, who: str, live: dict[str, Any]) -> None:
    """What is allowed goes to things that are there; what is forbidden goes anywhere."""
    named = next((live[part] for part in reversed(case.operation.path.split("/")) if part in live), {})
    if case.meta.generation.mode is GenerationMode.POSITIVE:
        case.path_parameters.update({name: value for name, value in named.items() if name in case.path_parameters})
    case.call_and_validate(headers=live[who], excluded_checks=DOMAIN)

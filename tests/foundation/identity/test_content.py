"""Organisations as content writes them."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.foundation.identity.people import FIRE
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.content import bodies as content
from zhengtong.kernel.content.terms import Document, Published, Severity
from zhengtong.kernel.refs import Pin

BODY = {"name": {"zh": "长沙市消防救援支队", "en": "Fire brigade"}, "short": "消防", "kind": "department", "division": "430100000000"}


def document(code: str, **changed: object) -> Document:
    return Document("organisation", code, date(2026, 1, 1), {**BODY, **changed}, "editor", None, "x/organisations.yaml", 1)


def published(code: str, body: Mapping[str, object], *, since: int = 2025, withdrawn: bool = False) -> Published:
    return Published(Pin("organisation", code, f"{since}"), date(since, 1, 1), body, "editor", None, "x", withdrawn)


@pytest.mark.parametrize(
    ("changed", "code", "severity"),
    [
        ({"kind": "club"}, "organisation-kind", Severity.ERROR),
        ({"name": None}, "organisation-name", Severity.ERROR),
        ({"division": "4301"}, "organisation-division", Severity.ERROR),
    ],
)
def test_what_is_wrong_is_said_and_how_to_mend_it(changed: dict[str, object], code: str, severity: Severity) -> None:
    [defect] = content.check([document(FIRE, **changed)])
    assert (defect.code, defect.severity) == (code, severity)
    assert defect.remedy
    assert defect.message % defect.params


def test_a_code_that_is_defective_as_published_is_reported_but_does_not_stop() -> None:
    [defect] = content.check([document("00877868-5")])
    assert (defect.code, defect.severity) == ("organisation-code", Severity.WARNING)
    assert content.check([document(FIRE)]) == []


@pytest.mark.django_db
def test_a_defective_code_is_kept_as_published_and_marked() -> None:
    content.publish([published("00877868-5", BODY), published(FIRE, BODY | {"also": ["消防救援"]})])
    kept, good = identity.organisation("00877868-5"), identity.organisation(FIRE)
    assert kept is not None
    assert good is not None
    assert (kept.code_valid, good.code_valid) == (False, True)
    assert good.also == ("消防救援",)


@pytest.mark.django_db
def test_hours_and_directions_are_those_of_the_source_or_nothing() -> None:
    told = {"hours": {"zh": "工作日 9:00—17:00", "en": "Weekdays 9–17"}, "directions": "地铁 2 号线"}
    content.publish([published(FIRE, BODY | told)])
    shown = identity.organisation(FIRE)
    assert shown is not None
    assert (shown.hours.zh, shown.hours.en, shown.directions.zh) == ("工作日 9:00—17:00", "Weekdays 9–17", "地铁 2 号线")
    content.publish([published(FIRE, BODY)])
    silent = identity.organisation(FIRE)
    assert silent is not None
    assert not silent.hours
    assert not silent.directions


@pytest.mark.django_db
def test_the_newest_version_is_shown_and_a_withdrawn_body_goes() -> None:
    content.publish([published(FIRE, BODY | {"short": "新"}, since=2026), published(FIRE, BODY)])
    shown = identity.organisation(FIRE)
    assert shown is not None
    assert shown.short.zh == "新"
    content.publish([published(FIRE, BODY, withdrawn=True)])
    assert identity.organisation(FIRE) is None


@pytest.mark.django_db
def test_a_withdrawn_body_with_officers_stays_until_they_serve_elsewhere(officer: int) -> None:
    content.publish([published(FIRE, BODY, withdrawn=True)])
    assert identity.organisation(FIRE) is not None

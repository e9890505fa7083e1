"""秒批 in content: only what registers, licences and promises answer, and nothing that needs a person."""

from typing import Any

import pytest

from tests.foundation.catalogue.test_pauses import document
from zhengtong.foundation.catalogue.content.deciding import decisions
from zhengtong.foundation.catalogue.content.references import Books, guide_of
from zhengtong.kernel.expressions.api import ValueType

BOOKS = Books(
    types={"firm.name": ValueType.STRING, "premises.area": ValueType.DOUBLE, "commitment.accepted": ValueType.BOOL},
    choices={},
    organisations={},
    licences={"business_licence": frozenset()},
    regimes=frozenset(),
    from_receipt=frozenset(),
    life_events=frozenset(),
    promises=frozenset({"commitment.accepted"}),
)
PAPER = {"code": "plan", "name": "平面图", "required": True, "source": "applicant"}
STEP = {"code": "s", "facts": "情节轻微", "outcome": "准予", "reference": "基准"}


def found(*expressions: str, automatic: bool = True, materials: tuple[dict[str, Any], ...] = (), **more: Any) -> set[str]:
    conditions = [
        {"code": f"c{place}", "expression": one, "says": "x", "otherwise": "y", "source": "z", "reference": "某法"}
        for place, one in enumerate(expressions)
    ]
    asks = [{"element": key, "section": "applicant"} for key in BOOKS.types]
    handling = {"automatic": automatic, "conditions": conditions, **more}
    body = {"name": "事项", "materials": list(materials), "asks": asks, "handling": handling}
    held = document("item", "X-01", body)
    return {defect.code for defect in decisions(held, guide_of(held), BOOKS)}


@pytest.mark.parametrize(
    ("expressions", "defects"),
    [
        (("record.standing",), set()),
        (("held.business_licence", "firm.name == record.firm.name"), set()),
        (("commitment.accepted",), set()),
        (("premises.area > 40",), {"automatic_unbacked"}),  # only the applicant says so
        ((), {"automatic_without_conditions"}),
        (("held.no_such_licence",), {"expression-unknown-name"}),
    ],
)
def test_what_may_be_automatic(expressions: tuple[str, ...], defects: set[str]) -> None:
    assert found(*expressions) == defects


def test_what_needs_a_person_cannot_be_automatic() -> None:
    assert found("record.standing", materials=(PAPER,)) == {"automatic_needs_a_person"}
    assert found("record.standing", materials=({**PAPER, "licence": "business_licence"},)) == set()
    assert found("record.standing", benchmark=[STEP]) == {"automatic_needs_a_person"}


def test_a_condition_reads_what_is_asked_and_has_its_own_code() -> None:
    assert found("premises.area > 40", automatic=False) == set()
    assert found("record.standing", benchmark=[STEP, STEP], automatic=False) == {"code_twice"}

"""退休: where a term runs from the application, the plan says by which day and never promises it on the spot."""

from django.test import Client

from tests.channels.portal.conftest import text

SITUATION = {
    "retire.employee_scheme": "true",
    "retire.route": "at_age",
    "retire.deemed_years": "false",
    "retire.employee_medical": "false",
    "retire.fund": "none",
    "retire.only_child": "false",
}


def test_the_plan_says_by_which_day_a_pension_is_decided(visitor: Client) -> None:
    page = text(visitor.get("/bundles/43PCN0013/plan/", SITUATION))
    assert "最迟第 15 个工作日" in page
    assert "最迟第 20 个工作日" in page
    assert "当场办结" not in page

"""The job page: what is owed, what failed, run again."""

import pytest

from tests.channels.workbench.conftest import type_desk
from zhengtong.channels.workbench.templatetags.desk import error_class, fact_name, interval, work_name
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger import registry
from zhengtong.kernel.ledger.terms import JobState

pytestmark = pytest.mark.django_db


def test_what_is_owed_is_shown_and_can_run_again(desk: type_desk, accepted: CaseView) -> None:
    operator = desk("operator")
    owed = ledger.jobs()
    assert owed, "an accepted case owes its applicant a message"
    page = operator.get("/desk/jobs/").content.decode()
    assert owed[0].name in page
    ledger.work_once(100)
    done = [job for job in ledger.jobs(JobState.DONE) if job.id == owed[0].id]
    assert done
    assert operator.post(f"/desk/jobs/{owed[0].id}/again/").status_code == 302
    assert owed[0].id in {job.id for job in ledger.jobs(JobState.WAITING)}


def test_only_operators_run_jobs(desk: type_desk, accepted: CaseView) -> None:
    assert desk("window").post("/desk/jobs/1/again/").status_code == 403
    assert desk("operator").post("/desk/jobs/999999/again/").status_code == 404


def test_an_error_is_told_without_what_somebody_typed() -> None:
    assert error_class("ValueError (make.py:12) no such person 陈晓兰") == "ValueError (make.py:12)"
    assert error_class("ValueError 陈晓兰") == "ValueError"
    assert error_class("") == ""


def test_every_schedule_reaction_and_its_fact_has_a_name_in_words() -> None:
    owing = {fact: found for fact in registry.facts() if (found := registry.afterwards_of(registry.type_of(fact)))}
    names = {one.name for found in owing.values() for one in found} | {
        name for name, one in registry.schedules().items() if one.function.__module__.startswith("zhengtong.")
    }
    assert len(names) > 10
    assert [name for name in names if work_name(name) == name] == []
    assert [fact for fact in owing if fact_name(fact) == fact] == []


@pytest.mark.parametrize(("seconds", "told"), [(600, "10 分钟"), (3600, "1 小时"), (45, "45 秒")])
def test_an_interval_is_told_as_people_say_it(seconds: int, told: str) -> None:
    assert interval(seconds) == told

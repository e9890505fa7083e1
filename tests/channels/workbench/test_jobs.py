"""The job page: what is owed, what failed, run again."""

import pytest

from tests.channels.workbench.conftest import type_desk
from zhengtong.channels.workbench.templatetags.desk import error_class
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.kernel.ledger import api as ledger
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

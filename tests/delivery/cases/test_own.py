"""What the subject has: how many cases in which state, and the answers of an earlier one, taken over."""

from dataclasses import replace

import pytest

from tests.delivery.conftest import MONDAY, RESTAURANT, SITUATION, Town, fill
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import RUNNING, CaseState, CaseView, Point, Tally
from zhengtong.foundation.forms import api as forms
from zhengtong.kernel.actors import ANONYMOUS
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db


def file_another(town: Town, address: str) -> CaseView:
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
    forms.save_answers(draft=draft.number, answers={"premises.address": address}, revision=None, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    return cases.submit(draft=draft.number, by=town.firm, at=MONDAY)


def test_applying_again_takes_the_answers_of_that_case_and_not_of_the_last(submitted: CaseView, town: Town) -> None:
    first = cases.file(submitted.number, town.firm).answers["premises.address"]
    file_another(town, "天心区黄兴路1号")
    again = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY, again=submitted.number)
    assert again.answers["premises.address"] == first != "天心区黄兴路1号"
    assert "commitment.accepted" not in again.answers  # a promise is given anew each time


def test_answers_of_somebody_elses_case_are_never_taken(submitted: CaseView, town: Town) -> None:
    other = replace(town.firm, who=Ref("account", "103"), subject=Ref("person", "P0000000099X"))
    situation = {**SITUATION, "licence.business_held": True}
    taken = cases.begin(matter=RESTAURANT, answers=situation, by=other, at=MONDAY, again=submitted.number)
    assert "premises.address" not in taken.answers


def test_the_tally_counts_what_waits_for_the_subject_and_what_runs(submitted: CaseView, town: Town) -> None:
    assert cases.tally(town.firm) == Tally(turn=0, running=1, all=1)
    second = file_another(town, "天心区黄兴路1号")
    cases.withdraw(case=second.number, by=town.firm, at=MONDAY)
    cases.require_supplementation(case=submitted.number, points=[Point("floor-plan", "看不清", "")], by=town.clerk, at=MONDAY)
    assert cases.tally(town.firm) == Tally(turn=1, running=1, all=2)
    assert cases.tally(town.stranger) == cases.tally(ANONYMOUS) == Tally(0, 0, 0)


def test_a_list_can_be_kept_to_some_states(submitted: CaseView, town: Town) -> None:
    second = file_another(town, "天心区黄兴路1号")
    cases.withdraw(case=second.number, by=town.firm, at=MONDAY)
    assert [one.number for one in cases.cases_of(town.firm, states=RUNNING).lines] == [submitted.number]
    assert [one.number for one in cases.cases_of(town.firm, states={CaseState.WITHDRAWN}).lines] == [second.number]
    assert [one.number for one in cases.cases_of(town.firm).lines] == [second.number, submitted.number]


def test_every_representative_sees_all_cases_of_the_firm(submitted: CaseView, town: Town) -> None:
    agent = replace(town.firm, who=Ref("account", "104"), name="代理人")
    assert [one.number for one in cases.cases_of(agent).lines] == [submitted.number]


def test_what_was_told_is_told_again_to_its_subject_alone(submitted: CaseView, town: Town) -> None:
    keys = ["food.business_kind", "premises.area", "no.such"]
    assert cases.told(submitted.number, keys, town.firm) == {"food.business_kind": "full", "premises.area": SITUATION["premises.area"]}
    assert cases.told(submitted.number, keys, town.stranger) == cases.told(submitted.number, keys, town.clerk) == {}

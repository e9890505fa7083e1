"""认证等级: filling in needs a name, handing in as much as the matter asks for; nothing that was typed is lost on the way."""

from dataclasses import replace

import pytest

from tests.delivery.cases.test_breadth import fill, situations
from tests.delivery.conftest import MONDAY, Town
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftState
from zhengtong.foundation.identity.errors import RealNameNeeded, SecondFactorNeeded
from zhengtong.foundation.identity.terms import Level
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db
ESTATE, RESTAURANT = Ref("bundle", "43TCP0021"), Ref("bundle", "43TCN0003")


def drafted(matter: Ref, by: Actor) -> str:
    for plan in situations(matter, by, {}):
        if plan.ready:
            draft = cases.begin(matter=matter, answers=plan.answers, by=by, at=MONDAY)
            fill(draft.number, by)
            if not cases.prepare(draft.number, by).problems:
                return draft.number
            forms.discard(draft=draft.number, by=by, at=MONDAY)
    raise AssertionError("no situation fits")


def test_what_shipped_matters_ask_for() -> None:
    assert catalogue.assurance_of(catalogue.matter(ESTATE)) is Level.STRONG
    assert catalogue.assurance_of(catalogue.matter(Ref("item", "43TCP0021-01"))) is Level.STRONG
    assert catalogue.assurance_of(catalogue.matter(RESTAURANT)) is Level.VERIFIED


def test_property_is_handed_in_with_a_second_factor_only(town: Town) -> None:
    draft = drafted(ESTATE, town.firm)
    before = forms.draft(draft, town.firm)
    with pytest.raises(SecondFactorNeeded) as refused:
        cases.submit(draft=draft, by=town.firm, at=MONDAY)
    assert (refused.value.code, refused.value.params) == ("level-needed", {"needed": "strong", "have": "verified"})
    assert forms.draft(draft, town.firm) == before
    assert before.state is DraftState.OPEN
    strong = replace(town.firm, level=Level.STRONG)
    assert cases.case(cases.submit(draft=draft, by=strong, at=MONDAY).number, town.firm).matter == ESTATE


def test_whoever_has_proved_nothing_may_fill_in_and_not_hand_in(town: Town) -> None:
    basic = replace(town.firm, level=Level.BASIC)
    draft = drafted(RESTAURANT, basic)
    for level in (0, Level.BASIC):
        with pytest.raises(RealNameNeeded):
            cases.submit(draft=draft, by=replace(basic, level=level), at=MONDAY)
    cases.submit(draft=draft, by=replace(basic, level=Level.VERIFIED), at=MONDAY)


def test_an_account_that_nobody_has_proved_has_nobody_to_file_for(town: Town) -> None:
    nobody = replace(town.firm, subject=None, level=Level.BASIC)
    with pytest.raises(RealNameNeeded):
        cases.begin(matter=RESTAURANT, answers={}, by=nobody, at=MONDAY)

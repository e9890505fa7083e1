"""Cases of synthetic firms."""

import pytest

from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind, Right
from zhengtong.kernel.refs import Ref
from zhengtong.site import synth

pytestmark = pytest.mark.django_db


def test_firms_file_cases_that_the_window_finds_once(shipped: None) -> None:
    firms = synth.populate(people=2, firms=2, seed=5).firms
    filed = synth.file_cases(count=3, seed=5, firms=firms)
    assert len(set(filed)) == 3
    assert synth.file_cases(count=3, seed=5, firms=firms) == filed
    window = catalogue.city().lead_window
    rights = (Right(Duty.INTAKE, frozenset({window})),)
    clerk = Actor(ActorKind.STAFF, Ref("account", "9"), organisation=window, duties=frozenset({Duty.INTAKE}), rights=rights)
    found = cases.window_queue(clerk, state=CaseState.RECEIVED, limit=50).lines
    assert {line.number for line in found} == set(filed)
    assert all(line.subject_name.endswith("（演示）") for line in found)


def test_without_anything_to_file_nothing_is_filed(unpublished: None) -> None:
    firms = synth.populate(people=1, firms=1, seed=5).firms
    assert synth.file_cases(count=3, seed=5, firms=firms) == ()
    assert synth.file_cases(count=3, seed=5, firms=()) == ()

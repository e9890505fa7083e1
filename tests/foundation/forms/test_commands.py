"""草稿: nothing that was typed is lost, nobody else sees it."""
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from tests.foundation.forms.conftest import AT, FIRM, OWNER
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.forms.terms import Ask, DraftState, DraftView
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind, system
from zhengtong.kernel.files.terms import StoredFile
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Pin, Ref
from zhengtong.kernel.words import Words

pytestmark = pytest.mark.django_db
MATTER = Ref("bundle", "43TCN0003")
PLAN = StoredFile("a" * 64, 1000, "application/pdf", "平面图.pdf")
LATER = AT + timedelta(minutes=5)


def opened(by: Actor = OWNER, once: str | None = None, **answers: object) -> DraftView:
    assert by.subject is not None
    return forms.open_draft(
        matter=MATTER,
        title=Words("开办餐饮店", "Open a restaurant"),
        pins=[Pin("bundle", "43TCN0003", "b" * 64)],
        subject=by.subject,
        answers={key.replace("__", "."): value for key, value in answers.items()},
        by=by,
        at=AT,
        once=Key(once) if once else None,
    )


def save(draft: DraftView, revision: int | None, by: Actor = OWNER, window: str = "", **answers: object) -> DraftView:
    given = {key.replace("__", "."): value for key, value in answers.items()}
    return forms.save_answers(draft=draft.number, answers=given, revision=revision, by=by, at=LATER, window=window)


def facts(draft: DraftView) -> list[str]:
    return [row.fact for row in ledger.facts_about(Ref("draft", draft.number))]


def test_a_draft_keeps_what_the_situation_questions_answered() -> None:
    draft = opened(premises__area="120 平方米")
    assert draft.answers == {"premises.area": 120}
    assert (draft.state, draft.revision, draft.subject) == (DraftState.OPEN, 1, FIRM)
    assert forms.draft(draft.number, OWNER) == draft
    assert facts(draft) == ["forms.DraftOpened"]


def test_beginning_twice_with_one_key_begins_once_and_without_key_twice() -> None:
    assert opened(once="k1").number == opened(once="k1").number
    assert opened().number != opened().number
    with pytest.raises(ledger.KeyReused):
        opened(once="k1", premises__area=5)


def test_saving_some_answers_leaves_the_others() -> None:
    draft = save(opened(premises__area=120), 1, premises__address="麓山路 1 号")
    assert draft.answers == {"premises.area": 120, "premises.address": "麓山路 1 号"}
    assert (draft.revision, draft.saved_at) == (2, LATER)
    assert save(draft, 2, premises__area=120).revision == 2
    assert facts(draft) == ["forms.DraftOpened"]


def test_what_cannot_be_read_is_kept_as_typed_and_told() -> None:
    draft = save(opened(premises__area=120), 1, premises__area="很大", person__phone="123")
    assert draft.answers == {"premises.area": "很大", "person.phone": "123"}
    assert [one.at for one in draft.problems] == ["premises.area", "person.phone"]
    form = forms.compute([Ask("premises.area", "x", "premises"), Ask("person.phone", "x", "applicant")], draft.answers, {})
    assert [field.value for field in form.fields] == ["123", "很大"]
    assert {one.at for one in forms.check_answers(form, draft.answers)} == {"premises.area", "person.phone"}


def test_an_unknown_question_is_told_and_not_kept() -> None:
    draft = save(opened(), 1, csrfmiddlewaretoken="x")
    assert draft.answers == {}
    assert draft.problems[0].at == "csrfmiddlewaretoken"


def test_two_windows_merge_and_a_contradiction_keeps_both() -> None:
    draft = opened(premises__area=120, premises__address="甲")
    save(draft, 1, premises__area=130, premises__address="甲")
    assert save(draft, 1, premises__area=120, premises__address="乙").answers == {"premises.area": 130, "premises.address": "乙"}
    with pytest.raises(forms.DraftChanged) as refused:
        save(draft, 1, premises__area=140, matter__remarks="新写的")
    assert refused.value.mine == {"premises.area": 140, "matter.remarks": "新写的"}
    assert refused.value.theirs == {"premises.area": 130}
    assert refused.value.draft.revision == 3
    assert "130" in str(refused.value.problems[0])
    assert forms.draft(draft.number, OWNER).answers == {"premises.area": 130, "premises.address": "乙"}
    assert save(draft, 3, premises__area=140, matter__remarks="新写的").answers["premises.area"] == 140


@pytest.mark.parametrize(
    "other",
    [
        replace(OWNER, who=Ref("account", "2")),
        replace(OWNER, subject=Ref("person", "P1")),
        replace(OWNER, kind=ActorKind.STAFF, organisation="x", duties=frozenset({"intake"})),
        system("worker"),
        ANONYMOUS,
    ],
)
def test_for_everybody_else_it_does_not_exist(other: Actor) -> None:
    draft = opened(premises__area=120)
    for touch in (
        lambda: forms.draft(draft.number, other),
        lambda: save(draft, 1, by=other, premises__area=1),
        lambda: forms.attach(draft=draft.number, material="m", file=PLAN, by=other, at=AT),
        lambda: forms.detach(draft=draft.number, material="m", sha256=PLAN.sha256, by=other, at=AT),
        lambda: forms.discard(draft=draft.number, by=other, at=AT),
        lambda: forms.restore(draft=draft.number, by=other, at=AT),
        lambda: forms.close_draft(draft=draft.number, case="c", seen=AT, by=other, at=AT),
        lambda: forms.repin(draft=draft.number, pins=[], by=other, at=AT),
    ):
        with pytest.raises(forms.DraftNotFound):
            touch()
    assert forms.drafts_of(other) == ()
    assert forms.open_draft_for(MATTER, other) is None
    assert forms.draft(draft.number, OWNER) == draft


def test_nobody_begins_one_for_a_subject_they_do_not_act_for() -> None:
    for by in (replace(OWNER, subject=Ref("person", "P1")), ANONYMOUS, system("worker")):
        with pytest.raises(forms.NobodyToFileFor):
            forms.open_draft(matter=MATTER, title=Words("x"), pins=[], subject=FIRM, answers={}, by=by, at=AT)


def test_resume_first_finds_the_one_last_touched() -> None:
    assert forms.open_draft_for(MATTER, OWNER) is None
    first, second = opened(), opened()
    save(first, 1, premises__area=1)
    resumed = forms.open_draft_for(MATTER, OWNER)
    assert resumed is not None
    assert resumed.number == first.number
    assert [one.number for one in forms.drafts_of(OWNER)] == [first.number, second.number]
    assert forms.open_draft_for(Ref("bundle", "other"), OWNER) is None


def test_files_under_materials() -> None:
    draft = opened()
    for _ in range(2):
        held = forms.attach(draft=draft.number, material="floor-plan", file=PLAN, by=OWNER, at=LATER)
    assert [(one.material, one.sha256, one.name) for one in held.files] == [("floor-plan", PLAN.sha256, "平面图.pdf")]
    assert held.revision == 1
    forms.attach(draft=draft.number, material="lease", file=PLAN, by=OWNER, at=LATER)
    assert forms.referred([PLAN.sha256, "c" * 64]) == {PLAN.sha256}
    left = forms.detach(draft=draft.number, material="floor-plan", sha256=PLAN.sha256, by=OWNER, at=LATER)
    assert [one.material for one in left.files] == ["lease"]
    assert forms.detach(draft=draft.number, material="floor-plan", sha256=PLAN.sha256, by=OWNER, at=LATER).files == left.files


def test_a_draft_holds_only_so_many_files() -> None:
    draft = opened()
    for number in range(60):
        forms.attach(draft=draft.number, material="m", file=replace(PLAN, sha256=f"{number:064d}"), by=OWNER, at=LATER)
    with pytest.raises(forms.TooManyFiles):
        forms.attach(draft=draft.number, material="m", file=PLAN, by=OWNER, at=LATER)


def test_too_much_text_is_refused_and_what_was_kept_stays() -> None:
    draft = opened(premises__area=120)
    with pytest.raises(forms.TooMuchWritten):
        save(draft, 1, matter__remarks="字" * 500_000)
    assert forms.draft(draft.number, OWNER).answers == {"premises.area": 120}


def test_discarding_can_be_undone_for_thirty_days() -> None:
    draft = opened(premises__area=120)
    for _ in range(2):
        assert forms.discard(draft=draft.number, by=OWNER, at=LATER, once=Key("d1")).state is DraftState.DISCARDED
    assert facts(draft) == ["forms.DraftOpened", "forms.DraftDiscarded"]
    assert forms.drafts_of(OWNER) == ()
    assert [one.number for one in forms.drafts_of(OWNER, state=DraftState.DISCARDED)] == [draft.number]
    with pytest.raises(forms.DraftIsDiscarded):
        save(draft, 1, premises__area=1)
    back = forms.restore(draft=draft.number, by=OWNER, at=LATER + timedelta(days=29))
    assert (back.state, back.answers) == (DraftState.OPEN, {"premises.area": 120})


def test_after_thirty_days_it_is_gone() -> None:
    draft = opened(premises__area=120)
    forms.discard(draft=draft.number, by=OWNER, at=LATER)
    with pytest.raises(forms.DraftNotFound):
        forms.restore(draft=draft.number, by=OWNER, at=LATER + timedelta(days=31))
    forms.tidy(at=LATER + timedelta(days=31))
    assert not Draft.objects.exists()


def test_nobody_came_back() -> None:
    draft = opened(premises__area=120)
    assert forms.tidy(at=AT + timedelta(days=89)) == 0
    assert forms.tidy(at=AT + timedelta(days=91)) == 1
    assert facts(draft) == ["forms.DraftOpened", "forms.DraftDiscarded"]
    assert forms.restore(draft=draft.number, by=OWNER, at=AT + timedelta(days=100)).answers == {"premises.area": 120}


def test_what_is_handed_in_is_what_was_looked_at() -> None:
    draft = opened(premises__area=120)
    forms.attach(draft=draft.number, material="m", file=PLAN, by=OWNER, at=LATER)
    with pytest.raises(forms.DraftMoved):
        forms.close_draft(draft=draft.number, case="4301-1", seen=draft.saved_at, by=OWNER, at=LATER)
    assert forms.draft(draft.number, OWNER).files


def test_a_submitted_draft_is_closed_once_and_erased_later() -> None:
    draft = opened(premises__area=120)
    forms.attach(draft=draft.number, material="m", file=PLAN, by=OWNER, at=LATER)
    for _ in range(2):
        forms.close_draft(draft=draft.number, case="4301-1", seen=LATER, by=OWNER, at=LATER)
        assert forms.draft(draft.number, OWNER).case == "4301-1"
    for refused in (
        lambda: forms.close_draft(draft=draft.number, case="4301-2", seen=LATER, by=OWNER, at=LATER),
        lambda: save(draft, 1, premises__area=1),
        lambda: forms.discard(draft=draft.number, by=OWNER, at=LATER),
        lambda: forms.restore(draft=draft.number, by=OWNER, at=LATER),
    ):
        with pytest.raises(forms.DraftSubmitted) as told:
            refused()
        assert "4301-1" in str(told.value)
    assert forms.open_draft_for(MATTER, OWNER) is None
    assert forms.draft(draft.number, OWNER).answers == {"premises.area": 120}
    assert forms.tidy(at=LATER + timedelta(days=31)) == 1
    left = forms.draft(draft.number, OWNER)
    assert (left.answers, left.files, left.case) == ({}, (), "4301-1")
    assert forms.tidy(at=LATER + timedelta(days=32)) == 0


def test_new_versions_are_taken_up_with_every_answer() -> None:
    draft = opened(premises__area=120)
    again = forms.repin(draft=draft.number, pins=[Pin("bundle", "43TCN0003", "c" * 64)], by=OWNER, at=LATER)
    assert again.pins[0].sha256 == "c" * 64
    assert again.answers == {"premises.area": 120}


def test_the_database_holds_no_answer_in_clear() -> None:
    draft = opened(premises__address="麓山路一号")
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept, title FROM zt_forms_draft WHERE number = %s", [draft.number])
        kept, title = cursor.fetchone()
    assert "麓山路" not in kept
    assert "premises" not in kept
    assert json.loads(title)["zh"] == "开办餐饮店" if isinstance(title, str) else title["zh"] == "开办餐饮店"


def test_a_refused_save_writes_nothing() -> None:
    draft = opened(premises__area=120)
    save(draft, 1, premises__area=130)
    before = Draft.objects.values_list("kept", "revision", "saved_at").get()
    with pytest.raises(forms.DraftChanged):
        save(draft, 1, premises__area=140, matter__remarks="x")
    assert Draft.objects.values_list("kept", "revision", "saved_at").get() == before

"""合并: whatever hangs on a record follows the one it was merged into, through the worker, and a repeat changes nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.delivery.conftest import MONDAY, Town, fill, officer
from zhengtong.accountability.evaluation import api as evaluation
from zhengtong.accountability.evaluation.models import Rating
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.models import Licence
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty, PersonView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.models import Delivery
from zhengtong.kernel.ledger.terms import JobState
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.messages.models import Message
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

ITEM = Ref("item", "432036006W02-03")
REGISTRAR, LATER = system("registrar"), MONDAY + timedelta(days=1)


@pytest.fixture
def records(town: Town) -> tuple[PersonView, PersonView]:
    """One person entered twice: the record that stays, and the one that goes."""
    return (
        identity.register_person(
            document_type=DocumentType.RESIDENT_ID, document="990101198506150127", name="周演示", by=REGISTRAR, at=MONDAY
        ),
        identity.register_person(
            document_type=DocumentType.PASSPORT, document="ZT9900077", name="周演示", born=date(1985, 6, 15), by=REGISTRAR, at=MONDAY
        ),
    )


def life(subject: Ref, town: Town) -> Actor:
    """A case that was decided and rated, a licence, a draft begun by the account and one that waits for the person, and messages."""
    me = replace(town.firm, who=Ref("account", "103"), name="周演示", subject=subject)
    done = cases.begin(matter=ITEM, answers={}, by=me, at=MONDAY)
    fill(done.number, me)
    fill(done.number, me)
    case = cases.submit(draft=done.number, by=me, at=MONDAY)
    for one in cases.accept(case=case.number, by=town.clerk, at=LATER).approvals:
        by = officer(one.organisation, Duty.REVIEW)
        approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=by, at=LATER)
    evaluation.rate(case=case.number, level=2, by=me, at=LATER)
    market = identity.organisation_by_word("市场监管", catalogue.city().division)
    assert market is not None
    licences.issue(
        type="business_licence", holder=subject, holder_name="周演示", values={"name": "周演示"}, issuer=market.code, approval="", case="",
        item_name=Words("营业执照"), by=REGISTRAR, at=MONDAY,
    )  # fmt: skip
    cases.begin(matter=ITEM, answers={}, by=me, at=clock.now())
    cases.begin(matter=ITEM, answers={}, by=replace(me, who=subject), at=clock.now())
    messages.send(to=subject, message="hello", about=subject, at=MONDAY)
    return me


def work() -> None:
    while ledger.work_once(50):
        pass


def state() -> list[object]:
    """Every row that could follow, as it stands."""
    return [
        sorted(model.objects.values_list("pk", *names))
        for model, names in (
            (Case, ("subject_kind", "subject_number")),
            (Approval, ("subject_kind", "subject_number")),
            (Licence, ("holder_kind", "holder_number")),
            (Rating, ("subject_kind", "subject_number")),
            (Draft, ("subject_kind", "subject_number", "owner")),
            (Message, ("to", "message", "once")),
        )
    ]




def merged(kept: PersonView, gone: PersonView) -> None:
    identity.merge_persons(kept=kept.number, gone=gone.number, reason="entered twice at the window", by=REGISTRAR, at=LATER)
    work()


def test_everything_of_the_record_that_went_is_under_the_one_that_stays(records: tuple[PersonView, PersonView], town: Town) -> None:
    kept, gone = records
    before = life(gone.ref, town)
    work()
    me = replace(before, subject=kept.ref)
    assert cases.cases_of(me).lines == ()
    merged(kept, gone)
    (line,) = cases.cases_of(me).lines
    shown = cases.case(line.number, me)
    assert shown.subject == kept.ref
    assert [one.state for one in approvals.approvals_of([line.number])[line.number]] == [one.state for one in shown.approvals]
    assert not Approval.objects.filter(subject_number=gone.number).exists()
    assert [one.holder for one in licences.licences_of(kept.ref, me)] == [kept.ref]
    assert "business_licence" in licences.held(kept.ref)
    assert evaluation.rating_of(line.number, me) is not None
    assert len(forms.drafts_of(me)) == 1
    assert len(forms.drafts_of(replace(me, who=kept.ref))) == 1
    told = [one.message for one in messages.messages_of(kept.ref, limit=100).lines]
    assert told.count("hello") == 1
    assert sum("made one" in text for text in told) == 1
    assert messages.messages_of(gone.ref).lines == ()
    assert cases.cases_of(before).lines == ()


def test_delivered_twice_changes_nothing(records: tuple[PersonView, PersonView], town: Town) -> None:
    kept, gone = records
    life(gone.ref, town)
    work()
    merged(kept, gone)
    once = state()
    again = Delivery.objects.filter(entry__fact="identity.PersonsMerged")
    assert again.count() == 6                        # cases, approvals, licences, ratings, drafts, messages
    assert set(again.values_list("state", flat=True)) == {JobState.DONE}
    again.update(state=JobState.WAITING, attempts=0, due_at=LATER)
    work()
    assert state() == once
    assert set(again.values_list("state", flat=True)) == {JobState.DONE}


def test_what_the_record_that_stays_held_stays_and_nobody_elses_moves(records: tuple[PersonView, PersonView], town: Town) -> None:
    kept, gone = records
    life(kept.ref, town)
    other = identity.register_person(
        document_type=DocumentType.PASSPORT, document="ZT9900078", name="周演示", born=date(1990, 1, 1), by=REGISTRAR, at=MONDAY
    )
    cases.begin(matter=ITEM, answers={}, by=replace(town.firm, who=Ref("account", "104"), subject=other.ref), at=clock.now())
    work()
    before = state()
    merged(kept, gone)
    now = state()
    assert now[:-1] == before[:-1]
    assert len(now[-1]) == len(before[-1]) + 1       # type: ignore[arg-type] - they are told that two records became one

"""A reviewer's desk: who works on what, in which order, with which words beside it, and what several at once leaves behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.delivery.conftest import RESTAURANT, SITUATION, Town, fill, officer
from tests.delivery.crowd import many
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals import policy, queries
from zhengtong.delivery.approvals.commands import telling
from zhengtong.delivery.approvals.errors import NoSuchColleague, NotClaimed, OutOfOrder
from zhengtong.delivery.approvals.facts import ApprovalClaimed, ApprovalEscalated, ApprovalReleased, NoteWritten
from zhengtong.delivery.approvals.models import Approval, Note
from zhengtong.delivery.approvals.terms import ClaimHow, Level, Opinion, Reasons, ReleaseHow, WorkList
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Firm, Staff
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 8, 3, 9, 30, tzinfo=CHINA)
TUESDAY = MONDAY + timedelta(days=1)
REASONS = Reasons("图纸缺一页", "消防法 第十五条", "补上缺的一页")
type_serve = Callable[..., Actor]


@pytest.fixture
def open_case(town: Town) -> CaseView:
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm, at=MONDAY)
    submitted = cases.submit(draft=draft.number, by=town.firm, at=MONDAY)
    return cases.accept(case=submitted.number, by=town.clerk, at=TUESDAY)


@pytest.fixture
def fire(open_case: CaseView) -> str:
    """The body that holds the fire check."""
    return next(one.organisation for one in open_case.approvals if one.item.endswith("-04"))


@pytest.fixture
def serve(fire: str) -> type_serve:
    """``serve("赵一")``: a reviewer in post there."""

    def appoint(name: str, *duties: Duty, body: str = fire) -> Actor:
        by = system("test")
        account = identity.open_account(username=f"officer{ord(name[-1])}", password="only-for-this-1", person=None, by=by, at=MONDAY)
        identity.appoint(account=account, organisation=body, name=name, duties=duties or (Duty.REVIEW,), by=by, at=MONDAY)
        return identity.actor_of(account=account, acting_for=None)

    return appoint


@pytest.fixture(autouse=True)
def _tuesday() -> object:
    with clock.standing_at(TUESDAY):
        yield


def facts(kind: type, number: str) -> list[object]:
    found = [ledger.fact_of(row) for row in ledger.facts_about(Ref("approval", number))]
    return [one for one in found if isinstance(one, kind)]


def told(to: Actor) -> list[str]:
    while ledger.work_once(200):
        pass
    return [one.message for one in messages.messages_of((to.who,)).lines]


def numbers(by: Actor, which: WorkList, **more: object) -> list[str]:
    return [one.number for one in approvals.my_work(by, which=which, limit=100, **more).lines]


# --- claiming ---


def test_a_claim_is_seen_by_colleagues_and_ends_with_the_decision(open_case: CaseView, serve: type_serve) -> None:
    one, other = serve("赵一"), serve("钱二")
    number = many(open_case.number, 1, item="-04")[0]
    approvals.claim(approval=number, by=one, at=TUESDAY, once=Key("c"))
    approvals.claim(approval=number, by=one, at=TUESDAY, once=Key("c"))
    assert [each.how for each in facts(ApprovalClaimed, number)] == [ClaimHow.TAKEN], "the same press acts once"
    seen = approvals.approval(number, other).claim
    assert seen is not None
    assert seen.name == "赵一"
    assert number in numbers(one, WorkList.MINE)
    assert number not in numbers(other, WorkList.FREE)
    approvals.decide(approval=number, opinion=Opinion.APPROVE, by=one, at=TUESDAY)
    assert Approval.objects.get(number=number).claimed_by == ""


def test_two_reviewers_one_is_asked_before_taking_over(open_case: CaseView, serve: type_serve) -> None:
    one, other = serve("赵一"), serve("钱二")
    number = many(open_case.number, 1, item="-04")[0]
    approvals.claim(approval=number, by=one, at=TUESDAY)
    with pytest.raises(approvals.ClaimedByAnother):
        approvals.decide(approval=number, opinion=Opinion.APPROVE, by=other, at=TUESDAY)
    with pytest.raises(approvals.ClaimedByAnother):
        approvals.claim(approval=number, by=other, at=TUESDAY)
    assert Approval.objects.get(number=number).state == "open"
    approvals.decide(approval=number, opinion=Opinion.APPROVE, taking_over=str(one.who), by=other, at=TUESDAY)
    with pytest.raises(approvals.NotOpen):
        approvals.decide(approval=number, opinion=Opinion.REFUSE, reasons=REASONS, by=one, at=TUESDAY)


def test_giving_back_and_handing_over(open_case: CaseView, serve: type_serve, fire: str) -> None:
    one, other, elsewhere = serve("赵一"), serve("钱二"), serve("孙三", body=open_case.approvals[0].organisation)
    number = many(open_case.number, 1, item="-04")[0]
    approvals.claim(approval=number, by=one, at=TUESDAY)
    with pytest.raises(NotClaimed):
        approvals.release(approval=number, by=other, at=TUESDAY)
    if elsewhere.organisation != fire:
        with pytest.raises(NoSuchColleague):
            approvals.release(approval=number, to=int(elsewhere.who.number), by=one, at=TUESDAY)
    approvals.release(approval=number, to=int(other.who.number), by=one, at=TUESDAY)
    assert number in numbers(other, WorkList.MINE)
    assert any("handed" in said for said in told(other))
    approvals.release(approval=number, by=other, at=TUESDAY)
    assert [each.how for each in facts(ApprovalReleased, number)] == [ReleaseHow.GIVEN_BACK]
    assert number in numbers(one, WorkList.FREE)


@pytest.mark.parametrize("why", [ReleaseHow.AWAY, ReleaseHow.GONE, ReleaseHow.STALE])
def test_a_claim_ends_by_itself(open_case: CaseView, serve: type_serve, why: ReleaseHow) -> None:
    one, other = serve("赵一"), serve("钱二")
    number = many(open_case.number, 1, item="-04")[0]
    approvals.claim(approval=number, by=one, at=TUESDAY)
    assert approvals.end_claims(by=system("test"), at=TUESDAY) == 0
    at = TUESDAY + timedelta(days=1)
    if why is ReleaseHow.AWAY:
        me, them = int(one.who.number), int(other.who.number)
        identity.record_leave(account=me, substitute=them, since=at.date(), until=at.date(), reason="", by=one, at=TUESDAY)
    elif why is ReleaseHow.GONE:
        with clock.standing_at(at):
            from zhengtong.foundation.identity.models import Staff

            Staff.objects.filter(account=one.who.number).update(until=TUESDAY.date())
    else:
        at = TUESDAY + timedelta(days=8)
    with clock.standing_at(at):
        assert approvals.end_claims(by=system("test"), at=at) == 1
    assert [each.how for each in facts(ApprovalReleased, number)] == [why]


# --- limited numbers (行政许可法 art. 57) ---


def limited(case: CaseView, count: int) -> list[str]:
    moment = MONDAY.replace(hour=10)
    return many(
        case.number, count, item="-04", limited=True, accepted_on=lambda at: date(2026, 8, 3 + at // 2),
        opened_at=lambda at: moment + timedelta(minutes=at), order_on=lambda at: date(2026, 9, 30 - at), due_on=None,
    )  # fmt: skip


def test_limited_numbers_stand_in_the_order_of_acceptance_whatever_is_due(open_case: CaseView, serve: type_serve) -> None:
    by = serve("赵一")
    made = limited(open_case, 4)
    page = approvals.my_work(by, which=WorkList.LIMITED, limit=3)
    assert [one.number for one in page.lines] == made[:3]
    assert approvals.ranks(page.lines) == {made[0]: 1, made[1]: 2, made[2]: 3}
    rest = approvals.my_work(by, which=WorkList.LIMITED, limit=3, after=page.next)
    assert approvals.ranks(rest.lines) == {made[3]: 4}
    assert not set(made) & set(numbers(by, WorkList.ALL))


def test_what_was_accepted_later_waits_for_the_earlier(open_case: CaseView, serve: type_serve) -> None:
    by = serve("赵一")
    first, second, third, fourth = limited(open_case, 4)
    with pytest.raises(OutOfOrder) as why:
        approvals.decide(approval=second, opinion=Opinion.APPROVE, by=by, at=TUESDAY)
    assert why.value.params["earlier"] == first
    approvals.decide(approval=fourth, opinion=Opinion.REFUSE, reasons=REASONS, fails_on=["floor-plan"], by=by, at=TUESDAY)
    approvals.decide(approval=first, opinion=Opinion.APPROVE, by=by, at=TUESDAY)
    Approval.objects.filter(number=second).update(paused_on=TUESDAY.date())
    approvals.decide(approval=third, opinion=Opinion.APPROVE, by=by, at=TUESDAY)


# --- lists ---


def test_late_by_law_and_by_promise_stand_apart(open_case: CaseView, serve: type_serve) -> None:
    by = serve("赵一")
    law = many(open_case.number, 2, item="-04", order_on=date(2026, 7, 1), due_on=date(2026, 7, 1), legal_due_on=date(2026, 8, 3))
    promise = many(open_case.number, 2, item="-04", order_on=date(2026, 7, 1), due_on=date(2026, 7, 1), legal_due_on=date(2026, 8, 4))
    still = many(open_case.number, 1, item="-04", order_on=date(2026, 7, 1), legal_due_on=date(2026, 7, 2), paused_on=date(2026, 7, 1))
    assert numbers(by, WorkList.LATE) == law
    assert numbers(by, WorkList.SLIPPED) == promise
    assert numbers(by, WorkList.STILL) == still
    counts = approvals.work_counts(by, list(WorkList))
    assert (counts[WorkList.LATE], counts[WorkList.SLIPPED], counts[WorkList.STILL]) == (2, 2, 1)


def test_a_list_is_counted_up_to_a_hundred_and_no_further(open_case: CaseView, serve: type_serve) -> None:
    many(open_case.number, 110, item="-04")
    assert approvals.work_counts(serve("赵一"), [WorkList.ALL])[WorkList.ALL] == approvals.MANY + 1


@pytest.mark.parametrize("which", [one for one in WorkList if one not in (WorkList.ESCALATED, WorkList.OTHERS)])
def test_each_list_comes_whole_page_by_page(open_case: CaseView, serve: type_serve, which: WorkList) -> None:
    by = serve("赵一")
    made = many(
        open_case.number, 7, item="-04", claimed_by=str(by.who) if which is WorkList.MINE else "", claimed_at=TUESDAY,
        limited=which is WorkList.LIMITED, accepted_on=date(2026, 8, 3), opened_at=TUESDAY,
        legal_due_on=date(2026, 8, 1) if which is WorkList.LATE else None, paused_on=date(2026, 8, 1) if which is WorkList.STILL else None,
        order_on=date(2026, 8, 1), due_on=date(2026, 8, 1),
    )  # fmt: skip
    if which is WorkList.WATCHED:
        for one in made:
            approvals.watch(approval=one, by=by, at=TUESDAY)
    seen, after = [], ""
    while True:
        page = approvals.my_work(by, which=which, after=after, limit=3)
        seen += [one.number for one in page.lines]
        after = page.next
        if not after:
            break
    assert [one for one in seen if one in made] == made
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize(("words", "found"), [("湘江小馆", True), ("消防", True), ("Z", True), ("岳麓大酒店", False)])
def test_a_list_is_searched_by_applicant_item_and_number(open_case: CaseView, serve: type_serve, words: str, found: bool) -> None:
    by = serve("赵一")
    made = many(open_case.number, 2, item="-04")
    assert set(made) <= set(numbers(by, WorkList.ALL, words=words)) if found else numbers(by, WorkList.ALL, words=words) == []
    assert numbers(by, WorkList.ALL, words=made[1]) == [made[1]]


def test_another_body_sees_none_of_it(open_case: CaseView, serve: type_serve) -> None:
    many(open_case.number, 2, item="-04", order_on=date(2026, 7, 1), legal_due_on=date(2026, 7, 2), escalated=3)
    stranger = officer("1100000000000000XX", Duty.REVIEW, Duty.LEAD, account="77")
    assert all(numbers(stranger, one) == [] for one in WorkList)


# --- before the head of the body ---


def test_what_is_late_comes_before_the_head_once_for_each_level(open_case: CaseView, serve: type_serve) -> None:
    head, one = serve("周首", Duty.LEAD), serve("赵一")
    number = many(open_case.number, 1, item="-04", order_on=date(2026, 8, 6), due_on=date(2026, 8, 6), legal_due_on=date(2026, 8, 10))[0]
    for day, level in [(4, Level.NEAR), (4, Level.NEAR), (7, Level.PROMISE), (11, Level.LAW), (12, Level.LAW)]:
        approvals.escalate(by=system("test"), at=MONDAY.replace(day=day))
        assert Approval.objects.get(number=number).escalated == level
    assert [each.level for each in facts(ApprovalEscalated, number)] == [1, 2, 3]
    with clock.standing_at(MONDAY.replace(day=12)):
        told(head)
        said = [one.message for one in messages.messages_of((head.who,)).lines if one.params["number"] == number]
    assert sorted(said) == sorted([telling.NEARLY, telling.PROMISE_BROKEN, telling.LAW_BROKEN])
    assert number in numbers(head, WorkList.ESCALATED)
    approvals.assign(approval=number, to=int(one.who.number), by=head, at=TUESDAY)
    assert [(each.how, each.claimed_by) for each in facts(ApprovalClaimed, number)] == [(ClaimHow.ASSIGNED, str(one.who))]
    assert any("assigned" in said for said in told(one))


def test_what_is_claimed_in_time_steps_back_without_a_word(open_case: CaseView, serve: type_serve) -> None:
    one = serve("赵一")
    number = many(open_case.number, 1, item="-04", order_on=date(2026, 8, 6), due_on=date(2026, 8, 6))[0]
    approvals.escalate(by=system("test"), at=TUESDAY)
    approvals.claim(approval=number, by=one, at=TUESDAY)
    approvals.escalate(by=system("test"), at=TUESDAY)
    assert Approval.objects.get(number=number).escalated == Level.NONE
    assert approvals.escalate(by=system("test"), at=TUESDAY) == 0, "a run that follows another has nothing to do"


def test_a_reviewer_assigns_nothing_and_a_head_of_another_body_neither(open_case: CaseView, serve: type_serve) -> None:
    one = serve("赵一")
    number = many(open_case.number, 1, item="-04")[0]
    for by in (one, officer("1100000000000000XX", Duty.LEAD, account="78")):
        with pytest.raises(approvals.ApprovalNotFound):
            approvals.assign(approval=number, to=int(one.who.number), by=by, at=TUESDAY)


def test_the_head_assigns_nothing_of_their_own_matter(open_case: CaseView, serve: type_serve, town: Town, fire: str) -> None:
    """回避: who decides my matter is not for me to choose (公务员法 art. 76)."""
    one = serve("赵一")
    number = many(open_case.number, 1, item="-04")[0]
    head = _owner_in_office(fire, Duty.LEAD)
    with pytest.raises(identity.OwnMatter):
        approvals.assign(approval=number, to=int(one.who.number), by=head, at=TUESDAY)
    assert Approval.objects.get(number=number).claimed_by == ""


def _owner_in_office(organisation: str, *duties: Duty) -> Actor:
    """Whoever the firm belongs to, in a post."""
    by = system("test")
    (firm,) = Firm.objects.all()
    owner = firm.representatives.get().person.number
    held = identity.open_account(username="owner", password="only-for-this-1", person=owner, by=by, at=MONDAY)
    identity.appoint(account=held, organisation=organisation, name="陈晓兰", duties=duties, by=by, at=MONDAY)
    Staff.objects.filter(account=held).update(person=owner)
    return identity.actor_of(account=held, acting_for=None)


def test_whoever_serves_elsewhere_now_is_told_nothing_of_what_they_watched(open_case: CaseView, serve: type_serve) -> None:
    one, other = serve("赵一"), serve("钱二")
    number = next(each.number for each in open_case.approvals if each.item.endswith("-04"))
    approvals.watch(approval=number, by=other, at=TUESDAY)
    away = next(each.organisation for each in open_case.approvals if each.organisation != one.organisation)
    account = int(other.who.number)
    identity.appoint(account=account, organisation=away, name=other.name, duties=(Duty.REVIEW,), by=system("test"), at=MONDAY)
    approvals.decide(approval=number, opinion=Opinion.APPROVE, by=one, at=TUESDAY)
    assert not any("which you watch" in said for said in told(other))


# --- notes and watching ---


def test_an_internal_note_reaches_the_body_and_nobody_else(open_case: CaseView, serve: type_serve, town: Town) -> None:
    one, other = serve("赵一"), serve("钱二")
    number = next(each.number for each in open_case.approvals if each.item.endswith("-04"))
    approvals.write_note(approval=number, text="电话里说话吞吞吐吐", by=one, at=TUESDAY, once=Key("n"))
    approvals.write_note(approval=number, text="电话里说话吞吞吐吐", by=one, at=TUESDAY, once=Key("n"))
    approvals.write_note(approval=number, text="请带原件来", public=True, by=one, at=TUESDAY)
    assert [each.text for each in approvals.notes(number, other)] == ["请带原件来", "电话里说话吞吞吐吐"]
    assert [each.text for each in approvals.notes(number, town.clerk)] == ["请带原件来"], "the window is another body"
    assert approvals.notes(number, town.firm) == ()
    assert [each.text for each in approvals.public_notes([open_case.number])[open_case.number]] == ["请带原件来"]
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.write_note(approval=number, text="x", by=town.clerk, at=TUESDAY)
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.write_note(approval=number, text="x", by=town.firm, at=TUESDAY)
    values = [row.values for row in ledger.facts_about(Ref("approval", number))]
    assert "吞吞吐吐" not in str(values), "the ledger knows that there is a note, not what it says"
    assert [each.public for each in facts(NoteWritten, number)] == [False, True]
    assert not [row for row in ledger.facts_about(Ref("case", open_case.number)) if "NoteWritten" in row.fact]
    said = told(replace(town.firm, who=town.firm.subject or town.firm.who))
    assert len([each for each in said if "wrote you a note" in each]) == 1


def test_no_door_changes_or_deletes_a_note() -> None:
    doors = {name for name in approvals.__all__ if "note" in name}
    assert doors == {"may_note", "notes", "public_notes", "write_note"}
    assert Note._meta.get_field("approval").remote_field.on_delete.__name__ == "PROTECT"


def test_whoever_watches_is_told_and_whoever_did_it_is_not(open_case: CaseView, serve: type_serve, town: Town) -> None:
    one, other = serve("赵一"), serve("钱二")
    number = next(each.number for each in open_case.approvals if each.item.endswith("-04"))
    for by in (one, other):
        approvals.watch(approval=number, by=by, at=TUESDAY)
        approvals.watch(approval=number, by=by, at=TUESDAY)
    assert queries.watchers(number) == tuple(sorted((int(one.who.number), int(other.who.number))))
    approvals.decide(approval=number, opinion=Opinion.APPROVE, by=one, at=TUESDAY)
    assert any("which you watch" in said for said in told(other))
    assert not any("which you watch" in said for said in told(one))
    approvals.unwatch(approval=number, by=other)
    assert not approvals.watches(number, other)


def test_a_withdrawal_reaches_whoever_watches(open_case: CaseView, serve: type_serve, town: Town) -> None:
    one = serve("赵一")
    number = next(each.number for each in open_case.approvals if each.item.endswith("-04"))
    approvals.watch(approval=number, by=one, at=TUESDAY)
    cases.withdraw(case=open_case.number, by=town.firm, at=TUESDAY)
    assert any("withdrawn" in said for said in told(one))


# --- several at once ---


def test_several_each_with_its_own_reasons_and_one_failure_holds_nothing_up(open_case: CaseView, serve: type_serve) -> None:
    one, other = serve("赵一"), serve("钱二")
    good, refused, bare, theirs = many(open_case.number, 4, item="-04")
    alien = next(each.number for each in open_case.approvals if each.state == "open" and not each.item.endswith("-04"))
    approvals.claim(approval=theirs, by=other, at=TUESDAY)
    Approval.objects.filter(number=refused).update(committed=False)  # who committed is refused one at a time, on a paper
    answers = [
        approvals.BatchAnswer(good, Opinion.APPROVE, note="齐全"),
        approvals.BatchAnswer(refused, Opinion.REFUSE, REASONS),
        approvals.BatchAnswer(bare, Opinion.REFUSE),
        approvals.BatchAnswer(theirs, Opinion.APPROVE),
        approvals.BatchAnswer(alien, Opinion.APPROVE),
    ]
    outcomes = approvals.decide_several(answers=answers, by=one, at=TUESDAY, once=Key("b"))
    codes = [each.refusal.code if each.refusal else "" for each in outcomes]
    assert codes == ["", "", "reasons-missing", "claimed-by-another", "approval-not-found"]
    assert Approval.objects.get(number=refused).reason_text == "图纸缺一页"
    assert Approval.objects.get(number=bare).state == "open"
    again = approvals.decide_several(answers=answers[:2], by=one, at=TUESDAY, once=Key("b"))
    assert [each.refusal for each in again] == [None, None], "sending it again decides nothing twice"
    recorded = [row.fact for each in (good, refused) for row in ledger.facts_about(Ref("case", each[:-3]))]
    assert recorded.count("approvals.ApprovalDecided") == 2


def test_several_of_different_items_are_not_one_batch(open_case: CaseView, serve: type_serve, fire: str) -> None:
    one = serve("赵一")
    first, second = many(open_case.number, 2, item="-04")
    Approval.objects.filter(number=second).update(item="43TCN0003-06")
    answers = [approvals.BatchAnswer(each, Opinion.APPROVE) for each in (first, second)]
    outcomes = approvals.decide_several(answers=answers, by=one, at=TUESDAY)
    assert [each.refusal.code if each.refusal else "" for each in outcomes] == ["", "another-item"]


def test_more_than_fifty_are_too_many(serve: type_serve) -> None:
    answers = [approvals.BatchAnswer(f"Z{at}", Opinion.APPROVE) for at in range(51)]
    with pytest.raises(Exception, match="together"):
        approvals.decide_several(answers=answers, by=serve("赵一"), at=TUESDAY)


def test_each_list_asks_the_same_however_long_it_is(open_case: CaseView, serve: type_serve, django_assert_max_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    by = serve("赵一")

    def asked() -> dict[WorkList, int]:
        found = {}
        for which in WorkList:
            with CaptureQueriesContext(connection) as seen:
                page = approvals.my_work(by, which=which, limit=60)
                assert which in (WorkList.ESCALATED, WorkList.OTHERS) or page.lines, which
            found[which] = len(seen)
        return found

    def least() -> dict[WorkList, int]:
        """Of three, since a process asks anew now and then whether content has changed."""
        rounds = [asked() for _ in range(3)]
        return {which: min(one[which] for one in rounds) for which in WorkList}

    def more(count: int) -> None:
        ordinary = many(open_case.number, count, item="-04")
        many(open_case.number, count, item="-04", order_on=date(2026, 8, 1), legal_due_on=date(2026, 8, 2), claimed_by=str(by.who))
        many(open_case.number, count, item="-04", order_on=date(2026, 8, 1), due_on=date(2026, 8, 1))
        many(open_case.number, count, item="-04", limited=True, accepted_on=date(2026, 8, 1), paused_on=date(2026, 8, 1))
        for one in ordinary:
            approvals.watch(approval=one, by=by, at=TUESDAY)

    more(5)
    few = least()
    more(55)
    assert least() == few
    assert max(few.values()) <= 8, few
    assert policy.decidable(by).count() > 200

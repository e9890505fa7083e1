"""Who may handle a case: nobody their own, nobody what they accepted where that is kept apart, a substitute in the other's name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.delivery.conftest import MONDAY, RESTAURANT, SITUATION, Town, fill, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseView, Point
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import Deregistration
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.elements.terms import Sensitivity
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Firm, Grant, Mandate, Organisation, Person, Representation, Staff
from zhengtong.foundation.identity.terms import Duty, Office
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

BY = system("test")


AUGUST = datetime(2026, 8, 3, 9, 30, tzinfo=CHINA)
"""When officers look; what they do to a case is dated by the Monday on which it came in."""


@pytest.fixture(autouse=True)
def _august() -> Iterator[None]:
    with clock.standing_at(AUGUST):
        yield


def serve(name: str, organisation: str, *duties: Duty) -> int:
    account = identity.open_account(username=name, password="long enough", by=BY, at=MONDAY)
    identity.appoint(account=account, organisation=organisation, name=name, duties=set(duties), by=BY, at=MONDAY)
    return account


def actor(account: int) -> Actor:
    return identity.actor_of(account=account)


def is_the_owner(account: int, firm: str = "91990100MA0000015X") -> None:
    """From now on this officer is, in private life, who represents the firm."""
    head = Representation.objects.get(firm=firm, office=Office.LEGAL_REPRESENTATIVE).person
    Staff.objects.filter(account=account).update(person=head.number)


@pytest.fixture
def window() -> str:
    return catalogue.city().lead_window


@pytest.fixture
def opened(town: Town, submitted: CaseView) -> ApprovalView:
    """The first approval that opens when the window accepts."""
    accepted = cases.accept(case=submitted.number, by=town.clerk, at=MONDAY)
    return next(one for one in accepted.approvals if one.state is ApprovalState.OPEN and not one.unpublished)


REFUSED = Reasons("不合格", "食品安全法 第三十三条", "改建厨房")


# --- 回避


def test_a_clerk_does_not_touch_their_own_firms_case(submitted: CaseView, window: str) -> None:
    mine, colleague = serve("mine", window, Duty.INTAKE), serve("colleague", window, Duty.INTAKE)
    is_the_owner(mine)
    by = actor(mine)
    (line,) = cases.window_queue(by).lines
    assert line.own
    acts = [
        lambda: cases.accept(case=submitted.number, by=by, at=MONDAY),
        lambda: cases.decline(case=submitted.number, reason="x", direction="y", by=by, at=MONDAY),
        lambda: cases.require_supplementation(case=submitted.number, points=[Point("x", "y")], by=by, at=MONDAY),
        lambda: cases.file(submitted.number, by),
        lambda: cases.case(submitted.number, by),
        lambda: cases.story(submitted.number, by),
        lambda: cases.notices(submitted.number, by),
    ]
    for act in acts:
        with pytest.raises(identity.OwnMatter) as refused:
            act()
        assert refused.value.params["who"] == ("colleague",)
    other = actor(colleague)
    assert not cases.window_queue(other).lines[0].own
    assert cases.accept(case=submitted.number, by=other, at=MONDAY).accepted_at


def test_a_reviewer_neither_reads_nor_decides_their_own(opened: ApprovalView) -> None:
    mine = serve("mine", opened.organisation, Duty.REVIEW)
    is_the_owner(mine)
    by = actor(mine)
    for act in (
        lambda: approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=by, at=MONDAY),
        lambda: cases.approval_file(opened.number, by),
        lambda: approvals.approval(opened.number, by),
    ):
        with pytest.raises(identity.OwnMatter):
            act()
    (line,) = [one for one in approvals.my_work(by).lines if one.number == opened.number]
    assert line.own
    assert not approvals.may_decide(opened.number, by)
    assert isinstance(approvals.hindrance(opened.number, by), identity.OwnMatter)
    assert approvals.approvals_of([opened.case])[opened.case][0].opinion is None


def test_who_can_is_the_body_then_its_head_then_the_one_above(opened: ApprovalView) -> None:
    mine = serve("mine", opened.organisation, Duty.REVIEW)
    is_the_owner(mine)

    def who() -> tuple[object, ...]:
        with pytest.raises(identity.OwnMatter) as refused:
            approvals.approval(opened.number, actor(mine))
        return refused.value.params["who"]

    body = Organisation.objects.get(code=opened.organisation)
    body.supervised_by = catalogue.city().lead_window
    body.save()
    identity.forget()
    above = identity.organisation(catalogue.city().lead_window)
    assert above is not None
    assert who() == (above.name,)
    serve("head", opened.organisation, Duty.ADMINISTER)
    assert who() == ("head",)
    also = serve("also", opened.organisation, Duty.REVIEW)
    assert who() == ("also",)
    is_the_owner(also)  # two who represent the same firm: neither can
    assert who() == ("head",)


@pytest.mark.parametrize("how", ["handler", "ended", "merged", "stranger"])
def test_what_is_ones_own_follows_the_register(opened: ApprovalView, how: str) -> None:
    account = serve("mine", opened.organisation, Duty.REVIEW)
    firm = Firm.objects.get(code=opened.subject.number)
    me = Person.objects.create(document_type="passport", name="我", number="P9", registered_at=MONDAY)
    Staff.objects.filter(account=account).update(person="P9")
    if how == "handler":
        Representation.objects.create(person=me, firm=firm, office=Office.HANDLER, since=MONDAY.date())
    if how == "ended":
        Representation.objects.create(person=me, firm=firm, office=Office.HANDLER, since=MONDAY.date(), until=MONDAY.date())
    if how == "merged":  # the officer's record was found to be the same person as the firm's representative
        me.merged_into = Representation.objects.get(firm=firm, office=Office.LEGAL_REPRESENTATIVE).person
        me.save()
    assert identity.is_party(actor(account), opened.subject) is (how in ("handler", "merged"))


def test_what_one_filed_for_another_is_ones_own_also_when_the_power_has_ended(opened: ApprovalView) -> None:
    """A one-time power is used up with the case, an office ends when somebody likes: whoever filed it does not decide it."""
    account, other = serve("mine", opened.organisation, Duty.REVIEW), serve("other", opened.organisation, Duty.REVIEW)
    me = Person.objects.create(document_type="passport", name="我", number="P9", registered_at=MONDAY)
    Staff.objects.filter(account=account).update(person="P9")
    days = {"since": MONDAY.date(), "until": MONDAY.date()}
    firm, principal = opened.subject.number, {"principal_kind": "firm", "principal_number": opened.subject.number}
    power = Mandate.objects.create(
        number="M9", agent=me, matters=[], state="used", given_by="x", offered_at=MONDAY, **principal, **days
    )  # fmt: skip
    office = Representation.objects.create(person=me, firm_id=firm, office=Office.HANDLER, **days)
    for basis in (Ref("mandate", str(power.number)), Ref("office", str(office.pk))):
        Approval.objects.filter(number=opened.number).update(basis=str(basis))
        Case.objects.filter(number=opened.case).update(basis=str(basis))
        with pytest.raises(identity.OwnMatter) as refused:
            approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=actor(account), at=MONDAY)
        assert refused.value.params["who"] == ("other",)
        with pytest.raises(identity.OwnMatter):
            cases.approval_file(opened.number, actor(account))
    assert approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=actor(other), at=MONDAY).opinion


def test_nobody_ends_the_licence_of_their_own_firm(town: Town) -> None:
    (held,) = [one for one in licences.licences_of(town.firm.subject, BY) if one.type == "business_licence"]
    mine, other = serve("mine", held.issuer, Duty.REVIEW), serve("other", held.issuer, Duty.REVIEW)
    is_the_owner(mine)
    ground = next(iter(Deregistration))
    with pytest.raises(identity.OwnMatter):
        licences.deregister(number=held.number, ground=ground, explanation="x", by=actor(mine), at=MONDAY)
    assert licences.deregister(number=held.number, ground=ground, explanation="x", by=actor(other), at=MONDAY).ended_on


# --- 代理


def test_a_substitute_decides_and_the_decision_names_both(opened: ApprovalView) -> None:
    away, stands = serve("away", opened.organisation, Duty.REVIEW), serve("stands", opened.organisation, Duty.INTAKE)
    assert not approvals.my_work(actor(stands)).lines
    until = AUGUST.date() + timedelta(days=3)
    leave = identity.record_leave(account=away, substitute=stands, since=AUGUST.date(), until=until, by=actor(away), at=AUGUST)
    by = actor(stands)
    (line,) = [one for one in approvals.my_work(by).lines if one.number == opened.number]
    assert line.through == leave.ref
    decided = approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=by, at=MONDAY)
    assert (decided.decided_by, decided.decided_for) == ("stands", "away")
    (row,) = [row for row in ledger.facts_about(Ref("case", opened.case)) if row.fact == "approvals.ApprovalDecided"]
    assert row.by.who == Ref("account", str(stands))
    assert row.by.basis == leave.ref


def test_who_holds_the_right_themselves_acts_in_their_own_name(opened: ApprovalView) -> None:
    away, stands = serve("away", opened.organisation, Duty.REVIEW), serve("stands", opened.organisation, Duty.REVIEW)
    identity.record_leave(account=away, substitute=stands, since=AUGUST.date(), until=AUGUST.date(), by=actor(away), at=AUGUST)
    decided = approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=actor(stands), at=MONDAY)
    assert (decided.decided_by, decided.decided_for) == ("stands", "")


def test_a_substitute_would_decide_their_own_case(opened: ApprovalView) -> None:
    away, stands = serve("away", opened.organisation, Duty.REVIEW), serve("stands", opened.organisation, Duty.INTAKE)
    is_the_owner(stands)
    identity.record_leave(account=away, substitute=stands, since=AUGUST.date(), until=AUGUST.date(), by=actor(away), at=AUGUST)
    with pytest.raises(identity.OwnMatter) as refused:
        approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=actor(stands), at=MONDAY)
    assert refused.value.params["who"] == ("away",)


def test_nor_is_the_absents_own_case_decided_in_their_right(opened: ApprovalView) -> None:
    away, stands = serve("away", opened.organisation, Duty.REVIEW), serve("stands", opened.organisation, Duty.INTAKE)
    is_the_owner(away)
    identity.record_leave(account=away, substitute=stands, since=AUGUST.date(), until=AUGUST.date(), by=actor(away), at=AUGUST)
    with pytest.raises(identity.OwnMatter):
        approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=actor(stands), at=MONDAY)
    Grant.objects.filter(account=stands).update(duty=Duty.REVIEW)  # in a right of their own they may
    assert approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=actor(stands), at=MONDAY).decided_for == ""


def test_acceptance_by_a_substitute_is_on_record_too(submitted: CaseView, window: str) -> None:
    away, stands = serve("away", window, Duty.INTAKE), serve("stands", window, Duty.REVIEW)
    leave = identity.record_leave(account=away, substitute=stands, since=AUGUST.date(), until=AUGUST.date(), by=actor(away), at=AUGUST)
    assert cases.window_queue(actor(stands)).lines[0].through == leave.ref
    cases.accept(case=submitted.number, by=actor(stands), at=MONDAY)
    (row,) = [row for row in ledger.facts_about(Ref("case", submitted.number)) if row.fact == "cases.CaseAccepted"]
    assert row.by.basis == leave.ref


def test_the_note_of_a_body_is_not_read_at_the_window(opened: ApprovalView, window: str) -> None:
    reviewer, clerk = serve("reviewer", opened.organisation, Duty.REVIEW), serve("clerk", window, Duty.INTAKE)
    approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, note="内部意见", by=actor(reviewer), at=MONDAY)
    assert approvals.approval(opened.number, actor(reviewer)).note == "内部意见"
    assert approvals.approval(opened.number, actor(clerk)).note == ""
    for reader in (reviewer, clerk):
        assert "内部意见" not in str(cases.approval_file(opened.number, actor(reader)).case)


# --- 审受分离


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every item of these cases keeps acceptance and decision apart, as the shipped benefits do."""
    held = catalogue.guide
    monkeypatch.setattr(catalogue, "guide", lambda code, pin=None: replace(held(code, pin=pin), separate=True))


def _both(opened: ApprovalView, clerk: int) -> Actor:
    """The clerk who accepted is given the right to decide as well."""
    Grant.objects.create(account_id=clerk, organisation=opened.organisation, duty=Duty.REVIEW, source="grant", since=MONDAY)
    return actor(clerk)


def _accepted_by(clerk: int, submitted: CaseView) -> ApprovalView:
    accepted = cases.accept(case=submitted.number, by=actor(clerk), at=MONDAY)
    return next(one for one in accepted.approvals if one.state is ApprovalState.OPEN and not one.unpublished)


def test_who_accepted_may_not_decide_where_the_item_says_so(submitted: CaseView, window: str, apart: None) -> None:
    clerk = serve("clerk", window, Duty.INTAKE)
    opened = _accepted_by(clerk, submitted)
    other = serve("other", opened.organisation, Duty.REVIEW)
    by = _both(opened, clerk)
    with pytest.raises(approvals.SameOfficer) as refused:
        approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=by, at=MONDAY)
    assert refused.value.params["who"] == ("other",)
    with pytest.raises(approvals.SameOfficer):
        approvals.decide(approval=opened.number, opinion=Opinion.REFUSE, reasons=REFUSED, by=by, at=MONDAY)
    assert not approvals.may_decide(opened.number, by)
    assert cases.approval_file(opened.number, by)  # reading is not deciding
    assert approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=actor(other), at=MONDAY).opinion


def test_nor_is_it_decided_in_the_right_of_who_accepted(submitted: CaseView, window: str, apart: None) -> None:
    clerk = serve("clerk", window, Duty.INTAKE)
    opened = _accepted_by(clerk, submitted)
    _both(opened, clerk)
    stands = serve("stands", window, Duty.ASSIST)
    identity.record_leave(account=clerk, substitute=stands, since=AUGUST.date(), until=AUGUST.date(), by=actor(clerk), at=AUGUST)
    with pytest.raises(approvals.SameOfficer):
        approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=actor(stands), at=MONDAY)
    assert not approvals.may_decide(opened.number, actor(stands))


def test_other_items_are_not_touched_by_it(submitted: CaseView, window: str) -> None:
    clerk = serve("clerk", window, Duty.INTAKE)
    opened = _accepted_by(clerk, submitted)
    assert approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=_both(opened, clerk), at=MONDAY).opinion


def test_what_the_law_accepted_nobody_accepted(submitted: CaseView, window: str, apart: None) -> None:
    clerk = serve("clerk", window, Duty.INTAKE)
    later = MONDAY + timedelta(days=30)
    cases.accept_by_law(case=submitted.number, by=system("cases"), at=later)
    parts = approvals.approvals_of([submitted.number])[submitted.number]
    opened = next(one for one in parts if one.state is ApprovalState.OPEN and not one.unpublished)
    assert approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=_both(opened, clerk), at=later).opinion


@pytest.mark.parametrize("code", ["43PCN0009-05", "43PCN0013-04", "43PCN0013-08", "43PCN0013-10"])
def test_shipped_money_is_kept_apart_with_its_reason(db: None, code: str) -> None:
    held = catalogue.guide(code)
    assert held.separate
    assert held.separate_basis
    assert not catalogue.guide("43TCN0003-02").separate


# --- 数据分级


def _of(one: ApprovalView) -> Actor:
    return officer(one.organisation, Duty.REVIEW)


def test_classes_that_a_right_does_not_open_are_named_not_shown(town: Town, submitted: CaseView) -> None:
    parts = cases.accept(case=submitted.number, by=town.clerk, at=MONDAY).approvals
    opened = next(one for one in parts if one.state is ApprovalState.OPEN and cases.approval_file(one.number, _of(one)).files)
    reviewer = serve("reviewer", opened.organisation, Duty.REVIEW)
    whole = cases.approval_file(opened.number, actor(reviewer))
    assert not whole.withheld
    classes = {one.element.key: one.element.sensitivity for one in whole.form.fields}
    assert len(set(classes.values())) > 1
    assert whole.files
    Grant.objects.filter(account=reviewer).update(classes=[Sensitivity.PUBLIC, Sensitivity.INTERNAL])
    cut = cases.approval_file(opened.number, actor(reviewer))
    closed = {key for key, one in classes.items() if one not in (Sensitivity.PUBLIC, Sensitivity.INTERNAL)}
    assert closed
    assert set(cut.withheld) == closed
    assert {one.element.key for one in cut.form.fields if one.value is not None}.isdisjoint(closed)
    assert {one.element.key for one in cut.form.fields} == set(classes)  # named, not gone
    assert set(cut.answers) == set(whole.answers) - closed
    assert cut.papers_withheld
    assert cut.files == ()
    Grant.objects.filter(account=reviewer).update(classes=[one.value for one in Sensitivity])
    assert cases.approval_file(opened.number, actor(reviewer)).files == whole.files


def test_two_rights_open_what_either_opens(opened: ApprovalView) -> None:
    reviewer = serve("reviewer", opened.organisation, Duty.REVIEW)
    Grant.objects.filter(account=reviewer).update(classes=[Sensitivity.PUBLIC])
    assert cases.approval_file(opened.number, actor(reviewer)).withheld
    Grant.objects.create(account_id=reviewer, organisation=opened.organisation, duty=Duty.REVIEW, source="grant", since=MONDAY, items=["z"])
    assert cases.approval_file(opened.number, actor(reviewer)).withheld  # the other right does not reach this item
    Grant.objects.filter(account=reviewer, items=["z"]).update(items=[opened.item])
    assert not cases.approval_file(opened.number, actor(reviewer)).withheld


def test_the_window_is_cut_likewise(submitted: CaseView, window: str) -> None:
    clerk = serve("clerk", window, Duty.INTAKE)
    Grant.objects.filter(account=clerk).update(classes=[Sensitivity.PUBLIC])
    assert cases.file(submitted.number, actor(clerk)).withheld


# --- 调动


def test_an_officer_moved_while_holding_cases(town: Town, submitted: CaseView, opened: ApprovalView) -> None:
    """Their rights go with the post, the rows stay with the body, and what was asked or noted stands."""
    mover = serve("mover", opened.organisation, Duty.REVIEW)
    before = actor(mover)
    assert approvals.may_decide(opened.number, before)
    elsewhere = next(one.code for one in identity.organisations(catalogue.city().division) if one.code != opened.organisation)
    identity.appoint(account=mover, organisation=elsewhere, name="mover", duties={Duty.REVIEW}, by=BY, at=MONDAY)
    by = actor(mover)
    assert opened.number not in {one.number for one in approvals.my_work(by).lines}
    for act in (
        lambda: approvals.approval(opened.number, by),
        lambda: cases.approval_file(opened.number, by),
        lambda: approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=by, at=MONDAY),
    ):
        with pytest.raises(approvals.ApprovalNotFound):
            act()
    stays = actor(serve("stays", opened.organisation, Duty.REVIEW))
    assert opened.number in {one.number for one in approvals.my_work(stays).lines}
    assert approvals.decide(approval=opened.number, opinion=Opinion.APPROVE, by=stays, at=MONDAY).decided_by == "stays"


def test_the_successor_of_a_body_sees_its_matters_in_rows_lists_and_counts(opened: ApprovalView) -> None:
    heir = next(one.code for one in identity.organisations(catalogue.city().division) if one.code != opened.organisation)
    by = serve("heir", heir, Duty.REVIEW)
    before = len(approvals.my_work(actor(by), limit=100).lines)
    Organisation.objects.filter(code=opened.organisation).update(successor=heir, closed_on=MONDAY.date() - timedelta(days=1))
    identity.forget()
    assert opened.number in {one.number for one in approvals.my_work(actor(by), limit=100).lines}
    assert len(approvals.my_work(actor(by), limit=100).lines) == before + Approval.objects.filter(
        organisation=opened.organisation, state=ApprovalState.OPEN
    ).count()
    assert approvals.approval(opened.number, actor(by))


def test_a_right_cut_to_items_or_places_is_cut_everywhere(opened: ApprovalView) -> None:
    reviewer = serve("reviewer", opened.organisation, Duty.REVIEW)
    for cut, there in (
        ({"items": ["no-such"]}, False),
        ({"items": [opened.item]}, True),
        ({"divisions": ["99"]}, False),
        ({"divisions": [opened.division[:4]]}, True),
    ):
        Grant.objects.filter(account=reviewer).update(**{"items": [], "divisions": [], **cut})
        by = actor(reviewer)
        assert (opened.number in {one.number for one in approvals.my_work(by).lines}) is there
        assert approvals.may_decide(opened.number, by) is there
        assert approvals.holds_part_of(opened.case, by) is there


def test_a_second_draft_of_the_same_matter_counts_for_nobody_else(town: Town, window: str) -> None:
    """Counts and pages leak nothing: a clerk cut to another matter sees no line and no next page."""
    for _ in range(2):
        draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
        fill(draft.number, town.firm)
        cases.submit(draft=draft.number, by=town.firm, at=MONDAY)
    clerk = serve("clerk", window, Duty.INTAKE)
    assert cases.window_queue(actor(clerk), limit=1).next
    Grant.objects.filter(account=clerk).update(items=["other"])
    page = cases.window_queue(actor(clerk), limit=1)
    assert (page.lines, page.next) == ((), "")


def test_of_other_parts_a_reviewer_learns_how_far_they_are_never_why(town: Town, submitted: CaseView) -> None:
    parts = [one for one in cases.accept(case=submitted.number, by=town.clerk, at=MONDAY).approvals if one.state is ApprovalState.OPEN]
    first, second = (next(one for one in parts if one.organisation == code) for code in sorted({one.organisation for one in parts})[:2])
    approvals.decide(approval=first.number, opinion=Opinion.REFUSE, reasons=REFUSED, note="内部意见", by=_of(first), at=MONDAY)
    seen = {one.number: one for one in cases.approval_file(second.number, _of(second)).case.approvals}
    assert seen[first.number].state is ApprovalState.REFUSED
    assert (seen[first.number].reasons, seen[first.number].note, seen[first.number].decided_by) == (None, "", "")
    assert approvals.approval(first.number, _of(first)).note == "内部意见"

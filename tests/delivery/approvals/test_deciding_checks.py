"""事后核查 over a whole case: due with the approval; as promised, or put right by a day, else the licence is annulled (消防法 art. 58)."""

from datetime import date, datetime, timedelta

import pytest

from tests.delivery.conftest import MONDAY, Town, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import AfterCheck, AfterCheckState, ApprovalView, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import LicenceStatus
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref

pytestmark = pytest.mark.django_db
NEXT_DAY, LATER = MONDAY + timedelta(days=1), MONDAY + timedelta(days=20)
TWO = ("王核查", "李核查")
BY = system("tests")


@pytest.fixture
def fire(submitted: CaseView, town: Town) -> ApprovalView:
    """Approved on a commitment, with its licence."""
    case = cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    one = next(one for one in case.approvals if one.item.endswith("-04"))
    for name in TWO:
        serve(name, one.organisation)
    Approval.objects.filter(number=one.number).update(committed=True)
    return approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=reviewer(one), at=NEXT_DAY)


def serve(name: str, organisation: str) -> str:
    """In post at a body; how a form names them."""
    account = identity.open_account(username=f"checks-{name}", password="long-enough-4", by=BY, at=MONDAY)
    identity.appoint(account=account, organisation=organisation, name=name, duties=[Duty.REVIEW], by=BY, at=MONDAY)
    return f"account:{account}"


def two(one: ApprovalView) -> tuple[str, ...]:
    """Those who are in post at the body that answers for it."""
    return tuple(who for who, _ in approvals.checkers(reviewer(one)))


def reviewer(one: ApprovalView) -> Actor:
    return officer(one.organisation, Duty.REVIEW)


def due(one: ApprovalView) -> AfterCheck:
    return next(check for check in approvals.checks(reviewer(one)).lines if check.approval == one.number)


def record(one: ApprovalView, outcome: AfterCheckState, at: datetime, until: date | None = None, once: str = "") -> AfterCheck:
    return approvals.record_check(
        check=due(one).id, outcome=outcome, found="少一个安全出口", officers=two(one), correct_by=until, by=reviewer(one), at=at,
        once=Key(once) if once else None,
    )  # fmt: skip


def licence(one: ApprovalView, town: Town) -> LicenceStatus:
    (held,) = [each for each in licences.licences_of_case(one.case, town.firm) if each.approval == one.number]
    return held.status


def outcomes(one: ApprovalView) -> list[str]:
    rows = ledger.facts_about(Ref("case", one.case))
    return [str((row.values or {})["outcome"]) for row in rows if row.fact == "approvals.CommitmentChecked"]


def test_with_the_approval_the_check_is_due_within_the_items_term(fire: ApprovalView) -> None:
    check = due(fire)
    assert (check.state, check.due_on, check.reference) == (AfterCheckState.DUE, date(2026, 3, 31), "消防法 第十五条")


def test_found_as_promised_the_licence_stays(fire: ApprovalView, town: Town) -> None:
    kept = record(fire, AfterCheckState.KEPT, LATER)
    assert (kept.state, kept.officers) == (AfterCheckState.KEPT, TWO)
    assert licence(fire, town) is LicenceStatus.VALID
    assert not approvals.checks(reviewer(fire)).lines
    assert [one.approval for one in approvals.checked_lately(reviewer(fire))] == [fire.number]


def test_an_order_to_correct_names_its_day(fire: ApprovalView) -> None:
    for until in (None, LATER.date()):
        with pytest.raises(approvals.CorrectionTermMissing):
            record(fire, AfterCheckState.TO_CORRECT, LATER, until)


def test_with_the_order_to_correct_the_law_stops_the_business_and_fines_and_annuls_nothing_yet(fire: ApprovalView, town: Town) -> None:
    """消防法 art. 58(1) at the finding; art. 58(2), the permit annulled, only where it was not corrected."""
    ordered = record(fire, AfterCheckState.TO_CORRECT, LATER, date(2026, 4, 3))
    assert ordered.consequence.startswith("责令停止使用或者停产停业，并处三万元以上三十万元以下罚款")
    assert "撤销" not in ordered.consequence
    assert licence(fire, town) is LicenceStatus.VALID
    [told] = [dict(row.values or {}) for row in ledger.facts_about(Ref("case", fire.case)) if row.fact == "approvals.CommitmentChecked"]
    assert (told["article"], told["consequence"]) == ("消防法 第五十八条", ordered.consequence)


def test_put_right_in_time_nothing_follows(fire: ApprovalView, town: Town) -> None:
    record(fire, AfterCheckState.TO_CORRECT, LATER, date(2026, 4, 3))
    corrected = record(fire, AfterCheckState.CORRECTED, LATER + timedelta(days=5))
    assert corrected.state is AfterCheckState.CORRECTED
    assert corrected.found.count("少一个安全出口") == 2
    assert licence(fire, town) is LicenceStatus.VALID
    assert outcomes(fire) == ["to_correct", "corrected"]


def test_not_put_right_the_licence_is_annulled_on_the_items_article_and_not_before_the_term_is_over(fire: ApprovalView, town: Town) -> None:
    record(fire, AfterCheckState.TO_CORRECT, LATER, date(2026, 4, 3))
    with pytest.raises(approvals.TermNotOver):
        record(fire, AfterCheckState.BROKEN, LATER + timedelta(days=5))
    assert licence(fire, town) is LicenceStatus.VALID
    for _ in range(2):
        check = approvals.check_of(fire.number)
        assert check
        approvals.record_check(
            check=check.id, outcome=AfterCheckState.BROKEN, found="没有整改", officers=two(fire), by=reviewer(fire),
            at=LATER + timedelta(days=20), once=Key("b"),
        )  # fmt: skip
    (held,) = [each for each in licences.licences_of_case(fire.case, town.firm) if each.approval == fire.number]
    assert held.status is LicenceStatus.ANNULLED
    assert held.explanation == "消防法 第五十八条：逾期不整改或者整改后仍达不到要求的，撤销许可（第二款）。"
    assert outcomes(fire) == ["to_correct", "broken"]


def test_each_step_is_told_to_the_holder(fire: ApprovalView, town: Town) -> None:
    record(fire, AfterCheckState.TO_CORRECT, LATER, date(2026, 4, 3))
    for _ in range(30):
        if not ledger.work_once(30):
            break
    assert town.firm.subject is not None
    said = [one.message for one in messages.messages_of(town.firm.subject).lines]
    assert any("not found as promised" in message and "Besides" in message for message in said)


def test_another_body_sees_and_records_nothing(fire: ApprovalView) -> None:
    outsider = officer("119901000000000355", Duty.REVIEW)
    assert not approvals.checks(outsider).lines
    with pytest.raises(approvals.CheckNotFound):
        approvals.record_check(
            check=due(fire).id, outcome=AfterCheckState.KEPT, found="属实", officers=two(fire), by=outsider, at=LATER
        )  # fmt: skip


def test_whoever_checks_is_in_post_at_the_office_that_answers_for_it(fire: ApprovalView) -> None:
    """A name of nobody, an account of another body, one person twice: none of them makes two officers."""
    elsewhere, (first, second) = serve("赵外人", "119901000000000355"), two(fire)
    for chosen, told in (
        ((first, "王核查"), approvals.NotOfTheOffice),
        ((first, elsewhere), approvals.NotOfTheOffice),
        ((first, first), approvals.TwoOfficers),
        ((first, ""), approvals.TwoOfficers),
    ):
        with pytest.raises(told):
            approvals.record_check(
                check=due(fire).id, outcome=AfterCheckState.KEPT, found="属实", officers=chosen, by=reviewer(fire), at=LATER
            )
    assert approvals.record_check(
        check=due(fire).id, outcome=AfterCheckState.KEPT, found="属实", officers=(second, first), by=reviewer(fire), at=LATER
    ).officers == ("李核查", "王核查")

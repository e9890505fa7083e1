"""文书: each written notice at its time, with what the law wants in it, for those who may read it."""

from datetime import date, datetime, timedelta

import pytest

from tests.delivery.conftest import MONDAY, Town, officer, paper
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.commands.clock import write
from zhengtong.delivery.approvals.models import Approval, ClockEvent
from zhengtong.delivery.approvals.terms import ApprovalState, ClockEventKind, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.rules.remedies import remedies
from zhengtong.delivery.cases.terms import CaseView, NoticeKind, Point, Sentence, WrittenNotice
from zhengtong.foundation.catalogue.terms import Parameter, Regime
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.words import Words

NEXT_DAY = MONDAY + timedelta(days=1)
WHY = Reasons("场所平面布置图没有标注安全出口。", "消防法 第十五条", "补上安全出口后重新申请。")
LACKING = ("floor-plan",)


def read(sentences: tuple[Sentence, ...]) -> str:
    """As the source has it, with the Chinese of what is named."""
    return "\n".join(one.message % one.params if one.params else one.message for one in sentences)


def written(case: CaseView, town: Town) -> dict[str, WrittenNotice]:
    return {one.name: one for one in cases.notices(case.number, town.firm)}


def decide(case: CaseView, town: Town, item: str, opinion: Opinion, reasons: Reasons | None = None, *, at: datetime = NEXT_DAY) -> None:
    part = next(one for one in cases.case(case.number, town.firm).approvals if one.item.endswith(item))
    by, on_papers = officer(part.organisation, Duty.REVIEW), LACKING if reasons and part.committed and item == "-04" else ()
    approvals.decide(approval=part.number, opinion=opinion, reasons=reasons, fails_on=on_papers, by=by, at=at)


def test_a_case_just_received_has_its_receipt_and_no_notice(submitted: CaseView, town: Town) -> None:
    assert written(submitted, town) == {}


def test_acceptance_is_written_with_each_items_day(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    (notice,) = cases.notices(submitted.number, town.firm)
    assert (notice.kind, notice.name, notice.number) == (NoticeKind.ACCEPTED, "acceptance", f"{submitted.number}-SL")
    assert (notice.addressee, notice.on) == ("湘江小馆", date(2026, 3, 3))
    assert "2026年3月3日" in read(notice.body)
    assert "行政许可法 第三十二条" in notice.article
    assert "seal" in read((notice.seal,))
    told = [one.message for one in notice.points]
    assert len(told) == 4
    assert sum("begins when" in one for one in told) == 1  # the food permit waits for the check of the business licence
    assert notice.remedies == ()


def test_what_was_written_on_acceptance_reads_the_same_ever_after(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    before = written(submitted, town)["acceptance"]
    decide(submitted, town, "-01", Opinion.APPROVE, at=NEXT_DAY + timedelta(hours=1))
    assert written(submitted, town)["acceptance"] == before


def test_silence_is_written_as_acceptance_from_the_day_of_receipt(submitted: CaseView, town: Town) -> None:
    cases.accept_by_law(case=submitted.number, by=system("cases"), at=MONDAY + timedelta(days=8))
    said = read(written(submitted, town)["acceptance"].body)
    assert "in silence" in said
    assert "accepted from 2026年3月2日" in said


def test_the_supplementation_notice_names_every_point(submitted: CaseView, town: Town) -> None:
    points = [Point("floor-plan", "没有标注比例", "消防法 第十五条"), Point("premises.area", "与图纸不一致")]
    cases.require_supplementation(case=submitted.number, points=points, by=town.clerk, at=NEXT_DAY)
    (notice,) = cases.notices(submitted.number, town.firm)
    assert notice.kind is NoticeKind.SUPPLEMENTATION
    first, second = (read((one,)) for one in notice.points)
    assert first.endswith("没有标注比例 (消防法 第十五条)")
    assert second.endswith("与图纸不一致")
    assert "floor-plan" not in first
    assert "premises.area" not in second
    given = [("floor-plan", paper("新图.pdf"))]
    cases.supplement(case=submitted.number, answers={"premises.area": "175"}, files=given, by=town.firm, at=NEXT_DAY)
    cases.require_supplementation(case=submitted.number, points=points[:1], by=town.clerk, at=NEXT_DAY + timedelta(hours=1))
    again = written(submitted, town)
    assert again["supplementation"].points == notice.points
    assert len(again["supplementation-2"].points) == 1


def test_declining_is_written_with_reason_direction_and_remedies(submitted: CaseView, town: Town) -> None:
    cases.decline(case=submitted.number, reason="不属于本级管辖", direction="向区政务服务中心申请", by=town.clerk, at=NEXT_DAY)
    (notice,) = cases.notices(submitted.number, town.firm)
    assert notice.kind is NoticeKind.DECLINED
    assert "不属于本级管辖" in read(notice.points)
    assert "向区政务服务中心申请" in read(notice.points)
    assert "60 days" in read(notice.remedies)
    assert "6 months" in read(notice.remedies)


def test_a_refusal_gives_reasons_article_way_out_and_remedies(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    decide(submitted, town, "-04", Opinion.REFUSE, WHY)
    notice = next(one for one in written(submitted, town).values() if one.kind is NoticeKind.REFUSED)
    assert notice.title.message == "Decision to refuse a permit"
    for part in (WHY.text, WHY.article, WHY.would_pass_if):
        assert part in read(notice.points)
    assert notice.article == "行政许可法 第三十八条"
    assert notice.signed == "李审批"
    said = read(notice.remedies)
    assert "长沙市人民政府" in said
    assert "行政复议法 第二十条" in said
    assert "行政诉讼法 第四十六条" in said


def test_an_approval_names_the_licence_that_goes_with_it(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    decide(submitted, town, "-04", Opinion.APPROVE)
    notice = next(one for one in written(submitted, town).values() if one.kind is NoticeKind.APPROVED)
    assert notice.title.message == "Decision to grant a permit"
    assert "消防安全检查意见书" in read(notice.body)
    assert notice.article == "行政许可法 第三十八条"
    assert notice.remedies == ()


def test_what_is_no_permit_is_not_called_one(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    decide(submitted, town, "-01", Opinion.APPROVE)
    notice = next(one for one in written(submitted, town).values() if one.kind is NoticeKind.APPROVED)
    assert notice.title.message == "Notice of the result"  # a public service decides nothing
    assert "not an administrative decision" in read(notice.body)
    assert notice.article == ""


def test_a_service_that_fails_tells_why_and_refuses_nothing(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    decide(submitted, town, "-01", Opinion.REFUSE, WHY)
    notice = next(one for one in written(submitted, town).values() if one.kind is NoticeKind.REFUSED)
    assert notice.title.message == "Notice of the result"
    assert "decided not to approve" not in read(notice.body)
    assert WHY.text in read(notice.points)
    assert notice.remedies == ()


def test_another_power_decides_and_says_what_may_be_done_though_it_is_no_permit(submitted: CaseView, town: Town) -> None:
    """户外招牌: to agree or not to a sign board is an act of the authority."""
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    decide(submitted, town, "-06", Opinion.REFUSE, WHY)
    notice = next(one for one in written(submitted, town).values() if one.kind is NoticeKind.REFUSED)
    assert notice.title.message == "Decision to refuse"
    assert "长沙市人民政府" in read(notice.remedies)


def test_notices_are_for_the_applicant_and_the_window(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    assert cases.notices(submitted.number, town.clerk) == cases.notices(submitted.number, town.firm)
    for other in (town.stranger, officer("129901000000000XXX", Duty.INTAKE)):
        with pytest.raises(cases.CaseNotFound):
            cases.notices(submitted.number, other)


SINCE = date(2020, 1, 1)


def regime(**given: object) -> Regime:
    parameters = tuple(Parameter(f"remedy.{name}", value, SINCE, name) for name, value in given.items())  # type: ignore[arg-type]
    return Regime("x", Words("x"), parameters)


def test_where_the_regime_is_silent_no_remedy_is_invented() -> None:
    assert remedies(regime(), SINCE, None) == ()


def test_a_special_term_to_sue_goes_before_the_general_one() -> None:
    said = read(remedies(regime(lawsuit_months=6, lawsuit_days=30), SINCE, None))
    assert "30 days" in said
    assert "months" not in said


def test_where_reconsideration_comes_first_nobody_is_sent_to_court_directly() -> None:
    first = regime(reconsideration_days=60, reconsideration_first=["non_disclosure", "silence"], lawsuit_months=6)
    said = read(remedies(first, SINCE, None))
    assert "comes first" in said
    assert "months" not in said
    assert "months" in read(remedies(regime(reconsideration_first=("silence",), lawsuit_months=6), SINCE, None))


# messages


def told(town: Town) -> list[tuple[str, dict[str, object]]]:
    while ledger.work_once(20):
        pass
    return [(one.message, dict(one.params)) for one in messages.messages_of(town.firm.subject).lines]


def test_each_decision_is_told_once_with_its_name_body_and_licence(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    before = len(told(town))
    decide(submitted, town, "-04", Opinion.APPROVE)
    new = told(town)
    assert len(new) == before + 1
    message, params = new[0]
    assert message == "%(name)s (%(body)s): approved. Your licence is ready: %(licence)s."
    assert params["name"] == next(one.name for one in submitted.approvals if one.item.endswith("-04"))
    assert "消防" in str(params["body"])
    assert "消防安全检查意见书" in str(params["licence"])


def test_a_refusal_is_told_as_one(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    before = len(told(town))
    decide(submitted, town, "-04", Opinion.REFUSE, WHY)
    new = told(town)
    assert len(new) == before + 1
    assert "not approved" in new[0][0]
    assert WHY.text not in str(new[0])


def test_no_two_messages_of_a_whole_case_say_the_same(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    for _ in range(3):
        for one in cases.case(submitted.number, town.firm).approvals:
            if one.state is ApprovalState.OPEN:
                approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=officer(one.organisation, Duty.REVIEW), at=NEXT_DAY)
    said = [message % params for message, params in told(town)]
    assert len(said) == len(set(said)) == 1 + 1 + 1 + 4 + 1  # the licence from before, received, accepted, four decisions, done


def test_a_term_begun_anew_and_lengthened_anew_has_a_second_notice_of_its_own(submitted: CaseView, town: Town) -> None:
    """Two papers, two names, two numbers; the first still tells the day that it told."""
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    decide(submitted, town, "-01", Opinion.APPROVE)
    case = cases.case(submitted.number, town.firm)
    one = next(one for one in case.approvals if one.item.endswith("-02"))
    name = f"extension-{one.number.rpartition('-')[2]}"
    head = officer(one.organisation, Duty.LEAD)
    approvals.extend(approval=one.number, reason="现场要复核", days=3, by=head, at=NEXT_DAY)
    first = written(case, town)[name]
    row = Approval.objects.get(number=one.number)
    anew = ClockEvent(kind=ClockEventKind.RESTART, reference="补正以后重新计算")
    write(anew, row.case, row, on=NEXT_DAY.date() + timedelta(days=1), by=town.clerk, at=NEXT_DAY + timedelta(days=1))
    approvals.extend(approval=one.number, reason="补正的图纸要复核", days=5, by=head, at=NEXT_DAY + timedelta(days=1))
    found = {each: notice for each, notice in written(case, town).items() if notice.kind is NoticeKind.EXTENDED}
    assert {each: notice.number for each, notice in found.items()} == {
        name: f"{one.number}-YQ",
        f"{name}-2": f"{one.number}-YQ2",
    }
    assert read(found[name].body) == read(first.body)
    assert "补正的图纸要复核" in read(found[f"{name}-2"].body)
    assert read(found[f"{name}-2"].body).splitlines()[-1] != read(first.body).splitlines()[-1], "the new day"

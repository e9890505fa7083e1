"""送达: until when, how, to whom; recorded once, by the right window, never before there is something to deliver."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.delivery.cases.test_documents import WHY, decide, text
from tests.delivery.conftest import MONDAY, Town, officer
from zhengtong.delivery.approvals.terms import Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.errors import LeftWithWhom
from zhengtong.delivery.cases.rules.delivering import delivery_term
from zhengtong.delivery.cases.terms import CaseView, DeliveryView, DeliveryWay, DocumentView, NoticeKind, Receiver
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity.terms import Basis, Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref

NEXT_DAY = MONDAY + timedelta(days=1)
LATER = MONDAY + timedelta(days=3)


def work() -> None:
    while ledger.work_once(50):
        pass


@pytest.fixture
def decided(submitted: CaseView, town: Town) -> CaseView:
    """Accepted on Tuesday 2026-03-03; the check of the licence approved and the food permit refused on the same day."""
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    decide(submitted, town, "-01", Opinion.APPROVE)
    decide(submitted, town, "-02", Opinion.REFUSE, WHY)
    return cases.case(submitted.number, town.firm)


def documents(case: CaseView, by: Actor) -> Mapping[str, DocumentView]:
    return {one.name: one for one in cases.documents(case.number, by)}


def hand_over(case: CaseView, by: Actor, document: str = "decision-02", **said: object) -> DeliveryView:
    given: dict[str, object] = {
        "way": DeliveryWay.WINDOW,
        "on": date(2026, 3, 5),
        "received_by": "陈晓兰",
        "receiver": Receiver.SELF,
        "shown": "居民身份证 尾号0013",
    }
    return cases.record_delivery(case=case.number, document=document, by=by, at=LATER, **{**given, **said})  # type: ignore[arg-type]


# 2026: 15–23 February off, 14 and 28 worked. 2025: 1–8 October off, 28 September and 11 October worked. 2024: 10–17 February off.
LAWYERS_TABLE = [
    # regime           decided on          due                  article
    ("permit",         date(2026, 3, 3),   date(2026, 3, 17),   "行政许可法 第四十四条"),  # ten working days
    ("permit",         date(2026, 2, 10),  date(2026, 3, 2),    "行政许可法 第四十四条"),  # spring festival
    ("food_permit",    date(2026, 3, 3),   date(2026, 3, 10),   "食品经营许可和备案管理办法 第二十至二十四条"),
    ("permit",         date(2025, 9, 26),  date(2025, 10, 16),  "行政许可法 第四十四条"),  # national day
    ("permit",         date(2024, 2, 5),   date(2024, 2, 23),   "行政许可法 第四十四条"),  # the 18th was worked
    ("fire_check",     date(2026, 3, 3),   date(2026, 3, 17),   "行政许可法 第四十四条"),
    ("market_entity",  date(2026, 3, 3),   date(2026, 3, 3),    "市场主体登记管理条例 第二十一条"),  # with the decision
    ("water_permit",   date(2026, 3, 3),   date(2026, 3, 3),    "取水许可和水资源费征收管理条例 第十九条"),  # with the decision
    ("real_estate",    date(2026, 3, 3),   None,                ""),  # its law sets none
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("regime", "on", "due", "article"), LAWYERS_TABLE)
def test_until_when_a_decision_must_reach_the_applicant(regime: str, on: date, due: date | None, article: str) -> None:
    for kind in (NoticeKind.APPROVED, NoticeKind.REFUSED):
        found = delivery_term(kind, [catalogue.regime(regime)], catalogue.calendar(), on=on)
        assert (found.due.on if found.due else None, found.article) == (due, article)


@pytest.mark.django_db
def test_what_decides_nothing_has_no_term_but_is_delivered_too() -> None:
    found = delivery_term(NoticeKind.ACCEPTED, [catalogue.regime("permit")], catalogue.calendar(), on=date(2026, 3, 3))
    assert found.due is None


def test_a_decision_is_owed_from_its_day_and_its_term_is_explained(decided: CaseView, town: Town) -> None:
    work()
    held = documents(decided, town.firm)["decision-02"].delivery
    assert held is not None
    assert held.due is not None
    assert (held.since, held.due.on, held.way) == (date(2026, 3, 3), date(2026, 3, 10), None)  # the regime of food permits: five
    assert held.article
    assert [one.number for one in held.due.days if one.number][-1] == 5


def test_it_is_owed_also_while_no_seal_can_be_reached(decided: CaseView, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengtong.kernel.documents import ports
    from zhengtong.kernel.documents.adapters.simulator import SimulatedSealHouse

    monkeypatch.setattr(ports, "_house", lambda path: SimulatedSealHouse(refusals=10**6))
    work()
    lines = cases.deliveries_waiting(town.clerk).lines
    assert [one.document for one in lines if one.due_on] == ["decision-02"]
    assert not any(one.sealed for one in lines)
    with pytest.raises(cases.NotSealedYet):
        hand_over(decided, town.clerk)


def test_with_consent_it_counts_when_it_enters_the_message_box(decided: CaseView, town: Town) -> None:
    cases.consent(case=decided.number, agreed=True, by=town.firm, at=NEXT_DAY)
    before = clock.now()
    work()
    held = documents(decided, town.firm)["decision-02"].delivery
    assert held is not None
    assert held.way is DeliveryWay.ELECTRONIC
    assert held.delivered_at is not None
    assert held.delivered_at >= before
    assert town.firm.subject is not None
    told = [one for one in messages.messages_of((town.firm.subject,)).lines if "counts as delivered" in one.message]
    assert {one.at for one in told if str(one.params["number"]).endswith("-02-JD")} == {held.delivered_at}
    work()
    again = [one for one in messages.messages_of((town.firm.subject,)).lines if "counts as delivered" in one.message]
    assert len(again) == len(told)


def test_the_certificate_of_delivery_is_a_document_of_its_own(decided: CaseView, town: Town) -> None:
    work()
    hand_over(decided, town.clerk)
    work()
    made = documents(decided, town.firm)["delivered-decision-02"]
    assert made.sha256
    said = text(cases.document(case=decided.number, name=made.name, by=town.firm, at=LATER))
    for wanted in ("送达回证", "陈晓兰", "居民身份证尾号0013", "2026年3月5日", "窗口直接送达", "不予行政许可决定书"):
        assert wanted in said


def test_without_consent_nothing_is_delivered_by_itself(decided: CaseView, town: Town) -> None:
    work()
    assert {one.delivery.way for one in documents(decided, town.firm).values() if one.delivery} == {None}


def test_consent_taken_back_holds_from_then_on(decided: CaseView, town: Town) -> None:
    cases.consent(case=decided.number, agreed=True, by=town.firm, at=NEXT_DAY)
    cases.consent(case=decided.number, agreed=False, by=town.firm, at=NEXT_DAY)
    work()
    assert all(one.delivery.way is None for one in documents(decided, town.firm).values() if one.delivery)
    rows = [row for row in ledger.facts_about(Ref("case", decided.number)) if row.fact == "cases.ElectronicDeliveryChosen"]
    chosen = [row.values and row.values["agreed"] for row in rows]
    assert chosen == [True, False]


def test_saying_the_same_again_is_no_second_fact(decided: CaseView, town: Town) -> None:
    for _ in range(2):
        cases.consent(case=decided.number, agreed=True, by=town.firm, at=NEXT_DAY)
    facts = [row.fact for row in ledger.facts_about(Ref("case", decided.number))]
    assert facts.count("cases.ElectronicDeliveryChosen") == 1


@pytest.mark.parametrize("kind", [Basis.MANDATE, Basis.ASSISTANCE])
def test_whoever_stands_in_for_the_person_cannot_agree_for_them(decided: CaseView, town: Town, kind: Basis) -> None:
    by = replace(town.firm, basis=Ref(kind, "X1"), narrow=False)
    with pytest.raises(cases.ConsentIsTheirs):
        cases.consent(case=decided.number, agreed=True, by=by, at=NEXT_DAY)
    with pytest.raises(cases.CaseNotFound):
        cases.consent(case=decided.number, agreed=True, by=town.stranger, at=NEXT_DAY)


def test_recorded_twice_the_first_counts(decided: CaseView, town: Town) -> None:
    work()
    first = hand_over(decided, town.clerk, once=Key("k"))
    assert hand_over(decided, town.clerk, once=Key("k")) == first
    with pytest.raises(cases.DeliveredBefore, match="2026-03-05"):
        hand_over(decided, town.clerk, received_by="别人")
    facts = [row.fact for row in ledger.facts_about(Ref("case", decided.number))]
    assert facts.count("cases.DocumentDelivered") == 1


def test_nothing_is_delivered_before_it_is_decided(submitted: CaseView, town: Town) -> None:
    work()
    with pytest.raises(cases.NotOwed):
        hand_over(submitted, town.clerk)
    with pytest.raises(cases.NotOwed):
        hand_over(submitted, town.clerk, document="receipt")


def test_the_wrong_window_delivers_nothing(decided: CaseView, town: Town) -> None:
    work()
    for by in (officer("129901000000000999", Duty.INTAKE), officer(decided.approvals[0].organisation, Duty.REVIEW), town.firm):
        with pytest.raises(cases.CaseNotFound):
            hand_over(decided, by)
    assert documents(decided, town.firm)["decision-02"].delivery is not None


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"on": date(2026, 3, 2)}, cases.DeliveryDayImpossible),  # before the decision
        ({"on": date(2026, 3, 6)}, cases.DeliveryDayImpossible),  # tomorrow
        ({"received_by": "  "}, cases.ReceiverMissing),
        ({"shown": ""}, cases.ReceiverMissing),
        ({"way": DeliveryWay.ELECTRONIC}, cases.ElectronicByItself),
        ({"way": DeliveryWay.LEFT, "receiver": Receiver.AGENT}, LeftWithWhom),
        ({"way": DeliveryWay.LEFT, "shown": ""}, cases.ReceiverMissing),  # why, and the witnesses
    ],
)
def test_what_cannot_be_is_refused(decided: CaseView, town: Town, said: dict[str, object], refusal: type[Exception]) -> None:
    work()
    with pytest.raises(refusal):
        hand_over(decided, town.clerk, **said)
    held = documents(decided, town.firm)["decision-02"].delivery
    assert held is not None
    assert held.way is None


def test_what_they_refuse_is_left_before_witnesses_and_the_certificate_says_so(decided: CaseView, town: Town) -> None:
    work()
    why = "认为决定有误，拒绝签收；见证人岳麓社区刘某"
    hand_over(decided, town.clerk, way=DeliveryWay.LEFT, receiver=Receiver.FAMILY, received_by="陈某", shown=why)
    work()
    said = text(cases.document(case=decided.number, name="delivered-decision-02", by=town.firm, at=LATER))
    for wanted in ("留置送达", "拒收人", "陈某", "同住成年家属", "见证人岳麓社区刘某", "民事诉讼法第八十九条"):
        assert wanted in said, said


def test_what_nobody_has_after_its_term_is_told_once_to_the_window(decided: CaseView, town: Town) -> None:
    work()
    last = datetime(2026, 3, 10, 18, tzinfo=CHINA)
    assert cases.remind_of_deliveries(by=system("cases"), at=last) == 0
    assert cases.remind_of_deliveries(by=system("cases"), at=last + timedelta(days=1)) == 1
    assert cases.remind_of_deliveries(by=system("cases"), at=last + timedelta(days=2)) == 0
    facts = [row for row in ledger.facts_about(Ref("case", decided.number)) if row.fact == "cases.DeliveryOverdue"]
    assert [row.values and row.values["due_on"] for row in facts] == ["2026-03-10"]


def test_the_desk_lists_what_is_due_first_and_pages_by_keyset(decided: CaseView, town: Town) -> None:
    work()
    first = cases.deliveries_waiting(town.clerk, limit=1)
    assert [one.document for one in first.lines] == ["decision-02"]
    rest = cases.deliveries_waiting(town.clerk, after=first.next)
    assert {one.document for one in rest.lines} == {"acceptance", "decision-01"}
    assert cases.deliveries_waiting(officer("129901000000000999", Duty.INTAKE)).lines == ()


def test_the_list_asks_the_database_the_same_however_long_it_is(
    decided: CaseView, town: Town
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    work()
    with CaptureQueriesContext(connection) as one:
        cases.deliveries_waiting(town.clerk, limit=1)
    with CaptureQueriesContext(connection) as all_of_them:
        cases.deliveries_waiting(town.clerk, limit=50)
    assert len(one) == len(all_of_them)

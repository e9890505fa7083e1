"""法人: offices follow the register of firms; staff are appointed by its legal representative."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.foundation.identity.people import BY
from tests.foundation.identity.town import AT, CHEN, FIRM, LAST, LI, RESTAURANT, TODAY, ZHOU, acting, firm_of, person, registered
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity import errors
from zhengtong.foundation.identity.models import Firm, Representation
from zhengtong.foundation.identity.terms import Office, RegisterStatus
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref


@dataclass(frozen=True)
class Town:
    chen: int
    zhou: int
    li: int
    firm: Ref


@pytest.fixture(autouse=True)
def _today(clock, settings) -> None:
    settings.ZT_DEMO = True
    clock(AT)


@pytest.fixture
def town(db: None) -> Town:
    zhou, account = person(ZHOU, "zhou")
    return Town(person(CHEN, "chen")[1], account, person(LI, "li")[1], firm_of(zhou))


def facts() -> list[tuple[str, object]]:
    return [
        (row.fact.removeprefix("identity."), (row.values or {}).get("why", ""))
        for row in ledger.facts_about(Ref("firm", FIRM))
        if "Office" in row.fact
    ]


def appointed(town: Town, **more: object) -> str:
    said: dict = {"matters": None, "period": identity.Period(TODAY), **more}
    return identity.appoint_handler(person=identity.Named(*LI), by=acting(town.zhou, str(town.firm)), at=AT, **said).number


def test_the_register_names_the_representative(town: Town) -> None:
    registered(CHEN, code=FIRM)
    firm = identity.claim_office(code=FIRM, by=acting(town.chen), at=AT)
    assert firm.representative_name == CHEN[0]
    assert acting(town.chen, f"firm:{FIRM}").subject == firm.ref
    assert acting(town.zhou, f"firm:{FIRM}").basis is None, "the office of the one before ended at once"
    assert facts() == [("OfficeEnded", "register"), ("OfficeOpened", "")]


def test_a_firm_that_was_not_here_is_entered(town: Town) -> None:
    Representation.objects.all().delete()
    Firm.objects.all().delete()
    registered(CHEN, code=FIRM)
    assert identity.claim_office(code=FIRM, by=acting(town.chen), at=AT).name == "湘江小馆"
    assert identity.checked_at(FIRM) == AT


def test_whom_the_register_does_not_name(town: Town) -> None:
    with pytest.raises(errors.NotTheRepresentative):
        identity.claim_office(code=FIRM, by=acting(town.chen), at=AT)
    assert acting(town.chen, f"firm:{FIRM}").basis is None
    me = acting(town.chen).subject
    assert [row.fact for row in ledger.facts_about(me)][-1] == "identity.OfficeClaimRefused"
    with pytest.raises(errors.NotInRegister):
        identity.claim_office(code="91990100MA0000023Q", by=acting(town.chen), at=AT)
    registered(("陈小兰", CHEN[1]))
    with pytest.raises(errors.NotTheRepresentative):
        identity.claim_office(code=FIRM, by=acting(town.chen), at=AT)
    with pytest.raises(errors.InvalidCreditCode):
        identity.claim_office(code="12345", by=acting(town.chen), at=AT)


def test_nobody_claims_for_another(town: Town) -> None:
    registered(ZHOU)
    with pytest.raises(errors.NotPermitted):
        identity.claim_office(code=FIRM, by=acting(town.zhou, f"firm:{FIRM}"), at=AT)


def test_without_a_register_nothing_is_claimed(town: Town, settings) -> None:
    settings.ZT_DEMO = False
    with pytest.raises(errors.FirmRegisterDown):
        identity.claim_office(code=FIRM, by=acting(town.zhou), at=AT)


def test_a_representative_replaced_in_the_register(town: Town) -> None:
    """What the old one gave stays the firm's; the new one is told, and sees who gave it."""
    number = appointed(town)
    given = identity.offer_mandate(
        agent=identity.Named(*LI), matters=[RESTAURANT], since=TODAY, until=LAST, one_time=False,
        by=acting(town.zhou, f"firm:{FIRM}"), at=AT,
    )  # fmt: skip
    registered(CHEN)
    identity.refresh_firm(code=FIRM, by=BY, at=AT)
    assert acting(town.zhou, f"firm:{FIRM}").basis is None
    head = acting(town.chen, f"firm:{FIRM}")
    assert identity.office_of(head) is Office.LEGAL_REPRESENTATIVE
    assert {one.number: one.appointed_by for one in identity.offices(head)}[number] == ZHOU[0]
    assert [(one.number, one.given_by) for one in identity.mandates_given(head)] == [(given.number, ZHOU[0])]
    assert any("Given before you" in one.message for one in messages.messages_of(Ref("firm", FIRM)).lines)
    assert acting(town.li, f"firm:{FIRM}").subject == town.firm
    identity.dismiss_handler(number=number, by=head, at=AT)
    identity.revoke_mandate(mandate=given.number, by=head, at=AT)
    assert acting(town.li, f"firm:{FIRM}").basis is None
    with pytest.raises(errors.NotPassedOn):
        identity.dismiss_handler(number=number, by=acting(town.zhou), at=AT)


def test_a_new_representative_who_is_not_here_yet(town: Town) -> None:
    registered(("马立新", "990301197908080033"))
    view = identity.refresh_firm(code=FIRM, by=acting(town.zhou, f"firm:{FIRM}"), at=AT)
    assert view.representative is None
    assert acting(town.zhou, f"firm:{FIRM}").basis is None


def test_the_same_answer_changes_nothing(town: Town) -> None:
    registered(ZHOU)
    identity.refresh_firm(code=FIRM, by=BY, at=AT)
    before = len(ledger.facts_about(Ref("firm", FIRM)))
    identity.refresh_firm(code=FIRM, by=BY, at=AT + timedelta(hours=1))
    assert len(ledger.facts_about(Ref("firm", FIRM))) == before
    assert identity.checked_at(FIRM) == AT + timedelta(hours=1)


def test_a_deregistered_firm_files_nothing_new(town: Town) -> None:
    registered(ZHOU, status=RegisterStatus.DEREGISTERED)
    identity.refresh_firm(code=FIRM, by=BY, at=AT)
    head = acting(town.zhou, f"firm:{FIRM}")
    assert head.subject == town.firm, "what runs stays visible"
    with pytest.raises(errors.FirmGone):
        identity.check_may_file(head, Ref.parse(RESTAURANT))
    with pytest.raises(errors.FirmGone):
        identity.offer_mandate(
            agent=identity.Named(*LI), matters=[RESTAURANT], since=TODAY, until=LAST, one_time=False, by=head, at=AT
        )
    with pytest.raises(errors.FirmGone):
        identity.claim_office(code=FIRM, by=acting(town.zhou), at=AT)


def test_only_those_in_it_ask_again(town: Town) -> None:
    with pytest.raises(errors.NotPermitted):
        identity.refresh_firm(code=FIRM, by=acting(town.chen), at=AT)


def test_each_firm_once_a_day(town: Town) -> None:
    registered(CHEN)
    assert identity.refresh_stale(by=BY, at=AT) == 1
    assert identity.refresh_stale(by=BY, at=AT + timedelta(hours=2)) == 0
    assert identity.refresh_stale(by=BY, at=AT + timedelta(hours=25)) == 1
    assert acting(town.chen, f"firm:{FIRM}").subject == town.firm


def test_staff_for_named_matters_and_a_period(town: Town, clock) -> None:
    appointed(town, matters=[RESTAURANT], period=identity.Period(TODAY, LAST))
    staff = acting(town.li, f"firm:{FIRM}")
    assert (staff.subject, staff.matters, staff.narrow) == (town.firm, frozenset({RESTAURANT}), False)
    assert identity.offices(staff) == ()
    clock(AT + timedelta(days=(LAST - TODAY).days + 1))
    assert acting(town.li, f"firm:{FIRM}").basis is None
    assert identity.end_overdue_offices(by=BY, at=the_clock.now()) == 1
    assert facts()[-1] == ("OfficeEnded", "time")


def test_staff_give_the_office_back_at_once_and_only_their_own(town: Town) -> None:
    appointed(town)
    staff = acting(town.li, f"firm:{FIRM}")
    identity.resign_office(by=staff, at=AT, once=Key("r"))
    identity.resign_office(by=staff, at=AT, once=Key("r"))
    assert facts()[-1] == ("OfficeEnded", "resigned")
    assert acting(town.li, f"firm:{FIRM}").basis is None
    assert any("gave the appointment back" in one.message for one in messages.messages_of(town.firm).lines)
    with pytest.raises(errors.OfficeNotFound):
        identity.resign_office(by=staff, at=AT)
    with pytest.raises(errors.OfficeNotFound):
        identity.resign_office(by=acting(town.zhou, f"firm:{FIRM}"), at=AT)  # the register names them
    with pytest.raises(errors.NotPermitted):
        identity.resign_office(by=acting(town.zhou), at=AT)
    assert acting(town.zhou, f"firm:{FIRM}").subject == town.firm


def test_a_later_appointment_replaces_the_earlier(town: Town) -> None:
    appointed(town)
    appointed(town, matters=[RESTAURANT])
    assert acting(town.li, f"firm:{FIRM}").matters == frozenset({RESTAURANT})
    assert facts() == [("OfficeOpened", ""), ("OfficeEnded", "replaced"), ("OfficeOpened", "")]


def test_who_cannot_be_appointed(town: Town) -> None:
    head, period = acting(town.zhou, f"firm:{FIRM}"), identity.Period(TODAY)
    for who, refusal in ((ZHOU, errors.SelfMandate), (("李五", LI[1]), errors.AgentNotFound)):
        with pytest.raises(refusal):
            identity.appoint_handler(person=identity.Named(*who), matters=None, period=period, by=head, at=AT)
    with pytest.raises(errors.TermWrong):
        appointed(town, period=identity.Period(TODAY, TODAY - timedelta(days=1)))
    with pytest.raises(errors.MatterNotOffered):
        appointed(town, matters=["item:nothing"])
    for other in (acting(town.chen), acting(town.li)):
        with pytest.raises(errors.NotPassedOn):
            identity.appoint_handler(person=identity.Named(*LI), matters=None, period=period, by=other, at=AT)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("91990100MAC0000259", errors.FirmGone),
        ("91990100MAC0000334", errors.FirmRegisterDown),
        ("91990100MAC000041Y", errors.FirmRegisterDown),
        ("91990100MAC00005XN", errors.FirmRegisterWrong),
    ],
)
def test_a_register_that_is_slow_down_or_wrong(town: Town, shipped: None, monkeypatch, code: str, refusal: type[Exception]) -> None:
    """Each changes nothing; the one next to them is claimed."""
    monkeypatch.setattr("zhengtong.foundation.identity.ports.firms.PATIENCE", 0.01)
    with pytest.raises(refusal):
        identity.claim_office(code=code, by=acting(town.chen), at=AT)
    assert not Firm.objects.filter(code=code).exists()
    assert identity.claim_office(code="91990100MAC000017E", by=acting(town.chen), at=AT).representative_name == CHEN[0]

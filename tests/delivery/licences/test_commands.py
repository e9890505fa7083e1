"""Licences through their front door: issued once, seen by those entitled, verified by anyone, ended with a word."""
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences import ports
from zhengtong.delivery.licences.adapters.simulator import SimulatedPress
from zhengtong.delivery.licences.adapters.typst_press import TypstPress
from zhengtong.delivery.licences.models import Licence
from zhengtong.delivery.licences.terms import Annulment, Deregistration, LicenceStatus, LicenceView, Verdict
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty, FirmKind
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind, Right, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 3, 10, 0, tzinfo=CHINA)
WORKER = system("worker")
VALUES = {
    "operator_name": "湘江小馆", "credit_code": "91990100MA0000015X", "representative": "陈晓兰", "premises": "长沙市岳麓区阜埠河路21号",
    "business_items": None, "nonsense": "x",
}  # fmt: skip


@pytest.fixture(autouse=True)
def standing() -> Iterator[None]:
    with clock.standing_at(AT):
        ports.use(SimulatedPress())
        yield
        ports.use(TypstPress())


@pytest.fixture
def issuer(db: None) -> str:
    body = identity.organisation_by_word("市场监管", catalogue.city().division)
    assert body is not None
    return body.code


@pytest.fixture
def firm(db: None) -> Actor:
    owner = identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document="990001199001010013", name="陈晓兰", phone="13900000000",
        by=system("registrar"), at=AT,
    )  # fmt: skip
    view = identity.register_firm(
        code="91990100MA0000015X", name="湘江小馆", kind=FirmKind.INDIVIDUAL, representative=owner.number, address="岳麓区阜埠河路21号",
        by=system("registrar"), at=AT, synthetic=True,
    )  # fmt: skip
    return Actor(ActorKind.MEMBER, Ref("account", "101"), name="陈晓兰", subject=view.ref)


def issue(firm: Actor, issuer: str, *, approval: str = "4301-2026-0000001-X-02", at: datetime = AT, **changed: object) -> LicenceView:
    given = {
        "type": "food_business_permit", "holder": firm.subject, "holder_name": "湘江小馆", "values": VALUES, "issuer": issuer,
        "approval": approval, "case": "4301-2026-0000001-X", "item_name": Words("食品经营许可证新办"), "by": officer(issuer), "at": at,
    } | changed  # fmt: skip
    return licences.issue(**given)


def officer(organisation: str, *duties: Duty) -> Actor:
    held = frozenset(duties or (Duty.REVIEW,))
    rights = tuple(Right(duty, frozenset({organisation})) for duty in held)
    return Actor(ActorKind.STAFF, Ref("account", f"9{organisation}"), name="李审批", organisation=organisation, duties=held, rights=rights)


def test_a_licence_says_what_was_decided(firm: Actor, issuer: str) -> None:
    held = issue(firm, issuer)
    assert held.number.startswith(f"1.2.156.3005.2.11990000000005012Q002.{issuer}.20260000001.001.")
    assert held.status is LicenceStatus.VALID
    assert (str(held.valid_from), str(held.valid_until)) == ("2026-08-03", "2031-08-02")
    assert held.values == {key: VALUES[key] for key in ("operator_name", "credit_code", "representative", "premises")}
    assert held.titles["premises"].zh == "经营场所"
    assert held.division == catalogue.city().division
    assert held.demonstration


def test_the_fact_is_recorded_about_the_case_without_what_stands_on_the_licence(firm: Actor, issuer: str) -> None:
    held = issue(firm, issuer)
    (row,) = ledger.facts_about(Ref("case", "4301-2026-0000001-X"))
    assert row.fact == "licences.LicenceIssued"
    assert row.values["number"] == held.number
    assert "陈晓兰" not in json.dumps(dict(row.values), ensure_ascii=False)


def test_one_approval_yields_one_licence_however_often_it_is_asked(firm: Actor, issuer: str) -> None:
    assert issue(firm, issuer).number == issue(firm, issuer).number
    assert Licence.objects.count() == 1
    assert len(ledger.facts_about(Ref("case", "4301-2026-0000001-X"))) == 1


def test_numbers_follow_each_other_and_start_again_each_year(firm: Actor, issuer: str) -> None:
    serials = [issue(firm, issuer, approval=f"A-{n}").number.split(".")[7] for n in range(3)]
    assert serials == ["20260000001", "20260000002", "20260000003"]
    later = issue(firm, issuer, approval="A-9", at=AT + timedelta(days=365))
    assert later.number.split(".")[7] == "20270000001"


def test_an_unknown_type_and_a_body_without_code_leave_nothing_behind(firm: Actor, issuer: str) -> None:
    with pytest.raises(licences.UnknownType):
        issue(firm, issuer, type="driving_licence")
    with pytest.raises(licences.IssuerWithoutCode):
        issue(firm, "11736")
    assert not Licence.objects.exists()


def test_what_stands_on_a_licence_is_not_readable_in_the_database(firm: Actor, issuer: str) -> None:
    from django.db import connection

    issue(firm, issuer)
    with connection.cursor() as cursor:
        cursor.execute('SELECT holder_name, "values", shown, document FROM zt_licences_licence')
        stored = "".join(cursor.fetchone())
    assert "陈晓兰" not in stored
    assert "湘江小馆" not in stored


def test_who_sees_a_licence(firm: Actor, issuer: str) -> None:
    number = issue(firm, issuer).number
    stranger = replace(firm, who=Ref("account", "102"), subject=Ref("person", "P000"))
    for may in (firm, officer(issuer), WORKER):
        assert licences.licence(number, may).number == number
        assert licences.signed_json(number, may)
    for may_not in (stranger, officer("11990100000000019F"), officer(issuer, Duty.INTAKE), ANONYMOUS):
        with pytest.raises(licences.LicenceNotFound):
            licences.licence(number, may_not)
        with pytest.raises(licences.LicenceNotFound):
            licences.signed_json(number, may_not)
        with pytest.raises(licences.LicenceNotFound):
            licences.pdf(number, may_not)


def test_a_list_is_only_ones_own(firm: Actor, issuer: str) -> None:
    number = issue(firm, issuer).number
    assert [one.number for one in licences.licences_of(firm.subject, firm)] == [number]
    assert [one.number for one in licences.licences_of(firm.subject, officer(issuer))] == [number]
    assert licences.licences_of(firm.subject, officer("11990100000000019F")) == ()
    for may_not in (replace(firm, who=Ref("account", "102"), subject=Ref("person", "P000")), ANONYMOUS):
        with pytest.raises(identity.NotPermitted):
            licences.licences_of(firm.subject, may_not)


def test_what_is_held_and_what_it_answers(firm: Actor, issuer: str) -> None:
    first = issue(firm, issuer, approval="A-1", values={"premises": "旧址"})
    second = issue(firm, issuer, approval="A-2", at=AT + timedelta(days=1))
    assert licences.held(firm.subject) == {"food_business_permit": second.number}
    found = licences.known(firm.subject, ["premises.address", "person.phone"])
    assert found["premises.address"].value == "长沙市岳麓区阜埠河路21号"
    assert found["premises.address"].source == f"licence:{second.number}"
    assert set(found) == {"premises.address"}
    assert licences.held(Ref("firm", "other")) == {}
    assert first.number != second.number


def test_an_expired_licence_is_neither_held_nor_known(firm: Actor, issuer: str) -> None:
    held = issue(firm, issuer)
    with clock.standing_at(AT.replace(year=2031, month=8, day=2)):
        assert licences.held(firm.subject)
    with clock.standing_at(AT.replace(year=2031, month=8, day=3)):
        assert licences.held(firm.subject) == {}
        assert licences.known(firm.subject, ["premises.address"]) == {}
        assert licences.licence(held.number, firm).status is LicenceStatus.EXPIRED


def test_the_signed_file_is_genuine_and_any_change_is_found(firm: Actor, issuer: str) -> None:
    held = issue(firm, issuer)
    data = licences.signed_json(held.number, firm)
    told = json.loads(data)
    assert told["demonstration"]["zh"].startswith("演示")
    assert told["holder_name"] == "湘江小馆"
    verdict = licences.verify_file(data, AT)
    assert verdict.verdict is Verdict.GENUINE
    assert verdict.number == held.number
    assert verdict.status is not None
    assert verdict.status.status is LicenceStatus.VALID
    for at in range(0, len(data), 7):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        assert licences.verify_file(changed, AT).verdict in (Verdict.CHANGED, Verdict.UNREADABLE, Verdict.UNKNOWN_KEY)
    assert licences.verify_file(data.replace("湘江".encode(), "长江".encode()), AT).verdict is Verdict.CHANGED


def test_files_that_are_no_licence(firm: Actor, issuer: str, settings: object, tmp_path: object) -> None:
    from zhengtong.kernel.crypto import api as crypto

    data = licences.signed_json(issue(firm, issuer).number, firm)
    assert licences.verify_file(b"hello", AT).verdict is Verdict.UNREADABLE
    assert licences.verify_file(b"%PDF-1.4 of somebody else", AT).verdict is Verdict.UNREADABLE
    assert licences.verify_file(crypto.sign_document({"what": "zhengtong.other.1"}), AT).verdict is Verdict.UNREADABLE
    settings.ZT_KEYS, settings.ZT_PUBLIC = tmp_path / "keys", tmp_path / "public"
    assert licences.verify_file(data, AT).verdict is Verdict.UNKNOWN_KEY


def test_a_signed_file_that_is_not_in_the_register_is_not_called_genuine(firm: Actor, issuer: str) -> None:
    held = issue(firm, issuer)
    data = licences.signed_json(held.number, firm)
    Licence.objects.all().delete()
    assert licences.verify_file(data, AT).verdict is Verdict.NOT_VALID_NOW


def test_anybody_may_verify_a_number_and_sees_persons_only_masked(firm: Actor, issuer: str) -> None:
    held = issue(firm, issuer)
    status = licences.verify_number(held.number, AT)
    assert status.status is LicenceStatus.VALID
    assert status.holder_masked == "湘江小馆"
    assert status.fields == {
        "经营者名称": "湘江小馆", "统一社会信用代码": "91990100MA0000015X", "法定代表人（负责人）": "陈**",
        "经营场所": "长沙市岳麓区阜埠河路21号",
    }  # fmt: skip
    assert "陈晓兰" not in str(status)
    assert licences.verify_number(held.number, AT.replace(year=2032)).status is LicenceStatus.EXPIRED


def test_what_a_person_holds_stays_masked_for_strangers(firm: Actor, issuer: str) -> None:
    person = Ref("person", "P000000001")
    values = {"name": "陈晓兰", "id_number": "990001199001010013", "address": "岳麓区阜埠河路21号"}
    held = issue(firm, issuer, type="resident_id_card", holder=person, holder_name="陈晓兰", values=values)
    status = licences.verify_number(held.number, AT)
    assert status.holder_masked == "陈**"
    for secret in values.values():
        assert secret not in str(status)


def test_a_mistyped_number_is_refused_before_the_register_is_asked(firm: Actor, issuer: str, django_assert_num_queries: object) -> None:
    held = issue(firm, issuer)
    with django_assert_num_queries(0), pytest.raises(licences.NumberMistyped):
        licences.verify_number(held.number[:-1] + ("0" if held.number[-1] != "0" else "1"), AT)
    with pytest.raises(licences.NoSuchNumber):
        licences.verify_number("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U", AT)


def test_the_worker_prints_the_sheet_once(firm: Actor, issuer: str) -> None:
    held = issue(firm, issuer)
    assert licences.pdf(held.number, firm) is None
    while ledger.work_once(10):
        pass
    sheet = licences.pdf(held.number, firm)
    assert sheet is not None
    assert held.number.encode() in sheet
    assert licences.licence(held.number, firm).pdf_ready
    assert licences.verify_file(sheet, AT).verdict is Verdict.GENUINE
    licences.print_sheet(number=held.number, by=WORKER)
    assert not messages.messages_of(firm.subject).lines  # the case tells of the decision and its licence in one message


def test_a_licence_without_a_case_tells_its_holder_itself_once(firm: Actor, issuer: str) -> None:
    held = issue(firm, issuer, case="")
    while ledger.work_once(10):
        pass
    licences.print_sheet(number=held.number, by=WORKER)
    (line,) = messages.messages_of(firm.subject).lines
    assert line.message == "Your licence is ready: %(name)s."
    assert line.params["name"] == held.name


def test_deregistering_ends_it_for_everybody(firm: Actor, issuer: str) -> None:
    held = issue(firm, issuer)
    data = licences.signed_json(held.number, firm)
    ended = licences.deregister(
        number=held.number, ground=Deregistration.HOLDER_GONE, explanation="经营者已注销登记", by=officer(issuer), at=AT, once=Key("k")
    )
    assert ended.status is LicenceStatus.DEREGISTERED
    assert ended.explanation == "经营者已注销登记"
    assert licences.held(firm.subject) == {}
    assert licences.verify_file(data, AT).verdict is Verdict.NOT_VALID_NOW
    assert licences.verify_number(held.number, AT).status is LicenceStatus.DEREGISTERED
    assert [row.fact for row in ledger.facts_about(Ref("licence", held.number))] == ["licences.LicenceDeregistered"]
    again = licences.deregister(
        number=held.number, ground=Deregistration.HOLDER_GONE, explanation="经营者已注销登记", by=officer(issuer), at=AT, once=Key("k")
    )
    assert again == ended
    with pytest.raises(licences.NotInForce):
        licences.annul(number=held.number, ground=Annulment.FRAUD, explanation="虚假材料", by=officer(issuer), at=AT)


def test_only_the_issuing_body_ends_a_licence(firm: Actor, issuer: str) -> None:
    held = issue(firm, issuer)
    for may_not in (firm, officer("11990100000000019F"), officer(issuer, Duty.INTAKE), ANONYMOUS):
        with pytest.raises(licences.LicenceNotFound):
            licences.annul(number=held.number, ground=Annulment.FRAUD, explanation="虚假材料", by=may_not, at=AT)
    assert licences.annul(number=held.number, ground=Annulment.FRAUD, explanation="虚假材料", by=officer(issuer), at=AT).ground == "fraud"

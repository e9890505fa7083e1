"""一窗受理: from the next person to an open form in three presses; what is taken up, handed in and accepted at the counter; who may not."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from tests.channels.workbench.conftest import PDF, TUESDAY, fill, firm, type_desk
from tests.foundation.identity.test_counter import line
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseState, CaseView, Point
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account, Assistance, Person, Ticket
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db
ELDER, CHEN, ZHOU = "990001196209090020", "990101198506150127", "990001199001010013"
RETIRE = "bundle:43PCN0013"
SITUATION = {
    "retire.employee_scheme": "true",
    "retire.route": "at_age",
    "retire.deemed_years": "false",
    "retire.employee_medical": "true",
    "retire.medical_deemed": "false",
    "retire.fund": "withdraw",
    "retire.only_child": "false",
}


@pytest.fixture(autouse=True)
def _in_chinese() -> object:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def clerk(desk: type_desk) -> Client:
    return desk("window")


def text(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def card_of(document: str, how: str = "") -> str:
    found = next(one for one in identity.cards() if document in one.key and one.behaves == how)
    return found.key


def lay(client: Client, document: str, how: str = "") -> HttpResponse:
    return client.post("/desk/window/read/", {"card": card_of(document, how)})


def seated(client: Client, document: str = ELDER) -> str:
    answer = lay(client, document)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/window/person/"), answer.content.decode()
    return str(Assistance.objects.latest("pk").number)


def acting(number: str, username: str = "window") -> Actor:
    return identity.actor_of(account=Account.objects.get(username=username).pk, acting_for=f"assistance:{number}")


def begun(client: Client, matter: str = RETIRE, **changed: str) -> str:
    """Situation answered across the counter; returns the draft."""
    answer = client.post("/desk/window/person/begin/", {"matter": matter})
    assert answer.status_code == 302
    if "situation" in answer["Location"]:
        answer = client.post(answer["Location"], {**SITUATION, **changed})
    assert "/form/" in answer["Location"], answer["Location"]
    return str(answer["Location"].split("/")[2])


def handed_in(client: Client, draft: str, number: str) -> str:
    """Filled in beside the person, their word given by their card, handed in."""
    fill(draft, acting(number), TUESDAY)
    client.post(f"/drafts/{draft}/declare/", {"what": "card", "card": card_of(ELDER)})
    answer = client.post(f"/drafts/{draft}/review/", {"once": "hand"})
    assert answer.status_code == 302, text(answer)
    return str(answer["Location"].split("/")[2])


def test_the_desk_at_the_counter_is_one_field_for_reader_receipt_and_number(clerk: Client) -> None:
    page = clerk.get("/desk/window/").content.decode()
    assert page.count("autofocus") == 1
    assert re.search(r'<input class="input" id="code" name="code"[^>]*autofocus', page)
    assert "模拟器" in page
    assert "没有一个是真的" in page


def test_from_the_next_person_to_an_open_form_in_three_presses(clerk: Client) -> None:
    """Each press is a form on the page before it: what is not there is not pressed."""
    presses = 0

    def press(page: HttpResponse, action: str, **told: str) -> HttpResponse:
        nonlocal presses
        html = page.content.decode()
        assert f'action="{action}"' in html
        for name, value in told.items():
            assert f'name="{name}" value="{value}"' in html, (name, value)
        presses += 1
        return clerk.post(action, told, follow=True)

    window = identity.officer_named("window", system("test")).staff.organisation
    identity.draw_ticket(organisation=window, by=ANONYMOUS, at=TUESDAY)
    page = press(clerk.get("/desk/window/"), "/desk/window/next/")
    assert "A001" in text(page)
    page = press(page, "/desk/window/read/", card=card_of(CHEN))
    assert "陈晓兰" in text(page)
    page = clerk.get("/desk/window/person/?q=食品小经营")
    item = re.findall(r'name="matter" value="(item:[^"]+)"', page.content.decode())[0]
    page = press(page, "/desk/window/person/begin/", matter=item)
    assert re.fullmatch(r"/drafts/[^/]+/form/", page.redirect_chain[-1][0])
    assert "您的柜台前：" in text(page)
    assert presses == 3


def test_a_reading_typed_by_the_reader_needs_no_press_at_all(clerk: Client) -> None:
    window = identity.officer_named("window", system("test")).staff.organisation
    answer = clerk.post("/desk/window/read/", {"code": line(at=TUESDAY, organisation=window)})
    assert answer["Location"] == "/desk/window/person/"


@pytest.mark.parametrize(
    ("card", "status", "said"),
    [
        ("none", 400, "阅读器上没有证件"),
        ("unreadable", 400, "读不出这张证件"),
        ("expired", 400, "有效期到"),
        ("renamed", 400, "姓名和这个号码登记的姓名不一致"),
    ],
)
def test_what_the_reader_cannot_take_says_what_to_do(clerk: Client, card: str, status: int, said: str) -> None:
    key = next(one.key for one in identity.cards() if one.behaves == card)
    answer = clerk.post("/desk/window/read/", {"card": key})
    assert answer.status_code == status
    assert said in text(answer)
    assert not Assistance.objects.exists()


def test_a_forged_line_and_one_used_before_open_nothing(clerk: Client) -> None:
    window = identity.officer_named("window", system("test")).staff.organisation
    genuine = line(at=TUESDAY, organisation=window)
    assert clerk.post("/desk/window/read/", {"code": genuine[:-3] + "000"}).status_code == 400
    clerk.post("/desk/window/read/", {"code": genuine})
    clerk.post("/desk/window/next/")
    replayed = clerk.post("/desk/window/read/", {"code": genuine})
    assert (replayed.status_code, "已经用过" in text(replayed)) == (409, True)


def test_the_document_is_typed_in_with_a_reason_and_nothing_typed_is_lost(clerk: Client) -> None:
    told = {"document_type": "resident_id", "document": ELDER, "name": "李桂香", "reason": ""}
    answer = clerk.post("/desk/window/typed/", told)
    assert answer.status_code == 400
    assert f'value="{ELDER}"' in answer.content.decode()
    answer = clerk.post("/desk/window/typed/", {**told, "reason": "芯片损坏，目测核对"})
    assert answer["Location"] == "/desk/window/person/"
    assert "手工录入" in text(clerk.get("/desk/window/person/"))


def test_reviewers_and_members_have_no_counter(desk: type_desk) -> None:
    for username in ("fire", "helper", "operator", "chenxiaolan"):
        client = desk(username)
        assert client.get("/desk/window/").status_code == 403, username
        assert client.post("/desk/window/read/", {"card": "none"}).status_code == 403
    assert "login" in Client().get("/desk/window/")["Location"]


def test_a_second_clerk_neither_sees_nor_ends_it(clerk: Client, town: None) -> None:
    number = seated(clerk)
    other = Client()
    other.force_login(Account.objects.get(pk=colleague()), backend="django.contrib.auth.backends.ModelBackend")
    session = other.session
    session["acting_for"], session["counter"] = f"assistance:{number}", number
    session.save()
    assert other.get("/desk/window/person/")["Location"] == "/desk/window/"
    assert other.get("/my/").status_code in {403, 409}
    other.post("/desk/window/next/")
    assert identity.counter(identity.actor_of(account=Account.objects.get(username="window").pk)) is not None


def colleague(organisation: str = "") -> int:
    from zhengtong.foundation.identity.terms import Duty

    window = organisation or identity.officer_named("window", system("test")).staff.organisation
    account = identity.open_account(username="window2", password="long enough", by=system("test"), at=TUESDAY)
    identity.appoint(account=account, organisation=window, name="二号柜台", duties={Duty.INTAKE}, by=system("test"), at=TUESDAY)
    return account


def test_half_an_hour_of_silence_ends_it_and_what_was_typed_is_kept(clerk: Client) -> None:
    number = seated(clerk)
    draft = begun(clerk)
    with clock.standing_at(TUESDAY + timedelta(minutes=29)):
        assert clerk.get(f"/drafts/{draft}/form/").status_code == 200
    with clock.standing_at(TUESDAY + timedelta(minutes=58)):
        assert clerk.get(f"/drafts/{draft}/form/").status_code == 200  # the page before began the half hour anew
    with clock.standing_at(TUESDAY + timedelta(minutes=89)):
        assert clerk.get(f"/drafts/{draft}/form/").status_code == 409
        assert clerk.get(f"/drafts/{draft}/form/").status_code == 403
        assert clerk.get("/desk/window/").status_code == 200
        again = seated(clerk)
        assert again != number
        assert "还没提交" in text(clerk.get("/desk/window/person/"))
        answer = clerk.post("/desk/window/person/go-on/", {"draft": draft})
        assert answer["Location"] == f"/drafts/{draft}/form/"
        assert clerk.get(answer["Location"]).status_code == 200
    assert Draft.objects.get(number=draft).basis == f"assistance:{again}"


def test_signing_out_and_the_next_person_end_it(clerk: Client) -> None:
    seated(clerk)
    clerk.post("/desk/window/next/")
    assert Assistance.objects.get().state == "ended"
    assert clerk.get("/my/").status_code == 403
    number = seated(clerk, CHEN)
    clerk.post("/accounts/logout/")
    assert Assistance.objects.get(number=number).state == "ended"
    closed = ledger.facts_about(Ref("assistance", number))[-1]
    assert (closed.fact, (closed.values or {})["why"]) == ("identity.CounterClosed", "sign_out")


def test_the_clerk_stays_the_officer_on_their_own_desk(clerk: Client, received: CaseView) -> None:
    seated(clerk)
    assert clerk.get("/desk/cases/").status_code == 200
    assert clerk.get(f"/desk/cases/{received.number}/").status_code == 200
    assert "您的柜台前" in text(clerk.get("/desk/cases/"))
    assert clerk.get(f"/cases/{received.number}/").status_code == 404  # somebody else's, on the portal


def test_handed_in_at_the_counter_it_says_so_and_is_accepted_on_the_spot(clerk: Client) -> None:
    number = seated(clerk)
    draft = begun(clerk)
    case = handed_in(clerk, draft, number)
    row = Case.objects.get(number=case)
    window = Assistance.objects.get(number=number).organisation
    officer = Account.objects.get(username="window").pk
    assert (row.channel, row.received_at_window, row.received_by, row.basis) == (
        "window", window, f"account:{officer}", f"assistance:{number}",
    )  # fmt: skip
    page = clerk.get(f"/cases/{case}/receipt/")
    assert "打印收件凭证" in text(page)
    assert f'action="/desk/window/accept/{case}/"' in page.content.decode()
    answer = clerk.post(f"/desk/window/accept/{case}/", {"once": "now"})
    assert answer["Location"] == f"/cases/{case}/receipt/"
    assert Case.objects.get(number=case).state == CaseState.ACCEPTED
    assert "当场受理" not in clerk.get(f"/cases/{case}/receipt/").content.decode().split("<main")[1].split("<button")[0]


def test_a_second_press_hands_in_one_case(clerk: Client) -> None:
    number = seated(clerk)
    draft = begun(clerk)
    case = handed_in(clerk, draft, number)
    for once in ("hand", "another"):
        again = clerk.post(f"/drafts/{draft}/review/", {"once": once})
        assert case in again["Location"]
    assert Case.objects.count() == 1


def test_nothing_is_handed_in_without_the_persons_own_word(clerk: Client) -> None:
    number = seated(clerk)
    draft = begun(clerk)
    fill(draft, acting(number), TUESDAY)
    assert clerk.post(f"/drafts/{draft}/review/", {"once": "1"}).status_code == 409
    wrong = clerk.post(f"/drafts/{draft}/declare/", {"what": "card", "card": card_of(CHEN)})
    assert (wrong.status_code, "不是柜台前这位的" in text(wrong)) == (403, True)
    assert clerk.post(f"/drafts/{draft}/review/", {"once": "2"}).status_code == 409
    assert not Case.objects.exists()


def test_a_word_given_is_void_once_an_answer_is_changed(clerk: Client) -> None:
    number = seated(clerk)
    draft = begun(clerk)
    by = acting(number)
    fill(draft, by, TUESDAY)
    clerk.post(f"/drafts/{draft}/declare/", {"what": "card", "card": card_of(ELDER)})
    assert cases.declarations(cases.prepare(draft, by), by).confirmed
    fields = cases.prepare(draft, by).plan.form.fields
    changed = next(one.element.key for one in fields if one.known is None and not one.element.is_promise)
    clerk.post(f"/drafts/{draft}/form/", {changed: ""})
    assert not cases.declarations(cases.prepare(draft, by), by).confirmed


def _material(draft: str, by: Actor) -> str:
    return next(one.material.code for one in cases.prepare(draft, by).plan.materials if str(one.state) == "bring")


def test_several_scans_at_once_keep_their_names_and_a_bad_one_loses_none(clerk: Client) -> None:
    number = seated(clerk)
    draft = begun(clerk, **{"retire.deemed_years": "true"})
    by = acting(number)
    sent = [
        SimpleUploadedFile("扫描0001.pdf", PDF + b"1"),
        SimpleUploadedFile("扫描0002.exe", b"MZ nothing"),
        SimpleUploadedFile("扫描0003.pdf", PDF + b"3"),
    ]
    answer = clerk.post(f"/drafts/{draft}/materials/{_material(draft, by)}/", {"file": sent})
    assert answer.status_code == 400
    assert "扫描0002.exe" in text(answer)
    assert [one.name for one in cases.prepare(draft, by).draft.files] == ["扫描0001.pdf", "扫描0003.pdf"]
    assert " multiple" in clerk.get(f"/drafts/{draft}/materials/").content.decode()


def asked(case: str) -> None:
    """The window asked once for something."""
    by = identity.actor_of(account=Account.objects.get(username="window").pk)
    held = cases.file(case, by)
    point = Point(held.materials[0].material.code, "看不清，请重新扫描", "行政许可法 32")
    cases.require_supplementation(case=case, points=[point], by=by, at=TUESDAY)


def test_an_elder_without_an_account_answers_a_later_notice_at_the_counter(clerk: Client) -> None:
    number = seated(clerk)
    case = handed_in(clerk, begun(clerk), number)
    clerk.post("/desk/window/next/")
    asked(case)
    later = seated(clerk)
    page = clerk.get("/desk/window/person/")
    assert "现在就答" in text(page)
    answer = clerk.post("/desk/window/person/answer/", {"case": case})
    assert answer["Location"] == f"/cases/{case}/supplement/"
    points = cases.case(case, acting(later)).supplementation
    assert points is not None
    scan = SimpleUploadedFile("again.pdf", PDF + b"again")
    done = clerk.post(f"/cases/{case}/supplement/", {f"file:{points.points[0].at}": scan, "once": "s"})
    assert done.status_code == 302, text(done)
    assert Case.objects.get(number=case).state == CaseState.RECEIVED
    assert "identity.CounterReached" in [row.fact for row in ledger.facts_about(Ref("case", case))]
    assert Person.objects.get(number=Assistance.objects.get(number=later).person.number).account is None


def test_only_what_waits_for_this_very_person_is_taken_up(clerk: Client, received: CaseView) -> None:
    number = seated(clerk)
    case = handed_in(clerk, begun(clerk), number)
    asked(received.number)
    clerk.post("/desk/window/next/")
    seated(clerk)
    for one, status in ((case, 409), (received.number, 404), ("990120260000001", 404)):  # not their turn; another's; nobody's
        assert clerk.post("/desk/window/person/answer/", {"case": one}).status_code == status, one
        assert clerk.get(f"/cases/{one}/").status_code == 404


def test_a_clerk_of_another_window_takes_nothing_up_here(clerk: Client) -> None:
    from zhengtong.foundation.identity.commands.bodies import publish_organisations
    from zhengtong.foundation.identity.terms import CreditCode, OrganisationKind, OrganisationView
    from zhengtong.kernel.words import Words

    number = seated(clerk)
    case = handed_in(clerk, begun(clerk), number)
    asked(case)
    clerk.post("/desk/window/next/")
    district = CreditCode("12990104000000117C")
    here = identity.organisations("430100000000")
    other = OrganisationView(district, Words("区窗口"), Words("区窗口"), OrganisationKind.WINDOW, "430104000000", synthetic_code=True)
    publish_organisations([*here, other])
    client = Client()
    client.force_login(Account.objects.get(pk=colleague(district)), backend="django.contrib.auth.backends.ModelBackend")
    seated(client)
    assert "这个窗口没有" in text(client.get("/desk/window/person/"))
    assert client.post("/desk/window/person/answer/", {"case": case}).status_code == 404
    assert client.post("/desk/window/", {}).status_code == 405


def test_the_firm_of_who_is_there_is_chosen_and_its_draft_is_the_firms(clerk: Client) -> None:
    seated(clerk, ZHOU)
    page = clerk.get("/desk/window/person/").content.decode()
    token = re.search(r'name="token" value="(firm:[^"]+)"', page)
    assert token
    clerk.post("/desk/window/person/turn/", {"token": token[1]})
    assert "湘江小馆" in text(clerk.get("/desk/window/person/"))
    answer = clerk.post("/desk/window/person/begin/", {"matter": "bundle:43TCN0003"})
    page = text(clerk.get(answer["Location"]))
    assert "开办餐饮店" in page or "餐饮" in page
    refused = clerk.post("/desk/window/person/turn/", {"token": "firm:91990100MAC000017E"})
    assert refused.status_code == 403


def test_another_persons_case_is_begun_once_more_with_its_answers(clerk: Client) -> None:
    number = seated(clerk)
    case = handed_in(clerk, begun(clerk), number)
    by = identity.actor_of(account=Account.objects.get(username="window").pk)
    cases.decline(case=case, reason="不属于本窗口受理范围", direction="请到社保窗口", by=by, at=TUESDAY)
    clerk.post("/desk/window/next/")
    seated(clerk)
    assert "再办一次" in text(clerk.get("/desk/window/person/"))
    answer = clerk.post("/desk/window/person/begin/", {"matter": RETIRE, "again": case})
    assert "/form/" in answer["Location"]


def test_a_protected_person_is_served_and_their_history_waits_for_a_second_officer(clerk: Client, desk: type_desk) -> None:
    number = seated(clerk)
    case = handed_in(clerk, begun(clerk), number)
    person = str(Assistance.objects.get(number=number).person.number)
    clerk.post("/desk/window/next/")
    identity.protect_person(person=person, reason="本人申请", by=system("test"), at=TUESDAY)
    seated(clerk)
    page = text(clerk.get("/desk/window/person/"))
    assert "受保护" in page
    assert case not in page
    clerk.post("/desk/window/person/history/", {"what": "ask"})
    lead = desk("lead")
    query = re.search(r"people/queries/(\d+)/answer/", lead.get("/desk/people/").content.decode())
    assert query
    lead.post(f"/desk/people/queries/{query[1]}/answer/", {"answer": "release"})
    assert case not in text(clerk.get("/desk/window/person/"))
    clerk.post("/desk/window/person/history/", {"what": "open"})
    assert case in text(clerk.get("/desk/window/person/"))
    assert "/form/" in clerk.get(f"/drafts/{begun(clerk)}/form/").request["PATH_INFO"]


def test_a_receipts_code_and_a_case_number_open_the_case(clerk: Client, received: CaseView) -> None:
    for code in (received.number, f" {received.number} ", f"https://example.test/cases/{received.number}/"):
        answer = clerk.post("/desk/window/read/", {"code": code})
        assert answer["Location"] == f"/desk/cases/{received.number}/"
    answer = clerk.post("/desk/window/read/", {"code": "990120269999999"})
    assert answer.status_code == 404


def test_numbers_are_drawn_without_a_name_and_called_at_the_desk(clerk: Client) -> None:
    visitor = Client()
    window = identity.officer_named("window", system("test")).staff.organisation
    drawn = visitor.post("/take-a-number/", {"window": window})
    assert drawn["Location"] == f"/take-a-number/?window={window}&number=1"
    assert "A001" in text(visitor.get(drawn["Location"]))
    assert visitor.post("/take-a-number/", {"window": "nobody"}).status_code == 409
    clerk.post("/desk/window/next/")
    assert "A001" in text(visitor.get("/take-a-number/"))
    clerk.post("/desk/window/missed/")
    assert Ticket.objects.get().state == "missed"
    clerk.post("/desk/window/again/", {"key": "1"})
    assert (Ticket.objects.get().state, Ticket.objects.get().calls) == ("called", 2)
    assert clerk.post("/desk/window/again/", {"key": "x"}).status_code == 409


def test_a_scripted_case_at_the_counter_takes_the_machine_a_fraction_of_two_minutes(clerk: Client) -> None:
    """What a clerk waits for, from the next person to the accepted case: every page and press, without the talking."""
    import time

    began = time.process_time()
    clerk.post("/desk/window/next/")
    clerk.get("/desk/window/")
    number = seated(clerk)
    clerk.get("/desk/window/person/")
    draft = begun(clerk)
    for address in ("form", "materials", "review", "declare"):
        clerk.get(f"/drafts/{draft}/{address}/")
    case = handed_in(clerk, draft, number)
    clerk.get(f"/cases/{case}/receipt/")
    clerk.post(f"/desk/window/accept/{case}/", {"once": "n"})
    assert time.process_time() - began < 20


def test_a_firms_own_case_is_not_shown_with_the_persons(clerk: Client, received: CaseView) -> None:
    """The representative at the counter, for themselves: what is the firm's shows once they act for it."""
    seated(clerk, ZHOU)
    assert received.number not in text(clerk.get("/desk/window/person/"))
    clerk.post("/desk/window/person/turn/", {"token": str(firm().subject)})
    assert received.number in text(clerk.get("/desk/window/person/"))

"""帮办: a helper at their desk, an elder beside them; what either sees while it goes on, and when it is over."""

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from tests.channels.workbench.conftest import PDF, TUESDAY, fill, type_desk
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account, Assistance, Grant, Person
from zhengtong.foundation.identity.terms import PersonView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.messages.models import SimulatedText
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db
ELDER = {"document_type": "resident_id", "document": "990001196209090020", "name": "李桂香"}
RETIRE = Ref("bundle", "43PCN0013")
SITUATION = {
    "retire.employee_scheme": True,
    "retire.route": "at_age",
    "retire.deemed_years": False,
    "retire.employee_medical": True,
    "retire.medical_deemed": False,
    "retire.fund": "withdraw",
    "retire.only_child": False,
}


@pytest.fixture(autouse=True)
def _in_chinese() -> object:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def helper(desk: type_desk) -> Client:
    return desk("helper")


def elder() -> PersonView:
    row = Person.objects.get(account=None, phone__isnull=False, pk=_pk())
    found = identity.person(str(row.number))
    assert found is not None
    return found


def _pk() -> int:
    return next(row.pk for row in Person.objects.filter(account=None) if row.name.startswith("李桂香"))


def account_of_elder() -> Client:
    with clock.standing_at(TUESDAY):
        number = identity.open_account(username="elder", password="long enough", person=elder().number, by=system("test"), at=TUESDAY)
    client = Client()
    client.force_login(Account.objects.get(pk=number), backend="django.contrib.auth.backends.ModelBackend")
    return client


def code_for(about: str) -> str:
    found = re.search(r"\b\d{6}\b", SimulatedText.objects.filter(about=about).latest("pk").text)
    assert found
    return found[0]


def asked(client: Client, **changed: str) -> str:
    answer = client.post("/desk/assist/ask/", {**ELDER, "way": "code", **changed})
    assert answer.status_code == 302, answer.content.decode()
    return str(Assistance.objects.latest("pk").number)


def seated(client: Client) -> str:
    number = asked(client)
    answer = client.post(f"/desk/assist/{number}/open/", {"code": code_for(f"assistance:{number}")})
    assert (answer.status_code, answer["Location"]) == (302, "/"), answer.content.decode()
    return number


def acting(number: str) -> Actor:
    return identity.actor_of(account=Account.objects.get(username="helper").pk, acting_for=f"assistance:{number}")


def drafted(number: str) -> str:
    """Begun and filled in by the helper in this sitting."""
    by = acting(number)
    draft = cases.begin(matter=RETIRE, answers=SITUATION, by=by, at=TUESDAY)
    fill(draft.number, by, TUESDAY)
    return str(draft.number)


def text(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_desk_of_a_helper_begins_here(helper: Client) -> None:
    assert helper.get("/desk/")["Location"] == "/desk/assist/"
    page = helper.get("/desk/assist/")
    assert "谁在您身边" in text(page)
    assert 'name="document"' in page.content.decode()


def test_from_the_code_to_the_banner_on_every_page_and_back(helper: Client) -> None:
    number = asked(helper)
    page = text(helper.get("/desk/assist/"))
    assert "199****0071" in page
    assert "六位数字" in page
    helper.post(f"/desk/assist/{number}/open/", {"code": code_for(f"assistance:{number}")})
    for address in ("/", "/my/", "/bundles/43PCN0013/", "/desk/assist/"):
        shown = text(helper.get(address))
        assert "您在帮 李桂香（演示） 办，到 13:30" in shown, address
    assert helper.get("/desk/cases/").status_code == 403, "in the chair of the person there is no workbench"
    ended = helper.post(f"/desk/assist/{number}/end/", follow=True)
    assert "您不再替 李桂香（演示） 办" in text(ended)
    assert "您在帮" not in text(helper.get("/desk/assist/"))
    assert helper.get("/my/").status_code == 403


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"document": "99000119620909002"}, 400, "18 位"),
        ({"document": "990001196209090021"}, 400, "校验位不对"),
        ({"name": "王桂香"}, 400, "没有登记"),
        ({"document": ""}, 400, "没有填写"),
        ({"way": "paper"}, 400, "缺签了名的委托书"),
    ],
)
def test_bad_input_is_told_on_the_form_and_nothing_typed_is_lost(
    helper: Client, changed: Mapping[str, str], status: int, said: str
) -> None:
    given = {**ELDER, "way": "code", **changed}
    answer = helper.post("/desk/assist/ask/", given)
    assert answer.status_code == status
    assert said in text(answer)
    assert f'value="{given["name"]}"' in answer.content.decode()


def test_a_wrong_code_says_how_many_tries_are_left_and_then_is_over(helper: Client) -> None:
    number = asked(helper)
    wrong = f"{(int(code_for(f'assistance:{number}')) + 1) % 10**6:06d}"
    assert "还可以试 4 次" in text(helper.post(f"/desk/assist/{number}/open/", {"code": wrong}))
    for _ in range(4):
        answer = helper.post(f"/desk/assist/{number}/open/", {"code": wrong})
    assert answer.status_code == 409
    assert helper.post(f"/desk/assist/{number}/open/", {"code": code_for(f"assistance:{number}")}).status_code == 409


def test_when_the_line_is_down_the_paper_stands_open(helper: Client) -> None:
    Person.objects.filter(pk=_pk()).update(phone="19900009999")
    answer = helper.post("/desk/assist/ask/", {**ELDER, "way": "code"})
    assert answer.status_code == 503
    assert '<details class="on-paper" open>' in answer.content.decode()
    signed = helper.post("/desk/assist/ask/", {**ELDER, "way": "paper", "paper": _pdf("paper.pdf")})
    assert signed["Location"] == "/"
    number = str(Assistance.objects.latest("pk").number)
    assert helper.get(f"/desk/assist/{number}/paper/").headers["Content-Type"] == "application/pdf"
    assert "帮办委托书" in text(helper.get("/desk/assist/paper/"))


def _pdf(name: str) -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, PDF + name.encode(), content_type="application/pdf")


def test_somebody_never_registered_comes_in_with_document_and_paper(helper: Client) -> None:
    told = {"document_type": "resident_id", "document": "990101198506150143", "name": "周奶奶"}
    answer = helper.post("/desk/assist/ask/", {**told, "way": "paper", "register": "1", "paper": _pdf("zhou.pdf")})
    assert answer.status_code == 302, text(answer)
    assert "您在帮 周奶奶 办" in text(helper.get("/"))


def test_a_helper_hands_in_only_after_the_persons_own_word(helper: Client) -> None:
    number = seated(helper)
    draft = drafted(number)
    review = helper.get(f"/drafts/{draft}/review/")
    assert "请本人确认" in text(review)
    refused = helper.post(f"/drafts/{draft}/review/", {"once": "one"})
    assert refused.status_code == 409
    assert "承诺要由本人作出" in text(refused)
    page = helper.get(f"/drafts/{draft}/declare/")
    assert "重复领养老金" in text(page)
    assert "用验证码确认" in text(helper.post(f"/drafts/{draft}/declare/", {"what": "ask"}))
    said = code_for(f"draft:{draft}")
    assert helper.post(f"/drafts/{draft}/declare/", {"what": "code", "code": "000000" if said != "000000" else "1"}).status_code == 400
    assert helper.post(f"/drafts/{draft}/declare/", {"what": "code", "code": said})["Location"].endswith("/review/")
    assert "本人已确认" in text(helper.get(f"/drafts/{draft}/review/"))
    by = acting(number)
    forms.save_answers(draft=draft, answers={"retire.fund": "leave"}, revision=None, by=by, at=TUESDAY)
    assert cases.declarations(cases.prepare(draft, by), by).missing, "changed after the word was given"
    forms.save_answers(draft=draft, answers={"retire.fund": "withdraw"}, revision=None, by=by, at=TUESDAY)
    receipt = helper.post(f"/drafts/{draft}/review/", {"once": "two"})
    assert "/receipt/" in receipt["Location"], text(receipt)
    ledger.work_once(100)
    texts = [one.text for one in SimulatedText.objects.order_by("pk")]
    assert any("帮办员替您递交" in one for one in texts)
    assert {str(one.about) for one in messages.messages_of(elder().ref).lines} >= {f"assistance:{number}"}


def filed(helper: Client, number: str) -> CaseView:
    draft, by = drafted(number), acting(number)
    cases.ask_to_declare(draft=draft, by=by, at=TUESDAY)
    cases.declare(draft=draft, code=code_for(f"draft:{draft}"), by=by, at=TUESDAY)
    return cases.submit(draft=draft, by=by, at=TUESDAY)


def test_the_signed_page_stands_for_whoever_has_no_telephone(helper: Client) -> None:
    helper.post("/desk/assist/ask/", {**ELDER, "way": "paper", "paper": _pdf("paper.pdf")})
    number = str(Assistance.objects.latest("pk").number)
    draft = drafted(number)
    assert helper.post(f"/drafts/{draft}/declare/", {"what": "paper"}).status_code == 400
    answer = helper.post(f"/drafts/{draft}/declare/", {"what": "paper", "paper": _pdf("page.pdf")})
    assert answer["Location"].endswith("/review/"), text(answer)
    assert "/receipt/" in helper.post(f"/drafts/{draft}/review/", {"once": "one"})["Location"]


def test_a_helper_sees_only_what_was_made_in_this_sitting(helper: Client, desk: type_desk) -> None:
    first = seated(helper)
    case = filed(helper, first)
    helper.post(f"/desk/assist/{first}/end/")
    assert helper.get(f"/cases/{case.number}/").status_code == 403
    second = seated(helper)
    by = acting(second)
    assert cases.cases_of(by).lines == ()
    assert forms.drafts_of(by) == ()
    assert helper.get(f"/cases/{case.number}/").status_code == 404
    ledger.work_once(100)
    messages.send(to=elder().ref, message="secret word", about=elder().ref, at=TUESDAY)
    assert "secret word" not in helper.get("/my/messages/").content.decode()
    assert text(helper.get("/my/licences/")).count("（演示）") <= text(helper.get("/my/drafts/")).count("（演示）")


def test_afterwards_draft_and_case_are_the_persons(helper: Client) -> None:
    number = seated(helper)
    case, left = filed(helper, number), drafted(number)
    helper.post(f"/desk/assist/{number}/end/")
    me = account_of_elder()
    assert me.get(f"/cases/{case.number}/").status_code == 200
    assert me.get(f"/drafts/{left}/form/").status_code == 200
    page = text(me.get("/my/helpers/"))
    assert case.number in page
    assert "演示社区便民服务站" in page
    by = identity.actor_of(account=Account.objects.get(username="elder").pk)
    forms.save_answers(draft=left, answers={"retire.fund": "leave"}, revision=None, by=by, at=TUESDAY)
    handed = me.post(f"/drafts/{left}/review/", {"once": "mine"})
    if handed.status_code == 409:  # another plan after the change: look at it again, as everybody
        handed = me.post(f"/drafts/{left}/review/", {"once": "mine", "seen": _seen(handed)})
    assert "/receipt/" in handed["Location"], "one's own word needs no second code"


def _seen(page: HttpResponse) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page.content.decode())
    assert found
    return found[1]


def test_the_person_stops_it_and_the_helpers_next_click_is_refused(helper: Client) -> None:
    number = seated(helper)
    draft = drafted(number)
    me = account_of_elder()
    assert "正在替您办" in text(me.get("/my/helpers/"))
    assert "不能再替您办" in text(me.post(f"/my/helpers/{number}/stop/", follow=True))
    answer = helper.post(f"/drafts/{draft}/form/", {"retire.fund": "leave", "revision": "99"})
    assert answer.status_code == 409
    assert "已经结束" in text(answer)
    assert _answers(draft)["retire.fund"] == "withdraw", "stopped means stopped"
    assert helper.get(f"/drafts/{draft}/form/").status_code == 403


def _answers(draft: str) -> Mapping[str, object]:
    from zhengtong.foundation.forms.models import Draft

    return dict(Draft.objects.get(number=draft).kept["answers"])


@pytest.mark.parametrize("how", ["time", "moved"])
def test_what_was_being_typed_when_the_sitting_ended_is_kept_for_the_person(helper: Client, how: str) -> None:
    number = seated(helper)
    draft = drafted(number)
    later = TUESDAY + (timedelta(hours=4, minutes=1) if how == "time" else timedelta(minutes=1))
    if how == "moved":
        Grant.objects.filter(account__username="helper").update(ended_at=TUESDAY)
        with clock.standing_at(later):
            from zhengtong.foundation.identity.schedule import end_assistances

            end_assistances()
    with clock.standing_at(later):
        answer = helper.post(f"/drafts/{draft}/form/", {"retire.fund": "leave", "revision": "99"})
    assert answer.status_code == 409, text(answer)
    assert _answers(draft)["retire.fund"] == "leave"
    with clock.standing_at(later + timedelta(minutes=20)):
        session = helper.session
        session["acting_for"] = f"assistance:{number}"
        session.save()
        helper.post(f"/drafts/{draft}/form/", {"retire.fund": "withdraw", "revision": "99"})
    assert _answers(draft)["retire.fund"] == "leave", "long after is too late"


def test_a_window_stops_it_at_the_persons_word(helper: Client, desk: type_desk) -> None:
    number = seated(helper)
    window = desk("window")
    assert "没有登记" in text(window.post("/desk/assist/stop/", {**ELDER, "name": "别人"}))
    assert "已叫停 1 次帮办" in text(window.post("/desk/assist/stop/", ELDER, follow=True))
    assert "现在没有帮办员" in text(window.post("/desk/assist/stop/", ELDER, follow=True))
    assert acting(number).basis is None


def test_nobody_else_comes_to_this_desk(helper: Client, desk: type_desk) -> None:
    number = seated(helper)
    for username in ("window", "human", "operator", "chenxiaolan"):
        other = desk(username)
        for address in ("/desk/assist/", "/desk/assist/paper/", f"/desk/assist/{number}/paper/"):
            assert other.get(address).status_code == 403, (username, address)
        for address in ("ask", f"{number}/open", f"{number}/go", f"{number}/end"):
            assert other.post(f"/desk/assist/{address}/", ELDER).status_code == 403, (username, address)
        session = other.session
        session["acting_for"] = f"assistance:{number}"
        session.save()
        assert "您在帮" not in text(other.get("/"))
    assert desk("helper").get("/my/helpers/").status_code == 403

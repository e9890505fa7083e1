"""What is typed into forms: wrong numbers, people born tomorrow, programs, signs nobody sees, and far too much of it."""

import pytest
from django.test import Client

from tests.attacks.conftest import (  # fmt: skip
    CITIZEN,
    CLERK,
    FIRM,
    RESTAURANT,
    SITUATION,
    TUESDAY,
    actor,
    firm,
    nothing_written,
    part_numbers,
    text,
    told,
    type_browser,
)
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.forms.terms import DraftView

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
TEMPLATE = "{{ settings.SECRET_KEY }}{% debug %}${7*7}%(name)s%s"


@pytest.fixture
def begun(town: None) -> DraftView:
    """A citizen's own restaurant: the code of the firm is asked, since nobody knows it."""
    return cases.begin(matter=RESTAURANT, answers=SITUATION, by=actor(CITIZEN), at=TUESDAY)


def kept(draft: DraftView, username: str = CITIZEN) -> dict[str, object]:
    return dict(forms.draft(draft.number, actor(username) if username == CITIZEN else firm()).answers)


@pytest.mark.parametrize(
    ("key", "typed", "remedy"),
    [
        ("firm.credit_code", "91990100MA0000015Y", "核对|校验"),
        ("firm.credit_code", "91990100MA000001", "18"),
        ("person.phone", "12345", "11|电话"),
        ("premises.area", "-3", "大于 0|大于0"),
        ("premises.area", "一百", "数字"),
        ("premises.area", "1e9", "数字"),
        ("food.staff_count", "2.5", "整数"),
        ("food.business_kind", "banquet", "选项|选择|选一"),
    ],
)
def test_a_wrong_answer_says_how_it_is_right_and_is_kept_as_typed(
    key: str, typed: str, remedy: str, browser: type_browser, begun: DraftView
) -> None:
    client = browser(CITIZEN)
    answer = client.post(f"/drafts/{begun.number}/form/", {key: typed, "go": "on"})
    assert answer["Location"] == f"/drafts/{begun.number}/form/?check=1"
    page = client.get(answer["Location"])
    said = told(page, 200, remedy)
    if key in {field.element.key for field in cases.prepare(begun.number, actor(CITIZEN)).plan.form.fields}:
        assert f'value="{typed}"' in page.content.decode() or typed in said
    assert kept(begun)[key] == (float(typed) if typed == "-3" else typed)
    with nothing_written():
        refused = client.post(f"/drafts/{begun.number}/review/", {"once": "k"})
        told(refused, 409, "改正|补|修改")


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        ("990101198506150128", "核对|校验"),  # check digit
        ("11010120990101123X", "出生|日期"),  # born tomorrow
        ("110101198502300017", "出生|日期|核对"),  # 30 February
        ("1101011985", "18"),
    ],
)
def test_a_wrong_citizen_number_is_told_by_element(number: str, remedy: str, town: None) -> None:
    from zhengtong.channels.ui import translate
    from zhengtong.foundation.elements import api as elements

    element = elements.elements(["person.id_number"])["person.id_number"]
    (problem,) = elements.check_value(element, elements.read_value(element, number))
    said = translate.problem(problem).text
    assert any(one in said for one in remedy.split("|")), said


def test_nobody_is_registered_with_a_wrong_number_or_born_tomorrow(town: None) -> None:
    from zhengtong.foundation.identity import api as identity
    from zhengtong.foundation.identity.terms import DocumentType, FirmKind
    from zhengtong.kernel import numbering
    from zhengtong.kernel.actors import system
    from zhengtong.kernel.refusals import Refusal

    tomorrow = "99010120260805123"
    numbers = ["990101198506150128", numbering.with_check(tomorrow, numbering.mod_11_2)]
    with nothing_written():
        for number in numbers:
            with pytest.raises(Refusal) as refused:
                identity.register_person(
                    document_type=DocumentType.RESIDENT_ID, document=number, name="某人", phone="", by=system("registrar"), at=TUESDAY
                )
            assert refused.value.remedy
        with pytest.raises(Refusal):
            identity.register_firm(
                code="91990100MA0000015Y", name="某店", kind=FirmKind.COMPANY, representative="P", by=system("registrar"), at=TUESDAY
            )


def test_a_program_in_an_answer_is_shown_as_text_to_everybody(browser: type_browser, draft: DraftView) -> None:
    """Typed by the applicant; read by the applicant, the clerk and the reviewers."""
    owner = browser(FIRM)
    asked = {field.element.key for field in cases.prepare(draft.number, firm()).plan.form.fields if field.known is None}
    wanted = {"premises.address": SCRIPT, "signboard.text": TEMPLATE[:40], "matter.remarks": SCRIPT}
    sent = {key: value for key, value in wanted.items() if key in asked}
    assert {"premises.address", "signboard.text"} <= set(sent)
    owner.post(f"/drafts/{draft.number}/form/", sent)
    pages = [owner.get(f"/drafts/{draft.number}/{one}/") for one in ("form", "review")]
    case = owner.post(f"/drafts/{draft.number}/review/", {"once": "k"})
    number = case["Location"].split("/")[2]
    cases.accept(case=number, by=actor(CLERK), at=TUESDAY)
    pages += [owner.get(f"/cases/{number}/"), browser(CLERK).get(f"/desk/cases/{number}/")]
    sign = cases.case(number, firm())
    pages += [reviewer(browser, sign, part).get(f"/desk/approvals/{part_numbers(sign)[part]}/") for part in ("04", "06")]
    for page in pages:
        assert page.status_code == 200
        raw = page.content.decode()
        assert "<script>alert" not in raw
        assert "<img src=x" not in raw
    assert any("&lt;script&gt;alert" in page.content.decode() for page in pages)
    assert "alert" in pages[3].content.decode()
    assert any("{{ settings.SECRET_KEY }}" in text(page) for page in pages), "shown as it was typed, never carried out"


def reviewer(browser: type_browser, case: CaseView, part: str) -> Client:
    from zhengtong.foundation.identity import api as identity

    body = next(one.organisation for one in case.approvals if one.item.endswith(part))
    return browser(next(one.username for one in identity.demo_sign_ins() if actor(one.username).organisation == body and actor(one.username).has("review")))  # fmt: skip # noqa: E501


def test_what_officers_write_is_shown_as_text_to_the_applicant(browser: type_browser, received: CaseView) -> None:
    browser(CLERK).post(
        f"/desk/cases/{received.number}/ask/",
        {"once": "a", "at": ["premises.area", SCRIPT], "what:premises.area": SCRIPT, f"what:{SCRIPT}": "x"},
    )
    browser(CLERK).post(
        f"/desk/cases/{received.number}/ask/", {"once": "b", "at": ["premises.area"], "what:premises.area": SCRIPT + TEMPLATE}
    )
    owner = browser(FIRM)
    for path in (f"/cases/{received.number}/", f"/cases/{received.number}/supplement/", "/my/messages/"):
        raw = owner.get(path).content.decode()
        assert "<script>alert" not in raw
        assert "<img src=x" not in raw
    assert "alert(" in owner.get(f"/cases/{received.number}/supplement/").content.decode()


@pytest.mark.parametrize(
    "q", [SCRIPT, TEMPLATE, "' OR 1=1; --", '" OR "" MATCH "', "饭店\x00", "%" * 50, "（" * 100, "😀" * 80, "\u202e店饭"]
)
def test_search_takes_everything_as_words(q: str, browser: type_browser) -> None:
    client = browser()
    for path in ("/find", "/suggest"):
        answer = client.get(path, {"q": q})
        assert answer.status_code == 200
        raw = answer.content.decode()
        assert "<script>alert" not in raw
        assert "<img src=x" not in raw
    assert client.get("/find", {"q": "开饭店"}).content.decode().count("43TCN0003") >= 1, "nothing was dropped"


def test_signs_nobody_sees_are_left_out(browser: type_browser, begun: DraftView) -> None:
    browser(CITIZEN).post(f"/drafts/{begun.number}/form/", {"signboard.text": "湘\x00江\u202e小\u200b馆\x1b[31m\ufeff"})
    assert kept(begun)["signboard.text"] == "湘江小馆[31m"


def test_fields_that_the_form_does_not_have_change_nothing(browser: type_browser, begun: DraftView) -> None:
    before = Draft.objects.filter(number=begun.number).values().get()
    browser(CITIZEN).post(
        f"/drafts/{begun.number}/form/",
        {"state": "submitted", "case": "4301", "subject_number": "x", "__proto__": "y", "owner": "account:1", "no.such": "z", "": "w"},
    )
    assert Draft.objects.filter(number=begun.number).values().get() == before


def test_what_is_known_cannot_be_overwritten(browser: type_browser, draft: DraftView) -> None:
    """A firm's name and code come from the register; a form that sends others does not get them into the case."""
    owner = browser(FIRM)
    owner.post(
        f"/drafts/{draft.number}/form/",
        {"firm.name": "别人的公司", "firm.credit_code": "91990100MA0000015X", "licence.business_held": "true"},
    )
    number = owner.post(f"/drafts/{draft.number}/review/", {"once": "k"})["Location"].split("/")[2]
    answers = cases.file(number, firm()).answers
    assert answers["firm.name"] != "别人的公司"
    assert "91990100MA0000015X" not in answers.values()


def test_a_situation_that_would_skip_a_department_is_the_one_that_is_shown(browser: type_browser, draft: DraftView) -> None:
    """Answers of the situation may be changed in the form's request; then the plan changes with them, and what is then missing is told."""
    owner = browser(FIRM)
    owner.post(f"/drafts/{draft.number}/form/", {"premises.area": "30000", "fire.public_gathering": "false", "food.business_kind": "small"})
    page = owner.get(f"/drafts/{draft.number}/review/")
    assert page.status_code == 200
    ready = cases.prepare(draft.number, firm())
    answer = owner.post(f"/drafts/{draft.number}/review/", {"once": "k"})
    if answer.status_code == 302:
        number = answer["Location"].split("/")[2]
        assert {one.item for one in cases.case(number, firm()).approvals} == {one.code for one in ready.plan.chosen}
    else:
        told(answer, 409)


@pytest.mark.parametrize("fields", [2001, 5000])
def test_a_form_of_thousands_of_fields_is_refused_at_once(fields: int, browser: type_browser, begun: DraftView) -> None:
    with nothing_written():
        answer = browser(CITIZEN).post(f"/drafts/{begun.number}/form/", {f"f{number}": "x" for number in range(fields)})
        told(answer, 400, "返回|重新")
        answer = browser(CITIZEN).post(f"/drafts/{begun.number}/form/", "&".join(f"f{n}=x" for n in range(fields)), "application/x-www-form-urlencoded")  # fmt: skip # noqa: E501
        told(answer, 400, "返回|重新")


def test_a_form_that_is_too_long_is_refused_and_what_was_saved_stays(browser: type_browser, begun: DraftView) -> None:
    client = browser(CITIZEN)
    client.post(f"/drafts/{begun.number}/form/", {"signboard.text": "湘江小馆"})
    with nothing_written():
        sent = "signboard.text=" + "x" * 3_000_000
        answer = client.post(f"/drafts/{begun.number}/form/", sent, "application/x-www-form-urlencoded")
        assert answer.status_code in (400, 413)
        told(answer, answer.status_code, "返回|重新|缩短")
        told(client.post(f"/drafts/{begun.number}/form/", {"matter.statement": "长" * 450_000}), 413, "缩短|短|分")
    assert kept(begun)["signboard.text"] == "湘江小馆"

"""Steps on the desk: asked and answered, told by letter, a hearing called, a visit recorded; each by whom it concerns."""

import pytest

from tests.channels.workbench.conftest import TUESDAY, firm, part, type_desk
from zhengtong.delivery.approvals.models import Approval, Consultation, Hearing, Party, Verification
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity

pytestmark = pytest.mark.django_db


def body(word: str) -> str:
    found = identity.organisation_by_word(word, catalogue.city().division)
    assert found is not None
    return str(found.code)


def post(desk: type_desk, who: str, number: str, what: str, **given: str) -> object:
    return desk(who).post(f"/desk/approvals/{number}/{what}/", {"once": what, **given})


def ask(desk: type_desk, case: CaseView, to: str = "城管执法局") -> Consultation:
    answer = post(desk, "fire", part(case, "-04"), "consult", to=body(to), question="招牌挡住登高面吗？", days="3")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    return Consultation.objects.get()


def test_the_body_that_is_asked_answers_on_a_page_of_its_own(desk: type_desk, accepted: CaseView) -> None:
    asked = ask(desk, accepted)
    city = desk("city")
    assert "招牌挡住登高面吗" in city.get("/desk/consultations/").content.decode()
    page = city.get(f"/desk/consultations/{asked.pk}/").content.decode()
    assert "fire-facilities-plan" in page
    assert "food-layout" not in page, "a paper of another item"
    assert "style=" not in page
    path = f"/desk/consultations/{asked.pk}/"
    assert city.post(path, {"once": "a", "view": "object"}).status_code == 400
    assert city.post(path, {"once": "b", "view": "object", "why": "挡住了"}).status_code == 302
    seen = desk("fire").get(f"/desk/approvals/{part(accepted, '-04')}/").content.decode()
    assert "挡住了" in seen


@pytest.mark.parametrize("who", ["market", "fire"])
def test_nobody_else_opens_a_question(desk: type_desk, accepted: CaseView, who: str) -> None:
    asked = ask(desk, accepted)
    assert desk(who).get(f"/desk/consultations/{asked.pk}/").status_code == 404
    assert desk(who).post(f"/desk/consultations/{asked.pk}/", {"once": "a", "view": "agree"}).status_code == 404
    sha = cases.file(accepted.number, firm()).files[0].sha256
    assert desk(who).get(f"/desk/consultations/{asked.pk}/files/{sha}/").status_code == 404


def test_only_the_files_that_the_item_needs_open_for_who_is_asked(desk: type_desk, accepted: CaseView) -> None:
    asked = ask(desk, accepted)
    held = {one.sha256 for one in cases.consulted_file(asked.pk, identity.actor_of(account=_account("city"), acting_for=None)).files}
    for file in cases.file(accepted.number, firm()).files:
        wanted = 200 if file.sha256 in held else 404
        assert desk("city").get(f"/desk/consultations/{asked.pk}/files/{file.sha256}/").status_code == wanted


def _account(username: str) -> int:
    from zhengtong.foundation.identity.models import Account

    return int(Account.objects.get(username=username).pk)


def test_a_letter_is_shown_once_and_not_kept_in_any_cache(desk: type_desk, accepted: CaseView) -> None:
    given = {"name": "王邻居", "contact": "样例路 22 号", "touched": "共用楼梯", "days": ""}
    answer = post(desk, "fire", part(accepted, "-04"), "party", **given)
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer["Cache-Control"] == "no-store"  # type: ignore[index]
    assert "/statement/" in page
    row = Party.objects.get()
    assert row.token not in page
    assert "王邻居" in desk("fire").get(f"/desk/approvals/{part(accepted, '-04')}/").content.decode()
    assert "王邻居" not in desk("window").get(f"/desk/approvals/{part(accepted, '-04')}/").content.decode()


def test_a_hearing_a_visit_and_a_transfer_are_refused_on_the_form_as_it_was_typed(desk: type_desk, accepted: CaseView) -> None:
    number, chair = part(accepted, "-04"), f"account:{_account('fire2')}"
    call = post(desk, "fire", number, "hearing/call", on="2026-08-10", at_hour="09:30", place="政务中心 301", chair="")
    assert (call.status_code, "政务中心 301" in call.content.decode()) == (400, True)  # type: ignore[attr-defined]
    for wrong in ("", "昨天", "2026-02-30"):  # no day ever becomes today
        given = {"on": wrong, "officers": "周消防\n吴消防", "found": "有杂物"}
        told = post(desk, "fire", number, "visit", **given).content.decode()  # type: ignore[attr-defined]
        assert ("有杂物" in told, f'name="on" max="2026-08-04" value="{wrong}"' in told) == (True, True)
        answer = post(desk, "fire", number, "hearing/call", on=wrong, at_hour="09:30", place="政务中心 301", chair=chair)
        assert (answer.status_code, "政务中心 301" in answer.content.decode()) == (400, True)  # type: ignore[attr-defined]
    assert (Verification.objects.count(), Hearing.objects.count()) == (0, 0)
    visit = post(desk, "fire", number, "visit", on="2026-08-04", officers="周消防", found="有杂物")
    assert (visit.status_code, "有杂物" in visit.content.decode()) == (400, True)  # type: ignore[attr-defined]
    assert post(desk, "fire", number, "visit", on="2026-08-04", officers="周消防\n吴消防", found="有杂物").status_code == 302  # type: ignore[attr-defined]
    assert post(desk, "fire", number, "transfer", to=body("公安局"), why=" ").status_code == 400  # type: ignore[attr-defined]
    assert post(desk, "fire", number, "transfer", to=body("公安局"), why="属于治安").status_code == 302  # type: ignore[attr-defined]
    assert Approval.objects.get(number=number).organisation == body("公安局")
    assert TUESDAY

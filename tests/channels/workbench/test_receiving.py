"""收件: what the window does beside the citizen, through its pages."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.channels.workbench.conftest import MONDAY, PDF, TUESDAY, answer, firm, type_desk
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Mended
from zhengtong.delivery.cases.terms import CaseState, CaseView, Channel, Point
from zhengtong.foundation.catalogue.terms import MaterialState
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.files import api as files
from zhengtong.kernel.refs import Ref

FREIGHT = Ref("item", "43TCN0002-02")
SAFETY_RULES = "m-d513145616"


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_an_error_is_put_right_on_the_spot(desk: type_desk, received: CaseView) -> None:
    window = desk("window")
    assert f"/desk/cases/{received.number}/mend/" in text(window.get(f"/desk/cases/{received.number}/"))
    page = text(window.get(f"/desk/cases/{received.number}/mend/"))
    assert 'name="premises.seats"' in page
    assert 'name="firm.name"' not in page  # a register says it
    assert 'name="signboard.text"' not in page  # the law of the sign board knows no such thing
    assert 'name="commitment.accepted"' not in page  # a promise is the applicant's own
    held = cases.file(received.number, firm()).answers
    form = {"once": "m1", "premises.seats": "88", "fire.manager": str(held["fire.manager"])}
    paper = SimpleUploadedFile("新图.pdf", PDF + b"new", "application/pdf")
    done = window.post(f"/desk/cases/{received.number}/mend/", {**form, "file:floor-plan": paper})
    assert done.status_code == 302
    assert {one.at_place for one in Mended.objects.all()} == {"premises.seats", "floor-plan"}  # what was not changed is not touched
    assert cases.file(received.number, firm()).answers["premises.seats"] == 88
    assert "当场更正" in text(window.get(f"/desk/cases/{received.number}/"))


def test_a_wrong_answer_comes_back_with_what_was_typed(desk: type_desk, received: CaseView) -> None:
    window = desk("window")
    page = window.post(f"/desk/cases/{received.number}/mend/", {"once": "m2", "premises.seats": "-3"})
    assert page.status_code == 400
    assert 'value="-3"' in text(page)
    nothing = window.post(f"/desk/cases/{received.number}/mend/", {"once": "m3"})
    assert "没有改动" in text(nothing)
    assert Mended.objects.count() == 0


def test_after_acceptance_there_is_nothing_to_mend(desk: type_desk, accepted: CaseView) -> None:
    window = desk("window")
    assert "/mend/" not in text(window.get(f"/desk/cases/{accepted.number}/"))
    assert window.get(f"/desk/cases/{accepted.number}/mend/").status_code == 302


def test_the_window_sees_how_long_nobody_has_answered_and_reminds(desk: type_desk, received: CaseView) -> None:
    window = desk("window")
    clerk = identity.actor_of(account=int(window.session["_auth_user_id"]), acting_for=None)
    cases.require_supplementation(case=received.number, points=[Point("floor-plan", "没有比例")], by=clerk, at=MONDAY)
    page = text(window.get(f"/desk/cases/{received.number}/"))
    assert "已 1 天没有答复" in page
    assert "不会自动结束" in page
    window.post(f"/desk/cases/{received.number}/remind/", {"once": "r1"})
    after = text(window.get(f"/desk/cases/{received.number}/"))
    assert f'action="/desk/cases/{received.number}/remind/"' not in after
    again = window.post(f"/desk/cases/{received.number}/remind/", {"once": "r2"})
    assert "今天已经提醒过" in text(again)


def freight(**more: object) -> CaseView:
    by = firm()
    draft = cases.begin(matter=FREIGHT, answers={}, by=by, at=MONDAY)
    ready = cases.prepare(draft.number, by)
    asked = [field.element for field in ready.plan.form.fields if field.known is None and field.value is None]
    forms.save_answers(draft=draft.number, answers={one.key: answer(one) for one in asked}, revision=None, by=by, at=MONDAY)
    import io

    for need in ready.plan.materials:
        if need.state is MaterialState.BRING and need.material.code != SAFETY_RULES:
            paper = files.store(io.BytesIO(PDF + need.material.code.encode()), name="a.pdf")
            forms.attach(draft=draft.number, material=need.material.code, file=paper, by=by, at=MONDAY)
    cases.choose(draft=draft.number, commit=[], later=[SAFETY_RULES], by=by, at=MONDAY)
    return cases.submit(draft=draft.number, by=by, at=MONDAY, **more)  # type: ignore[arg-type]


def test_the_reviewer_sees_what_follows_and_since_when_it_is_missing(desk: type_desk, town: None) -> None:
    case = freight()
    window = desk("window")
    assert "容缺后补的材料" in text(window.get(f"/desk/cases/{case.number}/"))
    window.post(f"/desk/cases/{case.number}/accept/", {"once": "a"})
    with clock.standing_at(TUESDAY.replace(day=19)):
        from zhengtong.delivery.cases import schedule

        schedule.note_missing_papers()
    number = cases.case(case.number, firm()).approvals[0].number
    page = text(window.get(f"/desk/approvals/{number}/"))
    assert "逾期未交" in page


def test_papers_taken_in_elsewhere_are_noted_when_they_arrive(desk: type_desk, town: None) -> None:
    away = next(one.code for one in identity.organisations("511602000000") if one.kind == "window")
    case = freight(channel=Channel.WINDOW, window=away)
    window = desk("window")
    page = text(window.get(f"/desk/cases/{case.number}/"))
    assert "异地代收" in page
    assert "送到之前不能受理" in page
    refused = window.post(f"/desk/cases/{case.number}/accept/", {"once": "a"})
    assert "还没有送到" in text(refused)
    window.post(f"/desk/cases/{case.number}/arrive/", {"once": "b"})
    arrived = cases.case(case.number, firm())
    assert arrived.elsewhere is not None
    assert arrived.elsewhere.arrived_at == TUESDAY
    window.post(f"/desk/cases/{case.number}/accept/", {"once": "c"})
    assert cases.case(case.number, firm()).state is CaseState.ACCEPTED

"""收件: what an applicant chooses before handing in, and what follows later, through the pages."""

import pytest
from django.test import Client

from tests.channels.portal.conftest import MONDAY, PDF, TUESDAY, firm_actor, officer, paper, text
from tests.channels.workbench.conftest import answer
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases import schedule
from zhengtong.delivery.cases.terms import CaseState, Channel, Point
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import MaterialState
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.files import api as files
from zhengtong.kernel.refs import Ref

FREIGHT = Ref("item", "43TCN0002-02")
SAFETY_RULES = "m-d513145616"


@pytest.fixture
def freight(firm: Client) -> str:
    """Everything but the safety rules."""
    import io

    by = firm_actor()
    begun = cases.begin(matter=FREIGHT, answers={}, by=by, at=MONDAY)
    ready = cases.prepare(begun.number, by)
    asked = [field.element for field in ready.plan.form.fields if field.known is None and field.value is None]
    forms.save_answers(draft=begun.number, answers={one.key: answer(one) for one in asked}, revision=None, by=by, at=MONDAY)
    for need in ready.plan.materials:
        if need.state is MaterialState.BRING and need.material.code != SAFETY_RULES:
            stored = files.store(io.BytesIO(PDF + need.material.code.encode()), name="a.pdf")
            forms.attach(draft=begun.number, material=need.material.code, file=stored, by=by, at=MONDAY)
    return begun.number


def test_a_paper_that_may_follow_is_promised_handed_in_later_and_followed(firm: Client, freight: str) -> None:
    page = text(firm.get(f"/drafts/{freight}/review/"))
    assert "可以后补的材料" in page
    assert "最迟 8 月 17 日" in page.replace("最迟8", "最迟 8")
    refused = firm.post(f"/drafts/{freight}/review/", {"once": "early"})
    assert refused.status_code == 409
    firm.post(f"/drafts/{freight}/choices/", {"later": SAFETY_RULES})
    handed = firm.post(f"/drafts/{freight}/review/", {"once": "now"})
    assert handed.status_code == 302
    number = handed["Location"].split("/")[2]
    assert "安全生产管理制度文本" in text(firm.get(f"/cases/{number}/receipt/"))
    case = text(firm.get(f"/cases/{number}/"))
    assert "补交承诺的材料" in case
    assert f"/cases/{number}/supply/" in case
    empty = firm.post(f"/cases/{number}/supply/", {"once": "s0"})
    assert empty.status_code == 400
    done = firm.post(f"/cases/{number}/supply/", {"once": "s1", f"file:{SAFETY_RULES}": paper("制度.pdf")})
    assert done.status_code == 302
    after = text(firm.get(f"/cases/{number}/"))
    assert f"/cases/{number}/supply/" not in after
    assert "已按承诺补交" in after
    assert firm.get(f"/cases/{number}/supply/").status_code == 302  # nothing is owed any more


def test_what_was_committed_to_stands_on_the_page_in_its_words(firm: Client, received: str) -> None:
    page = text(firm.get(f"/cases/{received}/"))
    assert "您承诺了什么" in page
    assert "不看信用" in page
    assert "SHA-256" in page


def test_where_papers_are_and_from_when_the_term_runs(firm: Client, freight: str) -> None:
    away = next(one.code for one in identity.organisations("511602000000") if one.kind == "window")
    by = firm_actor()
    cases.choose(draft=freight, commit=[], later=[SAFETY_RULES], by=by, at=MONDAY)
    case = cases.submit(draft=freight, by=by, at=MONDAY, channel=Channel.WINDOW, window=away)
    assert "受理期限从材料送到办理地之日起算" in text(firm.get(f"/cases/{case.number}/receipt/"))
    page = text(firm.get(f"/cases/{case.number}/"))
    assert "正在送往办理地" in page


def test_until_when_to_answer_and_what_silence_means(firm: Client, received: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held = catalogue.regime("information_request")
    monkeypatch.setattr(catalogue, "regime", lambda _code: held)
    points = [Point("floor-plan", "没有比例")]
    asked = cases.require_supplementation(case=received, points=points, by=officer("window"), at=TUESDAY)
    assert asked.supplementation is not None
    for path in (f"/cases/{received}/", f"/cases/{received}/supplement/"):
        assert "视为放弃申请" in text(firm.get(path))
    with clock.standing_at(TUESDAY.replace(day=26)):
        schedule.give_up_what_nobody_answered()
    page = text(firm.get(f"/cases/{received}/"))
    assert cases.case(received, firm_actor()).state is CaseState.ABANDONED
    assert "依法视为放弃申请" in page

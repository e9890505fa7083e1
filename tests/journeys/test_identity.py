"""我是谁: from opening an account to a real name, a wrong name on the way, and a matter that asks for more than a name."""

from collections.abc import Callable

import pytest

from tests.journeys import people
from tests.journeys.accounts import at_home, open_account, prove
from tests.support.visitor import DESKTOP, PHONE, Visitor

LIU, SUN = ("刘思远", "990101198804120110"), ("孙雨桐", "990203199509210220")


@pytest.mark.parametrize(
    ("size", "who", "sign_in", "phone"), [(PHONE, LIU, "liusiyuan", "13912345011"), (DESKTOP, SUN, "sunyutong", "13912345012")]
)
def test_from_an_account_to_a_person(
    visit: Callable[..., Visitor], size: tuple[int, int], who: tuple[str, str], sign_in: str, phone: str
) -> None:
    one = at_home(visit, size)
    open_account(one, sign_in, phone)
    assert "模拟" in one.text()
    one.look()
    for path in ("/my/", "/my/drafts/", "/my/licences/", "/my/messages/", "/my/appointments/", "/my/settings/", "/my/agents/"):
        one.go(path)
        one.look()
        assert "核验" in one.text(), path
    one.go("/items/000131004000-01/begin/")
    one.look()
    people.press(one, 'main a[href^="/my/identity/"]')
    prove(one, who[0][:-1] + "源", who[1], status=400)
    assert "证件和姓名对不到一起" in one.text()
    assert "今天还可以试 4 次" in one.text()
    assert one.page.input_value("#id_document") == who[1], "what was typed stays"
    one.look()
    prove(one, "许文静", "990101198603030047", status=503)
    assert "连不上" in one.text()
    one.look()
    prove(one, *who)
    assert one.path().startswith("/items/000131004000-01/begin/"), "back where it was asked for"
    assert who[0] in one.text()
    one.look()
    one.go("/my/identity/")
    assert "已实名" in one.text()
    held = one.main().locator("section", has_text="我们登记了您的什么").inner_text()
    assert who[1][:4] in held
    assert who[1] not in held
    one.look()


def test_buying_property_asks_for_a_second_factor_and_nothing_is_lost(visit: Callable[..., Visitor]) -> None:
    one = visit(PHONE)
    situation = {"estate.complex": "false", "estate.old_mortgage": "none", "estate.loan": "false", "agent.used": "false"}
    one.go("/bundles/43TCP0021/")
    assert "二次验证" in one.text()
    one.look()
    people.answer_questions(one, situation, bundle="43TCP0021")
    people.begin(one, "linyinuo", "麓山一味")
    people.fill_in(one)
    people.hand_in_papers(one)
    people.press(one, '.savebar a[href$="/review/"]')
    review = one.path()
    one.look()
    people.press(one, "form:has(input[name=once]) button")
    assert one.path().startswith("/my/step-up/"), "refused, with the way on"
    one.look()
    one.go(review)
    people.step_up(one, "linyinuo")
    assert one.path() == review
    people.submit(one)


def test_a_mother_chooses_her_child(visit: Callable[..., Visitor]) -> None:
    one = visit(DESKTOP)
    one.sign_in("hejingyi")
    one.go("/my/identity/")
    assert "何小满" in one.text()
    one.look()
    one.go("/my/")
    people.press(one, '.whom button[name=subject]:has-text("何小满")')
    one.look()

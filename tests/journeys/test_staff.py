"""A department's joiner, mover and leaver: by file, in at the first sign-in, at work, moved in mid-session, and out."""

import re
from collections.abc import Callable

import pytest

from tests.journeys import people
from tests.support.visitor import DESKTOP, PHONE, Visitor

type_visit = Callable[..., Visitor]
HEAD = "操作,账号,姓名,机构代码,内设机构,职务,职责,事项\n"
PASSWORD = "four words are good"
FOOD, LICENCE = "43TCN0003-02", "43TCN0003-01"


@pytest.fixture(scope="module")
def filed() -> dict[str, str]:
    """The case that lies with the departments, made once for both widths."""
    return {}


def test_join_move_leave(visit: type_visit, filed: dict[str, str]) -> None:
    """At a desk and on telephones: the licence's check comes first, and opens the permit for food."""
    case = filed.get("case") or filed.setdefault("case", _filed(visit))
    joiner, leaver = "joiner-d", "leaver-p"
    personnel = visit()
    personnel.sign_in("personnel")
    assert personnel.path() == "/desk/staff/"
    personnel.look()
    body = _body(personnel)
    first = f"入职,{joiner},林小新（演示）,{body},登记科,科员,审查,{LICENCE}\n"
    codes = _import(personnel, first + f"入职,{leaver},钱将离（演示）,{body},登记科,科员,审查,{LICENCE}\n")
    assert set(codes) == {joiner, leaver}
    new, gone = visit(PHONE), visit()
    _come_in(new, joiner, codes[joiner])
    assert _parts(new, case) == {"01"}
    new.look()

    personnel = visit(PHONE)
    personnel.sign_in("personnel")
    personnel.look()
    assert _import(personnel, f"调动,{joiner},,{body},餐饮科,副科长,审查,{FOOD}\n") == {}
    assert _parts(new, case) == set(), "in the same session: the old work is gone"
    _come_in(gone, leaver, codes[leaver])
    assert people.approve_next(gone, case), "the work stays with the body: a colleague does it"
    assert _parts(new, case) == {"02"}, "and the new is there"

    assert _import(personnel, f"离职,{leaver},,,,,,\n") == {}
    gone.go("/desk/")
    assert "/accounts/login/" in gone.page.url, "the open session has ended"
    with gone.allowing(400):
        gone.give_password(leaver, PASSWORD)
    assert "/accounts/login/" in gone.page.url, "nor is there a new one"
    _read_rights(personnel, joiner, leaver)


def _read_rights(personnel: Visitor, joiner: str, leaver: str) -> None:
    personnel.go(f"/desk/rights/?officer={joiner}")
    personnel.look()
    told = personnel.main().inner_text()
    assert (FOOD in told, LICENCE in told, "人员名册" in told) == (True, False, True)
    personnel.go(f"/desk/rights/?state=ended&officer={leaver}")
    personnel.look()
    assert LICENCE in personnel.main().inner_text()
    personnel.go(f"/desk/staff/of/{leaver}/")
    personnel.look()
    assert "已离职" in personnel.text()
    assert "经手 1 件" in personnel.text()


@pytest.mark.parametrize("size", [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")])
def test_an_emergency_and_a_look_are_seen_by_those_who_watch(visit: type_visit, filed: dict[str, str], size: tuple[int, int]) -> None:
    case = filed.get("case") or filed.setdefault("case", _filed(visit))
    officer, boss, clerk, person = visit(size), visit(size), visit(size), visit(size)
    officer.sign_in("market")
    officer.go("/desk/rights/emergency/")
    officer.look()
    officer.page.locator('input[name="duty"][value="intake"]').check()
    officer.page.locator("input[name=items]").fill(LICENCE if size == DESKTOP else FOOD)
    officer.page.locator("textarea[name=reason]").fill("窗口同事突发疾病，群众在等")
    people.press(officer, "main form button")
    assert "应急权限，至" in officer.text()
    officer.look()
    boss.sign_in("personnel")
    assert "持有应急权限，至" in boss.text()
    boss.go("/desk/notices/")
    boss.look()
    people.press(boss, "main .lines a >> nth=0")
    assert "其间所为" in boss.text()
    boss.look()
    people.press(boss, 'main form[action$="/end/"] button')
    officer.go("/desk/")
    assert "应急权限，至" not in officer.text()

    clerk.sign_in("window")
    clerk.go("/desk/people/")
    clerk.look()
    clerk.page.locator("input[name=number]").fill("990101198506150127")
    clerk.page.locator("input[name=case]").fill(case)
    clerk.page.locator('input[name="purpose"][value="identify"]').check()
    clerk.page.locator("input[name=reason]").fill("核对到场人员身份")
    people.press(clerk, 'form:has(input[name="number"]) button')
    assert "9901**********0127" in clerk.text()
    clerk.look()
    person.sign_in("chenxiaolan")
    person.go("/my/looks/")
    person.look()
    assert case in person.text()


def _filed(visit: type_visit) -> str:
    firm, clerk = visit(), visit()
    firm.go(f"/bundles/{people.BUNDLE}/")
    case = people.apply(firm, people.TAKE_AWAY)
    clerk.sign_in(people.CLERK)
    people.accept(clerk, case)
    return case


def _body(who: Visitor) -> str:
    """The code of one's own body, from the sample file's page: as it stands in the form of a joiner."""
    who.go("/desk/staff/join/")
    who.look()
    return who.page.locator("select[name=organisation] option[selected]").get_attribute("value") or ""


def _import(who: Visitor, lines: str) -> dict[str, str]:
    """Preview, then all of it; the one-time codes by sign-in name."""
    who.go("/desk/staff/import/")
    file = {"name": "名册.csv", "mimeType": "text/csv", "buffer": (HEAD + lines).encode("gbk")}
    who.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]  # as a browser hands it over
    people.press(who, "form[enctype] button")
    assert "还没有写入" in who.text(), who.text()[:800]
    who.look()
    people.press(who, 'form[action$="/confirm/"] button')
    who.look()
    rows = [row.inner_text() for row in who.main().locator("tbody tr").all()]
    found = [re.search(r"([a-z]+-[dp])\s+((?:[A-Z2-9]{4}-){3}[A-Z2-9]{4})", row) for row in rows]
    return {one[1]: one[2] for one in found if one}


def _come_in(who: Visitor, username: str, code: str) -> None:
    """With the code, at first; then as everybody."""
    who.go("/desk/staff/first/")
    who.look()
    for name, value in (("username", username), ("code", code), ("password", PASSWORD), ("again", PASSWORD)):
        who.page.locator(f"input[name={name}]").fill(value)
    people.press(who, "main form button")
    who.sign_in(username, PASSWORD)
    assert who.path().startswith("/desk/"), who.text()[:800]


def _parts(who: Visitor, case: str) -> set[str]:
    """Which parts of this case stand under *my work*, by the end of their numbers."""
    who.go("/desk/")
    paths = {one.get_attribute("href") or "" for one in who.main().locator('a[href^="/desk/approvals/"]').all()}
    return {path.strip("/").rsplit("-", 1)[-1] for path in paths if case in path}

"""我要开饭店: from plain words to verified licences and a proof, as a firm, a window and three departments live it."""
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import clocks, people
from tests.support.product import Product
from tests.support.visitor import DESKTOP, PHONE, Visitor

type_visit = Callable[..., Visitor]
TO_SEE = "要到店里核实厨房的布局"


@pytest.mark.parametrize(
    ("size", "situation", "decided"),
    [
        pytest.param(DESKTOP, people.FULL, {"market": 2, "fire": 1, "city": 1}, id="desktop, restaurant, fire commitment, sign"),
        pytest.param(PHONE, people.SMALL, {"market": 2, "fire": 1, "city": 0}, id="phone, small eatery, fire inspection, no sign"),
    ],
)
def test_from_plain_words_to_licences_a_rating_and_a_proof(
    visit: type_visit, tmp_path: Path, size: tuple[int, int], situation: dict[str, str], decided: dict[str, int]
) -> None:
    firm, clerk = visit(size), visit()
    firm.go("/")
    firm.look()
    people.ask(firm, "我要开饭店")
    firm.look()
    case = people.apply(firm, situation, firm.look)
    firm.look()
    assert case in firm.text()

    people.at_the_desk(clerk, people.CLERK)
    assert clerk.path() == "/desk/"
    assert case in clerk.text()
    clerk.look()
    people.accept(clerk, case)
    clerk.look()
    assert people.decide_all(visit, case) == decided

    firm.go(f"/cases/{case}/")
    firm.look()
    licences = follow_to_the_licences(firm, case)
    check_each_way(visit(size), firm, licences, tmp_path)
    rate_once(firm, case)
    prove(firm, case, tmp_path)


def follow_to_the_licences(firm: Visitor, case: str) -> list[str]:
    """The case says that it is done; each approved part that ends in a licence has brought one; the messages tell the story."""
    assert firm.page.locator(".now.done").count() == 1, firm.text()[:800]
    links = [one.get_attribute("href") or "" for one in firm.main().locator("a.licence").all()]
    assert links, "no licence was issued"
    people.until(lambda: "完成" in read(firm, "/my/messages/") or "办结" in firm.text() or "办完" in firm.text())
    firm.look()
    assert case in firm.text()
    firm.go("/my/licences/")
    firm.look()
    return links


def read(who: Visitor, path: str) -> str:
    who.go(path)
    return who.text()


def check_each_way(anybody: Visitor, firm: Visitor, licences: list[str], folder: Path) -> None:
    """Anybody verifies the file and the number; one changed byte is found; strangers see what is public about the firm."""
    firm.go(licences[0])
    firm.look()
    number = licences[0].removeprefix("/licences/").rstrip("/")
    signed = people.download(firm, f'a[href="/licences/{number}.json"]', folder)
    people.until(lambda: f"/licences/{number}.pdf" in html(firm, licences[0]))
    printed = people.download(firm, f'a[href="/licences/{number}.pdf"]', folder)
    assert printed.read_bytes().startswith(b"%PDF-")
    document = json.loads(signed.read_text("utf-8"))
    assert "演示" in json.dumps(document, ensure_ascii=False)

    assert verdict(anybody, signed.name, signed.read_bytes()) == "done"
    anybody.look()
    changed = signed.read_bytes().replace("湘江小馆".encode(), "湘江大馆".encode())
    assert changed != signed.read_bytes()
    assert verdict(anybody, signed.name, changed) == "late"
    anybody.look()
    assert firm.product.zt("licence", "verify", str(signed)).returncode == 0
    (folder / "changed.json").write_bytes(changed)
    assert firm.product.zt("licence", "verify", str(folder / "changed.json")).returncode == 1

    anybody.go(f"/verify/{number}/")
    anybody.look()
    assert people.FIRM in anybody.main().inner_text()  # who trades is public
    anybody.go(f"/verify/?number={number[:-1]}{'0' if number[-1] != '0' else '1'}", status=400)
    anybody.look()


def html(who: Visitor, path: str) -> str:
    who.go(path)
    return who.page.content()


def verdict(who: Visitor, name: str, content: bytes) -> str:
    """Upload a file to the public page; the tone of the verdict."""
    who.go("/verify/")
    who.page.locator("#licence-file").set_input_files({"name": name, "mimeType": "application/json", "buffer": content})
    people.press(who, 'form[enctype="multipart/form-data"] button')
    shown = who.page.locator("section[aria-labelledby=verdict] .state").first.get_attribute("class") or ""
    return shown.split()[-1]


def rate_once(firm: Visitor, case: str) -> None:
    firm.go(f"/cases/{case}/rate/")
    firm.look()
    firm.page.locator('input[name=level][value="1"]').check()
    people.press(firm, 'form[action$="/rate/"] button.big')
    assert firm.path() == f"/cases/{case}/"
    assert firm.main().locator('a[href$="/rate/"]').count() == 0, "it can be rated twice"
    firm.look()


def prove(firm: Visitor, case: str, folder: Path) -> None:
    """The case's proof is checked by the small command, against the public addresses only; a changed word in it is found."""

    def proved() -> bool:
        firm.go(f"/cases/{case}/")
        return firm.main().locator('ol.story a[href*="proof.json?row="]').count() == firm.main().locator("ol.story li").count()

    people.until(proved)
    proof = people.download(firm, f'a[href="/cases/{case}/proof.json"]', folder)
    firm.go("/ledger/")
    firm.look()
    public = f"{firm.product.url}/ledger/"
    told = firm.product.json("ledger", "verify", str(proof), "--public", public)
    assert told["verified"]
    assert told["rows"] >= 8
    changed = folder / "changed-proof.json"
    changed.write_text(proof.read_text("utf-8").replace(case, case[:-1] + ("0" if case[-1] != "0" else "1")), "utf-8")
    assert firm.product.zt("ledger", "verify", str(changed), "--public", public).returncode == 1


def test_the_whole_way_without_a_script(visit: type_visit, the_product: Product) -> None:
    """Somebody says truthfully that health certificates are missing: the refusal is drafted from that, and is sent as drafted."""
    firm, clerk, market = visit(PHONE, scripts=False), visit(scripts=False), visit(scripts=False)
    people.ask(firm, "开餐馆")
    case = people.apply(firm, people.TAKE_AWAY, firm.look, answers={"food.health_certificates": "false"})
    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    people.at_the_desk(market, "market")
    assert people.approve_next(market, case)
    people.refuse_as_drafted(market, case)
    market.look()
    assert people.decide_all(lambda: visit(scripts=False), case) == {"market": 0, "fire": 0, "city": 1}
    firm.go(f"/cases/{case}/")
    firm.look()
    assert firm.page.locator(".now.done").count() == 1
    for words in ("接触直接入口食品的人都有健康证明", "食品安全法 第四十五条", "让没有健康证明的人去体检"):
        assert words in firm.text()
    firm.go(f"/cases/{case}/rate/")
    firm.page.locator('input[name=level][value="2"]').check()
    people.press(firm, 'form[action$="/rate/"] button.big')
    assert firm.path() == f"/cases/{case}/"


def test_everything_missing_is_asked_once_and_a_refused_part_holds_nothing_back(visit: type_visit, tmp_path: Path) -> None:
    """补正 and 不予: one notice, one answer; fire refuses with reason, article, remedy; the food permit comes all the same."""
    firm, clerk = visit(PHONE), visit()
    people.ask(firm, "我要开饭店")
    case = people.apply(firm, {**people.FULL, "fire.route": "inspection"})  # on a commitment nothing is refused for what is found there

    people.at_the_desk(clerk, people.CLERK)
    clerk.go(f"/desk/cases/{case}/")
    for at, what in (("premises.seats", "座位数与平面图不一致，请核对"), ("food-rules", "缺少进货查验制度")):
        clerk.page.locator(f'input[form=ask][name=at][value="{at}"]').check()
        clerk.page.locator(f'input[form=ask][name="what:{at}"]').fill(what)
    people.unfold(clerk, "ask")
    people.press(clerk, "form#ask button")
    clerk.go(f"/desk/cases/{case}/")
    clerk.look()
    assert clerk.page.locator('form[action$="/accept/"]').count() == 0, "it can be accepted while it is the applicant's turn"

    firm.go(f"/cases/{case}/")
    firm.look()
    assert "缺少进货查验制度" in firm.text()
    firm.go(f"/cases/{case}/supplement/")
    firm.look()
    firm.page.locator('[name="premises.seats"]').fill("48")
    with firm.allowing(400, 409):
        people.press(firm, 'form[action$="/supplement/"] button.big')
    firm.look()
    assert firm.page.locator('[name="premises.seats"]').input_value() == "48", "the answer is lost because a file is missing"
    firm.page.locator('input[name="file:food-rules"]').set_input_files(people.paper("food-rules-again"))
    people.press(firm, 'form[action$="/supplement/"] button.big')
    assert firm.path() == f"/cases/{case}/"
    firm.look()

    people.accept(clerk, case)
    fire = visit()
    people.at_the_desk(fire, "fire")
    stand_still_and_lengthen(visit, firm, fire, case)
    people.refuse_next(fire, case, text="安全出口被货架占用", article="消防法 第十六条", would_pass_if="清走货架，恢复两个出口")
    fire.look()
    people.decide_all(visit, case, look=False)
    firm.go(f"/cases/{case}/")
    firm.look()
    for words in ("安全出口被货架占用", "消防法 第十六条", "清走货架，恢复两个出口", "行政复议"):
        assert words in firm.text()
    names = firm.main().locator("a.licence").all_inner_texts()
    assert any("食品经营许可证" in name for name in names), names
    assert not any("消防" in name for name in names), names
    keep_the_documents(visit(), firm, case, tmp_path)
    people.press(firm, '#documents a[href*="/notices/extension-"]')
    firm.look()
    assert TO_SEE in firm.text(), "whoever waits longer does not read why"


def stand_still_and_lengthen(visit: type_visit, firm: Visitor, fire: Visitor, case: str) -> None:
    """Fire claims its part, stops its clock for an appraisal and starts it; the head of the market regulator lengthens the food permit."""
    part = clocks.claim(fire, case)
    fire.look()
    clocks.stop(fire, part, evidence="消鉴委〔2026〕9号", article="消防法 第十五条", why="喷淋系统要送去鉴定")
    fire.look()
    firm.go(f"/cases/{case}/")
    firm.look()
    assert "因鉴定停止计时（消防法第十五条）" in firm.page.locator("aside.stack").inner_text().replace(" ", "")
    clocks.start(fire, part, evidence="消鉴意见〔2026〕31号")
    fire.look()
    market, head = visit(), visit()
    people.at_the_desk(market, "market")
    assert people.approve_next(market, case)
    people.at_the_desk(head, "head")
    clocks.extend(head, case, why=TO_SEE)
    head.look()


def keep_the_documents(anybody: Visitor, firm: Visitor, case: str, folder: Path) -> None:
    """The receipt and the decision of refusal are files that bear a seal; anybody can see that it is ours."""
    receipt = people.download(firm, f'#documents a[href="/cases/{case}/documents/receipt.pdf"]', folder)
    refused = people.download(firm, '#documents li:has-text("不予") a[download]', folder)
    for sheet in (receipt, refused):
        assert sheet.read_bytes().startswith(b"%PDF-")
    anybody.go("/verify/document/")
    anybody.page.locator("input[type=file]").set_input_files(refused)
    people.press(anybody, 'form[enctype="multipart/form-data"] button')
    anybody.look()
    assert "由本平台用印" in anybody.text()


def test_a_withdrawn_case_is_at_rest(visit: type_visit) -> None:
    firm, clerk = visit(), visit()
    people.ask(firm, "我要开饭店")
    case = people.apply(firm, people.SMALL)
    firm.go(f"/cases/{case}/withdraw/")
    firm.look()
    people.press(firm, 'form[action$="/withdraw/"] button')
    assert firm.path() == f"/cases/{case}/"
    firm.look()
    assert "撤回" in firm.text()
    people.at_the_desk(clerk, people.CLERK)
    clerk.go(f"/desk/cases/{case}/")
    assert clerk.page.locator('form[action$="/accept/"]').count() == 0
    assert case not in read(clerk, "/desk/")


def test_the_main_way_by_keyboard_alone(visit: type_visit) -> None:
    """From the home page to the form without a mouse: everything is reached with Tab and pressed with Enter or Space."""
    firm = visit()
    firm.go("/")
    people.reach(firm, "main input[name=q]")
    firm.page.keyboard.type("我要开饭店")
    firm.page.keyboard.press("Enter")
    firm.page.wait_for_url("**/find?q=*")
    people.enter(firm, f'main a[href^="/bundles/{people.BUNDLE}/"]')
    people.enter(firm, f'main a[href^="/bundles/{people.BUNDLE}/questions/"]:visible')
    while "/questions/" in firm.path():
        key = firm.page.locator("input[name=asked]").get_attribute("value") or ""
        wanted = {"licence.business_held": "true", **people.FULL}[key]
        people.reach(firm, f'main [name="{key}"]:not([type=hidden])')
        if firm.page.locator(f'main [name="{key}"][type=radio]').count():
            people.choose(firm, key, wanted)
        else:
            firm.page.keyboard.type(wanted)
        people.enter(firm, "form:has(input[name=asked]) button")
    people.enter(firm, 'main a[href*="/begin/"]:visible')
    people.reach(firm, "#id_login")
    firm.page.keyboard.type(people.APPLICANT)
    people.reach(firm, "#id_password")
    firm.page.keyboard.type(firm.product.sign_ins[people.APPLICANT]["password"])
    firm.page.keyboard.press("Enter")
    firm.page.wait_for_url(lambda url: "/accounts/" not in url)
    people.reach(firm, "input[name=subject]")
    people.choose(firm, "subject", firm.page.get_by_label(people.re.compile(people.FIRM)).get_attribute("value") or "")
    people.enter(firm, "form:has(input[name=subject]) button")
    assert "/form/" in firm.path()
    people.reach(firm, "#answers button[value=on]")
    firm.look()

"""Bad input and bad luck at the pages: each gets a clear refusal naming what to do, nothing is half-written, nothing typed is lost."""
import re
import socket
import urllib.parse
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.journeys import people
from tests.support.product import Product
from tests.support.visitor import Visitor

type_visit = Callable[..., Visitor]
QUERY = "&".join(f"{key}={value}" for key, value in {"licence.business_held": "true", **people.FULL}.items())


def begun(visit: type_visit, **options: bool) -> tuple[Visitor, str]:
    """A firm in the middle of its form."""
    firm = visit(**options)
    firm.go(f"/bundles/{people.BUNDLE}/plan/?{QUERY}")
    return firm, people.begin(firm)


def submitted(visit: type_visit) -> tuple[Visitor, str]:
    firm, _ = begun(visit)
    people.fill_in(firm)
    people.hand_in_papers(firm)
    people.press(firm, '.savebar a[href$="/review/"]')
    return firm, people.submit(firm)


def refused(who: Visitor, path: str, status: int = 404) -> None:
    """Refused like anything that does not exist, on a page that says what to do."""
    who.go(path, status=status)
    assert len(who.main().inner_text()) > 20
    assert "Traceback" not in who.page.content()


def test_what_is_not_yours_does_not_exist(visit: type_visit) -> None:
    firm, case = submitted(visit)
    _, draft = begun(visit)
    licence = firm_licence(firm)
    stranger, reviewer, anybody = visit(), visit(), visit()
    stranger.sign_in(people.STRANGER)
    for path in (
        *(f"/cases/{case}/", f"/cases/{case}/receipt/", f"/cases/{case}/proof.json", f"/cases/{case}/rate/", f"/cases/{case}/withdraw/"),
        *(f"/drafts/{draft}/form/", f"/drafts/{draft}/materials/", f"/drafts/{draft}/review/", licence, licence.rstrip("/") + ".json"),
        "/cases/4301-2026-9999999-X/",
    ):
        refused(stranger, path)
    refused(stranger, "/desk/", status=403)
    reviewer.sign_in("city")
    refused(reviewer, f"/desk/cases/{case}/", status=403)
    refused(reviewer, f"/cases/{case}/", status=403)
    for path in (f"/cases/{case}/", f"/drafts/{draft}/form/", "/my/", "/desk/"):
        anybody.go(path)
        assert "/accounts/login/" in anybody.path()


def firm_licence(firm: Visitor) -> str:
    firm.go("/my/licences/")
    return firm.main().locator("a.licence").first.get_attribute("href") or ""


def test_a_reviewer_opens_no_other_departments_part(visit: type_visit) -> None:
    _, case = submitted(visit)
    clerk, fire, market = visit(), visit(), visit()
    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    fire.sign_in("fire")
    market.sign_in("market")
    links = [one.get_attribute("href") or "" for one in fire.main().locator('a[href^="/desk/approvals/"]').all()]
    assert links
    for path in links:
        refused(market, path)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("合同.pdf", b"MZ\x90\x00 a program", "不是 PDF"),
        ("空.pdf", b"", "空"),
        ("程序.pdf", people.PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), "程序"),
    ],
)
@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_a_wrong_file_says_what_to_do(visit: type_visit, name: str, content: bytes, told: str, scripts: bool) -> None:
    firm, draft = begun(visit, scripts=scripts)
    firm.go(f"/drafts/{draft}/materials/")
    box = firm.page.locator("#p-premises-proof")
    with firm.allowing(400):
        box.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
        if not scripts:
            box.locator("form.upload button").click()
        expect(firm.page.locator("#p-premises-proof .wrong:visible")).to_contain_text(told)
    firm.look()
    assert firm.page.locator("#p-premises-proof .file").count() == 0


def test_a_hundred_megabytes_are_turned_away(visit: type_visit, the_product: Product) -> None:
    firm, draft = begun(visit)
    cookies = {one["name"]: one["value"] for one in firm.page.context.cookies()}
    firm.go(f"/drafts/{draft}/materials/")
    token = firm.page.locator("#p-premises-proof form.upload input[name=csrfmiddlewaretoken]").input_value()
    size, edge = 100 * 1024 * 1024, "xxEDGExx"
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n--{edge}\r\n'
        'Content-Disposition: form-data; name="file"; filename="big.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\n'
    ).encode()
    tail = f"\r\n--{edge}--\r\n".encode()
    host, port = urllib.parse.urlsplit(the_product.url).netloc.split(":")
    headers = {
        "Host": f"{host}:{port}",
        "Content-Type": f"multipart/form-data; boundary={edge}",
        "Content-Length": f"{len(head) + size + len(tail)}",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Connection": "close",
    }
    lines = [f"POST /drafts/{draft}/materials/premises-proof/ HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    with socket.create_connection((host, int(port)), timeout=60) as line:
        answer = b""
        try:
            line.sendall(request + head)
            for _ in range(size // 65536):
                line.sendall(b"\0" * 65536)
            line.sendall(tail)
        except (BrokenPipeError, ConnectionResetError):
            pass
        try:
            while part := line.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
    assert answer.split(b" ")[1] in {b"400", b"413"}, answer[:200]
    firm.go(f"/drafts/{draft}/materials/")
    assert firm.page.locator("#p-premises-proof .file").count() == 0


def test_submitting_twice_makes_one_case(visit: type_visit) -> None:
    """The same click twice, and two tabs."""
    firm, draft = begun(visit)
    people.fill_in(firm)
    people.hand_in_papers(firm)
    review = f"/drafts/{draft}/review/"
    firm.go(review)
    other = firm.page.context.new_page()
    other.goto(firm.product.url + review)
    case = people.submit(firm)
    other.locator("form:has(input[name=once]) button").first.click()
    other.wait_for_url(f"**/cases/{case}/**")
    firm.go(review)
    assert firm.path() == f"/cases/{case}/"
    listed = people.re.findall(r"/cases/([0-9A-Z-]+)/", firm_html(firm, "/my/"))
    assert listed.count(case) >= 1
    forms = firm.page.request.post(firm.product.url + review, form={"once": "x"}, max_redirects=0)
    assert forms.status == 403, "a form without its token is taken"


def firm_html(firm: Visitor, path: str) -> str:
    firm.go(path)
    return firm.page.content()


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_a_session_that_ends_in_mid_form_loses_nothing(visit: type_visit, scripts: bool) -> None:
    firm, draft = begun(visit, scripts=scripts)
    field = firm.main().locator('#answers textarea[name="matter.remarks"]')
    field.fill("保存过的话")
    firm.page.locator("#answers button[value=stay]").click()
    expect(field).to_have_value("保存过的话")
    firm.page.context.clear_cookies(name="sessionid")
    field.fill("会话过期后写的话")
    firm.page.locator("#answers button[value=stay]").click()
    firm.page.wait_for_url("**/accounts/login/**")
    firm.sign_in(people.APPLICANT)
    assert firm.path().partition("?")[0] == f"/drafts/{draft}/form/"
    assert firm.main().locator('#answers textarea[name="matter.remarks"]').input_value() == "会话过期后写的话"
    people.press(firm, "#answers button[value=stay]")
    firm.go(f"/drafts/{draft}/form/")
    assert firm.main().locator('#answers textarea[name="matter.remarks"]').input_value() == "会话过期后写的话"


def test_two_windows_fill_in_the_same_draft(visit: type_visit) -> None:
    firm, draft = begun(visit, scripts=False)
    other = firm.page.context.new_page()
    other.goto(f"{firm.product.url}/drafts/{draft}/form/")
    firm.main().locator('[name="matter.remarks"]').fill("第一个窗口")
    people.press(firm, "#answers button[value=stay]")
    other.locator('[name="matter.remarks"]').fill("第二个窗口")
    other.locator('[name="premises.seats"]').fill("77")
    other.locator("#answers button[value=stay]").click()
    expect(other.locator("main")).to_contain_text("第一个窗口")
    expect(other.locator('[name="matter.remarks"]')).to_have_value("第二个窗口")
    expect(other.locator('[name="premises.seats"]')).to_have_value("77")
    other.locator("#answers button[value=stay]").click()
    firm.go(f"/drafts/{draft}/form/")
    assert firm.main().locator('[name="matter.remarks"]').input_value() == "第二个窗口"
    assert firm.main().locator('[name="premises.seats"]').input_value() == "77"


def test_what_is_typed_while_the_page_saves_stays(visit: type_visit) -> None:
    """A slow line: the answer to an earlier question comes back, with other questions, while the next one is being typed."""
    firm, draft = begun(visit)

    def slowly(route: Route) -> None:
        firm.page.wait_for_timeout(1500)
        route.continue_()

    firm.main().locator('[name="matter.remarks"]').fill("")
    firm.main().locator('[name="food.storage_elsewhere"][value="false"]').check()
    people.settle(firm)
    firm.page.route(f"**/drafts/{draft}/form/", slowly)
    using = firm.main().locator('[name="food.storage_elsewhere"][value="true"]')
    using.check()
    remarks = firm.main().locator('[name="matter.remarks"]')
    remarks.focus()
    remarks.press_sequentially("正在写的话，还没有写完", delay=200)
    remarks.blur()
    expect(firm.main().locator('[name="food.storage_address"]')).to_be_visible()
    assert firm.main().locator('[name="matter.remarks"]').input_value() == "正在写的话，还没有写完"
    firm.page.unroute_all(behavior="wait")
    firm.go(f"/drafts/{draft}/form/")
    assert firm.main().locator('[name="matter.remarks"]').input_value() == "正在写的话，还没有写完"


def test_wrong_answers_are_kept_and_told(visit: type_visit) -> None:
    firm, draft = begun(visit, scripts=False)
    firm.main().locator('[name="premises.seats"]').fill("很多")
    firm.main().locator('[name="person.phone"]').fill("123") if firm.main().locator('[name="person.phone"]').count() else None
    people.press(firm, "#answers button[value=on]")
    assert firm.main().locator('[name="premises.seats"]').input_value() == "很多"
    expect(firm.main().locator(".errors")).to_contain_text("数字")
    firm.go(f"/drafts/{draft}/review/")
    assert firm.main().locator("form:has(input[name=once]) button[disabled]").count() == 1


def test_a_commitment_is_never_given_beforehand(visit: type_visit) -> None:
    """Answers of an earlier case are offered again; a promise under law is made anew each time (行政许可法 art. 31)."""
    submitted(visit)
    firm, _ = begun(visit)
    assert firm.main().locator('[name="premises.seats"]').input_value() != "", "an earlier answer is not offered again"
    promises = firm.main().locator('input[type=checkbox][name^="commitment."], input[type=radio][name^="commitment."]')
    assert promises.count() >= 2
    assert [one.get_attribute("name") for one in promises.all() if one.is_checked()] == []


def test_what_people_write_is_text_and_nothing_else(visit: type_visit) -> None:
    firm, draft = begun(visit, scripts=False)
    words = "</textarea><script>alert(1)</script>{{ 7*7 }}{% now %}'\";--"
    firm.main().locator('[name="matter.remarks"]').fill(words)
    people.press(firm, "#answers button[value=stay]")
    assert firm.main().locator('[name="matter.remarks"]').input_value() == words
    firm.go(f"/drafts/{draft}/review/")
    assert words in firm.main().inner_text()
    assert firm.main().locator("script").count() == 0


def test_search_takes_anything(visit: type_visit) -> None:
    who = visit()
    for words in ("", " ", "%00", "'\" OR 1=1 --", "<script>alert(1)</script>", "开" * 5000, "\U0001f35c", "*", "NEAR(", "a AND", "%5Cx00"):
        who.go("/find?q=" + urllib.parse.quote(words))
        assert who.main().locator("script").count() == 0
        assert who.page.request.get(f"{who.product.url}/suggest?q={urllib.parse.quote(words)}").status == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/static/../../keys/sessions", "/static/%2e%2e/%2e%2e/keys/sessions", "/ledger/../keys/sessions"),
        *("/ledger/..%2f..%2fkeys%2fsessions", "/ledger/%2e%2e/%2e%2e/zhengtong.sqlite3"),
        *("/items/..%2f..%2f/", "/cases/%00/", "/verify/%00/", "/drafts/../../etc/passwd/form/"),
    ],
)
def test_no_path_leads_out(the_product: Product, path: str) -> None:
    host, port = urllib.parse.urlsplit(the_product.url).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert int(answer.split(b" ")[1]) in {301, 302, 400, 403, 404}, answer[:300]
    assert b"SQLite format" not in answer


def test_signing_in_leads_nowhere_else(visit: type_visit) -> None:
    who = visit()
    who.go("/accounts/login/?next=https://elsewhere.example/")
    who.sign_in(people.STRANGER)
    assert who.page.url.startswith(who.product.url)


def test_a_foreign_host_name_is_not_served(the_product: Product) -> None:
    host, port = urllib.parse.urlsplit(the_product.url).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n")
        answer = line.recv(65536)
    assert answer.split(b" ")[1] == b"400"


def test_many_open_windows_shut_nobody_out(the_product: Product) -> None:
    """Browsers keep their connections open: two hundred idle ones, and one more person comes."""
    host, port = urllib.parse.urlsplit(the_product.url).netloc.split(":")
    idle = [socket.create_connection((host, int(port)), timeout=20) for _ in range(200)]
    try:
        for line in idle:
            line.sendall(f"GET /health/live HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            assert b"200" in line.recv(65536)[:20]
        assert the_product.get("/health/live")[0] == 200
    finally:
        for line in idle:
            line.close()


def test_each_page_says_who_may_frame_it_and_run_in_it(the_product: Product) -> None:
    import urllib.request

    with urllib.request.urlopen(the_product.url + "/") as answer:
        policy = answer.headers["Content-Security-Policy"] or ""
        assert "script-src 'self'" in policy or "default-src 'self'" in policy
        assert not re.search(r"script-src[^;]*'unsafe-(inline|eval)'", policy)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY" or "frame-ancestors 'none'" in policy

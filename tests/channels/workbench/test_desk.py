"""The reviewer's pages: lists and their presses, notes, what a colleague works on, several at once; by links and buttons alone."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.channels.workbench.conftest import TUESDAY, part, type_desk
from tests.delivery.crowd import many
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, system

pytestmark = pytest.mark.django_db
type_text = Callable[[Client, str], str]


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}"
    return str(answer.content.decode())


def main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def press(client: Client, path: str, **sent: str) -> str:
    """The page that a press leads to."""
    answer = client.post(path, sent, follow=True)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return str(answer.content.decode())


def actor(username: str) -> Actor:
    return identity.actor_of(account=Account.objects.get(username=username).pk, acting_for=None)


@pytest.fixture
def colleague(town: None) -> Actor:
    """A second reviewer of the fire brigade."""
    by, body = system("test"), actor("fire").organisation or ""
    account = identity.open_account(username="fire3", password="only-for-this-1", person=None, by=by, at=TUESDAY)
    identity.appoint(account=account, organisation=body, name="钱二", duties=[Duty.REVIEW], by=by, at=TUESDAY)
    return identity.actor_of(account=account, acting_for=None)


def test_claiming_from_the_list_and_giving_back(desk: type_desk, accepted: CaseView, colleague: Actor) -> None:
    mine, theirs, number = desk("fire"), desk("fire3"), part(accepted, "-04")
    assert f"/desk/approvals/{number}/claim/" in text(mine, "/desk/?list=free")
    page = press(mine, f"/desk/approvals/{number}/claim/", back="list", query="list=free", once="a")
    assert "由您办理" in page
    assert number in main(text(mine, "/desk/?list=mine"))
    assert number not in main(text(theirs, "/desk/?list=free"))
    assert actor("fire").name in main(text(theirs, "/desk/?list=all")), "colleagues see who is at it"
    press(mine, f"/desk/approvals/{number}/release/", to=colleague.who.number, once="b")
    assert number in main(text(theirs, "/desk/?list=mine"))


def test_deciding_what_a_colleague_works_on_asks_first(desk: type_desk, accepted: CaseView, colleague: Actor) -> None:
    number = part(accepted, "-04")
    approvals.claim(approval=number, by=colleague, at=TUESDAY)
    mine = desk("fire")
    form = text(mine, f"/desk/approvals/{number}/")
    assert re.search(rf'name="taking_over" value="{colleague.who}" required', form), "both forms ask whether to take it over"
    answer = mine.post(f"/desk/approvals/{number}/decide/", {"opinion": "approve", "once": "a"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "钱二正在办理" in page
    assert page.count(f'name="taking_over" value="{colleague.who}" required') >= 2, "what is refused offers the way on"
    together = text(mine, f"/desk/batch/?n={number}")
    assert f'href="/desk/approvals/{number}/#claim"' in together, "left out of a batch, it is one press away"
    press(mine, f"/desk/approvals/{number}/decide/", opinion="approve", once="a", taking_over=str(colleague.who))
    assert Approval.objects.get(number=number).state == "approved"


def test_an_internal_note_stays_inside_and_a_public_one_is_read(desk: type_desk, accepted: CaseView) -> None:
    number = part(accepted, "-04")
    press(desk("fire"), f"/desk/approvals/{number}/note/", note="内部：材料可疑", public="no", once="a")
    page = press(desk("fire"), f"/desk/approvals/{number}/note/", note="请带上原件", public="yes", once="b")
    assert "内部：材料可疑" in page
    applicant = desk("zhoumingyuan")
    subject = next(one for one in identity.subjects_of(actor("zhoumingyuan")) if not one.me)
    session = applicant.session
    session["acting_for"] = str(subject.ref)
    session.save()
    case = text(applicant, f"/cases/{accepted.number}/")
    assert "请带上原件" in case
    for client, path in [
        (applicant, f"/cases/{accepted.number}/"),
        (applicant, f"/cases/{accepted.number}/proof/"),
        (desk("window"), f"/desk/approvals/{number}/"),
        (desk("window"), f"/desk/cases/{accepted.number}/"),
        (desk("market"), "/desk/"),
    ]:
        assert "可疑" not in client.get(path).content.decode(), path


def test_a_note_without_words_says_so(desk: type_desk, accepted: CaseView) -> None:
    assert "批注要有内容" in press(desk("fire"), f"/desk/approvals/{part(accepted, '-04')}/note/", note="  ", once="a")


def test_watching_and_no_more(desk: type_desk, accepted: CaseView) -> None:
    number, client = part(accepted, "-04"), desk("fire")
    press(client, f"/desk/approvals/{number}/watch/", watching="yes")
    assert number in main(text(client, "/desk/?list=watched"))
    press(client, f"/desk/approvals/{number}/watch/", watching="no")
    assert number not in main(text(client, "/desk/?list=watched"))


def test_what_is_looked_for_is_found_by_name_and_number(desk: type_desk, accepted: CaseView) -> None:
    number, client = part(accepted, "-04"), desk("fire")
    for words in ("湘江小馆", number, accepted.number):
        assert number in main(text(client, f"/desk/?list=all&q={words}")), words
    assert "没有找到" in text(client, "/desk/?list=all&q=岳麓大酒店")


@pytest.mark.parametrize("path", ["/desk/?list=nonsense", "/desk/?list=late&after=", "/desk/batch/"])
def test_odd_addresses_lead_somewhere(desk: type_desk, accepted: CaseView, path: str) -> None:
    assert desk("fire").get(path).status_code == 200


def test_the_queue_beside_is_the_list_one_came_from(desk: type_desk, accepted: CaseView) -> None:
    first, second = many(accepted.number, 2, item="-04")
    client = desk("fire")
    press(client, f"/desk/approvals/{second}/claim/", once="a")
    text(client, "/desk/?list=mine")
    beside = text(client, f"/desk/approvals/{second}/")
    beside = beside[beside.index('<nav class="beside"') : beside.index("</nav>", beside.index('<nav class="beside"'))]
    assert second in beside
    assert first not in beside


def test_several_at_once_each_with_its_own_answer(desk: type_desk, accepted: CaseView, colleague: Actor) -> None:
    good, refused, bare, theirs = many(accepted.number, 4, item="-04")
    Approval.objects.filter(number__in=[refused, bare]).update(committed=False)  # what was committed to is refused only on papers
    approvals.claim(approval=theirs, by=colleague, at=TUESDAY)
    client = desk("fire")
    page = text(client, "/desk/batch/?" + "&".join(f"n={one}" for one in (good, refused, bare, theirs, "nobody")))
    assert page.count('class="sheet block"') == 3
    assert "钱二正在办理" in page, "what is left out has its reason"
    sent = {
        "once": "a", "n": [good, refused, bare], "same": "材料齐全",
        f"opinion:{good}": "approve", f"opinion:{refused}": "refuse", f"text:{refused}": "缺图", f"article:{refused}": "消防法 第十五条",
        f"would:{refused}": "补图", f"opinion:{bare}": "refuse",
    }  # fmt: skip
    answer = client.post("/desk/batch/", sent)
    page = answer.content.decode()
    assert "已决定 2 件" in page
    assert "1 件没有决定" in page
    assert page.count('class="sheet block"') == 1, "what failed can be mended at once"
    states = dict(Approval.objects.filter(number__in=[good, refused, bare]).values_list("number", "state"))
    assert states == {good: "approved", refused: "refused", bare: "open"}
    assert Approval.objects.get(number=good).note == "材料齐全"
    client.post("/desk/batch/", sent)
    assert dict(Approval.objects.filter(number__in=[good, refused, bare]).values_list("number", "state")) == states


def test_a_batch_of_nothing_and_of_too_many(desk: type_desk, accepted: CaseView) -> None:
    client, number = desk("fire"), part(accepted, "-04")
    assert client.post("/desk/batch/", {"n": [number], f"opinion:{number}": ""}).status_code == 400
    assert client.get("/desk/batch/?" + "&".join(f"n=X{one}" for one in range(51))).status_code == 400


def test_the_head_of_a_body_assigns_what_is_late(desk: type_desk, accepted: CaseView, colleague: Actor) -> None:
    head = identity.open_account(username="firehead", password="only-for-this-1", person=None, by=system("test"), at=TUESDAY)
    body = colleague.organisation or ""
    identity.appoint(account=head, organisation=body, name="周首", duties=[Duty.LEAD], by=system("test"), at=TUESDAY)
    number = part(accepted, "-04")
    Approval.objects.filter(number=number).update(escalated=2)
    client = desk("firehead")
    page = text(client, "/desk/")
    assert number in main(page)
    assert "督办" in page
    press(client, f"/desk/approvals/{number}/assign/", to=colleague.who.number, once="a")
    assert Approval.objects.get(number=number).claimed_by == str(colleague.who)
    assert client.post(f"/desk/approvals/{number}/decide/", {"opinion": "approve"}).status_code == 404, "heading is not deciding"


@pytest.mark.parametrize("which", ["all", "mine", "late", "slipped", "watched"])
def test_a_list_page_asks_the_same_at_five_lines_and_at_sixty(desk: type_desk, accepted: CaseView, which: str) -> None:
    from django.db import connection

    client, by = desk("fire"), actor("fire")

    def more(count: int) -> None:
        made = many(accepted.number, count, item="-04", order_on=TUESDAY.date().replace(day=1), due_on=TUESDAY.date().replace(day=1))
        for number in made:
            approvals.watch(approval=number, by=by, at=TUESDAY)
        Approval.objects.filter(number__in=made[: count // 2]).update(legal_due_on=TUESDAY.date().replace(day=2))
        Approval.objects.filter(number__in=made[1 : 1 + count // 2]).update(claimed_by=str(by.who), claimed_name="张", claimed_at=TUESDAY)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            page = text(client, f"/desk/?list={which}")
        assert "data-row>" in page
        return len(seen)

    def least() -> int:
        """Of three, since a process asks anew now and then whether content has changed."""
        return min(asked() for _ in range(3))

    more(4)
    few = least()
    more(56)
    assert least() == few

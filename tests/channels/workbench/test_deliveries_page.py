"""送达 on the desk: what is owed, recorded in one form; documents beside the case and beside one part of it."""

from datetime import date

from tests.channels.workbench.conftest import part, type_desk
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView, DeliveryWay
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger


def work() -> None:
    while ledger.work_once(50):
        pass


def test_the_window_records_a_delivery_and_it_leaves_the_list(desk: type_desk, accepted: CaseView) -> None:
    work()
    window = desk("window")
    where = f"/desk/deliveries/{accepted.number}/acceptance/"
    page = window.get("/desk/deliveries/").content.decode()
    assert where in page
    assert "受理通知书" in page
    form = {"once": "k", "way": "window", "on": "", "received_by": "周明远", "receiver": "self", "shown": "居民身份证 …0013"}
    assert window.post(where, form).status_code == 302
    assert where not in window.get("/desk/deliveries/").content.decode()
    held = next(one for one in cases.documents(accepted.number, system("x")) if one.name == "acceptance").delivery
    assert held is not None
    assert (held.way, held.received_by, held.shown) == (DeliveryWay.WINDOW, "周明远", "居民身份证 …0013")
    again = window.post(where, {**form, "once": "other"})
    assert again.status_code == 409
    assert "已于" in again.content.decode()


def test_what_is_missing_comes_back_with_what_was_typed(desk: type_desk, accepted: CaseView) -> None:
    work()
    where = f"/desk/deliveries/{accepted.number}/acceptance/"
    answer = desk("window").post(where, {"way": "window", "on": date(2020, 1, 1).isoformat(), "received_by": "周明远", "shown": "x"})
    assert answer.status_code == 400
    assert "不可能在" in answer.content.decode()
    assert "周明远" in answer.content.decode()


def test_nothing_is_recorded_of_what_is_not_owed(desk: type_desk, accepted: CaseView) -> None:
    window = desk("window")
    assert window.get(f"/desk/deliveries/{accepted.number}/decision-01/").status_code == 404
    assert window.post(f"/desk/deliveries/{accepted.number}/receipt/", {"received_by": "x", "shown": "y"}).status_code == 404
    assert desk("market").get(f"/desk/deliveries/{accepted.number}/acceptance/").status_code == 403


def test_the_desk_downloads_the_sealed_sheet(desk: type_desk, accepted: CaseView) -> None:
    window = desk("window")
    where = f"/desk/cases/{accepted.number}/documents/acceptance.pdf"
    assert where in window.get(f"/desk/cases/{accepted.number}/").content.decode()
    answer = window.get(where)
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"
    assert desk("market").get(where).status_code == 403


def test_a_part_shows_only_its_own(desk: type_desk, accepted: CaseView) -> None:
    number = part(accepted, "43TCN0003-01")
    market = desk("market")
    assert market.get(f"/desk/approvals/{number}/").status_code == 200
    for name in ("acceptance", "decision-01", "receipt"):
        assert market.get(f"/desk/approvals/{number}/documents/{name}.pdf").status_code == 404

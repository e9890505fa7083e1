"""How often a program may ask: counted for the machine, per caller and per address."""

import multiprocessing
from datetime import timedelta

import pytest

from tests.channels.gateway.conftest import MONDAY, SITUATION, Caller
from zhengtong.channels.gateway import rates
from zhengtong.channels.gateway.errors import TooManyRequests
from zhengtong.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few(settings, tmp_path):
    settings.ZT_HOME = tmp_path
    settings.ZT_API_RATES = {"find": (50, 5), "read": (2, 100), "write": (1, 100), "sign_in": (100, 100)}


def test_an_address_waits_until_the_minute_is_over(anybody):
    assert [anybody.get("find", q="饭") and anybody.status for _ in range(6)] == [200] * 5 + [429]
    told = anybody.get("suggest", q="饭")
    assert (anybody.status, told["code"]) == (429, "too-many-requests")
    assert anybody.last["Retry-After"] == "60"
    with clock.standing_at(MONDAY + timedelta(seconds=45)):
        anybody.get("find", q="饭")
        assert anybody.last["Retry-After"] == "15"
    with clock.standing_at(MONDAY + timedelta(minutes=1)):
        anybody.get("find", q="饭")
        assert anybody.status == 200


def test_sorts_are_counted_apart(anybody):
    for _ in range(6):
        anybody.get("find", q="饭")
    anybody.get("life-events")
    assert anybody.status == 200


def test_another_address_is_another_count(anybody):
    for _ in range(6):
        anybody.get("find", q="饭")
    anybody.client.defaults["REMOTE_ADDR"] = "10.0.0.7"
    anybody.get("find", q="饭")
    assert anybody.status == 200


@pytest.mark.parametrize(("first", "second", "same"), [("2001:db8::1", "2001:db8::ffff", True), ("2001:db8::1", "2001:db8:0:1::1", False)])
def test_a_household_of_ipv6_is_one_address(anybody, first, second, same):
    anybody.client.defaults["REMOTE_ADDR"] = first
    for _ in range(5):
        anybody.get("find", q="饭")
    anybody.client.defaults["REMOTE_ADDR"] = second
    anybody.get("find", q="饭")
    assert anybody.status == (429 if same else 200)


def test_a_caller_is_counted_from_wherever(firm, stranger):
    for at in range(3):
        firm.client.defaults["REMOTE_ADDR"] = f"10.0.0.{at}"
        firm.get("cases")
    assert firm.status == 429
    stranger.get("cases")
    assert stranger.status == 200


def test_what_is_refused_for_its_number_writes_nothing(firm):
    asked = {"matter": "bundle:43TCN0003", "answers": SITUATION}
    firm.call("POST", "drafts", asked, key="one")
    assert firm.status == 201
    firm.call("POST", "drafts", asked, key="two")
    assert firm.status == 429
    assert len(firm.get("drafts")["drafts"]) == 1


def three_times() -> None:
    rates._table.cache_clear()         # as a process of its own opens it
    for _ in range(3):
        rates.count_caller("account:1", rates.Sort.FIND)


def test_processes_count_together(settings):
    settings.ZT_API_RATES = {"find": (6, 6)}
    processes = [multiprocessing.get_context("fork").Process(target=three_times) for _ in range(2)]
    for one in processes:
        one.start()
    for one in processes:
        one.join()
    assert [one.exitcode for one in processes] == [0, 0]
    with pytest.raises(TooManyRequests):
        rates.count_caller("account:1", rates.Sort.FIND)


def test_the_table_stays_small_and_holds_no_address(anybody, tmp_path):
    for at in range(300):
        anybody.client.defaults["REMOTE_ADDR"] = f"10.1.{at // 250}.{at % 250}"
        anybody.get("life-events")
    held = (tmp_path / "rates").read_bytes()
    assert len(held) < 1_000_000
    assert b"10.1." not in held


def test_a_crowd_does_not_wipe_out_whoever_asks_most(settings):
    settings.ZT_API_RATES = {"find": (3, 3)}
    for _ in range(3):
        rates.count_caller("account:1", rates.Sort.FIND)
    for at in range(20_000):
        rates.count_caller(f"account:{at + 2}", rates.Sort.FIND)
    with pytest.raises(TooManyRequests):
        rates.count_caller("account:1", rates.Sort.FIND)


def test_without_numbers_nothing_is_counted(anybody, settings, tmp_path):
    settings.ZT_API_RATES = {}
    for _ in range(8):
        anybody.get("find", q="饭")
    assert anybody.status == 200
    assert not (tmp_path / "rates").exists()


def test_the_shipped_numbers_are_generous_to_whoever_looks_for_something():
    from zhengtong.site import settings as shipped

    assert shipped.ZT_API_RATES["find"][0] >= 2 * shipped.ZT_API_RATES["read"][0] > shipped.ZT_API_RATES["write"][0]
    assert all(0 < caller <= address for caller, address in shipped.ZT_API_RATES.values())
    assert set(shipped.ZT_API_RATES) == {str(sort) for sort in rates.Sort}


def test_who_calls_is_told_the_limit_in_their_language(settings):
    settings.ZT_API_RATES = {"find": (1, 1)}
    caller = Caller(language="zh-hans")
    caller.get("find", q="饭")
    assert caller.get("find", q="饭")["detail"] == "一分钟内此类请求超过 1 次。"

"""Publishing: all or nothing, versions that never change, pins that always answer, closing versions."""
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from zhengtong.kernel.actors import system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.models import Version
from zhengtong.kernel.content.terms import Published
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Pin, Ref

BY = system("test")
AT = datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)
TODAY = AT.date()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unpublished")]
Write = Callable[[str, str], None]


def publish(root: Path, days: int = 0) -> content.Report:
    return content.publish("testcity", by=BY, at=AT + timedelta(days=days), root=root)


def written() -> int:
    return Version.objects.filter(pack__in=("land", "testcity")).count()


def name_of(pin: Pin) -> object:
    return content.body(pin)["name"]


def test_publishes_the_city_and_what_it_uses(root: Path) -> None:
    report = publish(root)
    assert {(pin.kind, pin.code) for pin in report.published} == {
        ("element", "person.name"), ("city", "testcity"), ("item", "0001"), ("item", "0002"),
    }
    held = content.current("item", "0001", TODAY)
    assert held is not None
    assert held.body["days"] == 10
    assert held.pack == "testcity"
    assert content.body(held.pin) == held.body


def test_publishing_again_publishes_nothing(root: Path) -> None:
    publish(root)
    again = publish(root, days=1)
    assert again.published == ()
    assert again.withdrawn == ()
    assert again.unchanged == 4
    assert written() == 4


def test_is_recorded_once_and_only_when_something_changed(root: Path) -> None:
    publish(root)
    publish(root, days=1)
    rows = ledger.facts_about(Ref("content", "testcity"))
    assert [row.fact for row in rows] == ["content.ContentPublished"]
    assert rows[0].values is not None
    assert rows[0].values["added"] == 4


def test_a_change_is_a_new_version_and_the_old_pin_keeps_its_words(root: Path, write: Write) -> None:
    publish(root)
    old = content.current("item", "0001", TODAY)
    assert old is not None
    write("testcity/items/food.yaml", '- code: "0001"\n  name: 食品经营许可（新）\n- code: "0002"\n  name: 户外招牌\n')
    report = publish(root)
    assert [(pin.kind, pin.code) for pin in report.published] == [("item", "0001")]
    new = content.current("item", "0001", TODAY)
    assert new is not None
    assert new.pin != old.pin
    assert (name_of(old.pin), name_of(new.pin)) == ("食品经营许可", "食品经营许可（新）")
    assert [one.pin for one in content.versions("item", "0001")] == [old.pin, new.pin]


def test_a_version_for_a_later_day_waits_for_it(root: Path, write: Write) -> None:
    publish(root)
    write("testcity/items/later.yaml", '- code: "0001"\n  name: 明年的写法\n  valid_from: 2027-01-01\n')
    report = publish(root)
    assert len(report.published) == 1
    for day, name in ((TODAY, "食品经营许可"), (date(2027, 1, 1), "明年的写法")):
        held = content.current("item", "0001", day)
        assert held is not None
        assert held.body["name"] == name
    assert publish(root).published == ()


def test_a_correction_of_today_does_not_lose_the_later_version(root: Path, write: Write) -> None:
    write("testcity/items/later.yaml", '- code: "0001"\n  name: 明年的写法\n  valid_from: 2027-01-01\n')
    publish(root)
    write("testcity/items/food.yaml", '- code: "0001"\n  name: 更正\n- code: "0002"\n  name: 户外招牌\n')
    publish(root)
    names = [content.current("item", "0001", day) for day in (TODAY, date(2027, 1, 2))]
    assert [one.body["name"] for one in names if one] == ["更正", "明年的写法"]
    assert publish(root).published == ()


def test_moving_valid_from_forward_keeps_the_history(root: Path, write: Write) -> None:
    publish(root)
    write("testcity/items/food.yaml", '- code: "0001"\n  name: 新\n  valid_from: 2026-11-01\n- code: "0002"\n  name: 户外招牌\n')
    publish(root)
    before, after = (content.current("item", "0001", day) for day in (date(2026, 10, 31), TODAY))
    assert before is not None
    assert after is not None
    assert (before.body["name"], after.body["name"]) == ("食品经营许可", "新")
    assert publish(root).published == ()


def test_a_removed_document_is_closed_and_its_pin_still_answers(root: Path, write: Write) -> None:
    publish(root)
    old = content.current("item", "0002", TODAY)
    assert old is not None
    write("testcity/items/food.yaml", '- code: "0001"\n  name: 食品经营许可\n  days: 10\n')
    report = publish(root)
    assert [(pin.kind, pin.code) for pin in report.withdrawn] == [("item", "0002")]
    assert content.current("item", "0002", TODAY) is None
    assert name_of(old.pin) == "户外招牌"
    assert [one.withdrawn for one in content.versions("item", "0002")] == [False, True]
    assert publish(root).withdrawn == ()


def test_a_document_that_comes_back_holds_again(root: Path, write: Write) -> None:
    publish(root)
    both = (root / "testcity/items/food.yaml").read_text("utf-8")
    write("testcity/items/food.yaml", '- code: "0001"\n  name: 食品经营许可\n  days: 10\n')
    publish(root)
    write("testcity/items/food.yaml", both)
    report = publish(root)
    assert [pin.code for pin in report.published] == ["0002"]
    assert content.current("item", "0002", TODAY) is not None


def test_with_an_error_nothing_is_published(root: Path, write: Write) -> None:
    write("testcity/items/bad.yaml", '- code: "0003"\n  nam: 错\n')
    with pytest.raises(content.ContentHasErrors) as refused:
        publish(root)
    assert refused.value.params["city"] == "testcity"
    assert any(problem.at == "testcity/items/bad.yaml:2" for problem in refused.value.problems)
    assert written() == 0


@pytest.mark.django_db(transaction=True)
def test_when_a_projection_fails_nothing_is_published(root: Path) -> None:
    def fail(versions: list[Published]) -> None:
        raise RuntimeError("projection")

    content.register("item", publish=fail)
    with pytest.raises(RuntimeError):
        publish(root)
    assert written() == 0


def test_capabilities_get_their_own_changed_versions_and_closings(root: Path, write: Write) -> None:
    told: list[list[tuple[str, bool]]] = []
    content.register("item", publish=lambda versions: told.append([(one.code, one.withdrawn) for one in versions]))
    publish(root)
    write("testcity/items/food.yaml", '- code: "0001"\n  name: 新\n')
    publish(root)
    assert told == [[("0001", False), ("0002", False)], [("0001", False), ("0002", True)]]


def test_rebuild_hands_out_everything_that_holds(root: Path) -> None:
    publish(root)
    told: list[str] = []
    content.register("item", publish=lambda versions: told.extend(one.code for one in versions))
    assert content.rebuild("testcity", by=BY, on=TODAY, root=root) == 2
    assert told == ["0001", "0002"]


def test_many_bodies_at_once(root: Path) -> None:
    pins = publish(root).published
    unknown = Pin("item", "0001", "0" * 64)
    assert set(content.bodies([*pins, unknown])) == set(pins)
    with pytest.raises(content.NoSuchVersion):
        content.body(unknown)

"""版本: a second version of a guide, published ahead: when it shows, what it says has changed, and what a draft begun before keeps."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from tests.channels.portal.conftest import text
from tests.foundation.catalogue import town as small
from zhengtong.channels.portal import differences
from zhengtong.channels.portal.pages.catalogue import versions
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.commands import project
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Published
from zhengtong.kernel.refs import Pin

AUGUST = datetime(2026, 8, 3, 9, tzinfo=clock.CHINA)
FIRST = date(2026, 10, 1)
GUIDE = "/items/I-1/"

type_publish = Callable[..., None]


@pytest.fixture
def publish(unpublished: None, tmp_path: Path, settings: Any) -> Iterator[type_publish]:
    """``publish(version, …)``: the permit as these documents say it, of one or several beginnings; the rest of the town stays."""
    root = small.write(tmp_path)
    settings.ZT_CITY, settings.ZT_CONTENT = "town", root

    def now(*written: dict[str, Any], bodies: list[dict[str, Any]] | None = None) -> None:
        others = [one for one in small.ITEMS if one["code"] != "I-1"]
        small.rewrite(root, "items/all.yaml", [*written, *others])
        if bodies is not None:
            small.rewrite(root, "organisations.yaml", bodies)
        content.publish("town", by=system("test"), at=clock.now())
        catalogue.forget()

    with clock.standing_at(AUGUST):
        yield now


@pytest.fixture
def reader() -> Client:
    return Client(headers={"accept-language": "zh-CN"})


def permit(**changed: Any) -> dict[str, Any]:
    return {**small.ITEMS[0], "valid_from": "2026-07-24", "conditions": ["有固定场所"], **changed}


OLD = permit()
NEW = permit(
    valid_from="2026-10-01",
    promised={"days": 7},
    conditions=["有固定场所", "有食品安全员"],
    materials=[{"code": "plan", "name": "平面图", "required": False}, {"code": "rules", "name": "制度清单", "why": "看制度"}],
    fee=False,
)


def changes(page: str) -> dict[str, str]:
    """Title → the rest of it, as read."""
    found = {}
    for body in re.findall(r'<div class="(?:new|gone|changed)"><dt>(.*?)</div>', page, re.S):
        title, rest = body.split("<span", 1)
        found[title.strip()] = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", "<span" + rest)).strip()
    return found


def test_a_version_published_ahead_is_announced_and_comes_on_its_day(publish: type_publish, reader: Client) -> None:
    publish(OLD, NEW)
    before = text(reader.get(GUIDE))
    assert "10 个工作日" in before
    assert "从 2026 年 10 月 1 日 起有变化" in before
    assert f'href="{GUIDE}history/"' in before
    with clock.standing_at(datetime(2026, 10, 1, 0, 30, tzinfo=clock.CHINA)):
        project.take_effect(on=clock.today())
        catalogue.forget()
        after = text(reader.get(GUIDE))
    assert "7 个工作日" in after
    assert "起有变化" not in after
    assert "制度清单" in after
    assert "2026 年 10 月 1 日" in after  # holds since


def test_what_changed_is_read_field_by_field_old_and_new(publish: type_publish, reader: Client) -> None:
    publish(OLD, NEW)
    page = text(reader.get(f"{GUIDE}history/"))
    told = changes(page)
    assert told["承诺"] == "改动 原来 10 个工作日 现在 7 个工作日"
    assert told["条件"] == "新增 现在 有食品安全员"
    assert told["材料：制度清单"] == "新增 现在 看制度"
    assert told["材料：平面图 · 是否必要"] == "新增 现在 否"
    assert told["收费"] == "新增 现在 不收费"
    assert set(told) == {"承诺", "条件", "材料：制度清单", "材料：平面图 · 是否必要", "收费"}
    assert page.index("2026 年 10 月 1 日 起") < page.index("2026 年 7 月 24 日 起")
    assert "还没有开始" in page
    assert "现行" in page
    reader.cookies["django_language"] = "en"
    assert changes(text(reader.get(f"{GUIDE}history/")))["Promised"] == "changed before 10 working days now 7 working days"


def test_what_was_begun_before_stays_pinned(publish: type_publish) -> None:
    publish(OLD)
    pinned = catalogue.guide("I-1").pin
    with clock.standing_at(datetime(2026, 10, 2, 9, tzinfo=clock.CHINA)):
        publish(OLD, NEW)
        assert catalogue.guide("I-1").promised.days == 7
        assert catalogue.guide("I-1", pin=pinned).promised.days == 10


def test_a_correction_replaces_and_both_stay_to_be_read(publish: type_publish, reader: Client) -> None:
    publish(permit(promised={"days": 9}))
    publish(OLD)
    publish(OLD, NEW)
    page = text(reader.get(f"{GUIDE}history/"))
    assert "被后来的文本代替" in page
    chosen = text(reader.get(f"{GUIDE}history/", {"old": "1", "new": "3"}))
    assert changes(chosen.split('id="difference"', 1)[1].split("</section>", 1)[0])["承诺"] == "改动 原来 9 个工作日 现在 7 个工作日"


def test_a_withdrawn_guide_still_tells_its_history(publish: type_publish, reader: Client) -> None:
    publish(OLD, {**OLD, "code": "I-9"})
    assert reader.get("/items/I-9/").status_code == 200
    publish(OLD)
    assert reader.get("/items/I-9/").status_code == 409  # withdrawn, with what to do instead
    page = text(reader.get("/items/I-9/history/"))
    assert "起撤下" in page
    assert 'href="/items/I-9/"' not in page


WRONG = [{"old": "1", "new": "99"}, {"old": "²", "new": "1"}, {"old": "-1", "new": "x" * 300}, {"old": "0", "new": "0"}]


@pytest.mark.parametrize("query", WRONG)
def test_versions_that_are_not_there_are_not_compared(publish: type_publish, reader: Client, query: dict[str, str]) -> None:
    publish(OLD)
    answer = reader.get(f"{GUIDE}history/", query)
    assert answer.status_code == 200
    assert 'id="difference"' not in text(answer)
    assert reader.get("/items/no-such/history/").status_code == 404


def test_an_office_shows_its_hours_and_the_way_there_where_they_are_published(publish: type_publish, reader: Client) -> None:
    bodies = [
        {**small.CITY["organisations.yaml"][0]},
        {
            **small.CITY["organisations.yaml"][1],
            "address": "镇中路1号",
            "phone": "0731-1",
            "hours": {"zh": "工作日 9:00—17:00", "en": "Weekdays 9 to 17"},
            "directions": "公交 1 路到镇中",
        },
        small.CITY["organisations.yaml"][2],
    ]
    publish(OLD, bodies=bodies)
    where = text(reader.get(GUIDE)).split('id="where"', 1)[1].split("</section>", 1)[0]
    assert all(word in where for word in ("镇中路1号", "工作日 9:00—17:00", "公交 1 路到镇中", 'href="tel:0731-1"'))
    reader.cookies["django_language"] = "en"
    assert "Weekdays 9 to 17" in text(reader.get(GUIDE))
    publish(permit(address="镇东路2号"), bodies=bodies)
    where = text(reader.get(GUIDE)).split('id="where"', 1)[1].split("</section>", 1)[0]
    assert "镇东路2号" in where  # what the guide itself says goes before the list of bodies
    assert "镇中路1号" not in where


# rules


def held(valid_from: date, *, withdrawn: bool = False) -> Published:
    return Published(Pin("item", "x", str(valid_from)), valid_from, {}, "", None, "town", withdrawn)


@pytest.mark.parametrize(
    ("begins", "states"),
    [
        ([date(2026, 7, 1)], ["now"]),
        ([date(2026, 7, 1), date(2026, 7, 20)], ["past", "now"]),
        ([date(2026, 7, 1), date(2026, 12, 1)], ["now", "coming"]),
        ([date(2026, 7, 1), date(2026, 7, 1)], ["replaced", "now"]),
        ([date(2026, 7, 1), date(2026, 12, 1), date(2026, 7, 10)], ["past", "replaced", "now"]),
        ([date(2026, 12, 1)], ["coming"]),
    ],
)
def test_which_version_holds(begins: list[date], states: list[str]) -> None:
    told = versions.editions([held(one) for one in begins], date(2026, 8, 1))
    assert [one.state for one in sorted(told, key=lambda one: one.number)] == states
    ahead = [one for one, state in zip(begins, states, strict=True) if state == "coming"]
    assert versions.coming([held(one) for one in begins], date(2026, 8, 1)) == (min(ahead) if ahead else None)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"fee": False}, {"fee": True}, [("changed", "不收费", "收费")]),
        ({"visits": 0}, {"visits": 1}, [("changed", "0", "1")]),
        ({"phone": "1"}, {}, [("gone", "1", "")]),
        ({"basis": ["甲法 第一条"]}, {"basis": ["乙法 第二条"]}, [("gone", "甲法 第一条", ""), ("new", "", "乙法 第二条")]),
        ({"basis": ["甲", "乙"]}, {"basis": ["乙", "甲"]}, [("changed", "甲; 乙", "乙; 甲")]),
        ({"items": [{"item": "a", "name": "甲"}]}, {"items": [{"item": "b", "name": "乙"}]}, [("gone", "", ""), ("new", "", "")]),
        ({"new_field": {"deep": [1]}}, {"new_field": {"deep": [2]}}, [("changed", '{"deep": [1]}', '{"deep": [2]}')]),
        ({"authored_fields": ["x"]}, {"authored_fields": ["y"]}, []),
        ({"name": "同"}, {"name": "同"}, []),
    ],
)
@pytest.mark.django_db
def test_a_difference_in_words(before: dict[str, Any], after: dict[str, Any], found: list[tuple[str, str, str]]) -> None:
    with translation.override("zh-hans"):
        assert [(one.how, one.before, one.after) for one in differences.between(before, after)] == found

"""实施主体 as people read it: guide, plan, department; what is made up is called so, what a source does not say too."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.channels.portal.conftest import MONDAY
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Organisation
from zhengtong.kernel import clock

pytestmark = pytest.mark.django_db
ROADS, DELEGATE, DELEGATOR, BUREAU = "000117020000-01", "11990100000000051T", "11990100000000182N", "115113016823646795"
FIRE, HEALTH = "119901000000000430", "11990100000000107X"


def read(visitor: Client, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def close(code: str, successor: str, on: date) -> None:
    Organisation.objects.filter(code=code).update(closed_on=on, successor=successor)
    identity.forget()


def test_the_guide_says_who_acts_in_whose_name_and_that_it_is_made_up(visitor: Client) -> None:
    page = read(visitor, f"/items/{ROADS}/")
    told = page[page.index('id="authority"') :]
    assert told.index("长沙市城市管理和综合执法局") < told.index("长沙市住房和城乡建设局") < told.index("监管主体")
    assert "演示委托书〔2026〕1号（虚构）" in told
    assert "这一条是虚构的" in told


def test_a_guide_of_a_bodys_own_power_says_no_word_of_it(visitor: Client) -> None:
    assert 'id="authority"' not in read(visitor, "/items/000123014000-01/")


def test_the_plan_names_the_delegate_and_the_delegator(visitor: Client) -> None:
    assert "长沙市城市管理和综合执法局（以长沙市住房和城乡建设局的名义）" in read(visitor, f"/items/{ROADS}/plan/")


def test_a_department_shows_both_sides_of_a_delegation(visitor: Client) -> None:
    assert "以长沙市住房和城乡建设局的名义办理" in read(visitor, f"/departments/{DELEGATE}/")
    assert "已委托长沙市城市管理和综合执法局办理" in read(visitor, f"/departments/{DELEGATOR}/")
    assert "行使谁的权力" not in read(visitor, f"/departments/{FIRE}/")


def test_an_approval_bureau_whose_origin_no_source_says(visitor: Client) -> None:
    page = read(visitor, f"/departments/{BUREAU}/")
    assert "以自己的名义行使原属其他机关的权力" in page
    assert "批准文件来源未公布" in page
    guide = read(visitor, "/items/511A0141700000-511602000000-000-115113016823646795-1-00/")
    assert "行政许可法第二十五条" in guide
    assert "未公布" in guide[guide.index('id="authority"') : guide.index('id="where"')]


def test_after_a_reform_the_successor_is_shown_everywhere(visitor: Client) -> None:
    before = read(visitor, "/departments/")
    close(FIRE, HEALTH, MONDAY.date() + timedelta(days=1))
    assert "撤销日期" in read(visitor, f"/departments/{FIRE}/")
    with clock.standing_at(MONDAY + timedelta(days=1)):
        identity.forget()
        gone, heir = read(visitor, f"/departments/{FIRE}/"), read(visitor, f"/departments/{HEALTH}/")
        assert "其职权由以下机关继续行使" in gone
        assert f'href="/departments/{HEALTH}/"' in gone
        assert "接续的机关" in heir
        assert "长沙市消防救援支队" in heir
        assert "43TCN0003-04" in heir, "its items stand under the successor"
        after = read(visitor, "/departments/")
        assert f"/departments/{FIRE}/" in before
        assert f"/departments/{FIRE}/" not in after
        assert "接续自" in read(visitor, "/items/43TCN0003-04/")

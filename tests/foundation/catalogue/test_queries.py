"""What is published can be read, planned, browsed; what is gone says so."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.foundation.catalogue import town
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.commands import project
from zhengtong.foundation.catalogue.models import Article, Law, Matter
from zhengtong.foundation.catalogue.terms import CitationStatus, Filing, HitKind, MaterialState, SubjectKind, Term
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Report
from zhengtong.kernel.keyset import BadPage
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.workdays import Counted

pytestmark = pytest.mark.usefixtures("published")
BUNDLE = Ref("bundle", "B-1")
SITUATION = {"licence.business_held": "true", "premises.area": "120"}


def test_a_guide_says_what_is_published_and_stays_silent_where_the_source_is() -> None:
    guide = catalogue.guide("I-1")
    assert (guide.name.zh, guide.division, guide.organisation) == ("食品经营许可证新办", town.HERE, town.MARKET)
    assert guide.legal == Term(20, reference="行政许可法 第四十二条")
    assert guide.bundles == ("B-1",)
    assert [(one.law, one.status) for one in guide.basis] == [
        ("中华人民共和国行政许可法", CitationStatus.HELD),
        ("某办法", CitationStatus.NOT_HELD),
    ]
    silent = catalogue.guide("I-3")
    assert (silent.materials, silent.promised, silent.fee, silent.visits) == (None, None, None, None)


def test_an_organisation_named_by_a_plain_word_is_found_and_an_unknown_one_is_not_invented() -> None:
    assert catalogue.guide("I-2").organisation == town.FIRE
    assert catalogue.guide("I-3").organisation == ""
    assert catalogue.guide("I-3").organisation_name == "不知道的部门"


def test_a_plan_is_computed_from_answers_as_they_are_typed() -> None:
    plan = catalogue.plan(catalogue.matter(BUNDLE), SITUATION, known={}, held={})
    assert [one.code for one in plan.chosen] == ["I-1", "I-2"]
    assert (plan.days, plan.legal_days, plan.undecided) == (13, 40, ())
    assert {one.material.code: one.state for one in plan.materials} == {
        "plan": MaterialState.BRING,
        "food-permit": MaterialState.PRODUCED,
    }
    assert [lane.organisation for lane in plan.lanes] == [town.MARKET, town.FIRE]
    assert "premises.area" in {field.element.key for field in plan.form.fields}
    assert all(one.pin.sha256 for one in plan.items)


def test_planning_again_does_not_go_to_the_database() -> None:
    bundle = catalogue.matter(BUNDLE)
    catalogue.plan(bundle, SITUATION, known={}, held={})
    with CaptureQueriesContext(connection) as queries:
        catalogue.plan(catalogue.matter(BUNDLE), {**SITUATION, "premises.area": 30}, known={}, held={})
        catalogue.elements_of(bundle)
    assert len(queries) <= 2, queries.captured_queries  # a look whether elements or the catalogue have a new edition


def test_an_item_by_itself_is_a_bundle_of_one_with_the_general_form() -> None:
    alone = catalogue.matter(Ref("item", "I-2"))
    plan = catalogue.plan(alone, {}, known={}, held={})
    assert [one.code for one in plan.chosen] == ["I-2"]
    assert alone.pin == plan.items[0].pin
    person = {"person.name": True, "person.phone": True, "matter.statement": True, "matter.remarks": False, "commitment.accepted": True}
    assert {field.element.key: field.required for field in plan.form.fields} == person
    firm = {"firm.name": Known("firm.name", "一禾", "identity"), "firm.credit_code": Known("firm.credit_code", "91", "identity")}
    asked = catalogue.plan(alone, {}, known=firm, held={}).form.fields
    assert {field.element.key: field.required for field in asked} == {"firm.name": True, "firm.credit_code": True, **person}


def test_what_is_worth_looking_up_before_a_plan() -> None:
    keys = catalogue.elements_of(catalogue.matter(BUNDLE))
    assert {"licence.business_held", "premises.area", "matter.statement", "firm.name"} <= keys


def test_questions_are_put_one_after_the_other() -> None:
    bundle = catalogue.matter(BUNDLE)
    asked = [catalogue.questions(bundle, given, known={}, held={}) for given in ({}, {"licence.business_held": "true"})]
    assert [[one.element for one in some] for some in asked] == [
        ["licence.business_held"],
        ["licence.business_held", "premises.area"],
    ]
    assert len(catalogue.questions(bundle, {}, known={}, held={"business_licence": "1"})) == 2


def test_a_case_reads_the_version_it_began_under(publish: Callable[[], Report], root: Path) -> None:
    pin = catalogue.guide("I-1").pin
    changed = [{**one, "name": "食品经营许可"} if one["code"] == "I-1" else one for one in town.ITEMS]
    town.rewrite(root, "items/all.yaml", changed)
    publish()
    assert catalogue.guide("I-1").name.zh == "食品经营许可"
    assert catalogue.guide("I-1", pin=pin).name.zh == "食品经营许可证新办"
    assert len(catalogue.versions("item", "I-1")) == 2


def test_what_was_withdrawn_says_so_and_what_never_was_says_that(publish: Callable[[], Report], root: Path) -> None:
    before = catalogue.matter(BUNDLE)
    town.rewrite(root, "items/all.yaml", [one for one in town.ITEMS if one["code"] != "I-2"])
    town.rewrite(root, "bundles/all.yaml", [{**town.BUNDLE, "items": town.BUNDLE["items"][:1]}])
    publish()
    with pytest.raises(catalogue.ItemWithdrawn, match="消防安全检查"):
        catalogue.guide("I-2")
    with pytest.raises(catalogue.ItemWithdrawn):
        catalogue.matter(Ref("item", "I-2"))
    with pytest.raises(catalogue.ItemWithdrawn, match="消防安全检查"):
        catalogue.plan(before, SITUATION, known={}, held={})
    assert catalogue.plan(before, {**SITUATION, "premises.area": 10}, known={}, held={}).days == 10
    for ref in (Ref("item", "nothing"), Ref("bundle", "nothing"), Ref("case", "B-1")):
        with pytest.raises(catalogue.UnknownMatter):
            catalogue.matter(ref)
    assert not any(hit.code == "I-2" for hit in catalogue.find("消防安全检查"))


def test_a_version_published_ahead_holds_from_its_day(publish: Callable[[], Report], root: Path) -> None:
    later = {**next(one for one in town.ITEMS if one["code"] == "I-1"), "name": "食品经营许可（新）", "valid_from": "2026-09-01"}
    town.rewrite(root, "items/all.yaml", [*town.ITEMS, later])
    publish()
    assert catalogue.guide("I-1").name.zh == "食品经营许可证新办"
    with clock.standing_at(datetime(2026, 9, 1, 1, tzinfo=clock.CHINA)):
        assert project.take_effect(on=clock.today()) == 1
        assert catalogue.guide("I-1").name.zh == "食品经营许可（新）"
        assert project.take_effect(on=clock.today()) == 0


def test_a_department_that_gets_another_word_takes_its_items(publish: Callable[[], Report], root: Path) -> None:
    assert catalogue.guide("I-3").organisation == ""
    *others, fire = town.CITY["organisations.yaml"]
    town.rewrite(root, "organisations.yaml", [*others, {**fire, "also": ["消防", "不知道的部门"]}])
    publish()
    while ledger.work_once(100):
        pass
    assert catalogue.guide("I-3").organisation == town.FIRE
    assert "I-3" in {hit.code for hit in catalogue.browse(organisation=town.FIRE, limit=100).hits}
    assert not project.follow_organisations(on=clock.today())


def test_departments_with_what_they_offer() -> None:
    found = [(one.code, one.name.zh, one.items) for one in catalogue.departments()]
    assert found == [(town.MARKET, "市场监督管理局", 1), (town.FIRE, "消防救援支队", 24), ("", "", 1)]
    assert [one.items for one in catalogue.departments(town.THERE)] == [1]


def test_browsing_goes_on_where_it_stopped() -> None:
    first = catalogue.browse(organisation=town.FIRE, limit=10)
    second = catalogue.browse(organisation=town.FIRE, limit=10, after=first.next)
    third = catalogue.browse(organisation=town.FIRE, limit=10, after=second.next)
    codes = [hit.code for page in (first, second, third) for hit in page.hits]
    assert len(codes) == len(set(codes)) == 24
    assert third.next == ""
    with pytest.raises(BadPage):
        catalogue.browse(after="nonsense")


def test_browsing_by_subject_shows_both_where_the_source_is_silent() -> None:
    codes = {hit.code for hit in catalogue.browse(subject=SubjectKind.PERSON, limit=100).hits}
    assert {"I-2", "I-3", "L-01", "B-1"} <= codes
    assert "I-1" not in codes


def test_browsing_by_place_and_by_life_event() -> None:
    assert [hit.code for hit in catalogue.browse(division=town.THERE).hits] == ["N-1"]
    page = catalogue.browse(life_event="open_shop", limit=1)
    assert [hit.code for hit in page.hits] == ["B-1"]
    assert [hit.code for hit in catalogue.browse(life_event="open_shop", limit=1, after=page.next).hits] == ["I-1"]
    assert catalogue.browse(life_event="nothing").hits == ()
    assert [event.code for event in catalogue.life_events()] == ["open_shop"]


def test_the_catalogue_begins_with_bundles_then_the_own_city() -> None:
    hits = catalogue.browse(limit=200).hits
    assert (hits[0].kind, hits[0].filing) == (HitKind.BUNDLE, Filing.ONLINE)
    assert hits[-1].division == town.THERE


def test_the_city_its_calendar_and_its_regimes() -> None:
    city = catalogue.city()
    assert (city.division, city.lead_window, city.neighbours, city.frequent[0][1]) == (town.HERE, town.WINDOW, ("next",), "开饭店")
    calendar = catalogue.calendar()
    assert [calendar.kind(date(2026, 10, day)) for day in (1, 10)] == [Counted.HOLIDAY, Counted.MAKE_UP]
    regime = catalogue.regime("permit")
    days = [regime.at("decision.days", date(2026, month, 2)) for month in (8, 11)]
    assert [one and one.value for one in days] == [20, 15]
    with pytest.raises(catalogue.UnknownRegime):
        catalogue.regime("nothing")


def test_articles_open_one_by_one_from_the_text_in_force() -> None:
    article = catalogue.article("行政许可法", 32)
    assert (article.law, article.in_force) == ("中华人民共和国行政许可法", True)
    assert article.text.startswith("行政机关对申请人")
    assert not catalogue.article("旧法", 1).in_force
    assert catalogue.resolve("旧法 第一条").status is CitationStatus.SUPERSEDED
    assert catalogue.resolve("行政许可法 第九百条").status is CitationStatus.NOT_HELD
    for law, number in (("行政许可法", 900), ("没有的法", 1), ("某办法", 1)):
        with pytest.raises(catalogue.UnknownArticle):
            catalogue.article(law, number)


def test_laws_are_shelved_anew_without_doubles(publish: Callable[[], Report], root: Path) -> None:
    index = root / "national" / "laws" / "index.csv"
    index.write_text(
        index.read_text("utf-8").replace("2019-04-23", "2019-04-24").replace("l2,中华人民共和国旧法", "l9,中华人民共和国旧法"), "utf-8"
    )
    publish()
    assert sorted(Law.objects.values_list("code", flat=True)) == ["l0", "l1", "l3", "l9"]
    assert Article.objects.filter(law="l1").count() == 2
    assert Law.objects.get(code="l1").version_date == "2019-04-24"


def test_projections_can_be_rebuilt(root: Path) -> None:
    before = list(Matter.objects.order_by("id").values())
    Matter.objects.all().delete()
    content.rebuild("town", by=system("test"), on=clock.today(), root=root)
    assert list(Matter.objects.order_by("id").values()) == before
    assert catalogue.find("开饭店")[0].code == "B-1"

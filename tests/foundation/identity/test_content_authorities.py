"""What is wrong with grounds, reforms and changes of divisions is said where it stands, with what to do; what is right is published."""

from datetime import date
from typing import Any

import pytest

from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.content import authorities, bodies, divisions
from zhengtong.foundation.identity.models import Authority, DivisionChange
from zhengtong.foundation.identity.terms import AuthorityKind
from zhengtong.kernel.content.terms import Contents, Defect, Document, Published, Severity
from zhengtong.kernel.refs import Pin

CITY, DISTRICT, STREET, WINDOW, BUREAU = "city", "district", "street", "window", "bureau"


def body(code: str, **more: Any) -> Document:
    said = {"name": {"zh": code}, "kind": "department", "division": "430100000000", **more}
    return Document("organisation", code, date(2026, 1, 1), said, "x", None, "x/organisations.yaml", 1)


def item(code: str, organisation: str) -> Document:
    return Document("item", code, date(2026, 1, 1), {"organisation": organisation}, "x", None, "x/items.yaml", 1)


BODIES = (body(CITY), body(DISTRICT), body(STREET), body(WINDOW, kind="window"), body(BUREAU, kind="bureau"))
ITEMS = (item("signs-1", CITY), item("signs-2", CITY), item("wells-1", BUREAU))
SOUND = {
    "organisation": DISTRICT, "kind": "delegated", "principal": CITY, "items": ["signs-1"], "reference": "行政许可法第二十四条",
    "announced": "公报", "since": "2026-01-01",
}  # fmt: skip


def ground(code: str = "g", **changed: Any) -> Document:
    said = {key: value for key, value in {**SOUND, **changed}.items() if value is not None}
    return Document("authority", code, date(2026, 1, 1), {"code": code, **said}, "x", None, "x/authorities.yaml", 7)


def check(*documents: Document) -> list[Defect]:
    held = list(documents)
    return authorities.check(held) + authorities.check_across(held, Contents("x", ("x",), (*BODIES, *ITEMS, *documents)))


def reform(*documents: Document) -> list[Defect]:
    return bodies.check_across(list(documents), Contents("x", ("x",), documents))


def test_a_sound_delegation_has_no_defect() -> None:
    assert check(ground()) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "borrowed"}, "authority_kind"),
        ({"kind": "own"}, "authority_kind"),
        ({"reference": None}, "authority_reference"),
        ({"reference": "  "}, "authority_reference"),
        ({"until": "2025-12-31"}, "authority_ends_before"),
        ({"principal": DISTRICT}, "authority_own"),
        ({"principal": None}, "authority_principal"),
        ({"items": None}, "authority_items"),
        ({"announced": None}, "authority_announced"),
        ({"organisation": "nobody"}, "unknown_organisation"),
        ({"principal": "nobody"}, "unknown_organisation"),
        ({"supervised_by": "nobody"}, "unknown_organisation"),
        ({"organisation": WINDOW}, "authority_not_an_organ"),
        ({"items": ["signs-9"]}, "authority_item"),
        ({"items": ["lamps*"]}, "authority_item"),
    ],
)
def test_what_is_wrong_with_one_ground(changed: dict[str, Any], code: str) -> None:
    [defect] = check(ground(**changed))
    assert (defect.code, defect.severity) == (code, Severity.ERROR)
    assert defect.remedy
    assert defect.message % defect.params


def test_a_transfer_whose_former_body_the_source_does_not_name_is_shown_with_a_warning() -> None:
    [defect] = check(ground(kind="transferred", organisation=BUREAU, principal=None, items=None, announced=None))
    assert (defect.code, defect.severity) == ("authority_principal_silent", Severity.WARNING)


def test_a_delegate_may_not_delegate_on() -> None:
    onward = ground("h", organisation=STREET, principal=DISTRICT)
    assert [one.code for one in check(ground(), onward)] == ["authority_delegated_on"]
    elsewhere = ground("h", organisation=STREET, principal=DISTRICT, items=["signs-2"])
    assert check(ground(), elsewhere) == []
    later = ground("h", organisation=STREET, principal=DISTRICT, since="2027-01-01")
    assert check(ground(until="2026-12-31"), later) == []


def test_one_item_has_one_ground_at_a_time() -> None:
    [defect] = check(ground(), ground("h", organisation=STREET))
    assert (defect.code, defect.params["item"], defect.params["other"]) == ("authority_twice", "signs-1", "g")
    assert check(ground(until="2026-06-30"), ground("h", organisation=STREET, since="2026-07-01")) == []
    assert check(ground(), ground("h", organisation=STREET, items=["signs-2"])) == []
    assert [one.code for one in check(ground(), ground("h", organisation=STREET, items=["signs*"]))] == ["authority_twice"]


@pytest.mark.parametrize(
    ("changed", "code", "severity"),
    [
        ({"successor": "nobody", "closed_on": "2026-07-01"}, "unknown_organisation", Severity.ERROR),
        ({"parent": "nobody"}, "unknown_organisation", Severity.ERROR),
        ({"closed_on": "2026-07-01"}, "closed_without_successor", Severity.WARNING),
        ({"successor": DISTRICT}, "successor_without_day", Severity.ERROR),
        ({"successor": CITY, "closed_on": "2026-07-01"}, "successor_circle", Severity.ERROR),
        ({"supervised_by": CITY}, "organisation_above_itself", Severity.ERROR),
    ],
)
def test_what_is_wrong_with_a_reform(changed: dict[str, Any], code: str, severity: Severity) -> None:
    [defect] = reform(body(CITY, **changed), body(DISTRICT))
    assert (defect.code, defect.severity) == (code, severity)
    assert defect.remedy
    assert defect.message % defect.params


def test_two_bodies_that_succeed_each_other_are_a_circle_and_a_closed_one_cannot_take_over() -> None:
    both = reform(
        body(CITY, successor=DISTRICT, closed_on="2026-07-01"), body(DISTRICT, successor=CITY, closed_on="2026-07-01")
    )
    assert {one.code for one in both} == {"successor_circle"}
    late = reform(
        body(CITY, successor=DISTRICT, closed_on="2026-07-01"), body(DISTRICT, successor=STREET, closed_on="2026-01-01"), body(STREET)
    )
    assert [one.code for one in late] == ["successor_closed"]
    chain = reform(
        body(CITY, successor=DISTRICT, closed_on="2026-01-01"), body(DISTRICT, successor=STREET, closed_on="2026-07-01"), body(STREET)
    )
    assert chain == []


def test_a_division_that_becomes_two_or_itself_is_no_change() -> None:
    rows = [
        {"since": "2020-12-31", "kind": "合并", "code": "430122000000", "successor": "430112000000"},
        {"since": "2020-12-31", "kind": "合并", "code": "430122000000", "successor": "430111000000"},
        {"since": "2020-12-31", "kind": "更名", "code": "430101000000", "successor": "430101000000"},
    ]
    found = divisions.check([Document("division_change", "cn", date(2026, 1, 1), {"rows": rows}, "x", None, "x", 1)])
    assert [one.code for one in found] == ["division_twice", "division_itself"]


def published(kind: str, code: str, said: dict[str, Any], *, since: int = 2026, withdrawn: bool = False) -> Published:
    return Published(Pin(kind, code, str(since)), date(since, 1, 1), said, "x", None, "x", withdrawn)


@pytest.mark.django_db
def test_grounds_are_published_changed_and_withdrawn() -> None:
    authorities.publish([published("authority", "g", SOUND), published("authority", "g", {**SOUND, "until": "2026-12-31"}, since=2027)])
    row = Authority.objects.get(code="g")
    assert (row.organisation, row.principal, row.items, row.until) == (DISTRICT, CITY, ["signs-1"], date(2026, 12, 31))
    assert identity.authority_of(organisation=CITY, item="signs-1", on=date(2026, 5, 1)).kind is AuthorityKind.DELEGATED
    authorities.publish([published("authority", "g", SOUND), published("authority", "g", SOUND, since=2027, withdrawn=True)])
    assert identity.authority_of(organisation=CITY, item="signs-1", on=date(2026, 5, 1)).kind is AuthorityKind.OWN


@pytest.mark.django_db
def test_a_reform_is_published_with_its_day() -> None:
    held = [
        published("organisation", CITY, {**BODIES[0].body, "successor": DISTRICT, "closed_on": "2026-07-01", "supervised_by": STREET}),
        *(published("organisation", one.code, dict(one.body)) for one in BODIES[1:]),
    ]
    bodies.publish(held)
    shown = identity.organisation(CITY)
    assert shown is not None
    assert (shown.successor, shown.closed_on, shown.supervised_by) == (DISTRICT, date(2026, 7, 1), STREET)
    assert identity.handed_on(CITY) == DISTRICT
    assert identity.with_predecessors(DISTRICT) == {CITY, DISTRICT}
    bodies.publish([published("organisation", one.code, dict(one.body)) for one in BODIES])
    assert identity.handed_on(CITY) == CITY


@pytest.mark.django_db
def test_the_shipped_content_says_only_what_a_source_says_or_calls_it_made_up(shipped: None) -> None:
    grounds = {row.code: row for row in Authority.objects.all()}
    assert [code for code, row in grounds.items() if row.kind == "delegated" and not row.demonstration] == []
    bureau = grounds["guangan-approval-bureau"]
    assert (bureau.kind, bureau.principal, bureau.demonstration) == ("transferred", "", False)
    assert identity.authority_of(organisation=bureau.organisation, item="511A0141700000").kind is AuthorityKind.TRANSFERRED
    assert identity.division_today("430122000000") == "430112000000"
    assert [one.kind for one in identity.division_history("512925000000")] == ["同名改码", "撤县设区"]
    before = DivisionChange.objects.order_by("-pk").values_list("pk", flat=True).first()
    from zhengtong.kernel.content import api as content

    [held] = content.current_of("division_change", date(2026, 11, 22))
    divisions.publish([held])
    assert DivisionChange.objects.order_by("-pk").values_list("pk", flat=True).first() == before, "the same is not written again"

"""Licence rules: numbers, terms of validity, what a stranger sees."""
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.delivery.licences import rules
from zhengtong.delivery.licences.errors import GroundMissing, IssuerWithoutCode, NotInForce, NumberMistyped
from zhengtong.delivery.licences.terms import LicenceField, LicenceStatus
from zhengtong.foundation.elements.terms import Element, ElementChoice, Type
from zhengtong.kernel.numbering import ALPHANUMERIC
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

PERSON, FIRM = Ref("person", "P1"), Ref("firm", "91990100MA0000015X")
PUBLISHED = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"


def test_the_published_vector_of_the_standard() -> None:
    """GB/T 36904-2018, a real identifier."""
    assert rules.number(type_code="11100000000013338W011", issuer="11430000006122244L", year=2023, serial=403) == PUBLISHED


def test_a_number_is_read_as_people_type_it() -> None:
    assert rules.check_number(f" {PUBLISHED[:30]} {PUBLISHED[30:].lower()}\n") == PUBLISHED


@given(at=st.integers(len(rules.ROOT) + 1, len(PUBLISHED) - 1), other=st.sampled_from(ALPHANUMERIC + ".-"))
def test_any_single_wrong_character_is_found(at: int, other: str) -> None:
    if PUBLISHED[at] == other:
        return
    with pytest.raises(NumberMistyped):
        rules.check_number(PUBLISHED[:at] + other + PUBLISHED[at + 1 :])


STRANGE = ["", "1.2.156.3005.2", PUBLISHED[:-1], PUBLISHED + "0", "x" * 10_000, "' OR 1=1", PUBLISHED.replace("1.2.156", "1.2.157")]


@pytest.mark.parametrize("text", STRANGE)
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(NumberMistyped):
        rules.check_number(text)


@pytest.mark.parametrize("issuer", ["", "11736", "1151130000877869m0", "11511301452259996u"])
def test_a_body_without_a_code_issues_nothing(issuer: str) -> None:
    with pytest.raises(IssuerWithoutCode):
        rules.number(type_code="11100000000013338W011", issuer=issuer, year=2026, serial=1)


@pytest.mark.parametrize(
    ("begin", "years", "end"),
    [
        (date(2026, 7, 24), 5, date(2031, 7, 23)),
        (date(2026, 1, 1), 1, date(2026, 12, 31)),
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 28)),
        (date(2026, 7, 24), None, None),
    ],
)
def test_a_term_ends_the_day_before(begin: date, years: int | None, end: date | None) -> None:
    assert rules.valid_until(begin, years) == end


def test_past_its_last_day_a_valid_licence_is_expired_and_others_stay_what_they_are() -> None:
    last = date(2031, 7, 23)
    assert rules.status_on(LicenceStatus.VALID, last, last) is LicenceStatus.VALID
    assert rules.status_on(LicenceStatus.VALID, last, date(2031, 7, 24)) is LicenceStatus.EXPIRED
    assert rules.status_on(LicenceStatus.ANNULLED, last, date(2040, 1, 1)) is LicenceStatus.ANNULLED
    assert rules.status_on(LicenceStatus.VALID, None, date(2999, 1, 1)) is LicenceStatus.VALID


@pytest.mark.parametrize("status", [LicenceStatus.ANNULLED, LicenceStatus.DEREGISTERED, LicenceStatus.REVOKED])
def test_what_has_ended_cannot_be_ended_again(status: LicenceStatus) -> None:
    with pytest.raises(NotInForce):
        rules.check_can_end("1", status, "why")


def test_nothing_is_ended_without_a_word() -> None:
    rules.check_can_end("1", LicenceStatus.EXPIRED, "not renewed")
    with pytest.raises(GroundMissing):
        rules.check_can_end("1", LicenceStatus.VALID, "  ")


def test_values_are_shown_in_words() -> None:
    area = Element("premises.area", Words("面积"), Type.NUMBER, unit=Words("平方米", "m²"))
    route = Element("fire.route", Words("方式"), Type.CHOICE, choices=(ElementChoice("commitment", Words("告知承诺", "commitment")),))
    assert rules.in_words(area, 120.0) == Words("120 平方米", "120 m²")
    assert rules.in_words(route, "commitment") == Words("告知承诺", "commitment")
    assert rules.in_words(route, ["commitment", "other"]).zh == "告知承诺、other"
    assert rules.in_words(None, True).zh == "是"
    assert rules.in_words(None, "x").zh == "x"


def test_a_stranger_cannot_read_a_persons_name_but_a_firms() -> None:
    """企业信息公示暂行条例: who trades is public; who a person is, is not."""
    assert rules.holder_masked(PERSON, "陈晓兰") == "陈**"
    assert rules.holder_masked(FIRM, "湘江小馆餐饮店（演示）") == "湘江小馆餐饮店（演示）"


def test_masking_does_not_cut_the_mark_of_a_demonstration() -> None:
    assert rules.masked("周明远（演示）") == "周**（演示）"
    assert rules.masked("") == ""


@given(st.text(min_size=1, max_size=60))
def test_masking_leaves_one_character(text: str) -> None:
    hidden = rules.masked(text)
    assert len(hidden) == len(text)
    assert set(hidden.removesuffix("（演示）")[1:]) <= {"*"}


def test_fields_about_people_are_personal_though_nobody_said_so() -> None:
    assert rules.is_personal(LicenceField("a", Words("a"), "firm.representative"), FIRM)
    assert rules.is_personal(LicenceField("a", Words("a"), "person.name"), FIRM)
    assert rules.is_personal(LicenceField("a", Words("a"), "fire.manager"), FIRM)
    assert rules.is_personal(LicenceField("a", Words("a"), "", masked=True), FIRM)
    for public in ("firm.name", "firm.credit_code", "firm.address", "premises.address", "premises.area", "food.items"):
        assert not rules.is_personal(LicenceField("a", Words("a"), public), FIRM)


def test_what_a_person_holds_is_personal() -> None:
    assert rules.is_personal(LicenceField("a", Words("a"), "premises.address"), PERSON)

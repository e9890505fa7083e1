"""证件号码、同一人、成年、认证等级: tables, no database."""

from datetime import date, datetime, timedelta

import pytest

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.errors import (
    DocumentNumberMissing,
    InvalidCitizenId,
    InvalidHkMacaoPermit,
    InvalidPassport,
    InvalidTaiwanPermit,
    LevelNeeded,
    RealNameNeeded,
    SecondFactorNeeded,
)
from zhengtong.foundation.identity.terms import DocumentType, Level, ProofOutcome
from zhengtong.kernel.clock import CHINA

TODAY = date(2026, 11, 22)
P, H, T, R = DocumentType.PASSPORT, DocumentType.HK_MACAO, DocumentType.TAIWAN, DocumentType.RESIDENT_ID


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (P, "e12345678", "E12345678"),
        (P, " EA 1234567 ", "EA1234567"),
        (P, "ZT9900017", "ZT9900017"),
        (P, "ｅ１２３４５６７８", "E12345678"),
        (H, "h99000018", "H99000018"),
        (H, "H9900001802", "H99000018"),
        (H, "M 9900-0018", "M99000018"),
        (T, "99000019", "99000019"),
        (R, "990101198804120110", "990101198804120110"),
        (DocumentType.NONE, "anything", ""),
    ],
)
def test_numbers_as_they_are_kept(kind: DocumentType, typed: str, kept: str) -> None:
    assert rules.check_document(kind, typed, TODAY) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "why"),
    [
        (P, "", DocumentNumberMissing),
        (P, "ABCDEFGHI", InvalidPassport),
        (P, "E1234", InvalidPassport),
        (P, "E123456789", InvalidPassport),
        (P, "E1234567护", InvalidPassport),
        (H, "A99000018", InvalidHkMacaoPermit),
        (H, "H9900001", InvalidHkMacaoPermit),
        (H, "H990000180", InvalidHkMacaoPermit),
        (T, "9900001", InvalidTaiwanPermit),
        (T, "9900001A", InvalidTaiwanPermit),
        (R, "990101198804120111", InvalidCitizenId),
        (R, "E12345678", InvalidCitizenId),
    ],
)
def test_numbers_that_no_such_document_bears(kind: DocumentType, typed: str, why: type[Exception]) -> None:
    with pytest.raises(why):
        rules.check_document(kind, typed, TODAY)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("刘思远", "刘思远", True),
        ("刘思远", " 刘 思远 ", True),
        ("刘思远", "刘思源", False),
        ("刘思远（演示）", "刘思远", True),
        ("（演示）", "刘思远", False),
        ("阿依努尔·买买提", "阿依努尔•买买提", True),
        ("ANNA LINDSTROEM", "Anna Lindstroem", True),
        ("ＡＮＮＡ", "anna", True),
        ("", "", False),
    ],
)
def test_one_name_or_two(one: str, other: str, same: bool) -> None:
    assert rules.same_name(one, other) is same


@pytest.mark.parametrize(
    ("born", "may"),
    [
        ((date(1988, 4, 12), date(1988, 4, 12)), True),
        ((date(1988, 4, 12), None), True),
        ((date(1988, 4, 12), date(1988, 4, 13)), False),
    ],
)
def test_who_may_be_one_person(born: tuple[date | None, date | None], may: bool) -> None:
    assert rules.may_be_one(names=("刘思远", "刘思远"), born=born) is may
    assert rules.may_be_one(names=("刘思远", "刘思源"), born=born) is False


@pytest.mark.parametrize(
    ("born", "last"),
    [
        (date(2008, 12, 15), date(2026, 12, 14)),
        (date(2008, 2, 29), date(2026, 2, 28)),
        (date(2008, 3, 1), date(2026, 2, 28)),
        (date(2012, 1, 1), date(2029, 12, 31)),
    ],
)
def test_a_guardian_acts_until_the_eve_of_the_eighteenth_birthday(born: date, last: date) -> None:
    assert rules.last_day_of_guardianship(born) == last
    assert not rules.is_adult(born, last)
    assert rules.is_adult(born, last + timedelta(days=1))


@pytest.mark.parametrize(("born", "child"), [(date(2012, 11, 23), True), (date(2012, 11, 22), False), (None, False)])
def test_children_under_fourteen(born: date | None, child: bool) -> None:
    assert rules.is_young_child(born, TODAY) is child


AT = datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)
NOW, YESTERDAY = AT - timedelta(hours=1), AT - timedelta(hours=25)


@pytest.mark.parametrize(
    ("outcomes", "left"),
    [
        ([], 5),
        ([(ProofOutcome.REFUSED, NOW)] * 2, 3),
        ([(ProofOutcome.REFUSED, NOW)] * 7, 0),
        ([(ProofOutcome.REFUSED, YESTERDAY)] * 7, 5),
        ([(ProofOutcome.LATER, NOW)] * 7, 5),
        ([(ProofOutcome.PROVED, NOW), (ProofOutcome.ELSEWHERE, NOW)], 5),
        ([(ProofOutcome.ASKED, NOW)], 4),
    ],
)
def test_tries(outcomes: list[tuple[str, datetime]], left: int) -> None:
    assert rules.tries_left(outcomes, AT) == left


@pytest.mark.parametrize(
    ("have", "needed", "why"),
    [
        (0, Level.BASIC, RealNameNeeded),
        (1, Level.BASIC, None),
        (1, Level.VERIFIED, RealNameNeeded),
        (2, Level.VERIFIED, None),
        (1, Level.STRONG, RealNameNeeded),
        (2, Level.STRONG, SecondFactorNeeded),
        (3, Level.STRONG, None),
    ],
)
def test_what_is_missing_first(have: int, needed: Level, why: type[LevelNeeded] | None) -> None:
    if why is None:
        rules.check_level(have, needed)
        return
    with pytest.raises(why) as refused:
        rules.check_level(have, needed)
    assert refused.value.params["needed"] == needed.name.lower()

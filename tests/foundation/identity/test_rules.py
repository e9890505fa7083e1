"""Numbers of people and firms, checked against the standards' samples and another implementation."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.errors import (
    CitizenIdCheck,
    CitizenIdDate,
    CitizenIdInFuture,
    CreditCodeCheck,
    CreditCodeSubject,
    InvalidCitizenId,
    InvalidCreditCode,
    InvalidOrganisationCode,
    InvalidPhone,
)
from zhengtong.kernel import numbering

TODAY = date(2026, 11, 22)
SAMPLES = yaml.safe_load((Path(__file__).parent / "id_codes.yaml").read_text(encoding="utf-8"))
CITIZENS = [one["id"] for one in SAMPLES["citizen_id"]["valid"]] + SAMPLES["citizen_id"]["synthetic_unassigned_region"]
FIRMS = [one["code"] for one in SAMPLES["uscc"]["public_codes"]] + SAMPLES["uscc"]["synthetic"]


@pytest.mark.parametrize("number", CITIZENS)
def test_a_citizen_number_of_the_samples_is_taken_as_it_stands(number: str) -> None:
    assert rules.check_citizen_id(number, TODAY) == number


@pytest.mark.parametrize(
    "written", ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ", "110105-19491231-002X"]
)
def test_a_citizen_number_is_read_as_people_write_it(written: str) -> None:
    assert rules.check_citizen_id(written, TODAY) == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("110105194912310021", CitizenIdCheck),
        ("11010519490231002X", CitizenIdDate),
        ("11010519491331002X", CitizenIdDate),
        ("110105491231002", InvalidCitizenId),
        ("", InvalidCitizenId),
        ("1101051949123100２²", InvalidCitizenId),
        ("X10105194912310021", InvalidCitizenId),
    ],
)
def test_a_wrong_citizen_number_says_what_is_wrong(number: str, refusal: type[InvalidCitizenId]) -> None:
    with pytest.raises(InvalidCitizenId) as refused:
        rules.check_citizen_id(number, TODAY)
    assert type(refused.value) is refusal
    assert refused.value.remedy


def citizen(region: str, born: date, serial: int) -> str:
    digits = f"{region}{born:%Y%m%d}{serial:03d}"
    return digits + numbering.mod_11_2(digits)


def test_nobody_is_born_tomorrow() -> None:
    assert rules.check_citizen_id(citizen("990101", date(2026, 11, 22), 1), TODAY)
    with pytest.raises(CitizenIdInFuture, match="2026-11-23"):
        rules.check_citizen_id(citizen("990101", date(2026, 11, 23), 1), TODAY)


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999))
def test_check_digits_agree_with_another_implementation(born: date, serial: int) -> None:
    number = citizen("110101", born, serial)
    assert ric.is_valid(number)
    assert rules.check_citizen_id(number, TODAY) == number


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_any_single_mistyped_digit_of_a_citizen_number_is_found(born: date, serial: int, place: int, step: int) -> None:
    number = citizen("990101", born, serial)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    with pytest.raises(InvalidCitizenId):
        rules.check_citizen_id(wrong, TODAY)


def test_birth_date_and_sex_are_read_from_the_number() -> None:
    assert rules.birth_date("990001199001010013") == date(1990, 1, 1)
    assert rules.sex("990001199001010013") == "male"
    assert rules.sex("990101198506150127") == "female"


@pytest.mark.parametrize("code", FIRMS)
def test_a_credit_code_of_the_samples_is_taken(code: str) -> None:
    assert uscc.is_valid(code)
    assert rules.check_credit_code(code.lower()) == code


@pytest.mark.parametrize("code", [one["code"] for one in SAMPLES["uscc"]["bad_codes"]])
def test_a_false_credit_code_is_found(code: str) -> None:
    with pytest.raises(InvalidCreditCode):
        rules.check_credit_code(code)


def test_a_credit_code_whose_inner_organisation_code_is_wrong_is_found() -> None:
    inner = "91990100MA0000014"
    with pytest.raises(CreditCodeSubject):
        rules.check_credit_code(inner + numbering.mod_31(inner))


@pytest.mark.parametrize("place", range(18))
def test_any_single_mistyped_character_of_a_credit_code_is_found(place: int) -> None:
    code = "91990100MA0000015X"
    for other in numbering.CREDIT_CODE:
        if other != code[place]:
            with pytest.raises(InvalidCreditCode):
                rules.check_credit_code(code[:place] + other + code[place + 1 :])


def test_a_credit_code_with_a_letter_that_is_not_used_is_refused_as_such() -> None:
    with pytest.raises(InvalidCreditCode) as refused:
        rules.check_credit_code("9199O100MA0000015X")
    assert type(refused.value) is InvalidCreditCode
    with pytest.raises(CreditCodeCheck):
        rules.check_credit_code("91990100MA0000015Y")


@pytest.mark.parametrize("department", SAMPLES["uscc"]["real_government"], ids=lambda one: one["code"])
def test_real_departments_bear_valid_codes(department: dict[str, str]) -> None:
    assert rules.is_credit_code(department["code"])


@pytest.mark.parametrize("dirty", SAMPLES["uscc"]["dirty_real_inputs"], ids=lambda one: one["raw"])
def test_codes_that_are_defective_as_published_are_not_taken_for_valid(dirty: dict[str, str]) -> None:
    assert not rules.is_credit_code(dirty["raw"])


@pytest.mark.parametrize("code", SAMPLES["org_code"]["valid"])
def test_organisation_codes(code: str) -> None:
    assert rules.check_organisation_code(code) == code.replace("-", "")
    with pytest.raises(InvalidOrganisationCode):
        rules.check_organisation_code(code[:-1] + ("0" if code[-1] != "0" else "1"))


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("138 0000 0013", "13800000013"),
        ("+86 13800000013", "13800000013"),
        ("0731-84012345", "073184012345"),
        ("(010) 62345678", "01062345678"),
        ("+852 5123 4567", "+85251234567"),
    ],
)
def test_a_telephone_is_read_as_people_write_it(written: str, phone: str) -> None:
    assert rules.check_phone(written) == phone


@pytest.mark.parametrize("written", ["12800000013", "1380000001", "84012345", "+1 202 555 0100", "abc", ""])
def test_what_is_no_telephone(written: str) -> None:
    with pytest.raises(InvalidPhone):
        rules.check_phone(written)


def test_masks_keep_only_what_tells_the_owner_apart() -> None:
    assert rules.mask_document("990001199001010013") == "9900**********0013"
    assert rules.mask_document("E1234567") == "******67"
    assert rules.mask_document("") == ""
    assert rules.mask_phone("13800000013") == "138****0013"
    assert rules.mask_name("陈晓兰") == "陈**"


def test_our_own_number_of_a_person_says_nothing_about_them() -> None:
    number = rules.person_number(12)
    assert number.startswith("P0000000012")
    assert len(number) == 12
    assert numbering.is_right(number[1:], numbering.mod_37_36)

"""Check characters: agree with an independent implementation and with published numbers, and find any single wrong character."""
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_2, mod_37_36

from zhengtong.kernel import numbering

ANY = st.text(numbering.ALPHANUMERIC, min_size=1, max_size=60)


def test_the_published_e_licence_identifier() -> None:
    """GB/T 36904: type, issuer, serial and version, without prefix and points."""
    assert numbering.mod_37_36("11100000000013338W01111430000006122244L20230000403001") == "U"
    assert numbering.mod_37_36("11990100MA0000015X00191990100MA0000015X20260000001001") == "G"


CREDIT_CODES = ["91110000600037341L", "914403001922038216", "9144030071526726XG", "11100000000013338W", "11430000006122244L"]


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_published_credit_codes(code: str) -> None:
    assert numbering.is_right(code, numbering.mod_31)
    assert numbering.organisation_check(code[8:16]) == code[16]


@pytest.mark.parametrize("code", ["91440300192217527A", "91110108717809965C", "9133010057462616XH", "914403001870826678"])
def test_codes_that_circulate_although_wrong(code: str) -> None:
    assert not numbering.is_right(code, numbering.mod_31)


@pytest.mark.parametrize("code", ["00877868-5", "76726532-X", "45225901-3"])
def test_published_organisation_codes(code: str) -> None:
    assert numbering.is_right(code, numbering.organisation_check)


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014", "360426199101010071", "990001199001010013"])
def test_published_and_synthetic_citizen_numbers(number: str) -> None:
    assert numbering.is_right(number, numbering.mod_11_2)


@given(ANY)
def test_agrees_with_an_independent_mod_37_36(text: str) -> None:
    assert numbering.mod_37_36(text) == mod_37_36.calc_check_digit(text)


@given(st.text(string.digits, min_size=17, max_size=17))
def test_agrees_with_an_independent_mod_11_2(text: str) -> None:
    assert numbering.mod_11_2(text) == ric.calc_check_digit(text + "0") == mod_11_2.calc_check_digit(text)


@given(st.text(numbering.CREDIT_CODE, min_size=17, max_size=17))
def test_agrees_with_an_independent_credit_code(text: str) -> None:
    assert numbering.mod_31(text) == uscc.calc_check_digit(text)


@given(
    st.sampled_from([
        (numbering.mod_37_36, numbering.ALPHANUMERIC, 12),
        (numbering.mod_37_36, numbering.ALPHANUMERIC, 50),
        (numbering.mod_11_2, numbering.DIGITS, 17),
        (numbering.mod_31, numbering.CREDIT_CODE, 17),
        (numbering.organisation_check, numbering.DIGITS, 8),
    ]),
    st.data(),
)
def test_any_single_wrong_character_is_found(scheme: tuple, data: st.DataObject) -> None:
    check, alphabet, length = scheme
    number = numbering.with_check(data.draw(st.text(alphabet, min_size=length, max_size=length)), check)
    at = data.draw(st.integers(0, length))
    other = data.draw(st.sampled_from(alphabet).filter(lambda character: character != number[at]))
    assert numbering.is_right(number, check)
    assert not numbering.is_right(number[:at] + other + number[at + 1 :], check)


def test_separators_do_not_count() -> None:
    assert numbering.with_check("4301-2026-0000123-", numbering.mod_37_36) == f"4301-2026-0000123-{numbering.mod_37_36('430120260000123')}"
    assert numbering.is_right("1.2.3-" + numbering.mod_37_36("123"), numbering.mod_37_36)


@pytest.mark.parametrize("text", ["", "A", "4301-2026-0000123-k", "张三", "91110000600037341I", "9" * 17, "x" * 18])
def test_what_cannot_be_such_a_number_is_not_right(text: str) -> None:
    assert not numbering.is_right(text, numbering.mod_31)


def test_a_number_of_another_length_is_refused_not_weighed() -> None:
    with pytest.raises(ValueError, match="17 characters"):
        numbering.mod_31("123")

"""校验码: check characters of the numbers that people copy and type. Pure arithmetic; what a number means is its owner's affair.

All functions take the text without its check character, in capitals, and raise ValueError for a character outside the alphabet.
"""
from collections.abc import Callable, Sequence

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"       # GB 32100: without I O S V Z, which are easily mistaken
DIGITS = "0123456789"

_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_CHECKS = "10X98765432"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def mod_37_36(text: str) -> str:
    """ISO 7064 MOD 37,36, of e-licence identifiers (GB/T 36904) and of our own numbers: finds every single wrong character."""
    check = 36
    for value in _values(text, ALPHANUMERIC):
        check = (check + value) % 36 or 36
        check = check * 2 % 37
    return ALPHANUMERIC[(37 - check) % 36]


def mod_11_2(text: str) -> str:
    """公民身份号码校验码 (GB 11643-1999): of the first 17 digits."""
    total = _weighed(text, DIGITS, _CITIZEN_WEIGHTS)
    return _CITIZEN_CHECKS[total % 11]


def mod_31(text: str) -> str:
    """统一社会信用代码校验码 (GB 32100-2015): of the first 17 characters."""
    total = _weighed(text, CREDIT_CODE, _CREDIT_WEIGHTS)
    return CREDIT_CODE[-total % 31]


def organisation_check(text: str) -> str:
    """组织机构代码校验码 (GB 11714-1997): of the first 8 characters; X stands for ten."""
    total = _weighed(text, ALPHANUMERIC, _ORGANISATION_WEIGHTS)
    return f"{DIGITS}X"[-total % 11]


def with_check(text: str, scheme: Callable[[str], str]) -> str:
    """The number with its check character behind it; separators stay and do not count."""
    return text + scheme(_bare(text))


def is_right(text: str, scheme: Callable[[str], str]) -> bool:
    """Whether the last character checks the rest; anything that cannot be such a number is not right."""
    bare = _bare(text)
    try:
        return len(bare) > 1 and scheme(bare[:-1]) == bare[-1]
    except ValueError:
        return False


def _bare(text: str) -> str:
    return text.replace("-", "").replace(".", "")


def _values(text: str, alphabet: str) -> list[int]:
    return [alphabet.index(character) for character in text]


def _weighed(text: str, alphabet: str, weights: Sequence[int]) -> int:
    if len(text) != len(weights):
        raise ValueError(f"{len(weights)} characters are weighed, not {len(text)}")
    return sum(value * weight for value, weight in zip(_values(text, alphabet), weights, strict=True))

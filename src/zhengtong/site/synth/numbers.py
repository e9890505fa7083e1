"""Numbers with right check characters in region 99, which GB/T 2260 assigns to no place; telephones in one reserved block."""

from datetime import date, timedelta
from random import Random

from zhengtong.kernel import numbering

_FIRST, _LAST = date(1946, 1, 1), date(2007, 12, 31)
_FREE = numbering.CREDIT_CODE


def citizen_id(random: Random) -> str:
    """GB 11643, an adult."""
    born = _FIRST + timedelta(days=random.randrange((_LAST - _FIRST).days))
    digits = f"99{random.randint(1, 39):02d}{random.randint(1, 20):02d}{born:%Y%m%d}{random.randint(1, 999):03d}"
    return numbering.with_check(digits, numbering.mod_11_2)


def credit_code(random: Random, *, category: str) -> str:
    """GB 32100; category 91 for enterprises, 92 for individual businesses."""
    organisation = "MA" + "".join(random.choice(_FREE) for _ in range(6))
    inner = numbering.with_check(organisation, numbering.organisation_check)
    return numbering.with_check(f"{category}990100{inner}", numbering.mod_31)


def phone(random: Random) -> str:
    """199 0000 0000 to 199 0009 9999."""
    return f"1990{random.randrange(10**5):07d}"

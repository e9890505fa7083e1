"""编号: our own numbers of persons, mandates and sittings: a letter, ten digits, a check character; they say nothing about anybody."""

from zhengtong.kernel import numbering


def serial(letter: str, number: int) -> str:
    """``P0000000012X``."""
    digits = f"{number:010d}"
    return f"{letter}{digits}{numbering.mod_37_36(digits)}"


def person_number(number: int) -> str:
    """自然人编号."""
    return serial("P", number)


def mandate_number(number: int) -> str:
    """委托编号."""
    return serial("M", number)


def assistance_number(number: int) -> str:
    """帮办编号."""
    return serial("H", number)

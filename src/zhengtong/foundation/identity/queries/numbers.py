"""Numbers of people, judged as of a day."""

from datetime import date

from zhengtong.foundation.identity import rules
from zhengtong.kernel import clock


def check_citizen_id(text: str, today: date | None = None) -> str:
    """公民身份号码, normalised; as of today unless a day is given. Raises InvalidCitizenId."""
    return rules.check_citizen_id(text, today or clock.today())

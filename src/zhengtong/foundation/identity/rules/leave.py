"""休假规则: which days a leave may have. Pure."""

from datetime import date

from zhengtong.foundation.identity.errors import LeaveTermWrong

LONGEST = 366  # days


def check_leave(since: date, until: date, today: date) -> None:
    """Rights are left from now on, never for what is past. Raises LeaveTermWrong."""
    if not today <= since <= until or (until - since).days >= LONGEST:
        raise LeaveTermWrong

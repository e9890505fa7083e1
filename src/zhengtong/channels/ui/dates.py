"""Dates as people write them, in both languages."""

from datetime import date, datetime

from django.utils.translation import get_language

from zhengtong.kernel import clock

_ZH_DAYS = "一二三四五六日"
_EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _english() -> bool:
    return (get_language() or "").startswith("en")


def _in_china(day: date) -> date:
    """The day a moment falls on here; a plain day is one already."""
    return day.astimezone(clock.CHINA).date() if isinstance(day, datetime) else day


def day_as_written(day: date, *, weekday: bool = True) -> str:
    """1 月 9 日（周五） · Friday 9 January; with the year when it is not this one."""
    day = _in_china(day)
    other_year = day.year != clock.today().year
    if _english():
        text = f"{day.day} {_EN_MONTHS[day.month - 1]}" + (f" {day.year}" if other_year else "")
        return f"{_EN_DAYS[day.weekday()]} {text}" if weekday else text
    text = (f"{day.year} 年 " if other_year else "") + f"{day.month} 月 {day.day} 日"
    return f"{text}（周{_ZH_DAYS[day.weekday()]}）" if weekday else text


def whole_day(day: date) -> str:
    """With the year, always: for papers."""
    day = _in_china(day)
    return f"{day.day} {_EN_MONTHS[day.month - 1]} {day.year}" if _english() else f"{day.year} 年 {day.month} 月 {day.day} 日"


def short_day(day: date) -> str:
    """For narrow columns: 1/9 周五 · Fri 9 Jan."""
    day = _in_china(day)
    if _english():
        return f"{_EN_DAYS[day.weekday()][:3]} {day.day} {_EN_MONTHS[day.month - 1][:3]}"
    return f"{day.month}/{day.day} 周{_ZH_DAYS[day.weekday()]}"


def moment_as_written(moment: datetime) -> str:
    """1 月 8 日 10:42 · 8 January, 10:42."""
    here = moment.astimezone(clock.CHINA)
    joint = ", " if _english() else " "
    return f"{day_as_written(here.date(), weekday=False)}{joint}{here:%H:%M}"

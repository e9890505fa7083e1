"""A moment is told by the day it falls on in China, wherever the database keeps it."""
from datetime import UTC, datetime

from django.utils import translation

from zhengtong.channels.ui import dates

LATE_EVENING_IN_LONDON = datetime(2026, 3, 2, 20, 30, tzinfo=UTC)          # 4:30 on 3 March in China


def test_a_paper_bears_the_day_it_was_here() -> None:
    with translation.override("zh-hans"):
        assert dates.whole_day(LATE_EVENING_IN_LONDON) == "2026 年 3 月 3 日"
        assert dates.day_as_written(LATE_EVENING_IN_LONDON).startswith("3 月 3 日")
        assert dates.short_day(LATE_EVENING_IN_LONDON) == "3/3 周二"

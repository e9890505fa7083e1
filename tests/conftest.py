"""What every test may use. The surroundings (data folder, database) are in ``tests/support/environment.py``."""
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest
from tests.support.environment import WAIVED

from zhengtong.kernel import clock as the_clock


def pytest_runtest_setup(item: pytest.Item) -> None:
    for what in WAIVED:
        if item.get_closest_marker(what):
            pytest.skip(f"waived: ZT_TEST_WITHOUT={what}")


@pytest.fixture
def clock() -> Iterator[Callable[[datetime], datetime]]:
    """``clock(moment)`` holds the clock still there, until set again or the test ends."""
    with ExitStack() as held:

        def set_to(moment: datetime) -> datetime:
            held.pop_all().close()
            held.enter_context(the_clock.standing_at(moment))
            return moment

        yield set_to

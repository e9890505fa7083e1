"""The small town, published."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.foundation.catalogue import town
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.content import api as content

AT = datetime(2026, 8, 3, 9, tzinfo=clock.CHINA)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return town.write(tmp_path)


@pytest.fixture
def publish(unpublished: None, root: Path, settings: Any) -> Iterator[Callable[[], content.Report]]:
    """Publishes what is on disk; the clock stands on a day in August 2026."""
    settings.ZT_CITY = "town"
    settings.ZT_CONTENT = root
    with clock.standing_at(AT):
        yield lambda: content.publish("town", by=system("test"), at=AT)


@pytest.fixture
def published(publish: Callable[[], content.Report]) -> content.Report:
    return publish()

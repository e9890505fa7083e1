"""The town of the matrix: built once for all its tests; what a test writes is rolled back to it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from tests.attacks.matrix import world as the_world
from tests.attacks.matrix.world import TUESDAY, World
from zhengtong.kernel import clock


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Inside one transaction that is never committed."""
    with (
        django_db_blocker.unblock(),
        override_settings(ZT_DEMO=True),
        clock.standing_at(TUESDAY),
        translation.override("zh-hans"),
        _undone(),
    ):
        yield the_world.build()


@pytest.fixture
def world(town: World) -> Iterator[World]:
    with clock.standing_at(TUESDAY), translation.override("zh-hans"), _undone():
        yield town


class _undone:  # noqa: N801 - reads as a word in a with statement
    """A transaction, or a savepoint within one, whose writes go away at its end."""

    def __enter__(self) -> None:
        self.held = transaction.atomic()
        self.held._from_testcase = True  # type: ignore[attr-defined]
        self.held.__enter__()

    def __exit__(self, *_: object) -> None:
        transaction.set_rollback(True)
        self.held.__exit__(None, None, None)


undone = _undone

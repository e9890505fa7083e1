"""What every test may use. The surroundings (data folder, database) are in ``tests/support/environment.py``.

The shipped content of Changsha is published once a session, before the first test that uses the database: every such test finds the
real elements, items, bundles and organisations. What a test writes is rolled back. A test with ``transaction=True`` empties the database
behind it: the content is put back for the next test that rolls back; one that commits and needs the content asks for ``shipped``.
"""
import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import hypothesis
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from tests.support import scenes
from tests.support import shipped as shipping
from tests.support.environment import WAIVED
from zhengtong.kernel import clock as the_clock

_EMPTIED: list[str] = []  # tests that committed, since the content was last put back
hypothesis.settings.register_profile("suite", deadline=None)  # speed is what make bench shows, never what a test fails on
hypothesis.settings.load_profile("suite")
PUBLISHED_AT = datetime(2026, 7, 24, 8, 0, tzinfo=the_clock.CHINA)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that the second run, on the other database, need not repeat pure rules."""
    for item in items:
        used = getattr(item, "fixturenames", ())
        if item.get_closest_marker("django_db") or {"db", "transactional_db", "django_db_setup"} & set(used):
            item.add_marker("database")
    scenes.together(items)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is there by now stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for what in WAIVED:
        if item.get_closest_marker(what):
            pytest.skip(f"waived: ZT_TEST_WITHOUT={what}")
    if scenes.standing():
        with item.config.stash[blocking_manager_key].unblock():
            scenes.strike(scenes.of(item))


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest) -> None:
    """The content and the scenes of a test are there just before pytest-django opens the transaction of the test itself."""
    if fixturedef.argname != "_django_db_helper" or not isinstance(request.node, pytest.Item):
        return
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        if _EMPTIED and not scenes.commits(request.node):
            shipping.put_back()
            _EMPTIED.clear()
            _forget()
        if path := scenes.of(request.node):
            scenes.set_up(path, _forget)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    yield
    if scenes.commits(item):
        _EMPTIED.append(item.nodeid)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        publish()
        _begin_with_an_empty_ledger()
        shipping.keep()
    yield
    with django_db_blocker.unblock():
        scenes.strike()


@pytest.fixture
def shipped(db: None) -> None:
    """The content is there, also after a test that emptied the database."""
    from zhengtong.kernel.content import api as content

    if content.current("city", "changsha", the_clock.today()) is None:
        publish() if connection.in_atomic_block else shipping.put_back()
        _forget()


@scenes.scene()
def unpublished(db: None) -> None:
    """Nothing is published, as on the first day; for this test only."""
    from django.apps import apps

    for config in reversed(list(apps.get_app_configs())):
        for model in config.get_models():
            if model.__module__.startswith("zhengtong."):
                model._default_manager.all().delete()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a process remembers of published content is not older than its test."""
    _forget()


def _forget() -> None:
    from zhengtong.foundation.catalogue import api as catalogue
    from zhengtong.foundation.elements import api as elements
    from zhengtong.foundation.identity import api as identity

    identity.forget()
    elements.forget()
    catalogue.forget()


def publish() -> None:
    from zhengtong.kernel.actors import system
    from zhengtong.kernel.content import api as content

    content.publish("changsha", by=system("tests"), at=PUBLISHED_AT)


def _begin_with_an_empty_ledger() -> None:
    from zhengtong.kernel.ledger.models import Delivery, Entry

    Delivery.objects.all().delete()
    Entry.objects.all().delete()


@pytest.fixture
def clock() -> Iterator[Callable[[datetime], datetime]]:
    """``clock(moment)`` holds the clock still there, until set again or the test ends."""
    with ExitStack() as held:

        def set_to(moment: datetime) -> datetime:
            held.pop_all().close()
            held.enter_context(the_clock.standing_at(moment))
            return moment

        yield set_to

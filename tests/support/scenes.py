"""Scenes: what many tests begin with is made once and kept in a transaction that is never committed.

A scene is a fixture. A test that asks for it writes in a savepoint within, rolled back behind it as ever: the next one finds the scene
untouched. For a test that does not ask, the scene is struck first: it finds the database without. Where no scene can stand (a test that
commits, or one that empties the database for itself) it is made inside the test, as any fixture.

    @scene(at=MONDAY, demo=True)
    def town(shipped): …                 # on the shipped content

    @scene(at=MONDAY, demo=True)
    def received(town): …                # on another scene, whose value it is given
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from zhengtong.kernel import clock

BELOW = ("db", "shipped")             # fixtures that are there before every scene: the database, content published


class Undone(AbstractContextManager[None]):
    """A transaction, or a savepoint within one, whose writes go away at its end."""

    def __enter__(self) -> None:
        self.held = transaction.atomic()
        self.held._from_testcase = True  # type: ignore[attr-defined]
        self.held.__enter__()

    def __exit__(self, *_: object) -> None:
        transaction.set_rollback(True)
        self.held.__exit__(None, None, None)


@dataclass(frozen=True, eq=False, slots=True)
class Scene:
    """How it is made from what, on which day, and whether in a demonstration."""

    make: Callable[..., Any]
    parameters: tuple[str, ...]
    at: datetime | None
    demo: bool

    def made(self, values: Mapping[str, Any]) -> Any:
        """Its value, made now from those of its parameters."""
        with ExitStack() as around:
            around.enter_context(translation.override(settings.LANGUAGE_CODE))
            if self.demo:
                around.enter_context(override_settings(ZT_DEMO=True))
            if self.at is not None:
                around.enter_context(clock.standing_at(self.at))
            return self.make(**{name: values[name] for name in self.parameters})


@dataclass(frozen=True, slots=True)
class _Standing:
    scene: Scene
    held: Undone
    value: Any


_stage: list[_Standing] = []


def scene(*, at: datetime | None = None, demo: bool = False) -> Callable[[Callable[..., Any]], Any]:
    """Decorates a function as a fixture that is a scene."""

    def fixture(make: Callable[..., Any]) -> Any:
        one = Scene(make, tuple(inspect.signature(make).parameters), at, demo)

        def found(**values: Any) -> Any:
            stands = next((each for each in _stage if each.scene is one), None)
            return stands.value if stands else one.made(values)

        names = dict.fromkeys(("db", *one.parameters))
        found.__signature__ = inspect.Signature([inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names])  # type: ignore[attr-defined]
        found.__name__, found.__doc__, found.zt_scene = make.__name__, make.__doc__, one  # type: ignore[attr-defined]
        return pytest.fixture(found)

    return fixture


def commits(item: pytest.Item) -> bool:
    """Whether a test writes for good, so that the database is emptied behind it."""
    marker, asked = item.get_closest_marker("django_db"), getattr(item, "fixturenames", ())
    return bool((marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & set(asked))


def of(item: pytest.Item) -> tuple[Scene, ...]:
    """The scenes that stand while a test runs: those that it asks for, each above what it is made from, as far as they are one row."""
    asked = getattr(item, "fixturenames", ())
    if commits(item):
        return ()
    paths = [path for name in asked if (path := _path(item, name))]
    longest = max(paths, key=len, default=())
    return longest[: min((_shared(longest, path) for path in paths if path != longest[: len(path)]), default=len(longest))]


def _path(item: pytest.Item, name: str) -> tuple[Scene, ...]:
    """The scene of this name as this test knows it, on those that it is made from; empty where that is no scene."""
    known = item._fixtureinfo.name2fixturedefs.get(name, ())  # type: ignore[attr-defined]  # pytest has no other door to it
    one: Scene | None = getattr(known[-1].func, "zt_scene", None) if known else None
    if one is None:
        return ()
    below = [_path(item, each) for each in one.parameters if each not in BELOW]
    assert all(below), f"the scene {name} is made from {one.parameters}: not all of them are scenes"
    return (*max(below, key=len, default=()), one)


def _shared(one: tuple[Scene, ...], other: tuple[Scene, ...]) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a is not b), min(len(one), len(other)))


def standing() -> bool:
    return bool(_stage)


def strike(path: tuple[Scene, ...] = ()) -> None:
    """Undo what stands, down to what is part of this path."""
    for _ in range(len(_stage) - _shared(tuple(each.scene for each in _stage), path)):
        _stage.pop().held.__exit__()


def set_up(path: tuple[Scene, ...], before: Callable[[], None]) -> None:
    """Make what is missing of this path; ``before`` each."""
    strike(path)
    for one in path[len(_stage) :]:
        before()
        with _kept() as held:
            value = one.made({**dict.fromkeys(BELOW), **{each.scene.make.__name__: each.value for each in _stage}})
        _stage.append(_Standing(one, held, value))


@contextmanager
def _kept() -> Iterator[Undone]:
    """A transaction that stays, unless what is done in it fails."""
    held = Undone()
    held.__enter__()
    try:
        yield held
    except BaseException:
        held.__exit__()
        raise


def together(items: list[pytest.Item]) -> None:
    """Within each file, tests of one scene follow each other."""
    items[:] = [one for run in _runs(items) for one in run]


def _runs(items: list[pytest.Item]) -> Iterator[list[pytest.Item]]:
    start = 0
    for end in range(1, len(items) + 1):
        if end == len(items) or items[end].path != items[start].path:
            paths = {item: of(item) for item in items[start:end]}
            order = {path: place for place, path in reversed(list(enumerate(paths.values())))}
            yield sorted(paths, key=lambda item: order[paths[item]])
            start = end

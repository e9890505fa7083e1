"""What is known by name: types of facts, reactions, schedules. Filled while apps get ready, read afterwards."""
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from django.apps import apps

from zhengtong.kernel.ledger.terms import Row

Reaction = Callable[[Any, Row], object]
Work = Callable[[], object]
R = TypeVar("R", bound=Reaction)
W = TypeVar("W", bound=Work)

LEASE = 60                           # seconds a worker may hold a job before another takes it


@dataclass(frozen=True, slots=True)
class Registered:
    name: str
    function: Reaction
    lease: int = LEASE


@dataclass(frozen=True, slots=True)
class Periodic:
    name: str
    seconds: int
    function: Work
    lease: int = LEASE


_types: dict[str, type] = {}
_names: dict[type, str] = {}
_at_once: dict[type, list[Registered]] = {}
_afterwards: dict[type, list[Registered]] = {}
_reactions: dict[str, Registered] = {}
_schedules: dict[str, Periodic] = {}


def _capability(module: str) -> str:
    """``zhengtong.delivery.cases.facts`` → ``cases``; elsewhere the last package of the module."""
    parts = module.split(".")
    if parts[0] == "zhengtong" and len(parts) > 2:
        return parts[2]
    return parts[-2] if len(parts) > 1 else parts[-1]


def name_of(type_: type) -> str:
    """The stable name of a type of fact, ``<capability>.<ClassName>``."""
    known = _names.get(type_)
    if known is None:
        if not is_dataclass(type_):
            raise TypeError(f"{type_.__name__} is no fact: a fact is a frozen dataclass")
        known = _names[type_] = f"{_capability(type_.__module__)}.{type_.__name__}"
        _types[known] = type_
    return known


def type_of(name: str) -> type | None:
    """The type behind a name, looked up in its capability's ``facts`` where this process has not met it yet."""
    if name not in _types:
        capability, _, class_name = name.partition(".")
        for config in apps.get_app_configs():
            if config.name.startswith("zhengtong.") and config.name.rpartition(".")[2] == capability:
                try:
                    found = getattr(import_module(f"{config.name}.facts"), class_name, None)
                except ModuleNotFoundError:
                    found = None
                if found is not None:
                    name_of(found)
    return _types.get(name)


def facts() -> tuple[str, ...]:
    """The names of all facts that the installed capabilities can record."""
    for config in apps.get_app_configs():
        if config.name.startswith("zhengtong.") and find_spec(f"{config.name}.facts"):
            module = import_module(f"{config.name}.facts")
            for each in vars(module).values():
                if isinstance(each, type) and is_dataclass(each) and each.__module__.startswith(module.__name__):
                    name_of(each)
    return tuple(sorted(name for name, type_ in _types.items() if type_.__module__.startswith("zhengtong.")))


def read_facts() -> frozenset[str]:
    """The names of those that something reacts to."""
    return frozenset(name_of(type_) for table in (_at_once, _afterwards) for type_, reactions in table.items() if reactions)


def at_once(*fact_types: type) -> Callable[[R], R]:
    """React in the same transaction. For the delivery stratum only, and one hop: a reaction's own facts set off no further one."""

    def register(function: R) -> R:
        if function.__module__.startswith("zhengtong.") and not function.__module__.startswith("zhengtong.delivery."):
            raise ValueError("at_once is for the delivery stratum; elsewhere react afterwards")
        for type_ in fact_types:
            _add(_at_once, type_, Registered(_reaction_name(function), function))
        return function

    return register


def afterwards(*fact_types: type, lease: int = LEASE) -> Callable[[R], R]:
    """React in the worker: at least once, so the reaction must be idempotent (``row.once(…)``); retried with back-off."""

    def register(function: R) -> R:
        registered = Registered(_reaction_name(function), function, lease)
        for type_ in fact_types:
            _add(_afterwards, type_, registered)
        _reactions[registered.name] = registered
        return function

    return register


def every(name: str, *, seconds: int, lease: int = LEASE) -> Callable[[W], W]:
    """Run periodically, by exactly one worker."""

    def register(function: W) -> W:
        _schedules[name] = Periodic(name, seconds, function, lease)
        return function

    return register


def _add(table: dict[type, list[Registered]], type_: type, registered: Registered) -> None:
    name_of(type_)
    others = [other for other in table.get(type_, []) if other.name != registered.name]
    table[type_] = [*others, registered]


def _reaction_name(function: Reaction) -> str:
    return f"{_capability(function.__module__)}.{getattr(function, '__name__', 'reaction')}"


def at_once_of(type_: type) -> list[Registered]:
    return _at_once.get(type_, [])


def afterwards_of(type_: type) -> list[Registered]:
    return _afterwards.get(type_, [])


def reaction(name: str) -> Registered | None:
    return _reactions.get(name)


def schedules() -> dict[str, Periodic]:
    return _schedules

"""Many people and firms at once: the same seed gives the same ones, however often it is run."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, FirmKind, FirmView, PersonView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key
from zhengtong.site.synth import names, numbers
from zhengtong.site.synth.cast import cast

BY = system("synth")
BATCH = 200  # rows written in one transaction
_TRIES = 20
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Population:
    """Numbers of those who are now registered under this seed."""

    seed: int
    people: tuple[str, ...]
    firms: tuple[str, ...]


def populate(*, people: int, firms: int, seed: int) -> Population:
    """Register ``people`` persons and ``firms`` firms, each firm led by one of them. Those registered before are found again."""
    people = max(people, 1) if firms else people
    registered = _in_batches(people, lambda place: person(seed, place).number)
    led = _in_batches(firms, lambda place: firm(seed, place, registered[place % len(registered)]).code)
    return Population(seed, tuple(registered), tuple(led))


def person(seed: int, place: int) -> PersonView:
    """The ``place``-th person of a seed."""

    def register(random: Random) -> PersonView:
        return identity.register_person(
            document_type=DocumentType.RESIDENT_ID,
            document=numbers.citizen_id(random),
            name=names.person(random),
            phone=numbers.phone(random),
            synthetic=True,
            by=BY,
            at=clock.now(),
            once=Key(f"person:{seed}:{place}"),
        )

    return _until_free(f"person:{seed}:{place}", register)


def firm(seed: int, place: int, representative: str) -> FirmView:
    """The ``place``-th firm of a seed; one in three is an individual business."""
    place_names = cast().place

    def register(random: Random) -> FirmView:
        individual = random.random() < 1 / 3
        return identity.register_firm(
            code=numbers.credit_code(random, category="92" if individual else "91"),
            name=names.shop(random, place_names) if individual else names.company(random, place_names),
            kind=FirmKind.INDIVIDUAL if individual else FirmKind.COMPANY,
            representative=representative,
            address=names.address(random, place_names),
            phone=numbers.phone(random),
            synthetic=True,
            by=BY,
            at=clock.now(),
            once=Key(f"firm:{seed}:{place}"),
        )

    return _until_free(f"firm:{seed}:{place}", register)


def _until_free(name: str, register: Callable[[Random], T]) -> T:
    """Two seeds may draw the same number: then the next draw of the same row counts."""
    for attempt in range(_TRIES):
        try:
            return register(Random(f"{name}:{attempt}"))  # noqa: S311 - reproducible on purpose
        except (identity.AlreadyRegistered, ledger.KeyReused):
            continue
    raise AssertionError(f"{_TRIES} draws of {name} were all taken")


def _in_batches(count: int, register: Callable[[int], str]) -> list[str]:
    made: list[str] = []
    for start in range(0, count, BATCH):
        with ledger.writing(None, BY):
            made += [register(place) for place in range(start, min(start + BATCH, count))]
    return made

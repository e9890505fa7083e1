"""自然人 ports: the real-name register (公安实名核验) and the household register (户籍、出生医学证明)."""

from datetime import date
from functools import lru_cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from zhengtong.foundation.identity.errors import NoRegister
from zhengtong.foundation.identity.terms import Claim, RegisterAnswer, RegisterExample, Ward

PATIENCE = 3.0  # seconds that a person waits for a register
SIMULATOR = "simulator"
_SIMULATED = "zhengtong.foundation.identity.adapters.people_simulator.SimulatedPeople"


class PeopleRegister(Protocol):
    """实名核验与户籍. An adapter writes neither name nor number to any log, and keeps to the patience it is given."""

    def examples(self) -> tuple[RegisterExample, ...]:
        """Whom a simulator knows; a real register says nothing."""

    def check(self, claim: Claim, *, patience: float) -> RegisterAnswer:
        """Whether document and name belong together. Raises RegisterLate, RegisterDown."""

    def wards(self, guardian: Claim, *, today: date, patience: float) -> tuple[Ward, ...]:
        """The minors whose guardian this person is. Raises RegisterLate, RegisterDown."""


def people_register() -> PeopleRegister:
    """The register in use: ``ZT_PEOPLE_REGISTER`` names a class by its path, or the simulator, which knows a demonstration's people only.

    Raises NoRegister.
    """
    name = settings.ZT_PEOPLE_REGISTER
    if not name or (name == SIMULATOR and not settings.ZT_DEMO):
        raise NoRegister
    return _register(_SIMULATED if name == SIMULATOR else name)


@lru_cache(maxsize=2)
def _register(path: str) -> PeopleRegister:
    return cast("PeopleRegister", import_string(path)())

"""审批 ports: outside systems that decide: 国垂、省垂系统."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from zhengtong.delivery.approvals.errors import OutsideSystemDown
from zhengtong.delivery.approvals.terms import Packet, Progress
from zhengtong.kernel.words import Words

PATIENCE = 10.0  # seconds that the worker waits for one answer
SIMULATOR = "simulator"
_SIMULATED = "zhengtong.delivery.approvals.adapters.outside_simulator.SimulatedSystems"


class DecidingSystem(Protocol):
    """外部审批系统. Each call raises OutsideSystemDown where there is no answer in time, and writes no personal data to any log."""

    simulated: bool

    def push(self, packet: Packet, *, patience: float) -> str:
        """Hand in; the number issued there. The same reference again yields the same number. Raises OutsideSystemRefused."""

    def pull(self, system: str, number: str, *, patience: float) -> Progress:
        """Where it stands."""

    def call_back(self, system: str, number: str, *, patience: float) -> None:
        """Tell that the applicant withdrew it."""

    def known(self, system: str, references: Sequence[str], *, patience: float) -> dict[str, Progress]:
        """Which of our references they hold, for the comparison of books."""


def system(code: str, name: Words) -> DecidingSystem:
    """``ZT_OUTSIDE_SYSTEMS`` names classes by their path, ``code=path`` apart by commas, or one simulator, in a demonstration only.

    Raises OutsideSystemDown where nothing is connected.
    """
    written = settings.ZT_OUTSIDE_SYSTEMS
    if written == SIMULATOR:
        path = _SIMULATED if settings.ZT_DEMO else ""
    else:
        path = dict(one.split("=", 1) for one in written.split(",") if "=" in one).get(code, "")
    if not path:
        raise OutsideSystemDown(system=name)
    return _adapter(path)


@lru_cache(maxsize=8)
def _adapter(path: str) -> DecidingSystem:
    return cast("DecidingSystem", import_string(path)())

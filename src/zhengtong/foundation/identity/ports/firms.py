"""法人 port: the register of firms (国家企业信用信息公示系统): what stands there for a credit code."""

from functools import lru_cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from zhengtong.foundation.identity.errors import FirmRegisterDown, FirmRegisterWrong
from zhengtong.foundation.identity.terms import RegisteredFirm

PATIENCE = 3.0  # seconds that a person waits for a register
SIMULATOR = "simulator"
_SIMULATED = "zhengtong.foundation.identity.adapters.firms_simulator.SimulatedFirms"


class FirmRegister(Protocol):
    """企业登记. An adapter writes no document number to any log, and keeps to the patience it is given."""

    simulated: bool

    def look_up(self, code: str, *, patience: float) -> RegisteredFirm | None:
        """What the register says of this code; None where it knows none. Raises FirmRegisterDown."""


def look_up(code: str) -> RegisteredFirm | None:
    """``ZT_FIRM_REGISTER`` names a class by its path, or the simulator, which answers in a demonstration only.

    Never inside a transaction. Raises FirmRegisterDown, FirmRegisterWrong where the answer is about another firm.
    """
    name = settings.ZT_FIRM_REGISTER
    if not name or (name == SIMULATOR and not settings.ZT_DEMO):
        raise FirmRegisterDown
    said = _register(_SIMULATED if name == SIMULATOR else name).look_up(code, patience=PATIENCE)
    if said is not None and (said.code != code or not said.name.strip()):
        raise FirmRegisterWrong
    return said


@lru_cache(maxsize=2)
def _register(path: str) -> FirmRegister:
    return cast("FirmRegister", import_string(path)())

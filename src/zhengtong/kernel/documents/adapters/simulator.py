"""A seal house far away, for tests and demonstrations: slow or down when told so, else it seals as the built-in key does."""
import time

from zhengtong.kernel.documents.adapters.built_in import BuiltInSeal
from zhengtong.kernel.documents.errors import SealUnreachable
from zhengtong.kernel.documents.terms import Sealed, SealReading


class SimulatedSealHouse:
    """``refusals``: how many calls from now on it does not answer; ``seconds``: how long it takes for the others."""

    def __init__(self, *, refusals: int = 0, seconds: float = 0) -> None:
        self.refusals, self.seconds, self.asked = refusals, seconds, 0
        self._built_in = BuiltInSeal()

    def seal(self, sheet: bytes, *, body: str, reason: str) -> Sealed:
        self.asked += 1
        time.sleep(self.seconds)
        if self.refusals > 0:
            self.refusals -= 1
            raise SealUnreachable
        return self._built_in.seal(sheet, body=body, reason=reason)

    def read(self, sheet: bytes) -> SealReading:
        return self._built_in.read(sheet)

"""模拟外部系统: what the simulator's own page shows."""

from dataclasses import dataclass
from datetime import datetime

from zhengtong.delivery.approvals.models import SimulatedFile, SimulatedOutage


@dataclass(frozen=True, slots=True)
class SimulatedMatter:
    """One file in the simulated system."""

    system: str
    number: str
    reference: str
    received_at: datetime
    opinion: str  # "" = not answered
    called_back: bool


def simulated_matters(limit: int = 50) -> tuple[SimulatedMatter, ...]:
    """The newest first."""
    rows = SimulatedFile.objects.order_by("-id")[:limit]
    return tuple(
        SimulatedMatter(one.system, one.number, one.reference, one.received_at, str((one.answer or {}).get("opinion", "")), one.called_back)
        for one in rows
    )


def simulated_outages() -> frozenset[str]:
    return frozenset(SimulatedOutage.objects.values_list("system", flat=True))

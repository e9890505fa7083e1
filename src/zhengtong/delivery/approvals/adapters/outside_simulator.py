"""Outside systems for demonstrations and tests: they fail as real ones do, and a person can decide in them.

A file is looked at after twenty seconds and approved after a minute, as the national systems do with what is complete; whoever is quicker
on ``/simulators/systems/`` answers otherwise, answers twice, or switches a system off. A packet whose ``matter.remarks`` holds ``拒收`` is
not taken.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from zhengtong.delivery.approvals.commands.simulating import simulated_answer
from zhengtong.delivery.approvals.errors import OutsideSystemDown, OutsideSystemRefused
from zhengtong.delivery.approvals.models import SimulatedFile, SimulatedOutage
from zhengtong.delivery.approvals.terms import Answer, Opinion, Packet, Progress, Reasons
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system as acting
from zhengtong.kernel.ledger import api as ledger

LOOKED_AT, ANSWERED = timedelta(seconds=20), timedelta(seconds=60)
_BY = acting("simulator")


class SimulatedSystems:
    """Synthetic; none real."""

    simulated = True

    def push(self, packet: Packet, *, patience: float) -> str:  # noqa: ARG002
        _up(packet.system)
        if "拒收" in str(packet.answers.get("matter.remarks") or ""):
            raise OutsideSystemRefused(system=packet.system, why="申请内容不符合接口要求（演示）")
        with ledger.writing(None, _BY):
            row, _ = SimulatedFile.objects.get_or_create(
                reference=packet.reference,
                defaults={
                    "system": packet.system,
                    "number": f"YS-{packet.system.upper()}-{packet.reference}",
                    "packet": {"item": packet.item, "answers": dict(packet.answers), "papers": [list(one) for one in packet.papers]},
                    "received_at": clock.now(),
                },
            )
        return row.number

    def pull(self, system: str, number: str, *, patience: float) -> Progress:  # noqa: ARG002
        _up(system)
        return _progress(SimulatedFile.objects.get(system=system, number=number))

    def call_back(self, system: str, number: str, *, patience: float) -> None:  # noqa: ARG002
        _up(system)
        with ledger.writing(None, _BY):
            SimulatedFile.objects.filter(system=system, number=number).update(called_back=True)

    def known(self, system: str, references: Sequence[str], *, patience: float) -> dict[str, Progress]:  # noqa: ARG002
        _up(system)
        return {row.reference: _progress(row) for row in SimulatedFile.objects.filter(system=system, reference__in=list(references))}


def _up(system: str) -> None:
    if SimulatedOutage.objects.filter(system=system).exists():
        raise OutsideSystemDown(system=system)


def _progress(row: SimulatedFile) -> Progress:
    age = clock.now() - row.received_at
    said = row.answer
    if said is None and age >= ANSWERED and not row.called_back:
        said = simulated_answer(row, Opinion.APPROVE, clock.today())
        with ledger.writing(None, _BY):
            SimulatedFile.objects.filter(pk=row.pk, answer=None).update(answer=said)
    stage = "已撤件" if row.called_back else "已办结" if said else "审核中" if age >= LOOKED_AT else "已接收"
    return Progress(row.number, f"{stage}（模拟）", _read(said) if said else None)


def _read(said: dict[str, object]) -> Answer:
    reasons = said["reasons"]
    told = Reasons(*map(str, reasons)) if isinstance(reasons, list) and reasons else None
    return Answer(Opinion(str(said["opinion"])), str(said["number"]), date.fromisoformat(str(said["on"])), told)

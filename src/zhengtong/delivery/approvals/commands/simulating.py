"""模拟外部系统: what a person does on the simulator's own page. Only in a demonstration."""

from datetime import date, datetime

from zhengtong.delivery.approvals.models import SimulatedFile, SimulatedOutage
from zhengtong.delivery.approvals.terms import Opinion
from zhengtong.kernel.actors import system as acting
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger

_BY = acting("simulator")


def answer_there(*, number: str, opinion: Opinion, at: datetime) -> None:
    """Somebody decides there; a second time too, which a real system should not do and now and then does."""
    with ledger.writing(None, _BY):
        row = SimulatedFile.objects.select_for_update().get(number=number)
        row.answer = simulated_answer(row, opinion, at.astimezone(CHINA).date())
        row.save(update_fields=["answer"])


def switch_there(*, system: str, off: bool, at: datetime) -> None:
    """中断, 恢复."""
    with ledger.writing(None, _BY):
        if off:
            SimulatedOutage.objects.get_or_create(system=system, defaults={"since": at})
        else:
            SimulatedOutage.objects.filter(system=system).delete()


def simulated_answer(row: SimulatedFile, opinion: Opinion, on: date) -> dict[str, object]:
    refused = opinion is Opinion.REFUSE
    reasons = ["登记信息与申报信息不一致（模拟）", "税收征收管理法 第十五条", "更正申报信息后重新申请"] if refused else []
    return {"opinion": str(opinion), "number": f"{row.number}-{'B' if refused else 'Z'}", "on": on.isoformat(), "reasons": reasons}

"""办件: what goes to an outside system with one approval: what its item needs, and nothing else (个人信息保护法 art. 6)."""

from dataclasses import dataclass

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries import reading
from zhengtong.kernel.clock import CHINA


@dataclass(frozen=True, slots=True)
class Outgoing:
    answers: dict[str, object]
    papers: tuple[tuple[str, str, str], ...]  # (material, file name, sha256)
    accepted_on: str


def outgoing(case: str, item: str) -> Outgoing:
    """For the reaction that packs it, which answers to nobody."""
    row = Case.objects.get(number=case)
    held = reading.whole(row, {item})
    accepted = row.accepted_at or row.submitted_at
    return Outgoing(
        answers=dict(held.answers),
        papers=tuple((one.material, one.name, one.sha256) for one in held.files),
        accepted_on=accepted.astimezone(CHINA).date().isoformat(),
    )


def called_back(case: str) -> tuple[str, ...]:
    """The withdrawn approvals of a case that lie in an outside system."""
    outside = approvals.external_files(case)
    parts = approvals.approvals_of([case])[case]
    return tuple(one.number for one in parts if one.number in outside and one.state is ApprovalState.WITHDRAWN)

"""容缺: which promised papers an approval still waits for."""

from collections.abc import Mapping, Sequence

from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import RUNNING


def lacking(*, case: str, lacks: Mapping[str, Sequence[str]]) -> None:
    """Item → papers that are promised and not there. Called by the conductor inside its own transaction."""
    for row in Approval.objects.select_for_update().filter(case=case, item__in=list(lacks), state__in=RUNNING):
        row.lacks = list(lacks[row.item])
        row.save(update_fields=["lacks"])

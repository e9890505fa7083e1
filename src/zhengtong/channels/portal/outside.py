"""外部系统: of each part that a national or provincial system decides, where it stands there, as its applicant reads it."""

from collections.abc import Sequence

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView, ExternalFile
from zhengtong.foundation.catalogue import api as catalogue


def of_case(case: str, parts: Sequence[ApprovalView]) -> tuple[tuple[ApprovalView, ExternalFile], ...]:
    """Nothing is asked of the database where every part is decided here."""
    if not any(catalogue.guide(one.item, pin=one.pin).handling.system for one in parts):
        return ()
    held = approvals.external_files(case)
    return tuple((one, held[one.number]) for one in parts if one.number in held)

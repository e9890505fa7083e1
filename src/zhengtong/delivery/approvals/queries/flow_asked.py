"""被征求意见: what other bodies ask of the reader's own body; what lower offices examine for it."""

from dataclasses import replace

from django.db.models import F, Q, QuerySet

from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.errors.flow import ConsultationNotFound
from zhengtong.delivery.approvals.models import Approval, Consultation, Examination
from zhengtong.delivery.approvals.queries import flow
from zhengtong.delivery.approvals.queries.showing import basis, subject, view
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.delivery.approvals.terms import flow as terms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor

MOST = 100
_SOONEST = (F("due_on").asc(nulls_last=True), "id")  # what no law gives a term stands behind


def asked_of_us(by: Actor, *, answered: bool = False, limit: int = MOST) -> tuple[terms.Asked, ...]:
    """被征求意见: open questions, the one due first on top; or those answered, latest first."""
    rows = policy.consulted(by).select_related("approval")
    open_ones = Q(view="", approval__state=ApprovalState.OPEN)
    found = rows.exclude(view="").order_by("-answered_at", "-id") if answered else rows.filter(open_ones).order_by(*_SOONEST)
    mine = identity.parties(by)
    return tuple(_asked(one) for one in found[:limit] if subject(one.approval) not in mine)


def consultation_asked(number: int, by: Actor) -> terms.Asked:
    """One question to the reader's body. Raises ConsultationNotFound, OwnMatter."""
    row = policy.consulted(by).select_related("approval").filter(pk=number).first()
    if row is None:
        raise ConsultationNotFound
    held = policy.consulted_rights(by, row)
    identity.check_not_own(
        by, subject(row.approval), held, duty=Duty.REVIEW, organisation=row.organisation, basis=basis(row.approval)
    )
    return _asked(row)


def consulted_classes(number: int, by: Actor) -> frozenset[str] | None:
    """数据分级: which classes of answers an officer of the consulted body may read; None: all that the item needs."""
    row = policy.consulted(by).select_related("approval").get(pk=number)
    return identity.open_classes(policy.consulted_rights(by, row))


def examined_below(by: Actor) -> tuple[terms.Examination, ...]:
    """下级机关正在初审: what will come up to the reader's body; the one due first on top, so that what is overdue is seen."""
    rows: QuerySet[Approval] = Approval.objects.filter(identity.rows(by, Duty.REVIEW, organisation="upper"), state=ApprovalState.OPEN)
    found = Examination.objects.filter(approval__in=rows, view="").select_related("approval").order_by(*_SOONEST)
    return tuple(flow.examination(one) for one in found[:MOST])


def _asked(row: Consultation) -> terms.Asked:
    """Of the approval what the answer needs: whose matter and which item; not its note, nor what others said."""
    return terms.Asked(flow.consultation(row), replace(view(row.approval), note="", reasons=None))

"""审批: into other hands: forwarded, moved with its place, its window or its person; and withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.commands.clock import project
from zhengtong.delivery.approvals.errors import ApprovalNotFound, NoSuchDepartment, NotForwardable
from zhengtong.delivery.approvals.errors.flow import NoPartOpen
from zhengtong.delivery.approvals.facts import ApprovalForwarded
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import RUNNING, ApprovalState, ApprovalView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty, OrganisationKind
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def relocate(*, case: str, division: str, moved: Sequence[Sequence[str]] = ()) -> None:
    """区划变更: the approvals of a case stand where its place is today, under the days off of that place from the day it changed.

    ``moved``: former divisions, each until the ISO date from which it was another. Called by the conductor.
    """
    Approval.objects.filter(case=case, state__in=RUNNING).update(division=division, moved=[list(one) for one in moved])
    for row in Approval.objects.filter(case=case, state=ApprovalState.OPEN):
        project(row)


def rehouse(*, case: str, window: str, former: str) -> None:
    """接续办理: another window has the case in hand, and what lies there for want of a published department. Called by the conductor."""
    rows = Approval.objects.filter(case=case, window=former)
    rows.filter(organisation=former, state__in=RUNNING).update(organisation=window)
    rows.update(window=window)


def forward(*, approval: str, organisation: str, by: Actor, at: datetime, once: Key | None = None) -> ApprovalView:
    """转办: the window clerk hands an item whose department is not published to the department that decides it.

    The clock runs on: whose desk it lies on is not the applicant's concern. Raises NotForwardable, OwnMatter, NoSuchDepartment.
    """
    with ledger.writing(once, by, [approval, organisation]) as earlier:
        row = policy.visible(by).select_for_update().filter(number=approval).first()
        if row is None:
            raise ApprovalNotFound(number=approval)
        if earlier:
            return queries.view(row)
        rules.check_open(row.number, ApprovalState(row.state))
        if not policy.forwardable(by).filter(pk=row.pk).exists():
            raise NotForwardable
        held = policy.seeing_rights(by, row)
        identity.check_not_own(
            by, queries.subject(row), held, duty=Duty.INTAKE, organisation=row.window, basis=queries.basis(row)
        )  # fmt: skip
        by = identity.standing_in(by, held)
        target = identity.organisation(identity.authority_of(organisation=organisation, item=row.item).acting)
        if target is None or target.kind not in (OrganisationKind.DEPARTMENT, OrganisationKind.BUREAU):
            raise NoSuchDepartment(code=organisation)
        former, row.organisation = row.organisation, target.code
        row.save(update_fields=["organisation"])
        moved = queries.view(row)
        ledger.record(
            ApprovalForwarded(moved.number, row.case, target.code, former),
            by=by,
            about=Ref("case", row.case),
            division=row.division,
            at=at,
        )
    return moved


def withdraw(*, case: str, at: datetime) -> int:
    """撤回: nothing of this case is decided any more. Called by the conductor; returns how many approvals stopped."""
    return Approval.objects.filter(case=case, state__in=RUNNING).update(
        state=ApprovalState.WITHDRAWN, decided_at=at, claimed_by="", claimed_name="", claimed_at=None
    )


def withdraw_part(*, case: str, item: str, at: datetime) -> ApprovalView:
    """撤回一项: one part is not decided any more; the others go on. Called by the conductor. Raises NoPartOpen."""
    row = Approval.objects.select_for_update().filter(case=case, item=item, state__in=RUNNING).first()
    if row is None:
        raise NoPartOpen
    row.state, row.decided_at = ApprovalState.WITHDRAWN, at
    row.claimed_by, row.claimed_name, row.claimed_at = "", "", None
    row.save(update_fields=["state", "decided_at", "claimed_by", "claimed_name", "claimed_at"])
    return queries.view(row)


def follow(*, gone: Ref, kept: Ref) -> int:
    """合并: approvals of the subject that went are those of the one that stays. Doing it again changes nothing."""
    with ledger.writing(None, system("identity")):
        rows = Approval.objects.filter(subject_kind=gone.kind, subject_number=gone.number)
        return rows.update(subject_kind=kept.kind, subject_number=kept.number)

"""审批: one approval, and all of a case."""

from collections.abc import Iterable
from dataclasses import replace

from zhengtong.delivery.approvals import policy, rules
from zhengtong.delivery.approvals.errors import ApprovalNotFound
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.queries.showing import basis, claim_of, subject, view
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger


def approval(number: str, by: Actor) -> ApprovalView:
    """One approval; raises ApprovalNotFound for what this actor may not see, as if it did not exist, and OwnMatter.

    The note is for those who could decide it, and for nobody else.
    """
    row = policy.visible(by).filter(number=number).first()
    if row is None:
        raise ApprovalNotFound(number=number)
    held = policy.seeing_rights(by, row)
    identity.check_not_own(by, subject(row), held, duty=Duty.REVIEW, organisation=row.organisation, basis=basis(row))
    shown = replace(view(row), through=identity.held_through(held))
    return replace(shown, claim=claim_of(row)) if policy.works_on(by, row) else replace(shown, note="")


_ONE = ledger.Composed(lambda: Approval.objects.filter(number=ledger.Given("number")))
_ALL = ledger.Composed(lambda: Approval.objects.select_for_update().filter(case=ledger.Given("case")).order_by("number"))


def found(number: str) -> Approval | None:
    """The row of one approval, whoever asks: what they may see of it is for the caller to say."""
    return _ONE.first(number=number)


def part(number: str) -> ApprovalView:
    """One approval as it stands, for the conductor in its own transaction."""
    return view(_ONE(number=number)[0])


def parts_locked(case: str) -> list[Approval]:
    """All approvals of a case, in order, to be written; inside a transaction."""
    return _ALL(case=case)


def classes_open(number: str, by: Actor) -> frozenset[str] | None:
    """数据分级: which classes of answers this officer may read in what the approval needs; None: all of it."""
    row = policy.visible(by).filter(number=number).first()
    return identity.open_classes(policy.seeing_rights(by, row)) if row is not None and by.kind is ActorKind.STAFF else None


def approvals_of(cases: Iterable[str]) -> dict[str, tuple[ApprovalView, ...]]:
    """All approvals of each case, in order; one query. For the conductor, which has checked who may see the case."""
    found: dict[str, list[ApprovalView]] = {number: [] for number in cases}
    for row in Approval.objects.filter(case__in=found).order_by("number"):
        found[row.case].append(view(row))
    today = the_clock.today()
    begun = [views for views in found.values() if any(one.state is not ApprovalState.WAITING for one in views)]
    early = catalogue.from_receipt(frozenset(one.regime for views in begun for one in views if one.state is ApprovalState.WAITING))
    return {
        number: rules.expect(catalogue.calendar(views[0].division), views, today=today, from_receipt=early) if views else ()
        for number, views in found.items()
    }


def holds_part_of(case: str, by: Actor) -> bool:
    """Whether an approval of this case is this actor's to see."""
    return policy.visible(by).filter(case=case).exists()


def cases_reached(cases: Iterable[str], duty: str, by: Actor) -> set[str]:
    """Which of these cases have a part in the hands of a body that this duty of the actor reaches."""
    rows = Approval.objects.filter(identity.rows(by, duty), case__in=list(cases))
    return set(rows.values_list("case", flat=True))

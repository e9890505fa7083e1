"""期限清单: what a head of a body or of a government may have to lengthen; by keyset, each with a fixed number of queries."""

from collections import defaultdict
from datetime import date

from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.errors import ApprovalNotFound, NoJointTerm
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.queries.clock_rights import joint_extension_of
from zhengtong.delivery.approvals.queries.clocks import clocks_of
from zhengtong.delivery.approvals.queries.showing import view
from zhengtong.delivery.approvals.terms import OFFICES, RUNNING, ApprovalPage, ApprovalState, ApprovalView, Clock, JointCase
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel import keyset
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger


def head_work(by: Actor, *, after: str = "", limit: int = 30) -> ApprovalPage:
    """本机关在办: of the bodies this officer heads, earliest due first; what stands still comes last."""
    rows = policy.led(by).filter(state=ApprovalState.OPEN)
    last = keyset.after(after, kinds=(date, int))
    if last is not None:
        rows = rows.filter(ledger.beyond(order_on=last[0], id=last[1]))
    found = list(rows.order_by("order_on", "id")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    return ApprovalPage(tuple(map(view, found)), keyset.token([found[-1].order_on.isoformat(), found[-1].pk]) if more else "")


def joint_work(by: Actor, *, limit: int = 100) -> tuple[JointCase, ...]:
    """联合办理: the running cases that are answered together in the places whose government this officer heads, earliest due first."""
    numbers = policy.governed(by).filter(state__in=RUNNING).order_by("case").values_list("case", flat=True).distinct()[:limit]
    rows: dict[str, list[Approval]] = defaultdict(list)
    for row in Approval.objects.filter(case__in=list(numbers), joint=True).order_by("number"):
        rows[row.case].append(row)
    views = {case: tuple(map(view, parts)) for case, parts in rows.items()}
    clocks = clocks_of(one for parts in views.values() for one in parts)
    found = [_joint(rows[case], parts, clocks, by) for case, parts in views.items()]
    return tuple(sorted(found, key=lambda one: (one.clock.joint.on if one.clock.joint else date.max, one.case)))


def joint_case(case: str, by: Actor) -> JointCase:
    """One of them. Raises ApprovalNotFound."""
    if not policy.governed(by).filter(case=case).exists():
        raise ApprovalNotFound(number=case)
    rows = list(Approval.objects.filter(case=case, joint=True).order_by("number"))
    parts = tuple(map(view, rows))
    return _joint(rows, parts, clocks_of(parts), by)


def _joint(rows: list[Approval], parts: tuple[ApprovalView, ...], clocks: dict[str, Clock], by: Actor) -> JointCase:
    clock = next((clocks[one.number] for one in parts if one.started_on), Clock(None, None, None))
    try:
        most, office = joint_extension_of(rows, the_clock.today())
    except NoJointTerm:
        return JointCase(parts[0].case, parts[0].title, parts, clock)
    runs = any(one.state is ApprovalState.OPEN for one in parts)
    over = clock.joint is not None and the_clock.today() > clock.joint.on
    may = runs and not over and clock.joint_extended is None and bool(policy.extending_rights(by, rows[0], office))
    own = identity.is_party(by, parts[0].subject)
    return JointCase(parts[0].case, parts[0].title, parts, clock, most=most, office=OFFICES[office], may_extend=may and not own)

"""事后核查: what the actor's body has to check."""

from datetime import date

from django.db.models import Value
from django.db.models.functions import Coalesce

from zhengtong.delivery.approvals import policy, rules
from zhengtong.delivery.approvals.models import AfterCheck as Row
from zhengtong.delivery.approvals.queries.showing import view
from zhengtong.delivery.approvals.terms import CHECKING, AfterCheck, AfterCheckState, CheckPage
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import keyset
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def checks(by: Actor, *, after: str = "", limit: int = 30) -> CheckPage:
    """待核查: what is due first on top, and what was ordered to be corrected with it; what has no term stands last."""
    rows = policy.checkable(by).filter(state__in=CHECKING).annotate(order_on=Coalesce("correct_by", "due_on", Value(rules.NO_TERM)))
    last = keyset.after(after, kinds=(date, int))
    if last is not None:
        rows = rows.filter(ledger.beyond(order_on=last[0], id=last[1]))
    found = list(rows.select_related("approval").order_by("order_on", "id")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    return CheckPage(tuple(map(view_check, found)), keyset.token((found[-1].order_on.isoformat(), found[-1].pk)) if more else "")


def checked_lately(by: Actor, *, limit: int = 20) -> tuple[AfterCheck, ...]:
    """已核查, latest first."""
    rows = policy.checkable(by).exclude(state__in=CHECKING).select_related("approval")
    return tuple(map(view_check, rows.order_by("-checked_at", "-id")[:limit]))


def serving(organisation: str) -> tuple[tuple[str, str], ...]:
    """(account, name) of those in post at a body who examine or head it: who may be sent to check."""
    found = (one for one in identity.staff_of(organisation) if one.duties & {Duty.REVIEW, Duty.LEAD})
    return tuple((str(Ref("account", str(one.account))), one.name) for one in found)


def checkers(by: Actor) -> tuple[tuple[str, str], ...]:
    """可以核查的人: the same, of the actor's own body."""
    return serving(by.organisation) if by.organisation else ()


def check_of(number: str) -> AfterCheck | None:
    """Of one approval, for whoever has been shown to see it."""
    row = Row.objects.select_related("approval").filter(approval__number=number).first()
    return view_check(row) if row else None


def view_check(row: Row) -> AfterCheck:
    shown = view(row.approval)
    return AfterCheck(
        id=row.pk,
        approval=shown.number,
        name=shown.name,
        title=shown.title,
        state=AfterCheckState(row.state),
        due_on=row.due_on,
        reference=row.reference,
        found=row.found,
        officers=tuple(row.officers),
        checked_at=row.checked_at,
        correct_by=row.correct_by,
        consequence=row.consequence,
        organisation=row.organisation,
    )

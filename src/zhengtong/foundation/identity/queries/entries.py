"""被拒的进入: newest first, for those who operate."""

from datetime import datetime

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.models import RefusedEntry
from zhengtong.foundation.identity.terms import RefusedEntryPage, RefusedEntryView
from zhengtong.kernel import keyset
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.words import Words


def refused_entries(by: Actor, *, after: str = "", limit: int = 50) -> RefusedEntryPage:
    """Raises NotPermitted, BadPage."""
    policy.check_may_register(by)
    rows = RefusedEntry.objects.select_related("account__post__organisation").order_by("-at", "-pk")
    last = keyset.after(after, kinds=(datetime, int))
    if last is not None:
        rows = rows.filter(ledger.before(at=last[0], id=last[1]))
    found = list(rows[: limit + 1])
    shown, further = found[:limit], len(found) > limit
    return RefusedEntryPage(
        tuple(map(_view, shown)), keyset.token((shown[-1].at.isoformat(), shown[-1].pk)) if further else ""
    )  # fmt: skip


def _view(row: RefusedEntry) -> RefusedEntryView:
    post = getattr(row.account, "post", None)
    return RefusedEntryView(
        number=row.pk,
        at=row.at.astimezone(CHINA),
        account=row.account_id,
        name=post.name if post else "",
        organisation=Words(post.organisation.short_zh, post.organisation.short_en) if post else Words(""),
        route=row.route,
        guard=row.guard,
    )

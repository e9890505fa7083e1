"""应急取权: a right taken with a reason, for a short time, told at once."""

from collections.abc import Collection
from datetime import datetime

from zhengtong.foundation.identity.commands.granting import end_rights
from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.errors.granting import AlreadyHeld
from zhengtong.foundation.identity.facts.granting import BreakGlassTaken
from zhengtong.foundation.identity.models import Grant, Staff
from zhengtong.foundation.identity.queries import bodies
from zhengtong.foundation.identity.queries import granting as held
from zhengtong.foundation.identity.queries.existing import check_exist
from zhengtong.foundation.identity.queries.rights import in_force
from zhengtong.foundation.identity.rules import granting as rules
from zhengtong.foundation.identity.terms import Duty, GrantSource, GrantView
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop

TAKEN = gettext_noop("An officer of %(organisation)s took an emergency right until %(until)s. See the rights page: who, which, and why.")


def break_glass(
    *, duty: Duty, items: Collection[str], minutes: int, reason: str, by: Actor, at: datetime, once: Key | None = None
) -> GrantView:
    """应急取权 within one's own body. Its administrators and the supervising body know in the same moment.

    Raises NotPermitted, NotForBreakGlass, ItemNeeded, TooLong, ReasonTooShort, AlreadyHeld, UnknownItem.
    """
    if by.kind is not ActorKind.STAFF or not by.organisation:
        raise NotPermitted
    lasts = rules.check_break_glass(duty, items, minutes)
    written = rules.check_reason(reason, rules.BREAK_GLASS_REASON)[:300]
    account, wanted = int(by.who.number), sorted(items)
    check_exist(wanted, ())
    with ledger.writing(once, by, {"duty": duty, "items": wanted, "minutes": minutes}) as earlier:
        if earlier:
            return held.view_of_fact(earlier.row)
        post = Staff.objects.select_for_update(of=("self",)).select_related("organisation").get(account=account)
        now_held = [right for right in in_force(account) if right.duty == duty]
        if rules.reaches(now_held, organisation=post.organisation_id, items=wanted, divisions=[rules.place(post.organisation.division)]):
            raise AlreadyHeld
        row = Grant(account_id=account, organisation=post.organisation_id, duty=duty, items=wanted, source=GrantSource.BREAK_GLASS)
        row.reason, row.granted_by, row.since, row.until = written, str(by.who), at, at + lasts
        row.save(force_insert=True)
        told = _told(post, account)
        fact = BreakGlassTaken(
            grant=row.pk,
            account=account,
            organisation=row.organisation,
            duty=duty,
            items=tuple(wanted),
            until=(at + lasts).isoformat(),
            told=told,
        )
        ledger.record(fact, by=by, at=at, about=by.who, division=post.division)
        body = bodies.view_organisation(post.organisation).name
        for one in told:
            params = {"organisation": body, "until": at + lasts}
            messages.send(to=Ref("account", str(one)), message=TAKEN, params=params, about=Ref("grant", str(row.pk)), at=at)
    return held.view(row)


def end_overdue_break_glass(*, by: Actor, at: datetime) -> int:
    """到时终止: it has ended by itself; here it is written down. Returns how many."""
    with ledger.writing(None, by):
        over = Grant.objects.select_for_update(of=("self",)).filter(source=GrantSource.BREAK_GLASS, ended_at=None, until__lte=at)
        rows = list(over.order_by("pk")[:200])
        end_rights(rows, why="time", by=by, at=at)
    return len(rows)


def _told(post: Staff, taker: int) -> tuple[int, ...]:
    """Administrators of the body and of the body that supervises it; those who operate the platform where there is none."""
    own = bodies.staff_of(post.organisation_id, Duty.ADMINISTER)
    above = post.organisation.supervised_by
    over = (bodies.staff_of(above, Duty.ADMINISTER) or bodies.staff_of(above)) if above else ()
    told = {one.account for one in (*own, *over)} - {taker}
    if not told:
        operating = Grant.objects.filter(held.now_in_force(), duty=Duty.OPERATE).values_list("account", flat=True)
        told = set(operating) - {taker}
    return tuple(sorted(told))

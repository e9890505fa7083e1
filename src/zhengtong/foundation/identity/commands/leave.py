"""休假与代理: while somebody is away, a colleague of the same body holds their rights too; both are told, and the record names both."""

from datetime import date, datetime

from django.db.models import Q

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.commands.granting import check_reaches, rights_in_force
from zhengtong.foundation.identity.errors import (
    AlreadyAway,
    LeaveNotFound,
    LeaveOver,
    SubstituteAway,
    SubstituteElsewhere,
    SubstituteSelf,
    UnknownAccount,
)
from zhengtong.foundation.identity.errors.granting import NobodyGrantsThemselves
from zhengtong.foundation.identity.facts import LeaveEnded, LeaveRecorded
from zhengtong.foundation.identity.models import Leave, Staff
from zhengtong.foundation.identity.queries import bodies
from zhengtong.foundation.identity.queries import leave as reading
from zhengtong.foundation.identity.terms import Duty, GrantSource, LeaveView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop

_REASON = 120


def record_leave(
    *, account: int, substitute: int, since: date, until: date, by: Actor, at: datetime, reason: str = "", once: Key | None = None
) -> LeaveView:
    """休假: by the officer themselves, or by who administers their body. Rights are read through it, never copied, and never left on.

    Raises UnknownAccount (also for another body's), LeaveTermWrong, SubstituteSelf, SubstituteElsewhere, NobodyGrantsThemselves,
    OutsideAdministration, PlatformRight, AlreadyAway, SubstituteAway.
    """
    content = {"leave": account, "substitute": substitute, "since": since, "until": until, "reason": reason}
    with ledger.writing(once, by, content) as earlier:
        if earlier:
            return reading.views([Leave.objects.get(pk=earlier.about.number)])[0]
        posts = _posts(account, substitute, at)
        if account not in posts or not policy.may_keep_leave(by, posts[account]):
            raise UnknownAccount
        rules.check_leave(since, until, at.astimezone(CHINA).date())
        if account == substitute:
            raise SubstituteSelf
        if substitute not in posts or posts[substitute].organisation_id != posts[account].organisation_id:
            raise SubstituteElsewhere
        _check_may_lend(account, substitute, by, at)
        _check_there(account, substitute, posts[substitute].name, since, until)
        row = Leave.objects.create(account_id=account, substitute_id=substitute, since=since, until=until, reason=reason.strip()[:_REASON])
        fact = LeaveRecorded(row.pk, account, substitute, since.isoformat(), until.isoformat())
        ledger.record(fact, by=by, at=at, about=Ref("leave", str(row.pk)), division=posts[account].division)
        _tell_recorded(row, posts[account], posts[substitute], by, at)
        return reading.views([row])[0]


def end_leave(*, leave: str, by: Actor, at: datetime, once: Key | None = None) -> LeaveView:
    """销假: back before the day, or recorded in error. Raises LeaveNotFound, LeaveOver."""
    with ledger.writing(once, by, {"end leave": leave}) as earlier:
        row = policy.leaves(by).select_for_update(of=("self",)).filter(pk=leave).first() if leave.isdecimal() and len(leave) < 18 else None
        post = Staff.objects.filter(account=row.account_id).first() if row else None
        if row is None or post is None or not policy.may_keep_leave(by, post):
            raise LeaveNotFound
        if earlier:
            return reading.views([row])[0]
        if row.ended_at is not None or row.until < at.astimezone(CHINA).date():
            raise LeaveOver
        _end(row, post, by, at)
        if str(by.who) != f"account:{row.account_id}":
            _tell(row.account_id, gettext_noop("Your leave is ended; your work is with you again."), row, at)
        return reading.views([row])[0]


def end_leaves_of(account: int, *, by: Actor, at: datetime) -> None:
    """销假 with a post: whoever leaves service or goes to another body, as the absent or as the substitute, and it does not come back
    with them. Within the caller's transaction."""
    today = at.astimezone(CHINA).date()
    running = Leave.objects.select_for_update().filter(Q(account=account) | Q(substitute=account), ended_at=None, until__gte=today)
    for row in running.order_by("pk"):
        _end(row, Staff.objects.get(account=row.account_id), by, at)
        if row.substitute_id == account:
            said = gettext_noop("Nobody stands in for you any more: %(name)s has gone elsewhere. Name another substitute.")
            _tell(row.account_id, said, row, at, name=Staff.objects.get(account=account).name)


def _end(row: Leave, post: Staff, by: Actor, at: datetime) -> None:
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    fact = LeaveEnded(row.pk, row.account_id, row.substitute_id)
    ledger.record(fact, by=by, at=at, about=Ref("leave", str(row.pk)), division=post.division)
    _tell(row.substitute_id, gettext_noop("You no longer stand in for %(name)s."), row, at, name=post.name)


def _posts(account: int, substitute: int, at: datetime) -> dict[int, Staff]:
    """Those of the two who serve now, locked, so that two leaves recorded at once cannot leave the same work to each other."""
    today = at.astimezone(CHINA).date()
    serving = Staff.objects.select_for_update().filter(Q(until=None) | Q(until__gte=today), account__in=(account, substitute))
    return {one.account_id: one for one in serving.order_by("account")}


def _check_may_lend(account: int, substitute: int, by: Actor, at: datetime) -> None:
    """越权防护: who records another's leave gives nothing to themselves, and to others nothing that they could not have given."""
    if str(by.who) == f"account:{account}":
        return
    if str(by.who) == f"account:{substitute}":
        raise NobodyGrantsThemselves
    check_reaches(by, [one for one in rights_in_force(account, at) if one.source != GrantSource.BREAK_GLASS])


def _check_there(account: int, substitute: int, name: str, since: date, until: date) -> None:
    """One leave at a time, and a substitute who is there. Raises AlreadyAway, SubstituteAway."""
    among = Leave.objects.filter(ended_at=None, since__lte=until, until__gte=since)
    mine = among.filter(account=account).first()
    if mine is not None:
        raise AlreadyAway(since=mine.since, until=mine.until)
    if among.filter(account=substitute).exists():
        raise SubstituteAway(name=name)


def _tell_recorded(row: Leave, away: Staff, stands: Staff, by: Actor, at: datetime) -> None:
    """The substitute; the absent, where somebody else recorded it; and who counted on the absent to stand in for them."""
    days = {"since": row.since, "until": row.until}
    said = gettext_noop("You stand in for %(name)s from %(since)s until %(until)s. Their work is on your desk, marked as theirs.")
    _tell(row.substitute_id, said, row, at, name=away.name, **days)
    if str(by.who) != f"account:{row.account_id}":
        said = gettext_noop("Your leave from %(since)s until %(until)s is recorded; %(name)s stands in for you.")
        _tell(row.account_id, said, row, at, name=stands.name, **days)
    left = Leave.objects.filter(substitute=row.account_id, ended_at=None, since__lte=row.until, until__gte=row.since)
    said = gettext_noop("%(name)s, who stands in for %(absent)s, is away from %(since)s until %(until)s. Another substitute is needed.")
    for one in reading.views(left):
        heads = {head.account for head in bodies.staff_of(one.organisation, Duty.ADMINISTER)}
        for reader in sorted({one.account, *heads}):
            _tell(reader, said, row, at, name=away.name, absent=one.name, **days)


def _tell(account: int, message: str, row: Leave, at: datetime, **params: object) -> None:
    messages.send(to=Ref("account", str(account)), message=message, params=params, about=Ref("leave", str(row.pk)), at=at)

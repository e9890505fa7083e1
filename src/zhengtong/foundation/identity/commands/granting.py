"""授权与收权: rights given and ended one by one; and what a post brings with it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.errors.granting import (
    AlreadyHeld,
    NobodyGrantsThemselves,
    NoSuchRight,
    NotInPost,
    OutsideAdministration,
    PlatformRight,
)
from zhengtong.foundation.identity.facts.granting import BreakGlassEnded, RightEnded, RightGranted
from zhengtong.foundation.identity.models import Grant, Staff
from zhengtong.foundation.identity.queries import granting as held
from zhengtong.foundation.identity.queries.existing import check_exist
from zhengtong.foundation.identity.rules import granting as rules
from zhengtong.foundation.identity.terms import Duty, GrantSource, GrantView
from zhengtong.foundation.identity.terms.staffing import Post
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

LEAST_REASON = 2  # characters


def grant(
    *,
    account: int,
    duty: Duty,
    reason: str,
    by: Actor,
    at: datetime,
    organisation: str = "",
    items: Collection[str] = (),
    divisions: Collection[str] = (),
    classes: Collection[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    once: Key | None = None,
) -> GrantView:
    """个别授权: one more right for an officer in post, over their own body unless another is named.

    Raises NotPermitted, NobodyGrantsThemselves, PlatformRight, OutsideAdministration, NotInPost, AlreadyHeld, ReasonTooShort, WrongPeriod,
    UnknownItem, UnknownDivision.
    """
    check_administers(by)
    if str(by.who) == f"account:{account}":
        raise NobodyGrantsThemselves
    written = rules.check_reason(reason, LEAST_REASON)
    begins = max(at, since or at)  # nothing is written back into the past
    rules.check_period(begins, until, at)
    wanted = {"items": sorted(items), "divisions": sorted(map(rules.place, divisions)), "classes": sorted(classes)}
    content = {"account": account, "duty": duty, "organisation": organisation, "since": since, "until": until, **wanted}
    with ledger.writing(once, by, {**content, "since": str(since or ""), "until": str(until or "")}) as earlier:
        if earlier:
            return held.view_of_fact(earlier.row)
        post = Staff.objects.select_for_update(of=("self",)).filter(account=account).first()
        check_covers(by, [duty], organisation=organisation or (post.organisation_id if post else ""), **wanted)
        if post is None or (post.until is not None and post.until < at.date()):
            raise NotInPost
        check_exist(wanted["items"], wanted["divisions"])
        row = Grant(account_id=account, organisation=organisation or post.organisation_id, duty=duty, source=GrantSource.GRANT, **wanted)
        row.reason, row.granted_by, row.since, row.until = written, str(by.who), begins, until
        if any(_same(one, row) for one in Grant.objects.filter(_live(at), account=account, duty=duty)):
            raise AlreadyHeld
        row.save(force_insert=True)
        tell_given([row], by=by, at=at, division=post.division)
    return held.view(row)


def end_grant(*, grant: int, by: Actor, at: datetime, once: Key | None = None) -> None:
    """收回权限: at once, in every session. By an administrator within whose reach it lies; an emergency right also by its holder.

    Raises NotPermitted, OutsideAdministration, NoSuchRight.
    """
    with ledger.writing(once, by, {"grant": grant}) as earlier:
        if earlier:
            return
        row = Grant.objects.select_for_update(of=("self",)).filter(_live(at), pk=grant).first()
        own = row is not None and row.source == GrantSource.BREAK_GLASS and str(by.who) == f"account:{row.account_id}"
        if not own:
            check_administers(by)
            if row is not None:
                check_reaches(by, [row])
        if row is None:
            raise NoSuchRight
        end_rights([row], why="returned" if own else "ended", by=by, at=at)


def check_administers(by: Actor) -> None:
    """The platform, or an administrator of some body. Whoever operates the platform administers nobody. Raises NotPermitted."""
    if by.kind is not ActorKind.SYSTEM and not (by.kind is ActorKind.STAFF and by.has(Duty.ADMINISTER)):
        raise NotPermitted


def check_covers(
    by: Actor,
    duties: Collection[str],
    *,
    organisation: str,
    items: Collection[str] = (),
    divisions: Collection[str] = (),
    classes: Collection[str] = (),
) -> None:
    """越权防护: nothing is given or taken beyond one's own administration. Raises OutsideAdministration, PlatformRight."""
    if by.kind is ActorKind.SYSTEM:
        return
    administration = by.rights_of(Duty.ADMINISTER)
    if not rules.reaches(administration, organisation=organisation, items=items, divisions=divisions, classes=classes):
        raise OutsideAdministration
    if any(duty in rules.PLATFORM_ONLY for duty in duties):
        raise PlatformRight


def check_place(by: Actor, *, organisation: str, divisions: Collection[str]) -> None:
    """Somebody's post lies within it, whatever items it is cut to. Raises OutsideAdministration."""
    administration = [replace(one, items=frozenset(), classes=frozenset()) for one in by.rights_of(Duty.ADMINISTER)]
    if by.kind is not ActorKind.SYSTEM and not rules.reaches(administration, organisation=organisation, divisions=divisions):
        raise OutsideAdministration


def check_reaches(by: Actor, rows: Iterable[Grant]) -> None:
    """The same for rights that there are."""
    for row in rows:
        check_covers(by, [row.duty], organisation=row.organisation, items=row.items, divisions=row.divisions, classes=row.classes)


def rights_in_force(account: int, at: datetime) -> list[Grant]:
    """Now or to come, locked."""
    return list(Grant.objects.select_for_update(of=("self",)).filter(_live(at), account=account).order_by("pk"))


def give_post(account: int, post: Post, *, source: GrantSource, division: str, by: Actor, at: datetime, until: datetime | None) -> None:
    """Inside ``writing``: the rights that come with a post, each with its fact."""
    begins = max(at, datetime.combine(post.since, datetime.min.time(), at.tzinfo)) if post.since else at
    rows = [
        Grant(
            account_id=account,
            organisation=post.organisation,
            duty=duty,
            items=sorted(post.items),
            divisions=sorted(map(rules.place, post.divisions)),
            source=source,
            granted_by=str(by.who),
            since=begins,
            until=until,
        )
        for duty in sorted(post.duties)
    ]
    ledger.insert(rows)
    tell_given(rows, by=by, at=at, division=division)


def tell_given(rows: Sequence[Grant], *, by: Actor, at: datetime, division: str) -> None:
    for row in rows:
        fact = RightGranted(
            grant=row.pk,
            account=row.account_id,
            organisation=row.organisation,
            duty=row.duty,
            items=tuple(row.items),
            divisions=tuple(row.divisions),
            classes=tuple(row.classes),
            source=row.source,
            since=row.since.isoformat(),
            until=row.until.isoformat() if row.until else "",
        )
        ledger.record(fact, by=by, at=at, about=Ref("account", str(row.account_id)), division=division)


def end_rights(rows: Sequence[Grant], *, why: str, by: Actor, at: datetime) -> None:
    """Inside ``writing``: they end now, each with its fact."""
    Grant.objects.filter(pk__in=[row.pk for row in rows]).update(ended_at=at, ended_by=str(by.who))
    for row in rows:
        kind = BreakGlassEnded if row.source == GrantSource.BREAK_GLASS else RightEnded
        fact = kind(grant=row.pk, account=row.account_id, organisation=row.organisation, duty=row.duty, why=why)
        ledger.record(fact, by=by, at=at, about=Ref("account", str(row.account_id)))


def _live(at: datetime) -> Q:
    return Q(Q(until=None) | Q(until__gt=at), ended_at=None)


def _same(one: Grant, other: Grant) -> bool:
    cut = ("organisation", "duty", "items", "divisions", "classes")
    return one.source != GrantSource.BREAK_GLASS and all(getattr(one, name) == getattr(other, name) for name in cut)

"""查询个人: who looked at whom; what an open look shows; queries that wait for a second officer."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from django.db.models import Count, Q

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.errors.looking import NothingToShow
from zhengtong.foundation.identity.models import Leave, Look, Person, ProtectedQuery, Staff
from zhengtong.foundation.identity.queries import people, subjects
from zhengtong.foundation.identity.rules import looking as limits
from zhengtong.foundation.identity.rules.documents import check_document
from zhengtong.foundation.identity.rules.numbers import normalise
from zhengtong.foundation.identity.terms import CreditCode, DocumentType, Duty, ProtectedQueryState, ProtectedQueryView
from zhengtong.foundation.identity.terms.looking import Alike, LookPage, LookView, Opened, Purpose
from zhengtong.kernel import clock, keyset
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal


def person_by(number: str) -> Person | None:
    """By our own number, or the whole number of a document; where two kinds of document bear it, nobody."""
    kept = normalise(number)[:60]
    indexes = [crypto.blind_index(f"{kind}:{document}", of="person.document") for kind, document in _documents(kept)]
    rows = Person.objects.filter(Q(number=kept) | Q(document_index__in=indexes)).select_related("merged_into")
    found = {(row.merged_into or row) for row in rows}
    return found.pop() if len(found) == 1 and kept else None


def _documents(number: str) -> Iterator[tuple[DocumentType, str]]:
    """What the number may be the number of."""
    for kind in DocumentType:
        with suppress(Refusal):
            if kind is not DocumentType.NONE:
                yield kind, check_document(kind, number, clock.today())


def tried(account: int, *, since: datetime) -> tuple[int, int]:
    """How often this officer looked, or asked to, and how often nothing was shown."""
    told = Look.objects.filter(account=account, at__gt=since).aggregate(all=Count("pk"), misses=Count("pk", filter=Q(person="")))
    asked = ProtectedQuery.objects.filter(asked_by=account, asked_at__gt=since).count()
    return told["all"] + asked, told["misses"]


def opened(look: int, by: Actor) -> Opened:
    """A look of one's own while it is open. Raises NotPermitted, NothingToShow."""
    if by.kind is not ActorKind.STAFF or not by.has(Duty.LOOK_UP):
        raise NotPermitted
    row = Look.objects.filter(pk=look, account=int(by.who.number), until__gt=clock.now()).exclude(person="").first()
    found = Person.objects.select_related("merged_into").filter(number=row.person).first() if row else None
    if row is None or found is None:
        raise NothingToShow
    person = found.merged_into or found
    return Opened(view_looks([row])[0], subjects.view_person(person), marked=bool(person.protected))


def is_open(person: str, by: Actor, at: datetime) -> bool:
    """Whether this officer has the record open."""
    return Look.objects.filter(person=person, account=int(by.who.number), until__gt=at).exists()


def is_too_often(account: int, at: datetime) -> bool:
    """Whether this officer has looked, or asked in vain, as often as one may within an hour."""
    return limits.too_often(*tried(account, since=at - timedelta(hours=1)))


def is_known_at(person: str, bodies: Collection[str]) -> bool:
    """Whether one of these bodies ever looked this person up, or asked to."""
    return any(model.objects.filter(person=person, organisation__in=bodies).exists() for model in (Look, ProtectedQuery))


def alike(look: int, by: Actor, at: datetime) -> tuple[Alike, ...]:
    """疑似重复 of the record that is open to correct the register. Of a protected one its number alone, until it is open too."""
    seen = opened(look, by)
    if seen.look.purpose is not Purpose.CORRECT:
        return ()
    found = people.duplicates_of(seen.person.number, by)
    marked = set(Person.objects.filter(number__in=[one.number for one in found]).exclude(protected="").values_list("number", flat=True))
    closed = {one.number for one in found if limits.is_protected(one.born, one.number in marked, at.date())}
    return tuple(Alike(one.number, None if one.number in closed and not is_open(one.number, by, at) else one) for one in found)


def my_looks(by: Actor, *, limit: int = 20) -> tuple[LookView, ...]:
    """What this officer looked up, latest first; whom, only while it is open."""
    if by.kind is not ActorKind.STAFF or not by.has(Duty.LOOK_UP):
        raise NotPermitted
    return view_looks(Look.objects.filter(account=int(by.who.number)).order_by("-pk")[:limit])


def looks_at(by: Actor, *, after: str = "", limit: int = 30) -> LookPage:
    """谁查过我: every look at the record of the person signed in, latest first. Raises BadPage."""
    seen = keyset.after(after, kinds=(int,))
    mine = policy.persons(by).filter(account__isnull=False).first() if by.kind is ActorKind.MEMBER and by.basis is None else None
    if mine is None:
        return LookPage(())
    numbers = [mine.number, *Person.objects.filter(merged_into=mine).values_list("number", flat=True)]
    rows = Look.objects.filter(person__in=numbers).select_related("query")
    if seen:
        rows = rows.filter(pk__lt=seen[0])
    found = list(rows.order_by("-pk")[: limit + 1])
    shown = found[:limit]
    return LookPage(view_looks(shown), keyset.token([shown[-1].pk]) if len(found) > limit else "")


def my_queries(by: Actor, *, limit: int = 20) -> tuple[ProtectedQueryView, ...]:
    """涉敏查询 that this officer asked for, latest first."""
    if by.kind is not ActorKind.STAFF or not by.has(Duty.LOOK_UP):
        raise NotPermitted
    return view_queries(ProtectedQuery.objects.filter(asked_by=int(by.who.number)).order_by("-pk")[:limit])


def queries_waiting(by: Actor, *, limit: int = 50) -> tuple[ProtectedQueryView, ...]:
    """待复核: asked by colleagues, longest waiting first; one's own are not among them. Raises NotPermitted."""
    if by.kind is not ActorKind.STAFF or not by.has(Duty.COUNTERSIGN):
        raise NotPermitted
    rows = ProtectedQuery.objects.filter(
        releasable(by), state=ProtectedQueryState.ASKED, asked_at__gt=clock.now() - limits.WAITING
    )
    return view_queries(rows.order_by("asked_at", "pk")[:limit])


def releasable(by: Actor) -> Q:
    """双人复核: asked by another person than this officer, and not in a right that whoever asked has left to them."""
    held = by.rights_of(Duty.COUNTERSIGN)
    absent = dict(Leave.objects.filter(pk__in=[int(one.through.number) for one in held if one.through]).values_list("pk", "account"))
    found = Q(pk__in=())
    for one in held:
        cut = Q(organisation__in=sorted(one.organisations))
        found |= cut & ~Q(asked_by=absent.get(int(one.through.number))) if one.through else cut
    return found & ~Q(asked_by__in=_accounts_of_one(int(by.who.number)))


def _accounts_of_one(account: int) -> list[int]:
    """Under whichever sign-in the same person serves."""
    person = Staff.objects.filter(account=account).exclude(person="").values("person")
    return [account, *Staff.objects.filter(person__in=person).values_list("account", flat=True)]


def bodies_of(by: Actor, duty: Duty) -> list[str]:
    return sorted({code for one in by.rights_of(duty) for code in one.organisations})


def view_looks(rows: Iterable[Look]) -> tuple[LookView, ...]:
    rows = list(rows)
    names = _names({row.account_id for row in rows} | {row.query.second_id for row in rows if row.query and row.query.second_id})
    now = clock.now()
    return tuple(
        LookView(
            number=row.pk,
            account=row.account_id,
            officer=names.get(row.account_id, ""),
            organisation=row.organisation,
            person=row.person if row.until > now else "",
            purpose=Purpose(row.purpose),
            reason=row.reason,
            case=row.case,
            at=row.at.astimezone(clock.CHINA),
            until=row.until.astimezone(clock.CHINA),
            second=names.get(row.query.second_id or 0, "") if row.query else "",
        )
        for row in rows
    )


def view_queries(rows: Iterable[ProtectedQuery]) -> tuple[ProtectedQueryView, ...]:
    rows = list(rows)
    names = _names({one for row in rows for one in (row.asked_by_id, row.second_id) if one})
    return tuple(_view_query(row, names) for row in rows)


def _view_query(row: ProtectedQuery, names: dict[int, str]) -> ProtectedQueryView:
    state, now = ProtectedQueryState(row.state), clock.now()
    lapsed = state is ProtectedQueryState.ASKED and row.asked_at + limits.WAITING <= now
    if lapsed or (row.until is not None and row.until <= now):
        state = ProtectedQueryState.OVER
    return ProtectedQueryView(
        number=str(row.pk),
        asked_by=row.asked_by_id,
        asked_name=names.get(row.asked_by_id, ""),
        organisation=CreditCode(row.organisation),
        person=Ref("person", row.person),
        purpose=row.purpose,
        case=row.case,
        state=state,
        asked_at=row.asked_at.astimezone(clock.CHINA),
        second=row.second_id,
        second_name=names.get(row.second_id or 0, ""),
        answered_at=row.answered_at.astimezone(clock.CHINA) if row.answered_at else None,
        until=row.until.astimezone(clock.CHINA) if row.until else None,
    )


def _names(accounts: Iterable[int]) -> dict[int, str]:
    return dict(Staff.objects.filter(account__in=set(accounts)).values_list("account", "name"))

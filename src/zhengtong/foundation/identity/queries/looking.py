"""查询个人: who looked at whom; what an open look shows; queries that wait for a second officer."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from django.db.models import Count, Q

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.errors.looking import NothingToShow
from zhengtong.foundation.identity.models import Look, Person, ProtectedQuery, Staff
from zhengtong.foundation.identity.queries import subjects
from zhengtong.foundation.identity.rules import looking as limits
from zhengtong.foundation.identity.rules.documents import check_document
from zhengtong.foundation.identity.rules.numbers import normalise
from zhengtong.foundation.identity.terms import CreditCode, DocumentType, Duty, ProtectedQueryState, ProtectedQueryView
from zhengtong.foundation.identity.terms.looking import LookPage, LookView, Opened, Purpose
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
    person = Person.objects.filter(number=row.person).first() if row else None
    if row is None or person is None:
        raise NothingToShow
    return Opened(view_looks([row])[0], subjects.view_person(person))


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
        organisation__in=bodies_of(by, Duty.COUNTERSIGN), state=ProtectedQueryState.ASKED, asked_at__gt=clock.now() - limits.WAITING
    )
    return view_queries(rows.exclude(asked_by=int(by.who.number)).order_by("asked_at", "pk")[:limit])


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

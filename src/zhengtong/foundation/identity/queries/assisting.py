"""帮办: sittings as their helper and their person see them; what the person declared again themselves."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.errors import NoSuchAssistance
from zhengtong.foundation.identity.models import Assistance, Declaration, Person, Staff
from zhengtong.foundation.identity.queries import rights
from zhengtong.foundation.identity.terms import (
    AssistanceState,
    AssistanceView,
    AssistanceWay,
    Basis,
    CreditCode,
    DeclarationView,
    Duty,
    PersonNumber,
)
from zhengtong.foundation.identity.terms.counter import AT_COUNTER
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, Right
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refs import Ref

MOST = 50


def assistance(number: str, by: Actor) -> AssistanceView:
    """One sitting of one's own, as helper or as the person helped. Raises NoSuchAssistance."""
    row = policy.assistances(by).filter(number=number).select_related("person").first()
    if row is None:
        raise NoSuchAssistance
    return view(row)


def sitting(by: Actor) -> AssistanceView | None:
    """The sitting in which this actor acts at this moment; or, for a helper at their own desk, the one that is open."""
    row = policy.assistances(by).filter(state=AssistanceState.OPEN, until__gt=clock.now()).select_related("person").first()
    if row is None or (by.basis is None and row.helper_id != int(by.who.number)):
        return None
    return view(row)


def assistances_on(day: date, by: Actor) -> tuple[AssistanceView, ...]:
    """今天: a helper's own sittings of one day, the latest first."""
    begin = datetime.combine(day, time(), CHINA)
    rows = policy.assistances(by).filter(asked_at__gte=begin, asked_at__lt=begin + timedelta(days=1))
    return views(rows.filter(helper=int(by.who.number)).exclude(way__in=AT_COUNTER).select_related("person").order_by("-pk")[:MOST])


def helped(by: Actor) -> tuple[AssistanceView, ...]:
    """谁帮我办过: the sittings with this person, those that go on first, then the latest. Codes nobody used are left out."""
    if by.basis is not None and by.basis.kind == Basis.ASSISTANCE:
        return ()
    rows = policy.assistances(by).filter(person__account=int(by.who.number)).exclude(opened_at=None)
    found = views(rows.select_related("person").order_by("-pk")[:MOST])
    return tuple(sorted(found, key=lambda one: one.state is not AssistanceState.OPEN))


def just_ended(number: str, *, account: int, at: datetime) -> AssistanceView | None:
    """A sitting of this helper that ended a moment ago, by itself or by them; never one that the person stopped."""
    row = Assistance.objects.filter(number=number, helper=account).exclude(opened_at=None).select_related("person").first()
    found = view(row) if row else None
    if found is None or found.state is not AssistanceState.ENDED or found.ended_at is None or at > found.ended_at + rules.LATE:
        return None
    return found


def declaration(*, draft: str, digest: str, by: Actor) -> DeclarationView | None:
    """What the person said to this draft as it stands, in this sitting; None where nothing was asked since it was last changed."""
    if by.basis is None:
        return None
    row = Declaration.objects.filter(assistance__number=by.basis.number, draft=draft, digest=digest).order_by("-pk").first()
    return DeclarationView(row.draft, row.asked_at, row.confirmed_at, row.paper) if row else None


def is_declared(*, draft: str, digest: str, by: Actor) -> bool:
    """Whether the person declared it themselves, with everything that stands in it now."""
    held = Declaration.objects.filter(assistance__number=by.basis.number if by.basis else "", draft=draft, digest=digest)
    return held.exclude(confirmed_at=None).exists()


def assisting_rights(account: int, organisation: str) -> tuple[Right, ...]:
    """The rights by which an officer helps at this station now; none: they serve there no more."""
    return helping(rights.in_force(account), organisation)


def helping(held: Iterable[Right], organisation: str) -> tuple[Right, ...]:
    return tuple(one for one in held if one.duty == Duty.ASSIST and organisation in one.organisations)


def intaking(held: Iterable[Right], organisation: str) -> tuple[Right, ...]:
    """The same of those who take cases in at a window's counter."""
    return tuple(one for one in held if one.duty == Duty.INTAKE and organisation in one.organisations)


def referred(hashes: Collection[str]) -> set[str]:
    """Which of these files is a paper that somebody signed for a sitting, or in one."""
    papers = set(Assistance.objects.filter(paper__in=hashes).values_list("paper", flat=True))
    return papers | set(Declaration.objects.filter(paper__in=hashes).values_list("paper", flat=True))


def subject_of(row: Assistance) -> Ref:
    return Ref("person", str(row.person.number))


def view(row: Assistance) -> AssistanceView:
    return views([row])[0]


def views(found: Iterable[Assistance]) -> tuple[AssistanceView, ...]:
    """A sitting whose time is over has ended, whether or not the platform has written so yet."""
    rows, now = list(found), clock.now()
    names = dict(Staff.objects.filter(account__in={row.helper_id for row in rows}).values_list("account", "name"))
    return tuple(_view(row, names.get(row.helper_id, ""), now) for row in rows)


def _view(row: Assistance, helper_name: str, now: datetime) -> AssistanceView:
    over = row.state in (AssistanceState.OPEN, AssistanceState.ASKED) and row.until <= now
    return AssistanceView(
        number=str(row.number),
        helper=row.helper_id,
        helper_name=helper_name,
        organisation=CreditCode(row.organisation),
        person=PersonNumber(str(row.person.number)),
        person_name=row.person.name,
        way=AssistanceWay(row.way),
        state=AssistanceState.ENDED if over else AssistanceState(row.state),
        asked_at=row.asked_at,
        opened_at=row.opened_at,
        until=row.until,
        ended_at=row.until if over else row.ended_at,
        paper=row.paper,
        phone_masked=rules.mask_phone(phone_of(row.person)) if row.way == AssistanceWay.CODE else "",
    )


def phone_of(person: Person) -> str:
    """The mobile telephone on which somebody is reached: the one they sign in with, where they proved it, else the registered one."""
    account = person.account
    if account is not None and account.phone and account.phone_verified_at:
        return str(account.phone)
    return person.phone if rules.is_mobile(person.phone) else ""

"""回避: which subjects are an officer's own, and who else can handle a matter of theirs (公务员法 arts. 76, 77)."""

from collections.abc import Iterable, Sequence

from django.db.models import BigIntegerField, F, Q

from zhengtong.foundation.identity.errors import ColleaguesOwnMatter, OwnMatter
from zhengtong.foundation.identity.models import Guardianship, Leave, Mandate, Person, Representation, Staff
from zhengtong.foundation.identity.queries import bodies
from zhengtong.foundation.identity.rules import held_through
from zhengtong.foundation.identity.terms import Basis, Duty, MandateState, StaffView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind, Right
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

_PERSON = ledger.Composed(lambda: Staff.objects.filter(account=Given("account", BigIntegerField())).values_list("person"))


def parties(actor: Actor) -> frozenset[Ref]:
    """本人利害关系: the officer as a person, their firms, their wards, and those whose agent they are. Nobody's, of who is no officer."""
    if actor.kind is not ActorKind.STAFF or not actor.who.number.isdecimal():
        return frozenset()
    return _of_account(int(actor.who.number))


def is_party(actor: Actor, subject: Ref) -> bool:
    """Whether a matter of this subject is the officer's own."""
    return subject in parties(actor)


def check_not_own(
    actor: Actor, subject: Ref, rights: Sequence[Right], *, duty: Duty, organisation: str, basis: Ref | None = None
) -> None:
    """回避: ``rights``: those by which the officer has the matter in hand. Raises OwnMatter, which says who can handle it.

    ``basis``: the ground on which it was filed for another; whoever filed it has it for their own, also when that ground has ended.
    What is held only for an absent colleague does not reach that colleague's own matter: nobody leaves to others more than they have.
    """
    if actor.kind is not ActorKind.STAFF:
        return
    if is_party(actor, subject) or (basis is not None and _filed_on(basis, int(actor.who.number))):
        raise OwnMatter(who=who_can(organisation, duty, subject, but=actor))
    absent = left_by(rights)
    if absent and any(subject in _of_account(one) for one in absent):
        raise ColleaguesOwnMatter(who=who_can(organisation, duty, subject, but=actor))


def left_by(rights: Iterable[Right]) -> frozenset[int]:
    """The absent colleagues in whose right alone something is done; nobody where one of the rights is the officer's own."""
    held = tuple(rights)
    if held_through(held) is None:
        return frozenset()
    leaves = {int(one.through.number) for one in held if one.through is not None}
    return frozenset(Leave.objects.filter(pk__in=leaves).values_list("account", flat=True))


def who_can(organisation: str, duty: Duty, subject: Ref, *, but: Actor) -> tuple[str | Words, ...]:
    """Who can: colleagues of the body with that duty, else its administrators, else the body it belongs to or is supervised by."""
    me = but.who.number
    for asked in (duty, Duty.ADMINISTER):
        found = [one for one in bodies.staff_of(organisation, asked) if str(one.account) != me and not _own(one, subject)]
        if found:
            return tuple(one.name for one in found)
    held = bodies.organisation(organisation)
    above = bodies.organisation(held.parent or held.supervised_by) if held else None
    return (above.name,) if above else (Words("本机构负责人", "the head of your body"),)


def _own(one: StaffView, subject: Ref) -> bool:
    return bool(one.person) and subject in _of_person(one.person)


def _of_account(account: int) -> frozenset[Ref]:
    held = _PERSON.first(account=account)
    return _of_person(str(held[0])) if held and held[0] else frozenset()


def _numbers(number: str) -> set[str]:
    kept = Person.objects.filter(number=number).annotate(kept=F("merged_into__number")).values_list("number", "kept")
    mine = {str(one) for pair in kept for one in pair if one} or {number}
    return mine | {str(one) for one in Person.objects.filter(merged_into__number__in=mine).values_list("number", flat=True)}


def _filed_on(basis: Ref, account: int) -> bool:
    """Whether the officer, as a person, is who acted on this ground, in force or ended."""
    held = _PERSON.first(account=account)
    if not held or not held[0]:
        return False
    mine = _numbers(str(held[0]))
    if basis.kind == Basis.MANDATE:
        return Mandate.objects.filter(number=basis.number, agent__number__in=mine).exists()
    if basis.kind == Basis.OFFICE:
        return Representation.objects.filter(pk=int(basis.number), person__number__in=mine).exists()
    if basis.kind == Basis.GUARDIANSHIP:
        return Guardianship.objects.filter(pk=int(basis.number), guardian__number__in=mine).exists()
    return False


def _of_person(number: str) -> frozenset[Ref]:
    """One person under every number that means them, and whom they act for today."""
    mine = _numbers(number)
    today = clock.today()
    firms = Representation.objects.filter(Q(expires_on=None) | Q(expires_on__gte=today), until=None, since__lte=today)
    wards = Guardianship.objects.filter(ended_at=None, since__lte=today, until__gte=today)
    given = Mandate.objects.filter(state=MandateState.IN_FORCE, since__lte=today, until__gte=today)
    return frozenset(
        {
            *(Ref("person", str(one)) for one in mine),
            *(Ref("firm", one) for one in firms.filter(person__number__in=mine).values_list("firm", flat=True)),
            *(Ref("person", str(one)) for one in wards.filter(guardian__number__in=mine).values_list("ward__number", flat=True)),
            *(Ref(kind, one) for kind, one in given.filter(agent__number__in=mine).values_list("principal_kind", "principal_number")),
        }
    )

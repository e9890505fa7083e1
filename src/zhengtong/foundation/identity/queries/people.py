"""自然人: who an account is, which record stays of those that were merged, who may be one person, and whose guardian somebody is."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.errors import NoRegister
from zhengtong.foundation.identity.models import Guardianship, IdentityProof, Person
from zhengtong.foundation.identity.ports.people import people_register
from zhengtong.foundation.identity.queries import subjects
from zhengtong.foundation.identity.terms import IdentityView, Level, PersonView, ProofOutcome, RegisterExample
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.crypto import api as crypto


def index_of(document_type: str, number: str) -> str:
    """Where a document is found, without saying it."""
    return crypto.blind_index(f"{document_type}:{number}", of="person.document")


def likeness_of(name: str, born: date | None) -> str:
    """By which two records of one person find each other; "" where the birth date is unknown."""
    return crypto.blind_index(f"{rules.plain_name(name)}|{born.isoformat()}", of="person.likeness") if born else ""


def standing(row: Person | None) -> Person | None:
    """The record that stays, where this one was merged into another."""
    return row.merged_into or row if row is not None else None


def identity_of(by: Actor, at: datetime) -> IdentityView:
    """本人身份: of whoever is signed in, whomever they act for at the moment."""
    if by.kind is not ActorKind.MEMBER or by.who.kind != "account":
        return IdentityView(account=0, level=Level.BASIC)
    account = int(by.who.number)
    me = Person.objects.filter(account=account).first()
    return IdentityView(
        account=account,
        level=Level(by.level or Level.BASIC),
        person=subjects.view_person(me) if me else None,
        tries_left=tries_left(account, at),
        elsewhere=movable(account, at) is not None,
    )


def tries_left(account: int, at: datetime) -> int:
    """How often the register may still be asked for this account today."""
    return rules.tries_left(_outcomes(IdentityProof.objects.filter(account=account), at), at)


def tries_left_of_document(index: str, at: datetime) -> int:
    """How often, from whatever accounts, about this document."""
    return rules.tries_left(_outcomes(IdentityProof.objects.filter(document_index=index), at), at, rules.MOST_OF_A_DOCUMENT)


def _outcomes(asked: QuerySet[IdentityProof], at: datetime) -> list[tuple[str, datetime]]:
    return list(asked.filter(at__gt=at - rules.WITHIN).values_list("outcome", "at"))


def movable(account: int, at: datetime) -> IdentityProof | None:
    """The confirmation, not older than half an hour, of a person who has another account."""
    found = IdentityProof.objects.filter(account=account, outcome=ProofOutcome.ELSEWHERE, at__gt=at - rules.MOVABLE)
    last = found.select_related("person__merged_into", "person__account").order_by("-pk").first()
    held = standing(last.person) if last else None
    return last if held is not None and held.account_id not in (None, account) else None


def register_examples() -> tuple[RegisterExample, ...]:
    """Whom the register knows, where it is a simulator, so that the page says so; nobody where it is a real one, or none."""
    try:
        return people_register().examples()
    except NoRegister:
        return ()


def duplicates_of(number: str, by: Actor) -> tuple[PersonView, ...]:
    """疑似重复: other records with the same name and birth date. For the platform, and officers who may look people up."""
    policy.check_may_merge(by)
    me = standing(Person.objects.select_related("merged_into").filter(number=number).first())
    if me is None or not me.likeness:
        return ()
    alike = Person.objects.filter(likeness=me.likeness, merged_into=None).exclude(pk=me.pk)
    return tuple(subjects.view_person(one) for one in alike.order_by("pk"))


def guardians_of(ward: str, today: date) -> tuple[PersonView, ...]:
    """监护人 of a person, now."""
    held = Guardianship.objects.filter(Q(ward__number=ward) | Q(ward__merged__number=ward), ended_at=None, until__gte=today)
    return tuple(subjects.view_person(one.guardian) for one in held.select_related("guardian").order_by("pk"))

"""合并: two records of one person become one. Nothing is thrown away; the record that went means the other from then on."""

from datetime import date, datetime

from django.db.models import Q

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.commands import entering
from zhengtong.foundation.identity.errors import (
    MergedAlready,
    NotOnePerson,
    UnknownPerson,
)
from zhengtong.foundation.identity.facts import AccountsMerged, DocumentGiven, PersonsMerged
from zhengtong.foundation.identity.models import (
    Account,
    Assistance,
    Guardianship,
    IdentityProof,
    Mandate,
    Person,
    PersonMerger,
    Representation,
    Staff,
)
from zhengtong.foundation.identity.queries import subjects
from zhengtong.foundation.identity.terms import Claim, DocumentType, MandateState, PersonView, Verified
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def merge_persons(*, kept: str, gone: str, reason: str, by: Actor, at: datetime, once: Key | None = None) -> PersonView:
    """自然人合并, by an officer who may look people up. Repeating it changes nothing.

    Raises NotPermitted, UnknownPerson, NotOnePerson, MergedAlready.
    """
    policy.check_may_merge(by)
    with ledger.writing(once, by, {"kept": kept, "gone": gone}):
        rows = {row.number: row for row in Person.objects.select_for_update().filter(number__in=(kept, gone)).order_by("pk")}
        for number in (kept, gone):
            if number not in rows:
                raise UnknownPerson(number=number)
        stays, goes = rows[kept], rows[gone]
        if goes.merged_into_id == stays.pk:
            return subjects.view_person(stays)
        if stays == goes or not rules.may_be_one(names=(stays.name, goes.name), born=(subjects.born_of(stays), subjects.born_of(goes))):
            raise NotOnePerson
        merge(stays, goes, reason=reason.strip()[:200], by=by, at=at)
    return subjects.view_person(stays)


def merge(kept: Person, gone: Person, *, reason: str, by: Actor, at: datetime) -> Person:
    """Both rows are locked. What other capabilities hold under the number that goes follows by the fact. Raises MergedAlready."""
    for one in (kept, gone):
        if one.merged_into_id is not None:
            raise MergedAlready(gone=one.number, kept=one.merged_into.number if one.merged_into else "")
    theirs = gone.account
    gone.account, gone.merged_into = None, kept
    gone.save(update_fields=["account", "merged_into"])
    Person.objects.filter(merged_into=gone).update(merged_into=kept)
    kept.phone = kept.phone or gone.phone
    kept.verified = kept.verified or gone.verified
    kept.protected = kept.protected or gone.protected
    kept.account = kept.account or theirs
    kept.save(update_fields=["phone", "verified", "protected", "account"])
    _move(kept, gone, at)
    PersonMerger.objects.create(gone=gone, kept=kept, reason=reason, by=str(by.who), at=at)
    fact = PersonsMerged(gone=str(gone.number), kept=str(kept.number))
    ledger.record(fact, by=by, at=at, about=Ref("person", str(kept.number)))
    if theirs is not None and kept.account is not None and kept.account.pk != theirs.pk:
        join_accounts(theirs, kept.account, kept, by, at)
    return kept


def which_stays(one: Person, other: Person) -> tuple[Person, Person]:
    """The record with a resident number stays; of two alike the earlier one."""
    first = min((one, other), key=lambda row: (row.document_type != DocumentType.RESIDENT_ID, row.pk))
    return first, other if first == one else one


def also_bears(row: Person, claim: Claim, *, born: date | None, by: Actor, at: datetime) -> None:
    """补登证件: a person bears another document. A resident number leads; any other still finds them. Raises DocumentRegistered."""
    earlier = (DocumentType(row.document_type), row.document or "")
    name, number = row.name, row.number
    if not earlier[1]:
        entering.hold(row, document_type=claim.document_type, document=claim.document, born=born)
    else:
        leads = claim.document_type is DocumentType.RESIDENT_ID and earlier[0] is not DocumentType.RESIDENT_ID
        if leads:
            entering.hold(row, document_type=claim.document_type, document=claim.document)
        kind, document = earlier if leads else (claim.document_type, claim.document)
        also = entering.enter(document_type=kind, document=document, name=name, born=born, verified=Verified(row.verified), at=at)
        also.merged_into, also.synthetic = row, row.synthetic
        also.save(update_fields=["merged_into", "synthetic"])
    ledger.record(DocumentGiven(person=str(number), document_type=claim.document_type), by=by, at=at, about=Ref("person", str(number)))


def join_accounts(gone: Account, kept: Account, person: Person, by: Actor, at: datetime) -> None:
    """The account that goes opens nothing any more, unless an officer serves with it; what it began follows by the fact."""
    if not Staff.objects.filter(account=gone, until=None).exists():
        gone.is_active = False
        gone.save(update_fields=["is_active"])
    fact = AccountsMerged(gone=gone.pk, kept=kept.pk, person=str(person.number))
    ledger.record(fact, by=by, at=at, about=Ref("account", str(kept.pk)))


def _move(kept: Person, gone: Person, at: datetime) -> None:
    """What identity itself holds under the record that goes. Where both hold the same, one ends."""
    _offices(kept, gone, at)
    _powers(kept, gone, at)
    _wards(kept, gone, at)
    Assistance.objects.filter(person=gone).update(person=kept)
    IdentityProof.objects.filter(person=gone).update(person=kept)
    Staff.objects.filter(person=gone.number).update(person=kept.number)


def _offices(kept: Person, gone: Person, at: datetime) -> None:
    held = Representation.objects.filter(person=kept, until=None).values_list("firm", "office")
    twice = Q(pk__in=())
    for firm, office in held:
        twice |= Q(firm=firm, office=office)
    Representation.objects.filter(twice, person=gone, until=None).update(until=at.date())
    Representation.objects.filter(person=gone).update(person=kept)


def _powers(kept: Person, gone: Person, at: datetime) -> None:
    Mandate.objects.filter(agent=gone).update(agent=kept)
    Mandate.objects.filter(principal_kind="person", principal_number=gone.number).update(principal_number=kept.number)
    to_oneself = Mandate.objects.filter(agent=kept, principal_kind="person", principal_number=kept.number)
    open_states = (MandateState.OFFERED, MandateState.IN_FORCE)
    to_oneself.filter(state__in=open_states).update(state=MandateState.REVOKED, ended_at=at, ended_by="system:identity")


def _wards(kept: Person, gone: Person, at: datetime) -> None:
    of_oneself = Q(guardian=kept, ward=gone) | Q(guardian=gone, ward=kept)
    Guardianship.objects.filter(of_oneself, ended_at=None).update(ended_at=at)
    for mine, other in (("guardian", "ward"), ("ward", "guardian")):
        same = Guardianship.objects.filter(**{mine: kept}, ended_at=None).values(other)
        Guardianship.objects.filter(**{mine: gone, f"{other}__in": same}, ended_at=None).update(ended_at=at)
        Guardianship.objects.filter(**{mine: gone}).exclude(**{other: kept}).update(**{mine: kept})

"""实名核验: an account becomes a person's, once the real-name register confirms document and name together."""

from datetime import date, datetime

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.commands import entering, merging
from zhengtong.foundation.identity.errors import (
    AnotherPerson,
    ChildNeedsGuardian,
    DocumentRegistered,
    InvalidDocument,
    NameMissing,
    NotConfirmed,
    PersonHasAccount,
    RegisterConfused,
    RegisterLate,
    TriesUsed,
)
from zhengtong.foundation.identity.facts import IdentityProved, IdentityProvedElsewhere, IdentityRefused, PersonRegistered
from zhengtong.foundation.identity.models import Account, IdentityProof, Person
from zhengtong.foundation.identity.ports.people import PATIENCE, people_register
from zhengtong.foundation.identity.queries import people, subjects
from zhengtong.foundation.identity.terms import Claim, DocumentType, IdentityView, ProofOutcome, RegisterAnswer, Verdict, Verified
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import Refusal


def prove_identity(
    *, account: int, document_type: DocumentType, document: str, name: str, by: Actor, at: datetime, once: Key | None = None
) -> IdentityView:
    """实名核验. Repeating what was confirmed changes nothing and asks nobody.

    Raises NotPermitted, InvalidDocument, InvalidCitizenId, NameMissing, TriesUsed, NoRegister; RegisterLate, RegisterDown and
    RegisterConfused, which use no try; NotConfirmed; AnotherPerson, PersonHasAccount, ChildNeedsGuardian.
    """
    policy.check_own_account(by, account)
    claim = _claim(document_type, document, name, at)
    index = people.index_of(claim.document_type, claim.document)
    if _held_already(account, index, claim):
        return people.identity_of(by, at)
    register = people_register()
    proof = _ask(account, index, by, at)
    try:
        answer = register.check(claim, patience=PATIENCE)
        if answer.document != claim.document:
            raise RegisterConfused
    except RegisterLate:
        _not_counted(proof, by)
        raise
    refused = _settle(proof, claim, answer, by=by, at=at, once=once)
    if refused is not None:
        raise refused
    return people.identity_of(by, at)


def _claim(document_type: DocumentType, document: str, name: str, at: datetime) -> Claim:
    if document_type is DocumentType.NONE:
        raise InvalidDocument
    number = rules.check_document(document_type, document, at.astimezone(CHINA).date())
    if not rules.plain_name(name):
        raise NameMissing
    return Claim(document_type, number, " ".join(name.split()))


def _held_already(account: int, index: str, claim: Claim) -> bool:
    row = Person.objects.filter(account=account, document_index=index, verified=Verified.REGISTER).first()
    return row is not None and rules.same_name(row.name, claim.name)


def _ask(account: int, index: str, by: Actor, at: datetime) -> IdentityProof:
    """Counted before the register is asked, so that many at once are not more than were allowed. Raises TriesUsed."""
    with ledger.writing(None, by):
        Account.objects.select_for_update().get(pk=account)
        used_up = not people.tries_left(account, at) or not people.tries_left_of_document(index, at)
        if not used_up:
            return IdentityProof.objects.create(account_id=account, document_index=index, outcome=ProofOutcome.ASKED, at=at)
        refused = IdentityRefused(account=account, reason=TriesUsed.code)
        ledger.record(refused, by=by, at=at, about=Ref("account", str(account)))
    raise TriesUsed


def _not_counted(proof: IdentityProof, by: Actor) -> None:
    with ledger.writing(None, by):
        IdentityProof.objects.filter(pk=proof.pk).update(outcome=ProofOutcome.LATER)


def _settle(proof: IdentityProof, claim: Claim, answer: RegisterAnswer, *, by: Actor, at: datetime, once: Key | None) -> Refusal | None:
    """What becomes of the answer; what is refused is recorded, too, and therefore returned instead of raised."""
    with ledger.writing(once, by, {"prove": proof.document_index}) as earlier:
        if earlier:
            IdentityProof.objects.filter(pk=proof.pk).delete()
            return None
        refused = _no(claim, answer, at) or _yes(proof, claim, answer, by, at)
        if isinstance(refused, PersonHasAccount):
            return refused
        proof.outcome = ProofOutcome.REFUSED if refused else ProofOutcome.PROVED
        proof.save(update_fields=["outcome", "person"])
        if refused is not None:
            about = Ref("account", str(proof.account_id))
            ledger.record(IdentityRefused(account=proof.account_id, reason=refused.code), by=by, at=at, about=about)
        if isinstance(refused, NotConfirmed):
            refused = NotConfirmed(left=people.tries_left(proof.account_id, at))
    return refused


def _no(claim: Claim, answer: RegisterAnswer, at: datetime) -> Refusal | None:
    if answer.verdict is not Verdict.MATCH:
        return NotConfirmed(left=0)
    return ChildNeedsGuardian() if rules.is_young_child(_born(claim, answer), at.astimezone(CHINA).date()) else None


def _yes(proof: IdentityProof, claim: Claim, answer: RegisterAnswer, by: Actor, at: datetime) -> Refusal | None:
    """Confirmed: the account's person, a person known by this document, both, or nobody yet."""
    account = Account.objects.select_for_update().get(pk=proof.account_id)
    mine = Person.objects.select_for_update().filter(account=account).first()
    found = _by_document(proof.document_index)
    if mine is not None and mine != found and not _one_person(mine, claim, answer):
        return AnotherPerson()
    if found is not None and found.account_id not in (None, account.pk):
        return _elsewhere(proof, found, by, at)
    try:
        row = _one(account, mine, found, claim=claim, answer=answer, by=by, at=at)
    except DocumentRegistered:  # somebody proved the same document a moment ago
        found = _by_document(proof.document_index)
        if found is None or found.account_id is None:
            raise
        return _elsewhere(proof, found, by, at)
    _confirm(row, claim, answer, at)
    proof.person = row
    proved = IdentityProved(account=account.pk, person=str(row.number), document_type=claim.document_type)
    ledger.record(proved, by=by, at=at, about=Ref("person", str(row.number)))
    return None


def _one(
    account: Account, mine: Person | None, found: Person | None, *, claim: Claim, answer: RegisterAnswer, by: Actor, at: datetime
) -> Person:
    """The one record of whoever was confirmed."""
    if mine is None and found is None:
        return _enter(account, claim, answer, by, at)
    if mine is None or found is None or mine == found:
        row = found or mine
        assert row is not None
        if found is None:
            merging.also_bears(row, claim, born=_born(claim, answer), at=at, by=by)
        if row.account_id is None:
            row.account = account
            row.save(update_fields=["account"])
        return row
    kept, gone = merging.which_stays(mine, found)
    return merging.merge(kept, gone, reason="both documents proved by their holder", by=by, at=at)


def _enter(account: Account, claim: Claim, answer: RegisterAnswer, by: Actor, at: datetime) -> Person:
    row = entering.enter(
        document_type=claim.document_type,
        document=claim.document,
        name=answer.name or claim.name,
        born=answer.born,
        verified=Verified.REGISTER,
        phone=account.phone,
        account=account,
        synthetic=answer.synthetic,
        at=at,
    )
    ledger.record(PersonRegistered(person=str(row.number), synthetic=row.synthetic), by=by, at=at, about=Ref("person", str(row.number)))
    return row


def _confirm(row: Person, claim: Claim, answer: RegisterAnswer, at: datetime) -> None:
    row.name = answer.name or claim.name
    row.verified, row.verified_at = Verified.REGISTER, at
    row.likeness = people.likeness_of(row.name, subjects.born_of(row))
    row.save(update_fields=["name", "verified", "verified_at", "likeness"])


def _elsewhere(proof: IdentityProof, found: Person, by: Actor, at: datetime) -> Refusal:
    """Confirmed, but nothing moves before the holder of the other account says so there."""
    IdentityProof.objects.filter(pk=proof.pk).update(outcome=ProofOutcome.ELSEWHERE, person=found)
    fact = IdentityProvedElsewhere(account=proof.account_id, person=str(found.number))
    ledger.record(fact, by=by, at=at, about=Ref("account", str(proof.account_id)))
    return PersonHasAccount()


def _by_document(index: str) -> Person | None:
    row = Person.objects.select_for_update(of=("self",)).select_related("merged_into").filter(document_index=index).first()
    if row is None or row.merged_into_id is None:
        return row
    return Person.objects.select_for_update().get(pk=row.merged_into_id)


def _one_person(mine: Person, claim: Claim, answer: RegisterAnswer) -> bool:
    born = (subjects.born_of(mine), _born(claim, answer))
    return rules.may_be_one(names=(mine.name, answer.name or claim.name), born=born)


def _born(claim: Claim, answer: RegisterAnswer) -> date | None:
    return rules.birth_date(claim.document) if claim.document_type is DocumentType.RESIDENT_ID else answer.born

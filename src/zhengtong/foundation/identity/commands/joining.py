"""账号合并: one person, one account. What moves is the person; who asks for it must be able to sign in to the account that goes."""

from datetime import datetime

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.commands import merging
from zhengtong.foundation.identity.errors import (
    AccountInUse,
    NothingToMove,
    NotOnePerson,
    OtherIsDemonstration,
    OtherIsGuarded,
    OtherNotConfirmed,
    TriesUsed,
)
from zhengtong.foundation.identity.facts import AccountClosed, IdentityRefused
from zhengtong.foundation.identity.models import Account, IdentityProof, Person, Staff
from zhengtong.foundation.identity.queries import bodies, people, subjects
from zhengtong.foundation.identity.terms import IdentityView, ProofOutcome
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def merge_accounts(*, account: int, username: str, password: str, by: Actor, at: datetime, once: Key | None = None) -> IdentityView:
    """账号合并: everything of whoever was confirmed a moment ago moves here; their other account is closed.

    ``username``, ``password``: of the other account, since who knows somebody's name and number does not get their account.
    Raises NotPermitted, NothingToMove, TriesUsed, OtherNotConfirmed, OtherIsGuarded, OtherIsDemonstration, AccountInUse, NotOnePerson.
    """
    policy.check_own_account(by, account)
    proof = people.movable(account, at)
    if proof is None:
        raise NothingToMove
    _check_other(proof, username, password, by, at)
    with ledger.writing(once, by, {"account": account, "proof": proof.pk}) as earlier:
        if not earlier:
            _take_over(account, proof, by, at)
    return people.identity_of(by, at)


def _check_other(proof: IdentityProof, username: str, password: str, by: Actor, at: datetime) -> None:
    """Who knows name and number of somebody does not get their account: they must be able to sign in to it."""
    held = people.standing(proof.person)
    other = held.account if held else None
    if other is None:
        raise NothingToMove
    if bodies.is_demonstration(other.pk):
        raise OtherIsDemonstration
    with ledger.writing(None, by):
        Account.objects.select_for_update().get(pk=proof.account_id)
        if not people.tries_left(proof.account_id, at):
            raise TriesUsed
        tried = IdentityProof.objects.create(
            account_id=proof.account_id, document_index=proof.document_index, outcome=ProofOutcome.ASKED, at=at
        )
    right = other.username == username.strip() and other.check_password(password)
    with ledger.writing(None, by):
        if right:
            tried.delete()
        else:
            IdentityProof.objects.filter(pk=tried.pk).update(outcome=ProofOutcome.REFUSED)
            refused = IdentityRefused(account=proof.account_id, reason=OtherNotConfirmed.code)
            ledger.record(refused, by=by, at=at, about=Ref("account", str(proof.account_id)))
    if not right:
        raise OtherNotConfirmed
    if _is_guarded(other):
        raise OtherIsGuarded


def _is_guarded(account: Account) -> bool:
    """Whether its sign-in asks for a second factor."""
    factors = getattr(account, "authenticator_set", None)
    return bool(factors is not None and factors.exists())


def _take_over(account: int, proof: IdentityProof, by: Actor, at: datetime) -> None:
    mine = Person.objects.select_for_update().filter(account=account).first()
    stands = people.standing(proof.person)
    if stands is None:
        raise NothingToMove
    held = Person.objects.select_for_update().get(pk=stands.pk)
    other = held.account
    if other is None or other.pk == account:
        raise NothingToMove
    here = Account.objects.get(pk=account)
    if mine is not None:
        if not rules.may_be_one(names=(mine.name, held.name), born=(subjects.born_of(mine), subjects.born_of(held))):
            raise NotOnePerson
        kept, gone = merging.which_stays(mine, held)
        kept.account, gone.account = None, None
        for one in (kept, gone):
            one.save(update_fields=["account"])
        held = merging.merge(kept, gone, reason="both documents proved by their holder", by=by, at=at)
    held.account = here
    held.save(update_fields=["account"])
    IdentityProof.objects.filter(pk=proof.pk).update(outcome=ProofOutcome.MOVED)
    merging.join_accounts(other, here, held, by, at)


def close_account(*, account: int, by: Actor, at: datetime, once: Key | None = None) -> None:
    """注销账号 that is nobody's: its holder has another one. Raises NotPermitted, AccountInUse."""
    policy.check_own_account(by, account)
    with ledger.writing(once, by, {"close": account}) as earlier:
        if earlier:
            return
        row = Account.objects.select_for_update().get(pk=account)
        if Person.objects.filter(account=row).exists() or Staff.objects.filter(account=row).exists():
            raise AccountInUse
        row.is_active = False
        row.save(update_fields=["is_active"])
        ledger.record(AccountClosed(account=account), by=by, at=at, about=Ref("account", str(account)))

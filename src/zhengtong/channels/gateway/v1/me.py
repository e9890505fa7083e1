"""本人: who the caller is, how sure we are, and proving it."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, Once, Out, read
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, IdentityView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind

router = Router(auth=doors.BEARER)
LEVELS = "basic: an account only; verified: real name confirmed; strong: and a second factor given for this token"


class PersonOut(Out):
    """A part of each number only."""

    ref: str
    name: str
    document_type: str
    document_masked: str
    phone_masked: str
    born: date | None
    verified: str = Field(description="register, window, platform; empty: by nobody")


class MeOut(Out):
    name: str
    kind: str = Field(description="member, staff")
    level: str = Field(description=LEVELS)
    subject: str | None = Field(description="for whom this token acts; null before anybody is confirmed, and for officers")
    person: PersonOut | None = Field(description="whom the account was confirmed to belong to")
    tries_left: int = Field(description="how often the register may still be asked today")
    elsewhere: bool = Field(description="confirmed a moment ago, and this person has another account: go on at the page /my/identity/")


class Proof(Given):
    document_type: Literal["resident_id", "passport", "hk_macao_permit", "taiwan_permit"]
    document: Annotated[str, Field(max_length=40)]
    name: Annotated[str, Field(max_length=80)]


@router.get("/me", operation_id="me", response={200: MeOut, **REFUSALS}, summary="Who I am")
@doors.signed_in
def me(request: HttpRequest) -> MeOut:
    """本人."""
    actor = doors.actor_of(request)
    return _me(actor, identity.identity_of(actor, clock.now()))


@router.post("/me/identity", operation_id="prove_identity", response={200: MeOut, **REFUSALS}, summary="Prove who I am")
@doors.member
def prove(request: HttpRequest, given: Proof, idempotency_key: Once = None) -> MeOut:
    """实名核验. `identity-not-confirmed` never says which of number and name is wrong; a register that is late or down uses no try."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    account = int(actor.who.number)
    kind = DocumentType(given.document_type)
    identity.prove_identity(
        account=account, document_type=kind, document=given.document, name=given.name, by=actor, at=clock.now(), once=once
    )
    proved = identity.actor_of(account=account)
    return _me(proved, identity.identity_of(proved, clock.now()))


def _me(actor: Actor, known: IdentityView) -> MeOut:
    person = known.person
    shown = read(PersonOut, person, ref=str(person.ref)) if person else None
    return MeOut(
        name=person.name if person else actor.name,
        kind="member" if actor.kind is ActorKind.MEMBER else "staff",
        level=known.level.name.lower(),
        subject=str(actor.subject) if actor.subject else None,
        person=shown,
        tries_left=known.tries_left,
        elsewhere=known.elsewhere,
    )

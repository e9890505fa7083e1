"""告知承诺、容缺: what may be chosen before handing in."""

from datetime import date

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import REFUSALS, Code, Given, Out
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import Preparation, Promisable
from zhengtong.kernel import clock

router = Router(auth=doors.BEARER)


class Choose(Given):
    """The whole choice anew."""

    commit: list[Code] = Field(max_length=60, description="items to commit to, in the words that the choices show")
    later: list[Code] = Field(max_length=60, description="materials promised for later")


class CommitmentOut(Out):
    item: str
    told: str
    told_en: str
    reference: str
    digest: str = Field(description="SHA-256 of what is told; the commitment is bound to it")
    answer: str = Field(description="element whose yes is the commitment; empty: chosen here")
    made: bool


class PromisableOut(Out):
    material: str
    due_on: date
    reference: str
    promised: bool

    @classmethod
    def of(cls, one: Promisable) -> "PromisableOut":
        return cls(material=one.material.code, due_on=one.due_on, reference=one.deferrable.reference, promised=one.promised)


class ChoicesOut(Out):
    commitments: list[CommitmentOut]
    later: list[PromisableOut]


def _choices(ready: Preparation) -> ChoicesOut:
    return ChoicesOut(
        commitments=[
            CommitmentOut(
                item=one.item, told=one.commitment.told.zh, told_en=one.commitment.told.en, reference=one.commitment.reference,
                digest=one.digest, answer=one.commitment.answer, made=one.made,
            )
            for one in ready.commitments
        ],
        later=[
            PromisableOut.of(one) for one in ready.promisable
        ],
    )  # fmt: skip


@router.get("/drafts/{number}/choices", operation_id="choices", response={200: ChoicesOut, **REFUSALS}, summary="What may be chosen")
@doors.member
def choices(request: HttpRequest, number: str) -> ChoicesOut:
    """告知承诺、容缺: what may run on the applicant's word, and which papers may follow."""
    return _choices(cases.prepare(number, doors.actor_of(request)))


@router.put("/drafts/{number}/choices", operation_id="choose", response={200: ChoicesOut, **REFUSALS}, summary="Choose")
@doors.member
def choose(request: HttpRequest, number: str, given: Choose) -> ChoicesOut:
    """The whole choice anew, until it is handed in."""
    ready = cases.choose(draft=number, commit=given.commit, later=given.later, by=doors.actor_of(request), at=clock.now())
    return _choices(ready)

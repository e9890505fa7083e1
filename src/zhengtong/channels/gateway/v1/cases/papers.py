"""文书、材料、存证: what was told in writing, what was handed in, and the proof of each step."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import NothingHere
from zhengtong.channels.gateway.v1.files import PAPER, hand_back
from zhengtong.channels.gateway.v1.parts import REFUSALS, FileOut, Id, Out, Said, Text
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import NoticeKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

router = Router(auth=doors.BEARER)


class DocumentOut(Out):
    """文书: one written notice, as it stands for ever."""

    name: str
    kind: NoticeKind
    number: str
    title: Said
    on: date
    addressee: str
    issuer: Text
    body: list[Said]
    points: list[Said]
    article: str
    remedies: list[Said]
    signed: str


class PapersOut(Out):
    notices: list[DocumentOut]
    files: list[FileOut]


@router.get("/cases/{number}/documents", operation_id="documents", response={200: PapersOut, **REFUSALS}, summary="Notices and files")
@doors.member
def documents(request: HttpRequest, number: str) -> PapersOut:
    """文书与材料: what was told in writing, and what was handed in."""
    actor = doors.actor_of(request)
    held = cases.file(number, actor)
    return PapersOut(
        notices=[DocumentOut.model_validate(one) for one in cases.notices(number, actor)],
        files=[FileOut.model_validate(one) for one in held.files],
    )


@router.get("/cases/{number}/files/{sha256}", operation_id="case_file", summary="A file of a case", **PAPER)
@doors.member
def case_file(request: HttpRequest, number: str, sha256: str) -> Any:
    """A file handed in."""
    return hand_back(cases.file(number, doors.actor_of(request)).files, sha256)


class LeafOut(Out):
    row: dict[str, Any]
    salt: str
    leaf: int
    path: list[str]


class HeadOut(Out):
    """A signed tree head (RFC 9162)."""

    size: int
    root: str
    at: str
    key: str
    signature: str


class ProofOut(Out):
    """存证: `zt ledger verify` checks this file against the public log."""

    what: str
    head: HeadOut | None
    rows: list[LeafOut]


@router.get("/cases/{number}/proof/{row}", operation_id="proof", response={200: ProofOut, **REFUSALS}, summary="Prove a step")
@doors.member
def proof(request: HttpRequest, number: str, row: Id) -> ProofOut:
    """存证: that this step of the story is in the public log. 409 while it is not sequenced yet."""
    cases.case(number, doors.actor_of(request))
    if row not in {one.id for one in ledger.facts_about(Ref("case", number))}:
        raise NothingHere
    return ProofOut.model_validate(ledger.proof_as_json([ledger.prove(row)]))

"""电子证照: one's own, signed and printed; verified by anybody."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import File, Router, UploadedFile
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.bodies import FORM, check_media_type, check_names
from zhengtong.channels.gateway.errors import BodyTooLarge, NotPrinted
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.files import PDF, as_file, attachment
from zhengtong.channels.gateway.v1.parts import NEXT, OPEN, REFUSALS, Moment, Number, Out, Text, cut, read
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import LicenceView, PublicStatus, Verdict
from zhengtong.kernel import clock

router = Router(auth=doors.BEARER)
public = Router()
Status = Literal["valid", "withheld", "annulled", "deregistered", "expired", "revoked"]
_LARGEST = 8 * 1024 * 1024             # bytes of a file that is looked at; ours are far smaller


class StatusOut(Out):
    """What anybody may see of a number; what is about persons only masked."""

    number: str
    name: Text
    holder_masked: str
    issuer_name: Text
    issued_on: date
    valid_until: date | None
    status: Status
    fields: dict[str, str]

    @classmethod
    def of(cls, found: PublicStatus) -> "StatusOut":
        fields = {code: str(value) for code, value in found.fields.items()}
        return read(cls, found, status=found.status.name.lower(), fields=fields)


class LicenceOut(Out):
    number: str
    type: str
    name: Text
    holder: Number
    holder_name: str
    issuer: str
    issuer_name: Text
    values: dict[str, Any] = Field(description="licence field code → value")
    titles: dict[str, Text]
    issued_on: date
    valid_from: date
    valid_until: date | None
    status: Status
    case: str
    approval: str
    demonstration: bool = Field(description="signed with a built-in key: good for nothing")
    pdf_ready: bool
    ended_on: date | None

    @classmethod
    def of(cls, found: LicenceView) -> "LicenceOut":
        return read(cls, found, status=found.status.name.lower(), values=dict(found.values), titles=dict(found.titles))


class LicencesOut(Out):
    licences: list[LicenceOut]
    next: str = NEXT


class VerificationOut(Out):
    verdict: Verdict
    number: str
    status: StatusOut | None
    checked_at: Moment


@router.get("/licences", operation_id="licences", response={200: LicencesOut, **REFUSALS}, summary="My licences")
@doors.member
def mine(request: HttpRequest, after: parts.After = "", limit: parts.Limit = 20) -> LicencesOut:
    """证照夹 of the subject acted for: those in force first, newest first."""
    actor = doors.actor_of(request)
    found = licences.licences_of(actor.subject, actor) if actor.subject else ()
    shown, following = cut(found, lambda one: one.number, after, limit)
    return LicencesOut(licences=[LicenceOut.of(one) for one in shown], next=following)


@router.get("/licences/{number}", operation_id="licence", response={200: LicenceOut, **REFUSALS}, summary="A licence")
@doors.member
def licence(request: HttpRequest, number: str) -> LicenceOut:
    """一张证照."""
    return LicenceOut.of(licences.licence(number, doors.actor_of(request)))


@router.get("/licences/{number}/signed", operation_id="signed_licence", response={200: dict[str, Any], **REFUSALS}, summary="Signed file")
@doors.member
def signed(request: HttpRequest, number: str) -> Any:
    """The signed JSON, byte for byte as it was issued: keep the bytes, not what they parse to."""
    return attachment(licences.signed_json(number, doors.actor_of(request)), "application/json", f"{number}.json")


@router.get("/licences/{number}/pdf", operation_id="licence_pdf", summary="The printed sheet", **as_file(PDF))
@doors.member
def pdf(request: HttpRequest, number: str) -> Any:
    """The sheet to read and print; 409 until it is printed, a moment after issue."""
    made = licences.pdf(number, doors.actor_of(request))
    if made is None:
        raise NotPrinted
    return attachment(made, PDF, f"{number}.pdf")


@public.get("/licences/{number}/status", operation_id="verify_number", response={200: StatusOut, **OPEN}, summary="Verify a licence number")
@doors.public
def status(request: HttpRequest, number: str) -> StatusOut:  # noqa: ARG001
    """按号查验: status and public fields; what is about persons only masked."""
    return StatusOut.of(licences.verify_number(number, clock.now()))


@public.post("/verify", operation_id="verify_file", response={200: VerificationOut, **OPEN}, summary="Verify a licence file")
@doors.public
def verify(request: HttpRequest, file: File[UploadedFile]) -> VerificationOut:
    """文件查验: the signed JSON or the printed sheet, to the last byte. Nothing of it is kept."""
    check_media_type(request, FORM)
    check_names([*request.POST, *request.FILES], ["file"])
    if (file.size or 0) > _LARGEST:
        raise BodyTooLarge
    found = licences.verify_file(file.read(), clock.now())
    told: Mapping[str, object] = {"status": StatusOut.of(found.status) if found.status else None}
    return read(VerificationOut, found, **told)

"""文书: the documents of a case as they were sealed, consent to electronic delivery, and verification by anybody."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import File, Router, UploadedFile
from pydantic import Field, StrictBool

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.bodies import FORM, check_media_type, check_names
from zhengtong.channels.gateway.errors import BodyTooLarge
from zhengtong.channels.gateway.v1.files import PDF, as_file, attachment
from zhengtong.channels.gateway.v1.parts import OPEN, REFUSALS, Given, Moment, Once, Out, Said, Text, read
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import DeliveryView, DeliveryWay, DocumentView, Genuineness, NoticeKind
from zhengtong.kernel import clock

router = Router(auth=doors.BEARER)
public = Router()
_LARGEST = 8 * 1024 * 1024  # bytes of a file that is looked at; ours are far smaller


class SentOut(Out):
    """送达: how it reached the applicant, or until when it must."""

    due_on: date | None = Field(description="null where the regime sets no term")
    article: str
    way: DeliveryWay | None = Field(description="null while it is not delivered")
    delivered_at: Moment | None

    @classmethod
    def of(cls, one: DeliveryView) -> "SentOut":
        return read(cls, one, due_on=one.due.on if one.due else None)


class SealedOut(Out):
    name: str = Field(description="within the case: receipt, acceptance, decision-02")
    number: str
    kind: NoticeKind
    title: Said
    matter: Text
    on: date
    approval: str
    sha256: str = Field(description="of the sealed PDF; empty while it is being sealed")
    size: int
    sealed_at: Moment | None
    key: str
    demonstration: bool = Field(description="sealed with a built-in key: good for nothing")
    delivery: SentOut | None

    @classmethod
    def of(cls, one: DocumentView) -> "SealedOut":
        return read(cls, one, delivery=SentOut.of(one.delivery) if one.delivery else None)


class SealedDocumentsOut(Out):
    documents: list[SealedOut]


class Consent(Given):
    agreed: StrictBool = Field(description="the person's own word; not an agent's, not a helper's")


class ConsentOut(Out):
    case: str
    agreed: bool


class CheckOut(Out):
    """Never what a document says, or about whom."""

    verdict: Genuineness
    number: str
    sealed_at: Moment | None
    key: str
    fingerprint: str = Field(description="SHA-256 of the certificate")
    sha256: str
    demonstration: bool


@router.get(
    "/cases/{number}/sealed", operation_id="sealed_documents", response={200: SealedDocumentsOut, **REFUSALS}, summary="Sealed documents"
)
@doors.member
def sealed(request: HttpRequest, number: str) -> SealedDocumentsOut:
    """文书目录: each document with its seal and its delivery."""
    return SealedDocumentsOut(documents=[SealedOut.of(one) for one in cases.documents(number, doors.actor_of(request))])


@router.get("/cases/{number}/sealed/{name}", operation_id="sealed_document", summary="A sealed document", **as_file(PDF))
@doors.member
def sheet(request: HttpRequest, number: str, name: str) -> Any:
    """The PDF as it was sealed; sealed now, where that has not been done. 503 while the seal cannot be reached."""
    made = cases.document(case=number, name=name, by=doors.actor_of(request), at=clock.now())
    return attachment(made, PDF, f"{number}-{name}.pdf")


@router.get("/cases/{number}/sealed/{name}/english", operation_id="translation", summary="A document in English", **as_file(PDF))
@doors.member
def translation(request: HttpRequest, number: str, name: str) -> Any:
    """英文译本: to read, made anew each time and sealed by nobody; the Chinese text is what counts."""
    return attachment(cases.translation(case=number, name=name, by=doors.actor_of(request)), PDF, f"{number}-{name}-en.pdf")


@router.post(
    "/cases/{number}/electronic-delivery", operation_id="agree_to_delivery", response={200: ConsentOut, **REFUSALS},
    summary="Agree to electronic delivery",
)  # fmt: skip
@doors.member
def consent(request: HttpRequest, number: str, given: Consent, idempotency_key: Once = None) -> ConsentOut:
    """同意电子送达, or take it back: for what is delivered from now on."""
    held = cases.consent(case=number, agreed=given.agreed, **doors.acting(request, idempotency_key))
    return ConsentOut(case=held.number, agreed=held.electronic_delivery)


@public.get("/documents/{number}/{code}", operation_id="verify_document", response={200: CheckOut, **OPEN}, summary="Verify a number")
@doors.public
def verify_number(request: HttpRequest, number: str, code: str) -> CheckOut:  # noqa: ARG001
    """按号查验: the number and the code printed beside it."""
    return CheckOut.model_validate(cases.verify_number(number, code))


@public.post("/documents/verify", operation_id="verify_document_file", response={200: CheckOut, **OPEN}, summary="Verify a document file")
@doors.public
def verify_file(request: HttpRequest, file: File[UploadedFile]) -> CheckOut:
    """文件查验: to the last byte. Nothing of it is kept."""
    check_media_type(request, FORM)
    check_names([*request.POST, *request.FILES], ["file"])
    if (file.size or 0) > _LARGEST:
        raise BodyTooLarge
    return CheckOut.model_validate(cases.verify_file(file.read()))

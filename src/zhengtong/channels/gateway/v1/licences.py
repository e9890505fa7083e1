"""证照查验: what anybody may see of a licence number."""
from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import REFUSALS, Text
from zhengtong.delivery.licences import api as licences
from zhengtong.kernel import clock

router = Router()


class StatusOut(Schema):
    number: str
    name: Text
    holder_masked: str
    issuer_name: Text
    issued_on: date
    valid_until: date | None
    status: str
    fields: dict[str, str]


@router.get("/licences/{number}/status", response={200: StatusOut, **REFUSALS}, summary="Verify a licence number")
@doors.public
def status(request: HttpRequest, number: str) -> StatusOut:  # noqa: ARG001
    """按号查验: status and public fields; what is about persons only masked."""
    found = licences.verify_number(number, clock.now())
    return StatusOut(
        number=found.number,
        name=Text.of(found.name),
        holder_masked=found.holder_masked,
        issuer_name=Text.of(found.issuer_name),
        issued_on=found.issued_on,
        valid_until=found.valid_until,
        status=str(found.status.name).lower(),
        fields={code: str(value) for code, value in found.fields.items()},
    )

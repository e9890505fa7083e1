"""条件与裁量基准: on what an approval turns, before anybody decides it."""

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import REFUSALS, Out, Said, Text
from zhengtong.channels.ui import translate
from zhengtong.delivery.approvals import api as approvals
from zhengtong.foundation.catalogue import api as catalogue

router = Router(auth=doors.BEARER)


class CheckedOut(Out):
    """One condition as it stands; of what was decided automatically, as it stood then."""

    code: str = Field(description="name it in `fails_on`")
    says: Text
    met: bool | None = Field(description="null: not known")
    sources: list[Text] = Field(description="where its values come from")
    reference: str
    otherwise: Text = Field(description="what would make it so: the counterfactual of a refusal")
    unknown: list[str] = Field(description="elements that would have to be told")


class BenchmarkOut(Out):
    """裁量基准: these facts, that outcome."""

    code: str = Field(description="name it in `weighed`")
    facts: Text
    outcome: Text
    reference: str


class GroundsOut(Out):
    conditions: list[CheckedOut]
    benchmark: list[BenchmarkOut]
    why_not_automatic: Said = Field(description="why it came to a person; empty where the item is never automatic")


@router.get("/desk/approvals/{number}/grounds", operation_id="grounds", response={200: GroundsOut, **REFUSALS}, summary="On what it turns")
@doors.officer
def grounds(request: HttpRequest, number: str) -> GroundsOut:
    """条件: each condition of the item with its sources and article; and the steps of its published benchmark."""
    actor = doors.actor_of(request)
    shown = approvals.approval(number, actor)
    handling = catalogue.guide(shown.item, pin=shown.pin).handling
    checked = approvals.checked(number, actor) if handling.conditions else ()
    return GroundsOut(
        conditions=[CheckedOut.model_validate(one) for one in checked],
        benchmark=[BenchmarkOut.model_validate(one) for one in handling.benchmark],
        why_not_automatic=translate.sentence(approvals.why_not_automatic(number, actor), {}),
    )

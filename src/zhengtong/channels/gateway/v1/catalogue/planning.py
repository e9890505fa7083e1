"""算方案: what would happen in a situation."""

from collections.abc import Mapping

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import AnswersUnreadable
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.parts import OPEN, Given, Out, PlannedMaterialOut, TermOut, Text
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue.terms import Chosen, Plan
from zhengtong.foundation.forms import api as forms
from zhengtong.kernel.refs import Ref

router = Router()


class PlanIn(Given):
    matter: parts.Matter
    answers: parts.Answers


class PlannedItemOut(Out):
    code: str
    name: Text
    chosen: Chosen
    why: list[str] = Field(description="the parts of its condition that decided")
    unknown: list[str] = Field(description="element keys that still decide it")
    organisation_name: str
    promised: TermOut | None
    legal: TermOut | None
    after: list[str]
    starts: int = Field(description="working days after acceptance at which it opens")
    ends: int
    critical: bool = Field(description="on the critical path")


class FirstOut(Out):
    """What to do before coming back, where an answer ends the matter."""

    say: Text
    matters: list[str]


class PlanOut(Out):
    matter: str
    ready: bool
    undecided: list[str] = Field(description="element keys whose answers still decide something")
    days: int | None = Field(description="promised working days along the critical path; null: an item promises none")
    legal_days: int | None
    items: list[PlannedItemOut]
    materials: list[PlannedMaterialOut]
    known: list[str] = Field(description="element keys that are already known and will not be asked")
    asked: list[str]
    first: list[FirstOut]

    @classmethod
    def of(cls, matter: str, plan: Plan) -> "PlanOut":
        fields = plan.form.fields
        return cls(
            matter=matter,
            ready=plan.ready,
            undecided=list(plan.undecided),
            days=plan.days,
            legal_days=plan.legal_days,
            items=[PlannedItemOut.model_validate(one) for one in plan.items],
            materials=[PlannedMaterialOut.planned(one) for one in plan.materials],
            known=[one.element.key for one in fields if one.known is not None],
            asked=[one.element.key for one in fields if one.known is None],
            first=[FirstOut.model_validate(one) for one in plan.first],
        )


@router.post("/plan", operation_id="plan", response={200: PlanOut, **OPEN}, summary="What would happen in a situation")
@doors.public
def plan(request: HttpRequest, given: PlanIn) -> PlanOut:
    """算方案: items, order, days, papers, questions. With a token, also what is already known about the subject acted for."""
    answers = readable(given.answers)
    return PlanOut.of(given.matter, cases.plan(matter=Ref.parse(given.matter), answers=answers, by=doors.actor_of(request)))


def readable(given: Mapping[str, object]) -> dict[str, object]:
    """Answers in their normal form. Raises AnswersUnreadable with every problem."""
    values, problems = forms.read_answers(given)
    if problems:
        raise AnswersUnreadable(problems=problems)
    return values

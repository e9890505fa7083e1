"""秒批: the head of an authority switches automatic approval on, item by item, after an impact assessment."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import NothingHere
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, Moment, Once, Out, Text
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import Assessment
from zhengtong.foundation.catalogue.terms import Guide
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor

router = Router(auth=doors.BEARER)
Part = Annotated[str, Field(max_length=10_000)]


class SwitchOn(Given):
    """个人信息保护影响评估 (个人信息保护法 arts. 55, 56)."""

    pin: Annotated[str, Field(max_length=64)] = Field(description="the version of the item that was read and assessed")
    purpose: Part
    necessity: Part
    risks: Part
    measures: Part


class AutomationOut(Out):
    since: Moment
    until: Moment | None
    by: str
    pin: str


class ConditionOut(Out):
    code: str
    says: Text
    source: Text
    reference: str


class SwitchOut(Out):
    item: str
    name: Text
    pin: str = Field(description="the version of today")
    conditions: list[ConditionOut]
    on: AutomationOut | None = Field(description="null: off, every application comes to a person")
    earlier: list[AutomationOut]


class SwitchesOut(Out):
    items: list[SwitchOut]


@router.get(
    "/desk/automation", operation_id="switches", response={200: SwitchesOut, **REFUSALS}, summary="Items that may decide themselves"
)
@doors.duty(Duty.LEAD)
def switches(request: HttpRequest) -> SwitchesOut:
    """秒批事项 of the bodies one heads, each with its conditions and articles, its switch and what was assessed before."""
    return SwitchesOut(items=_switches(doors.actor_of(request)))


@router.post("/desk/automation/{item}/on", operation_id="switch_on", response={200: SwitchOut, **REFUSALS}, summary="Switch on")
@doors.duty(Duty.LEAD)
def on(request: HttpRequest, item: str, given: SwitchOn, idempotency_key: Once = None) -> SwitchOut:
    """开启秒批 (个人信息保护法 arts. 24, 55, 56): for the version assessed and for no other; never a refusal is given automatically."""
    acting = doors.acting(request, idempotency_key)
    assessment = Assessment(given.purpose, given.necessity, given.risks, given.measures)
    approvals.switch_on(item=item, pin=given.pin, assessment=assessment, **acting)
    return _one(item, acting["by"])


@router.post("/desk/automation/{item}/off", operation_id="switch_off", response={200: SwitchOut, **REFUSALS}, summary="Switch off")
@doors.duty(Duty.LEAD)
def off(request: HttpRequest, item: str, idempotency_key: Once = None) -> SwitchOut:
    """关闭秒批: at once; what was approved stays."""
    acting = doors.acting(request, idempotency_key)
    approvals.switch_off(item=item, **acting)
    return _one(item, acting["by"])


def _one(item: str, by: Actor) -> SwitchOut:
    found = next((one for one in _switches(by) if one.item == item), None)
    if found is None:
        raise NothingHere
    return found


def _switches(by: Actor) -> list[SwitchOut]:
    return [
        SwitchOut(
            item=one.guide.code,
            name=Text.model_validate(one.guide.name),
            pin=one.guide.pin.sha256,
            conditions=_conditions(one.guide),
            on=AutomationOut.model_validate(one.on) if one.on else None,
            earlier=[AutomationOut.model_validate(before) for before in one.earlier],
        )
        for one in approvals.switches(by)
    ]


def _conditions(guide: Guide) -> list[ConditionOut]:
    return [ConditionOut.model_validate(one) for one in guide.handling.conditions]

"""办件: one part of a case is taken back."""

from django.http import HttpRequest
from ninja import Router

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.cases.following import CaseOut, case_out
from zhengtong.channels.gateway.v1.parts import REFUSALS, Once
from zhengtong.delivery.cases import api as cases
from zhengtong.kernel import clock

router = Router(auth=doors.BEARER)


@router.post(
    "/cases/{number}/parts/{item}/withdraw",
    operation_id="withdraw_part",
    response={200: CaseOut, **REFUSALS},
    summary="Withdraw one part of a case",
)
@doors.member
def withdraw_part(request: HttpRequest, number: str, item: str, idempotency_key: Once = None) -> CaseOut:
    """撤回一项: what needs it lapses; everything else goes on."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    return case_out(cases.withdraw_part(case=number, item=item, by=actor, at=clock.now(), once=once))

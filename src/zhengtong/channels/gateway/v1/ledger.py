"""公开账本: the newest signed head, and that the log only grew. Proofs of steps are with their cases."""

from typing import Annotated

from django.http import HttpRequest
from ninja import QueryEx, Router

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import NothingHere
from zhengtong.channels.gateway.v1.cases.papers import HeadOut
from zhengtong.channels.gateway.v1.parts import OPEN, REFUSALS, Out
from zhengtong.kernel.ledger import api as ledger

router = Router()
Size = Annotated[int, QueryEx(ge=1, le=2**62, description="leaves")]


class ConsistencyOut(Out):
    first: int
    second: int
    path: list[str]


@router.get("/ledger/head", operation_id="head", response={200: HeadOut, **OPEN}, summary="The newest signed head")
@doors.public
def head(request: HttpRequest) -> HeadOut:  # noqa: ARG001
    """账本: how much is in it, its root, and the signature over both (RFC 9162). 404 before the first."""
    newest = ledger.head()
    if newest is None:
        raise NothingHere
    return HeadOut.model_validate(ledger.head_as_json(newest))


@router.get("/ledger/consistency", operation_id="consistency", response={200: ConsistencyOut, **REFUSALS}, summary="That it only grew")
@doors.public
def consistency(request: HttpRequest, first: Size, second: Size) -> ConsistencyOut:  # noqa: ARG001
    """That the log of ``second`` leaves begins with the log of ``first`` leaves."""
    return ConsistencyOut.model_validate(ledger.consistency_as_json(ledger.consistency(first, second)))

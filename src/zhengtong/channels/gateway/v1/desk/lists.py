"""待办: the lists an officer works from, how many stand in each, and what has been done."""

from typing import Annotated

from django.http import HttpRequest
from ninja import QueryEx, Router

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.desk.views import ApprovalsOut
from zhengtong.channels.gateway.v1.parts import REFUSALS, Out
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import WorkList
from zhengtong.foundation.identity.terms import Duty

router = Router(auth=doors.BEARER)
Which = Annotated[
    WorkList | None,
    QueryEx(
        alias="list",
        description="all · mine: claimed by me · free: unclaimed · limited: in the order of acceptance · watched · "
        "late: past the law's term · slipped: past the promise · still: standing still · others: waiting for others · "
        "escalated: told to the head of the body. Without it, everything that is open",
    ),
]
Words = Annotated[
    str, QueryEx(max_length=100, description="number, applicant or item; then everything found is on one page, at most a hundred")
]


class ListOut(Out):
    list: WorkList
    count: int
    many: bool


class ListsOut(Out):
    lists: list[ListOut]


@router.get("/desk/work", operation_id="work", response={200: ApprovalsOut, **REFUSALS}, summary="My work")
@doors.officer
def work(request: HttpRequest, which: Which = None, q: Words = "", after: parts.After = "", limit: parts.Limit = 30) -> ApprovalsOut:
    """我的待办: open approvals in the hands of one's own body; earliest due first, but for the lists that have an order of their own."""
    return ApprovalsOut.of(approvals.my_work(doors.actor_of(request), which=which, words=q, after=after, limit=limit))


@router.get("/desk/work/lists", operation_id="work_lists", response={200: ListsOut, **REFUSALS}, summary="How many in each list")
@doors.officer
def lists(request: HttpRequest) -> ListsOut:
    """待办分类. Counted up to a hundred; beyond it is many."""
    counts = approvals.work_counts(doors.actor_of(request), WorkList)
    return ListsOut(lists=[ListOut(list=one, count=min(n, approvals.MANY), many=n > approvals.MANY) for one, n in counts.items()])


@router.get("/desk/decided", operation_id="decided", response={200: ApprovalsOut, **REFUSALS}, summary="What my body has decided")
@doors.officer
def decided(request: HttpRequest, after: parts.After = "", limit: parts.Limit = 30) -> ApprovalsOut:
    """已办: latest first."""
    return ApprovalsOut.of(approvals.decided_work(doors.actor_of(request), after=after, limit=limit))


@router.get("/desk/lead/work", operation_id="head_work", response={200: ApprovalsOut, **REFUSALS}, summary="What my body has in hand")
@doors.duty(Duty.LEAD)
def lead(request: HttpRequest, after: parts.After = "", limit: parts.Limit = 30) -> ApprovalsOut:
    """本机关在办, for its head, who may lengthen a term (行政许可法 art. 42): earliest due first, what stands still comes last."""
    return ApprovalsOut.of(approvals.head_work(doors.actor_of(request), after=after, limit=limit))

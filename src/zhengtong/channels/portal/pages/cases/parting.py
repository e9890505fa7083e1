"""撤回一项: one part of a case is taken back; asked once more, with what goes with it."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ENDED, ApprovalState, ApprovalView
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import RUNNING
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key


@member
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str, item: str) -> HttpResponse:
    actor = actor_of(request)
    shown = cases.case(number, actor)
    part = next((one for one in shown.approvals if one.item == item), None)
    if part is None:
        raise approvals.ApprovalNotFound(number=item)
    if request.method == "POST":
        once = request.POST.get("once", "")[:64]
        cases.withdraw_part(case=number, item=item, by=actor, at=clock.now(), once=Key(once) if once else None)
        return HttpResponseRedirect(reverse("portal:case", args=[number]))
    if shown.state not in RUNNING or part.state in ENDED:
        return HttpResponseRedirect(reverse("portal:case", args=[number]))
    given = {"case": shown, "part": part, "with_it": with_it(item, shown.approvals), "once": uuid4()}
    return render(request, "portal/cases/withdraw_part.html", given)


def with_it(item: str, parts: tuple[ApprovalView, ...]) -> list[ApprovalView]:
    """What waits for it, and whatever waits for that."""
    gone = {item}
    while more := {one.item for one in parts if one.item not in gone and gone & set(one.after)}:
        gone |= more
    return [one for one in parts if one.item in gone - {item} and one.state is ApprovalState.WAITING]

"""批量审批: tick several of one item, look at each, answer each; each is decided by itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, officer
from zhengtong.channels.workbench import batch, lines, posting
from zhengtong.channels.workbench.lines import Line
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors import NothingChosen, TooMany
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refusals import Refusal


@officer
@require_http_methods(["GET", "POST"])
def several(request: HttpRequest) -> HttpResponse:
    """One block for each; sent, each is decided in its own right, and the page says what became of every one."""
    by, ticked = actor_of(request), batch.numbers(request)
    if len(ticked) > approvals.BATCH_MOST:
        return _shown(request, by, (), refused=TooMany(most=approvals.BATCH_MOST))
    if request.method == "GET":
        return _shown(request, by, ticked)
    answers = batch.sent(request)
    if not answers:
        return _shown(request, by, ticked, refused=NothingChosen())
    outcomes = approvals.decide_several(answers=answers, by=by, at=clock.now(), once=posting.once(request))
    failed = {one.approval: translate.refusal(one.refusal) for one in outcomes if isinstance(one.refusal, Refusal)}
    done = _decided(by, [one.approval for one in outcomes if one.refusal is None])
    rest = tuple(one for one in ticked if one not in {line.number for line in done})
    return _shown(request, by, rest, done=done, told={number: f"{one.message} {one.remedy}" for number, one in failed.items()})


def _decided(by: Actor, numbers: list[str]) -> tuple[Line, ...]:
    return lines.of_approvals([approvals.approval(one, by) for one in numbers], clock.today(), by)


def _shown(
    request: HttpRequest,
    by: Actor,
    ticked: tuple[str, ...],
    *,
    refused: Refusal | None = None,
    done: tuple[Line, ...] = (),
    told: dict[str, str] | None = None,
) -> HttpResponse:
    said = translate.refusal(refused) if refused else None
    context = {
        "place": "work",
        "sheet": batch.sheet(ticked, by, request=request if request.method == "POST" else None, told=told),
        "done": done,
        "failed": told or {},
        "told": said,
        "same": request.POST.get("same", ""),
        "once": posting.fresh(),
    }
    return render(request, "workbench/work/batch.html", context, status=said.status if said else 200)

"""行政复议: asked for online, from the page of the case (行政复议法 art. 22); then its receipt, and where it stands."""

from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhengtong.channels.portal.pages.forms.handing import limits
from zhengtong.channels.ui import reconsiderations, translate
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.delivery.cases.terms.reconsidering import ReconsiderationView, Remedy
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.files import api as files
from zhengtong.kernel.files.api import StoredFile
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Kind, Refusal

_LONGEST = 4000
_MOST = 5
_FIELDS = ("wants", "reasons", "late_reason")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: str, approval: str) -> HttpResponse:
    actor = actor_of(request)
    shown = cases.case(number, actor)
    remedy, asked = _standing(shown, approval)
    if remedy is None and asked is None:
        raise cases.NoReconsideration
    if request.method == "POST":
        if asked is not None and request.POST.get("turn", "") == str(asked.turn):  # pressed twice
            return HttpResponseRedirect(request.path)
        return _asked(request, shown, remedy, actor, approval)
    return _page(request, shown, remedy, asked)


def _standing(shown: CaseView, approval: str) -> tuple[Remedy | None, ReconsiderationView | None]:
    """What may be asked, and what was: of the latest decision on this part; an earlier one only while there is no other."""
    part = next((one for one in shown.approvals if one.number == approval), None)
    if part is None:
        raise cases.NoReconsideration
    told = [one for one in cases.reconsiderations_of(shown.number) if one.approval == approval]
    remedy = cases.remedies_of(shown.number, [part]).get(approval)
    return remedy, next((one for one in reversed(told) if remedy is None or one.turn == part.turn), None)


def _asked(request: HttpRequest, shown: CaseView, remedy: Remedy | None, actor: Actor, approval: str) -> HttpResponse:
    once, said = request.POST.get("once", "")[:64], {name: request.POST.get(name, "")[:_LONGEST] for name in _FIELDS}
    try:
        cases.ask_reconsideration(
            case=shown.number,
            approval=approval,
            **said,
            not_sued=bool(request.POST.get("not_sued")),
            files=_files(request),
            by=actor,
            at=clock.now(),
            once=Key(once) if once else None,
        )
    except Refusal as refused:
        if refused.kind is not Kind.INVALID:
            raise
        return _page(request, shown, remedy, None, refused, said=said)
    return HttpResponseRedirect(request.path)


def _files(request: HttpRequest) -> list[StoredFile]:
    return [files.store(one, name=one.name or "", limit=settings.ZT_UPLOAD_LIMIT) for one in request.FILES.getlist("papers")[:_MOST]]


def _page(
    request: HttpRequest,
    shown: CaseView,
    remedy: Remedy | None,
    asked: ReconsiderationView | None,
    refused: Refusal | None = None,
    *,
    said: dict[str, str] | None = None,
) -> HttpResponse:
    told = translate.refusal(refused) if refused else None
    given = {
        "case": shown,
        "remedy": remedy,
        "asked": asked,
        "word": reconsiderations.word(asked) if asked else None,
        "late": remedy is not None and remedy.late(clock.today()),
        "told": told,
        "typed": said or {},
        "sued": bool(request.method == "POST" and not request.POST.get("not_sued")),
        "once": uuid4(),
        **limits(),
    }
    return render(request, "portal/reconsideration/ask.html", given, status=told.status if told else 200)

"""帮办: a helper's own desk, made for a telephone in the hand: whose document it is, the code, the sitting, what was filed today."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import act_for, acting, actor_of, duty
from zhengtong.channels.workbench import posting, posts
from zhengtong.channels.workbench.pages import files
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.forms.terms import Attached
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AssistanceState, AssistanceView, AssistanceWay, DocumentType, Duty
from zhengtong.kernel import clock
from zhengtong.kernel.files import api as kept
from zhengtong.kernel.refusals import Refusal

type_view = Callable[..., HttpResponseBase]
_PAPER_HELPS = frozenset({"no-telephone", "asked-too-often", "messages.line_down", "messages.no_line", "messages.phone_unknown"})
_TYPED = ("document_type", "document", "name", "phone", "register")


def at_the_desk(view: type_view) -> type_view:
    """In the middle of a sitting the helper's own desk opens all the same: on it they are the officer, not the person beside them."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            request.zt_actor = acting(request, None)  # type: ignore[attr-defined]
        return view(request, *args, **named)

    return inner


@at_the_desk
@duty(Duty.ASSIST)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """帮办台: who is here, or whose document."""
    return _shown(request)


@at_the_desk
@duty(Duty.ASSIST)
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """A code to the person's telephone; or, with the signed paper, the sitting at once."""
    by, at, way = actor_of(request), clock.now(), posting.text(request, "way")
    told = {name: posting.text(request, name)[:80] for name in ("document", "name")}
    kind = posting.text(request, "document_type")
    document_type = DocumentType(kind) if kind in set(DocumentType) else DocumentType.RESIDENT_ID
    once = posting.once(request)
    try:
        if way != AssistanceWay.PAPER:
            identity.ask_to_assist(document_type=document_type, **told, by=by, at=at, once=once)
            return HttpResponseRedirect(reverse("workbench:assist"))
        sent = request.FILES.get("paper")
        view = identity.assist_on_paper(
            document_type=document_type,
            **told,
            paper=kept.store(sent, name=sent.name or "", limit=settings.ZT_UPLOAD_LIMIT).sha256 if sent else "",
            register=posting.text(request, "register") == "1",
            phone=posting.text(request, "phone")[:40],
            by=by,
            at=at,
            once=once,
        )
    except Refusal as refused:
        return _shown(request, refused=refused, doing=way)
    return _seated(request, view)


@at_the_desk
@duty(Duty.ASSIST)
@require_POST
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """The person told the code."""
    try:
        view = identity.open_assistance(number=number, code=posting.text(request, "code")[:20], by=actor_of(request), at=clock.now())
    except Refusal as refused:
        if not posting.mendable(refused):
            raise
        return _shown(request, refused=refused, doing="code")
    return _seated(request, view)


@at_the_desk
@duty(Duty.ASSIST)
@require_POST
def go_on(request: HttpRequest, number: str) -> HttpResponse:
    """Back to the person's matters, from the desk."""
    view = identity.assistance(number, actor_of(request))
    if view.state is not AssistanceState.OPEN:
        raise identity.SittingOver
    return _seated(request, view)


@at_the_desk
@duty(Duty.ASSIST)
@require_POST
def end(request: HttpRequest, number: str) -> HttpResponse:
    """帮办结束; a code still waited for is given up."""
    view = identity.end_assistance(number=number, by=actor_of(request), at=clock.now())
    act_for(request, "")
    if view.opened_at is not None:
        messages.success(request, gettext("You no longer act for %(name)s. What was filled in is theirs.") % {"name": view.person_name})
    return HttpResponseRedirect(reverse("workbench:assist"))


@at_the_desk
@duty(Duty.ASSIST)
@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """帮办委托书, to print and sign. Nobody's name is on it until it is written there by hand."""
    return render(request, "workbench/assist/paper.html", {"place": "assist", "today": clock.today()})


@at_the_desk
@duty(Duty.ASSIST)
@require_safe
def signed(request: HttpRequest, number: str) -> HttpResponseBase:
    """The paper that was signed for one of the helper's own sittings."""
    view = identity.assistance(number, actor_of(request))
    if not view.paper:
        raise Http404
    path, media_type = kept.path(view.paper), kept.media_type(view.paper)
    one = Attached("paper", view.paper, f"{view.number}.{media_type.rpartition('/')[2]}", path.stat().st_size, media_type, view.asked_at)
    return files.show([one], view.paper)


@duty(Duty.INTAKE)
def stop(request: HttpRequest) -> HttpResponse:
    """窗口叫停: the person stands at a window and wants no more of it."""
    told = None
    if request.method == "POST":
        kind = posting.text(request, "document_type")
        try:
            stopped = identity.stop_at_window(
                document_type=DocumentType(kind) if kind in set(DocumentType) else DocumentType.RESIDENT_ID,
                document=posting.text(request, "document")[:80],
                name=posting.text(request, "name")[:80],
                by=actor_of(request),
                at=clock.now(),
            )
        except Refusal as refused:
            told = translate.refusal(refused)
        else:
            said = gettext("%(count)s sittings were stopped.") if stopped else gettext("No helper acts for this person now.")
            messages.success(request, said % {"count": stopped} if stopped else said)
            return HttpResponseRedirect(reverse("workbench:assist-stop"))
    context = {"place": "assist-stop", "told": told, "typed": _typed(request), "types": posts.documents()}
    return render(request, "workbench/assist/stop.html", context, status=told.status if told else 200)


def _seated(request: HttpRequest, view: AssistanceView) -> HttpResponse:
    act_for(request, str(view.basis))
    return HttpResponseRedirect("/")


def _shown(request: HttpRequest, *, refused: Refusal | None = None, doing: str = "") -> HttpResponse:
    by, today = actor_of(request), clock.today()
    lines = identity.assistances_on(today, by)
    told = translate.refusal(refused) if refused else None
    filed = cases.filed_with_help(lines, by)
    context = {
        "place": "assist",
        "today": today,
        "sitting": identity.sitting(by),
        "waiting": next((one for one in lines if one.state is AssistanceState.ASKED), None),
        "lines": [
            (one, identity.mask_name(one.person_name)[:3], [line for line in filed if line.basis == str(one.basis)])
            for one in lines
            if one.opened_at is not None
        ],
        "told": told,
        "doing": doing,
        "paper_first": told is not None and told.code in _PAPER_HELPS,
        "typed": _typed(request),
        "types": posts.documents(),
        "once": posting.fresh(),
        "limit_bytes": settings.ZT_UPLOAD_LIMIT,
    }
    return render(request, "workbench/assist/start.html", context, status=told.status if told else 200)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: posting.text(request, name)[:80] for name in _TYPED}

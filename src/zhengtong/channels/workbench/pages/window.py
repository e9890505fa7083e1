"""一窗受理: one field for the reader, the receipt's code and a case number; the next person; the numbers people drew."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.ui import sittings, translate
from zhengtong.channels.ui.guards import act_for, actor_of, duty
from zhengtong.channels.workbench import posting, windows
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty
from zhengtong.foundation.identity.terms.counter import CounterView
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Kind, Refusal

_LONGEST = 4_000  # characters of what a reader types
_TOLD = frozenset({Kind.INVALID, Kind.CONFLICT, Kind.UNAVAILABLE})


@duty(Duty.INTAKE)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The next person: one field, in which the reader types."""
    if identity.counter(actor_of(request)) is not None:
        return HttpResponseRedirect(reverse("workbench:window-person"))
    return _shown(request)


@sensitive_post_parameters("code")
@duty(Duty.INTAKE)
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """A document was read: the sitting is open. A receipt's code, or a case number: that case."""
    by, at, line = actor_of(request), clock.now(), posting.text(request, "code")[:_LONGEST]
    card = posting.text(request, "card")[:120]
    if not card and not identity.is_reading(line) and (number := windows.case_number(line)):
        return _case(request, number)
    try:
        typed = identity.lay_card(card=card, by=by, at=at) if card else line
        view = identity.open_counter(typed=typed, by=by, at=at, once=posting.once(request))
    except Refusal as refused:
        if refused.kind not in _TOLD and refused.code not in {"own-person", "reading-of-another-place"}:
            raise
        return _shown(request, refused=refused)
    return seated(request, view)


@sensitive_post_parameters("document", "name")
@duty(Duty.INTAKE)
@require_POST
def typed(request: HttpRequest) -> HttpResponse:
    """手工录入: with the reason."""
    kind = posting.text(request, "document_type")
    try:
        view = identity.open_counter_typed(
            document_type=DocumentType(kind) if kind in set(DocumentType) else DocumentType.RESIDENT_ID,
            document=posting.text(request, "document")[:60],
            name=posting.text(request, "name")[:80],
            reason=posting.text(request, "reason")[:300],
            register=posting.text(request, "register") == "1",
            by=actor_of(request),
            at=clock.now(),
            once=posting.once(request),
        )
    except Refusal as refused:
        if refused.kind not in _TOLD and refused.code != "own-person":
            raise
        return _shown(request, refused=refused, typing=True)
    return seated(request, view)


@duty(Duty.INTAKE)
@require_POST
def following(request: HttpRequest) -> HttpResponse:
    """请下一位: whoever is there has gone, and the longest waiting number is called."""
    by, at = actor_of(request), clock.now()
    identity.close_counter(by=by, at=at)
    act_for(request, "")
    sittings.leave(request)
    identity.call_next(by=by, at=at)
    return HttpResponseRedirect(reverse("workbench:window"))


@duty(Duty.INTAKE)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """重呼."""
    key = posting.text(request, "key")
    number = int(key) if key.isdecimal() and len(key) < 6 else 0
    return _queued(request, lambda: identity.call_again(key=number, by=actor_of(request), at=clock.now()))


@duty(Duty.INTAKE)
@require_POST
def missed(request: HttpRequest) -> HttpResponse:
    """过号: nobody came; the next one is called."""

    def act() -> object:
        identity.miss_ticket(by=actor_of(request), at=clock.now())
        return identity.call_next(by=actor_of(request), at=clock.now())

    return _queued(request, act)


@duty(Duty.INTAKE)
@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """当场受理 (行政许可法 art. 32(1)(5)): complete and in the legal form, so it is accepted at once."""
    cases.accept(case=number, by=actor_of(request), at=clock.now(), once=posting.once(request))
    messages.success(request, gettext("%(number)s is accepted; the clocks run.") % {"number": number})
    here = windows.receipt(number) if sittings.at_counter(request) else reverse("workbench:case", args=[number])
    return HttpResponseRedirect(here)


def seated(request: HttpRequest, view: CounterView) -> HttpResponse:
    sittings.seat(request, view.number)
    return HttpResponseRedirect(reverse("workbench:window-person"))


def _case(request: HttpRequest, number: str) -> HttpResponse:
    try:
        cases.case(number, actor_of(request))
    except cases.CaseNotFound as refused:
        return _shown(request, refused=refused)
    return HttpResponseRedirect(reverse("workbench:case", args=[number]))


def _queued(request: HttpRequest, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refused:
        if refused.kind not in _TOLD:
            raise
        return _shown(request, refused=refused)
    return HttpResponseRedirect(reverse("workbench:window"))


def _shown(request: HttpRequest, *, refused: Refusal | None = None, typing: bool = False) -> HttpResponse:
    by, today = actor_of(request), clock.today()
    told = translate.refusal(refused) if refused else None
    queue = identity.queue_at(by.organisation or "", by, today)
    context = {
        "place": "window",
        "told": told,
        "typing": typing,
        "register": posting.text(request, "register") == "1" or (told is not None and told.code == "nobody-by-this-document"),
        "queue": queue,
        "waited": windows.waited(queue),
        "cards": identity.cards(),
        "controls": windows.typed_controls(request),
        "once": posting.fresh(),
    }
    return render(request, "workbench/window/start.html", context, status=told.status if told else 200)

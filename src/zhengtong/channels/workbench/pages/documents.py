"""文书与送达: the sealed PDF of each document, and what a window still has to deliver (行政许可法 art. 44)."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.channels.ui import clocks, translate
from zhengtong.channels.ui.guards import actor_of, duty, officer
from zhengtong.channels.workbench import lines, posting
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import DeliveryView, DeliveryWay, DocumentView, Receiver
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refusals import Refusal

_PAGE = 30
_LONGEST = 60
_SHOWN = 300
WAYS = (
    (DeliveryWay.WINDOW, gettext_noop("Handed over at the window")),
    (DeliveryWay.POST, gettext_noop("By post, the slip is back")),
    (DeliveryWay.LEFT, gettext_noop("Refused, and left at their address before witnesses or a camera (民事诉讼法 art. 89)")),
)
RECEIVERS = (
    (Receiver.SELF, gettext_noop("The applicant, or the legal representative")),
    (Receiver.AGENT, gettext_noop("Their agent")),
    (Receiver.FAMILY, gettext_noop("An adult of the family living with them")),
    (Receiver.RECEIVING, gettext_noop("Whoever receives letters for the firm")),
    (Receiver.POSTED, gettext_noop("Whoever signed the slip")),
)


@duty(Duty.INTAKE)
@require_safe
def case_document(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """The sealed PDF, for the window of the case."""
    return attached(cases.document(case=number, name=name, by=actor_of(request), at=clock.now()), f"{number}-{name}.pdf")


@officer
@require_safe
def approval_document(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """What was written about one part, for whoever holds it."""
    return attached(cases.approval_document(approval=number, name=name, by=actor_of(request), at=clock.now()), f"{number}-{name}.pdf")


def attached(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@duty(Duty.INTAKE)
@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """送达待办: the one that is due first on top, what is overdue marked."""
    after, today = request.GET.get("after", ""), clock.today()
    found = cases.deliveries_waiting(actor_of(request), after=after, limit=_PAGE)
    shown = [(one, *lines.clock(one.due_on, today), reverse("workbench:delivery", args=[one.case, one.document])) for one in found.lines]
    given = {"place": "deliveries", "shown": shown, "next": found.next, "first": after}
    return render(request, "workbench/documents/deliveries.html", given)


@duty(Duty.INTAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """送达登记: who received it, and on what they showed who they are."""
    by = actor_of(request)
    if request.method == "POST":
        try:
            _record(request, number, name, by)
        except Refusal as refusal:
            if not posting.mendable(refusal):
                raise
            return _shown(request, number, name, refusal)
        messages.success(request, gettext("Recorded. The certificate of delivery is being made."))
        return HttpResponseRedirect(reverse("workbench:deliveries"))
    return _shown(request, number, name)


def _record(request: HttpRequest, number: str, name: str, by: Actor) -> DeliveryView:
    way, receiver, on = (posting.text(request, one) for one in ("way", "receiver", "on"))
    return cases.record_delivery(
        case=number,
        document=name,
        way=DeliveryWay(way) if way in set(DeliveryWay) else DeliveryWay.WINDOW,
        on=_day(on),
        received_by=posting.text(request, "received_by")[:_LONGEST],
        receiver=Receiver(receiver) if receiver in set(Receiver) else Receiver.SELF,
        shown=posting.text(request, "shown")[:_SHOWN],
        by=by,
        at=clock.now(),
        once=posting.once(request),
    )


def _day(text: str) -> date:
    """Today, where nothing was typed; a day that cannot be, where it is no day: that never becomes today."""
    try:
        return date.fromisoformat(text) if text else clock.today()
    except ValueError:
        return date.max


def _shown(request: HttpRequest, number: str, name: str, refused: Refusal | None = None) -> HttpResponse:
    found = _find(cases.documents(number, actor_of(request)), name)
    told = translate.refusal(refused) if refused else None
    due = found.delivery.due if found.delivery else None
    given = {
        "place": "deliveries",
        "case": cases.case(number, actor_of(request)),
        "document": found,
        "days": clocks.explain(due) if due else (),
        "due": due,
        "ways": [(value, gettext(text)) for value, text in WAYS],
        "receivers": [(value, gettext(text)) for value, text in RECEIVERS],
        "today": clock.today(),
        "typed": {one: posting.text(request, one) for one in ("way", "on", "received_by", "receiver", "shown")},
        "told": told,
        "once": posting.fresh(),
    }
    return render(request, "workbench/documents/delivery.html", given, status=told.status if told else 200)


def _find(found: tuple[DocumentView, ...], name: str) -> DocumentView:
    """Raises NotOwed."""
    one = next((one for one in found if one.name == name and one.delivery is not None), None)
    if one is None:
        raise cases.NotOwed
    return one

"""查询个人: one person by a whole number, for a purpose and a case; protected records through a second officer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.ui import rights, translate
from zhengtong.channels.ui.fields import Control, Option
from zhengtong.channels.ui.guards import actor_of, duty, officer
from zhengtong.channels.workbench import posting, posts
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.foundation.identity.terms.looking import Purpose
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal


@sensitive_post_parameters("number")
@officer
def people(request: HttpRequest) -> HttpResponse:
    """The form and one's own looks for those who look up; what waits for a second officer for those who countersign."""
    by = actor_of(request)
    if not (by.has(Duty.LOOK_UP) or by.has(Duty.COUNTERSIGN)):
        raise identity.NotPermitted
    if request.method != "POST":
        return shown(request)
    try:
        found = cases.look_up(
            number=posting.text(request, "number"),
            purpose=posting.text(request, "purpose"),
            reason=posting.text(request, "reason"),
            case=posting.text(request, "case"),
            by=by,
            at=clock.now(),
        )
    except identity.NotPermitted:
        raise
    except Refusal as refused:
        return shown(request, refused)
    if found.look is not None:
        return HttpResponseRedirect(reverse("workbench:look", args=[found.look.number]))
    messages.warning(request, gettext("This record is protected. A second officer of your body has been asked to release it."))
    return HttpResponseRedirect(reverse("workbench:people"))


@duty(Duty.LOOK_UP)
@require_safe
def look(request: HttpRequest, number: int) -> HttpResponse:
    """What the purpose needs, for a quarter of an hour: name, masked document, the cases at this body."""
    return look_shown(request, number)


def look_shown(request: HttpRequest, number: int, refused: Refusal | None = None) -> HttpResponse:
    """Opened to correct the register: also which records look like it, and the forms that mend it."""
    by = actor_of(request)
    opened = identity.opened(number, by)
    told = translate.refusal(refused) if refused else None
    context = {"place": "people", "opened": opened, "cases": cases.cases_at_body(number, by), "window": by.has(Duty.INTAKE), "told": told}
    if opened.look.purpose is Purpose.CORRECT:
        context |= {"alike": identity.alike(number, by, clock.now()), "once": posting.fresh()}
        context |= {"reason": _merge_reason(request), "document": _document(request)}
    response = render(request, "workbench/people/look.html", context, status=told.status if told else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


@duty(Duty.LOOK_UP)
@require_POST
def open_query(request: HttpRequest, number: int) -> HttpResponse:
    """打开已放行的记录."""
    found = identity.open_released(query=number, by=actor_of(request), at=clock.now())
    assert found.look is not None
    return HttpResponseRedirect(reverse("workbench:look", args=[found.look.number]))


@duty(Duty.COUNTERSIGN)
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """涉敏复核: release, or not."""
    by, at = actor_of(request), clock.now()
    if request.POST.get("answer") == "release":
        identity.release_query(query=number, by=by, at=at)
        messages.success(request, gettext("Released for fifteen minutes. It is recorded that you released it."))
    else:
        identity.refuse_query(query=number, by=by, at=at)
        messages.success(request, gettext("Not released; your colleague has been told."))
    return HttpResponseRedirect(reverse("workbench:people"))


def shown(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    by = actor_of(request)
    told = translate.refusal(refused) if refused else None
    context: dict[str, object] = {"place": "people", "told": told, "today": clock.today()}
    if by.has(Duty.LOOK_UP):
        context |= {"controls": _controls(request), "queries": identity.my_queries(by), "looks": identity.my_looks(by)}
    if by.has(Duty.COUNTERSIGN):
        context |= {"waiting": identity.queries_waiting(by), "marking": _marking(request)}
    response = render(request, "workbench/people/people.html", context, status=told.status if told else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _controls(request: HttpRequest) -> list[Control]:
    chosen = posting.text(request, "purpose")
    purposes = tuple(Option(str(one), rights.purpose(one), str(one) == chosen) for one in Purpose)
    return [
        Control(
            "number",
            gettext("Document number, or our number of the person"),
            most=60,
            help=gettext("The whole number. There is no search by name or by a part."),
        ),
        Control("case", gettext("Case number"), value=posting.text(request, "case"), most=40, help=gettext("A case of your own body.")),
        Control("purpose", gettext("Purpose"), "choice", options=purposes),
        Control("reason", gettext("Why"), value=posting.text(request, "reason"), most=300, help=gettext("The person reads this sentence.")),
    ]


def _merge_reason(request: HttpRequest) -> Control:
    told, such = posting.text(request, "merge.reason"), gettext("For instance which documents you compared.")
    return Control("merge.reason", gettext("How you know"), value=told, most=180, help=such)


def _document(request: HttpRequest) -> list[Control]:
    chosen = posting.text(request, "document_type")
    kinds = tuple(Option(str(one), said, str(one) == chosen) for one, said in posts.documents())
    return [
        Control("document_type", gettext("Kind of document"), "select", options=kinds),
        Control("document", gettext("Number of that document"), most=60, help=gettext("From the document in your hand.")),
    ]


def _marking(request: HttpRequest) -> list[Control]:
    chosen = posting.text(request, "mark")
    acts = (("protect", gettext("Protect it from now on")), ("lift", gettext("Lift the mark")))
    return [
        Control(
            "person",
            gettext("Our number of the person"),
            value=posting.text(request, "person"),
            most=16,
            help=gettext("P and 11 signs. Only of somebody whom your body looked up."),
        ),
        Control("mark", gettext("What is to be done"), "choice", options=tuple(Option(one, said, one == chosen) for one, said in acts)),
        Control("mark.reason", gettext("Why"), value=posting.text(request, "mark.reason"), most=120),
    ]

"""我的企业: the firm as the register has it, who holds which office in it, and the staff it appoints."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.portal import scopes
from zhengtong.channels.portal.pages.agents import day_of, surer
from zhengtong.channels.ui import translate
from zhengtong.channels.ui.fields import Control, Option
from zhengtong.channels.ui.guards import act_for, actor_of, member
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import SubjectKind
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Office
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Refusal


@member
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The firm acted for; else those one may act for, and how to prove that one represents another."""
    return _shown(request)


@member
@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """认领企业: the register decides. Then one acts for it."""
    once = request.POST.get("once", "")[:64]
    try:
        firm = identity.claim_office(
            code=request.POST.get("code", "")[:40].strip(), by=actor_of(request), at=clock.now(), once=Key(once) if once else None
        )
    except identity.LevelNeeded as needed:
        return surer(request, needed)
    except Refusal as refused:
        return _shown(request, refused)
    act_for(request, str(firm.ref))
    return HttpResponseRedirect(reverse("portal:firm"))


@member
@require_POST
def refresh(request: HttpRequest) -> HttpResponse:
    """登记核对, now. Whoever the register no longer names has lost the office with this very click."""
    actor = actor_of(request)
    if actor.subject is None or actor.subject.kind != "firm":
        raise identity.NotPermitted
    try:
        identity.refresh_firm(code=actor.subject.number, by=actor, at=clock.now())
    except Refusal as refused:
        return _shown(request, refused)
    return HttpResponseRedirect(reverse("portal:firm"))


@member
@require_POST
def appoint(request: HttpRequest) -> HttpResponse:
    """任命经办人."""
    form, once = request.POST, request.POST.get("once", "")[:64]
    written = form.get("document_type", "")
    kind = DocumentType(written) if written in set(DocumentType) else DocumentType.RESIDENT_ID
    try:
        identity.appoint_handler(
            person=identity.Named(form.get("name", "")[:100].strip(), form.get("number", "")[:40].strip(), kind),
            matters=None if form.get("reach") == "all" else [one[:100] for one in form.getlist("matters")][:200],
            period=identity.Period(day_of(form.get("since", "")) or clock.today(), day_of(form.get("until", ""))),
            by=actor_of(request),
            at=clock.now(),
            once=Key(once) if once else None,
        )
    except identity.LevelNeeded as needed:
        return surer(request, needed)
    except Refusal as refused:
        return _shown(request, refused)
    return HttpResponseRedirect(reverse("portal:firm"))


@member
@require_POST
def dismiss(request: HttpRequest, number: int) -> HttpResponse:
    """免去经办人, at once."""
    identity.dismiss_handler(number=str(number), by=actor_of(request), at=clock.now())
    return HttpResponseRedirect(reverse("portal:firm"))


@member
@require_POST
def resign(request: HttpRequest) -> HttpResponse:
    """辞任, at once: from then on one acts for oneself again."""
    actor = actor_of(request)
    identity.resign_office(by=actor, at=clock.now())
    act_for(request, "")
    messages.success(request, gettext("You no longer act for this firm. What you began stays with it."))
    return HttpResponseRedirect(reverse("portal:firm"))


def _shown(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    here = actor.subject is not None and actor.subject.kind == "firm"
    code = actor.subject.number if here and actor.subject else ""
    held = identity.offices(actor) if here else ()
    titles = scopes.titles({matter for one in held for matter in one.matters or ()})
    office = identity.office_of(actor) if here else None
    heads = office is Office.LEGAL_REPRESENTATIVE
    given = {
        "firm": identity.firm(code) if here else None,
        "as_of": identity.checked_at(code) if here else None,
        "offices": [(one, scopes.named(one.matters or (), titles)) for one in held if one.ended_on is None],
        "past": [one for one in held if one.ended_on is not None],
        "firms": [one for one in identity.subjects_of(actor) if one.ref.kind == "firm"],
        "may_appoint": heads,
        "may_resign": office is not None and not heads,
        "controls": _controls(request) if heads else (),
        "code": request.POST.get("code", "")[:40],
        "told": translate.refusal(refused) if refused else None,
        "once": uuid4(),
    }
    return render(request, "portal/firms/mine.html", given, status=translate.STATUS[refused.kind] if refused else 200)


def _controls(request: HttpRequest) -> list[Control]:
    said, today = request.POST, clock.today()
    chosen, reach = set(said.getlist("matters")), said.get("reach", "all")
    offered = [(f"{one.kind}:{one.code}", one.name.say(translate.language())) for one in catalogue.online(SubjectKind.FIRM)]
    documents = tuple(
        Option(str(one), gettext(word), str(one) == said.get("document_type", "")) for one, word in scopes.DOCUMENTS.items()
    )
    number_help = gettext("It must agree with the name. Nothing about the person is shown to you.")
    return [
        Control("name", gettext("Name of the member of staff"), value=said.get("name", ""), most=100),
        Control(
            "number", gettext("Number of their identity document, or their mobile telephone"), help=number_help,
            value=said.get("number", ""), most=40,
        ),
        Control("document_type", gettext("Which document"), kind="select", options=documents, required=False),
        Control(
            "reach", gettext("For which matters of the firm"), kind="choice",
            options=(Option("all", gettext("All"), reach == "all"), Option("some", gettext("Only those ticked below"), reach != "all")),
        ),
        Control(
            "matters", gettext("Which matters"), kind="checks", required=False,
            options=tuple(Option(ref, name, ref in chosen) for ref, name in offered),
        ),
        Control("since", gettext("From"), kind="date", value=said.get("since", today.isoformat())),
        Control(
            "until", gettext("Last day"), kind="date", required=False, value=said.get("until", ""),
            help=gettext("Empty: until you end it."),
        ),
    ]  # fmt: skip

"""起草: for whom, and going on with what was begun."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhengtong.channels.portal import situation
from zhengtong.channels.ui.guards import act_for, acting, actor_of, member
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, SubjectKind
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import SubjectView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Key, Ref


@member
@require_http_methods(["GET", "HEAD", "POST"])
def begin_bundle(request: HttpRequest, code: str) -> HttpResponse:
    return _begin(request, Ref("bundle", code))


@member
@require_http_methods(["GET", "HEAD", "POST"])
def begin_item(request: HttpRequest, code: str) -> HttpResponse:
    return _begin(request, Ref("item", code))


def _begin(request: HttpRequest, matter: Ref) -> HttpResponse:
    bundle, actor = catalogue.matter(matter), actor_of(request)
    subjects = [one for one in identity.subjects_of(actor) if _open_to(one, bundle, matter)]
    if request.method == "POST":
        return _open(request, matter, request.POST.get("subject", ""))
    told, again = situation.read(bundle, request.GET), request.GET.get("again", "")[:64]
    plan = "portal:plan" if matter.kind == "bundle" else "portal:item-plan"
    given = {
        "bundle": bundle,
        "subjects": subjects,
        "chosen": _likely(bundle, actor, subjects, again=bool(again)),
        "again": again,
        "draft": forms.open_draft_for(matter, actor),
        "once": uuid4(),
        "plan_url": f"{reverse(plan, args=[matter.number])}?{told.query()}",
    }
    return render(request, "portal/cases/begin.html", given)


def _open_to(one: SubjectView, bundle: Bundle, matter: Ref) -> bool:
    """Whether this matter is for such a subject, and within the power on which one acts for them."""
    return (not bundle.subjects or one.ref.kind in bundle.subjects) and (one.matters is None or str(matter) in one.matters)


def _likely(bundle: Bundle, actor: Actor, subjects: list[SubjectView], *, again: bool) -> str:
    """Whom one acts for; else, where firms do this, the one that holds the licence asked for, or the only firm; else whoever is first.

    ``again``: once more, for whom it was.
    """
    here = next((one for one in subjects if one.basis == actor.basis and one.ref == actor.subject), None)
    if here is not None and (again or not here.me):
        return here.token
    firms = [one for one in subjects if one.ref.kind == "firm"] if SubjectKind.FIRM in bundle.subjects else []
    wanted = {one.answered_by_licence for one in bundle.questions if one.answered_by_licence}
    holding = [one for one in firms if wanted & set(licences.held(one.ref))]
    if holding or len(firms) == 1:
        return (holding or firms)[0].token
    return here.token if here else subjects[0].token if subjects else ""


def _open(request: HttpRequest, matter: Ref, subject: str) -> HttpResponse:
    """Choosing for whom changes for whom this session acts; identity decides whether that is allowed."""
    chosen = next((one for one in identity.subjects_of(actor_of(request)) if one.token == subject), None)
    if chosen is None:
        raise identity.NotPermitted
    act_for(request, "" if chosen.me else chosen.token)
    actor = acting(request, "" if chosen.me else chosen.token)
    if actor.subject != chosen.ref:
        raise identity.NotPermitted
    told = situation.read(catalogue.matter(matter), request.GET)
    once = request.POST.get("once", "")[:64]
    again = request.GET.get("again", "")[:64]
    draft = cases.begin(matter=matter, answers=told.answers, by=actor, at=clock.now(), again=again, once=Key(once) if once else None)
    return HttpResponseRedirect(reverse("portal:form", args=[draft.number]))

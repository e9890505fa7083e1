"""补正与撤回: answering the one notice, and withdrawing."""

from collections.abc import Mapping
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhengtong.channels.portal.pages.forms.handing import limits
from zhengtong.channels.ui import fields, translate, unsent
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import RUNNING, CaseFile, CaseState, Point
from zhengtong.kernel import clock
from zhengtong.kernel.files import api as files
from zhengtong.kernel.files.terms import StoredFile
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Refusal


@member
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, number: str) -> HttpResponse:
    """补正: a file or an answer for every point of the notice, all at once."""
    actor = actor_of(request)
    found = cases.file(number, actor)
    if found.case.state is not CaseState.SUPPLEMENTING or found.case.supplementation is None:
        return HttpResponseRedirect(reverse("portal:case", args=[number]))
    if request.method != "POST":
        return render(request, "portal/cases/supplement.html", _page(found, unsent.take(request), {}, None))
    points = {point.at for point in found.case.supplementation.points}
    answers = {key: request.POST[key] for key in points if request.POST.get(key, "").strip()}
    handed, wrong = stored(request, points)
    once = request.POST.get("once", "")[:64]
    refused: Refusal | None = None
    if not wrong:
        try:
            cases.supplement(case=number, answers=answers, files=handed, by=actor, at=clock.now(), once=Key(once) if once else None)
            return HttpResponseRedirect(reverse("portal:case", args=[number]))
        except Refusal as raised:
            refused = raised
            wrong = {one.at: translate.problem(one).text for one in raised.problems}
    typed = {key: request.POST.get(key, "") for key in points}
    return render(request, "portal/cases/supplement.html", _page(found, typed, wrong, refused), status=400)


def stored(request: HttpRequest, points: set[str]) -> tuple[list[tuple[str, StoredFile]], dict[str, str]]:
    """The files that came for these places, and what is wrong with those that could not be taken."""
    handed, wrong = [], {}
    for at in points:
        sent = request.FILES.get(f"file:{at}")
        if sent is None:
            continue
        try:
            handed.append((at, files.store(sent, name=sent.name or "", limit=settings.ZT_UPLOAD_LIMIT)))
        except Refusal as refused:
            told = translate.refusal(refused)
            wrong[at] = f"{told.message} {told.remedy}"
    return handed, wrong


def _page(found: CaseFile, typed: Mapping[str, str], wrong: Mapping[str, str], refused: Refusal | None) -> dict[str, object]:
    notice = found.case.supplementation
    told = translate.refusal(refused) if refused else None
    return {
        "case": found.case,
        "points": [_point(one, found, typed, wrong) for one in (notice.points if notice else ())],
        "told": told,
        "once": uuid4(),
        **limits(),
    }


def _point(point: Point, found: CaseFile, typed: Mapping[str, str], wrong: Mapping[str, str]) -> dict[str, object]:
    """A point about an answer gets its field; one about a paper gets a place for a file."""
    field = next((one for one in found.form.fields if one.element.key == point.at), None)
    material = next((one.material.name for one in found.materials if one.material.code == point.at), None)
    control = None
    if field is not None:
        shown = fields.control(field, (wrong[point.at],) if point.at in wrong else (), editable=True)
        control = fields.with_value(shown, typed.get(point.at) or fields.as_text(found.answers.get(point.at)))
    return {
        "at": point.at,
        "id": "s-" + "".join(one if one.isalnum() else "-" for one in point.at),
        "title": field.element.title if field else material or point.at,
        "what": point.what,
        "article": point.article,
        "control": control,
        "error": "" if control else wrong.get(point.at, ""),
    }


@member
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """撤回: asked once more before it is done; what was approved stays."""
    actor = actor_of(request)
    found = cases.case(number, actor)
    if request.method == "POST":
        once = request.POST.get("once", "")[:64]
        cases.withdraw(case=number, by=actor, at=clock.now(), once=Key(once) if once else None)
        return HttpResponseRedirect(reverse("portal:case", args=[number]))
    if found.state not in RUNNING:
        return HttpResponseRedirect(reverse("portal:case", args=[number]))
    kept = [one for one in found.approvals if one.state is ApprovalState.APPROVED]
    return render(request, "portal/cases/withdraw.html", {"case": found, "kept": kept, "once": uuid4()})

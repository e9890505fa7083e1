"""收件: what else the window does with a case: put right on the spot, let a paper follow, remind, note the arrival."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from zhengtong.channels.ui import fields, translate
from zhengtong.channels.ui.guards import actor_of, duty
from zhengtong.channels.workbench import posting
from zhengtong.channels.workbench.pages import cases as page
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseFile, CaseState
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.files import api as files
from zhengtong.kernel.files.terms import StoredFile
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Place:
    """A paper that may be replaced beside the citizen."""

    code: str
    name: Words
    files: tuple[str, ...]
    error: str = ""


@duty(Duty.INTAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, number: str) -> HttpResponse:
    """当场更正: the form with the citizen beside; only what was changed is sent on."""
    by = actor_of(request)
    found, open_places = cases.file(number, by), set(cases.reception(number, by).places)
    if found.case.state is not CaseState.RECEIVED:
        return HttpResponseRedirect(reverse("workbench:case", args=[number]))
    wrong: dict[str, str] = {}
    refused: Refusal | None = None
    if request.method == "POST":
        handed, wrong = _stored(request, open_places)
        if not wrong:
            try:
                changed = _changed(request, found, open_places)
                cases.mend(case=number, answers=changed, files=handed, by=by, at=clock.now(), once=posting.once(request))
                messages.success(request, gettext("%(number)s is put right; what stood there before is on record.") % {"number": number})
                return HttpResponseRedirect(reverse("workbench:case", args=[number]))
            except Refusal as raised:
                if not posting.mendable(raised):
                    raise
                refused = raised
                wrong = {one.at: translate.problem(one).text for one in raised.problems}
    given = {
        "place": "work",
        "case": found.case,
        "sections": _sections(request, found, open_places, wrong),
        "papers": _papers(found, open_places, wrong),
        "told": translate.refusal(refused) if refused else None,
        "once": posting.fresh(),
        "limit": settings.ZT_UPLOAD_LIMIT // (1024 * 1024),
    }
    return render(request, "workbench/cases/mend.html", given, status=400 if wrong or refused else 200)


def _changed(request: HttpRequest, found: CaseFile, places: set[str]) -> dict[str, object]:
    """What stands in the form otherwise than in the case."""
    return {
        one.element.key: sent
        for one in found.form.fields
        if one.element.key in places
        and (sent := request.POST.get(one.element.key)) is not None
        and sent.strip() != fields.as_text(found.answers.get(one.element.key))
    }


def _stored(request: HttpRequest, places: set[str]) -> tuple[list[tuple[str, StoredFile]], dict[str, str]]:
    handed, wrong = [], {}
    for name, sent in request.FILES.items():
        at = str(name).removeprefix("file:")
        if at not in places or isinstance(sent, list):
            continue
        try:
            handed.append((at, files.store(sent, name=sent.name or "", limit=settings.ZT_UPLOAD_LIMIT)))
        except Refusal as refused:
            told = translate.refusal(refused)
            wrong[at] = f"{told.message} {told.remedy}"
    return handed, wrong


def _sections(
    request: HttpRequest, found: CaseFile, places: set[str], wrong: Mapping[str, str]
) -> list[tuple[Words, list[fields.Control]]]:
    """Every answer that may be put right, as it stands; after a refusal as it was typed."""
    told = []
    for section in found.form.sections:
        controls = []
        for one in section.fields:
            key = one.element.key
            if key in places:
                now = fields.as_text(found.answers.get(key))
                shown = fields.control(replace(one, known=None), (wrong[key],) if key in wrong else (), editable=True)
                controls.append(fields.with_value(shown, request.POST.get(key, now)))
        if controls:
            told.append((section.title, controls))
    return told


def _papers(found: CaseFile, places: set[str], wrong: Mapping[str, str]) -> list[Place]:
    return [
        Place(
            one.material.code,
            one.material.name,
            tuple(file.name for file in found.files if file.material == one.material.code),
            wrong.get(one.material.code, ""),
        )
        for one in found.materials
        if one.material.code in places
    ]


@duty(Duty.INTAKE)
@require_POST
def defer(request: HttpRequest, number: str) -> HttpResponse:
    """容缺: the applicant promises it at the window."""
    by, at, material, once = actor_of(request), clock.now(), posting.text(request, "material"), posting.once(request)
    said = gettext("The promise is recorded; the applicant is told until when.")
    return _done(request, number, said, lambda: cases.defer(case=number, material=material, by=by, at=at, once=once))


@duty(Duty.INTAKE)
@require_POST
def remind(request: HttpRequest, number: str) -> HttpResponse:
    """提醒补正."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    said = gettext("The applicant is reminded.")
    return _done(request, number, said, lambda: cases.remind(case=number, by=by, at=at, once=once))


@duty(Duty.INTAKE)
@require_POST
def arrive(request: HttpRequest, number: str) -> HttpResponse:
    """异地代收: the papers are here."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    said = gettext("The arrival is recorded.")
    return _done(request, number, said, lambda: cases.arrive(case=number, by=by, at=at, once=once))


def _done(request: HttpRequest, number: str, said: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refused:
        if not posting.mendable(refused):
            raise
        return page.shown(request, number, refused=refused)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("workbench:case", args=[number]))

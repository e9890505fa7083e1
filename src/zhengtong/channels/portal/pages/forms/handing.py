"""材料上传: one paper after another; each is stored at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.portal import papers
from zhengtong.channels.portal.pages.forms.filling import elsewhere
from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import Preparation
from zhengtong.foundation.catalogue.terms import Material, MaterialState
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import Attached, DraftState
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.files import api as files
from zhengtong.kernel.refusals import Refusal

_MOST_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as a page shows it."""

    name: str
    size: int
    at: object
    href: str
    remove: str
    picture: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to bring, with what was handed in for it."""

    id: str
    material: Material
    files: tuple[Handed, ...]
    post: str
    error: str = ""


@member
@require_safe
def materials(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_of(request)
    ready = cases.prepare(number, actor)
    if ready.draft.state is not DraftState.OPEN:
        return elsewhere(ready.draft)
    return render(request, "portal/forms/materials.html", _page(ready, actor))


def _page(ready: Preparation, reader: Actor, errors: dict[str, str] | None = None) -> dict[str, object]:
    names = {str(item.code): item.name for item in ready.plan.items}
    bring = [
        paper(ready, one.material, (errors or {}).get(one.material.code, ""))
        for one in ready.plan.materials
        if one.state is MaterialState.BRING
    ]
    others = [one for one in papers.planned(ready.plan.materials, names, reader).lines if one.state != MaterialState.BRING]
    missing = sum(1 for one in bring if one.material.required and not one.files)
    return {"draft": ready.draft, "bring": bring, "others": others, "missing": missing, "handed": bool(bring), **limits()}


def limits() -> dict[str, int]:
    return {"limit": settings.ZT_UPLOAD_LIMIT // (1024 * 1024), "limit_bytes": settings.ZT_UPLOAD_LIMIT}


def paper(ready: Preparation, material: Material, error: str = "") -> Paper:
    number = ready.draft.number
    return Paper(
        id="p-" + re.sub(r"[^0-9A-Za-z]+", "-", material.code),
        material=material,
        files=handed([one for one in ready.draft.files if one.material == material.code], number),
        post=reverse("portal:upload", args=[number, material.code]),
        error=error,
    )


def handed(found: Sequence[Attached], number: str) -> tuple[Handed, ...]:
    return tuple(
        Handed(
            one.name,
            one.size,
            one.at,
            reverse("portal:draft-file", args=[number, one.sha256]),
            reverse("portal:remove", args=[number, one.material, one.sha256]),
            one.media_type.startswith("image/"),
        )
        for one in found
    )


@member
@require_POST
def upload(request: HttpRequest, number: str, material: str) -> HttpResponse:
    """收材料. What was handed in before stays until it is removed; a file that cannot be taken says why."""
    actor = actor_of(request)
    ready = cases.prepare(number, actor)
    wanted = next((one.material for one in ready.plan.materials if one.material.code == material), None)
    if wanted is None:
        raise Http404
    sent = request.FILES.getlist("file")[:_MOST_AT_ONCE]
    error = " ".join(filter(None, (_take(request, number, material, one) for one in sent))) if sent else gettext("Choose a file first.")
    if error or getattr(request, "htmx", False):
        ready = cases.prepare(number, actor)
    if getattr(request, "htmx", False):
        return render(request, "portal/forms/uploaded.html", {**_page(ready, actor), "line": paper(ready, wanted, error)})
    if error:
        return render(request, "portal/forms/materials.html", _page(ready, actor, {material: error}), status=HTTPStatus.BAD_REQUEST)
    return HttpResponseRedirect(f"{reverse('portal:materials', args=[number])}#{paper(ready, wanted).id}")


def _take(request: HttpRequest, number: str, material: str, sent: UploadedFile) -> str:
    """One of the files that were sent together: kept, or why not. What went wrong with one loses none of the others."""
    try:
        stored = files.store(sent, name=sent.name or "", limit=settings.ZT_UPLOAD_LIMIT)
        forms.attach(draft=number, material=material, file=stored, by=actor_of(request), at=clock.now())
    except Refusal as refused:
        told = translate.refusal(refused)
        return f"{sent.name}: {told.message} {told.remedy}" if len(request.FILES.getlist("file")) > 1 else f"{told.message} {told.remedy}"
    return ""


@member
@require_POST
def remove(request: HttpRequest, number: str, material: str, sha256: str) -> HttpResponse:
    forms.detach(draft=number, material=material, sha256=sha256, by=actor_of(request), at=clock.now())
    return HttpResponseRedirect(reverse("portal:materials", args=[number]))


@member
@require_safe
def draft_file(request: HttpRequest, number: str, sha256: str) -> HttpResponseBase:
    """One's own file, back again."""
    return hand_back(forms.draft(number, actor_of(request)).files, sha256)


def hand_back(found: Sequence[Attached], sha256: str) -> HttpResponseBase:
    """Only a file that belongs to what the reader may see; shown without any right to run something."""
    one = next((one for one in found if one.sha256 == sha256), None)
    if one is None:
        raise Http404
    response = FileResponse(files.open(one.sha256), content_type=one.media_type, filename=one.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"
    response["Cache-Control"] = "private, max-age=600"
    return response

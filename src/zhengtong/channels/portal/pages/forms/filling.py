"""填表: answers section by section, saved as one goes; nothing typed is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhengtong.channels.ui import fields, translate, unsent
from zhengtong.channels.ui.fields import Control
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import Preparation
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftState, DraftView, Section
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.words import Words

OWN = frozenset({"csrfmiddlewaretoken", "go", "shown", "revision", "window"})  # fields of the page, not of the form


@dataclass(frozen=True, slots=True)
class Shown:
    """A section: what is known, what is asked."""

    title: Words
    known: tuple[Control, ...]
    asked: tuple[Control, ...]

    @property
    def open(self) -> int:
        """Required answers not given yet, or given wrongly."""
        return sum(1 for one in self.asked if one.errors or (one.required and one.value == ""))


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same answers changed in two windows."""

    told: translate.Told
    mine: Mapping[str, str]
    wrong: Mapping[str, Sequence[str]]


@member
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, number: str) -> HttpResponse:
    """填表. A plain save, or (htmx) a save after each change."""
    if request.method == "POST":
        return _save(request, number)
    ready = cases.prepare(number, actor_of(request))
    if ready.draft.state is not DraftState.OPEN:
        return elsewhere(ready.draft)
    typed = unsent.take(request)
    page = _page(ready, typed=typed, checking=request.GET.get("check") == "1", change=request.GET.get("change", ""))
    return render(request, "portal/forms/form.html", {**page, "restored": bool(typed), "saved": "saved" in request.GET})


def elsewhere(draft: DraftView) -> HttpResponse:
    """Handed in: its case. Thrown away: my matters."""
    return HttpResponseRedirect(reverse("portal:case", args=[draft.case]) if draft.case else reverse("portal:my"))


def _save(request: HttpRequest, number: str) -> HttpResponse:
    actor, by_itself = actor_of(request), bool(getattr(request, "htmx", False))
    given = {key: request.POST[key] for key in request.POST if key not in OWN}
    revision, window = request.POST.get("revision", ""), request.POST.get("window", "")[:40]
    seen = int(revision) if revision.isdecimal() and len(revision) < 10 else None
    try:
        draft = forms.save_answers(draft=number, answers=given, revision=seen, by=actor, at=clock.now(), window=window)
    except forms.DraftChanged as changed:
        return _conflict(request, number, changed)
    ready = cases.prepare(number, actor)
    if by_itself:
        page = _page(ready, window=window)
        changed_now = request.POST.get("shown", "") != page["shown"] or bool(draft.problems)
        return render(request, "portal/forms/saved.html", {**page, "changed": changed_now})
    address = reverse("portal:form", args=[number])
    if request.POST.get("go") != "on":
        return HttpResponseRedirect(f"{address}?saved=1")
    asked = {one.element.key for one in ready.plan.form.fields}
    wrong = bool(draft.problems) or any(problem.at in asked for problem in ready.problems)
    return HttpResponseRedirect(f"{address}?check=1" if wrong else reverse("portal:materials", args=[number]))


def _conflict(request: HttpRequest, number: str, changed: forms.DraftChanged) -> HttpResponse:
    """Both versions are shown: this window's in the fields, the other's in words. Nothing was saved; saving again keeps this one."""
    mine = {key: fields.as_text(value) for key, value in changed.mine.items()}
    conflict = Conflict(translate.refusal(changed), mine, translate.problems(changed.problems))
    page = _page(cases.prepare(number, actor_of(request)), typed=mine, conflict=conflict)
    if getattr(request, "htmx", False):
        return render(request, "portal/forms/saved.html", {**page, "changed": True})
    return render(request, "portal/forms/form.html", page, status=409)


def _page(
    ready: Preparation,
    *,
    typed: Mapping[str, str] | None = None,
    checking: bool = False,
    window: str = "",
    conflict: Conflict | None = None,
    change: str = "",
) -> dict[str, object]:
    """``checking``: also tell what is still missing; otherwise only what is wrong with what was given. ``change``: the element whose value
    from a licence is different this time, and is asked."""
    draft, computed, told = ready.draft, ready.plan.form, typed or {}
    given = {**draft.answers, **told}
    texts = translate.problems(ready.problems)
    questions = {one.element for one in ready.plan.bundle.questions if one.answered_by_licence}
    wrong: dict[str, Sequence[str]] = {key: found for key, found in texts.items() if checking or given.get(key) not in (None, "")}
    wrong.update(conflict.wrong if conflict else {})
    changeable = {one.element.key for one in computed.fields if one.known and one.known.source.startswith("licence:")} - questions
    sections = [_shown(section, wrong, told, change if change in changeable else "") for section in computed.sections]
    asked = [control for section in sections for control in section.asked]
    return {
        "draft": draft,
        "form": computed,
        "sections": sections,
        "asked": asked,
        "changeable": changeable,
        "summary": [(section.title, section.asked) for section in sections],
        "controls_wrong": any(control.errors for control in asked),
        "subject_name": identity.subject_name(draft.subject),
        "shown": " ".join(control.name for control in asked),
        "window": window or uuid4().hex[:12],
        "checking": checking,
        "conflict": conflict.told if conflict else None,
    }


def _shown(section: Section, wrong: Mapping[str, Sequence[str]], typed: Mapping[str, str], change: str) -> Shown:
    controls = []
    for one in section.fields:
        key = one.element.key
        field = replace(one, known=None) if key == change else one
        field = replace(field, value=typed[key]) if key in typed and field.known is None else field
        controls.append(fields.control(field, wrong.get(key, ())))
    return Shown(
        section.title, tuple(one for one in controls if one.kind == "known"), tuple(one for one in controls if one.kind != "known")
    )


@member
@require_POST
def discard(request: HttpRequest, number: str) -> HttpResponse:
    """弃稿: it can be restored for thirty days."""
    forms.discard(draft=number, by=actor_of(request), at=clock.now())
    return HttpResponseRedirect(reverse("portal:my"))

"""核对与提交: everything once more on one page, then one click."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhengtong.channels.portal.pages.forms.filling import elsewhere
from zhengtong.channels.portal.pages.forms.handing import handed
from zhengtong.channels.ui import fields, levels, translate
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import Preparation
from zhengtong.foundation.forms.terms import DraftState, Form
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Level
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Problem, Refusal
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    title: Words
    lines: tuple[Line, ...]


@member
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, number: str) -> HttpResponse:
    """核对, and with POST 提交. The hidden key makes a second click the same submission."""
    actor, told = actor_of(request), None
    if request.method == "POST":
        once = request.POST.get("once", "")[:64]
        try:
            before = cases.prepare(number, actor)
            if _changed(before) and request.POST.get("seen") == _rules(before):  # they have read the rules that hold now
                cases.refresh(draft=number, by=actor, at=clock.now())
            case = cases.submit(draft=number, by=actor, at=clock.now(), once=Key(once) if once else None)
        except cases.AlreadySubmitted:
            return elsewhere(cases.prepare(number, actor).draft)
        except (cases.NotReady, cases.RulesChanged, cases.NotDeclared) as refused:
            told = refused
        else:
            if request.POST.get("electronic") == "yes" and cases.may_consent(actor):
                cases.consent(case=case.number, agreed=True, by=actor, at=clock.now(), once=Key(f"{once}:electronic") if once else None)
            return HttpResponseRedirect(reverse("portal:receipt", args=[case.number]))
    ready = cases.prepare(number, actor)
    if ready.draft.state is not DraftState.OPEN:
        return elsewhere(ready.draft)
    status = 409 if told else 200
    if told is None and _changed(ready):
        told = cases.RulesChanged()
    page = {**_page(ready, told, actor), "may_agree": cases.may_consent(actor), "declarations": cases.declarations(ready, actor)}
    return render(request, "portal/forms/review.html", page, status=status)


def _rules(ready: Preparation) -> str:
    """Which versions the page shows, and a submission is to be made under."""
    return _pinned(pin.sha256 for pin in (ready.plan.bundle.pin, *(item.pin for item in ready.plan.chosen)))


def _changed(ready: Preparation) -> bool:
    """Published anew, or other items chosen, since the draft was pinned."""
    return ready.draft.state is DraftState.OPEN and _rules(ready) != _pinned(pin.sha256 for pin in ready.draft.pins)


def _pinned(hashes: Iterable[str]) -> str:
    return hashlib.sha256("".join(sorted(set(hashes))).encode()).hexdigest()[:16]


def _page(ready: Preparation, refused: Refusal | None, by: Actor) -> dict[str, object]:
    draft = ready.draft
    kind = "plan" if draft.matter.kind == "bundle" else "item-plan"
    return {
        "draft": draft,
        "subject_name": identity.subject_name(draft.subject),
        "sections": answered(ready.plan.form),
        "papers": [
            {
                "material": one.material,
                "state": str(one.state),
                "later": next((each.due_on for each in ready.promisable if each.promised and each.material == one.material), None),
                "files": handed([f for f in draft.files if f.material == one.material.code], draft.number),
            }
            for one in ready.plan.materials
        ],
        "problems": [_problem(one, ready) for one in ready.problems],
        "commitments": ready.commitments,
        "promisable": ready.promisable,
        "choosable": bool(ready.promisable) or any(not one.commitment.answer for one in ready.commitments),
        "told": translate.refusal(refused) if refused else None,
        "once": uuid4(),
        "seen": _rules(ready),
        "way_on": levels.way_on(by.level, reverse("portal:review", args=[draft.number])) if by.level < ready.level else "",
        "real_name_first": by.level < Level.VERIFIED,
        "plan_url": reverse(f"portal:{kind}", args=[draft.matter.number]),
    }


def answered(form: Form, *, empty: bool = True) -> Sequence[Answered]:
    """The form as text, section by section."""
    told = []
    for section in form.sections:
        lines = []
        for one in section.fields:
            control = fields.control(one)
            value = fields.as_read(one.element, one.known.value if one.known else one.value)
            if value or empty:
                lines.append(Line(control.label, value, control.source))
        if lines:
            told.append(Answered(section.title, tuple(lines)))
    return told


def _problem(problem: Problem, ready: Preparation) -> dict[str, str]:
    """With a link to where it is mended."""
    number, text = ready.draft.number, translate.problem(problem).text
    field = next((one for one in ready.plan.form.fields if one.element.key == problem.at), None)
    if field is not None:
        control = fields.control(field)
        return {"text": fields.named(control.label, text), "href": f"{reverse('portal:form', args=[number])}?check=1#{control.first}"}
    if any(one.material.code == problem.at for one in ready.plan.materials):
        return {"text": text, "href": f"{reverse('portal:materials', args=[number])}#p-{problem.at}"}
    return {"text": text, "href": f"{reverse('portal:form', args=[number])}?check=1"}

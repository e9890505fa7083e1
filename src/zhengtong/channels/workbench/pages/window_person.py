"""一窗受理: the person at the counter: what waits for them, what they have here, and one press to an open form."""

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.channels.ui import fields, sittings, translate
from zhengtong.channels.ui.guards import acting, actor_of, duty
from zhengtong.channels.workbench import posting, windows
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import TICKED, Bundle
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import Field
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors.counter import NobodyAtTheCounter
from zhengtong.foundation.identity.terms import Duty
from zhengtong.foundation.identity.terms.counter import CounterView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal

_TOLD = frozenset({"not-for-them", "own-person", "nothing-to-show", "case-not-found", "wrong-state"})


@duty(Duty.INTAKE)
@require_safe
def person(request: HttpRequest) -> HttpResponse:
    """Who is here, for whom they act, and everything one can do for them."""
    if identity.counter(actor_of(request)) is None:
        sittings.leave(request)
        return HttpResponseRedirect(reverse("workbench:window"))
    return _shown(request)


@duty(Duty.INTAKE)
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Matters while the clerk types; each opens with one press."""
    sitting = _sitting(request)
    text = request.GET.get("q", "")[:200]
    return render(request, "workbench/window/hits.html", {"hits": windows.found(text, sitting), "text": text})


@duty(Duty.INTAKE)
@require_POST
def turn(request: HttpRequest) -> HttpResponse:
    """换办理对象: themselves, a firm, a ward."""
    return _acted(request, lambda by: identity.turn_counter(token=posting.text(request, "token")[:60], by=by, at=clock.now()))


@duty(Duty.INTAKE)
@require_POST
def history(request: HttpRequest) -> HttpResponse:
    """受保护: ask a second officer; open what they released."""
    if posting.text(request, "what") == "open":
        return _acted(request, lambda by: identity.open_history(by=by, at=clock.now()))
    messages.success(request, gettext("A second officer has been asked. A new matter can be begun meanwhile."))
    return _acted(request, lambda by: identity.ask_history(by=by, at=clock.now()))


@duty(Duty.INTAKE)
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """补正 at the window: the case is taken up in this sitting, on record, and the notice is answered beside the person."""
    number = posting.text(request, "case")[:40]
    try:
        cases.take_up(case=number, by=actor_of(request), at=clock.now())
    except Refusal as refused:
        if refused.code not in _TOLD:
            raise
        return _shown(request, refused)
    _seat_again(request)
    return HttpResponseRedirect(reverse("portal:supplement", args=[number]))


@duty(Duty.INTAKE)
@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """接着填: a draft that was begun here in a sitting that is over."""
    by, at, number = actor_of(request), clock.now(), posting.text(request, "draft")[:40]
    seated = _acting(request, _sitting(request))
    if not any(one.number == number for one in forms.drafts_of(seated)):
        forms.go_on(draft=number, by=seated, clerk=by, at=at)
    _seat_again(request)
    return HttpResponseRedirect(reverse("portal:form", args=[number]))


@duty(Duty.INTAKE)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """One press: the form is open, filled in with everything that is known. Where a situation decides what is asked, that comes first."""
    sitting, matter = _sitting(request), windows.matter_of(posting.text(request, "matter"))
    if matter is None:
        raise Http404
    again = posting.text(request, "again")[:40]
    if again:
        cases.take_up(case=again, by=actor_of(request), at=clock.now())
    seated = _acting(request, sitting)
    bundle = catalogue.matter(matter)
    asked = [question.element for question in bundle.questions]
    answers = cases.told(again, asked, seated) if again else {}
    begun = None if again else forms.open_draft_for(matter, seated)
    if begun is not None:
        return _form(request, begun.number)
    try:
        draft = cases.begin(
            matter=matter, answers=answers, by=seated, at=clock.now(), again=again, once=posting.once(request)
        )
    except (cases.SituationUndecided, cases.NothingChosen):
        if bundle.ticked:
            _seat_again(request)
            return HttpResponseRedirect(reverse("portal:questions", args=[matter.number]))
        return HttpResponseRedirect(reverse("workbench:window-situation", args=[matter.kind, matter.number]))
    return _form(request, draft.number)


@duty(Duty.INTAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def situation(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """情形: all questions of a bundle on one page, asked across the counter; one press to the open form."""
    sitting, matter = _sitting(request), windows.matter_of(f"{kind}:{code}")
    if matter is None:
        raise Http404
    bundle, seated = catalogue.matter(matter), _acting(request, sitting)
    answers, wrong = _answers(request, bundle)
    if request.method == "POST" and not wrong:
        try:
            draft = cases.begin(matter=matter, answers=answers, by=seated, at=clock.now(), once=posting.once(request))
            return _form(request, draft.number)
        except (cases.SituationUndecided, cases.NothingChosen) as refused:
            undecided = cases.plan(matter=matter, answers=answers, by=seated).undecided
            wrong = dict.fromkeys(undecided, (translate.refusal(refused).message,))
    context = {
        "place": "window",
        "sitting": sitting,
        "bundle": bundle,
        "controls": _questions(bundle, matter, seated, answers, wrong),
        "once": posting.fresh(),
    }
    return render(request, "workbench/window/situation.html", context, status=400 if wrong else 200)


def _answers(request: HttpRequest, bundle: Bundle) -> tuple[dict[str, object], dict[str, tuple[str, ...]]]:
    """As they were chosen; what does not pass its element's check is named."""
    keys = [question.element for question in bundle.questions]
    held = elements.elements(keys)
    answers: dict[str, object] = {}
    wrong: dict[str, tuple[str, ...]] = {}
    for key in keys:
        text = posting.text(request, key)[:400]
        if not text:
            continue
        try:
            value = elements.read_value(held[key], text)
            problems = elements.check_value(held[key], value)
        except Refusal as refused:
            wrong[key] = (translate.refusal(refused).message,)
            continue
        if problems:
            wrong[key] = tuple(translate.problem(one).text for one in problems)
        answers[key] = value
    return answers, wrong


def _questions(
    bundle: Bundle, matter: Ref, seated: Actor, answers: Mapping[str, object], wrong: Mapping[str, tuple[str, ...]]
) -> list[fields.Control]:
    """Those whose answer is not known from a licence or a register."""
    known = {**cases.plan(matter=matter, answers=answers, by=seated).answers, **answers}
    held = elements.elements([one.element for one in bundle.questions if one.element != TICKED])
    shown = [one for one in bundle.questions if one.element in held and (one.element in answers or known.get(one.element) is None)]
    controls = (
        fields.control(Field(held[one.element], required=False, value=answers.get(one.element)), wrong.get(one.element, ()))
        for one in shown
    )
    return [replace(control, required=True) for control in controls]


def _acting(request: HttpRequest, sitting: CounterView) -> Actor:
    """Whoever is at the counter, as they act there."""
    seated = acting(request, f"{sittings.PREFIX}{sitting.number}")
    if seated.basis is None:
        raise NobodyAtTheCounter
    return seated


def _sitting(request: HttpRequest) -> CounterView:
    held = identity.counter(actor_of(request))
    if held is None:
        raise NobodyAtTheCounter
    return held


def _seat_again(request: HttpRequest) -> None:
    """Signed in anew in the meantime, or on another page: this session acts for whom is at the counter."""
    sittings.seat(request, _sitting(request).number)


def _form(request: HttpRequest, number: str) -> HttpResponse:
    _seat_again(request)
    return HttpResponseRedirect(reverse("portal:form", args=[number]))


def _acted(request: HttpRequest, act: windows.Act) -> HttpResponse:
    try:
        act(actor_of(request))
    except Refusal as refused:
        if refused.code not in _TOLD:
            raise
        return _shown(request, refused)
    return HttpResponseRedirect(reverse("workbench:window-person"))


def _shown(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    by, today = actor_of(request), clock.today()
    sitting = _sitting(request)
    text = request.GET.get("q", "")[:200]
    told = translate.refusal(refused) if refused else None
    seated = _acting(request, sitting)
    open_here = (*forms.drafts_of(seated), *forms.drafts_left(seated))
    context = {
        "place": "window",
        "sitting": sitting,
        "told": told,
        "choices": windows.choices(sitting),
        "history": cases.at_counter(sitting, by),
        "drafts": () if sitting.closed else open_here,
        "held": () if sitting.closed else windows.licences_held(sitting, today),
        "frequent": windows.frequent(by, sitting),
        "text": text,
        "hits": windows.found(text, sitting),
        "once": posting.fresh(),
    }
    response = render(request, "workbench/window/person.html", context, status=told.status if told else 200)
    response.headers["Cache-Control"] = "no-store"
    return response

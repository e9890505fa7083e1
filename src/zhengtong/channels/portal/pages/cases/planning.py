"""情形引导与办理计划: questions one at a time, then what will happen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from zhengtong.channels.portal import papers, pictures, reasons, situation
from zhengtong.channels.portal.situation import Situation
from zhengtong.channels.ui import authority, fields, translate
from zhengtong.channels.ui.fields import Control, Option, as_read, as_text
from zhengtong.channels.ui.guards import actor_of, public
from zhengtong.channels.ui.templatetags.ui import term
from zhengtong.channels.ui.translate import language
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import (
    TICKED,
    Bundle,
    BundleItem,
    Chosen,
    Guide,
    ItemCode,
    Otherwise,
    Plan,
    PlannedItem,
    Question,
)
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.elements.terms import Element
from zhengtong.foundation.forms.terms import Field
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words


@public
@require_safe
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """One question at a time. The answers so far travel in the address, so that going back is the browser's own."""
    matter = Ref("bundle", code)
    bundle = catalogue.matter(matter)
    told = situation.read(bundle, request.GET)
    if bundle.ticked:
        return _ticks(request, bundle, told)
    plan = cases.plan(matter=matter, answers=told.answers, by=actor_of(request))
    asked = request.GET.get("asked", "")
    question = _wanted(bundle, plan, told, request.GET.get("at", ""), asked)
    if question is None:
        return HttpResponseRedirect(f"{reverse('portal:plan', args=[code])}?{told.query()}")
    return render(request, "portal/cases/question.html", _asking(bundle, told, question, missed=asked == question.element))


def _wanted(bundle: Bundle, plan: Plan, told: Situation, at: str, asked: str) -> Question | None:
    """The one to change, the one just answered wrongly or not at all, or the next one that is open."""
    open_now = catalogue.questions(bundle, plan.answers, known={}, held={})
    by_key = {one.element: one for one in open_now}
    if at in by_key:
        return by_key[at]
    if asked in by_key and (asked in told.wrong or asked not in plan.answers):
        return by_key[asked]
    return next((one for one in open_now if plan.answers.get(one.element) in (None, "")), None)


def _asking(bundle: Bundle, told: Situation, question: Question, *, missed: bool) -> dict[str, object]:
    keys = [one.element for one in bundle.questions]
    number = keys.index(question.element)
    errors = told.wrong.get(question.element, ()) or ((gettext("Please answer this question."),) if missed else ())
    value = told.raw.get(question.element, "")
    control = replace(fields.control(Field(told.held[question.element], required=True, value=value), errors), heading=True)
    carried = {key: as_text(one) for key, one in told.answers.items() if key != question.element}
    earlier = [key for key in keys[:number] if key in told.answers]
    address = reverse("portal:questions", args=[bundle.code])
    back = f"{address}?{urlencode({**{key: as_text(one) for key, one in told.answers.items()}, 'at': earlier[-1]})}" if earlier else ""
    return {
        "bundle": bundle,
        "control": control,
        "controls": [control],
        "carried": carried,
        "why": question.why.say(language()),
        "back": back or reverse("portal:bundle", args=[bundle.code]),
        "number": number + 1,
        "all": len(keys),
        "steps": ["past" if at < number else "here" if at == number else "" for at in range(len(keys))],
    }


def _ticks(request: HttpRequest, bundle: Bundle, told: Situation) -> HttpResponse:
    """自己选: no source says who needs which item, so all are there to be ticked; whoever has ticked goes on to the plan."""
    given = told.answers.get(TICKED)
    chosen = {str(one) for one in given} if isinstance(given, list) else set()
    errors: tuple[str, ...] = ()
    if "asked" in request.GET:
        errors = told.wrong.get(TICKED, ()) or _untickable(request, bundle, told)
        if not errors:
            return HttpResponseRedirect(f"{reverse('portal:plan', args=[bundle.code])}?{told.query()}")
    question, guides = elements.element(TICKED), catalogue.guides_of(bundle)
    nobody = not any(one.organisation_name for one in guides.values())
    control = Control(
        name=TICKED,
        label=question.title.say(language()),
        kind="checks",
        options=tuple(_option(line, guides, nobody=nobody, chosen=line.item in chosen) for line in bundle.items),
        help=f"{question.why.say(language())} {question.help.say(language())}",
        errors=errors,
        heading=True,
    )
    shown = {"bundle": bundle, "control": control, "controls": [control], "nobody": nobody}
    return render(request, "portal/cases/ticks.html", shown)


def _untickable(request: HttpRequest, bundle: Bundle, told: Situation) -> tuple[str, ...]:
    """Why there is no plan for what was ticked."""
    if not told.answers:
        return (gettext("Tick at least one item."),)
    try:
        cases.plan(matter=Ref("bundle", bundle.code), answers=told.answers, by=actor_of(request))
    except catalogue.NotOfThisMatter as refused:
        return (translate.refusal(refused).message,)
    return ()


def _option(line: BundleItem, guides: Mapping[ItemCode, Guide], *, nobody: bool, chosen: bool) -> Option:
    """An item to tick; beside it how fast and who decides, as far as the source says; what it says of none is said once, below."""
    guide = guides.get(line.item)
    promised = line.promised or (guide.promised if guide else None)
    note = gettext("promised: %(term)s") % {"term": term(promised) if promised else gettext("Not published")}
    if not nobody:
        note += " · " + (guide.organisation_name if guide and guide.organisation_name else gettext("department not published"))
    return Option(line.item, line.name.say(language()), chosen, note)


@public
@require_safe
def bundle_plan(request: HttpRequest, code: str) -> HttpResponse:
    return _plan(request, Ref("bundle", code))


@public
@require_safe
def item_plan(request: HttpRequest, code: str) -> HttpResponse:
    """An item alone is a bundle of one."""
    return _plan(request, Ref("item", code))


def _plan(request: HttpRequest, matter: Ref) -> HttpResponse:
    bundle = catalogue.matter(matter)
    actor, told = actor_of(request), situation.read(bundle, request.GET)
    if bundle.ticked and not told.answers:
        return HttpResponseRedirect(reverse("portal:questions", args=[matter.number]))
    plan = cases.plan(matter=matter, answers=told.answers, by=actor)
    named = {key for item in plan.items for key in reasons.keys_in(item.why)} | {*told.held, *plan.undecided}
    held = elements.elements(named)
    names = {str(item.code): item.name for item in plan.items}
    kind, query = ("bundle", told.query()) if matter.kind == "bundle" else ("item", "")
    asking = reverse("portal:questions", args=[matter.number]) if kind == "bundle" else ""
    sorted_papers = papers.planned(plan.materials, names, actor)
    given = {
        "plan": plan,
        "wrong": [text for texts in told.wrong.values() for text in texts],
        "home": reverse(f"portal:{kind}", args=[matter.number]),
        "begin": f"{reverse(f'portal:{kind}-begin', args=[matter.number])}?{query}",
        "questions": f"{asking}?{query}" if asking else reverse("portal:item", args=[matter.number]),
        "who": identity.subject_name(actor.subject) if actor.subject else "",
        "picture": pictures.of_plan(plan) if any(one.promised for one in plan.chosen) else None,
        "unsaid": _unsaid(plan),
        "critical_names": gettext(", ").join(one.name.say(language()) for one in plan.chosen if one.critical),
        "first": [{"say": one.say, "links": _links(one)} for one in plan.first],
        "comes_later": any(one.matters for one in plan.first),
        "chosen": [_told_item(one, held, plan.answers, names) for one in plan.chosen],
        "left": [_told_item(one, held, plan.answers, names) for one in plan.items if one.chosen is not Chosen.YES],
        "materials": sorted_papers.lines,
        "bring": sorted_papers.bring,
        "have": sorted_papers.have,
        "made": sorted_papers.made,
        "situation": _ticked(bundle, plan, told, asking) if bundle.ticked else _situation(bundle, plan, told, held, asking),
        "claim_short": bool(
            bundle.claim and bundle.claim.days < max((one.promised.days for one in plan.chosen if one.promised), default=0)
        ),
    }
    return render(request, "portal/cases/plan.html", given)


def _links(one: Otherwise) -> list[dict[str, object]]:
    """What helps first, by name; a matter that is not published (any more) is left out."""
    told: list[dict[str, object]] = []
    for matter in one.matters:
        kind, _, code = matter.partition(":")
        try:
            named = catalogue.bundle(code).name if kind == "bundle" else catalogue.guide(code).name
        except Refusal:
            continue
        told.append({"name": named, "href": reverse("portal:bundle" if kind == "bundle" else "portal:item", args=[code])})
    return told


def _told_item(
    one: PlannedItem, held: Mapping[str, Element], answers: Mapping[str, object], names: Mapping[str, Words]
) -> dict[str, object]:
    why: Sequence[str] = one.why if one.chosen is not Chosen.UNDECIDED else ()
    after = [names[code].say(language()) for code in one.after if code in names]
    return {
        "code": one.code,
        "name": one.name,
        "chosen": str(one.chosen),
        "organisation_name": one.organisation_name,
        "authority": authority.tell(one.authority),
        "promised": one.promised,
        "legal": one.legal,
        "article": one.legal.reference if one.legal else "",
        "after_names": gettext(", ").join(after),
        "reasons": reasons.all_told(why, held, answers),
    }


def _unsaid(plan: Plan) -> bool:
    """Whether nobody published which papers are needed, which is not the same as none."""
    guides = catalogue.guides_of(plan.bundle)
    return not plan.bundle.materials and any(guides[one.code].materials is None for one in plan.chosen if one.code in guides)


def _ticked(bundle: Bundle, plan: Plan, told: Situation, asking: str) -> list[dict[str, str]]:
    said = gettext("%(n)s of %(all)s") % {"n": len(plan.chosen), "all": len(bundle.items)}
    return [{"title": gettext("Items ticked"), "value": said, "change": f"{asking}?{told.query()}", "source": ""}]


def _situation(bundle: Bundle, plan: Plan, told: Situation, held: Mapping[str, Element], asking: str) -> list[dict[str, str]]:
    """What was answered, with a way to change it; and what was known without asking."""
    lines = []
    for question in bundle.questions:
        key = question.element
        if plan.answers.get(key) in (None, ""):
            continue
        given = key in told.answers and told.answers[key] == plan.answers[key]
        query = urlencode({**{name: as_text(value) for name, value in told.answers.items()}, "at": key})
        lines.append(
            {
                "title": held[key].title.say(language()),
                "value": as_read(held[key], plan.answers[key]),
                "change": f"{asking}?{query}" if given and asking else "",
                "source": "" if given else gettext("we know this from your records"),
            }
        )
    return lines

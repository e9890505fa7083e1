"""能不能办: a self-check in a few taps, from what content already says: for whom the matter is, the questions whose answer ends it, the
conditions the source publishes. The answers stay in the address; of somebody who has not signed in nothing is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from zhengtong.channels.portal import situation
from zhengtong.channels.portal.situation import Situation
from zhengtong.channels.ui import fields
from zhengtong.channels.ui.fields import Control, Option, as_text
from zhengtong.channels.ui.translate import language
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, Otherwise, Question, SubjectKind
from zhengtong.foundation.forms.terms import Field
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal

WHO = "who"
_YES, _NO, _UNSURE = "yes", "no", "unsure"


@dataclass(frozen=True, slots=True)
class Link:
    name: object
    href: str


@dataclass(frozen=True, slots=True)
class Because:
    """One thing that stands in the way, and what to do about it."""

    text: object
    do: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """``verdict``: yes, no, unsure; "" while something is still open (``left`` of the controls)."""

    controls: tuple[Control, ...]
    verdict: str
    reasons: tuple[Because, ...]
    left: int
    begun: bool
    onward: str  # query string for the questions or the plan


def check(matter: Ref, bundle: Bundle, given: QueryDict, reader: Actor) -> Checked:
    """``bundle``: the matter itself, or the item as a bundle of one."""
    told = situation.read(bundle, given)
    known = cases.plan(matter=matter, answers=told.answers, by=reader).answers if bundle.questions else {}
    controls: list[Control] = []
    reasons: list[Because] = []
    _whom(bundle, given.get(WHO, ""), reader, controls, reasons)
    _deciding(bundle, told, known, controls, reasons)
    unsure = _conditions(bundle, given, controls, reasons)
    left = sum(1 for one in controls if not one.value)
    verdict = _NO if reasons else "" if left else _UNSURE if unsure else _YES
    begun = any(one.value for one in controls)
    return Checked(tuple(controls), verdict if controls or reasons else "", tuple(reasons or unsure), left, begun, told.query())


def _whom(bundle: Bundle, given: str, reader: Actor, controls: list[Control], reasons: list[Because]) -> None:
    """Asked only where the matter is for one kind alone, and only of somebody who has not signed in."""
    if len(bundle.subjects) != 1:
        return
    (only,) = bundle.subjects
    if reader.kind is ActorKind.MEMBER and reader.subject is not None:
        if reader.subject.kind != only:
            reasons.append(_wrong_subject(only, reader))
        return
    options = (
        Option(str(SubjectKind.PERSON), gettext("for myself"), given == SubjectKind.PERSON),
        Option(str(SubjectKind.FIRM), gettext("for a firm"), given == SubjectKind.FIRM),
    )
    value = given if given in set(SubjectKind) else ""
    controls.append(Control(WHO, gettext("For whom do you want to do it?"), "choice", value, options, side=True))
    if value and value != only:
        reasons.append(_wrong_subject(only, reader))


def _wrong_subject(only: SubjectKind, reader: Actor) -> Because:
    if only is SubjectKind.PERSON:
        return Because(gettext("This is for people, not for firms."), gettext("Do it for yourself: whoever is concerned hands it in."))
    firms = [one.name for one in identity.subjects_of(reader) if not one.me]
    if firms:
        do = gettext("Act for your firm: choose %(name)s in your account menu, at the top of the page.") % {"name": firms[0]}
        return Because(gettext("This is for firms and other bodies."), do)
    do = gettext("Whoever may act for the firm hands it in. If there is no firm yet, register one first.")
    return Because(gettext("This is for firms and other bodies."), do, (Link(gettext("Start a firm"), reverse("portal:firms") + "#start"),))


def _deciding(
    bundle: Bundle, told: Situation, known: Mapping[str, object], controls: list[Control], reasons: list[Because]
) -> None:
    """The questions whose answer ends the matter, as far as they are open."""
    for question in catalogue.questions(bundle, known, known={}, held={}):
        if question.otherwise is None:
            continue
        answer = known.get(question.element)
        if question.element in told.answers or answer in (None, ""):
            controls.append(_control(question, told))
        if type(answer) is type(question.otherwise.answer) and answer == question.otherwise.answer:
            reasons.append(_first(question.otherwise))


def _settled(bundle: Bundle) -> set[str]:
    """Conditions nobody need be asked about: a question stands for it, or a paper is handed in by whoever does not meet it."""
    asked = {question.otherwise.condition for question in bundle.questions if question.otherwise}
    return asked | {paper.instead_of for paper in bundle.materials}


def _control(question: Question, told: Situation) -> Control:
    value = told.answers.get(question.element)
    shown = fields.control(Field(told.held[question.element], required=True, value=value), told.wrong.get(question.element, ()))
    return replace(shown, help="", value=as_text(value), why="")


def _first(otherwise: Otherwise) -> Because:
    return Because("", otherwise.say.say(language()), tuple(_links(otherwise.matters)))


def _links(matters: Iterable[str]) -> Iterable[Link]:
    """What helps first; a matter that is not published (any more) is left out."""
    for matter in matters:
        kind, _, code = matter.partition(":")
        try:
            name = catalogue.bundle(code).name if kind == "bundle" else catalogue.guide(code).name
        except Refusal:
            continue
        yield Link(name, reverse(f"portal:{'bundle' if kind == 'bundle' else 'item'}", args=[code]))


def _conditions(bundle: Bundle, given: QueryDict, controls: list[Control], reasons: list[Because]) -> list[Because]:
    """Each published condition, confirmed; returns those that somebody is not sure of."""
    unsure, settled = [], _settled(bundle)
    for place, condition in enumerate(bundle.conditions, 1):
        if condition.zh in settled:
            continue
        name = f"c{place}"
        value = given.get(name, "")
        value = value if value in {_YES, _NO, _UNSURE} else ""
        words = {_YES: gettext("Yes"), _NO: gettext("No"), _UNSURE: gettext("Not sure")}
        options = tuple(Option(key, word, key == value) for key, word in words.items())
        controls.append(Control(name, condition.say(language()), "choice", value, options, side=True))
        if value == _NO:
            reasons.append(Because(condition, gettext("This has to hold first. When it does, come back.")))
        elif value == _UNSURE:
            unsure.append(Because(condition, gettext("Ask before you begin: the body below knows, and so does the hotline.")))
    return unsure


def address(page: str, told: Checked) -> str:
    """On to the questions or the plan, with what was answered here."""
    return f"{page}?{told.onward}" if told.onward else page

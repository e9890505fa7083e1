"""办件: before there is a case: what would happen, and what is still missing."""

from collections.abc import Iterable, Mapping

from zhengtong.delivery.cases import policy, rules
from zhengtong.delivery.cases.errors import SituationUndecided
from zhengtong.delivery.cases.terms import Preparation
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, Plan
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.refusals import Problem
from zhengtong.kernel.words import Words


def plan(*, matter: Ref, answers: Mapping[str, object], by: Actor) -> Plan:
    """What would happen in this situation, with what we already hold about the subject acted for (nobody: nothing is known)."""
    bundle = catalogue.matter(matter)
    known, held = _held(bundle, by.subject, answers)
    return catalogue.plan(bundle, rules.effective(answers, known), known=known, held=held)


def earlier_answers(by: Actor, keys: Iterable[str], case: str = "") -> dict[str, object]:
    """What was answered in that case, else the last time, of those this actor sees; offered again and open to change."""
    wanted = set(keys)
    own = policy.own(by)
    row = (own.filter(number=case) if case else own.order_by("-submitted_at", "-id")).first()
    return {key: value for key, value in (row.answers if row else {}).items() if key in wanted}


def prepare(draft: str, by: Actor) -> Preparation:
    """A draft with its plan and everything still wrong or missing. Raises what forms.draft raises for a draft that is not the actor's."""
    held_draft = forms.draft(draft, by)
    bundle = catalogue.matter(held_draft.matter)
    known, held = _held(bundle, held_draft.subject, held_draft.answers)
    answers = rules.effective(held_draft.answers, known)
    computed = catalogue.plan(bundle, answers, known=known, held=held)
    problems = [Problem(key, SituationUndecided.message) for key in computed.undecided]
    problems += forms.check_answers(computed.form, answers)
    other_firm = answers.get(rules.FIRM_CODE) not in (None, "", held_draft.subject.number)
    represented = {one.ref.number for one in identity.subjects_of(by) if one.ref.kind == "firm"} if other_firm else set()
    problems += rules.check_named_firm(answers, held_draft.subject, represented)
    problems += rules.missing_materials(computed.materials, {file.material for file in held_draft.files})
    return Preparation(held_draft, computed, tuple(problems), catalogue.assurance_of(bundle, pins(computed)))


def pins(computed: Plan) -> tuple[Pin, ...]:
    """The content versions a case over this plan begins under: the matter's, and each chosen item's."""
    return (computed.bundle.pin, *(item.pin for item in computed.chosen if item.pin != computed.bundle.pin))


def _held(bundle: Bundle, subject: Ref | None, answers: Mapping[str, object]) -> tuple[dict[str, Known], dict[str, str]]:
    """What identity records and valid licences already answer for this subject, and which licences those are."""
    if subject is None:
        return {}, {}
    keys = catalogue.elements_of(bundle)
    by_type, by_licence = licences.held_and_known(subject, keys)
    held: dict[str, str] = {kind: str(number) for kind, number in by_type.items()}
    # a register that is kept current outvotes a licence issued earlier; so does whoever says that it is different this time
    known = {**rules.not_contradicted(by_licence, answers), **identity.known(subject, keys)}
    for question in bundle.questions:
        if question.answered_by_licence and question.answered_by_licence in held:
            number = held[question.answered_by_licence]
            known[question.element] = Known(question.element, True, f"licence:{number}", Words("持有的电子证照", "a licence you hold"))
    return known, held

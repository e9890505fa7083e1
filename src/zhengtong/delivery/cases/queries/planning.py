"""办件: before there is a case: what would happen, and what is still missing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from zhengtong.delivery.cases import policy, rules
from zhengtong.delivery.cases.errors import SituationUndecided
from zhengtong.delivery.cases.models import Choice
from zhengtong.delivery.cases.terms import Committable, Preparation, Promisable
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, Guide, ItemCode, Plan
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel import clock
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
    guides = {item.code: catalogue.guide(item.code, pin=item.pin) for item in computed.chosen}
    chosen = Choice.objects.filter(draft=draft).first()
    commitments = _commitments(computed, guides, chosen)
    replaced = rules.replaced(computed.materials, {one.item: one.commitment for one in commitments if one.made})
    computed = replace(computed, materials=tuple(one for one in computed.materials if one.material.code not in replaced))
    there = {file.material for file in held_draft.files}
    promisable = _promisable(computed, guides, there, chosen)
    problems += rules.missing_materials(computed.materials, there, {one.material.code for one in promisable if one.promised})
    level = catalogue.assurance_of(bundle, pins(computed))
    return Preparation(held_draft, computed, tuple(problems), level, commitments, promisable)


def _commitments(computed: Plan, guides: Mapping[ItemCode, Guide], chosen: Choice | None) -> tuple[Committable, ...]:
    """可告知承诺的事项; made by the yes to its own question, else by the applicant's choice of the very text that holds now."""
    found = []
    for item in computed.chosen:
        rule = guides[item.code].handling.commitment
        if rule is None:
            continue
        text = rules.digest(rule)
        made = bool(computed.answers.get(rule.answer)) if rule.answer else (chosen.committed if chosen else {}).get(item.code) == text
        found.append(Committable(item.code, item.name, rule, text, made))
    return tuple(found)


def _promisable(
    computed: Plan, guides: Mapping[ItemCode, Guide], there: Collection[str], chosen: Choice | None
) -> tuple[Promisable, ...]:
    """可容缺的材料 that are not attached; a paper that is there needs no promise."""
    materials = {one.material.code: one.material for one in computed.materials}
    allowed = rules.deferrable(computed.materials, {str(code): one.handling for code, one in guides.items()})
    wanted, calendar, today = (chosen.later if chosen else []), catalogue.calendar(), clock.today()
    return tuple(
        Promisable(materials[code], rule, rules.promised_by(calendar, rule, today), code in wanted)
        for code, rule in allowed.items()
        if code not in there
    )


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

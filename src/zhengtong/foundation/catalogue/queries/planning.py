"""办理计划: the plan of a bundle in one situation."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from zhengtong.foundation.catalogue.queries import documents, reading
from zhengtong.foundation.catalogue.queries.editions import store
from zhengtong.foundation.catalogue.rules import choice, single
from zhengtong.foundation.catalogue.rules import plan as rule
from zhengtong.foundation.catalogue.terms import Bundle, Guide, ItemCode, Plan, Question
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import Ask
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AuthorityView, Known, OrganisationView
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.refs import Pin


def plan(
    bundle: Bundle,
    answers: Mapping[str, object],
    *,
    known: Mapping[str, Known],
    held: Mapping[str, str],
    pins: Iterable[Pin] = (),
) -> Plan:
    """What will happen. Items stand as pinned, else as they are now. Raises ItemWithdrawn where a chosen item is no longer offered."""
    told = _told(answers)
    said = {*known, *(key for key, value in told.items() if value not in (None, ""))}
    guides = {code: single.with_general_form(one, said, bundle.subjects) for code, one in _named(bundle, pins).items()}
    early = documents.from_receipt(frozenset(one.regime for one in guides.values()))
    found = rule.plan(bundle, guides, told, known=known, held=held, merge=forms.compute, from_receipt=early)
    for item in found.chosen:
        if not item.pin.sha256:
            raise reading.missing("item", item.code)
    return found


def _named(bundle: Bundle, pins: Iterable[Pin]) -> dict[ItemCode, Guide]:
    """The items, each in the hands of the body that acts for it today, by its published name instead of a source's word (公安, 财政)."""
    guides = reading.guides_of(bundle, pins)
    acting = identity.authorities_of((one.organisation, one.code) for one in guides.values() if one.organisation)
    bodies = identity.organisations_by_code(one.acting for one in acting.values())
    return {code: _acted(one, acting.get((one.organisation, one.code)), bodies) for code, one in guides.items()}


def acted(guide: Guide) -> Guide:
    """One guide in the hands of whoever acts for it today; as it is where no department is published."""
    if not guide.organisation:
        return guide
    authority = identity.authority_of(organisation=guide.organisation, item=guide.code)
    return _acted(guide, authority, identity.organisations_by_code([authority.acting]))


def _acted(guide: Guide, authority: AuthorityView | None, bodies: Mapping[str, OrganisationView]) -> Guide:
    """实施主体 of the day: what a reform closed goes to the successor, what is delegated to the delegate (行政许可法 art. 24)."""
    if authority is None:
        return guide
    body = bodies.get(authority.acting)
    name = body.name.zh if body else guide.organisation_name
    return replace(guide, organisation=authority.acting, organisation_name=name, authority=authority)


def questions(
    bundle: Bundle, answers: Mapping[str, object], *, known: Mapping[str, Known], held: Mapping[str, str]
) -> tuple[Question, ...]:
    """情形引导: the questions to put now; further ones may follow from their answers."""
    return choice.questions(bundle, choice.values(bundle, _told(answers), known=known, held=held))


def asks_of(guide: Guide, answers: Mapping[str, object]) -> tuple[Ask, ...]:
    """What an item asks, or the general form where it asks nothing itself."""
    return single.with_general_form(guide, answers).asks


def elements_of(bundle: Bundle) -> frozenset[str]:
    """Every element that the bundle may ask or weigh: what is worth looking up before a plan is made. Worked out once per edition."""
    things, key = store(), ("elements", bundle.pin)
    if key not in things:
        things[key] = _elements_of(bundle)
    return things[key]  # type: ignore[return-value]


def _elements_of(bundle: Bundle) -> frozenset[str]:
    guides = reading.guides_of(bundle).values()
    asks = [ask for guide in guides for ask in guide.asks]
    general = {key for guide in guides if not guide.asks for key in single.elements_of(guide.subjects or bundle.subjects)}
    materials = [*bundle.materials, *(one for guide in guides for one in guide.materials or ())]
    conditions = [*(one.when for one in bundle.items), *(one.when for one in bundle.questions)]
    conditions += [*(one.when for one in asks), *(one.check for one in asks), *(one.when for one in materials)]
    named = {key for text in set(conditions) if text.strip() for key in expressions.names(expressions.parse(text))}
    return frozenset(general | {ask.element for ask in asks} | {one.element for one in bundle.questions} | named)


def _told(answers: Mapping[str, object]) -> dict[str, object]:
    """Answers in their normal form: "120" of an area is a number before a condition weighs it."""
    return forms.normal_answers(answers)

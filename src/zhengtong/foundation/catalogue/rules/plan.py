"""办理计划: one bundle and one situation make items, order, days, papers and questions. Computed, never stored."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from zhengtong.foundation.catalogue.rules import choice, materials, order, ticking
from zhengtong.foundation.catalogue.rules.choice import Verdict
from zhengtong.foundation.catalogue.terms import (
    Bundle,
    BundleItem,
    Chosen,
    Guide,
    ItemCode,
    Lane,
    Plan,
    PlannedItem,
    Term,
)
from zhengtong.foundation.forms.terms import Ask, Form
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel.refs import Pin

Merge = Callable[[Sequence[Ask], Mapping[str, object], Mapping[str, Known]], Form]


def plan(
    bundle: Bundle,
    guides: Mapping[ItemCode, Guide],
    answers: Mapping[str, object],
    *,
    known: Mapping[str, Known],
    held: Mapping[str, str],
    merge: Merge,
    from_receipt: Collection[str] = (),
) -> Plan:
    """What will happen in this situation. ``merge`` makes one form of what the chosen items ask. Raises CircularOrder.

    ``from_receipt``: the regimes under which a term runs from the receipt of the application.
    """
    told = choice.values(bundle, answers, known=known, held=held)
    verdicts = ticking.choose(bundle, told) if bundle.ticked else choice.choose(bundle.items, told)
    waits = materials.waits(bundle, guides, held)
    early = {code for code, guide in guides.items() if guide.regime in from_receipt}
    items = _items(bundle, guides, verdicts, waits, early)
    chosen = tuple(item.code for item in items if item.chosen is Chosen.YES)
    asks = [ask for code in chosen if code in guides for ask in guides[code].asks]
    return Plan(
        bundle=bundle,
        answers=dict(answers),
        items=items,
        lanes=lanes(items),
        materials=materials.together(bundle, chosen, guides, told, held),
        form=merge(asks, {**choice.by_licence(bundle, held), **answers}, known),
        days=_promised_in_all(items),
        legal_days=_by_law(items, waits, early),
        undecided=_undecided(bundle, guides, verdicts, chosen, told),
        first=() if chosen else choice.first(bundle, told),
    )


def lanes(items: Sequence[PlannedItem]) -> tuple[Lane, ...]:
    """分头办理: the chosen items by the organisation that decides them; the lane that opens first stands first."""
    found: dict[tuple[str, str], list[PlannedItem]] = {}
    for item in items:
        if item.chosen is Chosen.YES:
            found.setdefault((item.organisation, "" if item.organisation else item.organisation_name), []).append(item)
    return tuple(Lane(organisation, name or held[0].organisation_name, tuple(held)) for (organisation, name), held in found.items())


def _items(
    bundle: Bundle,
    guides: Mapping[ItemCode, Guide],
    verdicts: Mapping[ItemCode, Verdict],
    waits: Mapping[ItemCode, frozenset[ItemCode]],
    early: Collection[ItemCode],
) -> tuple[PlannedItem, ...]:
    """All items in the order of work; the chosen ones with their place in the timetable."""
    lines = {item.item: item for item in bundle.items}
    chosen = {code for code, verdict in verdicts.items() if verdict.chosen is Chosen.YES}
    days = {code: _days(_promised(lines[code], guides.get(code))) for code in chosen}
    slots = order.timetable(days, waits, from_receipt=early)
    planned = []
    for code in order.in_order(waits):
        item, slot = _item(lines[code], guides.get(code), verdicts[code]), slots.get(code)
        if slot:
            after = tuple(sorted(waits[code] & chosen))
            item = replace(item, after=after, starts=slot.starts, ends=slot.ends, critical=slot.critical)
        planned.append(item)
    return tuple(planned)


def _item(line: BundleItem, guide: Guide | None, verdict: Verdict) -> PlannedItem:
    promised, why, unknown = _promised(line, guide), verdict.because, verdict.unknown
    if guide is None:
        return PlannedItem(line.item, Pin("item", line.item, ""), line.name, verdict.chosen, why, unknown, promised=promised)
    return PlannedItem(
        code=line.item,
        pin=guide.pin,
        name=line.name or guide.name,
        chosen=verdict.chosen,
        why=why,
        unknown=unknown,
        organisation=guide.organisation,
        organisation_name=guide.organisation_name,
        authority=guide.authority,
        regime=guide.regime,
        promised=promised,
        legal=guide.by_law,
        outcome=guide.outcome,
    )


def _promised(line: BundleItem, guide: Guide | None) -> Term | None:
    """What the bundle promises for this item goes before what the item promises alone."""
    return line.promised or (guide.promised if guide else None)


def _days(term: Term | None) -> int:
    return order.working_days(term) if term else 0


def _promised_in_all(items: Sequence[PlannedItem]) -> int | None:
    """The longest path as promised; none where a chosen item promises no term: then nobody can say."""
    chosen = [item for item in items if item.chosen is Chosen.YES]
    return max((item.ends for item in chosen), default=0) if all(item.promised for item in chosen) else None


def _by_law(
    items: Sequence[PlannedItem], waits: Mapping[ItemCode, frozenset[ItemCode]], early: Collection[ItemCode]
) -> int | None:
    """The longest path by law; none where a chosen item publishes no term by law."""
    terms = {item.code: item.legal for item in items if item.chosen is Chosen.YES}
    if not terms or not all(terms.values()):
        return None
    return order.whole(order.timetable({code: _days(term) for code, term in terms.items()}, waits, from_receipt=early))


def _undecided(
    bundle: Bundle,
    guides: Mapping[ItemCode, Guide],
    verdicts: Mapping[ItemCode, Verdict],
    chosen: Sequence[ItemCode],
    told: Mapping[str, object],
) -> tuple[str, ...]:
    """What still decides an item, or a material and is asked before the plan; in the order of the questions."""
    asked = [question.element for question in bundle.questions]
    open_ones = {key for verdict in verdicts.values() for key in verdict.unknown}
    open_ones |= materials.unknown(bundle, chosen, guides, told) & set(asked)
    return (*(key for key in asked if key in open_ones), *sorted(open_ones - set(asked)))

"""材料: what to bring for all chosen items together, each thing once, and what need not be brought."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zhengtong.foundation.catalogue.rules.choice import verdict
from zhengtong.foundation.catalogue.terms import Bundle, BundleItem, Chosen, Guide, ItemCode, Material, MaterialState, PlannedMaterial

_STRONGEST = {True: 2, None: 1, False: 0}


@dataclass(slots=True)
class _Need:
    material: Material
    by: set[ItemCode]


def together(
    bundle: Bundle, chosen: Sequence[ItemCode], guides: Mapping[ItemCode, Guide], told: Mapping[str, object], held: Mapping[str, str]
) -> tuple[PlannedMaterial, ...]:
    """Merge by code, in the bundle's order. What only the bundle names is needed by every chosen item; of two the stricter holds.

    Where items are ticked no source says which of them a paper belongs to: one that is for some circumstance (a note says which) is not
    demanded of everybody (行政许可法 art. 31: nothing unrelated may be asked for).
    """
    claimed = {material.code for guide in guides.values() for material in guide.materials or ()}
    needs: dict[str, _Need] = {}
    for material in bundle.materials:
        if material.code not in claimed and chosen and _needed(material, told):
            loose = bundle.ticked and material.note and material.required
            needs[material.code] = _Need(replace(material, required=False) if loose else material, set(chosen))
    for code in chosen:
        for material in _of(guides, code):
            if _needed(material, told):
                need = needs.setdefault(material.code, _Need(material, set()))
                need.material, need.by = _stricter(need.material, material), need.by | {code}
    order = dict.fromkeys([*(material.code for material in bundle.materials), *needs])
    makers = _makers(bundle, chosen, guides)
    return tuple(_planned(needs[code], chosen, held, makers) for code in order if code in needs)


def unknown(bundle: Bundle, chosen: Iterable[ItemCode], guides: Mapping[ItemCode, Guide], told: Mapping[str, object]) -> frozenset[str]:
    """The element keys that would still decide whether a material is needed."""
    materials = [*bundle.materials, *(one for code in chosen for one in _of(guides, code))]
    return frozenset(key for material in materials for key in verdict(material.when, told).unknown)


def waits(bundle: Bundle, guides: Mapping[ItemCode, Guide], held: Mapping[str, str]) -> dict[ItemCode, frozenset[ItemCode]]:
    """Whom each item waits for: what the bundle writes, and whoever makes a material that it takes and nobody holds yet."""
    codes = [item.item for item in bundle.items]
    makers = _makers(bundle, codes, guides)
    found: dict[ItemCode, frozenset[ItemCode]] = {}
    for item in bundle.items:
        lacking = [material for material in _of(guides, item.item) if material.licence not in held]
        taken = {word for material in lacking for word in (material.code, material.licence) if word}
        made = {maker for word in taken for maker in makers.get(word, ()) if maker != item.item}
        found[item.item] = frozenset(item.after) | made
    return found


def _of(guides: Mapping[ItemCode, Guide], code: ItemCode) -> tuple[Material, ...]:
    return guides[code].materials or () if code in guides else ()


def _needed(material: Material, told: Mapping[str, object]) -> bool:
    return verdict(material.when, told).chosen is Chosen.YES


def _planned(need: _Need, chosen: Sequence[ItemCode], held: Mapping[str, str], makers: Mapping[str, list[ItemCode]]) -> PlannedMaterial:
    by = tuple(code for code in chosen if code in need.by)
    material = need.material
    if material.licence and material.licence in held:
        return PlannedMaterial(material, by, MaterialState.HELD, held[material.licence])
    for word in filter(None, (material.code, material.licence)):
        for maker in makers.get(word, ()):
            if maker not in by:
                return PlannedMaterial(material, by, MaterialState.PRODUCED, maker)
    return PlannedMaterial(material, by, MaterialState.BRING)


def _makers(bundle: Bundle, chosen: Sequence[ItemCode], guides: Mapping[ItemCode, Guide]) -> dict[str, list[ItemCode]]:
    """Material code or licence type → the chosen items it comes out of."""
    makers: dict[str, list[ItemCode]] = {}
    items: dict[ItemCode, BundleItem] = {item.item: item for item in bundle.items}
    for code in sorted(chosen):
        made = set(items[code].produces) if code in items else set()
        if code in guides and guides[code].outcome.licence_type:
            made.add(guides[code].outcome.licence_type)
        for word in made:
            makers.setdefault(word, []).append(code)
    return makers


def _stricter(one: Material, other: Material) -> Material:
    required = max(one.required, other.required, key=lambda value: _STRONGEST[value])
    copies = max(filter(None, (one.copies, other.copies)), default=None)
    return replace(one, required=required, copies=copies, licence=one.licence or other.licence)

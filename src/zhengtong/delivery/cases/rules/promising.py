"""容缺与告知承诺规则: which papers may follow, until when, and what a commitment replaces. Pure."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from zhengtong.foundation.catalogue.terms import Commitment, Deferrable, Handling, MaterialState, PlannedMaterial, Unit
from zhengtong.kernel import workdays

_LENGTH = {Unit.WORKING_DAY: 7 / 5}


def deferrable(materials: Iterable[PlannedMaterial], handling: Mapping[str, Handling]) -> dict[str, Deferrable]:
    """可容缺的材料: a paper that several items need may follow only where each of them says so; then within the shortest term."""
    found: dict[str, Deferrable] = {}
    for one in materials:
        if one.state is not MaterialState.BRING or not one.material.required:
            continue
        allowed = [_of(handling.get(item), one.material.code) for item in one.needed_by]
        held = [each for each in allowed if each is not None]
        if held and len(held) == len(allowed):
            found[one.material.code] = min(held, key=lambda each: each.term.days * _LENGTH.get(each.term.unit, 1))
    return found


def _of(handling: Handling | None, material: str) -> Deferrable | None:
    return next((one for one in handling.deferrable if one.material == material), None) if handling else None


def promised_by(calendar: workdays.Calendar, deferrable: Deferrable, on: date) -> date:
    """补交期限: the day of the promise does not count (民法典 art. 201)."""
    working = deferrable.term.unit is Unit.WORKING_DAY
    return workdays.due(calendar, after=on, days=deferrable.term.days, working=working).on


def lacking(
    materials: Iterable[PlannedMaterial], handling: Mapping[str, Handling], later: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Item → papers without which it is not approved. An item whose content lets it be granted first waits for none of them."""
    found: dict[str, list[str]] = {item: [] for item in handling}
    for one in materials:
        if one.material.code not in later:
            continue
        for item in one.needed_by:
            rule = _of(handling.get(item), one.material.code)
            if item in found and not (rule and rule.grant_without):
                found[item].append(one.material.code)
    return {item: tuple(codes) for item, codes in found.items()}


def replaced(materials: Iterable[PlannedMaterial], commitments: Mapping[str, Commitment]) -> frozenset[str]:
    """承诺替代的材料: not asked where every item that needs them was committed to, and its law lets the commitment replace them."""
    return frozenset(
        one.material.code
        for one in materials
        if one.needed_by and all(item in commitments and one.material.code in commitments[item].materials for item in one.needed_by)
    )


def digest(commitment: Commitment) -> str:
    """Of everything that was told: one sign changed, and it was said of another."""
    told = [commitment.told.zh, commitment.told.en, commitment.reference, commitment.breach.zh, *commitment.materials]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

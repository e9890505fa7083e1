"""排序: how well a name answers a question, and the order of the answers. The same on every database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhengtong.foundation.catalogue.rules import spelling
from zhengtong.foundation.catalogue.rules.wording import Alternative, Slot, Wanted
from zhengtong.foundation.catalogue.terms import HitKind

ENOUGH = 0.36  # of what was asked must be answered
ELSEWHERE = 0.5  # of a word found beside the name (department, result) instead of in it
PARTLY = 0.75  # of a word of which only some pairs are found
_BUNDLE, _OWN, _FILED, _WHOLE, _CLOSE = 0.06, 0.06, 0.02, 0.06, 0.14


@dataclass(frozen=True, slots=True)
class Candidate:
    """What ranking looks at. ``name`` and ``more`` are in small letters."""

    place: int
    kind: HitKind
    code: str
    name: str
    more: str
    own: bool
    filed_online: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    place: int
    score: float
    why: str


def rank(wanted: Wanted, candidates: Iterable[Candidate], *, limit: int) -> tuple[Ranked, ...]:
    """Best first. Bundles stand before items, the own city before neighbours, short names before long where all else is equal."""
    found = []
    for one in candidates:
        score, why = score_of(wanted, one)
        if score > 0:
            found.append((-round(score, 4), one.kind is not HitKind.BUNDLE, not one.own, len(one.name), one.code, one.place, why))
    found.sort()
    return tuple(Ranked(place, -score, why) for score, *_, place, why in found[:limit])


def score_of(wanted: Wanted, one: Candidate) -> tuple[float, str]:
    """0 where too little of the question is answered."""
    if wanted.letters and wanted.letters in one.more.split("\n", 1)[0].split():
        return 2.0, "code"
    total = answered = 0.0
    covered = 0
    why = "title"
    for slot in wanted.slots:
        total += slot.weight
        met, alternative = _met(slot, one)
        answered += slot.weight * met
        if alternative is not None:
            covered += len(alternative.text)
            if alternative.why != "title" and not slot.weak:
                why = alternative.why
    share = answered / total if total else 0.0
    if share < ENOUGH:
        return 0.0, ""
    extra = _CLOSE * min(1.0, covered / max(1, len(one.name)))
    extra += _WHOLE if len(wanted.plain) > 1 and wanted.plain in one.name else 0.0
    extra += (_BUNDLE if one.kind is HitKind.BUNDLE else 0.0) + (_OWN if one.own else 0.0) + (_FILED if one.filed_online else 0.0)
    return share + extra * share, why


def _met(slot: Slot, one: Candidate) -> tuple[float, Alternative | None]:
    """How well the best alternative is met, and which it was where the name itself holds it."""
    best, held = 0.0, None
    for alternative in slot.alternatives:
        if alternative.trust <= best:
            break
        if alternative.text in one.name:
            best, held = alternative.trust, alternative
        else:
            met = ELSEWHERE if alternative.text in one.more else _partly(alternative.text, one.name)
            if met * alternative.trust > best:
                best, held = met * alternative.trust, None
    return best, held


def _partly(text: str, name: str) -> float:
    if len(text) < 3:
        return 0.0
    pairs: Sequence[str] = spelling.pairs(text)
    return PARTLY * sum(pair in name for pair in pairs) / len(pairs) if len(pairs) > 1 else 0.0

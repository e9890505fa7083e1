"""排序: how well a name answers a question, and the order of the answers. The same on every database."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from zhengtong.foundation.catalogue.rules import spelling
from zhengtong.foundation.catalogue.rules.slots import Alternative, Slot, Wanted
from zhengtong.foundation.catalogue.terms import HitKind

ENOUGH = 0.36  # of what was asked must be answered
ENOUGH_OF_MANY = 0.25  # of a question of several words, most of which tell about the asker
MANY = 3  # words
TAIL = 0.5  # of the best score; what answers less than that is left out
RESULT = 0.97  # of a word found in the name of what one has in the end
ELSEWHERE = 0.5  # of a word found beside the name (department, result) instead of in it
PARTLY = 0.75  # of a word of which only some pairs are found
INITIALS = 0.9  # of a question typed as the first letters of a name
_BUNDLE, _OWN, _FILED, _INSIDE, _WHOLE, _CLOSE, _AGAIN = 0.06, 0.1, 0.02, -0.08, 0.06, 0.14, 0.02
_LATER = -0.06  # of what comes after having it, where nobody asked for that
_Order = tuple[float, bool, bool, int, str, int, str]
_Line = tuple[_Order, str]


class Candidate(NamedTuple):
    """What ranking looks at, in small letters. ``size``: characters of the Chinese name. ``inside``: an item only of one bundle.

    ``result``: what one has in the end (营业执照), where a document says it. ``later``: of what comes after having it (注销).
    """

    place: int
    kind: HitKind
    code: str
    name: str
    more: str
    size: int
    initials: str = ""
    own: bool = False
    filed_online: bool = False
    inside: bool = False
    result: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    place: int
    score: float
    why: str


def rank(wanted: Wanted, candidates: Iterable[Candidate], *, limit: int) -> tuple[Ranked, ...]:
    """Best first. Bundles stand before items, the own city before neighbours, short names before long where all else is equal."""
    found: list[_Line] = []
    for one in candidates:
        score, why = score_of(wanted, one)
        if score > 0:
            line = (-round(score, 4), one.kind is not HitKind.BUNDLE, not one.own, one.size, one.code, one.place, why)
            found.append((line, one.name if one.inside else one.code))
    found.sort()
    return tuple(Ranked(place, -score, why) for score, *_, place, why in _apart(found)[:limit])


def _apart(found: list[_Line]) -> list[_Order]:
    """Without what is far behind the best. The same step of several bundles stands once in its place, and again only after all others."""
    once: dict[str, _Order] = {}
    again = []
    for line, name in found:
        if line[0] > found[0][0][0] * TAIL:
            break
        if once.setdefault(name, line) is not line:
            again.append(line)
    return [*once.values(), *again]


def score_of(wanted: Wanted, one: Candidate) -> tuple[float, str]:
    """0 where too little of the question is answered."""
    if wanted.letters and wanted.letters in one.more.split("\n", 1)[0].split():
        return 2.0, "code"
    if len(wanted.letters) > 2 and one.initials.startswith(wanted.letters):
        return INITIALS + _extra(wanted, one, len(wanted.letters)), "pinyin"
    total = answered = again = 0.0
    covered = strong = 0
    why = "title"
    for slot in wanted.slots:
        total += slot.weight
        strong += not slot.weak
        met, alternative, others = _met(slot, one)
        again += others
        answered += slot.weight * met
        if alternative is not None:
            covered += len(alternative.text)
            if alternative.why != "title" and not slot.weak:
                why = alternative.why
    share = answered / total if total else 0.0
    if share < (ENOUGH_OF_MANY if strong >= MANY else ENOUGH):
        return 0.0, ""
    return share * (1 + _extra(wanted, one, covered) + _AGAIN * min(again, 3)), why


def _extra(wanted: Wanted, one: Candidate, covered: int) -> float:
    """What sets equal answers apart."""
    extra = _CLOSE * min(1.0, covered / max(1, one.size))
    extra += _WHOLE if len(wanted.plain) > 1 and wanted.plain in one.name else 0.0
    extra += (_BUNDLE if one.kind is HitKind.BUNDLE else 0.0) + (_OWN if one.own else 0.0)
    extra += _LATER if one.later and not wanted.later else 0.0
    return extra + (_FILED if one.filed_online else 0.0) + (_INSIDE if one.inside else 0.0)


def _met(slot: Slot, one: Candidate) -> tuple[float, Alternative | None, int]:
    """How well the best alternative is met, which it was where the name itself holds it, and how many others the name holds too."""
    best, held, others = 0.0, None, 0
    for alternative in slot.alternatives:
        if _holds(one.name, alternative.text):
            if held is None and alternative.trust > best:
                best, held = alternative.trust, alternative
            elif held is not None and alternative.text not in held.text:
                others += 1
        elif held is None and one.result and alternative.trust * RESULT > best and _holds(one.result, alternative.text):
            best = alternative.trust * RESULT
        elif held is None and alternative.trust * PARTLY > best:
            met = ELSEWHERE if _holds(one.more, alternative.text) else _partly(alternative.text, one.name)
            best = max(best, met * alternative.trust)
    return best, held, others


def _holds(text: str, word: str) -> bool:
    """Chinese anywhere; letters and figures only where a word begins (age does not stand in «village»)."""
    at = text.find(word)
    while at > 0 and word[0].isascii() and text[at - 1].isascii() and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at >= 0


def _partly(text: str, name: str) -> float:
    pairs = _pairs(text)
    return PARTLY * sum(pair in name for pair in pairs) / len(pairs) if len(pairs) > 1 else 0.0


@lru_cache(maxsize=4096)
def _pairs(text: str) -> tuple[str, ...]:
    return tuple(spelling.pairs(text)) if len(text) > 2 else ()

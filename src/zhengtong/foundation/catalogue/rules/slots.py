"""词位: one thing asked for, with all the words it may be called by, and how much it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from zhengtong.foundation.catalogue.rules import spelling
from zhengtong.foundation.catalogue.rules.lexicon import Lexicon

TITLE, SYNONYM, PINYIN, TYPO = "title", "synonym", "pinyin", "typo"
_TRUST = {TITLE: 1.0, PINYIN: 0.92, TYPO: 0.82}
_OFFICIAL, _ALSO = 0.96, 0.87  # of the official word for what was typed, and of another plain word for it
WEAK = 0.15  # of a slot that says little
WEAK_IN_ALL = 0.3  # of all such slots of a question together, however many words somebody makes
LATER = re.compile("变更|延续|延期|续期|补办|补发|换发|换证|换领|校验|注销|撤销|终止|停业|歇业|转入|转出|遗失|恢复")
MOST_ALTERNATIVES = 8
MOST_SLOTS = 10


@dataclass(frozen=True, slots=True)
class Alternative:
    text: str
    trust: float
    why: str


@dataclass(frozen=True, slots=True)
class Slot:
    """``cited``: a law, an article or a code: it is looked for beside names, whether or not a name holds it."""

    alternatives: tuple[Alternative, ...]
    weight: float
    weak: bool = False
    cited: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. ``plain``: the question without its plain words, in one piece."""

    plain: str
    slots: tuple[Slot, ...] = ()
    letters: str = ""  # the whole question, where it is Latin letters or figures: perhaps first letters or a code
    later: bool = False  # whether it may be about what comes after having something

    @property
    def strong(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if not slot.weak) or self.slots


def said(word: str, lexicon: Lexicon) -> Slot:
    """The word as it was typed."""
    return meant(word, (word,), lexicon, TITLE)


def meant(typed: str, words: tuple[str, ...], lexicon: Lexicon, why: str) -> Slot:
    """One slot: each word it may mean, with all that mean the same; the most trusted first."""
    found: dict[str, Alternative] = {}
    for word in words[:MOST_ALTERNATIVES]:
        found.setdefault(word, Alternative(word, _TRUST[why], why))
        for other in lexicon.same(word):
            trust = _TRUST[why] * (_OFFICIAL if other in lexicon.official else _ALSO)
            found.setdefault(other, Alternative(other, trust, SYNONYM if why == TITLE else why))
    alternatives = tuple(sorted(found.values(), key=lambda one: -one.trust))[:MOST_ALTERNATIVES]
    weak = typed in lexicon.little
    often = max((_count(one.text, lexicon) for one in alternatives), default=0)
    return Slot(alternatives, WEAK if weak else _weight(often, lexicon.names) * (1.0 if len(typed) > 1 else 0.5), weak)


def cited(texts: Sequence[str], *, weak: bool = False) -> Slot:
    return Slot(tuple(Alternative(text, 1.0, TITLE) for text in texts), WEAK if weak else 1.0, weak, cited=True)


def weighed(slots: Sequence[Slot], lexicon: Lexicon) -> tuple[Slot, ...]:
    """What nothing can answer says little beside what something can; and many words that say little say no more than a few."""
    if any(not slot.weak and _answerable(slot, lexicon) for slot in slots):
        slots = [slot if slot.weak or _answerable(slot, lexicon) else replace(slot, weak=True, weight=WEAK) for slot in slots]
    strong = [slot for slot in slots if not slot.weak][:MOST_SLOTS]
    little = [slot for slot in slots if slot.weak][: MOST_SLOTS - len(strong)]
    total = sum(slot.weight for slot in little)
    if strong and total > WEAK_IN_ALL:
        little = [replace(slot, weight=slot.weight * WEAK_IN_ALL / total) for slot in little]
    return (*strong, *little)


def _answerable(slot: Slot, lexicon: Lexicon) -> bool:
    return slot.cited or any(lexicon.used(one.text) for one in slot.alternatives)


def _count(text: str, lexicon: Lexicon) -> int:
    if text in lexicon.counts:
        return lexicon.counts[text]
    return min((lexicon.counts.get(pair, 0) for pair in spelling.pairs(text)), default=0)


def _weight(often: int, names: int) -> float:
    """Rare words say more than common ones; between 0.3 and 1."""
    return 0.3 + 0.7 * log((names + 2) / (often + 1)) / log(names + 2)

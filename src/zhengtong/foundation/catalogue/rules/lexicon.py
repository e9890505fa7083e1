"""词典: the words that names and synonyms contain, how often, how spelled. Made once per edition of the catalogue."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zhengtong.foundation.catalogue.rules import spelling
from zhengtong.foundation.catalogue.rules.plain_words import LITTLE

LONGEST_WORD = 12  # characters
MOST_BEGUN = 60  # entries looked at for one beginning


@dataclass(frozen=True, slots=True)
class Lexicon:
    """groups: word → the words that mean the same. official: first words of groups. counts: word or pair → names that contain it."""

    names: int = 0
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    official: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    spelled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # pinyin in one piece → words
    shortened: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # first letters → words
    by_pair: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)  # (pair, length) → words, spellings
    in_order: tuple[str, ...] = ()  # synonyms and spellings, sorted, to look for beginnings
    little: frozenset[str] = LITTLE  # words that say little

    def known(self, word: str) -> bool:
        return word in self.groups or self.counts.get(word, 0) > 0

    def same(self, word: str) -> tuple[str, ...]:
        """Other words for the same, those that names really use."""
        return tuple(other for other in self.groups.get(word, ()) if other != word and self.used(other))

    def used(self, word: str) -> bool:
        return word in self.counts or all(self.counts.get(pair) for pair in spelling.pairs(word.replace(" ", "")))

    def begun(self, start: str) -> tuple[str, ...]:
        """Words that begin so, written or spelled; synonyms first, then the more frequent."""
        found: dict[str, None] = {}
        for at in range(bisect_left(self.in_order, start), min(len(self.in_order), bisect_left(self.in_order, start) + MOST_BEGUN)):
            entry = self.in_order[at]
            if not entry.startswith(start):
                break
            found.update(dict.fromkeys(self.spelled.get(entry, (entry,))))
        return tuple(sorted(found, key=lambda word: (word not in self.groups, -self.counts.get(word, 0), word)))

    def near(self, piece: str, *, most: int = 1) -> tuple[str, ...]:
        """Words or spellings at most so many edits away, nearest first; looked for among those that share a pair with it."""
        shared: dict[str, int] = {}
        for pair in _pairs(piece):
            for size in range(len(piece) - most, len(piece) + most + 1):
                for word in self.by_pair.get((pair, size), ()):
                    shared[word] = shared.get(word, 0) + 1
        least = max(1, len(piece) - 1 - 3 * most)
        close = [(spelling.distance(piece, word, most=most), word) for word, count in shared.items() if count >= least]
        return tuple(word for edits, word in sorted(close) if edits <= most)


def build(
    *,
    names: int,
    counts: Mapping[str, int],
    pinyin: Mapping[str, str],
    synonyms: Iterable[Sequence[str]],
    little: Iterable[str] = (),
) -> Lexicon:
    """``pinyin``: word → syllables with spaces, of the words (not the pairs) that names contain."""
    groups: dict[str, tuple[str, ...]] = {}
    official = set()
    for group in synonyms:
        words = tuple(dict.fromkeys(spelling.key(_bare(spelling.clean(word))) for word in group))
        official.add(words[0])
        for word in words:
            groups[word] = tuple(dict.fromkeys((*groups.get(word, ()), *words)))
    spelled: dict[str, list[str]] = {}
    shortened: dict[str, list[str]] = {}
    spoken = dict(pinyin)
    spoken.update({word: " ".join(spelling.pinyin(word)) for word in groups if spelling.is_chinese(word)})
    for word, spaced in spoken.items():
        syllables = spaced.split()
        if len(word) > 1 and len(syllables) == len(word):
            spelled.setdefault("".join(syllables), []).append(word)
            shortened.setdefault("".join(one[0] for one in syllables), []).append(word)
    by_pair: dict[tuple[str, int], list[str]] = {}
    for piece in (*(word for word in spoken if len(word) > 2), *(piece for piece in spelled if len(piece) > 4)):
        for pair in _pairs(piece):
            by_pair.setdefault((pair, len(piece)), []).append(piece)

    def ranked(words: list[str]) -> tuple[str, ...]:
        return tuple(sorted(words, key=lambda word: (word not in groups, -counts.get(word, 0), word)))

    return Lexicon(
        names=names,
        groups=groups,
        official=frozenset(official),
        counts=counts,
        spelled={letters: ranked(words) for letters, words in spelled.items()},
        shortened={letters: ranked(words) for letters, words in shortened.items()},
        by_pair={key: tuple(words) for key, words in by_pair.items()},
        in_order=tuple(sorted({*groups, *spelled})),
        little=LITTLE | frozenset(little),
    )


def _bare(phrase: str) -> str:
    """An English phrase without the words that say little, as questions are read too."""
    words = phrase.split()
    return " ".join([word for word in words if not word.isascii() or word not in LITTLE] or words)


def _pairs(piece: str) -> set[str]:
    return {piece[at : at + 2] for at in range(len(piece) - 1)}

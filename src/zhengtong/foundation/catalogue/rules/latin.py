"""拉丁字母: what is typed in letters: English words and phrases, pinyin in one piece or apart, first letters, a slip of the finger."""

from collections.abc import Iterator, Sequence

from zhengtong.foundation.catalogue.rules import slots, spelling
from zhengtong.foundation.catalogue.rules.lexicon import Lexicon
from zhengtong.foundation.catalogue.rules.slots import PINYIN, TITLE, TYPO, Slot

LONGEST_SLIP = 24  # letters in which a slip is looked for
LONGEST_SYLLABLE = 6  # zhuang
CODE = 6  # letters and figures, at least, of what may be the code of a matter
_Reading = list[tuple[str, tuple[str, ...]]]  # stretches of letters and the words they may spell


def heard(words: Sequence[str], lexicon: Lexicon, *, unfinished: bool) -> Iterator[Slot]:
    """Words that stand side by side: phrases as long as possible, then each word for itself. Words that say little are passed over."""
    words = [word for word in words if word not in lexicon.little] or words
    at = 0
    while at < len(words):
        size = next((n for n in range(len(words) - at, 0, -1) if spelling.key(" ".join(words[at : at + n])) in lexicon.groups), 0)
        if size:
            phrase = " ".join(words[at : at + size])
            yield slots.meant(phrase, (spelling.key(phrase), phrase), lexicon, TITLE)
        else:
            size = max(1, _spelled_apart(words[at:], lexicon))
            yield from _word("".join(words[at : at + size]), lexicon, unfinished=unfinished and at + size == len(words))
        at += size


def _spelled_apart(words: Sequence[str], lexicon: Lexicon) -> int:
    """How many words are syllables that only together spell something (tui xiu)."""
    most = next((at for at, word in enumerate(words) if len(word) > LONGEST_SYLLABLE or _known(word, lexicon)), len(words))
    for size in range(most, 1, -1):
        joined = "".join(words[:size])
        if _as_pinyin(joined, lexicon)[1] == len(joined):
            return size
    return 0


def _known(word: str, lexicon: Lexicon) -> bool:
    singular = spelling.key(word)
    return bool(lexicon.counts.get(word) or lexicon.counts.get(singular)) or singular in lexicon.groups


def _word(run: str, lexicon: Lexicon, *, unfinished: bool) -> Iterator[Slot]:
    """As it stands where names hold it; else read as pinyin, as first letters, or as mistyped pinyin."""
    if any(char.isdigit() for char in run):
        yield slots.cited((run,)) if len(run) >= CODE else slots.said(run, lexicon)
        return
    if _known(run, lexicon):
        yield slots.said(run if lexicon.counts.get(run) else spelling.key(run), lexicon)
        return
    words, covered = _as_pinyin(run, lexicon)
    if unfinished and covered < len(run):
        words, covered = _as_begun(run, words, covered, lexicon)
    if covered + 3 >= len(run) > 0 < covered:  # but for one syllable everything is read
        yield from (slots.meant(piece, found, lexicon, PINYIN) for piece, found in words)
        return
    if run in lexicon.shortened:
        yield slots.meant(run, lexicon.shortened[run], lexicon, PINYIN)
        return
    meant, size = _mistyped(run, lexicon)
    if size > covered:
        yield slots.meant(run, meant, lexicon, TYPO)
    elif covered * 2 >= len(run):
        yield from (slots.meant(piece, found, lexicon, PINYIN) for piece, found in words)
    else:
        yield slots.meant(run, (run,), lexicon, TITLE)


def _as_pinyin(run: str, lexicon: Lexicon) -> tuple[_Reading, int]:
    """The reading that covers the run with the longest words; letters between words may be left over (kai in kaifandian)."""
    best: list[tuple[int, int]] = [(0, 0)]  # score, size of the last word (0: a letter left over)
    for end in range(1, len(run) + 1):
        options = [(best[end - 1][0], 0)]
        options += [(best[end - n][0] + n * n, n) for n in range(3, min(end, 40) + 1) if run[end - n : end] in lexicon.spelled]
        best.append(max(options))
    found: _Reading = []
    at = len(run)
    while at > 0:
        size = best[at][1]
        if size:
            found.append((run[at - size : at], lexicon.spelled[run[at - size : at]]))
        at -= size or 1
    return found[::-1], sum(len(piece) for piece, _ in found)


def _as_begun(run: str, words: _Reading, covered: int, lexicon: Lexicon) -> tuple[_Reading, int]:
    """The tail of the run as the beginning of a word (fandi → fandian)."""
    for start in range(max(0, len(run) - 30), max(1, len(run) - 2)):
        found = lexicon.begun(run[start:])
        if found and len(run) - start > covered:
            return [(run[start:], found)], len(run) - start
    return words, covered


def _mistyped(run: str, lexicon: Lexicon) -> tuple[tuple[str, ...], int]:
    """Words whose spelling is one edit away from the run or from its end, and how many letters that explains."""
    for start in range(max(0, len(run) - LONGEST_SLIP), max(1, len(run) - 4)):
        for key in lexicon.near(run[start:]):
            if key in lexicon.spelled:
                return lexicon.spelled[key], len(run) - start
    return (), 0

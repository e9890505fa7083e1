"""听懂: what somebody means by what they type: plain words, pinyin, first letters, a slip of the finger.

A question becomes slots; each slot has alternatives, the typed word first. A name that holds one alternative of every slot answers it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from zhengtong.foundation.catalogue.rules import spelling
from zhengtong.foundation.catalogue.rules.lexicon import LONGEST_WORD, Lexicon

TITLE, SYNONYM, PINYIN, TYPO = "title", "synonym", "pinyin", "typo"
_TRUST = {TITLE: 1.0, PINYIN: 0.92, TYPO: 0.82}
_OFFICIAL, _ALSO = 0.96, 0.87  # of the official word for what was typed, and of another plain word for it
WEAK = 0.15  # of a slot that says little
MOST_ALTERNATIVES = 8
MOST_SLOTS = 10
LONGEST_SLIP = 24  # letters in which a slip is looked for


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_BEFORE = _listed("""
    我们 我要 我想 想要 需要 请问 您好 你好 怎么样 怎样 怎么 如何 哪里 在哪 去哪 可以 能不能 能否 帮我 我 想 要 去 请 咋
    办理 申请 申办 办
""")
_AFTER = _listed("""
    怎么办理 怎么办 怎么弄 怎么 如何办理 如何办 需要什么材料 要什么材料 需要什么手续 要什么手续 什么流程 流程 手续 需要什么
    需要办什么证 要办什么证 办什么证 需要什么证 要什么证 什么证 哪些材料 哪些证
    要多久 多久 多少钱 在哪里办 在哪办 去哪办 哪里办 在哪里 在哪 可以吗 行吗 办理 申请 吗 呢 啊 吧 的
""")
_SAYING_LITTLE = frozenset(
    _listed("""
    开 办 领 拿 做 搞 弄 要 有 给 个 家 的 和 与 及 或 在 上 下 一 了 到 办理 申请 事项 一件事 一件 一个 一家 业务 服务
""")
)


@dataclass(frozen=True, slots=True)
class Alternative:
    text: str
    trust: float
    why: str


@dataclass(frozen=True, slots=True)
class Slot:
    alternatives: tuple[Alternative, ...]
    weight: float
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. ``plain``: the question without its plain words, in one piece."""

    plain: str
    slots: tuple[Slot, ...] = ()
    letters: str = ""  # the whole question, where it is Latin letters or figures: perhaps first letters or a code

    @property
    def strong(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if not slot.weak) or self.slots


def understand(text: str, lexicon: Lexicon, *, unfinished: bool = False) -> Wanted:
    """Never fails, whatever was typed. ``unfinished``: the last word may be half typed."""
    cleaned = spelling.clean(text)
    found = spelling.runs(cleaned)
    slots: list[Slot] = []
    plain: list[str] = []
    for run in found:
        if spelling.is_chinese(run):
            core = _core(run, lexicon)
            plain.append(core)
            slots += _chinese(core, lexicon, unfinished=unfinished and run is found[-1])
        else:
            plain.append(run)
            slots += _latin(run, lexicon, unfinished=unfinished and run is found[-1])
    letters = cleaned.replace(" ", "")
    return Wanted("".join(plain), tuple(slots[:MOST_SLOTS]), letters if letters.isascii() else "")


def _core(run: str, lexicon: Lexicon) -> str:
    """Without the plain words around it, unless nothing would be left or they belong to a known word."""
    core = run
    while True:
        shorter = next((core.removeprefix(one) for one in _BEFORE if core.startswith(one) and not _belongs(core, lexicon)), core)
        shorter = next((shorter.removesuffix(one) for one in _AFTER if shorter.endswith(one) and shorter not in lexicon.groups), shorter)
        if shorter == core or len(shorter) < 1:
            return core
        core = shorter


def _belongs(core: str, lexicon: Lexicon) -> bool:
    """Whether a synonym begins here, so that its first characters are no plain words (办证)."""
    return any(core[:size] in lexicon.groups for size in range(2, min(len(core), LONGEST_WORD) + 1))


def _chinese(run: str, lexicon: Lexicon, *, unfinished: bool) -> Iterator[Slot]:
    """Synonyms as long as possible; what lies between is cut into words, and unknown words are looked for by sound, then by shape."""
    if unfinished and not lexicon.used(run) and run not in lexicon.groups and len(run) > 1:
        begun = lexicon.begun(run)
        if begun:
            yield _meant(run, begun, lexicon, TITLE)
            return
    at, gap = 0, ""
    while at < len(run):
        size = next((n for n in range(min(LONGEST_WORD, len(run) - at), 1, -1) if run[at : at + n] in lexicon.groups), 0)
        if not size:
            gap, at = gap + run[at], at + 1
            continue
        yield from _between(gap, lexicon)
        yield _slot(run[at : at + size], lexicon, TITLE)
        gap, at = "", at + size
    yield from _between(gap, lexicon)


def _between(gap: str, lexicon: Lexicon) -> Iterator[Slot]:
    if not gap:
        return
    pieces = spelling.cut(gap)
    if all(lexicon.known(piece) or (len(piece) == 1 and piece in _SAYING_LITTLE) for piece in pieces):
        yield from (_slot(piece, lexicon, TITLE) for piece in pieces)
        return
    start, size, why, words = _misheard(gap, lexicon)
    if not size:
        yield from (_slot(piece, lexicon, TITLE) for piece in pieces)
        return
    yield from _between(gap[:start], lexicon)
    yield _meant(gap[start : start + size], words, lexicon, why)
    yield from _between(gap[start + size :], lexicon)


def _misheard(gap: str, lexicon: Lexicon) -> tuple[int, int, str, tuple[str, ...]]:
    """The longest stretch that sounds like a known word, else one that differs from a longer word in a single character."""
    for size in range(min(LONGEST_WORD, len(gap)), 1, -1):
        for start in range(len(gap) - size + 1):
            piece = gap[start : start + size]
            heard = lexicon.spelled.get("".join(spelling.pinyin(piece)), ())
            words = tuple(word for word in heard if set(word) & set(piece))  # one character at least was typed right
            if words and piece not in words:
                return start, size, PINYIN, words
            near = lexicon.near(piece) if size > 2 and not lexicon.known(piece) else ()
            if near:
                return start, size, TYPO, near
    return 0, 0, "", ()


def _latin(run: str, lexicon: Lexicon, *, unfinished: bool) -> Iterator[Slot]:
    """As it stands where names hold it; else read as pinyin, as first letters, or as mistyped pinyin."""
    if lexicon.counts.get(run) or run in lexicon.groups or any(char.isdigit() for char in run):
        yield _slot(run, lexicon, TITLE)
        return
    words, covered = _as_pinyin(run, lexicon)
    if unfinished and covered < len(run):
        words, covered = _as_begun(run, words, covered, lexicon)
    if covered + 3 >= len(run) > 0 < covered:  # but for one syllable everything is read
        yield from (_meant(piece, found, lexicon, PINYIN) for piece, found in words)
        return
    if run in lexicon.shortened:
        yield _meant(run, lexicon.shortened[run], lexicon, PINYIN)
        return
    meant, size = _mistyped(run, lexicon)
    if size > covered:
        yield _meant(run, meant, lexicon, TYPO)
    elif covered * 2 >= len(run):
        yield from (_meant(piece, found, lexicon, PINYIN) for piece, found in words)
    else:
        yield _slot(run, lexicon, TITLE)


def _as_pinyin(run: str, lexicon: Lexicon) -> tuple[list[tuple[str, tuple[str, ...]]], int]:
    """The reading that covers the run with the longest words; letters between words may be left over (kai in kaifandian)."""
    best: list[tuple[int, int]] = [(0, 0)]  # score, size of the last word (0: a letter left over)
    for end in range(1, len(run) + 1):
        options = [(best[end - 1][0], 0)]
        options += [(best[end - n][0] + n * n, n) for n in range(3, min(end, 40) + 1) if run[end - n : end] in lexicon.spelled]
        best.append(max(options))
    found: list[tuple[str, tuple[str, ...]]] = []
    at = len(run)
    while at > 0:
        size = best[at][1]
        if size:
            found.append((run[at - size : at], lexicon.spelled[run[at - size : at]]))
        at -= size or 1
    return found[::-1], sum(len(piece) for piece, _ in found)


def _as_begun(
    run: str, words: list[tuple[str, tuple[str, ...]]], covered: int, lexicon: Lexicon
) -> tuple[list[tuple[str, tuple[str, ...]]], int]:
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


def _slot(word: str, lexicon: Lexicon, why: str) -> Slot:
    return _meant(word, (word,), lexicon, why)


def _meant(typed: str, words: tuple[str, ...], lexicon: Lexicon, why: str) -> Slot:
    """One slot: each word it may mean, with all that mean the same; the most trusted first."""
    found: dict[str, Alternative] = {}
    for word in words[:MOST_ALTERNATIVES]:
        found.setdefault(word, Alternative(word, _TRUST[why], why))
        for other in lexicon.same(word):
            trust = _TRUST[why] * (_OFFICIAL if other in lexicon.official else _ALSO)
            found.setdefault(other, Alternative(other, trust, SYNONYM if why == TITLE else why))
    alternatives = tuple(sorted(found.values(), key=lambda one: -one.trust))[:MOST_ALTERNATIVES]
    weak = typed in _SAYING_LITTLE
    often = max((_count(one.text, lexicon) for one in alternatives), default=0)
    return Slot(alternatives, WEAK if weak else _weight(often, lexicon.names) * (1.0 if len(typed) > 1 else 0.5), weak)


def _count(text: str, lexicon: Lexicon) -> int:
    if text in lexicon.counts:
        return lexicon.counts[text]
    return min((lexicon.counts.get(pair, 0) for pair in spelling.pairs(text)), default=0)


def _weight(often: int, names: int) -> float:
    """Rare words say more than common ones; between 0.3 and 1."""
    return 0.3 + 0.7 * log((names + 2) / (often + 1)) / log(names + 2)

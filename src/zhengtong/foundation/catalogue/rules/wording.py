"""听懂: what somebody means by what they type: plain words, pinyin, first letters, a slip of the finger.

A question becomes slots; each slot has alternatives, the typed word first. A name that holds one alternative of every slot answers it.
"""

from collections.abc import Iterator

from zhengtong.foundation.catalogue.rules import cited, latin, slots, spelling
from zhengtong.foundation.catalogue.rules.lexicon import LONGEST_WORD, Lexicon
from zhengtong.foundation.catalogue.rules.plain_words import AFTER, BEFORE, PARTICLES
from zhengtong.foundation.catalogue.rules.slots import PINYIN, TITLE, TYPO, Slot, Wanted

MOST_BEGUN = 6  # words that a half typed one may become


def understand(text: str, lexicon: Lexicon, *, unfinished: bool = False) -> Wanted:
    """Never fails, whatever was typed. ``unfinished``: the last word may be half typed."""
    cleaned = spelling.clean(text)
    found, rest = cited.taken(cleaned)
    plain: list[str] = []
    typed: list[str] = []  # words in letters that stand side by side
    runs = spelling.runs(rest)
    for at, run in enumerate(runs):
        last = unfinished and at == len(runs) - 1
        if not spelling.is_chinese(run):
            plain.append(run)
            typed.append(run)
            if last or at == len(runs) - 1 or spelling.is_chinese(runs[at + 1]):
                found += latin.heard(typed, lexicon, unfinished=last)
                typed = []
            continue
        core = _core(run, lexicon)
        plain.append(core)
        found += _chinese(core, lexicon, unfinished=last)
    letters = cleaned.replace(" ", "")
    asked = slots.weighed(found, lexicon)
    later = any(slots.LATER.search(one.text) for slot in asked for one in slot.alternatives)
    return Wanted("".join(plain), asked, letters if letters.isascii() else "", later)


def _core(run: str, lexicon: Lexicon) -> str:
    """Without the plain words around it, unless nothing would be left or they belong to a known word."""
    core = run
    while True:
        shorter = next((core.removeprefix(one) for one in BEFORE if core.startswith(one) and not _belongs(core, lexicon)), core)
        shorter = next((shorter.removesuffix(one) for one in AFTER if shorter.endswith(one) and shorter not in lexicon.groups), shorter)
        if shorter == core or len(shorter) < 1:
            return core
        core = shorter


def _belongs(core: str, lexicon: Lexicon) -> bool:
    """Whether a synonym begins here, so that its first characters are no plain words (办证)."""
    return any(core[:size] in lexicon.groups for size in range(2, min(len(core), LONGEST_WORD) + 1))


def _chinese(run: str, lexicon: Lexicon, *, unfinished: bool) -> Iterator[Slot]:
    """Synonyms as long as possible; what lies between is cut into words, and unknown words are looked for by sound, then by shape."""
    begun = lexicon.begun(run)[:MOST_BEGUN] if unfinished and len(run) > 1 else ()
    if begun:
        whole = (run,) if lexicon.used(run) or run in lexicon.groups else ()
        yield slots.meant(run, tuple(dict.fromkeys((*whole, *begun))), lexicon, TITLE)
        return
    at, gap = 0, ""
    while at < len(run):
        size = next((n for n in range(min(LONGEST_WORD, len(run) - at), 1, -1) if run[at : at + n] in lexicon.groups), 0)
        if not size:
            gap, at = gap + run[at], at + 1
            continue
        yield from _between(gap, lexicon)
        yield slots.said(run[at : at + size], lexicon)
        gap, at = "", at + size
    yield from _between(gap, lexicon)


def _between(gap: str, lexicon: Lexicon) -> Iterator[Slot]:
    """Plain words part what lies between; a single character parts nothing, it may be the slip itself."""
    piece = ""
    for word in spelling.cut(gap):
        if len(word) > 1 and word in lexicon.little:
            yield from _unparted(piece, lexicon)
            yield slots.said(word, lexicon)
            piece = ""
        else:
            piece += word
    yield from _unparted(piece, lexicon)


def _unparted(gap: str, lexicon: Lexicon) -> Iterator[Slot]:
    pieces = spelling.cut(gap)
    start, size, why = 0, 0, ""
    words: tuple[str, ...] = ()
    if not all(lexicon.known(piece) or piece in lexicon.little for piece in pieces):
        start, size, why, words = _misheard(gap, lexicon)
    if not size:
        yield from (slots.said(piece, lexicon) for piece in pieces)
        return
    yield from _unparted(gap[:start], lexicon)
    yield slots.meant(gap[start : start + size], words, lexicon, why)
    yield from _unparted(gap[start + size :], lexicon)


def _misheard(gap: str, lexicon: Lexicon) -> tuple[int, int, str, tuple[str, ...]]:
    """The longest stretch that sounds like a known word, else one that differs from a longer word in a single character."""
    inside = _inside(gap, lexicon)
    for size in range(min(LONGEST_WORD, len(gap)), 1, -1):
        for start in range(len(gap) - size + 1):
            if start in inside or start + size in inside:
                continue
            piece = gap[start : start + size]
            heard = lexicon.spelled.get("".join(spelling.pinyin(piece)), ())
            # one character at least was typed right, unless they are written the traditional way
            words = heard if spelling.is_traditional(piece) else tuple(word for word in heard if set(word) & set(piece))
            if words and piece not in words:
                return start, size, PINYIN, words
            near = lexicon.near(piece) if _may_be_a_slip(piece, lexicon) else ()
            if near:
                return start, size, TYPO, near
    return 0, 0, "", ()


def _may_be_a_slip(piece: str, lexicon: Lexicon) -> bool:
    """Of three characters none where two of them are a word or the third is a particle: 地户口 is no slip of 上户口."""
    if len(piece) == 3 and (lexicon.known(piece[:2]) or lexicon.known(piece[1:]) or {piece[0], piece[2]} & PARTICLES):
        return False
    return len(piece) > 2 and not lexicon.known(piece)


def _inside(gap: str, lexicon: Lexicon) -> frozenset[int]:
    """Places inside known words: no stretch that is a slip begins or ends there (the 技 of 学技术 is no 籍)."""
    found: set[int] = set()
    at = 0
    for word in spelling.cut(gap):
        if lexicon.known(word) or word in lexicon.little:
            found.update(range(at + 1, at + len(word)))
        at += len(word)
    return frozenset(found)

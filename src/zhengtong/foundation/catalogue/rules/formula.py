"""检索式: which names are worth ranking. Strict: one alternative of every slot. Loose: any of the rarest pairs."""

from zhengtong.foundation.catalogue.rules import spelling
from zhengtong.foundation.catalogue.rules.lexicon import Lexicon
from zhengtong.foundation.catalogue.rules.slots import Wanted

Strict = tuple[tuple[tuple[str, ...], ...], ...]
"""All of these; each: one of these; each: all of these tokens."""

MOST_LOOSE = 200  # names that a loose formula may bring in


def strict(wanted: Wanted) -> Strict:
    slots = []
    for slot in wanted.strong:
        ways = tuple(ways for one in slot.alternatives if (ways := tuple(dict.fromkeys(_tokens(one.text)))))
        if ways:
            slots.append(ways)
    return tuple(slots)


def loose(wanted: Wanted, lexicon: Lexicon) -> tuple[str, ...]:
    """Rare tokens first, as many as do not bring in too many names; at least one that names hold."""
    held = {token for slot in wanted.strong for one in slot.alternatives for token in _tokens(one.text) if lexicon.counts.get(token)}
    found: list[str] = []
    brought = 0
    for token in sorted(held, key=lambda token: (lexicon.counts[token], token)):
        brought += lexicon.counts[token]
        if found and brought > MOST_LOOSE:
            break
        found.append(token)
    return tuple(found)


def _tokens(text: str) -> list[str]:
    return [token for run in spelling.runs(text) for token in spelling.pairs(run)]

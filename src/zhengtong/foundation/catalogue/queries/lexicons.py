"""The dictionary of words, as one process keeps it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhengtong.foundation.catalogue.models import Matter, Word
from zhengtong.foundation.catalogue.queries.editions import kept
from zhengtong.foundation.catalogue.rules.lexicon import Lexicon, build
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content


def synonyms(on: date) -> tuple[tuple[str, ...], ...]:
    """The groups of words that mean the same, canonical word first."""
    found = []
    for one in content.current_of("synonyms", on):
        body: Mapping[str, Any] = one.body
        found += [tuple(str(word) for word in group) for group in body.get("groups") or ()]
    return tuple(found)


def little(on: date) -> frozenset[str]:
    """Plain words of dialects, which say little of what is asked for."""
    bodies: list[Mapping[str, Any]] = [one.body for one in content.current_of("synonyms", on)]
    return frozenset(str(word) for body in bodies for word in body.get("little") or ())


@kept
def lexicon() -> Lexicon:
    rows = list(Word.objects.values_list("text", "count", "pinyin"))
    return build(
        names=Matter.objects.count(),
        counts={text: count for text, count, _ in rows},
        pinyin={text: pinyin for text, _, pinyin in rows if pinyin},
        synonyms=synonyms(clock.today()),
        little=little(clock.today()),
    )

"""依据: the articles an officer decides by, with their text where we hold it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Article, Citation, Guide, Parameter


@dataclass(frozen=True, slots=True)
class Ground:
    """One legal basis of the item, and the articles it points to."""

    citation: Citation
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    grounds: tuple[Ground, ...]
    term: Parameter | None  # the term by law, as the regime has it on the day the clock began
    references: tuple[str, ...]  # every article in one line each, to choose from when refusing


def of(guide: Guide, *, on: date) -> Basis:
    """The item's own grounds, and the article behind its term."""
    grounds = tuple(Ground(one, _articles(one)) for one in guide.basis)
    regime = catalogue.regime(guide.regime) if guide.regime else None
    references = dict.fromkeys(one.citation.text for one in grounds)
    return Basis(grounds, regime.at("decision.days", on) if regime else None, tuple(references))


def _articles(citation: Citation) -> tuple[Article, ...]:
    held = []
    for number in citation.articles if citation.law else ():
        with suppress(catalogue.UnknownArticle):
            held.append(catalogue.article(citation.law, number))
    return tuple(held)

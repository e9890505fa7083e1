"""法律依据: the text of the articles behind a matter, to unfold."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Citation, CitationStatus
from zhengtong.kernel.refusals import Refusal

_MOST_ARTICLES = 12  # unfolded on one page


@dataclass(frozen=True, slots=True)
class ArticleText:
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Basis:
    citation: Citation
    articles: tuple[ArticleText, ...]


def unfold(citations: Iterable[Citation]) -> list[Basis]:
    """Each citation once, with what it names."""
    return [_basis(one) for one in dict.fromkeys(citations)]


def _basis(citation: Citation) -> Basis:
    """The text of the articles we hold; a law no longer in force is named, not quoted."""
    if citation.status is not CitationStatus.HELD:
        return Basis(citation, ())
    told = []
    for number in citation.articles[:_MOST_ARTICLES]:
        try:
            article = catalogue.article(citation.law, number)
        except Refusal:
            continue
        told.append(ArticleText(gettext("%(law)s, article %(number)s") % {"law": article.law, "number": number}, article.text))
    return Basis(citation, tuple(told))

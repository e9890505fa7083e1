"""法律: articles, and what a citation resolves to."""

from collections import defaultdict

from zhengtong.foundation.catalogue import models
from zhengtong.foundation.catalogue.errors import UnknownArticle
from zhengtong.foundation.catalogue.queries.editions import kept
from zhengtong.foundation.catalogue.rules import citations
from zhengtong.foundation.catalogue.rules.citations import Held, Shelf
from zhengtong.foundation.catalogue.terms import Article, Citation


@kept
def shelf() -> Shelf:
    """The laws we hold; of several versions of one name the one in force, else the latest."""
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    written = set()
    for law, number in models.Article.objects.values_list("law_id", "number"):
        written.add(law)
        if number is not None:
            numbers[law].add(number)
    rows = models.Law.objects.order_by("-in_force", "-version_date", "code").values_list("code", "name", "in_force")
    return Shelf.of(Held(name, in_force, frozenset(numbers.get(code, ())), code, code in written) for code, name, in_force in rows)


@kept
def resolve(text: str) -> Citation:
    """法律依据: what a citation names among the laws we hold."""
    return citations.resolve(text, shelf())


def several(text: str) -> tuple[str, ...]:
    """Citations of several laws in one line, each by itself."""
    return citations.several(text)


def article(law: str, number: int) -> Article:
    """One article of a law named in full or without 中华人民共和国. Raises UnknownArticle."""
    held = shelf().find(law)
    row = models.Article.objects.filter(law=held.code, number=number).order_by("place").first() if held else None
    if row is None or held is None:
        raise UnknownArticle(law=law, number=number)
    return Article(held.name, number, row.text, held.in_force)

"""检查法定期限: what an item calls a term by law has an article that sets it, and nothing is promised that is longer."""

from collections.abc import Iterator

from zhengtong.foundation.catalogue.content.references import Books, weighed
from zhengtong.foundation.catalogue.rules import citations, order
from zhengtong.foundation.catalogue.terms import Filing, Guide, Term
from zhengtong.kernel.content.terms import Defect, Document
from zhengtong.kernel.refusals import gettext_noop

LONGER_THAN_LAW = gettext_noop("%(promised)s working days are promised, but the law allows %(legal)s.")
SHORTEN = gettext_noop("Promise no more days than the law allows (行政许可法 art. 42).")
NO_ARTICLE = gettext_noop("The %(days)s days of this term by law rest on no article (“%(citation)s”).")
ARTICLE_NOT_HELD = gettext_noop("The %(days)s days of this term by law rest on “%(citation)s”, which nobody here has read.")
ONLY_PROMISED = gettext_noop("Write the article that sets the term; where no law sets one, write the days as promised.")
SAY_SO = gettext_noop("Hold its text, or write 未核实 of “legal” in authored_fields.")
UNVERIFIED = "未核实"


def terms_by_law(document: Document, guide: Guide, books: Books) -> Iterator[Defect]:
    yield from _promised(document, guide, books)
    if guide.legal is not None and guide.filing is Filing.ONLINE:
        yield from _article(document, guide.legal, books)


def _promised(document: Document, guide: Guide, books: Books) -> Iterator[Defect]:
    """What the item itself calls its term by law counts, with an article or without; where it is silent, the term of its regime."""
    allowed = guide.legal or (books.guides[guide.code].by_law if guide.code in books.guides else None)
    if guide.promised and allowed and order.working_days(guide.promised) > order.working_days(allowed):
        days = {"promised": order.working_days(guide.promised), "legal": order.working_days(allowed)}
        yield document.defect("longer_than_law", LONGER_THAN_LAW, at="promised", severity=weighed(guide.filing), remedy=SHORTEN, **days)


def _article(document: Document, legal: Term, books: Books) -> Iterator[Defect]:
    """Of an item that can be filed. What is only shown, is shown as its source has it, and binds nobody without an article."""
    numbers = citations.parse(legal.reference).articles if legal.reference else ()
    if not numbers:
        yield document.defect(
            "legal_without_article", NO_ARTICLE, at="legal", remedy=ONLY_PROMISED, days=legal.days, citation=legal.reference or "—"
        )  # fmt: skip
    elif not _held(books, legal.reference) and not _said_unverified(document):
        yield document.defect("legal_not_held", ARTICLE_NOT_HELD, at="legal", remedy=SAY_SO, days=legal.days, citation=legal.reference)


def _held(books: Books, reference: str) -> bool:
    parsed = citations.parse(reference)
    law = books.shelf.find(parsed.law)
    return law is not None and law.in_force and law.text and law.articles.issuperset(parsed.articles)


def _said_unverified(document: Document) -> bool:
    """authored_fields: «legal: … 未核实», or of several fields at once, legal among them."""
    told = document.body.get("authored_fields")
    said = [str(one).partition(":") for one in (told if isinstance(told, list) else ())]
    return any("legal" in fields and UNVERIFIED in why for fields, _, why in said)

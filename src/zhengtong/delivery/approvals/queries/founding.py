"""法律依据: what an officer cites names a text in force, or is one of the item's own grounds."""

from collections.abc import Iterable, Iterator
from datetime import date

from zhengtong.delivery.approvals.errors import ArticleSuperseded
from zhengtong.delivery.approvals.errors.deciding import ArticleNotHeld
from zhengtong.delivery.approvals.queries.clocks import regime_of
from zhengtong.delivery.approvals.rules.deciding import UNDECIDED, committed_under
from zhengtong.delivery.approvals.terms import ApprovalView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Citation, CitationStatus, Guide

_STATE = "中华人民共和国"


def check_cited(texts: Iterable[str], guide: Guide) -> None:
    """Each citation in each text: an article of a law in force that is held here, or the item's own basis, also where its text is not held.

    Raises ArticleSuperseded, ArticleNotHeld.
    """
    for text in texts:
        for one in catalogue.citations(text) or (text,):
            cited = catalogue.resolve(one)
            if (cited.status is CitationStatus.HELD and cited.articles) or _is_own(cited, guide):
                continue
            if cited.status is CitationStatus.SUPERSEDED:
                raise ArticleSuperseded(article=one)
            raise ArticleNotHeld(article=one)


def _is_own(cited: Citation, guide: Guide) -> bool:
    """As the item has it, word by word; of a text that is not held, also one of the articles that the item names together."""
    own = tuple(_own(guide))
    if _plain(cited.text) in {_plain(each) for each in own}:
        return True
    if catalogue.resolve(cited.law).status is not CitationStatus.NOT_HELD:
        return False
    named = [catalogue.resolve(each) for each in own]
    return any(one.law == cited.law and cited.articles and {*cited.articles} <= {*one.articles} for one in named)


def on_papers(shown: ApprovalView, on: date) -> str:
    """告知承诺: the article by which it is approved on complete papers and checked afterwards; empty where substance is examined."""
    if not shown.committed:
        return ""
    regime = regime_of(catalogue.guide(shown.item, pin=shown.pin).regime)
    bound = committed_under(regime, on, committed=True)
    return bound.reference if bound else ""


def grants(shown: ApprovalView, on: date) -> bool:
    """Whether an authority decides here at all, so that conditions may be laid down; a look-up and a contract are none."""
    regime = regime_of(catalogue.guide(shown.item, pin=shown.pin).regime)
    kind = regime.at("decision.kind", on) if regime else None
    return kind is None or kind.value not in UNDECIDED


def same_article(one: str, other: str) -> bool:
    """Whether both name the same articles of the same law."""
    cited, held = catalogue.resolve(one), catalogue.resolve(other)
    return (cited.law.removeprefix(_STATE), cited.articles) == (held.law.removeprefix(_STATE), held.articles)


def _own(guide: Guide) -> Iterator[str]:
    """What the item itself is founded on: its basis, its conditions, its steps, its term."""
    handling = guide.handling
    written = [
        *(one.text for one in guide.basis),
        *(one.reference for one in handling.conditions),
        *(one.reference for one in handling.special),
        *(one.reference for one in handling.benchmark),
        *(one.reference for one in (handling.commitment, handling.limited) if one is not None),
        *((guide.legal.reference,) if guide.legal else ()),
    ]
    for text in written:
        yield text
        yield from catalogue.citations(text)


def _plain(text: str) -> str:
    """Spaces and book marks do not matter."""
    return "".join(one for one in text if not one.isspace() and one not in "《》").removeprefix(_STATE)

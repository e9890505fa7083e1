"""检查办理方式: whoever has a say is there, what it turns on is asked, and each article that is cited stands in its law."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from zhengtong.foundation.catalogue.content.references import CHECK_CODE, NO_ORGANISATION, Books, citation
from zhengtong.foundation.catalogue.rules import citations
from zhengtong.foundation.catalogue.terms import Guide
from zhengtong.kernel.content.terms import Defect, Document
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.expressions.api import ExpressionError
from zhengtong.kernel.refusals import gettext_noop

NO_MATERIAL = gettext_noop("The item has no material %(material)s.")
NOT_ASKED = gettext_noop("The item does not ask %(element)s, so nobody can answer it.")
ASK_IT = gettext_noop("Add the question to the item's asks, or take this out.")


class _Cites(Protocol):
    @property
    def reference(self) -> str: ...


def handled(document: Document, guide: Guide, books: Books) -> Iterator[Defect]:
    """What ``handling`` refers to."""
    yield from _bodies(document, guide, books)
    yield from _answers(document, guide, books)
    papers = {one.code for one in guide.materials or ()}
    for place, one in enumerate(guide.handling.deferrable):
        if one.material not in papers:
            at = f"handling/deferrable/{place}/material"
            yield document.defect("unknown_material", NO_MATERIAL, at=at, remedy=CHECK_CODE, material=one.material)
    for at, text in references(guide):
        for cited in citations.several(text):
            yield from citation(document, cited, f"handling/{at}", books)


def references(guide: Guide) -> Iterator[tuple[str, str]]:
    """Where ``handling`` cites, and what: each reference that is written."""
    held = guide.handling
    alone = {"lower": held.lower, "limited": held.limited, "commitment": held.commitment, "elsewhere": held.elsewhere}
    yield from ((f"{name}/reference", one.reference) for name, one in alone.items() if one)
    if held.commitment and held.commitment.breach_reference:
        yield "commitment/breach_reference", held.commitment.breach_reference
    lists: Mapping[str, Sequence[_Cites]] = {
        "special": held.special,
        "consulted": held.consulted,
        "interested": held.interested,
        "deferrable": held.deferrable,
        "benchmark": held.benchmark,
        "conditions": held.conditions,
    }
    for name, several in lists.items():
        yield from ((f"{name}/{place}/reference", one.reference) for place, one in enumerate(several))
    terms = {"extension": held.extension and held.extension.term, "lower": held.lower and held.lower.term}
    terms |= {f"consulted/{place}": one.term for place, one in enumerate(held.consulted)}
    terms |= {f"interested/{place}": one.term for place, one in enumerate(held.interested)}
    yield from ((f"{name}/term/reference", term.reference) for name, term in terms.items() if term and term.reference)


def _bodies(document: Document, guide: Guide, books: Books) -> Iterator[Defect]:
    held = guide.handling
    named = {f"consulted/{place}": one.organisation for place, one in enumerate(held.consulted)}
    named |= {"lower": held.lower.organisation} if held.lower else {}
    for at, code in named.items():
        if code not in books.organisations:
            where = f"handling/{at}/organisation"
            yield document.defect("unknown_organisation", NO_ORGANISATION, at=where, remedy=CHECK_CODE, organisation=code)


def _answers(document: Document, guide: Guide, books: Books) -> Iterator[Defect]:
    """What a step turns on, the item itself asks."""
    held, asked = guide.handling, {ask.element for ask in guide.asks}
    read = {f"consulted/{place}/when": _names(one.when) for place, one in enumerate(held.consulted)}
    read |= {"commitment/answer": {held.commitment.answer}} if held.commitment and held.commitment.answer else {}
    for place, one in enumerate(held.consulted):
        yield from books.condition(document, one.when, f"handling/consulted/{place}/when")
    for at, names in read.items():
        for name in sorted(names - asked):
            yield document.defect("step_not_asked", NOT_ASKED, at=f"handling/{at}", remedy=ASK_IT, element=name)


def _names(expression: str) -> set[str]:
    try:
        return set(expressions.names(expressions.parse(expression))) if expression else set()
    except ExpressionError:  # told by its own check
        return set()

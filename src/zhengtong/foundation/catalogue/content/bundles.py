"""检查一件事: that its items exist and can open, its questions decide, its claims hold."""

from collections.abc import Collection, Iterator

from zhengtong.foundation.catalogue.content.items import answered, materials
from zhengtong.foundation.catalogue.content.legal import LONGER_THAN_LAW, SHORTEN
from zhengtong.foundation.catalogue.content.references import CHECK_CODE, NO_ITEM, Books, bundle_of, no_matter, weighed
from zhengtong.foundation.catalogue.errors import CircularOrder
from zhengtong.foundation.catalogue.rules import materials as needed
from zhengtong.foundation.catalogue.rules import order
from zhengtong.foundation.catalogue.terms import Bundle, Filing, Question
from zhengtong.kernel.content.terms import Contents, Defect, Document, Severity
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.expressions.api import ExpressionError, ValueType
from zhengtong.kernel.refusals import gettext_noop

ITEM_TWICE = gettext_noop("The item %(item)s is written twice.")
KEEP_ONE = gettext_noop("Keep one of the two.")
AFTER_OUTSIDE = gettext_noop("“after” names %(item)s, which is not an item of this bundle.")
ADD_IT = gettext_noop("Add the item to the bundle, or take it out of “after”.")
NOT_ASKED = gettext_noop("The item depends on %(element)s, but no question asks for it.")
ASK_IT = gettext_noop("Add a question for the element.")
NOT_YES_OR_NO = gettext_noop("A licence can answer only a yes-or-no question; %(element)s is none.")
CLAIM_TOO_SHORT = gettext_noop("The bundle claims %(claim)s working days, but its slowest item takes %(slowest)s.")
AS_CLAIM = gettext_noop("The claim is shown as the source's; clocks use the days of the items.")
TAKEN_BY_NOBODY = gettext_noop("The item %(item)s is said to make “%(word)s”, but no other item of this bundle takes it.")
TAKE_IT = gettext_noop("Let the item that needs it name it as a material or licence; or take it out of “produces”.")
NO_EVENT = gettext_noop("There is no life event %(event)s.")
BROWSE_ONLY_INSIDE = gettext_noop("The bundle can be filed, but its item %(item)s is browse_only.")
OPEN_BOTH = gettext_noop("Make the item fileable, or the bundle browse_only.")
ANSWERS_NOTHING = gettext_noop("A situation answers %(element)s, but no question asks for it.")
NO_CONDITION = gettext_noop("“%(condition)s” is no condition of this bundle.")
AS_WRITTEN = gettext_noop("Write the condition exactly as it stands under conditions, in Chinese.")
NO_ANSWER = gettext_noop("%(answer)s is no answer to %(element)s.")


def check(documents: list[Document], contents: Contents) -> list[Defect]:
    books = Books.of(contents)
    return [defect for document in documents for defect in _of(document, books)]


def _of(document: Document, books: Books) -> Iterator[Defect]:
    bundle = bundle_of(document)
    yield from _items(document, bundle, books)
    yield from _order(document, bundle, books)
    yield from _outputs(document, bundle, books)
    yield from _questions(document, bundle, books)
    yield from _situations(document, bundle, books)
    yield from answered(document, bundle.questions_answers, books)
    yield from materials(document, bundle.materials, books)
    published = [one.zh for one in bundle.conditions]
    for place, paper in enumerate(bundle.materials):
        yield from _condition(document, paper.instead_of, f"materials/{place}/instead_of", published)
    yield from _claim(document, bundle, books)
    if bundle.life_event and bundle.life_event not in books.life_events:
        yield document.defect("unknown_life_event", NO_EVENT, at="life_event", remedy=CHECK_CODE, event=bundle.life_event)


def _items(document: Document, bundle: Bundle, books: Books) -> Iterator[Defect]:
    codes = [line.item for line in bundle.items]
    for place, line in enumerate(bundle.items):
        at = f"items/{place}"
        guide = books.guides.get(line.item)
        if guide is None:
            yield document.defect("unknown_item", NO_ITEM, at=f"{at}/item", remedy=CHECK_CODE, item=line.item)
        elif bundle.filing is Filing.ONLINE and line.item in books.closed:
            yield document.defect("item_browse_only", BROWSE_ONLY_INSIDE, at=at, remedy=OPEN_BOTH, item=line.item)
        if line.item in codes[:place]:
            yield document.defect("item_twice", ITEM_TWICE, at=at, remedy=KEEP_ONE, item=line.item)
        yield from books.condition(document, line.when, f"{at}/when")
        for other in line.after:
            if other not in codes:
                yield document.defect("after_outside", AFTER_OUTSIDE, at=f"{at}/after", remedy=ADD_IT, item=other)
        legal = guide.by_law if guide else None
        if line.promised and legal and order.working_days(line.promised) > order.working_days(legal):
            days = {"promised": order.working_days(line.promised), "legal": order.working_days(legal)}
            severity = weighed(bundle.filing)
            yield document.defect("longer_than_law", LONGER_THAN_LAW, at=f"{at}/promised", severity=severity, remedy=SHORTEN, **days)


def _order(document: Document, bundle: Bundle, books: Books) -> Iterator[Defect]:
    """先后成环: items that wait for each other, by what is written or by what they make for each other."""
    round_trip = order.circle(needed.waits(bundle, books.guides, {}))
    if round_trip:
        codes = [line.item for line in bundle.items]
        at = f"items/{codes.index(round_trip[0])}/after"
        yield document.defect(CircularOrder.code, CircularOrder.message, at=at, remedy=CircularOrder.remedy, items=" → ".join(round_trip))


def _outputs(document: Document, bundle: Bundle, books: Books) -> Iterator[Defect]:
    """产出无人使用: what one item makes another takes, or it is not part of the graph."""
    for place, line in enumerate(bundle.items):
        others = [other.item for other in bundle.items if other.item != line.item]
        papers = [one for code in others if code in books.guides for one in books.guides[code].materials or ()]
        taken = {word for one in papers for word in (one.code, one.licence) if word}
        taken |= {question.answered_by_licence for question in bundle.questions}
        for word in line.produces:
            if word not in taken:
                at = f"items/{place}/produces"
                yield document.defect("taken_by_nobody", TAKEN_BY_NOBODY, at=at, remedy=TAKE_IT, item=line.item, word=word)


def _questions(document: Document, bundle: Bundle, books: Books) -> Iterator[Defect]:
    asked = {question.element for question in bundle.questions}
    for place, question in enumerate(bundle.questions):
        at = f"questions/{place}"
        yield from books.element(document, question.element, f"{at}/element")
        yield from books.condition(document, question.when, f"{at}/when")
        yield from books.licence(document, question.answered_by_licence, f"{at}/answered_by_licence")
        if question.answered_by_licence and books.types.get(question.element, ValueType.BOOL) is not ValueType.BOOL:
            yield document.defect("licence_answers_no_question", NOT_YES_OR_NO, at=at, remedy=CHECK_CODE, element=question.element)
        yield from _otherwise(document, question, f"{at}/otherwise", books, [one.zh for one in bundle.conditions])
    for place, line in enumerate(bundle.items):
        for key in sorted(_names(line.when) - asked):
            yield document.defect(
                "not_asked", NOT_ASKED, at=f"items/{place}/when", severity=weighed(bundle.filing), remedy=ASK_IT, element=key
            )


def _condition(document: Document, named: str, at: str, conditions: Collection[str]) -> Iterator[Defect]:
    if named and named not in conditions:
        yield document.defect("no_condition", NO_CONDITION, at=at, remedy=AS_WRITTEN, condition=named)


def _otherwise(document: Document, question: Question, at: str, books: Books, conditions: Collection[str]) -> Iterator[Defect]:
    """先办什么: the answer must be one that can be given, and what it leads to must be there."""
    if question.otherwise is None:
        return
    yield from _answer(document, question.element, question.otherwise.answer, f"{at}/answer", books)
    yield from _condition(document, question.otherwise.condition, f"{at}/condition", conditions)
    for place, matter in enumerate(question.otherwise.matters):
        kind, _, code = matter.partition(":")
        if code not in (books.bundles if kind == "bundle" else books.guides):
            yield no_matter(document, kind, code, at=f"{at}/matters/{place}")


def _situations(document: Document, bundle: Bundle, books: Books) -> Iterator[Defect]:
    """典型情形: each answers questions that are asked, with answers that can be given."""
    asked = {question.element for question in bundle.questions}
    for place, situation in enumerate(bundle.situations):
        for element, answer in situation.answers.items():
            at = f"situations/{place}/answers/{element}"
            if element not in asked:
                yield document.defect("not_asked", ANSWERS_NOTHING, at=at, remedy=ASK_IT, element=element)
            else:
                yield from _answer(document, element, answer, at, books)


def _answer(document: Document, element: str, answer: object, at: str, books: Books) -> Iterator[Defect]:
    is_yes_or_no = books.types.get(element) is ValueType.BOOL
    if is_yes_or_no is not isinstance(answer, bool) or (element in books.choices and answer not in books.choices[element]):
        yield document.defect("no_answer", NO_ANSWER, at=at, remedy=CHECK_CODE, answer=str(answer), element=element)


def _claim(document: Document, bundle: Bundle, books: Books) -> Iterator[Defect]:
    promised = [line.promised or (books.guides[line.item].promised if line.item in books.guides else None) for line in bundle.items]
    slowest = max((order.working_days(term) for term in promised if term), default=0)
    claim = order.working_days(bundle.claim) if bundle.claim else slowest
    if claim < slowest:
        yield document.defect(
            "claim_too_short",
            CLAIM_TOO_SHORT,
            at="claim",
            severity=Severity.WARNING,
            remedy=AS_CLAIM,
            claim=claim,
            slowest=slowest,
        )


def _names(condition: str) -> frozenset[str]:
    try:
        return expressions.names(expressions.parse(condition)) if condition.strip() else frozenset()
    except ExpressionError:  # told where conditions are checked
        return frozenset()

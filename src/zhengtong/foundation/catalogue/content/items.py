"""检查事项: what an item refers to, its terms, and claims that the law does not know."""

import re
from collections.abc import Iterator

from zhengtong.foundation.catalogue.content.deciding import decisions
from zhengtong.foundation.catalogue.content.handled import handled
from zhengtong.foundation.catalogue.content.legal import terms_by_law
from zhengtong.foundation.catalogue.content.references import (
    CHECK_CODE,
    NO_ORGANISATION,
    NO_REGIME,
    Books,
    body_of,
    citation,
    guide_of,
)
from zhengtong.foundation.catalogue.content.timing import check_special
from zhengtong.foundation.catalogue.terms import Filing, Guide, Material, QuestionAnswer
from zhengtong.kernel import clock
from zhengtong.kernel.content.terms import Contents, Defect, Document, Severity
from zhengtong.kernel.refusals import gettext_noop

MATERIAL_TWICE = gettext_noop("The material %(material)s is written twice.")
KEEP_ONE = gettext_noop("Keep one of the two.")
NO_FIELD = gettext_noop("The licence type %(type)s has no field %(field)s.")
NO_TERM = gettext_noop("This item can be filed but promises no term.")
NO_REGIME_NAMED = gettext_noop("This item can be filed but names no regime.")
NAME_ONE = gettext_noop("Add it, or make the item browse_only.")
PAUSE_CLAIM = gettext_noop("“%(claim)s”: an on-site check or a publicity period does not stop the clock.")
CLOSED_LIST = gettext_noop("The platform lets it count; only what 行政许可法 art. 45 lists is excluded.")

_NO_PAUSE = re.compile(
    r"(?:现场(?:核查|勘查|勘验|踏勘|检查|查看|审查)|实地(?:核查|勘查|踏勘)|踏勘|公示)[^。；;]{0,30}?(?:不计入|不计算|不含|除外|扣除|暂停|中止|另计)"
)
_NOT_INCLUDED = re.compile(
    r"(?:不计入|不计算|不含|不包括|扣除|除外|暂停|中止)[^。；;]{0,20}?(?:现场(?:核查|勘查|勘验|踏勘|检查|查看)|踏勘|公示)"
)


def check(documents: list[Document], contents: Contents) -> list[Defect]:
    books = Books.of(contents)
    found = [defect for document in documents for defect in _of(document, books)]
    return [*found, *check_special(documents, contents, clock.today())]


def _of(document: Document, books: Books) -> Iterator[Defect]:
    body, guide = body_of(document), guide_of(document)
    if guide.organisation and guide.organisation not in books.organisations:
        yield document.defect(
            "unknown_organisation", NO_ORGANISATION, at="organisation", remedy=CHECK_CODE, organisation=guide.organisation
        )
    if guide.regime and guide.regime not in books.regimes:
        yield document.defect("unknown_regime", NO_REGIME, at="regime", remedy=CHECK_CODE, regime=guide.regime)
    for place, ask in enumerate(guide.asks):
        yield from books.element(document, ask.element, f"asks/{place}/element")
        yield from books.condition(document, ask.when, f"asks/{place}/when")
        yield from books.condition(document, ask.check, f"asks/{place}/check")
    yield from materials(document, guide.materials or (), books)
    yield from _outcome(document, guide, books)
    yield from terms_by_law(document, guide, books)
    yield from _terms(document, guide)
    yield from _pauses(document, guide, body.get("special_procedure"))
    yield from decisions(document, guide, books)
    yield from handled(document, guide, books)
    yield from answered(document, guide.questions_answers, books)
    for place, text in enumerate(body.get("basis") or ()):
        yield from citation(document, str(text), f"basis/{place}", books)


def materials(document: Document, written: tuple[Material, ...], books: Books) -> Iterator[Defect]:
    """Conditions and licences of materials, and that none is written twice."""
    seen: set[str] = set()
    for place, material in enumerate(written):
        yield from books.condition(document, material.when, f"materials/{place}/when")
        yield from books.licence(document, material.licence, f"materials/{place}/licence")
        if material.code in seen:
            yield document.defect("material_twice", MATERIAL_TWICE, at=f"materials/{place}", remedy=KEEP_ONE, material=material.code)
        seen.add(material.code)


def answered(document: Document, written: tuple[QuestionAnswer, ...], books: Books) -> Iterator[Defect]:
    """常见问答: what an answer cites is there and in force."""
    for place, one in enumerate(written):
        for number, found in enumerate(one.basis):
            yield from citation(document, found.text, f"questions_answers/{place}/basis/{number}", books)


def _outcome(document: Document, guide: Guide, books: Books) -> Iterator[Defect]:
    kind = guide.outcome.licence_type
    yield from books.licence(document, kind, "outcome/licence_type")
    for name, element in guide.outcome.values.items():
        yield from books.element(document, element, f"outcome/values/{name}")
        if kind in books.licences and name not in books.licences[kind]:
            yield document.defect("unknown_licence_field", NO_FIELD, at=f"outcome/values/{name}", remedy=CHECK_CODE, type=kind, field=name)


def _terms(document: Document, guide: Guide) -> Iterator[Defect]:
    if guide.filing is Filing.ONLINE and guide.promised is None and guide.legal is None:
        yield document.defect("no_term", NO_TERM, severity=Severity.WARNING, remedy=NAME_ONE)
    if guide.filing is Filing.ONLINE and not guide.regime:
        yield document.defect("no_regime", NO_REGIME_NAMED, remedy=NAME_ONE)


def _pauses(document: Document, guide: Guide, special: object) -> Iterator[Defect]:
    """行政许可法 art. 45 is a closed list: hearing, tender, auction, test, quarantine, appraisal, expert review."""
    found = _NO_PAUSE.search(guide.clock_note) or _NOT_INCLUDED.search(guide.clock_note)
    if found:
        claim = found.group()
        yield document.defect("pause_claim", PAUSE_CLAIM, at="clock_note", severity=Severity.WARNING, remedy=CLOSED_LIST, claim=claim)
    types = special.get("types") if isinstance(special, dict) else None
    for place, name in enumerate(types or ()):
        if re.search(r"现场|实地|踏勘|公示|核查", str(name)):
            at = f"special_procedure/types/{place}"
            yield document.defect("pause_claim", PAUSE_CLAIM, at=at, severity=Severity.WARNING, remedy=CLOSED_LIST, claim=str(name))

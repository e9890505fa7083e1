"""What documents may refer to: elements, organisations, licence types, regimes, matters, laws, all as written in one city's content."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhengtong.foundation.catalogue.rules import citations, governing, reading
from zhengtong.foundation.catalogue.rules.citations import IN_FORCE, Held, Shelf
from zhengtong.foundation.catalogue.terms import Bundle, Citation, CitationStatus, Guide, ItemCode
from zhengtong.kernel import clock
from zhengtong.kernel.content.terms import Contents, Defect, Document, Severity
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.expressions.api import ExpressionError, ValueType
from zhengtong.kernel.refs import Pin
from zhengtong.kernel.refusals import gettext_noop

_TYPES = {"integer": ValueType.INT, "number": ValueType.DOUBLE, "boolean": ValueType.BOOL}

NO_ELEMENT = gettext_noop("There is no element %(element)s.")
NO_ORGANISATION = gettext_noop("There is no organisation %(organisation)s.")
NO_LICENCE_TYPE = gettext_noop("There is no licence type %(type)s.")
NO_REGIME = gettext_noop("There is no regime %(regime)s.")
NO_ITEM = gettext_noop("There is no item %(item)s.")
NO_BUNDLE = gettext_noop("There is no bundle %(bundle)s.")
CHECK_CODE = gettext_noop("Check the spelling, or write what it names first.")
NOT_A_CONDITION = gettext_noop("This condition gives %(type)s, not yes or no.")
COMPARE = gettext_noop("Compare the element with a value, such as premises.area > 100.")
NOT_IN_FORCE = gettext_noop("“%(citation)s” names a text that is no longer in force.")
NO_SUCH_ARTICLE = gettext_noop("“%(citation)s”: this law has no such article.")
LOOK_UP = gettext_noop("Look up the text in force and correct the citation.")


@dataclass(frozen=True, slots=True)
class Books:
    """Everything of one city that others refer to by code."""

    types: Mapping[str, ValueType]
    choices: Mapping[str, Collection[str]]
    organisations: Mapping[str, Mapping[str, Any]]
    licences: Mapping[str, frozenset[str]]  # short name → codes of its fields
    regimes: frozenset[str]
    from_receipt: frozenset[str]           # those under which a term runs from the receipt of the application
    life_events: frozenset[str]
    guides: Mapping[ItemCode, Guide] = field(default_factory=dict)
    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()  # items that cannot be filed: their document says so, or their city takes in only what is marked
    shelf: Shelf = field(default_factory=Shelf)
    promises: frozenset[str] = frozenset()  # elements that can only be agreed to

    @classmethod
    def of(cls, contents: Contents) -> "Books":
        elements = {one.code: body_of(one) for one in contents.of("element")}
        licences = [body_of(one) for one in contents.of("licence_type")]
        return cls(
            types={key: _TYPES.get(str(body.get("type")), ValueType.STRING) for key, body in elements.items()},
            choices={key: [str(one["value"]) for one in body["choices"]] for key, body in elements.items() if body.get("choices")},
            organisations={one.code: body_of(one) for one in contents.of("organisation")},
            licences={str(body["short"]): frozenset(str(one["code"]) for one in body.get("fields") or ()) for body in licences},
            regimes=frozenset(one.code for one in contents.of("regime")),
            from_receipt=frozenset(one.code for one in contents.of("regime") if _counts_from_receipt(one)),
            life_events=frozenset(one.code for one in contents.of("life_event")),
            guides=_guides(contents),
            bundles={one.code: bundle_of(one) for one in contents.of("bundle")},
            closed=_closed(contents),
            shelf=Shelf.of(held_of(one) for one in contents.of("law")),
            promises=frozenset(key for key, body in elements.items() if (body.get("schema") or {}).get("const") is True),
        )

    def element(self, document: Document, key: str, at: str) -> Iterator[Defect]:
        if key not in self.types:
            yield document.defect("unknown_element", NO_ELEMENT, at=at, remedy=CHECK_CODE, element=key)

    def licence(self, document: Document, short: str, at: str) -> Iterator[Defect]:
        if short and short not in self.licences:
            yield document.defect("unknown_licence_type", NO_LICENCE_TYPE, at=at, remedy=CHECK_CODE, type=short)

    def condition(self, document: Document, text: str, at: str) -> Iterator[Defect]:
        """A condition must be readable, know its elements, compare like with like, and give yes or no."""
        if not text.strip():
            return
        try:
            found = expressions.check(expressions.parse(text), self.types, self.choices)
        except ExpressionError as error:
            line = document.line_of(at)
            yield Defect(document.path, line, error.code, Severity.ERROR, error.message, error.params, error.remedy, document.ref)
            return
        if found not in (ValueType.BOOL, ValueType.ANY):
            yield document.defect("not_a_condition", NOT_A_CONDITION, at=at, remedy=COMPARE, type=found.value)

    def cite(self, text: str) -> Citation:
        return citations.resolve(text, self.shelf)


def _counts_from_receipt(document: Document) -> bool:
    return reading.regime(document.code, document.body).from_receipt(document.valid_from)


def body_of(document: Document) -> Mapping[str, Any]:
    return document.body


def guide_of(document: Document) -> Guide:
    return reading.guide(Pin("item", document.code, ""), document.body, cite=Citation, division="")


def bundle_of(document: Document) -> Bundle:
    return reading.bundle(Pin("bundle", document.code, ""), document.body, division="")


def _guides(contents: Contents) -> dict[ItemCode, Guide]:
    """Every item, with the regime and the term by law that it will run under."""
    regimes = {one.code: reading.regime(one.code, one.body) for one in contents.of("regime")}
    today = clock.today()
    return {ItemCode(one.code): governing.governed(guide_of(one), regimes, today) for one in contents.of("item")}


def _closed(contents: Contents) -> frozenset[str]:
    general = {one.pack for one in contents.of("city") if one.body.get("general_intake")}
    filing = {one.code: one.body.get("filing") or ("online" if one.pack in general else "browse_only") for one in contents.of("item")}
    return frozenset(code for code, said in filing.items() if said != "online")


def held_of(document: Document) -> Held:
    body = body_of(document)
    numbers = frozenset(one["article_no_arabic"] for one in body.get("articles") or () if one.get("article_no_arabic") is not None)
    return Held(str(body["law_name"]), body["status"] == IN_FORCE, numbers, document.code, bool(body.get("articles")))


def no_matter(document: Document, kind: str, code: str, *, at: str, severity: Severity = Severity.ERROR) -> Defect:
    """The defect of a document that names a bundle or item which is not there."""
    if kind == "bundle":
        return document.defect("unknown_matter", NO_BUNDLE, at=at, severity=severity, remedy=CHECK_CODE, bundle=code)
    return document.defect("unknown_matter", NO_ITEM, at=at, severity=severity, remedy=CHECK_CODE, item=code)


def weighed(filing: object) -> Severity:
    """A matter that can be filed must be sound; one that is only shown, is shown as its source has it, with a warning."""
    return Severity.ERROR if filing == "online" else Severity.WARNING


def citation(document: Document, text: str, at: str, books: Books) -> Iterator[Defect]:
    """Superseded laws and articles that a law does not have; texts we do not hold cannot be judged."""
    found = books.cite(text)
    held = books.shelf.find(found.law)
    if found.status is CitationStatus.SUPERSEDED:
        yield document.defect("law_superseded", NOT_IN_FORCE, at=at, severity=Severity.WARNING, remedy=LOOK_UP, citation=text)
    elif found.status is CitationStatus.NOT_HELD and held is not None and held.text:
        yield document.defect("no_such_article", NO_SUCH_ARTICLE, at=at, severity=Severity.WARNING, remedy=LOOK_UP, citation=text)

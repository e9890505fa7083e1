"""可执行示例: what a jurist expects of a situation, computed and compared before anything is published."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from zhengtong.foundation.catalogue.content.references import Books, body_of, no_matter
from zhengtong.foundation.catalogue.errors import CircularOrder, NotOfThisMatter
from zhengtong.foundation.catalogue.rules import choice, plan, single
from zhengtong.foundation.catalogue.terms import Bundle, Chosen, Guide, ItemCode, MaterialState, Plan
from zhengtong.foundation.forms.terms import Ask, Form
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel.content.terms import Contents, Defect, Document
from zhengtong.kernel.expressions.api import ExpressionError
from zhengtong.kernel.refusals import gettext_noop

DIFFERS = gettext_noop("The example expects %(what)s %(expected)s, but the content gives %(found)s.")
DECIDE = gettext_noop("Either the example or the content is wrong: mend that one.")


def check(documents: list[Document], contents: Contents) -> list[Defect]:
    books = Books.of(contents)
    return [defect for document in documents for defect in _of(document, books)]


def _of(document: Document, books: Books) -> Iterator[Defect]:
    body = body_of(document)
    kind, _, code = str(body["matter"]).partition(":")
    bundle = books.bundles.get(code) if kind == "bundle" else None
    if kind == "item" and ItemCode(code) in books.guides:
        bundle = single.alone(books.guides[ItemCode(code)])
    if bundle is None:
        yield no_matter(document, kind, code, at="matter")
        return
    given = body.get("given") or {}
    for key in given:
        yield from books.element(document, key, f"given/{key}")
    held = _held(body.get("held"))
    for short in held:
        yield from books.licence(document, short, "held")
    known = {str(key): Known(str(key), value, "example") for key, value in (body.get("known") or {}).items()}
    guides = _guides(bundle, books, {*given, *known})
    try:
        found = plan.plan(bundle, guides, given, known=known, held=held, merge=_no_form, from_receipt=books.from_receipt)
    except NotOfThisMatter as refused:
        foreign = refused.params["items"]
        yield document.defect(refused.code, refused.message, at="given", remedy=refused.remedy, items=foreign, title=bundle.name.zh)
        return
    except (CircularOrder, ExpressionError):  # told where the bundle is checked
        return
    yield from _compared(document, body["expect"], _facts(found, guides))


def _guides(bundle: Bundle, books: Books, said: Collection[str]) -> dict[ItemCode, Guide]:
    held = [books.guides[line.item] for line in bundle.items if line.item in books.guides]
    return {guide.code: single.with_general_form(guide, said, bundle.subjects) for guide in held}


def _facts(found: Plan, guides: Mapping[ItemCode, Guide]) -> dict[str, object]:
    """The words an example may use, from a computed plan."""
    asks = [ask for item in found.chosen if item.code in guides for ask in guides[item.code].asks]
    return {
        "items": sorted(item.code for item in found.chosen),
        "days": found.days,
        "legal_days": found.legal_days,
        "materials": sorted(one.material.code for one in found.materials if one.state is MaterialState.BRING),
        "undecided": sorted(found.undecided),
        "first": sorted({matter for advice in found.first for matter in advice.matters}),
        "asks": sorted({ask.element for ask in asks if choice.verdict(ask.when, found.answers).chosen is Chosen.YES}),
    }


def _compared(document: Document, expected: Mapping[str, object], found: Mapping[str, object]) -> Iterator[Defect]:
    for what, value in expected.items():
        wanted = sorted(str(one) for one in value) if isinstance(value, list) else value
        given = found.get(what)
        if what == "asks" and isinstance(wanted, list) and isinstance(given, list):  # at least these
            given = [one for one in given if one in wanted]
        if what in found and wanted != given:
            yield document.defect(
                "example_differs",
                DIFFERS,
                at=f"expect/{what}",
                remedy=DECIDE,
                what=what,
                expected=_shown(wanted),
                found=_shown(given),
            )


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) or "–" if isinstance(value, list) else str(value)


def _held(written: object) -> dict[str, str]:
    """Licences held: a list of types, or type → number."""
    if isinstance(written, Mapping):
        return {str(short): str(number) for short, number in written.items()}
    return {str(short): "example" for short in written} if isinstance(written, list) else {}


def _no_form(asks: Sequence[Ask], answers: Mapping[str, object], known: Mapping[str, Known]) -> Form:  # noqa: ARG001 - examples look at asks
    return Form(())

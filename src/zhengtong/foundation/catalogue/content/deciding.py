"""检查条件与秒批: conditions for approval that can be worked out, and what may be approved on them automatically."""

from collections.abc import Iterator
from dataclasses import replace

from zhengtong.foundation.catalogue.content.references import Books
from zhengtong.foundation.catalogue.terms import Condition, Guide
from zhengtong.kernel.content.terms import Defect, Document
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.expressions.api import ExpressionError, ValueType
from zhengtong.kernel.refusals import gettext_noop

RECORD, HELD, STANDING = "record.", "held.", "record.standing"

CODE_TWICE = gettext_noop("The code %(code)s is written twice.")
KEEP_ONE = gettext_noop("Keep one of the two.")
NOT_ASKED = gettext_noop("The condition reads %(element)s, which the item does not ask.")
ASK_IT = gettext_noop("Ask it, or read the register: record.%(element)s.")
NO_CONDITIONS = gettext_noop("Automatic approval needs conditions: all that decides must be an expression.")
WRITE_THEM = gettext_noop("Write each condition for approval as an expression with its source and article, or take automatic off.")
UNBACKED = gettext_noop("Automatic approval would rest on %(element)s alone, which nothing but the applicant's word backs.")
COMPARE_IT = gettext_noop("Compare it with record.%(element)s in a condition of this item, or take automatic off.")
NEEDS_A_PERSON = gettext_noop("Automatic approval cannot be: %(what)s needs a person.")
TAKE_OFF = gettext_noop("Take automatic off.")


def decisions(document: Document, guide: Guide, books: Books) -> Iterator[Defect]:
    """The conditions, the benchmark and the automatic approval of one item."""
    held = guide.handling
    read = _with_registers(books) if held.conditions else books
    for place, one in enumerate(held.conditions):
        yield from read.condition(document, one.expression, f"handling/conditions/{place}/expression")
        yield from _asked(document, guide, one, f"handling/conditions/{place}/expression")
    yield from _once(document, [one.code for one in held.conditions], "handling/conditions")
    yield from _once(document, [one.code for one in held.benchmark], "handling/benchmark")
    if held.automatic:
        yield from _automatic(document, guide, books)


def _with_registers(books: Books) -> Books:
    """Beside the answers: what a register says of the subject, which licences they hold, whether their registration stands."""
    types = dict(books.types)
    types |= {f"{RECORD}{key}": kind for key, kind in books.types.items()} | {STANDING: ValueType.BOOL}
    types |= {f"{HELD}{short}": ValueType.BOOL for short in books.licences}
    choices = dict(books.choices) | {f"{RECORD}{key}": some for key, some in books.choices.items()}
    return replace(books, types=types, choices=choices)


def _names(one: Condition) -> frozenset[str]:
    try:
        return expressions.names(expressions.parse(one.expression))
    except ExpressionError:  # told by its own check
        return frozenset()


def _of_register(name: str) -> bool:
    return name.startswith((RECORD, HELD))


def _asked(document: Document, guide: Guide, one: Condition, at: str) -> Iterator[Defect]:
    """What nobody is asked can never be known."""
    asked = {ask.element for ask in guide.asks}
    for name in sorted(_names(one)):
        if not _of_register(name) and name not in asked:
            yield document.defect("condition_not_asked", NOT_ASKED, at=at, remedy=ASK_IT, element=name)


def _once(document: Document, codes: list[str], at: str) -> Iterator[Defect]:
    for place, code in enumerate(codes):
        if code in codes[:place]:
            yield document.defect("code_twice", CODE_TWICE, at=f"{at}/{place}", remedy=KEEP_ONE, code=code)


def _automatic(document: Document, guide: Guide, books: Books) -> Iterator[Defect]:
    """秒批 only where everything that decides is worked out from registers, licences, and answers that one of them backs."""
    held, at = guide.handling, "handling/automatic"
    if not held.conditions:
        yield document.defect("automatic_without_conditions", NO_CONDITIONS, at=at, remedy=WRITE_THEM)
    read = frozenset[str]().union(*map(_names, held.conditions))
    for name in sorted(read):
        if not (_of_register(name) or f"{RECORD}{name}" in read or name in books.promises):
            yield document.defect("automatic_unbacked", UNBACKED, at=at, remedy=COMPARE_IT, element=name)
    for what in _for_a_person(guide):
        yield document.defect("automatic_needs_a_person", NEEDS_A_PERSON, at=at, remedy=TAKE_OFF, what=what)


def _for_a_person(guide: Guide) -> Iterator[str]:
    """What no machine does: weigh, hear, look at a paper, decide elsewhere."""
    held = guide.handling
    parts = {
        "benchmark": held.benchmark,
        "lower": held.lower,
        "consulted": held.consulted,
        "interested": held.interested,
        "special": held.special,
        "limited": held.limited,
        "commitment": held.commitment,
        "deferrable": held.deferrable,
        "system": held.system,
    }
    yield from (name for name, part in parts.items() if part)
    yield from (one.name.zh for one in guide.materials or () if one.required and not one.licence)

"""核对答案: what is still missing, what is wrong, in the order of the form."""
from collections.abc import Callable, Iterator, Mapping, Sequence

from zhengtong.foundation.elements.terms import Element
from zhengtong.foundation.forms.rules.composing import parsed
from zhengtong.foundation.forms.terms import Field, Form
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.refusals import Problem, Refusal, gettext_noop

Read = Callable[[Element, object], object]
Check = Callable[[Element, object], Sequence[Problem]]


def check(form: Form, answers: Mapping[str, object], *, read: Read, check: Check) -> tuple[Problem, ...]:
    """Everything that keeps the form from being submitted. What a register or licence answered is not the applicant's to mend."""
    told = _told(form, answers, read)
    return tuple(problem for field in form.fields if field.known is None for problem in _problems(field, answers, told, read, check))


def _told(form: Form, answers: Mapping[str, object], read: Read) -> dict[str, object]:
    """All answers in their normal form; what cannot be read is as good as not said."""
    told = dict(answers)
    for field in form.fields:
        key = field.element.key
        try:
            told[key] = field.known.value if field.known else read(field.element, answers.get(key))
        except Refusal:
            told[key] = None
    return told


def _problems(field: Field, answers: Mapping[str, object], told: Mapping[str, object], read: Read, check: Check) -> Iterator[Problem]:
    try:
        value = read(field.element, answers.get(field.element.key))
    except Refusal as refusal:
        yield from refusal.problems
        return
    if value is None and field.required:
        yield Problem(field.element.key, gettext_noop("This is still to be answered: %(title)s"), {"title": field.element.title})
    yield from check(field.element, value)
    for agreement in field.agreements:
        if expressions.evaluate(parsed(agreement.expression), told).is_false:
            yield Problem(field.element.key, gettext_noop("%(says)s"), {"says": agreement.says})

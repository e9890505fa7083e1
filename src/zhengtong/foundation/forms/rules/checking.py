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
    told, unread = _told(form, answers, read)
    return tuple(problem for field in form.fields if field.known is None for problem in _problems(field, told, unread, check))


def _told(form: Form, answers: Mapping[str, object], read: Read) -> tuple[dict[str, object], dict[str, Refusal]]:
    """All answers in their normal form; what cannot be read is as good as not said, and why not."""
    told, unread = dict(answers), {}
    for field in form.fields:
        key = field.element.key
        try:
            told[key] = field.known.value if field.known else read(field.element, answers.get(key))
        except Refusal as why:
            told[key], unread[key] = None, why
    return told, unread


def _problems(field: Field, told: Mapping[str, object], unread: Mapping[str, Refusal], check: Check) -> Iterator[Problem]:
    key = field.element.key
    if key in unread:
        yield from unread[key].problems
        return
    if told[key] is None and field.required:
        yield Problem(key, gettext_noop("This is still to be answered: %(title)s"), {"title": field.element.title})
    yield from check(field.element, told[key])
    for agreement in field.agreements:
        if expressions.evaluate(parsed(agreement.expression), told).is_false:
            yield Problem(key, gettext_noop("%(says)s"), {"says": agreement.says})

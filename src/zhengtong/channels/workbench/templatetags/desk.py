"""Template tags of the desk: names of states, and errors without what somebody typed."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext, gettext_noop, ngettext

from zhengtong.channels.ui import states
from zhengtong.channels.ui.templatetags.ui import state as pill
from zhengtong.channels.workbench import papers
from zhengtong.channels.workbench.wording import FACTS, WORK
from zhengtong.delivery.cases.terms import CaseState
from zhengtong.kernel.ledger.terms import JobState

register = template.Library()
_JOBS = {
    JobState.WAITING: gettext_noop("Waiting to run"),
    JobState.DONE: gettext_noop("Done"),
    JobState.DEAD: gettext_noop("Given up"),
}
_OPEN_TO = {
    "member": gettext_noop("People and firms"),
    "officer": gettext_noop("Officers"),
    "duty:intake": gettext_noop("Window clerks"),
    "duty:review": gettext_noop("Reviewers"),
    "duty:operate": gettext_noop("Operators"),
    "duty:assist": gettext_noop("Helpers"),
    "duty:administer": gettext_noop("Administrators of staff"),
    "duty:look_up": gettext_noop("Officers who may look people up"),
    "duty:lead": gettext_noop("Heads of the authority"),
    "duty:govern": gettext_noop("Heads of government"),
    "duty:countersign": gettext_noop("Second officers"),
}
_APPLICANTS_TURN = gettext_noop("Waiting for the applicant")


@register.simple_tag
def state_text(value: object) -> str:
    """The word of a state, without its pill, as an officer reads it."""
    return gettext(_APPLICANTS_TURN if value is CaseState.SUPPLEMENTING else states.shown(value).text)


@register.inclusion_tag("ui/state.html")
def desk_state(value: object) -> dict[str, object]:
    """The pill of a state, as an officer reads it: what is the applicant's turn is not theirs."""
    return pill(value, state_text(value))


@register.filter
def work_name(name: str) -> str:
    """A schedule or reaction in words."""
    return gettext(WORK[name]) if name in WORK else name


@register.filter
def fact_name(name: str) -> str:
    return gettext(FACTS[name]) if name in FACTS else name


@register.filter
def open_to(guard: str) -> str:
    """Whom a guard lets in, in words."""
    return gettext(_OPEN_TO[guard]) if guard in _OPEN_TO else guard


@register.filter
def interval(seconds: int) -> str:
    """600 → 10 minutes."""
    if seconds and seconds % 3600 == 0:
        return ngettext("%(n)s hour", "%(n)s hours", seconds // 3600) % {"n": seconds // 3600}
    if seconds and seconds % 60 == 0:
        return ngettext("%(n)s minute", "%(n)s minutes", seconds // 60) % {"n": seconds // 60}
    return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}


@register.simple_tag
def job_state(value: str) -> str:
    return gettext(_JOBS[JobState(value)])


@register.filter
def error_class(told: str) -> str:
    """Place and class of an error; its message may quote what somebody typed, and stays in the log."""
    words = told.split()
    return " ".join(word for at, word in enumerate(words[:2]) if at == 0 or word.startswith("("))


@register.filter
def class_names(classes: Iterable[str]) -> str:
    """数据分级: the classes a right is cut to, in the order of the list."""
    held = set(classes)
    return gettext(", ").join(gettext(said) for one, said in papers.CLASSES.items() if one in held)

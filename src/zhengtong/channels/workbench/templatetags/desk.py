"""Template tags of the desk: names of states, and errors without what somebody typed."""

from django import template
from django.utils.translation import gettext, gettext_noop

from zhengtong.channels.ui import states
from zhengtong.kernel.ledger.terms import JobState

register = template.Library()
_JOBS = {
    JobState.WAITING: gettext_noop("Waiting to run"),
    JobState.DONE: gettext_noop("Done"),
    JobState.DEAD: gettext_noop("Given up"),
}


@register.simple_tag
def state_text(value: object) -> str:
    """The word of a state, without its pill."""
    return gettext(states.shown(value).text)


@register.simple_tag
def job_state(value: str) -> str:
    return gettext(_JOBS[JobState(value)])


@register.filter
def error_class(told: str) -> str:
    """Place and class of an error; its message may quote what somebody typed, and stays in the log."""
    words = told.split()
    return " ".join(word for at, word in enumerate(words[:2]) if at == 0 or word.startswith("("))

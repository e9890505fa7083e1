"""Template tags of the desk: names of states, and errors without what somebody typed."""

from django import template
from django.utils.translation import gettext, gettext_noop, ngettext

from zhengtong.channels.ui import states
from zhengtong.channels.ui.templatetags.ui import state as pill
from zhengtong.delivery.cases.terms import CaseState
from zhengtong.kernel.ledger.terms import JobState

register = template.Library()
_JOBS = {
    JobState.WAITING: gettext_noop("Waiting to run"),
    JobState.DONE: gettext_noop("Done"),
    JobState.DEAD: gettext_noop("Given up"),
}
_WORK = {
    "cases.accept_by_law": gettext_noop("Accept what the window left unanswered past its term"),
    "cases.tell_received": gettext_noop("Tell the applicant: received"),
    "cases.tell_accepted": gettext_noop("Tell the applicant: accepted"),
    "cases.tell_asked": gettext_noop("Tell the applicant: something is missing"),
    "cases.tell_supplemented": gettext_noop("Tell the applicant: answers to the notice have arrived"),
    "cases.tell_declined": gettext_noop("Tell the applicant: not accepted"),
    "cases.tell_decided": gettext_noop("Tell the applicant: one part is decided"),
    "cases.tell_closed": gettext_noop("Tell the applicant: done"),
    "licences.make_sheet": gettext_noop("Print the licence and tell its holder"),
    "licences.tell_holder": gettext_noop("Tell the holder: a licence has ended"),
    "catalogue.take_effect": gettext_noop("Bring in items that hold from today"),
    "catalogue.look_for_departments_again": gettext_noop("Match items to departments again"),
    "forms.tidy": gettext_noop("Clear away drafts left lying"),
    "files.sweep": gettext_noop("Clear away files nobody refers to"),
}
_FACTS = {
    "cases.CaseSubmitted": gettext_noop("Case submitted"),
    "cases.CaseAccepted": gettext_noop("Case accepted"),
    "cases.SupplementationRequired": gettext_noop("Notice sent"),
    "cases.CaseSupplemented": gettext_noop("Notice answered"),
    "cases.CaseDeclined": gettext_noop("Case declined"),
    "cases.CaseClosed": gettext_noop("Case closed"),
    "approvals.ApprovalDecided": gettext_noop("Part decided"),
    "licences.LicenceIssued": gettext_noop("Licence issued"),
    "licences.LicenceDeregistered": gettext_noop("Licence deregistered"),
    "licences.LicenceAnnulled": gettext_noop("Licence annulled"),
    "content.ContentPublished": gettext_noop("Content published"),
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
    return gettext(_WORK[name]) if name in _WORK else name


@register.filter
def fact_name(name: str) -> str:
    return gettext(_FACTS[name]) if name in _FACTS else name


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

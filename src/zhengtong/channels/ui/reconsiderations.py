"""行政复议: where a request stands, in the words and tones of a pill; for the applicant's page and the office's desk."""

from django.utils.translation import gettext_noop

from zhengtong.delivery.cases.terms.reconsidering import ReconsiderationState, ReconsiderationView, Result

RESULTS = {
    Result.DECLINED: gettext_noop("not accepted"),
    Result.REJECTED: gettext_noop("rejected"),
    Result.UPHELD: gettext_noop("upheld"),
    Result.ANNULLED: gettext_noop("annulled"),
    Result.REDO: gettext_noop("annulled, to be decided anew"),
    Result.UNLAWFUL: gettext_noop("found unlawful"),
    Result.ENDED: gettext_noop("ended"),
}
_STATES = {
    ReconsiderationState.ASKED: ("wait", gettext_noop("received, being looked at")),
    ReconsiderationState.ACCEPTED: ("act", gettext_noop("accepted")),
}
_FOR_THEM = frozenset({Result.ANNULLED, Result.REDO, Result.UNLAWFUL})


def word(one: ReconsiderationView) -> tuple[str, str]:
    """(tone, msgid)."""
    if one.result is None:
        return _STATES[one.state]
    return ("done" if one.result in _FOR_THEM else "sleep" if one.result is Result.ENDED else "late"), RESULTS[one.result]

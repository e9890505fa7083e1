"""代办的说法: on what ground somebody acts for another, and who did what for whom, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from zhengtong.channels.ui.dates import day_as_written
from zhengtong.foundation.identity.terms import Basis, Deed, SubjectView

_GROUNDS: Mapping[str, str] = {
    "legal_representative": gettext_noop("as its legal representative"),
    "handler": gettext_noop("as its appointed staff"),
    "agent": gettext_noop("as its registered agent"),
    "mandate": gettext_noop("on power of attorney %(number)s"),
    "guardian": gettext_noop("as guardian"),
    "guardianship": gettext_noop("as guardian"),
    "assistance": gettext_noop("as helper, sitting %(number)s"),
}
_DEEDS: Mapping[str, str] = {
    "legal_representative": gettext_noop("by %(name)s (legal representative) for %(principal)s"),
    "handler": gettext_noop("by %(name)s (appointed staff) for %(principal)s"),
    "agent": gettext_noop("by %(name)s (registered agent) for %(principal)s"),
    "mandate": gettext_noop("by %(name)s (agent, power of attorney %(number)s) for %(principal)s"),
    "guardianship": gettext_noop("by %(name)s (guardian) for %(principal)s"),
    "assistance": gettext_noop("by %(name)s (helper, sitting %(number)s) for %(principal)s"),
}


def ground(view: SubjectView) -> str:
    """On what ground, and until when."""
    if view.basis is None:
        return ""
    office = view.basis.kind in {Basis.OFFICE, Basis.GUARDIANSHIP} and view.office
    said = gettext(_GROUNDS.get(office or view.basis.kind, "")) % {"number": view.basis.number}
    if view.until is None:
        return said
    return gettext("%(ground)s, until %(day)s") % {"ground": said, "day": day_as_written(view.until)}


def deed(done: Deed) -> str:
    """由……代……办理."""
    return gettext(_DEEDS[done.ground]) % {"name": done.name, "number": done.number, "principal": done.principal}

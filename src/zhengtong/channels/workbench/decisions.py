"""决定用语: what a decision is called, by the kind of power: a check is passed, a permit is granted."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from zhengtong.foundation.catalogue.terms import PowerKind


@dataclass(frozen=True, slots=True)
class Wording:
    """msgids of both answers, and of what is told once they are given."""

    approve: str
    refuse: str
    approved: str
    refused: str


_PERMIT = Wording(
    gettext_noop("Approve"),
    gettext_noop("Refuse"),
    gettext_noop("%(number)s is approved."),
    gettext_noop("%(number)s is refused; the applicant has the reasons."),
)
_CHECK = Wording(
    gettext_noop("Passed"),
    gettext_noop("Not passed"),
    gettext_noop("%(number)s has passed the check."),
    gettext_noop("%(number)s has not passed the check; the applicant has the reasons."),
)
_CONFIRMATION = Wording(
    gettext_noop("Confirm it"),
    gettext_noop("Do not confirm"),
    gettext_noop("%(number)s is confirmed."),
    gettext_noop("%(number)s is not confirmed; the applicant has the reasons."),
)
_CONSENT = Wording(
    gettext_noop("Agree"),
    gettext_noop("Do not agree"),
    gettext_noop("%(number)s is agreed to."),
    gettext_noop("%(number)s is not agreed to; the applicant has the reasons."),
)
_WORDINGS: Mapping[PowerKind, Wording] = {
    PowerKind.PERMIT: _PERMIT,
    PowerKind.PUBLIC_SERVICE: _CHECK,
    PowerKind.INSPECTION: _CHECK,
    PowerKind.CONFIRMATION: _CONFIRMATION,
}


def wording(power: PowerKind) -> Wording:
    """许可: 准予. 核验: 通过. 确认: 予以确认. Everything else: 同意."""
    return _WORDINGS.get(power, _CONSENT)

"""States as people see them: a tone, an icon and a word. Never by colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.cases.terms import CaseState
from zhengtong.delivery.licences.terms import LicenceStatus
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import PowerKind


class Tone(StrEnum):
    DONE = "done"
    WAIT = "wait"
    LATE = "late"
    SLEEP = "sleep"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Shown:
    tone: Tone
    icon: str
    text: str  # msgid


ICONS: Mapping[str, str] = {
    Tone.DONE: "circle-check",
    Tone.WAIT: "clock",
    Tone.LATE: "triangle-alert",
    Tone.SLEEP: "circle-pause",
    Tone.ACT: "circle-dot",
}

CASE: Mapping[CaseState, Shown] = {
    CaseState.RECEIVED: Shown(Tone.WAIT, "inbox", gettext_noop("Received, being checked")),
    CaseState.SUPPLEMENTING: Shown(Tone.ACT, "pencil", gettext_noop("Your turn: something is missing")),
    CaseState.ACCEPTED: Shown(Tone.WAIT, "clock", gettext_noop("Accepted, departments at work")),
    CaseState.CLOSED: Shown(Tone.DONE, "circle-check", gettext_noop("Finished")),
    CaseState.DECLINED: Shown(Tone.LATE, "circle-x", gettext_noop("Not accepted")),
    CaseState.WITHDRAWN: Shown(Tone.SLEEP, "circle-pause", gettext_noop("Withdrawn")),
    CaseState.ABANDONED: Shown(Tone.SLEEP, "circle-pause", gettext_noop("Counts as given up")),
}
APPROVAL: Mapping[ApprovalState, Shown] = {
    ApprovalState.WAITING: Shown(Tone.SLEEP, "circle-pause", gettext_noop("Not started")),
    ApprovalState.OPEN: Shown(Tone.WAIT, "clock", gettext_noop("In hand")),
    ApprovalState.SPOKEN: Shown(Tone.WAIT, "clock", gettext_noop("Finished here; one answer comes for all")),
    ApprovalState.APPROVED: Shown(Tone.DONE, "circle-check", gettext_noop("Approved")),
    ApprovalState.REFUSED: Shown(Tone.LATE, "circle-x", gettext_noop("Refused")),
    ApprovalState.LAPSED: Shown(Tone.SLEEP, "circle-pause", gettext_noop("Ended: what it depends on was refused")),
    ApprovalState.WITHDRAWN: Shown(Tone.SLEEP, "circle-pause", gettext_noop("Withdrawn")),
}
LICENCE: Mapping[LicenceStatus, Shown] = {
    LicenceStatus.VALID: Shown(Tone.DONE, "circle-check", gettext_noop("Valid")),
    LicenceStatus.WITHHELD: Shown(Tone.LATE, "circle-pause", gettext_noop("Withheld")),
    LicenceStatus.ANNULLED: Shown(Tone.LATE, "circle-x", gettext_noop("Annulled")),
    LicenceStatus.DEREGISTERED: Shown(Tone.SLEEP, "circle-x", gettext_noop("Deregistered")),
    LicenceStatus.EXPIRED: Shown(Tone.SLEEP, "clock", gettext_noop("Expired")),
    LicenceStatus.REVOKED: Shown(Tone.LATE, "circle-x", gettext_noop("Revoked")),
}


_DONE = Shown(Tone.DONE, "circle-check", gettext_noop("Completed"))
_NOT_AGREED = Shown(Tone.LATE, "circle-x", gettext_noop("Not agreed to"))
_NOT_PASSED = Shown(Tone.LATE, "circle-x", gettext_noop("Check not passed"))
_REFUSED: Mapping[PowerKind, Shown] = {
    PowerKind.PERMIT: APPROVAL[ApprovalState.REFUSED],
    PowerKind.PUBLIC_SERVICE: _NOT_PASSED,
    PowerKind.INSPECTION: _NOT_PASSED,
    PowerKind.CONFIRMATION: Shown(Tone.LATE, "circle-x", gettext_noop("Not confirmed")),
    PowerKind.BENEFIT: Shown(Tone.LATE, "circle-x", gettext_noop("Benefit not granted")),
}


def of_power(state: ApprovalState, power: PowerKind) -> Shown:
    """许可: 准予、不予许可. Everything else is 办结, and a no is said in the words of its kind (行政许可法 art. 2)."""
    if state is ApprovalState.APPROVED and power is not PowerKind.PERMIT:
        return _DONE
    if state is ApprovalState.REFUSED:
        return _REFUSED.get(power, _NOT_AGREED)
    return APPROVAL[state]


def _of_approval(one: ApprovalView) -> Shown:
    return of_power(one.state, catalogue.guide(one.item, pin=one.pin).power)


def shown(state: object) -> Shown:
    """Any of the state enums above; of an approval itself, in the words of its power."""
    if isinstance(state, Shown):
        return state
    if isinstance(state, ApprovalView):
        return _of_approval(state)
    if isinstance(state, CaseState):
        return CASE[state]
    if isinstance(state, ApprovalState):
        return APPROVAL[state]
    if isinstance(state, LicenceStatus):
        return LICENCE[state]
    raise TypeError(f"no picture for {state!r}")

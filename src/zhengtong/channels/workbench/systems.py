"""外部系统: where an approval stands in the outside system that decides it, as an officer's page shows it."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy

from zhengtong.channels.ui import translate
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ExternalFile, FileState
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refusals import Refusal

QUIET = timedelta(hours=1)  # after which silence is shown as a lag

STATES = {
    FileState.PACKING: gettext_lazy("Being put together"),
    FileState.TO_PUSH: gettext_lazy("Not handed over yet"),
    FileState.PUSHED: gettext_lazy("Handed over, no answer yet"),
    FileState.ANSWERED: gettext_lazy("Answered"),
    FileState.DISPUTED: gettext_lazy("Answers contradict each other"),
    FileState.CALLED_BACK: gettext_lazy("Called back"),
}
_TROUBLES: dict[str, type[Refusal]] = {one.code: one for one in (approvals.OutsideSystemDown, approvals.OutsideSystemRefused)}


@dataclass(frozen=True, slots=True)
class Told:
    file: ExternalFile
    state: str
    lagging: bool  # not heard of for an hour while an answer is owed
    trouble: str
    waiting: bool


def of(approval: str, by: Actor) -> Told | None:
    """None where it is decided here."""
    file = approvals.external_file(approval, by)
    if file is None:
        return None
    waiting = file.state in (FileState.PACKING, FileState.TO_PUSH, FileState.PUSHED)
    quiet = file.seen_at is None or clock.now() - file.seen_at > QUIET
    return Told(file, str(STATES[file.state]), waiting and (quiet or file.tries > 0), trouble(file.trouble, file), waiting)


def trouble(code: str, file: ExternalFile) -> str:
    """What the last try in vain said, in words."""
    kind = _TROUBLES.get(code)
    return translate.refusal(kind(system=file.name, why="")).message if kind else ""

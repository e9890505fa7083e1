"""期限一栏: the clock of one approval, what its officer may do with it, and "what if today were …"."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from zhengtong.channels.ui import clocks
from zhengtong.channels.workbench import posting
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView, Clock, Timing
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel.actors import Actor

TYPED = ("kind", "evidence", "article_needed", "needs", "days", "why")


@dataclass(frozen=True, slots=True)
class Shown:
    told: clocks.Told
    may: Timing
    today: date
    as_of: str = ""  # as typed
    wrong_day: bool = False  # what was typed is no day
    typed: dict[str, str] | None = None

    @property
    def acts(self) -> bool:
        return bool(self.may.pauses or self.may.may_resume or self.may.may_extend or self.may.asks)


def of(request: HttpRequest, view: ApprovalView, clock: Clock | None, by: Actor) -> Shown:
    today, asked = the_clock.today(), request.GET.get("as_of", "").strip()[:10]
    typed = {name: posting.text(request, name) for name in TYPED} if not asked and request.method == "POST" else {}
    as_of = _day(asked)
    shown = approvals.clock_of(view, as_of=as_of) if as_of else clock
    return Shown(
        told=clocks.tell(shown, catalogue.calendar(view.division, view.moved), as_of or today, as_of=as_of),
        may=approvals.timing(view.number, by, today),
        today=today,
        as_of=asked,
        wrong_day=bool(asked) and as_of is None,
        typed=typed,
    )


def _day(text: str) -> date | None:
    """None for what is no day, or one that no calendar reaches."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None

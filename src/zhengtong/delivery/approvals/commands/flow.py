"""办理环节: what begins with an approval, what must be over before it is answered, and what happens because time passes."""

from datetime import date, datetime

from zhengtong.delivery.approvals import queries, rules
from zhengtong.delivery.approvals.commands.consulting import ask_named, follow_bodies, silence_passed
from zhengtong.delivery.approvals.commands.examining import begin_below
from zhengtong.delivery.approvals.commands.hearing import waive_unasked
from zhengtong.delivery.approvals.errors.flow import AwaitingTest, ChairReviews
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.queries import flow
from zhengtong.delivery.approvals.terms import Opinion, Reasons
from zhengtong.delivery.approvals.terms.flow import HearingState
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor


def check_may_decide(
    row: Approval, *, opinion: Opinion, reasons: Reasons | None, note: str, by: Actor, on: date
) -> None:
    """环节完备: nobody answers before those who have a say have had it, nor against them without a word.

    Raises StillExamined, AwaitingTest, ConsultationOpen, ObjectionUnanswered, PartiesUntold, PartiesUnheard, HearingMayBeAsked,
    HearingOpen, RecordUnnamed, ChairReviews.
    """
    queries.not_examined(row)
    handling, held = queries.guide_of(row).handling, flow.flow_of(row)
    if any(map(rules.is_running, held.verifications)):
        raise AwaitingTest
    said = " ".join([note, *((reasons.text, reasons.article) if reasons else ())])
    rules.check_heard(
        held.parties, wanted="、".join(one.who.zh for one in handling.interested), nobody=held.nobody_interested, today=on
    )
    rules.check_hearing(held.hearing, said=said, today=on)
    if held.hearing is not None and held.hearing.state is HearingState.HELD and held.hearing.chair == str(by.who):
        raise ChairReviews
    bodies = {one.organisation for one in held.consultations} | ({held.examination.organisation} if held.examination else set())
    names = {code: (one.short.zh, one.name.zh) for code, one in identity.organisations_by_code(bodies).items()}
    rules.check_consulted(held.consultations, held.examination, opinion=opinion, note=note, names=names, today=on)


def pass_time(*, at: datetime) -> int:
    """逾期: what a silence means takes effect, a right nobody used ends, a question follows its body. How many steps were taken."""
    return follow_bodies(at=at) + silence_passed(at=at) + waive_unasked(at=at)


def begin(row: Approval, *, opened: date, by: Actor, at: datetime) -> None:
    """开启: the lower office examines first, and the bodies that the item names are asked, as the approval opens. Not saved here."""
    begin_below(row, opened=opened, by=by, at=at)


def ask_others(row: Approval, *, by: Actor, at: datetime) -> None:
    """The same, once the row is open and saved."""
    ask_named(row, by=by, at=at)

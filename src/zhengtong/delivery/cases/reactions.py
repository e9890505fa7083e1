"""办件: when this fact, then that."""

from collections.abc import Mapping
from datetime import date

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.facts import (
    ApprovalDecided,
    ApprovalTakenOver,
    ApprovalTransferred,
    ClockExtended,
    ClockPaused,
    ClockRecomputed,
    ClockRestarted,
    ClockResumed,
    CommitmentChecked,
    DecisionExplained,
    HandedOut,
    HearingCalled,
    HearingHeld,
    HearingRightTold,
    NoteWritten,
    OpinionGiven,
)
from zhengtong.delivery.approvals.terms import AfterCheckState
from zhengtong.delivery.cases.commands.consequence import item_name, undo
from zhengtong.delivery.cases.commands.delivering import deliver_electronically
from zhengtong.delivery.cases.commands.follow import follow
from zhengtong.delivery.cases.commands.sealing import owe, seal_documents
from zhengtong.delivery.cases.commands.settle import settle
from zhengtong.delivery.cases.commands.tell import tell, tell_helped
from zhengtong.delivery.cases.facts import (
    ApplicantReminded,
    CaseAbandoned,
    CaseAccepted,
    CaseClosed,
    CaseDeclined,
    CaseMended,
    CaseSubmitted,
    CaseSupplemented,
    CaseWithdrawn,
    DocumentDelivered,
    DocumentSealed,
    ElectronicDeliveryChosen,
    PaperDeferred,
    PaperMissed,
    PapersArrived,
    PaperSupplied,
    PartWithdrawn,
    SupplementationRequired,
)
from zhengtong.delivery.cases.queries.clock_telling import clock_told
from zhengtong.delivery.cases.queries.notices import decision, taken_over
from zhengtong.delivery.cases.queries.outside import called_back, outgoing
from zhengtong.delivery.cases.queries.receiving import paper_name
from zhengtong.delivery.cases.rules import ClockFact
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.facts import PersonsMerged
from zhengtong.foundation.identity.terms import Basis
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import gettext_noop

RECEIVED_FOR = gettext_noop("%(title)s: handed in for you by somebody who may act for you, and received under the number %(case)s.")
SUPPLEMENTED_FOR = gettext_noop("%(title)s (%(case)s): the notice was answered for you by somebody who may act for you.")
WITHDRAWN_FOR = gettext_noop("%(title)s (%(case)s) was withdrawn for you by somebody who may act for you.")
_CHECKED = {
    AfterCheckState.KEPT: gettext_noop("%(title)s (%(case)s): what you promised for “%(name)s” was checked, and found as promised."),
    AfterCheckState.TO_CORRECT: gettext_noop(
        "%(title)s (%(case)s): “%(name)s” was not found as promised. Put it right by %(until)s; what was found is on the page of the case."
    ),
    AfterCheckState.CORRECTED: gettext_noop("%(title)s (%(case)s): “%(name)s” was checked again, and is as promised now."),
    AfterCheckState.BROKEN: gettext_noop("%(title)s (%(case)s): “%(name)s” was not put right. %(article)s: %(consequence)s"),
}
_NOT_THEMSELVES = frozenset({Basis.MANDATE, Basis.GUARDIANSHIP, Basis.ASSISTANCE})


@ledger.at_once(ApprovalDecided)
def settle_what_follows(fact: ApprovalDecided, row: ledger.Row) -> None:
    settle(approval=fact.approval, case=fact.case, by=system("cases"), at=row.at)


@ledger.afterwards(CaseSubmitted)
def tell_received(fact: CaseSubmitted, row: ledger.Row) -> None:
    said = gettext_noop("%(title)s: received under the number %(case)s.")
    tell(case=fact.case, message=by_another(row, RECEIVED_FOR, said), row=row.id, at=row.at)


@ledger.afterwards(CaseSubmitted)
def tell_filed_for_them(fact: CaseSubmitted, row: ledger.Row) -> None:
    """帮办递交: whoever was helped is told what was filed in their name, on their telephone too."""
    tell_helped(case=fact.case, once=row.once("filed"), at=row.at)


@ledger.afterwards(CaseAccepted)
def tell_accepted(fact: CaseAccepted, row: ledger.Row) -> None:
    tell(case=fact.case, message=gettext_noop("%(title)s (%(case)s) has been accepted; the clocks run."), row=row.id, at=row.at)


@ledger.afterwards(SupplementationRequired)
def tell_asked(fact: SupplementationRequired, row: ledger.Row) -> None:
    tell(
        case=fact.case, message=gettext_noop("%(title)s (%(case)s): something is missing. Please answer the notice."), row=row.id, at=row.at
    )


@ledger.afterwards(CaseSupplemented)
def tell_supplemented(fact: CaseSupplemented, row: ledger.Row) -> None:
    said = gettext_noop("%(title)s (%(case)s): your answers to the notice have arrived.")
    tell(case=fact.case, message=by_another(row, SUPPLEMENTED_FOR, said), row=row.id, at=row.at)


@ledger.afterwards(CaseWithdrawn)
def tell_withdrawn(fact: CaseWithdrawn, row: ledger.Row) -> None:
    """Whoever withdrew for themselves knows it."""
    if message := by_another(row, WITHDRAWN_FOR, ""):
        tell(case=fact.case, message=message, row=row.id, at=row.at)


@ledger.afterwards(CaseWithdrawn)
def tell_watchers_withdrawn(fact: CaseWithdrawn, row: ledger.Row) -> None:
    """关注告知."""
    said = gettext_noop("%(name)s (%(number)s), which you watch, was withdrawn by the applicant.")
    approvals.tell_watchers_of_case(case=fact.case, message=said, but=row.by.who, once=row.once("watch"), at=row.at)


@ledger.afterwards(NoteWritten)
def tell_noted(fact: NoteWritten, row: ledger.Row) -> None:
    """公开批注: the applicant hears that there is one; what it says stands on the page of the case. Nothing of an internal one."""
    if fact.public:
        said = gettext_noop("%(title)s (%(case)s): the department wrote you a note. It is on the page of the case.")
        tell(case=fact.case, message=said, row=row.id, at=row.at)


@ledger.afterwards(CaseDeclined)
def tell_declined(fact: CaseDeclined, row: ledger.Row) -> None:
    tell(
        case=fact.case,
        message=gettext_noop("%(title)s (%(case)s) was not accepted; the reason and where to turn are on its page."),
        row=row.id,
        at=row.at,
    )


@ledger.afterwards(ApprovalDecided)
def tell_decided(fact: ApprovalDecided, row: ledger.Row) -> None:
    """What was decided, by whom, and the licence that came with it: one message for one decision."""
    said = decision(approval=fact.approval, case=fact.case)
    tell(case=fact.case, message=said.message, params=said.params, row=row.id, at=row.at)


@ledger.afterwards(ApprovalTakenOver)
def tell_taken_over(fact: ApprovalTakenOver, row: ledger.Row) -> None:
    """The applicant hears who goes on, and that nothing is to be done."""
    said = taken_over(approval=fact.approval, case=fact.case, organisation=fact.organisation, former=fact.former)
    tell(case=fact.case, message=said.message, params=said.params, row=row.id, at=row.at)


@ledger.afterwards(CaseClosed)
def tell_closed(fact: CaseClosed, row: ledger.Row) -> None:
    tell(case=fact.case, message=gettext_noop("%(title)s (%(case)s) is done. Please rate it."), row=row.id, at=row.at)


@ledger.afterwards(CaseClosed)
def over_when_closed(fact: CaseClosed, row: ledger.Row) -> None:
    identity.finish_mandate(case=fact.case, by=system("cases"), at=row.at)


@ledger.afterwards(CaseDeclined)
def over_when_declined(fact: CaseDeclined, row: ledger.Row) -> None:
    identity.finish_mandate(case=fact.case, by=system("cases"), at=row.at)


@ledger.afterwards(CaseWithdrawn)
def over_when_withdrawn(fact: CaseWithdrawn, row: ledger.Row) -> None:
    identity.finish_mandate(case=fact.case, by=system("cases"), at=row.at)


def by_another(row: ledger.Row, message: str, otherwise: str) -> str:
    """What the subject is told of an act that somebody did for them, and of one of their own. Who it was stands on the page of the case."""
    return message if row.by.basis is not None and row.by.basis.kind in _NOT_THEMSELVES else otherwise


_STEPS: Mapping[type, str] = {
    ApprovalTransferred: gettext_noop("%(title)s (%(case)s): another office is competent and goes on with it. You need do nothing."),
    HearingRightTold: gettext_noop(
        "%(title)s (%(case)s): you may ask for a hearing until %(ask_by)s, on the page of the case. It costs you nothing."
    ),
    HearingCalled: gettext_noop("%(title)s (%(case)s): a hearing is held on %(hearing_on)s at %(at_hour)s. The place is on its page."),
    HearingHeld: gettext_noop("%(title)s (%(case)s): the hearing was held; the decision follows its record."),
}


def _tell_step(fact: ApprovalTransferred | HearingRightTold | HearingCalled | HearingHeld, row: ledger.Row) -> None:
    days = {key: date.fromisoformat(on) for key in ("ask_by", "hearing_on") if (on := getattr(fact, key, ""))}
    hour = {"at_hour": fact.at_hour} if isinstance(fact, HearingCalled) else {}
    tell(case=fact.case, message=_STEPS[type(fact)], params={**days, **hour}, row=row.id, at=row.at)


@ledger.afterwards(ApprovalTransferred)
def tell_transferred(fact: ApprovalTransferred, row: ledger.Row) -> None:
    _tell_step(fact, row)


@ledger.afterwards(HearingRightTold)
def tell_of_hearing(fact: HearingRightTold, row: ledger.Row) -> None:
    """告知听证权利 (行政许可法 art. 47)."""
    _tell_step(fact, row)


@ledger.afterwards(HearingCalled)
def tell_hearing_called(fact: HearingCalled, row: ledger.Row) -> None:
    """听证通知 (行政许可法 art. 48)."""
    _tell_step(fact, row)


@ledger.afterwards(HearingHeld)
def tell_hearing_held(fact: HearingHeld, row: ledger.Row) -> None:
    _tell_step(fact, row)


@ledger.at_once(OpinionGiven)
def go_on_inside_a_joint_matter(fact: OpinionGiven, row: ledger.Row) -> None:
    """统一办理: what waited for this department opens; nothing is issued."""
    settle(approval=fact.approval, case=fact.case, by=system("cases"), at=row.at)


@ledger.afterwards(PartWithdrawn)
def call_part_back_from_outside(fact: PartWithdrawn, row: ledger.Row) -> None:
    """撤件: the same of one part."""
    for number in called_back(fact.case):
        approvals.call_back(approval=number, by=system("cases"), at=row.at)


@ledger.afterwards(PersonsMerged)
def follow_person(fact: PersonsMerged, row: ledger.Row) -> None:  # noqa: ARG001
    """自然人合并."""
    follow(gone=Ref("person", fact.gone), kept=Ref("person", fact.kept))


@ledger.afterwards(HandedOut)
def pack_for_outside(fact: HandedOut, row: ledger.Row) -> None:
    """组卷: the outside system gets what the item needs, as it stood."""
    out = outgoing(fact.case, fact.item)
    approvals.pack(
        approval=fact.approval, answers=out.answers, papers=out.papers, accepted_on=out.accepted_on, by=system("cases"), at=row.at
    )


@ledger.afterwards(CaseWithdrawn)
def call_back_from_outside(fact: CaseWithdrawn, row: ledger.Row) -> None:
    """撤件: what lies in an outside system is called back; tried again while it is down."""
    for number in called_back(fact.case):
        approvals.call_back(approval=number, by=system("cases"), at=row.at)


@ledger.at_once(CommitmentChecked)
def undo_what_was_promised(fact: CommitmentChecked, row: ledger.Row) -> None:
    """未改正: what was issued on the promise is annulled, in the transaction of the finding."""
    undo(fact, by=system("cases"), at=row.at)


@ledger.afterwards(CommitmentChecked)
def tell_checked(fact: CommitmentChecked, row: ledger.Row) -> None:
    """The holder hears of each step: as promised, to correct and by when, corrected, or not."""
    params = {"name": item_name(fact), "until": fact.correct_by, "article": fact.article, "consequence": fact.consequence}
    tell(case=fact.case, message=_CHECKED[fact.outcome], params=params, row=row.id, at=row.at)


@ledger.afterwards(DecisionExplained)
def tell_explained(fact: DecisionExplained, row: ledger.Row) -> None:
    said = gettext_noop("%(title)s (%(case)s): a person has looked through what was decided automatically; the answer is on its page.")
    tell(case=fact.case, message=said, row=row.id, at=row.at)


@ledger.afterwards(ClockPaused)
def tell_paused(fact: ClockPaused, row: ledger.Row) -> None:
    """特别程序: the time it needs is told in writing (行政许可法 art. 45)."""
    _tell_clock(fact, row)


@ledger.afterwards(ClockResumed)
def tell_resumed(fact: ClockResumed, row: ledger.Row) -> None:
    _tell_clock(fact, row)


@ledger.afterwards(ClockExtended)
def tell_extended(fact: ClockExtended, row: ledger.Row) -> None:
    """延期: its reason is told (行政许可法 art. 42)."""
    _tell_clock(fact, row)


@ledger.afterwards(ClockRestarted)
def tell_restarted(fact: ClockRestarted, row: ledger.Row) -> None:
    _tell_clock(fact, row)


@ledger.afterwards(ClockRecomputed)
def tell_recomputed(fact: ClockRecomputed, row: ledger.Row) -> None:
    _tell_clock(fact, row)


def _tell_clock(fact: ClockFact, row: ledger.Row) -> None:
    said = clock_told(fact)
    tell(case=fact.case, message=said.message, params=said.params, row=row.id, at=row.at)


@ledger.afterwards(ApplicantReminded)
def tell_reminded(fact: ApplicantReminded, row: ledger.Row) -> None:
    """提醒补正: until when, and what silence means, where it means anything."""
    if fact.due_on:
        said = gettext_noop("%(title)s (%(case)s): please answer the notice by %(day)s. After that day it counts as given up.")
        tell(case=fact.case, message=said, row=row.id, at=row.at, params={"day": date.fromisoformat(fact.due_on)})
    else:
        said = gettext_noop("%(title)s (%(case)s): the notice is not answered yet. It goes on as soon as you answer.")
        tell(case=fact.case, message=said, row=row.id, at=row.at)


@ledger.afterwards(CaseAbandoned)
def tell_abandoned(fact: CaseAbandoned, row: ledger.Row) -> None:
    said = gettext_noop(
        "%(title)s (%(case)s): the notice was not answered by %(day)s, so it counts as given up (%(reference)s). You can apply again."
    )
    params = {"day": date.fromisoformat(fact.due_on), "reference": fact.reference}
    tell(case=fact.case, message=said, row=row.id, at=row.at, params=params)


@ledger.afterwards(CaseAbandoned)
def over_when_abandoned(fact: CaseAbandoned, row: ledger.Row) -> None:
    identity.finish_mandate(case=fact.case, by=system("cases"), at=row.at)


@ledger.afterwards(CaseMended)
def tell_mended(fact: CaseMended, row: ledger.Row) -> None:
    said = gettext_noop("%(title)s (%(case)s): something was put right at the window. What stands there now is on the page of the case.")
    tell(case=fact.case, message=said, row=row.id, at=row.at)


@ledger.afterwards(PaperDeferred)
def tell_deferred(fact: PaperDeferred, row: ledger.Row) -> None:
    said = gettext_noop("%(title)s (%(case)s): you may hand in “%(paper)s” by %(day)s.")
    _tell_of_paper(fact.case, fact.material, said, row, fact.due_on)


@ledger.afterwards(PaperSupplied)
def tell_supplied(fact: PaperSupplied, row: ledger.Row) -> None:
    _tell_of_paper(fact.case, fact.material, gettext_noop("%(title)s (%(case)s): “%(paper)s” has arrived."), row)


@ledger.afterwards(PaperMissed)
def tell_missed(fact: PaperMissed, row: ledger.Row) -> None:
    said = gettext_noop(
        "%(title)s (%(case)s): “%(paper)s” was promised by %(day)s and is not there. Hand it in now; without it the answer may be no."
    )
    _tell_of_paper(fact.case, fact.material, said, row, fact.due_on)


def _tell_of_paper(case: str, material: str, said: str, row: ledger.Row, day: str = "") -> None:
    params: dict[str, object] = {"paper": paper_name(case, material), **({"day": date.fromisoformat(day)} if day else {})}
    tell(case=case, message=said, row=row.id, at=row.at, params=params)


@ledger.afterwards(PapersArrived)
def tell_arrived(fact: PapersArrived, row: ledger.Row) -> None:
    """异地代收: the term runs from today, or has run since receipt: whichever it is, it is said."""
    arrived = gettext_noop("%(title)s (%(case)s): your papers have arrived where it is decided. The term to accept runs from today.")
    before = gettext_noop("%(title)s (%(case)s): your papers have arrived where it is decided. The term has run since they were received.")
    tell(case=fact.case, message=arrived if fact.starts == "arrived" else before, row=row.id, at=row.at)


@ledger.afterwards(
    CaseSubmitted, CaseAccepted, SupplementationRequired, CaseDeclined, ApprovalDecided, ClockPaused, ClockExtended, DocumentDelivered,
    lease=120,
)  # fmt: skip
def seal_what_was_written(fact: CaseSubmitted, row: ledger.Row) -> None:  # noqa: ARG001 - all of them name their case
    """文书: owed first, then sealed, then, where the applicant agreed, delivered. A seal out of reach loses nothing and is asked again."""
    owe(case=fact.case, by=system("cases"))
    seal_documents(case=fact.case, by=system("cases"), at=clock.now())
    deliver_electronically(case=fact.case, by=system("cases"), at=clock.now())


@ledger.afterwards(DocumentSealed, ElectronicDeliveryChosen)
def deliver_in_the_box(fact: DocumentSealed | ElectronicDeliveryChosen, row: ledger.Row) -> None:  # noqa: ARG001
    """电子送达."""
    deliver_electronically(case=fact.case, by=system("cases"), at=clock.now())

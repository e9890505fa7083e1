"""告知: the course of a case, from receipt to end."""

from datetime import date

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.facts import (
    AfterCheckMoved,
    ApprovalDecided,
    ApprovalTakenOver,
)
from zhengtong.delivery.cases.commands.tell import tell, tell_helped, tell_once
from zhengtong.delivery.cases.facts import (
    CaseAccepted,
    CaseClosed,
    CaseDeclined,
    CaseRelocated,
    CaseSubmitted,
    CaseSupplemented,
    CaseTakenOver,
    CaseWithdrawn,
    ReconsiderationAccepted,
    ReconsiderationAsked,
    ReconsiderationDecided,
    SupplementationRequired,
)
from zhengtong.delivery.cases.queries.notices import decision, taken_over
from zhengtong.delivery.cases.queries.story import moved_to
from zhengtong.delivery.cases.terms.reconsidering import Result
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Basis, Duty
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop

RECEIVED_FOR = gettext_noop("%(title)s: handed in for you by somebody who may act for you, and received under the number %(case)s.")

SUPPLEMENTED_FOR = gettext_noop("%(title)s (%(case)s): the notice was answered for you by somebody who may act for you.")

WITHDRAWN_FOR = gettext_noop("%(title)s (%(case)s) was withdrawn for you by somebody who may act for you.")

_NOT_THEMSELVES = frozenset({Basis.MANDATE, Basis.GUARDIANSHIP, Basis.ASSISTANCE})


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


@ledger.afterwards(ApprovalTakenOver, AfterCheckMoved, CaseTakenOver)
def tell_taken_over(fact: ApprovalTakenOver | AfterCheckMoved | CaseTakenOver, row: ledger.Row) -> None:
    """Who goes on, and that nothing is to be done: once, however many parts of the case went."""
    said = taken_over(organisation=fact.organisation, former=fact.former)
    once = Key(f"taken-over:{fact.case}:{fact.former}:{fact.organisation}")
    tell_once(case=fact.case, message=said.message, params=said.params, once=once, at=row.at)


_RESULTS = {
    Result.DECLINED: gettext_noop(
        "%(title)s (%(case)s): your request for reconsideration is not accepted. Why stands on the page of the case."
    ),
    Result.ANNULLED: gettext_noop(
        "%(title)s (%(case)s): the refusal was annulled in reconsideration. It is undecided again, and decided anew."
    ),
    Result.REDO: gettext_noop("%(title)s (%(case)s): the refusal was annulled in reconsideration, and must be decided anew within a term."),
}
_RESULT = gettext_noop("%(title)s (%(case)s): your request for reconsideration is answered. What and why stands on the page of the case.")


@ledger.afterwards(ReconsiderationAsked)
def tell_reconsideration_asked(fact: ReconsiderationAsked, row: ledger.Row) -> None:
    """收到复议申请: whoever heads the government that reconsiders hears of it."""
    said = gettext_noop("Reconsideration is asked for: %(number)s. Accept it or not by %(day)s; after that it counts as accepted.")
    for officer in identity.staff_of(fact.organisation, Duty.GOVERN):
        messages.send(
            to=Ref("account", str(officer.account)),
            message=said,
            params={"number": fact.reconsideration, "day": date.fromisoformat(fact.examine_by)},
            about=Ref("case", fact.case),
            at=row.at,
            once=row.once("reconsider"),
        )


@ledger.afterwards(ReconsiderationAccepted)
def tell_reconsideration_accepted(fact: ReconsiderationAccepted, row: ledger.Row) -> None:
    said = gettext_noop("%(title)s (%(case)s): your request for reconsideration is accepted, and decided by %(day)s.")
    tell(case=fact.case, message=said, params={"day": date.fromisoformat(fact.decide_by)}, row=row.id, at=row.at)


@ledger.afterwards(ReconsiderationDecided)
def tell_reconsideration_decided(fact: ReconsiderationDecided, row: ledger.Row) -> None:
    tell(case=fact.case, message=_RESULTS.get(Result(fact.result), _RESULT), row=row.id, at=row.at)


@ledger.afterwards(CaseRelocated)
def tell_relocated(fact: CaseRelocated, row: ledger.Row) -> None:
    """区划变更: whose days off count from now on, and that nothing else changed."""
    said = gettext_noop(
        "%(title)s (%(case)s): its place is part of %(place)s now. What was received, accepted and issued stands, and the terms run on; "
        "from %(since)s the days off of the new place count. You need do nothing."
    )
    place, since = moved_to(fact.former, fact.division)
    tell(case=fact.case, message=said, params={"place": place, "since": since}, row=row.id, at=row.at)


@ledger.afterwards(CaseClosed)
def tell_closed(fact: CaseClosed, row: ledger.Row) -> None:
    tell(case=fact.case, message=gettext_noop("%(title)s (%(case)s) is done. Please rate it."), row=row.id, at=row.at)


def by_another(row: ledger.Row, message: str, otherwise: str) -> str:
    """What the subject is told of an act that somebody did for them, and of one of their own. Who it was stands on the page of the case."""
    return message if row.by.basis is not None and row.by.basis.kind in _NOT_THEMSELVES else otherwise

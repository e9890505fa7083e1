"""办件: the story of a case, told from the ledger."""

from collections.abc import Mapping
from datetime import date

from zhengtong.delivery.approvals.terms import PAUSES, PauseKind, Scope
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.queries.reading import find, names, planned, view
from zhengtong.delivery.cases.terms import Sentence, Step
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

_SAID: Mapping[str, str] = {
    "cases.CaseSubmitted": gettext_noop("Received; a receipt was given."),
    "cases.CaseAccepted": gettext_noop("Accepted; the clocks run."),
    "cases.CaseAccepted.by_law": gettext_noop(
        "Accepted by law: five working days passed without a word from the window (行政许可法 art. 32)."
    ),
    "cases.SupplementationRequired": gettext_noop("Asked once for everything that is missing."),
    "cases.CaseSupplemented": gettext_noop("Every point of the notice was answered."),
    "cases.CaseDeclined": gettext_noop("Not accepted, with reason and direction."),
    "cases.CaseSubmitted.elsewhere": gettext_noop("Received at %(taken_in_by)s, which takes papers in for the place that decides."),
    "cases.CaseAbandoned": gettext_noop("Given up by law: the notice was not answered by %(day)s (政府信息公开条例 art. 30)."),
    "cases.ApplicantReminded": gettext_noop("Reminded: the notice is not answered yet."),
    "cases.NewDefectBarred": gettext_noop(
        "The window wanted to ask for something new; that is barred, since everything must be told once. You need do nothing."
    ),
    "cases.CaseMended": gettext_noop("Put right at the window, without a notice."),
    "cases.PaperDeferred": gettext_noop("%(paper)s may follow by %(day)s, as promised."),
    "cases.PaperSupplied": gettext_noop("%(paper)s has arrived, as promised."),
    "cases.PaperMissed": gettext_noop("%(paper)s did not arrive by %(day)s."),
    "cases.CommitmentMade": gettext_noop("Committed instead of proving: %(name)s. It is checked afterwards."),
    "cases.PapersArrived": gettext_noop("The papers have arrived at the place that decides."),
    "cases.CaseWithdrawn": gettext_noop("Withdrawn by the applicant."),
    "cases.CaseClosed": gettext_noop("Closed: every part has its answer."),
    "approvals.ApprovalOpened": gettext_noop("%(body)s began: %(name)s."),
    "approvals.ApprovalDecided.approve": gettext_noop("%(body)s approved: %(name)s."),
    "approvals.ApprovalDecided.refuse": gettext_noop("%(body)s did not approve: %(name)s."),
    "approvals.ApprovalDecided.approve.automatic": gettext_noop("Approved automatically in the name of %(body)s: %(name)s."),
    "approvals.PersonAskedFor": gettext_noop("You asked for a person to decide: %(name)s."),
    "approvals.PersonAskedFor.afterwards": gettext_noop("You asked for a person to explain the automatic decision: %(name)s."),
    "approvals.DecisionExplained": gettext_noop("%(body)s: a person explained the automatic decision: %(name)s."),
    "approvals.CommitmentChecked.kept": gettext_noop("%(body)s checked what was promised, and found it so: %(name)s."),
    "approvals.CommitmentChecked.to_correct": gettext_noop("%(body)s found it not as promised, and ordered it put right: %(name)s."),
    "approvals.CommitmentChecked.corrected": gettext_noop("%(body)s checked again: put right: %(name)s."),
    "approvals.CommitmentChecked.broken": gettext_noop("%(body)s checked again: not put right; the consequence by law follows: %(name)s."),
    "approvals.ClockPaused": gettext_noop("%(body)s stopped the clock for %(pause)s (%(reference)s): %(name)s."),
    "approvals.ClockResumed": gettext_noop("The clock runs again from the day after %(on)s: %(name)s."),
    "approvals.ClockExtended": gettext_noop("The term by law was extended by %(days)s working days and ends on %(legal_due)s: %(name)s."),
    "approvals.ClockExtended.joint": gettext_noop("The joint term was extended by %(days)s working days and ends on %(legal_due)s."),
    "approvals.ClockRestarted": gettext_noop("The term begins anew on %(on)s: %(name)s."),
    "approvals.ClockRecomputed": gettext_noop("The days off were published; the date due is now %(due)s: %(name)s."),
    "approvals.ApprovalTakenOver": gettext_noop("%(body)s goes on in the place of %(former)s: %(name)s."),
    "approvals.ApprovalDecided.approve.named": gettext_noop("%(body)s approved in the name of %(delegator)s: %(name)s."),
    "approvals.ApprovalDecided.refuse.named": gettext_noop("%(body)s did not approve, in the name of %(delegator)s: %(name)s."),
    "approvals.PushedOut": gettext_noop("Handed to the outside system that decides it: %(name)s."),
    "approvals.AnsweredOutside": gettext_noop("The outside system has answered: %(name)s."),
    "cases.CaseRelocated": gettext_noop("Its place is now part of %(place)s; what was issued before stays valid."),
    "approvals.ApprovalForwarded": gettext_noop("The window handed it to %(body)s."),
    "licences.LicenceIssued": gettext_noop("%(body)s issued a licence; it is in your wallet."),
    "cases.PartWithdrawn": gettext_noop("You took one part back: %(name)s. The others go on."),
    "approvals.ApprovalTransferred": gettext_noop("%(former)s handed it to %(body)s, which is competent: %(name)s. The clock runs on."),
    "approvals.ExaminationBegun": gettext_noop("%(body)s examines it first, by %(day)s; then it goes up to decide: %(name)s."),
    "approvals.ApprovalPassedUp": gettext_noop(
        "%(former)s passed it up to %(body)s with all papers; nothing is asked of you again: %(name)s."
    ),
    "approvals.BodyConsulted": gettext_noop("%(body)s was asked for its view, by %(day)s: %(name)s."),
    "approvals.ConsultationAnswered": gettext_noop("%(body)s has given its view: %(name)s."),
    "approvals.ConsultationSilent": gettext_noop("%(body)s let its term pass without a word: %(name)s."),
    "cases.ReconsiderationAsked": gettext_noop("Reconsideration was asked of %(body)s: %(name)s."),
    "cases.ReconsiderationAsked.late": gettext_noop("Reconsideration was asked of %(body)s after the term, with a reason: %(name)s."),
    "cases.ReconsiderationAccepted": gettext_noop("%(body)s accepted the request for reconsideration: %(name)s."),
    "cases.ReconsiderationAccepted.by_law": gettext_noop(
        "The request for reconsideration counts as accepted by law: %(body)s let its days pass: %(name)s."
    ),
    "cases.ReconsiderationDecided": gettext_noop("%(body)s answered the request for reconsideration: %(name)s."),
    "cases.ReconsiderationDecided.reopened": gettext_noop("%(body)s annulled the refusal in reconsideration: %(name)s."),
    "approvals.ApprovalReopened": gettext_noop("%(body)s decides it anew: %(name)s."),
    "cases.RenewalAsked": gettext_noop(
        "It asks to renew a licence that ends on %(expires)s. To be in time it had to be asked for by %(ask_by)s: it is an ordinary "
        "application."
    ),
    "cases.RenewalAsked.in_time": gettext_noop(
        "It asks to renew a licence that ends on %(expires)s; it was asked for in time, which ended on %(ask_by)s."
    ),
    "cases.RenewedInSilence": gettext_noop(
        "The licence ended on %(expired)s and nobody had decided: by law it counts as renewed (%(reference)s)."
    ),
    "approvals.ApprovalDecided.by_law": gettext_noop("Counts as granted by law: %(name)s."),
    "approvals.UpperChanged": gettext_noop("%(body)s will decide in the place of %(former)s: %(name)s."),
    "approvals.AfterCheckMoved": gettext_noop("%(body)s goes on with the check in the place of %(former)s: %(name)s."),
    "cases.CaseTakenOver": gettext_noop("%(body)s goes on in the place of %(former)s, which had received it."),
    "approvals.ConsultationMoved": gettext_noop("%(body)s is asked in the place of %(former)s: %(name)s."),
    "approvals.PartyTold": gettext_noop("%(body)s told somebody whose interests it touches; they may speak until %(day)s: %(name)s."),
    "approvals.PartyHeard": gettext_noop("Somebody whose interests it touches has stated their views: %(name)s."),
    "approvals.HearingRightTold": gettext_noop("You may ask for a hearing until %(ask_by)s; it costs nothing: %(name)s."),
    "approvals.HearingAsked": gettext_noop("A hearing was asked for: %(name)s."),
    "approvals.HearingCalled": gettext_noop("%(body)s holds a hearing on %(hearing_on)s, open to everybody: %(name)s."),
    "approvals.HearingHeld": gettext_noop("The hearing was held on %(hearing_on)s; the decision follows its record: %(name)s."),
    "approvals.HearingWaived": gettext_noop("Nobody asked for a hearing: %(name)s."),
    "approvals.SiteVerified": gettext_noop("Officers of %(body)s were on site on %(visited_on)s; the clock ran on: %(name)s."),
    "approvals.TestersAppointed": gettext_noop("%(body)s appointed those who test: %(name)s."),
    "approvals.TestReported": gettext_noop("The result of the test is there: %(name)s."),
    "approvals.OpinionGiven": gettext_noop("%(body)s has finished with its part; one answer comes for all: %(name)s."),
    "approvals.ApprovalLapsed.joint": gettext_noop("One answer was due for all, and another part was not approved: %(name)s."),
    "cases.DocumentDelivered": gettext_noop("Delivered: document %(number)s."),
    "cases.DeliveryOverdue": gettext_noop("A document should have been delivered by %(day)s and was not; the window was reminded."),
    "cases.ElectronicDeliveryChosen": gettext_noop("Electronic delivery was taken back; documents are handed over at the window."),
    "cases.ElectronicDeliveryChosen.agreed": gettext_noop("The applicant agreed to electronic delivery."),
    "approvals.ApprovalLapsed": gettext_noop("Cannot begin, since what it needs was not approved: %(name)s."),
}

_OF_PAPERS = frozenset({"cases.PaperDeferred", "cases.PaperSupplied", "cases.PaperMissed"})


def story(number: str, by: Actor) -> tuple[Step, ...]:
    """经过: what was recorded about this case, earliest first, each line with its ledger row. Raises CaseNotFound."""
    held = find(number, by)
    shown = view(held)
    titles = {one.item: one.name for one in shown.approvals}
    bodies = names(shown.approvals)
    steps = []
    rows = ledger.facts_about(Ref("case", number))
    papers = {one.material.code: one.material.name for one in planned(held)} if any(row.fact in _OF_PAPERS for row in rows) else {}
    done = identity.deeds((row.by.who, row.by.subject, row.by.basis) for row in rows)
    for row in rows:
        values = row.values or {}
        said = _SAID.get(row.fact + _variant(values)) or _SAID.get(row.fact)
        if said is None:
            continue
        body = str(values.get("organisation", ""))
        about = {"name": titles.get(str(values.get("item", "")), Words("")), "body": bodies.get(body) or _name(body)}
        document = {"number": str(values["number"])} if "number" in values else {}
        params = {**about, **document, **_more(values), **_times(values), **_promised(values, papers)}
        deed = done.get((row.by.who, row.by.subject, row.by.basis))
        steps.append(Step(row.at, row.fact, Sentence(said, params), who=body, row=row.id, deed=deed))
    return tuple(steps)


_DAYS = ("ask_by", "hearing_on", "visited_on", "expires", "expired")
_SAYS_WHICH = {
    "joint": ".joint", "agreed": ".agreed", "in_time": ".in_time",
    "late": ".late", "reopened": ".reopened",
    "by_law": ".by_law", "taken_in_by": ".elsewhere", "afterwards": ".afterwards", "automation": ".approve.automatic",
}


def _variant(values: Mapping[str, object]) -> str:
    for key, said in _SAYS_WHICH.items():
        if values.get(key):
            return said
    if values.get("scope") == Scope.JOINT:
        return ".joint"
    if "consequence" in values:
        return f".{values['outcome']}"
    named = ".named" if values.get("in_name_of") else ""
    return f".{values['opinion']}{named}" if "opinion" in values else ""


def _promised(values: Mapping[str, object], papers: Mapping[str, Words]) -> dict[str, object]:
    """Of which paper, by which day, at which other window."""
    code, day, window = (str(values.get(key) or "") for key in ("material", "due_on", "taken_in_by"))
    return {
        **({"paper": papers.get(code, Words(code))} if code else {}),
        **({"day": date.fromisoformat(day)} if day else {}),
        **({"taken_in_by": _name(window)} if window else {}),
        **{key: date.fromisoformat(str(values[key])) for key in _DAYS if values.get(key)},
        **({"reference": values["reference"]} if values.get("expired") else {}),
    }


def _more(values: Mapping[str, object]) -> dict[str, Words]:
    """Whom else a line names: the body before, the delegator, the place."""
    said = {"former": values.get("former"), "delegator": values.get("in_name_of")}
    found = {key: _name(str(code)) for key, code in said.items() if code}
    if values.get("division"):
        found["place"] = moved_to(str(values.get("former")), str(values["division"]))[0]
    return found


def _times(values: Mapping[str, object]) -> dict[str, object]:
    """What a line about a clock names: for what it stood still, by how many days, until when."""
    if "pause" not in values and "legal_due" not in values:
        return {}
    found: dict[str, object] = {key: rules.day(str(values[key])) for key in ("on", "due", "legal_due") if key in values}
    if values.get("pause"):
        found["pause"] = PAUSES[PauseKind(str(values["pause"]))]
    return {**found, "days": values.get("days", ""), "reference": values.get("reference", "")}


def moved_to(former: str, division: str) -> tuple[Words, date | None]:
    """By the name that the change of divisions gives it, and since when."""
    found = next((one for one in identity.division_history(former) if one.successor == division), None)
    return (Words(found.successor_name or division), found.since) if found else (Words(division), None)


def _name(code: str) -> Words:
    found = identity.organisation(code) if code else None
    return found.name if found else Words(code)

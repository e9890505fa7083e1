"""办件: the story of a case, told from the ledger."""

from collections.abc import Mapping

from zhengtong.delivery.cases.queries.reading import find, names, view
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
    "cases.CaseWithdrawn": gettext_noop("Withdrawn by the applicant."),
    "cases.CaseClosed": gettext_noop("Closed: every part has its answer."),
    "approvals.ApprovalOpened": gettext_noop("%(body)s began: %(name)s."),
    "approvals.ApprovalDecided.approve": gettext_noop("%(body)s approved: %(name)s."),
    "approvals.ApprovalDecided.refuse": gettext_noop("%(body)s did not approve: %(name)s."),
    "approvals.ApprovalTakenOver": gettext_noop("%(body)s goes on in the place of %(former)s: %(name)s."),
    "approvals.ApprovalDecided.approve.named": gettext_noop("%(body)s approved in the name of %(delegator)s: %(name)s."),
    "approvals.ApprovalDecided.refuse.named": gettext_noop("%(body)s did not approve, in the name of %(delegator)s: %(name)s."),
    "cases.CaseRelocated": gettext_noop("Its place is now part of %(place)s; what was issued before stays valid."),
    "approvals.ApprovalForwarded": gettext_noop("The window handed it to %(body)s."),
    "licences.LicenceIssued": gettext_noop("%(body)s issued a licence; it is in your wallet."),
    "approvals.ApprovalLapsed": gettext_noop("Cannot begin, since what it needs was not approved: %(name)s."),
}


def story(number: str, by: Actor) -> tuple[Step, ...]:
    """经过: what was recorded about this case, earliest first, each line with its ledger row. Raises CaseNotFound."""
    shown = view(find(number, by))
    titles = {one.item: one.name for one in shown.approvals}
    bodies = names(shown.approvals)
    steps = []
    rows = ledger.facts_about(Ref("case", number))
    done = identity.deeds((row.by.who, row.by.subject, row.by.basis) for row in rows)
    for row in rows:
        values = row.values or {}
        said = _SAID.get(row.fact + _variant(values)) or _SAID.get(row.fact)
        if said is None:
            continue
        body = str(values.get("organisation", ""))
        params = {"name": titles.get(str(values.get("item", "")), Words("")), "body": bodies.get(body) or _name(body), **_more(values)}
        deed = done.get((row.by.who, row.by.subject, row.by.basis))
        steps.append(Step(row.at, row.fact, Sentence(said, params), who=body, row=row.id, deed=deed))
    return tuple(steps)


def _variant(values: Mapping[str, object]) -> str:
    if values.get("by_law"):
        return ".by_law"
    named = ".named" if values.get("in_name_of") else ""
    return f".{values['opinion']}{named}" if "opinion" in values else ""


def _more(values: Mapping[str, object]) -> dict[str, Words]:
    """Whom else a line names: the body before, the delegator, the place."""
    said = {"former": values.get("former"), "delegator": values.get("in_name_of")}
    found = {key: _name(str(code)) for key, code in said.items() if code}
    if values.get("division"):
        found["place"] = _place(str(values.get("former")), str(values["division"]))
    return found


def _place(former: str, division: str) -> Words:
    """By the name that the change of divisions gives it."""
    return Words(next((one.successor_name for one in identity.division_history(former) if one.successor == division), division))


def _name(code: str) -> Words:
    found = identity.organisation(code) if code else None
    return found.name if found else Words(code)

"""我的办件: the receipt, where a case stands, its story and proofs."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhengtong.accountability.evaluation import api as evaluation
from zhengtong.channels.portal import again, deciding, flow, outside, pictures
from zhengtong.channels.portal.pages.forms.handing import hand_back
from zhengtong.channels.portal.pages.forms.reviewing import answered
from zhengtong.channels.ui import authority, clocks, qr, reconsiderations, states
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ENDED, ApprovalState, ApprovalView, Note, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import RUNNING, CaseFile, CaseState, CaseView
from zhengtong.delivery.cases.terms.reconsidering import Remedy
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.forms.terms import Form
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Deed
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

_OVER_FOR_NOTHING = frozenset({CaseState.DECLINED, CaseState.WITHDRAWN, CaseState.ABANDONED})
_TURNS = frozenset({"cases.SupplementationRequired", "cases.ApplicantReminded"})
_NOES = frozenset({"cases.CaseDeclined", "cases.CaseWithdrawn", "cases.CaseAbandoned", "cases.PaperMissed", "approvals.ApprovalLapsed"})


@dataclass(frozen=True, slots=True)
class Part:
    """One approval as the applicant sees it."""

    name: Words
    body: Words | None
    state: ApprovalState
    word: states.Shown  # for the state, by the kind of power
    clock: clocks.Told
    reasons: Reasons | None
    slowest: bool = False
    phone: str = ""  # of the body, where it is known
    again: str = ""  # where this part alone can be handed in once more
    decided: deciding.Decided | None = None  # on what it failed
    remedy: Remedy | None = None  # against its refusal
    asked: bool = False  # and that was asked for

    @property
    def ended(self) -> bool:
        return self.state in ENDED


@member
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """收件凭证."""
    found = cases.file(number, actor_of(request))
    case = found.case
    window = identity.organisation(case.window)
    address = settings.ZT_PUBLIC_URL + reverse("portal:case", args=[case.number])
    given = {"case": case, "deed": filed(case), "window": window.name if window else "", "qr": qr.svg(address), "later": found.later}
    return render(request, "portal/cases/receipt.html", given)


@member
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Where it is now, in one sentence; lanes; the clock that explains itself; the story; what I can do."""
    actor = actor_of(request)
    found = cases.file(number, actor)
    shown, today = found.case, clock.today()
    names = identity.organisation_names({one.organisation for one in shown.approvals})
    running = [one for one in shown.approvals if one.state not in ENDED and _last_day(one)]
    slowest = max(running, key=lambda one: _last_day(one) or today, default=None)
    decisions = deciding.tell(shown.number, shown.approvals)
    remedies, reconsidered = cases.remedies_of(shown.number, shown.approvals), cases.reconsiderations_of(shown.number)
    asked = {(one.approval, one.turn) for one in reconsidered}
    parts = [_part(one, found, names, actor, slowest=one is slowest) for one in shown.approvals]
    given = {
        "case": shown,
        "deed": filed(shown),
        "sentence_now": cases.sentence(shown, found.later),
        "parts": parts,
        "refused": [
            replace(part, decided=decisions[one.number], remedy=remedies.get(one.number), asked=(one.number, one.turn) in asked)
            for part, one in zip(parts, shown.approvals, strict=True) if part.reasons
        ],
        "decisions": decisions,
        "decided": [one for one in parts if one.ended and (one.clock.promised or one.clock.legal)],
        "all_by": shown.promised_on if running else None,
        "picture": pictures.of_case(shown, found.clocks, names, today),
        "critical": slowest.name if slowest and len(running) > 1 and shown.promised_on else "",
        "steps": _steps(number, actor),
        "said": _said(number),
        "accept_days": clocks.explain(shown.accept_due) if shown.accept_due else (),
        "sections": answered(_own(found.form, found), empty=False),
        "answered": len(found.answers),
        "files": _files(found),
        "later": found.later,
        "undertaken": found.undertaken,
        "owing": shown.state in RUNNING and any(one.open for one in found.later),
        "documents": cases.documents(number, actor),
        "may_agree": cases.may_consent(actor) and shown.state is not CaseState.WITHDRAWN,
        "once": uuid4(),
        "licences": licences.licences_of_case(shown.number, actor),
        "renewal": cases.renewal_of(shown.number),
        "reconsiderations": [(one, reconsiderations.word(one)) for one in reconsidered],
        "rating": evaluation.rating_of(shown.number, actor),
        "authorities": _authorities(shown.approvals),
        "several": len(shown.approvals) > 1,
        "flows": flow.of_case(shown.approvals, today),
        "outside": outside.of_case(shown.number, shown.approvals),
        "open_parts": [one for one in shown.approvals if one.state not in ENDED] if shown.state in RUNNING else (),
        "can_rate": False,
        "can_withdraw": shown.state in RUNNING and any(one.state not in ENDED for one in shown.approvals),
    }
    given["can_rate"] = may_rate(shown) and given["rating"] is None
    given["again"] = again.whole(found, actor) if shown.state in _OVER_FOR_NOTHING else ""
    return render(request, "portal/cases/case.html", given)


def filed(shown: CaseView) -> Deed | None:
    """By whom it was handed in, where it was not the applicant themselves."""
    return identity.deed(shown.filed_by, shown.subject, shown.basis) if shown.filed_by else None


def _authorities(parts: tuple[ApprovalView, ...]) -> list[tuple[Words, authority.Told]]:
    """Of the parts where it is more than the body's own office: in whose name, taken over from whom."""
    told = [(one.name, authority.tell(one.authority)) for one in parts if not (one.unpublished and one.authority is None)]
    return [(name, one) for name, one in told if one is not None and not one.plain]


def may_rate(shown: CaseView) -> bool:
    """What has an answer can be rated."""
    return shown.state in {CaseState.CLOSED, CaseState.DECLINED}


def _part(one: ApprovalView, found: CaseFile, names: dict[str, Words], actor: Actor, *, slowest: bool) -> Part:
    told = clocks.tell(found.clocks.get(one.number), catalogue.calendar(one.division, one.moved), clock.today())
    if one.reasons is None:
        return Part(one.name, names.get(one.organisation), one.state, states.shown(one), told, None, slowest)
    body = identity.organisation(one.organisation) if one.organisation else None
    phone, way = body.phone if body else "", again.part(found, one.item, actor)
    return Part(one.name, names.get(one.organisation), one.state, states.shown(one), told, one.reasons, slowest, phone, way)


def _last_day(one: ApprovalView) -> date | None:
    """By when it ends at the latest, as far as that is known today."""
    return one.due_on or one.legal_due_on or one.expected_end


def _own(form: Form, found: CaseFile) -> Form:
    """The form with the answers of this case in it."""
    sections = tuple(
        replace(section, fields=tuple(replace(one, value=found.answers.get(one.element.key), known=None) for one in section.fields))
        for section in form.sections
    )
    return replace(form, sections=sections)


def _said(number: str) -> list[tuple[Note, Words | str]]:
    """公开批注: what the departments wrote, and which."""
    found = approvals.public_notes([number])[number]
    names = identity.organisation_names({one.body for one in found}) if found else {}
    return [(one, names.get(one.body, one.body)) for one in found]


def _steps(number: str, actor: Actor) -> list[dict[str, object]]:
    """Latest first."""
    told = []
    for step in reversed(cases.story(number, actor)):
        refused = step.fact == "approvals.ApprovalDecided" and "not approve" in step.sentence.message
        kind = "turn" if step.fact in _TURNS else "no" if step.fact in _NOES or refused else ""
        told.append({"sentence": step.sentence, "at": step.at, "row": step.row, "kind": kind, "deed": step.deed})
    return told


def _files(found: CaseFile) -> list[dict[str, object]]:
    names = {one.material.code: one.material.name for one in found.materials}
    return [
        {
            "material": names.get(one.material, Words(one.material)),
            "name": one.name,
            "size": one.size,
            "href": reverse("portal:case-file", args=[found.case.number, one.sha256]),
        }
        for one in found.files
    ]


@member
@require_safe
def case_file(request: HttpRequest, number: str, sha256: str) -> HttpResponseBase:
    return hand_back(cases.file(number, actor_of(request)).files, sha256)


@member
@require_safe
def proof(request: HttpRequest, number: str) -> HttpResponse:
    """存证: that a line of this case's story, or all of it so far, is in the public log. The row must be of this case."""
    cases.case(number, actor_of(request))
    asked = request.GET.get("row", "")
    rows = {row.id: row for row in ledger.facts_about(Ref("case", number))}
    if asked and not (asked.isdecimal() and len(asked) < 19 and int(asked) in rows):
        raise Http404
    wanted = [int(asked)] if asked else [row.id for row in rows.values() if row.leaf is not None and row.values is not None]
    response = JsonResponse(ledger.proof_as_json(ledger.prove_all(wanted)), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="proof-{number}{"-" + asked if asked else ""}.json"'
    return response

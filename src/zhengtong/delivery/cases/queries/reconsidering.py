"""行政复议: what may be asked against which refusal, what was asked, and what lies with the office that reconsiders."""

from collections.abc import Iterable
from datetime import date

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.cases import policy, rules
from zhengtong.delivery.cases.errors import ReconsiderationNotFound
from zhengtong.delivery.cases.models import Case, Delivery, Reconsideration
from zhengtong.delivery.cases.queries import naming
from zhengtong.delivery.cases.rules.remedies import comes_first
from zhengtong.delivery.cases.terms import CaseNumber
from zhengtong.delivery.cases.terms.reconsidering import ReconsiderationState, ReconsiderationView, Remedy, Result
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Regime, Term, Unit
from zhengtong.foundation.forms.terms import Attached
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationKind, OrganisationView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.words import Words

_RUNNING = (ReconsiderationState.ASKED, ReconsiderationState.ACCEPTED)
_GOVERNMENT = "government_of_same_level"


def remedies_of(case: str, parts: Iterable[ApprovalView]) -> dict[str, Remedy]:
    """By approval that was refused: of whom to ask, until when. For a reader who may see the case."""
    refused = [one for one in parts if one.state is ApprovalState.REFUSED and one.decided_at is not None]
    if not refused:
        return {}
    regimes = naming.regimes(refused)
    deliveries = {one.document: one for one in Delivery.objects.filter(case__number=case)}
    outside = approvals.external_files(case)
    found = {}
    for one in refused:
        if one.item in regimes and one.number not in outside:
            held = _remedy(one, regimes[one.item], deliveries.get(_document(one)))
            if held is not None:
                found[str(one.number)] = held
    return found


def _document(part: ApprovalView) -> str:
    return rules.decision_name(part)


def _remedy(part: ApprovalView, regime: Regime, delivery: Delivery | None) -> Remedy | None:
    """None where its law knows no reconsideration, or where it is not the government of its place that reconsiders (art. 27)."""
    assert part.decided_at is not None
    on = part.decided_at.astimezone(CHINA).date()
    days, by = regime.at("remedy.reconsideration_days", on), regime.at("remedy.reconsideration_by", on)
    respondent = identity.respondent_of(part.in_name_of)
    government = _government(respondent)
    if days is None or by is None or by.value != _GOVERNMENT or government is None:
        return None
    delivered = delivery.delivered_at.astimezone(CHINA).date() if delivery and delivery.delivered_at else None
    calendar = catalogue.calendar(part.division, part.moved)
    months = None if comes_first(regime, on) else regime.at("remedy.lawsuit_months", on)
    last = approvals.ask_by(calendar, Term(int(str(days.value)), Unit.CALENDAR_DAY), told=delivered).on if delivered else None
    return Remedy(
        approval=part.number,
        name=part.name,
        authority=government.code,
        authority_name=government.name,
        respondent=respondent,
        days=int(str(days.value)),
        reference=days.reference,
        decided_on=on,
        delivered_on=delivered,
        last_on=last,
        sue_by=rules.sue_by(calendar, delivered, int(str(months.value))) if delivered and months else None,
        sue_reference=months.reference if months else "",
    )


def _government(organisation: str) -> OrganisationView | None:
    """本级人民政府 of the place of a body; none for the government itself."""
    body = identity.organisation(organisation)
    if body is None or body.kind is OrganisationKind.GOVERNMENT or body.reconsidered_by:
        return None
    return next((one for one in identity.organisations(body.division) if one.kind is OrganisationKind.GOVERNMENT), None)


def reconsiderations_of(case: str) -> tuple[ReconsiderationView, ...]:
    """Of one case, earliest first; for a reader who may see the case."""
    return tuple(map(view, Reconsideration.objects.filter(case__number=case).select_related("case").order_by("id")))


def annulled_before(approval: str) -> ReconsiderationView | None:
    """Why an approval is decided anew; for whoever decides it."""
    held = Reconsideration.objects.filter(approval=approval, outcome__in=(Result.ANNULLED, Result.REDO)).select_related("case")
    row = held.order_by("-id").first()
    return view(row) if row else None


def to_reconsider(by: Actor, *, limit: int = 50) -> tuple[ReconsiderationView, ...]:
    """待复议: what is due first on top."""
    rows = policy.reconsidered(by).filter(state__in=_RUNNING).select_related("case")
    return tuple(map(view, sorted(rows[: 4 * limit], key=lambda one: (one.due_on or one.examine_by, one.pk))[:limit]))


def reconsidered_lately(by: Actor, *, limit: int = 20) -> tuple[ReconsiderationView, ...]:
    rows = policy.reconsidered(by).exclude(state__in=_RUNNING).select_related("case")
    return tuple(map(view, rows.order_by("-decided_at", "-id")[:limit]))


def reconsideration(number: str, by: Actor) -> ReconsiderationView:
    """One, for the office that reconsiders. Raises ReconsiderationNotFound."""
    row = policy.reconsidered(by).filter(number=number).select_related("case").first()
    if row is None:
        raise ReconsiderationNotFound
    return view(row)


def unexamined(on: date) -> list[str]:
    """The days to look at it have passed without a word."""
    rows = Reconsideration.objects.filter(state=ReconsiderationState.ASKED, examine_by__lt=on)
    return list(rows.order_by("id").values_list("number", flat=True))


def view(row: Reconsideration) -> ReconsiderationView:
    part = approvals.part(row.approval)
    refusal = next((one for one in (*part.past, part) if one.turn == row.turn), part)
    reasons = refusal.reasons
    names = {code: one.name for code, one in identity.organisations_by_code({row.authority, row.respondent}).items()}
    case: Case = row.case
    return ReconsiderationView(
        number=row.number,
        case=CaseNumber(case.number),
        approval=row.approval,
        turn=row.turn,
        name=part.name,
        subject_name=identity.subject_name(part.subject),
        authority=row.authority,
        authority_name=names.get(row.authority, Words(row.authority)),
        respondent_name=names.get(row.respondent, Words(row.respondent)),
        wants=row.wants,
        reasons=row.reasons,
        late_reason=row.late_reason,
        delivered_on=row.delivered_on,
        last_on=row.last_on,
        asked_at=row.asked_at,
        state=ReconsiderationState(row.state),
        examine_by=row.examine_by,
        accepted_at=row.accepted_at,
        accepted_by_law=row.accepted_by_law,
        due_on=row.due_on,
        result=Result(row.outcome) if row.outcome else None,
        said=row.said,
        article=row.article,
        redo_days=row.redo_days,
        decided_at=row.decided_at,
        decided_by=row.decided_name,
        papers=tuple(_paper(row, one.sha256, one.name, one.size, one.media_type) for one in row.papers.order_by("id")),
        refusal=(reasons.text, reasons.article, reasons.would_pass_if) if reasons else ("", "", ""),
    )


def _paper(row: Reconsideration, sha256: str, name: str, size: int, media_type: str) -> Attached:
    return Attached("reconsideration", sha256, name, size, media_type, row.asked_at)

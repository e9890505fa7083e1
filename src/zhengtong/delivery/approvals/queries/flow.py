"""办理环节: who has a say in approvals and how far each is; a fixed number of queries, however many approvals."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.models import Approval, Consultation, Examination, Hearing, Party, Verification
from zhengtong.delivery.approvals.terms import ApprovalNumber
from zhengtong.delivery.approvals.terms import flow as terms
from zhengtong.kernel import clock
from zhengtong.kernel.ledger import api as ledger

_OPEN = Q(view="")
_Step = TypeVar("_Step", terms.Consultation, terms.Party, terms.Verification)


def flows(numbers: Iterable[str]) -> dict[str, terms.Flow]:
    """By approval; those without any step are left out. For a caller that has checked who may see them."""
    wanted = list(numbers)
    if not wanted:
        return {}
    of = {"approval__number__in": wanted}
    looked_for = dict(Approval.objects.filter(number__in=wanted).exclude(nobody_interested="").values_list("number", "nobody_interested"))
    examined = {one.approval.number: examination(one) for one in Examination.objects.filter(**of).select_related("approval")}
    asked = _grouped(consultation(one) for one in Consultation.objects.filter(**of).select_related("approval").order_by("id"))
    told = _grouped(party(one) for one in Party.objects.filter(**of).select_related("approval").order_by("id"))
    heard = {one.approval.number: hearing(one) for one in Hearing.objects.filter(**of).select_related("approval")}
    seen = _grouped(verification(one) for one in Verification.objects.filter(**of).select_related("approval").order_by("id"))
    return {
        number: terms.Flow(
            examined.get(number),
            tuple(asked.get(number, ())),
            tuple(told.get(number, ())),
            heard.get(number),
            tuple(seen.get(number, ())),
            looked_for.get(number, ""),
        )
        for number in wanted
        if number in {*examined, *asked, *told, *heard, *seen, *looked_for}
    }


def flow_of(row: Approval) -> terms.Flow:
    """Of one; of the usual approval, in which nobody else has a say, one short question."""
    begun = bool(row.nobody_interested) or _BEGUN(number=row.number)
    return flows([row.number]).get(row.number, terms.Flow()) if begun else terms.Flow()


def _with_steps(rows: QuerySet[Approval]) -> QuerySet[Approval]:
    of = {"approval": OuterRef("pk")}
    begun = Exists(Examination.objects.filter(**of)) | Exists(Consultation.objects.filter(**of)) | Exists(Party.objects.filter(**of))
    return rows.filter(begun | Exists(Hearing.objects.filter(**of)) | Exists(Verification.objects.filter(**of)))


_BEGUN = ledger.Composed(lambda: _with_steps(Approval.objects.filter(number=ledger.Given("number"))).values_list("pk"))


def waits_of(numbers: Iterable[str]) -> dict[str, tuple[terms.Waiting, ...]]:
    """What each of these approvals waits for that lies in other hands; those that wait for nobody are left out."""
    today = clock.today()
    found = {number: rules.waits(one, today=today) for number, one in flows(numbers).items()}
    return {number: waits for number, waits in found.items() if waits}


def waiting_for_others(rows: QuerySet[Approval]) -> QuerySet[Approval]:
    """等待他人: of these, the ones that cannot be decided today because somebody else has their turn."""
    today = clock.today()
    of = {"approval": OuterRef("pk")}
    asked = Consultation.objects.filter(_OPEN, due_on__gte=today, **of)
    told = Party.objects.filter(said_at=None, due_on__gte=today, **of)
    asking = Hearing.objects.filter(Q(state=terms.HearingState.TOLD, ask_by__gte=today) | Q(state=terms.HearingState.CALLED), **of)
    tested = Verification.objects.filter(~Q(kind=terms.Looked.SITE), reported_on=None, **of)
    examined = Examination.objects.filter(_OPEN, **of)
    return rows.filter(Exists(asked) | Exists(told) | Exists(asking) | Exists(tested) | Exists(examined))


def _grouped(found: Iterable[_Step]) -> Mapping[str, list[_Step]]:
    groups: dict[str, list[_Step]] = {}
    for one in found:
        groups.setdefault(one.approval, []).append(one)
    return groups


def consultation(row: Consultation) -> terms.Consultation:
    return terms.Consultation(
        id=row.pk,
        approval=ApprovalNumber(row.approval.number),
        organisation=row.organisation,
        question=row.question,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        due_on=row.due_on,
        silence=terms.View(row.silence),
        view=terms.View(row.view) if row.view else None,
        reason=row.reason,
        reference=row.reference,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )


def examination(row: Examination) -> terms.Examination:
    return terms.Examination(
        approval=ApprovalNumber(row.approval.number),
        organisation=row.organisation,
        upper=row.upper,
        started_on=row.started_on,
        due_on=row.due_on,
        view=terms.View(row.view) if row.view else None,
        reason=row.reason,
        passed_at=row.passed_at,
        passed_by=row.passed_by,
    )


def party(row: Party) -> terms.Party:
    return terms.Party(
        id=row.pk,
        approval=ApprovalNumber(row.approval.number),
        name=row.told.get("name", ""),
        contact=row.told.get("contact", ""),
        why=row.why,
        told_at=row.told_at,
        due_on=row.due_on,
        said=row.said.get("text", ""),
        said_at=row.said_at,
        view=terms.View(row.view) if row.view else None,
    )


def hearing(row: Hearing) -> terms.Hearing:
    return terms.Hearing(
        id=row.pk,
        approval=ApprovalNumber(row.approval.number),
        state=terms.HearingState(row.state),
        told_on=row.told_on,
        ask_by=row.ask_by,
        asked_on=row.asked_on,
        asked_by=row.asked_by,
        hold_by=row.hold_by,
        held_on=row.held_on,
        at_hour=row.at_hour,
        noticed_on=row.noticed_on,
        chair=row.chair,
        chair_name=row.chair_name,
        place=row.place,
        record=row.record,
        signed=tuple(row.signed),
    )


def verification(row: Verification) -> terms.Verification:
    return terms.Verification(
        id=row.pk,
        approval=ApprovalNumber(row.approval.number),
        on=row.on,
        officers=tuple(row.officers),
        found=row.found,
        at=row.at,
        by=row.by,
        kind=terms.Looked(row.kind),
        due_on=row.due_on,
        standard=row.standard,
        reported_on=row.reported_on,
    )

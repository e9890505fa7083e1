"""审批: reads."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import F, QuerySet

from zhengtong.delivery.approvals import policy, rules
from zhengtong.delivery.approvals.errors import ApprovalNotFound, PowerPassedOn, SameOfficer
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import RUNNING, ApprovalNumber, ApprovalPage, ApprovalState, ApprovalView, Clock, Opinion, Reasons
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AuthorityKind, AuthorityView, CreditCode, Duty
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel import keyset
from zhengtong.kernel.actors import Actor, ActorKind, Right
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words


def approval(number: str, by: Actor) -> ApprovalView:
    """One approval; raises ApprovalNotFound for what this actor may not see, as if it did not exist, and OwnMatter.

    The note is for those who could decide it, and for nobody else.
    """
    row = policy.visible(by).filter(number=number).first()
    if row is None:
        raise ApprovalNotFound(number=number)
    held = policy.seeing_rights(by, row)
    identity.check_not_own(by, subject(row), held, duty=Duty.REVIEW, organisation=row.organisation, basis=basis(row))
    shown = replace(view(row), through=identity.held_through(held))
    return shown if policy.deciding_rights(by, row) else replace(shown, note="")


def may_decide(number: str, by: Actor) -> bool:
    return policy.decidable(by).filter(number=number, state=ApprovalState.OPEN).exists() and hindrance(number, by) is None


def may_forward(number: str, by: Actor) -> bool:
    """转办: whether it lies at a window whose clerk this is."""
    return policy.forwardable(by).filter(number=number, state=ApprovalState.OPEN).exists()


def hindrance(number: str, by: Actor) -> Refusal | None:
    """Why an officer whose body holds it may not decide this one: it is their own matter, or they accepted it where that is kept apart."""
    row = policy.decidable(by).filter(number=number, state=ApprovalState.OPEN).first()
    try:
        if row is not None:
            check_may(row, by, policy.deciding_rights(by, row))
    except Refusal as refused:
        return refused
    return None


def check_may(row: Approval, by: Actor, held: Sequence[Right]) -> None:
    """回避、审受分离与职权 (公务员法 art. 76; the item's own ``separate``; whose power it is today).

    Raises OwnMatter, SameOfficer, PowerPassedOn.
    """
    duty = Duty.INTAKE if row.unpublished and row.organisation == row.window else Duty.REVIEW
    identity.check_not_own(by, subject(row), held, duty=duty, organisation=row.organisation, basis=basis(row))
    acting = authority_of(row).acting
    if not any(acting in right.organisations for right in held):
        body = identity.organisation(acting)
        raise PowerPassedOn(body=body.name if body else acting)
    accepting = {str(by.who), *(f"account:{one}" for one in identity.left_by(held))}
    if row.accepted_by in accepting and catalogue.guide(row.item, pin=Pin("item", row.item, row.pin)).separate:
        raise SameOfficer(who=identity.who_can(row.organisation, duty, subject(row), but=by))


def authority_of(row: Approval, on: date | None = None) -> AuthorityView:
    """实施主体: as it was decided; before that, who acts on that day. What no department is published for is the window's own."""
    if row.in_name_of:
        return AuthorityView(
            acting=CreditCode(row.organisation),
            in_name_of=CreditCode(row.in_name_of),
            kind=AuthorityKind(row.authority),
            supervised_by=row.supervised_by,
            reference=row.authority_reference,
            successor_of=row.former,
        )
    if row.unpublished and row.organisation == row.window:
        return AuthorityView(CreditCode(row.window), CreditCode(row.window), AuthorityKind.OWN)
    found = identity.authority_of(organisation=row.organisation, item=row.item, on=on, begun=True)
    return found if found.successor_of or not row.former else replace(found, successor_of=row.former)


def subject(row: Approval) -> Ref:
    return Ref(row.subject_kind, row.subject_number)


def basis(row: Approval) -> Ref | None:
    return Ref.parse(row.basis) if row.basis else None


def classes_open(number: str, by: Actor) -> frozenset[str] | None:
    """数据分级: which classes of answers this officer may read in what the approval needs; None: all of it."""
    row = policy.visible(by).filter(number=number).first()
    return identity.open_classes(policy.seeing_rights(by, row)) if row is not None and by.kind is ActorKind.STAFF else None


def approvals_of(cases: Iterable[str]) -> dict[str, tuple[ApprovalView, ...]]:
    """All approvals of each case, in order; one query. For the conductor, which has checked who may see the case."""
    found: dict[str, list[ApprovalView]] = {number: [] for number in cases}
    for row in Approval.objects.filter(case__in=found).order_by("number"):
        found[row.case].append(view(row))
    calendar, today = catalogue.calendar(), the_clock.today()
    begun = [views for views in found.values() if any(one.state is not ApprovalState.WAITING for one in views)]
    early = catalogue.from_receipt(frozenset(one.regime for views in begun for one in views if one.state is ApprovalState.WAITING))
    return {number: rules.expect(calendar, views, today=today, from_receipt=early) for number, views in found.items()}


def misplaced(on: date) -> tuple[tuple[str, str, str], ...]:
    """Running approvals by body and item whose power is another's on that day: (who holds them, item, who acts)."""
    running = Approval.objects.filter(state__in=RUNNING)
    bodies = [code for code in running.order_by().values_list("organisation", flat=True).distinct() if identity.may_have_changed(code)]
    pairs = running.filter(organisation__in=bodies).exclude(unpublished=True, organisation=F("window"))
    found = []
    for organisation, item in pairs.order_by("organisation", "item").values_list("organisation", "item").distinct():
        acting = identity.authority_of(organisation=organisation, item=item, on=on, begun=True).acting
        if acting != organisation:
            found.append((organisation, item, str(acting)))
    return tuple(found)


def running(organisation: str, item: str) -> tuple[str, ...]:
    rows = Approval.objects.filter(organisation=organisation, item=item, state__in=RUNNING)
    return tuple(rows.order_by("id").values_list("number", flat=True))


def holds_part_of(case: str, by: Actor) -> bool:
    """Whether an approval of this case is this actor's to see."""
    return policy.visible(by).filter(case=case).exists()


def cases_reached(cases: Iterable[str], duty: str, by: Actor) -> set[str]:
    """Which of these cases have a part in the hands of a body that this duty of the actor reaches."""
    rows = Approval.objects.filter(identity.rows(by, duty), case__in=list(cases))
    return set(rows.values_list("case", flat=True))


def my_work(by: Actor, *, after: str = "", limit: int = 30) -> ApprovalPage:
    """我的待办: open approvals in the hands of the actor's body, earliest due first."""
    rows = policy.decidable(by).filter(state=ApprovalState.OPEN)
    last = keyset.after(after, kinds=(date, int))
    if last is not None:
        rows = rows.filter(ledger.beyond(order_on=last[0], id=last[1]))
    return _page(rows.order_by("order_on", "id"), limit, _due_key, by)


def decided_work(by: Actor, *, after: str = "", limit: int = 30) -> ApprovalPage:
    """已办: what the actor's body has decided, latest first."""
    rows = policy.decidable(by).exclude(decided_at=None)
    last = keyset.after(after, kinds=(datetime, int))
    if last is not None:
        rows = rows.filter(ledger.before(decided_at=last[0], id=last[1]))
    return _page(rows.order_by("-decided_at", "-id"), limit, _decided_key, by)


def unplaced_work(by: Actor, *, limit: int = 30) -> ApprovalPage:
    """Approvals at the window whose department is not published, waiting for the clerk to decide or forward."""
    rows = policy.decidable(by).filter(state=ApprovalState.OPEN, unpublished=True)
    return _page(rows.order_by("order_on", "id"), limit, _due_key, by)


def clock(number: str) -> Clock:
    """Both terms of an approval, explained; computed from what happened, never read from a stored target."""
    return clock_of(view(Approval.objects.get(number=number)))


def clocks(case: str) -> dict[str, Clock]:
    return clocks_of(map(view, Approval.objects.filter(case=case).order_by("number")))


def clocks_of(shown: Iterable[ApprovalView]) -> dict[str, Clock]:
    """The clocks of approvals that were read already."""
    return {one.number: clock_of(one) for one in shown}


def clock_of(shown: ApprovalView) -> Clock:
    regime = catalogue.regime(shown.regime) if shown.regime else None
    on = shown.started_on
    return rules.clock(
        catalogue.calendar(),
        started=on,
        promised=shown.promised,
        legal=rules.legal_term(shown.legal, regime, on) if on else None,
        ended=shown.decided_at.astimezone(CHINA).date() if shown.decided_at else None,
    )


def read_term(body: dict[str, object] | None) -> Term | None:
    return None if body is None else Term(int(str(body["days"])), Unit(str(body["unit"])), str(body.get("reference", "")))


def view(row: Approval) -> ApprovalView:
    opinion = Opinion(row.opinion) if row.opinion else None
    authority = authority_of(row)
    return ApprovalView(
        number=ApprovalNumber(row.number),
        case=row.case,
        item=row.item,
        pin=Pin("item", row.item, row.pin),
        name=Words.read(row.name),
        subject=Ref(row.subject_kind, row.subject_number),
        title=Words.read(row.title),
        organisation=authority.acting,
        authority=authority,
        unpublished=row.unpublished,
        state=ApprovalState(row.state),
        after=tuple(row.after),
        opened_at=row.opened_at,
        decided_at=row.decided_at,
        decided_by=row.decided_name,
        opinion=opinion,
        reasons=Reasons(row.reason_text, row.reason_article, row.reason_remedy) if opinion is Opinion.REFUSE else None,
        note=row.note,
        due_on=row.due_on,
        legal_due_on=row.legal_due_on,
        licence_type=row.licence_type,
        promised=read_term(row.promised),
        legal=read_term(row.legal),
        regime=row.regime,
        started_on=row.started_on,
        division=row.division,
        decided_for=row.decided_for,
    )


def _due_key(row: Approval) -> tuple[str, int]:
    return row.order_on.isoformat(), row.pk


def _decided_key(row: Approval) -> tuple[str, int]:
    return row.decided_at.isoformat() if row.decided_at else "", row.pk


def _page(rows: QuerySet[Approval], limit: int, key: Callable[[Approval], Sequence[str | int]], by: Actor) -> ApprovalPage:
    found = list(rows[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    mine = identity.parties(by) if found else frozenset()
    return ApprovalPage(tuple(_line(row, by, mine) for row in found), keyset.token(key(found[-1])) if more else "")


def _line(row: Approval, by: Actor, mine: Collection[Ref]) -> ApprovalView:
    """As its reader has it in hand: marked where it is for an absent colleague, and closed where it is their own matter."""
    shown = replace(view(row), through=identity.held_through(policy.deciding_rights(by, row)))
    return replace(shown, own=True, note="", reasons=None) if shown.subject in mine else shown

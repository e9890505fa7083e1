"""办件: submit."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView, Order
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.commands import numbers
from zhengtong.delivery.cases.commands.choosing import check_open
from zhengtong.delivery.cases.commands.defer import promise
from zhengtong.delivery.cases.errors import AlreadySubmitted, NotDeclared, NotReady, NotTakenElsewhere, RulesChanged
from zhengtong.delivery.cases.facts import CaseSubmitted, CommitmentMade
from zhengtong.delivery.cases.models import Case, CaseMaterial, Choice, Committed
from zhengtong.delivery.cases.queries import declaring, planning, reading, renewing
from zhengtong.delivery.cases.terms import CaseNumber, CaseView, Channel, Preparation
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import ItemCode, Plan, PlannedItem, TakenIn
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftState
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def submit(
    *, draft: str, by: Actor, at: datetime, once: Key | None = None, channel: Channel = Channel.PORTAL, window: str = ""
) -> CaseView:
    """申请: one submission for all chosen items; the receipt 收件凭证 is its number and date, and is not acceptance.

    ``window``: which window took it in, where one did; one of another place takes in only what its items arrange (异地代收).
    Raises NotReady with every problem, RulesChanged, identity.LevelNeeded, NotDeclared (by a helper), AlreadySubmitted, NotTakenElsewhere,
    and on whose ground they act: identity.GroundEnded, OutsideMandate, MandateUsed, FirmGone; then nothing is written and the draft is
    as it was. Repeating ``once`` returns the present view.
    """
    # everything slow is done before the transaction: computing, and taking a number
    ready = planning.prepare(draft, by)
    is_open = ready.draft.state is DraftState.OPEN
    if is_open:
        _check(ready, by)
    inlet = _inlet(ready, channel, window or identity.window_of(by.basis))
    number = numbers.take(catalogue.city().division, at.astimezone(CHINA).year) if is_open else CaseNumber("")
    with ledger.writing(once, by, {"submit": draft}) as earlier:
        if earlier:
            return reading.case(earlier.about.number, by)
        identity.hold(by, ready.draft.matter, filing=True)
        _close(ready, number, by, at)
        row, parts = _write(number, ready, inlet, by, at)
        ledger.record(
            CaseSubmitted(
                case=number,
                matter=str(ready.draft.matter),
                window=row.window,
                items=tuple(item.code for item in ready.plan.chosen),
                pins=tuple(pin.sha256 for pin in planning.pins(ready.plan)),
                channel=row.channel,
                taken_in_by=row.received_at_window if row.starts else "",
                starts=row.starts,
            ),
            by=by,
            about=Ref("case", number),
            division=row.division,
            at=at,
        )
        _promise(row, ready, by, at)
        identity.use_mandate(case=number, by=by, at=at)
    return reading.new(row, parts)


def _close(ready: Preparation, number: CaseNumber, by: Actor, at: datetime) -> None:
    """The draft is locked from here on: of two windows the second finds it closed. Raises AlreadySubmitted, forms.DraftIsDiscarded."""
    check_open(ready.draft)
    try:
        forms.close_draft(draft=ready.draft.number, case=number, seen=ready.draft.saved_at, by=by, at=at)
    except forms.DraftSubmitted as why:
        raise AlreadySubmitted(case=why.params["case"]) from why


def _check(ready: Preparation, by: Actor) -> None:
    if set(ready.draft.pins) != set(planning.pins(ready.plan)):
        raise RulesChanged
    if ready.problems:
        raise NotReady(problems=ready.problems)
    identity.check_level(by.level, ready.level)
    if declaring.declarations(ready, by).missing:
        raise NotDeclared


@dataclass(frozen=True, slots=True)
class _Inlet:
    """渠道: where it comes in, and from when its term runs."""

    channel: Channel
    window: str = ""
    starts: str = ""


def _inlet(ready: Preparation, channel: Channel, window: str) -> _Inlet:
    """Where it comes in. A window outside the city is another place: every item must let it take papers in (异地代收)."""
    body = identity.organisation(window) if window else None
    if body is None:
        return _Inlet(channel)
    if body.division[:4] == catalogue.city().division[:4]:
        return _Inlet(Channel.WINDOW, window)
    rules_of = [catalogue.guide(one.code, pin=one.pin).handling.elsewhere for one in ready.plan.chosen]
    held = [one for one in rules_of if one is not None and (not one.places or body.division in one.places)]
    if len(held) != len(rules_of):
        raise NotTakenElsewhere(title=ready.draft.title)
    arrives = all(one.starts is TakenIn.ARRIVED for one in held)  # of two the applicant's better one
    return _Inlet(Channel.ELSEWHERE, window, TakenIn.ARRIVED if arrives else TakenIn.RECEIVED)


def _promise(row: Case, ready: Preparation, by: Actor, at: datetime) -> None:
    """What the applicant promised and committed to, each a fact of its own."""
    promise(row, {one.material.code: one.deferrable for one in ready.promisable if one.promised}, by, at)
    for one in ready.commitments:
        if one.made:
            told = {"zh": one.commitment.told.zh, "en": one.commitment.told.en}
            Committed.objects.create(
                case=row, item=one.item, told=told, digest=one.digest, reference=one.commitment.reference, at=at, by=str(by.who)
            )
            fact = CommitmentMade(CaseNumber(row.number), one.item, one.digest, one.commitment.reference)
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    if any(one.made and not one.commitment.answer for one in ready.commitments) or any(one.promised for one in ready.promisable):
        Choice.objects.filter(draft=ready.draft.number).delete()


def _write(number: CaseNumber, ready: Preparation, inlet: _Inlet, by: Actor, at: datetime) -> tuple[Case, tuple[ApprovalView, ...]]:
    computed, draft, city = ready.plan, ready.draft, catalogue.city()
    regimes = [catalogue.regime(code) for code in sorted({item.regime for item in computed.chosen} - {""})]
    awaited = rules.acceptance(regimes, catalogue.calendar(computed.bundle.division or city.division), received=at.astimezone(CHINA).date())
    if inlet.starts == TakenIn.ARRIVED:  # nothing runs before the papers are there
        awaited = rules.Awaited(None, None)
    row = Case(
        number=number,
        matter_kind=draft.matter.kind,
        matter_code=draft.matter.number,
        title={"zh": computed.bundle.name.zh, "en": computed.bundle.name.en},
        pins=[[pin.kind, pin.code, pin.sha256] for pin in planning.pins(computed)],
        planned=[[one.material.code, str(one.state), one.by, list(one.needed_by)] for one in computed.materials],
        subject_kind=draft.subject.kind,
        subject_number=draft.subject.number,
        filed_by=str(by.who),
        basis=str(by.basis or ""),
        draft=draft.number,
        answers=_answers(computed),
        window=identity.handed_on(city.lead_window),
        division=computed.bundle.division or city.division,
        submitted_at=at,
        complete_at=at,
        accept_due_on=awaited.due.on if awaited.due else None,
        silence_on=awaited.silence_on,
        channel=inlet.channel,
        received_at_window=inlet.window,
        received_by=str(by.who) if inlet.window else "",
        starts=inlet.starts,
        joint=bool(computed.bundle.joint_basis),
    )
    ledger.insert([row])
    papers = [
        CaseMaterial(case=row, material=one.material, sha256=one.sha256, name=one.name, size=one.size, media_type=one.media_type, at=one.at)
        for one in draft.files
    ]
    ledger.insert(papers)
    parts = approvals.order(
        case=number,
        matter=draft.matter,
        title=computed.bundle.name,
        subject=draft.subject,
        basis=by.basis,
        window=row.window,
        orders=orders(ready, at.astimezone(CHINA).date()),
        division=row.division,
        joint=row.joint,
    )
    return row, parts


def _answers(computed: Plan) -> dict[str, object]:
    """What the case keeps: the situation as it was told, and the form as it stood."""
    situation = {question.element: computed.answers.get(question.element) for question in computed.bundle.questions}
    told = {**situation, **{field.element.key: field.value for field in computed.form.fields}}
    return {key: value for key, value in told.items() if value is not None}


def orders(ready: Preparation, on: date) -> tuple[Order, ...]:
    """What the plan asks of each authority; a predecessor that was not chosen holds nothing up."""
    items = ready.plan.chosen
    handling = {str(one.code): catalogue.guide(one.code, pin=one.pin).handling for one in items}
    later = {one.material.code for one in ready.promisable if one.promised}
    lacks = rules.lacking(ready.plan.materials, handling, later)
    committed = {one.item for one in ready.commitments if one.made}
    chosen = {one.code for one in items}
    return tuple(_order(_as_renewal(one, ready, on), chosen, lacks[one.code], committed=one.code in committed) for one in items)


def _as_renewal(item: PlannedItem, ready: Preparation, on: date) -> PlannedItem:
    """延续: under the term by law that is its own, where the law has one."""
    own = renewing.own_term(ready.draft.number, item.code, catalogue.regime(item.regime), on) if item.regime else None
    return replace(item, legal=own) if own else item


def _order(item: PlannedItem, chosen: Set[ItemCode], lacks: tuple[str, ...], *, committed: bool) -> Order:
    return Order(
        item=item.code,
        pin=item.pin,
        name=item.name,
        organisation=item.organisation,
        regime=item.regime,
        promised=item.promised,
        legal=item.legal,
        after=tuple(code for code in item.after if code in chosen),
        licence_type=item.outcome.licence_type,
        lacks=lacks,
        committed=committed,
    )

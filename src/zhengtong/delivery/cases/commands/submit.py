"""办件: submit."""

from collections.abc import Set
from datetime import datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView, Order
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.commands import numbers
from zhengtong.delivery.cases.errors import AlreadySubmitted, NotDeclared, NotReady, RulesChanged
from zhengtong.delivery.cases.facts import CaseSubmitted
from zhengtong.delivery.cases.models import Case, CaseMaterial
from zhengtong.delivery.cases.queries import declaring, planning, reading
from zhengtong.delivery.cases.terms import CaseNumber, CaseView, Preparation
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import ItemCode, Plan, PlannedItem
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftState
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def submit(*, draft: str, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """申请: one submission for all chosen items; the receipt 收件凭证 is its number and date, and is not acceptance.

    Raises NotReady with every problem, RulesChanged, identity.LevelNeeded, NotDeclared (by a helper), AlreadySubmitted, and on whose
    ground they act: identity.GroundEnded, OutsideMandate, MandateUsed, FirmGone; then nothing is written and the draft is as it was.
    Repeating ``once`` returns the present view.
    """
    # everything slow is done before the transaction: computing, and taking a number
    ready = planning.prepare(draft, by)
    is_open = ready.draft.state is DraftState.OPEN
    if is_open:
        _check(ready, by)
    number = numbers.take(catalogue.city().division, at.astimezone(CHINA).year) if is_open else CaseNumber("")
    with ledger.writing(once, by, {"submit": draft}) as earlier:
        if earlier:
            return reading.case(earlier.about.number, by)
        identity.hold(by, ready.draft.matter, filing=True)
        _close(ready, number, by, at)
        row, parts = _write(number, ready, by, at)
        ledger.record(
            CaseSubmitted(
                case=number,
                matter=str(ready.draft.matter),
                window=row.window,
                items=tuple(item.code for item in ready.plan.chosen),
                pins=tuple(pin.sha256 for pin in planning.pins(ready.plan)),
            ),
            by=by,
            about=Ref("case", number),
            division=row.division,
            at=at,
        )
        identity.use_mandate(case=number, by=by, at=at)
    return reading.new(row, parts)


def _close(ready: Preparation, number: CaseNumber, by: Actor, at: datetime) -> None:
    """The draft is locked from here on: of two windows the second finds it closed. Raises AlreadySubmitted, forms.DraftIsDiscarded."""
    if ready.draft.state is DraftState.DISCARDED:
        raise forms.DraftIsDiscarded
    if ready.draft.state is DraftState.SUBMITTED:
        raise AlreadySubmitted(case=ready.draft.case)
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


def _write(number: CaseNumber, ready: Preparation, by: Actor, at: datetime) -> tuple[Case, tuple[ApprovalView, ...]]:
    computed, draft, city = ready.plan, ready.draft, catalogue.city()
    regimes = [catalogue.regime(code) for code in sorted({item.regime for item in computed.chosen} - {""})]
    due, silence = rules.acceptance(regimes, catalogue.calendar(), received=at.astimezone(CHINA).date())
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
        accept_due_on=due.on if due else None,
        silence_accepts=silence,
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
        orders=orders(computed),
        division=row.division,
    )
    return row, parts


def _answers(computed: Plan) -> dict[str, object]:
    """What the case keeps: the situation as it was told, and the form as it stood."""
    situation = {question.element: computed.answers.get(question.element) for question in computed.bundle.questions}
    told = {**situation, **{field.element.key: field.value for field in computed.form.fields}}
    return {key: value for key, value in told.items() if value is not None}


def orders(computed: Plan) -> tuple[Order, ...]:
    """What the plan asks of each authority; a predecessor that was not chosen holds nothing up."""
    chosen = {item.code for item in computed.chosen}
    return tuple(_order(item, chosen) for item in computed.chosen)


def _order(item: PlannedItem, chosen: Set[ItemCode]) -> Order:
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
    )

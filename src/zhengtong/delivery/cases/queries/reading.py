"""办件: a case as its readers may see it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ENDED, ApprovalView
from zhengtong.delivery.cases import policy, rules
from zhengtong.delivery.cases.errors import CaseNotFound
from zhengtong.delivery.cases.models import Case, CaseMaterial, Notice
from zhengtong.delivery.cases.queries import promised
from zhengtong.delivery.cases.terms import (
    CaseFile,
    CaseLine,
    CaseNumber,
    CasePage,
    CaseState,
    CaseView,
    Channel,
    Declined,
    Later,
    Point,
    Sentence,
    Supplementation,
)
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Guide, ItemCode, MaterialState, PlannedMaterial, Regime
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import Attached, Field, Form
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import keyset, workdays
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words


def case(number: str, by: Actor) -> CaseView:
    """One case; raises CaseNotFound for what this actor may not see, as if it did not exist, and OwnMatter."""
    return view(find(number, by))


def find(number: str, by: Actor) -> Case:
    row = policy.visible(by).filter(number=number).first()
    if row is None:
        raise CaseNotFound(number=number)
    check_not_own(row, by)
    return row


def check_not_own(row: Case, by: Actor) -> None:
    """回避: nobody looks into, accepts or declines what is their own (公务员法 art. 76). Raises OwnMatter."""
    if by.kind is ActorKind.STAFF:
        basis = Ref.parse(row.basis) if row.basis else None
        held = policy.intake_rights(by, row)
        identity.check_not_own(by, _subject(row), held, duty=Duty.INTAKE, organisation=row.window, basis=basis)


def file(number: str, by: Actor) -> CaseFile:
    """The whole file, for the applicant and the window that took it in."""
    row = find(number, by)
    opened = identity.open_classes(policy.intake_rights(by, row)) if by.kind is ActorKind.STAFF else None
    return _cut(whole(row, {one.item for one in approvals.approvals_of([number])[number]}), opened)


def approval_file(number: str, by: Actor) -> CaseFile:
    """最小必要: what one approval's item needs of the case, and nothing else (个人信息保护法 art. 6).

    Raises ApprovalNotFound, OwnMatter.
    """
    held = approvals.approval(number, by)
    return _alone(_cut(whole(Case.objects.get(number=held.case), {held.item}), approvals.classes_open(number, by)), number)


def consulted_file(consultation: int, by: Actor) -> CaseFile:
    """最小必要: the same for the body that is asked about one approval; of the other parts nothing.

    Raises ConsultationNotFound, OwnMatter.
    """
    about = approvals.consultation_asked(consultation, by).approval
    held = _cut(whole(Case.objects.get(number=about.case), {about.item}), approvals.consulted_classes(consultation, by))
    held = _alone(held, about.number)
    return replace(held, case=replace(held.case, approvals=(about,)), clocks={})


def _alone(held: CaseFile, number: str) -> CaseFile:
    """Of the other parts how far they are, never what they were told; of the notice what is about this part."""
    shown, told = held.case, held.case.supplementation
    mine = {one.material.code for one in held.materials} | {one.element.key for one in held.form.fields}
    case = replace(
        shown,
        approvals=tuple(
            replace(one, note="") if one.number == number else replace(one, reasons=None, note="", decided_by="", decided_for="")
            for one in shown.approvals
        ),
        supplementation=told and replace(told, points=tuple(one for one in told.points if one.at in mine)),
    )
    return replace(held, case=case)


def _cut(held: CaseFile, opened: Collection[str] | None) -> CaseFile:
    """数据分级: answers of classes that the reader's right does not open are named, not shown; ``opened`` None: all that the work needs."""
    if opened is None:
        return held
    closed = {one.element.key: one.element.sensitivity.value for one in held.form.fields if one.element.sensitivity not in opened}
    papers = not rules.opens_papers(opened)
    return replace(
        held,
        form=Form(tuple(replace(one, fields=tuple(map(partial(_hidden, closed=closed), one.fields))) for one in held.form.sections)),
        files=() if papers else held.files,
        answers={key: value for key, value in held.answers.items() if key not in closed},
        before={key: value for key, value in held.before.items() if key not in closed},
        withheld=closed,
        papers_withheld=papers,
    )


def _hidden(one: Field, *, closed: Collection[str]) -> Field:
    return replace(one, value=None, known=None, agreements=()) if one.element.key in closed else one


def cases_of(by: Actor, *, states: Collection[CaseState] | None = None, after: str = "", limit: int = 20) -> CasePage:
    """我的办件: the cases of the subject acted for, latest first; only those in these states, where any are named."""
    rows = policy.own(by) if states is None else policy.own(by).filter(state__in=sorted(states))
    last = keyset.after(after, kinds=(datetime, int))
    if last is not None:
        rows = rows.filter(ledger.before(submitted_at=last[0], id=last[1]))
    found = list(rows.order_by("-submitted_at", "-id").defer("answers")[: limit + 1])
    return _page(found, limit, lambda row: (row.submitted_at.isoformat(), row.pk))


def window_queue(by: Actor, *, state: CaseState = CaseState.RECEIVED, after: str = "", limit: int = 30) -> CasePage:
    """窗口待办: cases to accept, the one that must be accepted first on top."""
    rows = policy.at_window(by).filter(state=state)
    last = keyset.after(after, kinds=(date, int))
    if last is not None:
        rows = rows.filter(ledger.beyond(order_on=last[0], id=last[1]))
    found = list(rows.order_by("order_on", "id").defer("answers")[: limit + 1])
    page = _page(found, limit, lambda row: (row.order_on.isoformat(), row.pk))
    mine = identity.parties(by) if found else frozenset()
    return replace(page, lines=tuple(_in_hand(line, row, by, mine) for line, row in zip(page.lines, found, strict=False)))


def _in_hand(line: CaseLine, row: Case, by: Actor, mine: Collection[Ref]) -> CaseLine:
    """Marked where the clerk has it for an absent colleague, and where it is their own matter."""
    return replace(line, through=identity.held_through(policy.intake_rights(by, row)), own=_subject(row) in mine)


def view(row: Case) -> CaseView:
    return views([row])[0]


def views(rows: list[Case]) -> list[CaseView]:
    """Batched: one query for all approvals, one for all notices, and one for the names of all persons, of all firms."""
    parts = approvals.approvals_of([row.number for row in rows])
    notices = {one.case_id: one for one in Notice.objects.filter(case__in=rows).order_by("asked_at", "id")}  # the last one stays
    subjects = identity.subject_names(map(_subject, rows))
    return [_view(row, parts[row.number], notices.get(row.pk), subjects.get(_subject(row), "")) for row in rows]


def new(row: Case, parts: tuple[ApprovalView, ...]) -> CaseView:
    """A case just submitted, as it was written: nothing is read again but the name of its subject."""
    return _view(row, parts, None, identity.subject_name(_subject(row)))


def _subject(row: Case) -> Ref:
    return Ref(row.subject_kind, row.subject_number)


def moved(row: Case) -> tuple[tuple[str, date], ...]:
    """区划变更: the former divisions of its place, each until the day from which it was another."""
    return tuple((code, date.fromisoformat(until)) for code, until in row.moved)


def acceptance_due(row: Case) -> workdays.Due | None:
    """By when the window must accept or ask, explained day by day; None while papers taken in elsewhere are on the way."""
    if promised.on_the_way(row):
        return None
    received = row.complete_at.astimezone(CHINA).date()
    return rules.acceptance(regimes(row).values(), catalogue.calendar(row.division, moved(row)), received=received).due


def regimes(row: Case) -> dict[str, Regime]:
    """The procedural laws of a case's items, each once, by code."""
    return {code: catalogue.regime(code) for code in sorted({guide(pin).regime for pin in item_pins(row)} - {""})}


def item_pins(row: Case) -> tuple[Pin, ...]:
    return tuple(Pin(*pin) for pin in row.pins if pin[0] == "item")


def guide(pin: Pin) -> Guide:
    return catalogue.guide(pin.code, pin=pin)


def names(parts: tuple[ApprovalView, ...]) -> dict[str, Words]:
    found = identity.organisations_by_code(one.organisation for one in parts)
    return {code: one.short or one.name for code, one in found.items()}


def sentence(shown: CaseView, owed: Collection[Later] = ()) -> Sentence:
    """``owed``: papers that follow; while one is not there it is the applicant's turn."""
    days = [one.due_on for one in owed if one.open]
    if days and shown.state in (CaseState.RECEIVED, CaseState.ACCEPTED):
        return Sentence(gettext_noop("Hand in what you promised by %(date)s; everything else goes on meanwhile."), {"date": min(days)})
    return _sentence(shown, names(shown.approvals) if shown.state is CaseState.ACCEPTED else {})  # only then is a body named


def _sentence(shown: CaseView, bodies: Mapping[str, Words]) -> Sentence:
    due = shown.accept_due.on if shown.accept_due else None
    answer = shown.supplementation.due_on if shown.supplementation else None
    travelling = shown.elsewhere is not None and not shown.elsewhere.running
    return rules.sentence(shown.state, shown.approvals, names=bodies, accept_due=due, answer_due=answer, travelling=travelling)


def _view(row: Case, parts: tuple[ApprovalView, ...], notice: Notice | None, subject_name: str) -> CaseView:
    state = CaseState(row.state)
    dues = [on for one in parts if one.state not in ENDED for on in (one.expected_end or one.due_on,) if on is not None]
    return CaseView(
        number=CaseNumber(row.number),
        matter=Ref(row.matter_kind, row.matter_code),
        title=Words.read(row.title),
        pins=tuple(Pin(*pin) for pin in row.pins),
        subject=_subject(row),
        subject_name=subject_name,
        window=row.window,
        state=state,
        submitted_at=row.submitted_at,
        accepted_at=row.accepted_at,
        closed_at=row.closed_at,
        accepted_by_law=row.accepted_by_law,
        accept_due=acceptance_due(row) if state is CaseState.RECEIVED else None,
        promised_on=None if any(one.paused_on for one in parts if one.state not in ENDED) else max(dues, default=None),
        approvals=parts,
        supplementation=told(notice) if notice else None,
        declined=_declined(row) if state is CaseState.DECLINED else None,
        filed_by=Ref.parse(row.filed_by),
        basis=Ref.parse(row.basis) if row.basis else None,
        channel=Channel(row.channel),
        elsewhere=promised.elsewhere(row),
        electronic_delivery=row.electronic_delivery,
    )


def told(notice: Notice) -> Supplementation:
    return Supplementation(notice.asked_at, points(notice.points), notice.answered_at, notice.due_on, notice.reminded_at)


def _declined(row: Case) -> Declined:
    return Declined(row.declined_reason, row.declined_direction, points(row.declined_points))


def points(written: list[dict[str, str]]) -> tuple[Point, ...]:
    return tuple(Point(one["at"], one["what"], one.get("article", "")) for one in written)


def whole(row: Case, items: set[str]) -> CaseFile:
    guides = [guide(pin) for pin in item_pins(row) if pin.code in items]
    asks = [ask for one in guides for ask in catalogue.asks_of(one, row.answers)]
    materials = _materials(row, guides, items)
    codes = {one.material.code for one in materials}
    shown, asked = view(row), {ask.element for ask in asks}
    notice = row.notices.exclude(answered_at=None).order_by("-answered_at", "-id").first()
    return CaseFile(
        case=shown,
        form=forms.compute(asks, row.answers, {}),
        materials=materials,
        files=tuple(attached(one) for one in CaseMaterial.objects.filter(case=row, replaced=False).order_by("id") if one.material in codes),
        answers={key: value for key, value in row.answers.items() if key in asked},
        clocks={number: one for number, one in approvals.clocks(row.number).items() if _item_of(shown, number) in items},
        before={key: value for key, value in (notice.before if notice else {}).items() if key in asked},
        later=tuple(one for one in promised.later(row, (one.material for one in materials)) if one.material in codes),
        undertaken=promised.undertaken(row, guides),
        mended={one.at_place: one.at for one in row.mended.order_by("at", "id") if one.at_place in asked | codes},
    )


def places(row: Case) -> frozenset[str]:
    """Where a notice may point: the questions and the papers of this case."""
    held = whole(row, {pin.code for pin in item_pins(row)})
    return frozenset({one.material.code for one in held.materials} | {one.element.key for one in held.form.fields})


def planned(row: Case) -> tuple[PlannedMaterial, ...]:
    """Every paper of this case, as it stood when it was submitted."""
    pins = item_pins(row)
    return _materials(row, [guide(pin) for pin in pins], {pin.code for pin in pins})


def _materials(row: Case, guides: list[Guide], items: set[str]) -> tuple[PlannedMaterial, ...]:
    """The papers these items take, as they stood when the case was submitted."""
    pinned = Pin(*row.pins[0])
    shared = catalogue.matter(Ref(row.matter_kind, row.matter_code), pinned).materials
    defined = {one.code: one for one in (*shared, *(one for guide in guides for one in guide.materials or ()))}
    return tuple(
        PlannedMaterial(defined[code], tuple(ItemCode(item) for item in needed_by), MaterialState(state), by)
        for code, state, by, needed_by in row.planned
        if code in defined and (not needed_by or items & set(needed_by))
    )


def _item_of(shown: CaseView, number: str) -> str:
    return next((one.item for one in shown.approvals if one.number == number), "")


def attached(row: CaseMaterial) -> Attached:
    return Attached(row.material, row.sha256, row.name, row.size, row.media_type, row.at)


def _page(found: list[Case], limit: int, key: Callable[[Case], Sequence[str | int]]) -> CasePage:
    more = len(found) > limit
    found = found[:limit]
    shown = views(found)
    bodies = names(tuple(part for one in shown for part in one.approvals))
    lines = tuple(_line(row, one, bodies) for row, one in zip(found, shown, strict=True))
    return CasePage(lines, keyset.token(key(found[-1])) if more else "")


def lines(found: list[Case]) -> tuple[CaseLine, ...]:
    """These, whoever asks: for a reader who has checked that they may be shown."""
    return _page(found, len(found), lambda row: (row.pk,)).lines if found else ()


def _line(row: Case, shown: CaseView, bodies: Mapping[str, Words]) -> CaseLine:
    said = _sentence(shown, bodies)
    return CaseLine(shown.number, shown.title, shown.subject_name, shown.state, shown.submitted_at, row.accept_due_on, said)

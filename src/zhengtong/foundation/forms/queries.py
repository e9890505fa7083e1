"""表单: reads."""
from collections.abc import Collection, Iterable, Mapping

from django.db.models import BigIntegerField

from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.elements.terms import Element
from zhengtong.foundation.forms import policy, rules
from zhengtong.foundation.forms.errors import DraftNotFound
from zhengtong.foundation.forms.models import Attachment, Draft
from zhengtong.foundation.forms.rules import Kept
from zhengtong.foundation.forms.terms import Ask, Attached, DraftNumber, DraftState, DraftView, Form
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.refusals import Problem, gettext_noop
from zhengtong.kernel.words import Words

_LONGEST = 20_000                      # characters kept of an answer that could not be read


def compute(asks: Iterable[Ask], answers: Mapping[str, object], known: Mapping[str, Known]) -> Form:
    """One form from what the chosen items ask, over the elements as published today; of those withdrawn since, as they last were."""
    asks = tuple(asks)
    found = elements.remembered({ask.element for ask in asks})
    return rules.compose(asks, {**answers, **_readable(answers, found)}, known, found)


def _readable(answers: Mapping[str, object], found: Mapping[str, Element]) -> dict[str, object]:
    """Answers in their normal form where they can be read; others stay as they were typed."""
    normal = {}
    for key, one in found.items():
        if key in answers:
            try:
                normal[key] = elements.read_value(one, answers[key])
            except elements.InvalidAnswer:
                continue
    return normal


def check_answers(form: Form, answers: Mapping[str, object]) -> tuple[Problem, ...]:
    """Everything still missing or wrong, in the order of the form."""
    return rules.check(form, answers, read=elements.read_value, check=elements.check_value)


def read_answers(given: Mapping[str, object]) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """What a page or a machine sent, element by element: normal values, or as typed where unreadable; and what is wrong."""
    found = elements.elements(given)
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for key, raw in given.items():
        if key not in found:
            problems.append(Problem(key, gettext_noop("This form has no question %(key)s."), {"key": key}))
            continue
        try:
            values[key] = elements.read_value(found[key], raw)
            problems += elements.check_value(found[key], values[key])
        except elements.InvalidAnswer as refusal:
            values[key] = str(raw)[:_LONGEST]
            problems += refusal.problems
    return values, tuple(problems)


def normal_answers(given: Mapping[str, object]) -> dict[str, object]:
    """Answers in their normal form, before a condition weighs them: unreadable ones as they were typed."""
    return {**given, **_readable(given, elements.elements(given))}


def draft(number: str, by: Actor) -> DraftView:
    """One draft of one's own. Raises DraftNotFound."""
    row = policy.my_draft(number, by)
    if row is None:
        raise DraftNotFound(number=number)
    return view(row, files=_ATTACHED(draft=row.pk))


def drafts_of(by: Actor, *, state: DraftState = DraftState.OPEN, limit: int = 50) -> tuple[DraftView, ...]:
    """One's own drafts, the one last touched first. ``state`` DISCARDED: those that can still be restored."""
    rows = policy.mine(by).filter(state=state).order_by("-saved_at", "-id").prefetch_related("attachments")[:limit]
    return tuple(view(row) for row in rows)


def open_draft_for(matter: Ref, by: Actor) -> DraftView | None:
    """先续办: the draft for this matter that was begun and not finished, so that the page offers to go on with it."""
    begun = policy.mine(by).filter(matter_kind=matter.kind, matter_code=matter.number, state=DraftState.OPEN)
    row = begun.order_by("-saved_at", "-id").first()
    return view(row) if row else None


def drafts_left(by: Actor, *, limit: int = 5) -> tuple[DraftView, ...]:
    """没填完的: begun with the same person at a counter of this window, in a sitting that is over."""
    rows = policy.left_at_counter(by).order_by("-saved_at", "-id").prefetch_related("attachments")[: 4 * limit]
    return tuple(view(row) for row in rows if is_left_here(row, by))[:limit]


def is_left_here(row: Draft, by: Actor) -> bool:
    """Whether identity knows its ground as a sitting with this person at this window, and the present one reaches its matter."""
    here = identity.sat_here(Ref.parse(row.basis), by)
    return here and by.may_touch(Ref(row.matter_kind, row.matter_code))


def referred(hashes: Collection[str]) -> set[str]:
    """Which of these files a draft refers to."""
    return set(Attachment.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))


def kept_of(row: Draft) -> Kept:
    past = {key: [(since, value, window) for since, value, window in held] for key, held in row.kept.get("past", {}).items()}
    return Kept(row.kept.get("answers", {}), past)


_ATTACHED = ledger.Composed(lambda: Attachment.objects.filter(draft=Given("draft", BigIntegerField())))


def view(row: Draft, problems: tuple[Problem, ...] = (), files: Iterable[Attachment] | None = None) -> DraftView:
    """``files``: its attachments, where they were read already."""
    attached = sorted(row.attachments.all() if files is None else files, key=lambda one: (one.at, one.pk))
    return DraftView(
        number=DraftNumber(row.number),
        matter=Ref(row.matter_kind, row.matter_code),
        pins=tuple(Pin(*pin) for pin in row.pins),
        subject=Ref(row.subject_kind, row.subject_number),
        title=Words.read(row.title),
        answers=dict(kept_of(row).answers),
        files=tuple(Attached(one.material, one.sha256, one.name, one.size, one.media_type, one.at) for one in attached),
        state=DraftState(row.state),
        saved_at=row.saved_at,
        revision=row.revision,
        case=row.case,
        problems=problems,
        discarded_at=row.ended_at if row.state == DraftState.DISCARDED else None,
    )

"""窗口收件: what the person at the counter has at this window already; what the window takes in most."""

from collections import Counter

from django.db.models import QuerySet

from zhengtong.delivery.cases import policy
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import RUNNING, CaseState
from zhengtong.delivery.cases.terms.counter import CounterHistory, CounterLine, Frequent
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Filing, SubjectKind
from zhengtong.foundation.identity.terms.counter import CounterView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words

_RUNNING, _ENDED = 20, 8
_LATEST = 400  # cases looked at to tell what a window does often


def at_counter(sitting: CounterView, by: Actor) -> CounterHistory | None:
    """窗口历史 of whom the person at this clerk's counter acts for; None while a protected record is closed.

    ``by`` is the clerk: only what came in through their window, within their right of intake, and within the person's own office.
    """
    if sitting.closed:
        return None
    rows = of_subject(sitting, by).order_by("-submitted_at", "-id").defer("answers")
    running = list(rows.filter(state__in=sorted(RUNNING))[:_RUNNING])
    ended = list(rows.exclude(state__in=sorted(RUNNING))[:_ENDED])
    shown = dict(zip((row.pk for row in (*running, *ended)), reading.lines([*running, *ended]), strict=True))
    return CounterHistory(
        tuple(CounterLine(shown[row.pk], _matter(row), waits=waits(row)) for row in running),
        tuple(CounterLine(shown[row.pk], _matter(row), again=_is_open(_matter(row), sitting.subject.ref.kind)) for row in ended),
    )


def of_subject(sitting: CounterView, by: Actor) -> QuerySet[Case]:
    """The cases of this window that are of whom the person at the counter acts for."""
    subject, matters = sitting.subject.ref, sitting.subject.matters
    rows = policy.at_window(by).filter(subject_kind=subject.kind, subject_number=subject.number)
    if matters is None:
        return rows
    codes = [one.partition(":")[2] for one in matters]
    return rows.filter(matter_code__in=codes)


def waits(row: Case) -> bool:
    """Whether it is the applicant's turn: a notice is unanswered, or a paper promised for later is still to come."""
    return row.state == CaseState.SUPPLEMENTING or row.deferrals.filter(supplied_at=None, missed_at=None).exists()


def frequent(by: Actor, subject: str, *, limit: int = 6) -> tuple[Frequent, ...]:
    """常办: what this window took in most lately for such a subject; while that is little, what the catalogue has first."""
    held = policy.at_window(by).filter(subject_kind=subject).order_by("-id").values_list("matter_kind", "matter_code")[:_LATEST]
    often = [Ref(kind, code) for (kind, code), _ in Counter(held).most_common(3 * limit)]
    page = catalogue.browse(subject=SubjectKind(subject), limit=30) if subject in set(SubjectKind) else None
    first = [Ref(str(hit.kind), hit.code) for hit in (page.hits if page else ()) if hit.filing is Filing.ONLINE]
    found: dict[Ref, Frequent] = {}
    for matter in (*often, *first):
        if len(found) < limit and matter not in found and (name := _open_name(matter, subject)) is not None:
            found[matter] = Frequent(matter, name)
    return tuple(found.values())


def _matter(row: Case) -> Ref:
    return Ref(row.matter_kind, row.matter_code)


def _is_open(matter: Ref, subject: str) -> bool:
    return _open_name(matter, subject) is not None


def _open_name(matter: Ref, subject: str) -> Words | None:
    """Its name, where it can be filled in here today for such a subject."""
    try:
        bundle = catalogue.matter(matter)
    except Refusal:
        return None
    fits = not bundle.subjects or subject in bundle.subjects
    elsewhere = catalogue.neighbour(bundle.pack) is not None
    return bundle.name if bundle.filing is Filing.ONLINE and fits and not elsewhere else None

"""好差评: the only writer."""
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from zhengtong.accountability.evaluation import queries, rules
from zhengtong.accountability.evaluation.errors import AlreadyRated
from zhengtong.accountability.evaluation.facts import MatterRated
from zhengtong.accountability.evaluation.models import Rating
from zhengtong.accountability.evaluation.terms import RatingView
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def rate(
    *, case: str, level: int, by: Actor, at: datetime, tags: Iterable[str] = (), text: str = "", once: Key | None = None
) -> RatingView:
    """评价: the applicant says how it was, once.

    Raises CaseNotFound, identity.GroundEnded, NotYoursToRate, NotFinished, AlreadyRated, UnknownLevel, UnknownTag, TextTooLong.
    """
    chosen, marked, written = rules.level_of(level), rules.tags_of(tags), rules.check_text(text)
    shown = cases.case(case, by)
    rules.check_may_rate(subject=shown.subject, rater=by.subject, state=shown.state)
    window = identity.organisation(shown.window)
    place = next((one.division for one in shown.approvals if one.division), window.division if window else "")
    row = Rating(
        case=shown.number, matter_kind=shown.matter.kind, matter_number=shown.matter.number,
        subject_kind=shown.subject.kind, subject_number=shown.subject.number, window=shown.window,
        level=chosen.value, tags=list(marked), text=written, at=at, division=place,
    )  # fmt: skip
    row.basis = str(by.basis or "")
    with ledger.writing(once, by, {"case": case, "level": chosen, "tags": marked, "text": written}) as earlier:
        if earlier:
            return queries.view(Rating.objects.get(case=case))
        identity.hold(by, shown.matter)
        _save_once(row)
        bodies = tuple(dict.fromkeys(one.organisation for one in shown.approvals))
        fact = MatterRated(case, str(shown.matter), chosen.value, tuple(marked), shown.window, bodies)
        ledger.record(fact, by=by, about=Ref("case", case), division=row.division, at=at)
    return queries.view(row)


def _save_once(row: Rating) -> None:
    """一事一评: of two given at the same moment one wins, by the table's own constraint."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as why:
        raise AlreadyRated from why


def follow(*, gone: Ref, kept: Ref) -> int:
    """合并: ratings of the subject that went are those of the one that stays. Doing it again changes nothing."""
    with ledger.writing(None, system("identity")):
        rows = Rating.objects.filter(subject_kind=gone.kind, subject_number=gone.number)
        return rows.update(subject_kind=kept.kind, subject_number=kept.number)

"""办件: what the applicant does with a case: answer the notice, withdraw."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.commands import taking
from zhengtong.delivery.cases.commands.defer import supplied
from zhengtong.delivery.cases.commands.holding import own
from zhengtong.delivery.cases.errors import AnsweredBefore
from zhengtong.delivery.cases.facts import CaseSupplemented, CaseWithdrawn
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import RUNNING, CaseNumber, CaseState, CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.files.terms import StoredFile
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def supplement(
    *, case: str, answers: Mapping[str, object], files: Sequence[tuple[str, StoredFile]], by: Actor, at: datetime, once: Key | None = None
) -> CaseView:
    """补正: answer every point of the notice; the window's term to accept begins again. Raises PointsUnanswered, NotReady, WrongState."""
    content = {"supplement": case, "answers": dict(answers), "files": [[material, file.sha256] for material, file in files]}
    with ledger.writing(once, by, content) as earlier:
        row = own(case, by)
        if not earlier:
            _check_unanswered(row)
            notice = row.notices.select_for_update().filter(answered_at=None).latest("asked_at")
            asked = reading.points(notice.points)
            given = taking.read({point.at: answers[point.at] for point in asked if answers.get(point.at) not in (None, "")})
            later = row.deferrals.filter(supplied_at=None).values_list("material", flat=True)
            rules.check_answered(asked, {*given, *(material for material, _ in files), *later})
            taking.replace(row, files, at)
            supplied(row, files, by, at)
            notice.answered_at, notice.before = at, {key: row.answers.get(key) for key in given}
            notice.save(update_fields=["answered_at", "before"])
            _received_again(row, given, at)
            fact = CaseSupplemented(CaseNumber(row.number), tuple(point.at for point in asked))
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)


def withdraw(*, case: str, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """撤回申请: the applicant may withdraw while something is still undecided; what was already granted stays."""
    with ledger.writing(once, by, {"withdraw": case}) as earlier:
        row = own(case, by)
        if not earlier:
            rules.check_state(row.number, CaseState(row.state), RUNNING)
            row.state, row.closed_at = CaseState.WITHDRAWN, at
            row.save(update_fields=["state", "closed_at"])
            approvals.withdraw(case=row.number, at=at)
            ledger.record(CaseWithdrawn(CaseNumber(row.number)), by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)


def _check_unanswered(row: Case) -> None:
    """Of two answers the first counts; the second hears so."""
    if row.state != CaseState.SUPPLEMENTING and row.state in RUNNING and row.notices.exclude(answered_at=None).exists():
        raise AnsweredBefore(number=row.number)
    rules.check_state(row.number, CaseState(row.state), (CaseState.SUPPLEMENTING,))


def _received_again(row: Case, given: Mapping[str, object], at: datetime) -> None:
    awaited = rules.acceptance(reading.regimes(row).values(), catalogue.calendar(row.division), received=at.astimezone(CHINA).date())
    row.answers = {**row.answers, **given}
    row.state, row.complete_at, row.answer_due_on = CaseState.RECEIVED, at, None
    row.accept_due_on, row.silence_on = (awaited.due.on if awaited.due else None), awaited.silence_on
    row.save(update_fields=["answers", "state", "complete_at", "answer_due_on", "accept_due_on", "silence_on"])

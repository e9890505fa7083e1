"""办件: what the applicant does with a case: answer the notice, withdraw."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import policy, rules
from zhengtong.delivery.cases.errors import CaseNotFound, NotReady
from zhengtong.delivery.cases.facts import CaseSupplemented, CaseWithdrawn
from zhengtong.delivery.cases.models import Case, CaseMaterial
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import RUNNING, CaseNumber, CaseState, CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.files.terms import StoredFile
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import Problem, Refusal, gettext_noop


def supplement(
    *, case: str, answers: Mapping[str, object], files: Sequence[tuple[str, StoredFile]], by: Actor, at: datetime, once: Key | None = None
) -> CaseView:
    """补正: answer every point of the notice; the window's term to accept begins again. Raises PointsUnanswered, NotReady, WrongState."""
    content = {"supplement": case, "answers": dict(answers), "files": [[material, file.sha256] for material, file in files]}
    with ledger.writing(once, by, content) as earlier:
        row = _own(case, by)
        if not earlier:
            rules.check_state(row.number, CaseState(row.state), (CaseState.SUPPLEMENTING,))
            notice = row.notices.select_for_update().filter(answered_at=None).latest("asked_at")
            asked = reading.points(notice.points)
            given = _read({point.at: answers[point.at] for point in asked if answers.get(point.at) not in (None, "")})
            rules.check_answered(asked, {*given, *(material for material, _ in files)})
            _replace(row, files, at)
            notice.answered_at, notice.before = at, {key: row.answers.get(key) for key in given}
            notice.save(update_fields=["answered_at", "before"])
            _received_again(row, given, at)
            fact = CaseSupplemented(CaseNumber(row.number), tuple(point.at for point in asked))
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)


def withdraw(*, case: str, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """撤回申请: the applicant may withdraw while something is still undecided; what was already granted stays."""
    with ledger.writing(once, by, {"withdraw": case}) as earlier:
        row = _own(case, by)
        if not earlier:
            rules.check_state(row.number, CaseState(row.state), RUNNING)
            row.state, row.closed_at = CaseState.WITHDRAWN, at
            row.save(update_fields=["state", "closed_at"])
            approvals.withdraw(case=row.number, at=at)
            ledger.record(CaseWithdrawn(CaseNumber(row.number)), by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)


def _own(number: str, by: Actor) -> Case:
    row = policy.own(by).select_for_update().filter(number=number).first()
    if row is None:
        if policy.beyond(by).filter(number=number).exists():
            raise identity.OutsideMandate
        raise CaseNotFound(number=number)
    identity.hold(by, Ref(row.matter_kind, row.matter_code))
    return row


def _read(answers: Mapping[str, object]) -> dict[str, object]:
    """Normalised and checked as the form checks them; raises NotReady with every problem."""
    held = elements.elements(answers)
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for key, raw in answers.items():
        if key not in held:  # a point about a paper: it takes a file
            problems.append(Problem(key, gettext_noop("This point asks for a file, not for an answer.")))
            continue
        try:
            values[key] = elements.read_value(held[key], raw)
        except Refusal as refused:
            problems.extend(refused.problems or (Problem(key, refused.message, refused.params),))
        else:
            problems.extend(elements.check_value(held[key], values[key]))
    if problems:
        raise NotReady(problems=problems)
    return values


def _replace(row: Case, files: Sequence[tuple[str, StoredFile]], at: datetime) -> None:
    CaseMaterial.objects.filter(case=row, material__in=[material for material, _ in files]).update(replaced=True)
    CaseMaterial.objects.bulk_create(
        CaseMaterial(case=row, material=material, sha256=file.sha256, name=file.name, size=file.size, media_type=file.media_type, at=at)
        for material, file in files
    )


def _received_again(row: Case, given: Mapping[str, object], at: datetime) -> None:
    regimes = [catalogue.regime(code) for code in sorted({reading.guide(pin).regime for pin in reading.item_pins(row)} - {""})]
    due, silence = rules.acceptance(regimes, catalogue.calendar(), received=at.astimezone(CHINA).date())
    row.answers = {**row.answers, **given}
    row.state, row.complete_at = CaseState.RECEIVED, at
    row.accept_due_on, row.silence_accepts = (due.on if due else None), silence
    row.save(update_fields=["answers", "state", "complete_at", "accept_due_on", "silence_accepts"])

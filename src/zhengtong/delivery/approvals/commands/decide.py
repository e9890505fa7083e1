"""审批: an authority answers."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.commands.checking import promise
from zhengtong.delivery.approvals.commands.flow import check_may_decide
from zhengtong.delivery.approvals.commands.joint import pronounce
from zhengtong.delivery.approvals.facts import ApprovalDecided
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.queries.founding import check_cited
from zhengtong.delivery.approvals.rules.deciding import check_committed, check_decides, committed_under
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Checked, Opinion, Proviso, Reasons, Weighed
from zhengtong.foundation.catalogue.terms import Guide
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AuthorityView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key


@dataclass(frozen=True, slots=True)
class Given:
    """What an authority answers. ``automatic``: every condition as it was worked out, under which switch."""

    opinion: Opinion
    reasons: Reasons | None = None
    note: str = ""
    conditions: tuple[Proviso, ...] = ()
    fails_on: tuple[str, ...] = ()
    weighed: Weighed | None = None
    automatic: tuple[Checked, ...] = ()
    automation: int = 0
    by_law: str = ""


def decide(
    *,
    approval: str,
    opinion: Opinion,
    reasons: Reasons | None = None,
    note: str = "",
    conditions: Sequence[Proviso] = (),
    fails_on: Sequence[str] = (),
    weighed: Weighed | None = None,
    taking_over: str = "",
    by: Actor,
    at: datetime,
    once: Key | None = None,
) -> ApprovalView:
    """作出决定: an authority approves, approves with conditions, or refuses (行政许可法 arts. 34, 38). The case hears of it in the same
    transaction.

    Raises ApprovalNotFound (also for another department's), OwnMatter, SameOfficer, NotOpen, TooEarly, ReasonsMissing, PaperLacking,
    ConditionUnfounded, NothingDecided, ArticleSuperseded, ArticleNotHeld, CommitmentSuffices, UnknownCondition, ConditionMet, AllMet,
    BenchmarkUnweighed, DepartureUnjustified. Repeating ``once`` returns the present view. Who decides only in the right of an absent
    colleague is recorded with it. What a colleague works on is decided by another only with ``taking_over``, which names them (else
    ClaimedByAnother); out of the order of acceptance nothing of limited number is approved (OutOfOrder).
    """
    given = Given(opinion, reasons, note, tuple(conditions), tuple(fails_on), weighed)
    with ledger.writing(once, by, _content(approval, given)) as earlier:
        row = queries.decidable(approval, by)
        if earlier:
            return queries.view(row)
        row = queries.locked(row)
        held = policy.deciding_rights(by, row)
        queries.check_may(row, by, held)
        if row.state == ApprovalState.OPEN:
            rules.check_claim(row.number, row.claimed_by, row.claimed_name, me=str(by.who), taking_over=taking_over)
        return answer(row, given, by=identity.standing_in(by, held), at=at)


def answer(row: Approval, given: Given, *, by: Actor, at: datetime) -> ApprovalView:
    """The one way to an answer, once it is known who may give it: everything checked, signed, written and recorded together."""
    guide = queries.guide_of(row)
    rules.check_open(row.number, ApprovalState(row.state))
    rules.check_moment(row.opened_at, at)
    rules.check_not_granted(row.silent_on, at.astimezone(CHINA).date())
    rules.check_opinion(given.opinion, given.reasons)
    if row.limited:
        limited = guide.handling.limited
        rules.check_order(given.opinion, queries.earlier_accepted(row), limited.reference if limited else "")
    rules.check_papers(given.opinion, [_paper(guide, one) for one in row.lacks])
    rules.check_conditions(given.opinion, given.conditions)
    _check_grounds(row, guide, given, at.astimezone(CHINA).date())
    check_may_decide(row, opinion=given.opinion, reasons=given.reasons, note=given.note, by=by, on=at.astimezone(CHINA).date())
    return conclude(row, guide, given, rules.weigh(guide.handling.benchmark, given.weighed), by=by, at=at)


def _check_grounds(row: Approval, guide: Guide, given: Given, on: date) -> None:
    """On what it rests: conditions and articles that are there; on a commitment, papers alone (消防法 art. 15)."""
    if given.opinion is Opinion.APPROVE and not (given.conditions or given.fails_on):
        return
    regime = queries.regime_of(row.regime)
    check_decides(regime, on, given.conditions)
    check_cited((one.article for one in given.conditions), guide)
    if given.opinion is Opinion.REFUSE and given.reasons is not None:
        check_cited((given.reasons.article,), guide)
        bound = committed_under(regime, on, committed=row.committed)
        if bound is not None:
            check_committed(bound, given.fails_on, {one.code for one in guide.materials or ()})
            return
    justified = bool(given.note.strip()) or not guide.handling.automatic
    rules.check_grounds(given.opinion, given.fails_on, queries.work_out(row, guide), justified=justified)


def conclude(row: Approval, guide: Guide, given: Given, weighed: Weighed | None, *, by: Actor, at: datetime) -> ApprovalView:
    """作出决定: what was answered, here or in an outside system, is signed, written and made known together."""
    sign(row, queries.authority_of(row, at.astimezone(CHINA).date()))
    _write(row, given, weighed, by, at)
    decided = queries.view(row)
    if row.committed and given.opinion is Opinion.APPROVE and not row.joint:  # jointly: with the joint answer
        promise(row, guide, at=at)
    pronounce(row, _fact(row, decided, given), by=by, at=at)
    return queries.view(Approval.objects.get(pk=row.pk)) if row.joint else decided


def sign(row: Approval, authority: AuthorityView) -> None:
    """署名: from here on it stays in whose name it was decided, whatever is delegated, transferred or closed later."""
    row.organisation, row.in_name_of, row.former = authority.acting, authority.in_name_of, authority.successor_of
    row.authority, row.authority_reference, row.supervised_by = authority.kind, authority.reference, authority.supervised_by


_WRITTEN = (
    *("organisation", "in_name_of", "former", "authority", "authority_reference", "supervised_by", "state", "opinion"),
    *("decided_at", "decided_by", "decided_name", "decided_for", "note", "reason_text", "reason_article", "reason_remedy"),
    *("conditions", "fails_on", "weighed", "automatic", "by_law"),
    *("claimed_by", "claimed_name", "claimed_at"),
)


def _write(row: Approval, given: Given, weighed: Weighed | None, by: Actor, at: datetime) -> None:
    row.state = ApprovalState.APPROVED if given.opinion is Opinion.APPROVE else ApprovalState.REFUSED
    row.opinion = given.opinion
    row.decided_at, row.decided_by, row.decided_name, row.note = at, str(by.who), by.name, given.note
    row.decided_for, row.by_law = identity.absent_name(by), given.by_law
    row.claimed_by, row.claimed_name, row.claimed_at = "", "", None
    if given.opinion is Opinion.REFUSE and given.reasons is not None:
        row.reason_text, row.reason_article, row.reason_remedy = given.reasons.text, given.reasons.article, given.reasons.would_pass_if
    row.conditions, row.fails_on = [asdict(one) for one in given.conditions], list(given.fails_on)
    row.weighed = asdict(weighed) if weighed else None
    if given.automation:
        row.automatic = {"checked": [queries.written(one) for one in given.automatic], "pin": row.pin, "automation": given.automation}
    ledger.update(row, *_WRITTEN)


def _fact(row: Approval, decided: ApprovalView, given: Given) -> ApprovalDecided:
    weighed = decided.weighed
    return ApprovalDecided(
        approval=decided.number,
        case=row.case,
        item=row.item,
        organisation=row.organisation,
        opinion=given.opinion,
        article=row.reason_article,
        in_name_of=row.in_name_of if row.in_name_of != row.organisation else "",
        conditions=tuple(one.article for one in given.conditions),
        fails_on=given.fails_on,
        weighed=weighed.code if weighed else "",
        departs=bool(weighed and weighed.departure),
        automatic=tuple((one.code, *(source.zh for source in one.sources)) for one in given.automatic),
        pin=row.pin if given.automation else "",
        automation=given.automation,
        by_law=given.by_law,
    )


def _paper(guide: Guide, code: str) -> str:
    return next((one.name.zh for one in guide.materials or () if one.code == code), code)


def _content(approval: str, given: Given) -> list[object]:
    """What the key stands for: the same key with anything else is refused."""
    reasons = given.reasons and [given.reasons.text, given.reasons.article, given.reasons.would_pass_if]
    said: list[object] = [approval, given.opinion, reasons, given.note]
    if given.conditions or given.fails_on or given.weighed:
        said += [[asdict(one) for one in given.conditions], list(given.fails_on), given.weighed and asdict(given.weighed)]
    return said

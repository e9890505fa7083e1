"""委托代理: give, take, end a power of attorney (行政许可法 art. 29; 民法典 arts. 161–175)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.commands import naming
from zhengtong.foundation.identity.commands.informing import tell
from zhengtong.foundation.identity.errors import MandateNotFound, MandateOverlaps, MandateUsed
from zhengtong.foundation.identity.facts import (
    MandateAccepted,
    MandateDeclined,
    MandateExpired,
    MandateOffered,
    MandateResigned,
    MandateRevoked,
    MandateUsedUp,
)
from zhengtong.foundation.identity.models import Mandate
from zhengtong.foundation.identity.ports import matters as catalogued
from zhengtong.foundation.identity.queries import holding, mandates
from zhengtong.foundation.identity.terms import Basis, DocumentType, MandateState, MandateView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop


@dataclass(frozen=True, slots=True)
class Named:
    """被指定的人: as the giver writes them: the name, and the number of a document or of a mobile telephone."""

    name: str
    number: str
    document_type: DocumentType = DocumentType.RESIDENT_ID


def offer_mandate(
    *,
    agent: Named,
    matters: Collection[str],
    since: date,
    until: date,
    one_time: bool,
    by: Actor,
    at: datetime,
    once: Key | None = None,
) -> MandateView:
    """授权: for oneself, or for a firm as its legal representative. In force when the agent accepts (行政许可法 art. 29).

    Raises NotPassedOn, LevelNeeded, ScopeMissing, MatterNotOffered, TermWrong, AgentNotFound, NamedTooOften, SelfMandate, MandateOverlaps,
    FirmGone.
    """
    rules.check_giver(by, mandates.office_of(by))
    rules.check_level(by.level, rules.OFFER_NEEDS)
    rules.check_scope(matters, catalogued.offered())
    rules.check_term(since, until, today=at.astimezone(CHINA).date())
    assert by.subject is not None
    person = naming.named(agent.name, agent.number, agent.document_type, by=by, at=at)
    rules.check_agent(str(person.number), mandates.act_anyway(by.subject))
    content = {"agent": person.number, "matters": sorted(matters), "since": since, "until": until, "one_time": one_time}
    with ledger.writing(once, by, {"offer": str(by.subject), **{key: str(value) for key, value in content.items()}}) as earlier:
        if earlier:
            return mandates.mandate(earlier.about.number, by)
        for matter in matters:
            holding.hold(by, Ref.parse(matter), filing=True)
        _check_free(by.subject, person.pk, matters, since, until)
        row = Mandate.objects.create(
            principal_kind=by.subject.kind, principal_number=by.subject.number, agent=person, matters=sorted(matters), one_time=one_time,
            since=since, until=until, given_by=str(by.who), offered_at=at,
        )  # fmt: skip
        row.number = rules.mandate_number(row.pk)
        row.save(update_fields=["number"])
        fact = MandateOffered(
            mandate=row.number, principal=str(by.subject), agent=str(person.number), matters=tuple(sorted(matters)), one_time=one_time,
            since=since.isoformat(), until=until.isoformat(),
        )  # fmt: skip
        _recorded(row, fact, by, at)
        message = gettext_noop("Somebody wants you to act for them: power of attorney %(mandate)s waits for your answer.")
        tell(_agent(row), message, row.number, at=at)
    return mandates.view(row)


def accept_mandate(*, mandate: str, by: Actor, at: datetime, once: Key | None = None) -> MandateView:
    """接受委托: by the agent themselves. Raises MandateNotFound, MandateNotOpen, LevelNeeded."""
    rules.check_level(by.level, rules.ACCEPT_NEEDS)
    with ledger.writing(once, by, {"accept": mandate}) as earlier:
        row = _as_agent(mandate, by)
        if not earlier:
            _end_if_over(row, by, at)
            rules.check_state(mandates.view(row), {MandateState.OFFERED})
            row.state, row.accepted_at = MandateState.IN_FORCE, at
            row.save(update_fields=["state", "accepted_at"])
            _recorded(row, MandateAccepted(str(row.number)), by, at)
            tell(_principal(row), gettext_noop("Power of attorney %(mandate)s was accepted and is in force."), row.number, at=at)
    return mandates.view(row)


def decline_mandate(*, mandate: str, by: Actor, at: datetime, once: Key | None = None) -> MandateView:
    """拒绝委托: nobody is made an agent against their will. Raises MandateNotFound, MandateNotOpen."""
    with ledger.writing(once, by, {"decline": mandate}) as earlier:
        row = _as_agent(mandate, by)
        if not earlier:
            rules.check_state(mandates.view(row), {MandateState.OFFERED})
            _end(row, MandateState.DECLINED, by, at)
            _recorded(row, MandateDeclined(str(row.number)), by, at)
            tell(_principal(row), gettext_noop("Power of attorney %(mandate)s was declined."), row.number, at=at)
    return mandates.view(row)


def revoke_mandate(*, mandate: str, by: Actor, at: datetime, once: Key | None = None) -> MandateView:
    """取消委托, at once and without a reason (民法典 art. 173): from the next request on the agent reaches nothing.

    What they began stays the principal's. Raises NotPassedOn, MandateNotFound, MandateNotOpen.
    """
    rules.check_giver(by, mandates.office_of(by))
    with ledger.writing(once, by, {"revoke": mandate}) as earlier:
        row = mandates.given(by).select_for_update().filter(number=mandate).first()
        if row is None:
            raise MandateNotFound
        if not earlier:
            rules.check_state(mandates.view(row), rules.LIVE)
            was = row.state
            _end(row, MandateState.REVOKED, by, at)
            _recorded(row, MandateRevoked(str(row.number), str(was)), by, at)
            tell(_agent(row), gettext_noop("Power of attorney %(mandate)s was revoked; you no longer act on it."), row.number, at=at)
    return mandates.view(row)


def resign_mandate(*, mandate: str, by: Actor, at: datetime, once: Key | None = None) -> MandateView:
    """辞去委托 (民法典 art. 173). Raises MandateNotFound, MandateNotOpen."""
    with ledger.writing(once, by, {"resign": mandate}) as earlier:
        row = _as_agent(mandate, by)
        if not earlier:
            rules.check_state(mandates.view(row), {MandateState.IN_FORCE})
            _end(row, MandateState.RESIGNED, by, at)
            _recorded(row, MandateResigned(str(row.number)), by, at)
            message = gettext_noop("Your agent gave back power of attorney %(mandate)s. What they began is under your drafts and matters.")
            tell(_principal(row), message, row.number, at=at)
    return mandates.view(row)


def use_mandate(*, case: str, by: Actor, at: datetime) -> None:
    """一次性委托 is used by filing: in the transaction of the submission, after ``hold``. Raises MandateUsed, GroundEnded."""
    if by.basis is None or by.basis.kind != Basis.MANDATE:
        return
    row = holding.mandate_held(by)
    if not row.one_time:
        return
    if row.used_by:
        raise MandateUsed(case=row.used_by)
    row.used_by = case
    row.save(update_fields=["used_by"])
    _recorded(row, MandateUsedUp(str(row.number), case, ended=False), by, at)


def finish_mandate(*, case: str, by: Actor, at: datetime) -> None:
    """代理事务完成 (民法典 art. 173): the case of a one-time power has its answer, so the power is over."""
    with ledger.writing(None, by):
        for row in Mandate.objects.select_for_update().filter(used_by=case, state=MandateState.IN_FORCE):
            _end(row, MandateState.USED, by, at)
            _recorded(row, MandateUsedUp(str(row.number), case, ended=True), by, at)


def expire_mandates(*, by: Actor, at: datetime, limit: int = 200) -> int:
    """代理期限届满 (民法典 art. 173): what is over is written so; it has reached nothing since its last day. Returns how many."""
    today = at.astimezone(CHINA).date()
    with ledger.writing(None, by):
        over = Mandate.objects.select_for_update().filter(state__in=sorted(rules.LIVE), until__lt=today).order_by("pk")[:limit]
        rows = list(over)
        for row in rows:
            _end_if_over(row, by, at)
    return len(rows)


def _check_free(principal: Ref, agent: int, matters: Collection[str], since: date, until: date) -> None:
    mine = Q(principal_kind=principal.kind, principal_number=principal.number, agent=agent, state__in=sorted(rules.LIVE))
    twice = rules.overlapping(matters, since, until, map(mandates.view, Mandate.objects.select_for_update().filter(mine)))
    if twice is not None:
        raise MandateOverlaps(number=twice.number)


def _as_agent(number: str, by: Actor) -> Mandate:
    row = mandates.taken(by).select_for_update(of=("self",)).filter(number=number).first()
    if row is None:
        raise MandateNotFound
    return row


def _end_if_over(row: Mandate, by: Actor, at: datetime) -> None:
    if row.until < at.astimezone(CHINA).date():
        _end(row, MandateState.EXPIRED, by, at)
        _recorded(row, MandateExpired(str(row.number)), by, at)
        tell(_principal(row), gettext_noop("Power of attorney %(mandate)s is over: its last day has passed."), row.number, at=at)


def _end(row: Mandate, state: MandateState, by: Actor, at: datetime) -> None:
    row.state, row.ended_at, row.ended_by = state, at, str(by.who)
    row.save(update_fields=["state", "ended_at", "ended_by"])


def _recorded(row: Mandate, fact: object, by: Actor, at: datetime) -> None:
    ledger.record(fact, by=by, about=Ref("mandate", str(row.number)), at=at)


def _principal(row: Mandate) -> Ref:
    return Ref(row.principal_kind, row.principal_number)


def _agent(row: Mandate) -> Ref:
    return Ref("person", str(row.agent.number))

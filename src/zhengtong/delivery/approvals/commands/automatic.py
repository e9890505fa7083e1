"""秒批: switched on by the head of the authority after an impact assessment; approves, never refuses; a person on request."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.commands.decide import Given, answer
from zhengtong.delivery.approvals.errors import ApprovalNotFound, NotAutomatable, NotHead, NothingToExplain, PersonNotNeeded, VersionChanged
from zhengtong.delivery.approvals.facts import AutomationSwitchedOff, AutomationSwitchedOn, DecisionExplained, PersonAskedFor
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.models import Automation as Row
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Assessment, Opinion
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Guide
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

AUTOMATON = replace(system("automaton"), name="自动审批程序")
"""Who decides automatically: the platform itself, named as such on the decision and on the ledger."""


def switch_on(*, item: str, pin: str, assessment: Assessment, by: Actor, at: datetime, once: Key | None = None) -> None:
    """开启秒批: for the version that was read and assessed, and for no other (个人信息保护法 arts. 24, 55, 56).

    Raises NotHead, NotAutomatable, VersionChanged, AssessmentIncomplete.
    """
    kept = asdict(assessment)
    with ledger.writing(once, by, [item, pin, kept]) as earlier:
        if earlier:
            return
        guide = _headed(item, by)
        if not guide.handling.automatic:
            raise NotAutomatable
        if guide.pin.sha256 != pin:
            raise VersionChanged
        rules.check_assessment(assessment)
        Row.objects.select_for_update().filter(item=item, until=None).update(until=at, stopped_by=str(by.who))
        row = Row.objects.create(item=item, pin=pin, assessment=kept, since=at, by=str(by.who), by_name=by.name)
        fact = AutomationSwitchedOn(row.pk, item, pin, _hash(kept))
        ledger.record(fact, by=by, about=Ref("item", item), division=guide.division, at=at)


def switch_off(*, item: str, by: Actor, at: datetime, once: Key | None = None) -> None:
    """关闭秒批: at once, by the same head; what was approved stays. Off already: nothing happens. Raises NotHead."""
    with ledger.writing(once, by, item) as earlier:
        guide = _headed(item, by)
        row = None if earlier else Row.objects.select_for_update().filter(item=item, until=None).first()
        if row is None:
            return
        row.until, row.stopped_by = at, str(by.who)
        row.save(update_fields=["until", "stopped_by"])
        ledger.record(AutomationSwitchedOff(row.pk, item), by=by, about=Ref("item", item), division=guide.division, at=at)


def decide_automatically(*, approval: str, by: Actor, at: datetime, once: Key | None = None) -> bool:
    """自动准予: where every condition of the item is true on what registers and answers say. Whether it was decided.

    Anything false or not known, a paper to read, a person asked for: it is left to a person, without a word. Never a refusal.
    """
    with ledger.writing(once, by, approval) as earlier:
        row = Approval.objects.filter(number=approval).first()
        if row is None or earlier or not queries.switched_on(row):
            return False
        row = queries.locked(row)
        tried = queries.try_automatic(row)
        if tried.why_not:
            return False
        answer(row, Given(Opinion.APPROVE, automatic=tried.checked, automation=tried.automation), by=by, at=at)
    return True


def ask_for_a_person(*, approval: str, by: Actor, at: datetime, once: Key | None = None) -> ApprovalView:
    """请人办理: before it is decided nothing is decided automatically any more; afterwards a person of the body explains the decision
    (个人信息保护法 art. 24). Asking twice is asking once. Raises ApprovalNotFound, PersonNotNeeded.
    """
    with ledger.writing(once, by, approval):
        row = queries.own_of(by, approval)
        if row is None:
            raise ApprovalNotFound(number=approval)
        if row.human_asked_at is not None:
            return queries.view(row)
        running = row.state in (ApprovalState.WAITING, ApprovalState.OPEN)
        if not running and row.automatic is None:
            raise PersonNotNeeded
        row.human_asked_at = at
        row.save(update_fields=["human_asked_at"])
        asked = queries.view(row)
        fact = PersonAskedFor(asked.number, row.case, row.item, row.organisation, afterwards=not running)
        ledger.record(fact, by=by, about=queries.case_ref(row), division=row.division, at=at)
    return asked


def explain(*, approval: str, text: str, by: Actor, at: datetime, once: Key | None = None) -> ApprovalView:
    """说明: a person looks through an automatic approval and answers. Raises ApprovalNotFound, OwnMatter, NothingToExplain."""
    with ledger.writing(once, by, [approval, text]) as earlier:
        row = policy.decidable(by).select_for_update().filter(number=approval).first()
        if row is None:
            raise ApprovalNotFound(number=approval)
        if earlier:
            return queries.view(row)
        held = policy.deciding_rights(by, row)
        identity.check_not_own(
            by, queries.subject(row), held, duty=Duty.REVIEW, organisation=row.organisation, basis=queries.basis(row)
        )  # fmt: skip
        by = identity.standing_in(by, held)
        if row.automatic is None or row.human_asked_at is None or row.explained_at is not None or not text.strip():
            raise NothingToExplain
        row.explanation, row.explained_at, row.explained_name = text.strip(), at, by.name
        row.save(update_fields=["explanation", "explained_at", "explained_name"])
        told = queries.view(row)
        fact = DecisionExplained(told.number, row.case, row.item, row.organisation)
        ledger.record(fact, by=by, about=queries.case_ref(row), division=row.division, at=at)
    return told


def _headed(item: str, by: Actor) -> Guide:
    """An item of the body that this actor heads. Raises NotHead."""
    guide = catalogue.guide(item)
    acting = identity.authority_of(organisation=guide.organisation, item=item).acting if guide.organisation else ""
    if not acting or not identity.covering(by, Duty.LEAD, organisation=acting, item=item, division=guide.division):
        raise NotHead
    return guide


def _hash(kept: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

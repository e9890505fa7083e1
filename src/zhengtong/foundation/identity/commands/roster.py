"""人员名册: a whole file of joiners, movers and leavers, all of it or nothing."""

import hashlib
import json
from datetime import date, datetime

from zhengtong.foundation.identity.commands import staffing
from zhengtong.foundation.identity.commands.granting import check_administers
from zhengtong.foundation.identity.errors.staffing import RosterChanged, RosterDefective
from zhengtong.foundation.identity.facts.staffing import RosterImported
from zhengtong.foundation.identity.queries import roster
from zhengtong.foundation.identity.terms import GrantSource
from zhengtong.foundation.identity.terms.staffing import Effect, Joined, RosterDone, RosterPlan, RosterStep
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Problem


def import_roster(*, content: bytes, by: Actor, at: datetime, seen: str | None = None) -> RosterDone:
    """名册导入: everything the preview said, or nothing. The same file again changes nothing.

    ``seen``: the digest of the preview that was confirmed; where the file would do something else by now, nothing is done.
    Raises NotPermitted, RosterTooLarge, RosterDefective with each place, RosterChanged.
    """
    check_administers(by)
    with ledger.writing(None, by):
        plan = roster.preview_roster(content, by)
        if plan.defects:
            problems = [Problem(f"{one.line}:{one.column}", one.message, one.params) for one in plan.defects[:200]]
            raise RosterDefective(count=len(plan.defects), problems=problems)
        if seen is not None and seen != digest_of_roster(plan):
            raise RosterChanged
        joined = [_done(step, by, at) for step in plan.steps if step.effect is not Effect.NONE]
        fact = RosterImported(
            digest=hashlib.sha256(content).hexdigest(),
            joined=plan.count(Effect.JOIN),
            moved=plan.count(Effect.MOVE),
            left=plan.count(Effect.LEAVE),
            unchanged=plan.count(Effect.NONE),
        )
        if joined:
            ledger.record(fact, by=by, at=at, about=Ref("roster", fact.digest[:32]))
    return RosterDone(tuple(one for one in joined if one), fact.moved, fact.left, fact.unchanged)


def digest_of_roster(plan: RosterPlan) -> str:
    """Of what a preview showed: each line with what it does to whom."""
    told = [[step.line.line, step.line.username, step.effect, step.account, _as_it_was(step)] for step in plan.steps]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _as_it_was(step: RosterStep) -> list[str]:
    return [step.before.organisation, step.before.unit, *sorted(step.before.duties)] if step.before else []


def _done(step: RosterStep, by: Actor, at: datetime) -> Joined | None:
    line, source = step.line, GrantSource.IMPORT
    if step.effect is Effect.JOIN:
        return staffing.join(username=line.username, post=line.post, document=line.document, by=by, at=at, source=source)
    assert step.account is not None
    if step.effect is Effect.MOVE:
        staffing.move(account=step.account, post=line.post, by=by, at=at, source=source)
    else:
        on: date | None = line.post.until
        staffing.leave_service(account=step.account, by=by, at=at, on=on, source=source)
    return None

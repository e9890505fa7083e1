"""批量审批: several of one item, each with its own answer and reasons, each decided by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhengtong.delivery.approvals import policy, rules
from zhengtong.delivery.approvals.commands.decide import decide
from zhengtong.delivery.approvals.errors import AnotherItem, TooMany
from zhengtong.delivery.approvals.terms import Opinion, Outcome, Reasons
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What is decided about one of them."""

    approval: str
    opinion: Opinion
    reasons: Reasons | None = None
    note: str = ""


def decide_several(*, answers: Sequence[BatchAnswer], by: Actor, at: datetime, once: Key | None = None) -> tuple[Outcome, ...]:
    """Each in its own transaction, under a key of its own made from ``once``: one that fails holds up none of the others, and sending all
    of it again decides nothing twice. A batch takes nothing from a colleague and nothing out of its order.

    Raises TooMany; for one line of another item AnotherItem stands in its outcome, as every other refusal does.
    """
    if len(answers) > rules.BATCH_MOST:
        raise TooMany(most=rules.BATCH_MOST)
    items = dict(policy.decidable(by).filter(number__in=[one.approval for one in answers]).values_list("number", "item"))
    of = next((items[one.approval] for one in answers if one.approval in items), "")
    return tuple(_one(one, items.get(one.approval, of) == of, by, at, once) for one in answers)


def _one(answer: BatchAnswer, same: bool, by: Actor, at: datetime, once: Key | None) -> Outcome:
    key = Key(f"{once}:{answer.approval}") if once else None
    try:
        if not same:
            raise AnotherItem
        decide(
            approval=answer.approval, opinion=answer.opinion, reasons=answer.reasons, note=answer.note, by=by, at=at, once=key
        )
    except Refusal as refused:
        return Outcome(answer.approval, refused)
    return Outcome(answer.approval)

"""决定: what an applicant reads of each part besides approved or not: conditions, on what it failed, what was automatic."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import AfterCheck, ApprovalState, ApprovalView, Automated
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Condition


@dataclass(frozen=True, slots=True)
class Decided:
    """One part. ``failed``: the conditions that a refusal rests on, each with what would make it so."""

    of: ApprovalView
    failed: tuple[Condition, ...] = ()
    automated: Automated | None = None
    ahead: bool = False  # it may be decided automatically
    check: AfterCheck | None = None

    @property
    def only(self) -> bool:
        return len(self.failed) == 1

    @property
    def may_ask(self) -> bool:
        """For a person: before anything is decided automatically, or to explain what was."""
        return self.of.human_asked_at is None and (self.ahead or self.of.automatic)

    @property
    def says(self) -> bool:
        told = self.of.conditions or self.of.automatic or self.ahead or self.of.human_asked_at or self.check
        return bool(told) and self.of.state is not ApprovalState.WITHDRAWN


def tell(case: str, parts: Iterable[ApprovalView]) -> dict[str, Decided]:
    """By approval; of what was not decided and is not automatic, nothing."""
    held = tuple(parts)
    ahead = approvals.automatic_ahead(case) if any(one.opinion is None for one in held) else frozenset()
    done = approvals.automated_of([one.number for one in held if one.automatic])
    return {one.number: Decided(one, _failed(one), done.get(one.number), one.number in ahead, _check(one)) for one in held}


def _failed(one: ApprovalView) -> tuple[Condition, ...]:
    if not one.fails_on:
        return ()
    return tuple(each for each in catalogue.guide(one.item, pin=one.pin).handling.conditions if each.code in one.fails_on)


def _check(one: ApprovalView) -> AfterCheck | None:
    return approvals.check_of(one.number) if one.committed and one.state is ApprovalState.APPROVED else None

"""办理环节: of one approval, as each of its readers may see them."""

from collections.abc import Iterable
from dataclasses import replace

from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.errors import ApprovalNotFound
from zhengtong.delivery.approvals.queries.flow import flow_of, flows
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.delivery.approvals.terms.flow import Consultation, Flow, Hearing, Party
from zhengtong.kernel.actors import Actor


def flow_for(number: str, by: Actor) -> Flow:
    """For an officer: whole in the body that holds it; elsewhere without who the interested are and what they said.

    Raises ApprovalNotFound.
    """
    row = policy.visible(by).filter(number=number).first()
    if row is None:
        raise ApprovalNotFound(number=number)
    held = flow_of(row)
    return held if policy.works_on(by, row) else replace(held, parties=tuple(map(_unnamed, held.parties)), hearing=_closed(held.hearing))


def may_step(number: str, by: Actor) -> bool:
    """Whether an officer takes steps in it: it is open, in their own body, and decided there."""
    return policy.decidable(by).filter(number=number, state=ApprovalState.OPEN, upper="", system="").exists()


def may_pass_up(number: str, by: Actor) -> bool:
    """Whether an officer's own body examines it for an office above."""
    return policy.decidable(by).filter(number=number, state=ApprovalState.OPEN).exclude(upper="").exists()


def flows_told(numbers: Iterable[str]) -> dict[str, Flow]:
    """For the applicant: who is asked and heard, until when; neither what other bodies wrote nor who else is interested."""
    return {
        number: replace(
            one,
            examination=one.examination and replace(one.examination, reason="", passed_by=""),
            consultations=tuple(map(_unsaid, one.consultations)),
            parties=tuple(map(_unnamed, one.parties)),
            hearing=one.hearing and replace(one.hearing, asked_by=""),
            nobody_interested="",
        )
        for number, one in flows(numbers).items()
    }


def _unsaid(one: Consultation) -> Consultation:
    return replace(one, question="", reason="", answered_by="", asked_by="")


def _unnamed(one: Party) -> Party:
    return replace(one, name="", contact="", why="", said="", view=None)


def _closed(one: Hearing | None) -> Hearing | None:
    return one and replace(one, record="", signed=(), asked_by="")

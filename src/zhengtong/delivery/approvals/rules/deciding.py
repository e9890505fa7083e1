"""审批规则: what an authority may answer, and with which reasons."""

from zhengtong.delivery.approvals.errors import NotOpen, ReasonsMissing
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion, Reasons


def check_open(number: str, state: ApprovalState) -> None:
    """Only what is open can be decided; a decision is made once."""
    if state is not ApprovalState.OPEN:
        raise NotOpen(number=number, state=str(state))


def check_opinion(opinion: Opinion, reasons: Reasons | None) -> None:
    """不予许可应当说明理由: no refusal without reasons, article and what would change it (行政许可法 art. 38)."""
    said = (reasons.text, reasons.article, reasons.would_pass_if) if reasons else ("",)
    if opinion is Opinion.REFUSE and not all(part.strip() for part in said):
        raise ReasonsMissing

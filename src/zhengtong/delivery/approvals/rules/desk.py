"""案头规则: whose work an approval is, in which order they go, and when the head of the body hears of it. Pure."""

from datetime import date

from zhengtong.delivery.approvals.errors import ClaimedByAnother, NoteEmpty, OutOfOrder
from zhengtong.delivery.approvals.terms import Level, Opinion
from zhengtong.kernel import workdays

CLAIM_DAYS = 5
"""Working days after which a claim ends by itself: a quarter of the usual twenty. What lies longer goes back to the colleagues; whoever is
still at it claims it again with one press."""
NEAR_DAYS = 2
"""Working days before the end of the promised term from which what nobody works on is told to the head: from then on its line is amber."""
NOTE_MOST = 2000
BATCH_MOST = 50
"""How many are decided together: what fits on one page that somebody still reads."""
LIMITED_REFERENCE = "行政许可法 第五十七条"


def check_claim(number: str, claimed_by: str, name: str, *, me: str, taking_over: str = "") -> None:
    """认领: what a colleague works on is done by another only on purpose. Raises ClaimedByAnother.

    ``taking_over`` names the colleague as the page showed them, so that nobody takes over from somebody they have not seen.
    """
    if claimed_by and claimed_by not in (me, taking_over):
        raise ClaimedByAnother(name=name, number=number)


def claim_over(calendar: workdays.Calendar, *, claimed: date, today: date) -> bool:
    """Whether a claim has ended by itself."""
    return workdays.due(calendar, after=claimed, days=CLAIM_DAYS).on < today


def check_order(opinion: Opinion, earlier: str, reference: str = "") -> None:
    """有数量限制的许可，按受理的先后顺序作出准予的决定 (行政许可法 art. 57). A refusal takes no place, so it waits for nobody.

    ``earlier``: what was accepted before and is neither decided nor standing still; empty where nothing is.
    """
    if earlier and opinion is Opinion.APPROVE:
        raise OutOfOrder(earlier=earlier, reference=reference or LIMITED_REFERENCE)


def check_note(text: str) -> str:
    """The words of a note, trimmed. Raises NoteEmpty."""
    kept = text.strip()
    if not kept or len(kept) > NOTE_MOST:
        raise NoteEmpty(most=NOTE_MOST)
    return kept


def level(*, due_on: date | None, legal_due_on: date | None, near: date, today: date, claimed: bool, paused: bool = False) -> Level:
    """督办: past the term by law, past the promise, or near its end while nobody works on it. What stands still is not late.

    ``near``: the last day that counts as near (``NEAR_DAYS`` working days from today).
    """
    if paused:
        return Level.NONE
    if legal_due_on is not None and legal_due_on < today:
        return Level.LAW
    if due_on is not None and due_on < today:
        return Level.PROMISE
    return Level.NEAR if due_on is not None and due_on <= near and not claimed else Level.NONE

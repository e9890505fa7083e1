"""外部系统规则: when to try again, what an answer changes, and how two books are compared. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from zhengtong.delivery.approvals.terms import Answer, ExternalFile, FileState, Progress, Reconciliation

_FIRST, _LONGEST = 30, 3600  # seconds
_ASK_AGAIN = 60  # seconds between two questions about a file that is not answered


def next_try(tries: int, at: datetime) -> datetime:
    """After each try in vain twice as long as before, from half a minute to an hour."""
    return at + timedelta(seconds=min(_FIRST * 2 ** min(tries, 12), _LONGEST))


def next_question(at: datetime) -> datetime:
    return at + timedelta(seconds=_ASK_AGAIN)


def digest(answer: Answer) -> str:
    """What makes two answers the same: opinion, number, day and reasons. SHA-256, hexadecimal."""
    return hashlib.sha256(json.dumps(written(answer), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def written(answer: Answer) -> dict[str, object]:
    said = answer.reasons
    return {
        "opinion": str(answer.opinion),
        "number": answer.number,
        "on": answer.on.isoformat(),
        "reasons": [said.text, said.article, said.would_pass_if] if said else [],
    }


def compare(system: str, ours: Mapping[str, ExternalFile], theirs: Mapping[str, Progress]) -> Reconciliation:
    """对账: what each difference between our files and theirs asks for. ``ours``, ``theirs``: by our reference.

    A file they do not know goes out again; a number that was lost on the way is taken; an answer that had not reached us is taken; another
    number than ours is a dispute, which no machine settles.
    """
    again, numbers, answers, disputed = [], [], [], []
    for reference, file in ours.items():
        there = theirs.get(reference)
        if there is None:
            if file.state is FileState.PUSHED:
                again.append(reference)
        elif file.number and there.number != file.number:
            disputed.append(reference)
        else:
            if not file.number:
                numbers.append(reference)
            if there.answer is not None and file.state in (FileState.TO_PUSH, FileState.PUSHED):
                answers.append(reference)
    return Reconciliation(system, len(ours), tuple(again), tuple(numbers), tuple(answers), tuple(disputed))

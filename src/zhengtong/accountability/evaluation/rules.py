"""好差评规则: who may rate what, when (国办发〔2019〕51号)."""
from collections.abc import Iterable

from zhengtong.accountability.evaluation.errors import NotFinished, NotYoursToRate, TextTooLong, UnknownLevel, UnknownTag
from zhengtong.accountability.evaluation.terms import Level, Tag
from zhengtong.delivery.cases.terms import CaseState
from zhengtong.kernel.refs import Ref

LONGEST = 2000
_ANSWERED = frozenset({CaseState.CLOSED, CaseState.DECLINED})


def level_of(number: int) -> Level:
    """One of five. Raises UnknownLevel."""
    try:
        return Level(number)
    except ValueError as why:
        raise UnknownLevel from why


def tags_of(tags: Iterable[str]) -> tuple[Tag, ...]:
    """Each once, in the order given. Raises UnknownTag."""
    found: dict[Tag, None] = {}
    for tag in tags:
        try:
            found[Tag(tag)] = None
        except ValueError as why:
            raise UnknownTag(tag=str(tag)[:40]) from why
    return tuple(found)


def check_text(text: str) -> str:
    """What was written, without blanks around it. Raises TextTooLong."""
    written = text.strip()
    if len(written) > LONGEST:
        raise TextTooLong(limit=LONGEST)
    return written


def check_may_rate(*, subject: Ref, rater: Ref | None, state: CaseState) -> None:
    """一事一评: the applicant, once the matter has its answer; nobody is pressed to. Raises NotYoursToRate, NotFinished."""
    if rater != subject:
        raise NotYoursToRate
    if state not in _ANSWERED:
        raise NotFinished

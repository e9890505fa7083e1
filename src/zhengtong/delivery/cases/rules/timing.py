"""延期告知书, 特别程序告知书: why it takes longer, told in writing (行政许可法 arts. 42, 45)."""

from collections.abc import Iterator, Sequence
from datetime import date

from zhengtong.delivery.approvals.terms import OFFICES, ApprovalView, ClockEvent, ClockEventKind, PauseKind, Scope
from zhengtong.delivery.cases.rules.writing import Named, in_words, paper, received
from zhengtong.delivery.cases.terms import CaseView, NoticeKind, Sentence, WrittenNotice
from zhengtong.foundation.catalogue.terms import Unit
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

_PROCEDURES = {
    PauseKind.HEARING: Words("听证", "a hearing"),
    PauseKind.TENDER: Words("招标", "a tender"),
    PauseKind.AUCTION: Words("拍卖", "an auction"),
    PauseKind.INSPECTION_TEST: Words("检验、检测", "an inspection or test"),
    PauseKind.QUARANTINE: Words("检疫", "quarantine"),
    PauseKind.APPRAISAL: Words("鉴定", "an appraisal"),
    PauseKind.EXPERT_REVIEW: Words("专家评审", "an expert review"),
    PauseKind.THIRD_PARTY_OPINION: Words("征求第三方意见", "the opinion of a third party"),
    PauseKind.OTHER_AUTHORITY_OPINION: Words("征求其他机关意见", "the opinion of another authority"),
    PauseKind.DISPUTE: Words("争议解决或者诉讼终止", "the end of a dispute or lawsuit"),
}
_STANDS = gettext_noop(
    "For %(name)s the law requires %(procedure)s. The time it takes is not counted in the term; the clock stands from %(on)s."
)
_SUSPENDED = gettext_noop(
    "A dispute or lawsuit has arisen over %(name)s. The examination is suspended from %(on)s until it is settled or has ended; "
    "then it goes on."
)
_ENDS = ("。", "！", "？", "；", ".", "!", "?", ";")
_UNITS = {Unit.WORKING_DAY: Words("个工作日", " working days"), Unit.CALENDAR_DAY: Words("日", " days")}


def delays(case: CaseView, named: Named) -> list[WrittenNotice]:
    """Each recorded pause and extension has its notice; a joint extension one for the whole case."""
    found: list[WrittenNotice] = []
    joint = False
    for part in case.approvals:
        held = named.clocks.get(part.number)
        turn = longer = 0
        for event in held.events if held else ():
            if event.kind is ClockEventKind.PAUSE:
                turn += 1
                found.append(_paused(case, part, event, turn, named))
            elif event.kind is ClockEventKind.EXTEND and event.scope is Scope.OWN:
                longer += 1
                found.append(_extended(case, part, event, longer, named))
            elif event.kind is ClockEventKind.EXTEND and not joint:
                joint = True
                found.append(_joint(case, event, named))
    return found


def _extended(case: CaseView, part: ApprovalView, event: ClockEvent, turn: int, named: Named) -> WrittenNotice:
    """A term that began anew may be extended anew: the second notice has a name and a number of its own."""
    again = str(turn) if turn > 1 else ""
    until = _nth(named.extended.get(part.number), turn)
    said = gettext_noop("For %(name)s no decision can be made within the term, for this reason: %(reason)s")
    return paper(
        case, named, event.at, kind=NoticeKind.EXTENDED, name="-".join(filter(None, ("extension", _suffix(part), again))),
        number=f"{part.number}-YQ{again}", title=Sentence(gettext_noop("Notice of extension")),
        body=(received(case), Sentence(said, {"name": part.name, "reason": _stopped(event.reason)}), *_by(event, until)),
        points=(), article=event.reference, issuer=part.in_name_of, matter=part.name, approval=part.number,
    )  # fmt: skip


def _joint(case: CaseView, event: ClockEvent, named: Named) -> WrittenNotice:
    """The joint term of the whole case, by the head of the government (行政许可法 art. 42(2))."""
    said = gettext_noop("The joint handling of %(name)s cannot end within the joint term, for this reason: %(reason)s")
    return paper(
        case, named, event.at, kind=NoticeKind.EXTENDED, name="extension", number=f"{case.number}-YQ",
        title=Sentence(gettext_noop("Notice of extension")),
        body=(
            received(case),
            Sentence(said, {"name": case.title, "reason": _stopped(event.reason)}),
            *_by(event, _nth(named.extended.get(""), 1)),
        ),
        points=(), article=event.reference,
    )  # fmt: skip


def _nth(days: Sequence[date] | None, turn: int) -> date | None:
    return days[turn - 1] if days and len(days) >= turn else None


def _by(event: ClockEvent, until: date | None) -> Iterator[Sentence]:
    params = {
        "office": OFFICES[event.office] if event.office else Words(""),
        "days": event.days or 0,
        "unit": _UNITS[event.unit],
    }
    if until is None:
        yield Sentence(gettext_noop("With the consent of %(office)s the term is extended by %(days)s%(unit)s."), params)
    else:
        said = gettext_noop("With the consent of %(office)s the term is extended by %(days)s%(unit)s, to %(until)s.")
        yield Sentence(said, {**params, "until": in_words(until)})


def _paused(case: CaseView, part: ApprovalView, event: ClockEvent, turn: int, named: Named) -> WrittenNotice:
    procedure = _PROCEDURES[event.pause] if event.pause else Words(event.reason)
    said = _SUSPENDED if event.pause is PauseKind.DISPUTE else _STANDS
    body = [received(case), Sentence(said, {"name": part.name, "procedure": procedure, "on": in_words(event.on)})]
    if event.days:
        said = gettext_noop("It is expected to take %(days)s%(unit)s. When it is over the clock runs on, and you are told.")
        body.append(Sentence(said, {"days": event.days, "unit": _UNITS[event.unit]}))
    if event.reason:
        body.append(Sentence(gettext_noop("What it is about: %(reason)s"), {"reason": _stopped(event.reason)}))
    return paper(
        case, named, event.at, kind=NoticeKind.PAUSED, name=f"pause-{_suffix(part)}" + (f"-{turn}" if turn > 1 else ""),
        number=f"{part.number}-TX{turn}", title=Sentence(gettext_noop("Notice of a special procedure")),
        body=tuple(body), points=(), article=event.reference, issuer=part.in_name_of, matter=part.name, approval=part.number,
    )  # fmt: skip


def _stopped(text: str) -> str:
    """As a sentence ends, also where whoever wrote it left that out."""
    return text if text.endswith(_ENDS) else f"{text}。"


def _suffix(part: ApprovalView) -> str:
    return part.number.rpartition("-")[2]

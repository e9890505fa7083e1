"""批量审批: several of one item on one page, each with its own block; what was sent, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from zhengtong.channels.ui import translate
from zhengtong.channels.workbench import basis, decisions, lines, papers
from zhengtong.channels.workbench.basis import Basis
from zhengtong.channels.workbench.decisions import Wording
from zhengtong.channels.workbench.lines import Line
from zhengtong.channels.workbench.papers import Answer, Paper
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words

KEY_ANSWERS = 6  # of each, shown at once; the whole file is one press away
_FIELDS = ("opinion", "note", "text", "article", "would")


@dataclass(frozen=True, slots=True)
class Block:
    """One of them, to be looked at and answered."""

    line: Line
    answers: tuple[Answer, ...]
    differing: tuple[Answer, ...]  # what a register or a licence says otherwise
    missing: tuple[Paper, ...]
    agreeing: int  # answers that a register or a licence says too
    sent: dict[str, str]
    told: str = ""  # why it was not decided just now


@dataclass(frozen=True, slots=True)
class Left:
    """One that is not decided here, and why."""

    number: str
    why: str
    what_to_do: str = ""
    seen: bool = False  # its reader may open it, to take it over or decide it by itself


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page: blocks of one item, and what was left out."""

    blocks: tuple[Block, ...]
    left: tuple[Left, ...]
    item: Words | None = None
    words: Wording | None = None
    basis: Basis | None = None


def numbers(request: HttpRequest) -> tuple[str, ...]:
    """What was ticked, each once."""
    sent = request.POST if request.method == "POST" else request.GET
    return tuple(dict.fromkeys(one[:40] for one in sent.getlist("n") if one))


def sheet(ticked: Sequence[str], by: Actor, *, request: HttpRequest | None = None, told: dict[str, str] | None = None) -> Sheet:
    """Those that this officer may decide here; own matters, colleagues' and other items are left out with the reason."""
    blocks: list[Block] = []
    left: list[Left] = []
    first: ApprovalView | None = None
    for number in ticked:
        view: ApprovalView | None = None
        try:
            view = approvals.approval(number, by)
            approvals.check_batch(number, first.item if first else "", by)
            blocks.append(_block(view, by, _sent(request, number), (told or {}).get(number, "")))
            first = first or view
        except Refusal as refused:
            said = translate.refusal(refused)
            left.append(Left(number, said.message, said.remedy, seen=view is not None))
    if first is None:
        return Sheet((), tuple(left))
    guide = catalogue.guide(first.item, pin=first.pin)
    return Sheet(tuple(blocks), tuple(left), first.name, decisions.wording(guide.power), basis.of(guide, on=clock.today()))


def sent(request: HttpRequest) -> tuple[approvals.BatchAnswer, ...]:
    """What was chosen, line by line; lines without a choice stay as they are."""
    same = request.POST.get("same", "").strip()[:2000]
    return tuple(_answer(number, given, same) for number in numbers(request) if (given := _sent(request, number))["opinion"])


def _answer(number: str, given: dict[str, str], same: str) -> approvals.BatchAnswer:
    refusing = given["opinion"] == Opinion.REFUSE
    reasons = Reasons(given["text"], given["article"], given["would"]) if refusing else None
    return approvals.BatchAnswer(number, Opinion.REFUSE if refusing else Opinion.APPROVE, reasons, given["note"] or same)


def _sent(request: HttpRequest | None, number: str) -> dict[str, str]:
    found = {name: request.POST.get(f"{name}:{number}", "").strip() if request else "" for name in _FIELDS}
    return {**found, "opinion": found["opinion"] if found["opinion"] in set(Opinion) else ""}


def _block(view: ApprovalView, by: Actor, given: dict[str, str], told: str) -> Block:
    held = papers.sheet(cases.approval_file(view.number, by))
    line = lines.of_approvals([view], clock.today(), by)[0]
    answers = tuple(one for _, found in held.sections for one in found)
    differing = tuple(one for one in answers if one.on_record)
    rest = tuple(one for one in answers if not one.on_record)[:KEY_ANSWERS]
    return Block(line, rest, differing, tuple(one for one in held.papers if one.missing), len(held.checked), given, told)

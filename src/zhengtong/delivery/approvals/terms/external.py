"""外部审批系统用语: approvals decided in a national or provincial system 国垂、省垂系统."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from zhengtong.delivery.approvals.terms.approval import Opinion, Reasons
from zhengtong.kernel.words import Words


class FileState(StrEnum):
    PACKING = "packing"  # 待组卷: the conductor has not put it together yet
    TO_PUSH = "to_push"  # 待推送
    PUSHED = "pushed"  # 已推送, its number issued there
    ANSWERED = "answered"  # 已回传
    DISPUTED = "disputed"  # 两次答复不一致: for a person to look into
    CALLED_BACK = "called_back"  # 已撤回: the applicant withdrew it here


@dataclass(frozen=True, slots=True)
class Packet:
    """What goes out: what the item needs of the case, and nothing else. ``reference`` is ours, and makes a second push harmless."""

    reference: str  # the approval's number
    system: str
    item: str
    name: Words
    answers: Mapping[str, object] = field(default_factory=dict)  # element → value
    papers: tuple[tuple[str, str, str], ...] = ()  # (material, file name, sha256); the bytes are fetched by the hash
    accepted_on: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an outside system decided."""

    opinion: Opinion
    number: str  # of the decision, issued there
    on: date
    reasons: Reasons | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What an outside system says of one file: where it stands, in its own words, and the answer once there is one."""

    number: str
    stage: str
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class ExternalFile:
    """One approval in an outside system: pushed once, pulled until answered, reconciled; nothing is typed twice."""

    approval: str
    system: str
    name: Words  # of the system
    state: FileState
    number: str = ""  # issued there for the file
    decision: str = ""  # issued there for the decision
    pushed_at: datetime | None = None
    seen_at: datetime | None = None  # last time the system was heard
    answered_at: datetime | None = None
    tries: int = 0  # in vain since it was last heard
    trouble: str = ""  # what the last try said
    stage: str = ""  # where it stands there, in its own words


@dataclass(frozen=True, slots=True)
class OutsideState:
    """One outside system as its operators see it."""

    code: str
    name: Words
    simulated: bool
    waiting: int  # not pushed yet
    pushed: int  # pushed, no answer yet
    disputed: int
    unheard_since: datetime | None  # the oldest file that was not heard of since
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """对账: our files against theirs."""

    system: str
    checked: int
    pushed_again: tuple[str, ...] = ()  # unknown there, or their receipt was lost on the way
    numbers_taken: tuple[str, ...] = ()  # known there under a number that had not reached us
    answers_taken: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()  # known there under another number than here

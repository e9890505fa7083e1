"""审批 facts: recorded about the case, so that one proof covers its whole story."""

from dataclasses import dataclass

from zhengtong.delivery.approvals.terms import ApprovalNumber, Opinion


@dataclass(frozen=True, slots=True)
class ApprovalOpened:
    """在办: the authority's clock starts."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    promised_due: str  # ISO date or ""
    legal_due: str


@dataclass(frozen=True, slots=True)
class ApprovalDecided:
    """准予 / 不予."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    opinion: Opinion
    article: str = ""
    in_name_of: str = ""  # the delegator, where it is not the organisation itself (行政许可法 art. 24)
    conditions: tuple[str, ...] = ()  # 附条件: the article of each
    fails_on: tuple[str, ...] = ()  # codes of the item's conditions that it rests on
    weighed: str = ""  # 裁量: the step of the benchmark
    departs: bool = False  # from that step, with a justification
    automatic: tuple[tuple[str, ...], ...] = ()  # 秒批: each condition with the sources of its values
    pin: str = ""  # the version of the item, where it was automatic
    automation: int = 0  # the switch and its impact assessment
    by_law: str = ""  # 视为准予: nobody decided in time, and this article says what that means


@dataclass(frozen=True, slots=True)
class ApprovalForwarded:
    """转办: the window names the department that the source does not."""

    approval: ApprovalNumber
    case: str
    organisation: str
    former: str


@dataclass(frozen=True, slots=True)
class ApprovalTakenOver:
    """接续办理: a reform, a transfer or the end of a delegation put it into other hands; its clock runs on."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    former: str


@dataclass(frozen=True, slots=True)
class ApprovalReopened:
    """重新作出: its refusal was annulled in reconsideration, so it is undecided again (行政复议法 art. 64). Dates are ISO."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    reference: str
    legal_due: str
    on: str


@dataclass(frozen=True, slots=True)
class ApprovalLapsed:
    """前置未通过: what it waits for was refused, so it cannot begin."""

    approval: ApprovalNumber
    case: str
    item: str
    because: str  # item code
    joint: bool = False  # 统一办理: it would have been approved; the one joint answer is a refusal

"""决定 facts: automatic approval switched on and off, a person asked for, and what was promised, checked afterwards."""

from dataclasses import dataclass

from zhengtong.delivery.approvals.terms import AfterCheckState, ApprovalNumber


@dataclass(frozen=True, slots=True)
class AutomationSwitchedOn:
    """开启秒批: for this version of the item, on this impact assessment (个人信息保护法 art. 55)."""

    automation: int
    item: str
    pin: str
    assessment: str  # its hash: what was assessed cannot be rewritten afterwards


@dataclass(frozen=True, slots=True)
class AutomationSwitchedOff:
    """关闭秒批."""

    automation: int
    item: str


@dataclass(frozen=True, slots=True)
class PersonAskedFor:
    """请人办理: the applicant refused a decision made only automatically (个人信息保护法 art. 24)."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    afterwards: bool  # it had been approved automatically: what is owed is a person's explanation


@dataclass(frozen=True, slots=True)
class DecisionExplained:
    """说明: a person answered whoever asked for one."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str


@dataclass(frozen=True, slots=True)
class CommitmentChecked:
    """事后核查: found as promised, ordered to correct, corrected, or not."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    outcome: AfterCheckState
    correct_by: str = ""  # ISO date
    article: str = ""
    consequence: str = ""  # the lawful one, in the item's own words: with the order to correct, and where it was not corrected

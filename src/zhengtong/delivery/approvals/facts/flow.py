"""办理环节 facts: who was asked, heard, told, and what followed. Dates are ISO, empty where none; of people only row numbers."""

from dataclasses import dataclass

from zhengtong.delivery.approvals.terms import ApprovalNumber, View
from zhengtong.delivery.approvals.terms.flow import Looked


@dataclass(frozen=True, slots=True)
class _Step:
    approval: ApprovalNumber
    case: str
    item: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ExaminationBegun(_Step):
    """下级机关初审: the lower office examines before the upper one decides (行政许可法 art. 43)."""

    upper: str
    due_on: str


@dataclass(frozen=True, slots=True)
class ApprovalPassedUp(_Step):
    """报送: with its opinion and all papers to the upper office, whose own term begins (行政许可法 art. 35)."""

    former: str
    view: View


@dataclass(frozen=True, slots=True)
class BodyConsulted(_Step):
    """征求意见: ``organisation`` is the body that is asked."""

    consultation: int
    due_on: str


@dataclass(frozen=True, slots=True)
class ConsultationAnswered(_Step):
    """答复意见."""

    consultation: int
    view: View


@dataclass(frozen=True, slots=True)
class ConsultationSilent(_Step):
    """逾期未答复: what its silence counts as."""

    consultation: int
    counts_as: View


@dataclass(frozen=True, slots=True)
class ConsultationMoved(_Step):
    """被征求机关变更: the body that was asked is another now; its term runs on."""

    consultation: int
    former: str


@dataclass(frozen=True, slots=True)
class UpperChanged(_Step):
    """接续办理: another office decides, once the lower one has examined; ``organisation`` is that office."""

    former: str


@dataclass(frozen=True, slots=True)
class AfterCheckMoved(_Step):
    """接续办理: another body checks what was promised; its term runs on."""

    check: int
    former: str


@dataclass(frozen=True, slots=True)
class PartyTold(_Step):
    """告知利害关系人 (行政许可法 art. 36)."""

    party: int
    due_on: str


@dataclass(frozen=True, slots=True)
class PartyKeyRenewed(_Step):
    """重发告知书: a letter was lost; the key in it is worth nothing any more."""

    party: int


@dataclass(frozen=True, slots=True)
class PartyHeard(_Step):
    """陈述申辩: an interested party stated its views."""

    party: int
    view: View


@dataclass(frozen=True, slots=True)
class NobodyInterested(_Step):
    """没有利害关系人: the reviewer looked for interested parties and found none."""


@dataclass(frozen=True, slots=True)
class HearingRightTold(_Step):
    """告知听证权利 (行政许可法 art. 47)."""

    ask_by: str


@dataclass(frozen=True, slots=True)
class HearingAsked(_Step):
    """申请听证: by the applicant, or by an interested party."""

    by_party: bool
    hold_by: str


@dataclass(frozen=True, slots=True)
class HearingCalled(_Step):
    """通知听证: day, hour and place (行政许可法 art. 48). ``again``: another day or another chair than before."""

    hearing_on: str
    at_hour: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class HearingHeld(_Step):
    """举行听证: the record is signed; the decision follows it."""

    record: str
    hearing_on: str


@dataclass(frozen=True, slots=True)
class HearingWaived(_Step):
    """未申请听证: the term to ask has passed."""


@dataclass(frozen=True, slots=True)
class SiteVerified(_Step):
    """现场核查, by at least two officers (行政许可法 art. 34). It does not stop the clock."""

    visited_on: str
    officers: int


@dataclass(frozen=True, slots=True)
class TestersAppointed(_Step):
    """指派检验人员 (行政许可法 art. 55)."""

    kind: Looked
    officers: int
    late: bool = False


@dataclass(frozen=True, slots=True)
class TestReported(_Step):
    """检验结果, by a technical standard."""

    kind: Looked
    standard: str


@dataclass(frozen=True, slots=True)
class ApprovalTransferred(_Step):
    """移送: the body that held it found another competent; the clock runs on."""

    former: str


@dataclass(frozen=True, slots=True)
class OpinionGiven(_Step):
    """分别提出意见: one department has spoken towards the one joint answer (行政许可法 art. 26); what it said is not told before that."""

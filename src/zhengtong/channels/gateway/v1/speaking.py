"""环节用语: how whoever has a say in an approval is told: offices, bodies, interested parties, hearings, tests."""

from datetime import date

from pydantic import Field

from zhengtong.channels.gateway.v1.parts import Moment, Out
from zhengtong.delivery.approvals.terms import HearingState, View
from zhengtong.delivery.approvals.terms.flow import Looked


class ExaminationOut(Out):
    """下级机关初审 (行政许可法 arts. 35, 43)."""

    approval: str
    organisation: str
    upper: str
    started_on: date
    due_on: date | None
    view: View | None
    reason: str
    passed_at: Moment | None
    passed_by: str


class ConsultationOut(Out):
    """征求意见: it never holds the clock unless the regime says so."""

    id: int
    approval: str
    organisation: str
    question: str
    asked_at: Moment
    asked_by: str = Field(description="empty: the item itself names this body")
    due_on: date | None
    silence: View = Field(description="what its silence counts as")
    view: View | None = Field(description="null while nothing was said")
    reason: str
    reference: str
    answered_at: Moment | None
    answered_by: str


class PartyOut(Out):
    """利害关系人 (行政许可法 art. 36); unnamed for readers outside the body that holds it."""

    id: int
    name: str
    contact: str
    why: str
    told_at: Moment
    due_on: date | None
    said: str
    said_at: Moment | None
    view: View | None


class HearingOut(Out):
    """听证 (行政许可法 arts. 46–48)."""

    number: str
    approval: str
    state: HearingState
    told_on: date | None
    ask_by: date | None
    asked_on: date | None
    hold_by: date | None
    held_on: date | None = Field(description="for which day it is called; on which it was held")
    at_hour: str
    place: str
    noticed_on: date | None
    chair: str = Field(description="account:12")
    chair_name: str
    record: str
    signed: list[str]


class VisitOut(Out):
    """现场核查 (行政许可法 art. 34); 检验、检测、检疫 (art. 55)."""

    id: int
    on: date
    officers: list[str]
    found: str
    at: Moment
    by: str
    kind: Looked
    due_on: date | None
    standard: str
    reported_on: date | None
    late: bool


class FlowOut(Out):
    examination: ExaminationOut | None
    consultations: list[ConsultationOut]
    parties: list[PartyOut]
    hearing: HearingOut | None
    verifications: list[VisitOut]
    nobody_interested: str = Field(description="why nobody was told")

"""权限用语: rights of officers are duty × item × division × element class, each with its source and its end."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zhengtong.foundation.identity.terms.firms import CreditCode
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words


class Duty(StrEnum):
    """What an officer may do."""

    INTAKE = "intake"  # 收件、受理、补正告知
    REVIEW = "review"  # 审查、决定
    OPERATE = "operate"  # 运行维护: jobs, content reports
    ASSIST = "assist"  # 帮办代办: act with a person who is present
    ADMINISTER = "administer"  # 机构管理: joiners, movers, leavers, rights, leave
    LOOK_UP = "look_up"  # 查询个人: open a person's record for a named purpose
    LEAD = "lead"  # 本机关负责人: extends the ordinary term with reasons (行政许可法 art. 42); receives what is escalated
    GOVERN = "govern"  # 本级人民政府负责人: extends the joint term (行政许可法 art. 42)
    COUNTERSIGN = "countersign"  # 复核: release a protected query as the second officer


class GrantSource(StrEnum):
    """权限来源: where a right comes from."""

    APPOINTMENT = "appointment"  # 任职
    IMPORT = "import"  # 人员名册: joiner–mover–leaver file or API
    GRANT = "grant"  # 个别授权 by the administrator
    SUBSTITUTION = "substitution"  # 代理: while somebody is on leave
    BREAK_GLASS = "break_glass"  # 应急: taken with a reason, for a short time, told at once


@dataclass(frozen=True, slots=True)
class GrantView:
    number: str
    account: int
    holder: str  # the officer's name
    organisation: CreditCode
    duty: Duty
    items: frozenset[str]  # empty: all of the body's
    divisions: tuple[str, ...]  # prefixes of division codes; empty: all of the body's
    classes: frozenset[str]  # element sensitivities; empty: all that the work needs
    source: GrantSource
    since: datetime
    until: datetime | None = None
    reason: str = ""
    granted_by: str = ""
    instead_of: int | None = None  # the absent officer, for a substitution


@dataclass(frozen=True, slots=True)
class LeaveView:
    """休假与代理."""

    number: str
    account: int
    name: str
    substitute: int
    substitute_name: str
    since: date
    until: date
    reason: str = ""
    ended_at: datetime | None = None
    organisation: str = ""
    together: bool = True  # both still serve in the same body; else nothing is left to the substitute

    @property
    def ref(self) -> Ref:
        return Ref("leave", self.number)


class ProtectedQueryState(StrEnum):
    ASKED = "asked"
    RELEASED = "released"  # 已复核
    REFUSED = "refused"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ProtectedQueryView:
    """涉敏查询: one officer asks for a purpose, a second one releases."""

    number: str
    asked_by: int
    asked_name: str
    organisation: CreditCode
    person: Ref
    purpose: str
    case: str
    state: ProtectedQueryState
    asked_at: datetime
    second: int | None = None
    second_name: str = ""
    answered_at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class StaffView:
    account: int
    username: str
    name: str
    organisation: CreditCode
    organisation_name: Words
    duties: frozenset[Duty]
    divisions: tuple[str, ...] = ()
    unit: str = ""  # 内设机构
    title: str = ""  # 职务
    person: str = ""  # their own number as a person, where known: nobody decides their own matter
    since: date | None = None
    until: date | None = None

"""机构用语: organisations, and whose power they exercise (行政许可法 arts. 22–25)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhengtong.foundation.identity.terms.firms import CreditCode
from zhengtong.kernel.words import Words

NOT_PUBLISHED = Words("")
"""What the source does not say."""


class OrganisationKind(StrEnum):
    DEPARTMENT = "department"  # 部门
    WINDOW = "window"  # 政务服务中心综合窗口
    GOVERNMENT = "government"  # 本级人民政府
    STATION = "station"  # 便民服务站: of a street, town, village or community
    BUREAU = "bureau"  # 行政审批局: holds powers of others (art. 25)


class AuthorityKind(StrEnum):
    """实施主体性质: on what ground a body exercises a power."""

    OWN = "own"  # 法定职权, art. 22
    AUTHORISED = "authorised"  # 法律法规授权的组织, art. 23: in its own name
    DELEGATED = "delegated"  # 受委托, art. 24: in the delegator's name, who answers for it
    TRANSFERRED = "transferred"  # 相对集中行政许可权, art. 25: the approval bureau, in its own name


@dataclass(frozen=True, slots=True)
class OrganisationView:
    code: CreditCode
    name: Words
    short: Words
    kind: OrganisationKind
    division: str
    phone: str = ""
    address: str = ""
    synthetic_code: bool = False
    code_valid: bool = True  # False: the published code fails its check; kept and marked
    also: tuple[str, ...] = ()  # other words people use for it
    hours: Words = NOT_PUBLISHED  # opening hours
    directions: Words = NOT_PUBLISHED  # how to get there
    parent: str = ""  # the body it belongs to
    supervised_by: str = ""  # 监管主体
    reconsidered_by: Words = NOT_PUBLISHED  # 复议机关, where it is not the government of its place (行政复议法 arts. 24(1)(2), 27)
    successor: str = ""  # who goes on with its matters after a reform
    closed_on: date | None = None  # from this day it acts no more


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """实施主体: who acts, in whose name and seal, who answers and who supervises, for one item on one day."""

    acting: CreditCode  # who does the work
    in_name_of: CreditCode  # whose name and seal the decision bears, against whom remedies lie
    kind: AuthorityKind
    supervised_by: str = ""
    reference: str = ""  # the law, or the paper of delegation
    successor_of: str = ""  # the body that held it when the matter began
    demonstration: bool = False  # the ground is made up, and called so

    @property
    def in_another_name(self) -> bool:
        return self.acting != self.in_name_of


@dataclass(frozen=True, slots=True)
class Ground:
    """权力依据: one published ground on which a body exercises powers that are not its own (行政许可法 arts. 23–25)."""

    code: str
    organisation: CreditCode  # who acts
    kind: AuthorityKind
    principal: str = ""  # the delegator, or the body that held the power before; "" = the source does not say
    supervised_by: str = ""
    items: tuple[str, ...] = ()  # item codes, or beginnings that end in *; empty: all of the body's
    reference: str = ""
    announced: str = ""  # where a delegation was made public (art. 24(1))
    demonstration: bool = False  # made up, and called so
    since: date = date.min
    until: date | None = None  # last day

    def covers(self, item: str) -> bool:
        return not self.items or any(item.startswith(one[:-1]) if one.endswith("*") else item == one for one in self.items)

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class DivisionChange:
    """区划变更: from a day on, a place is part of another, or bears another code."""

    code: str
    successor: str
    since: date
    kind: str = ""  # 撤县设区, 更名 …, as the source says
    name: str = ""
    successor_name: str = ""
    reference: str = ""

"""委托代理用语: powers of attorney (行政许可法 art. 29; 民法典 arts. 161–175)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zhengtong.foundation.identity.terms.people import PersonNumber
from zhengtong.kernel.refs import Ref


class MandateState(StrEnum):
    OFFERED = "offered"  # 待接受: the principal has given it, the agent has not yet answered
    IN_FORCE = "in_force"  # 有效: accepted by both
    DECLINED = "declined"  # 已拒绝 by the agent
    REVOKED = "revoked"  # 已撤销 by the principal, at once (民法典 art. 173)
    RESIGNED = "resigned"  # 已辞去 by the agent
    USED = "used"  # one-time: its matter is filed and closed
    EXPIRED = "expired"  # its term is over


@dataclass(frozen=True, slots=True)
class MandateView:
    """授权委托书: who may act for whom, in what, until when."""

    number: str
    principal: Ref  # person or firm
    principal_name: str
    agent: PersonNumber
    agent_name: str
    matters: frozenset[str]  # "bundle:<code>", "item:<code>"; never empty: a power names its scope (民法典 art. 165)
    one_time: bool
    since: date
    until: date
    state: MandateState
    offered_at: datetime
    accepted_at: datetime | None = None
    ended_at: datetime | None = None
    used_by: str = ""  # the case a one-time power was used for
    given_by: str = ""  # who gave it, by name, where the principal is a firm


@dataclass(frozen=True, slots=True)
class Deed:
    """谁代谁办: who did it, on what ground, for whom; nothing where somebody acted for themselves."""

    name: str
    ground: str  # legal_representative, handler, agent, mandate, guardianship, assistance
    number: str = ""  # of the mandate or the sitting
    principal: str = ""

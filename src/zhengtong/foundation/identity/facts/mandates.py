"""委托事实: numbers of our own and credit codes only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MandateOffered:
    """授权: given by the principal, not yet accepted."""

    mandate: str
    principal: str
    agent: str
    matters: tuple[str, ...]
    one_time: bool
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class AgentNotNamed:
    """未找到受托人: an account named somebody whom nobody here is; nothing of what was written stays."""

    account: int


@dataclass(frozen=True, slots=True)
class MandateAccepted:
    """接受委托: from now on it is in force."""

    mandate: str


@dataclass(frozen=True, slots=True)
class MandateDeclined:
    """拒绝委托."""

    mandate: str


@dataclass(frozen=True, slots=True)
class MandateRevoked:
    """取消委托, at once (民法典 art. 173)."""

    mandate: str
    was: str


@dataclass(frozen=True, slots=True)
class MandateResigned:
    """辞去委托."""

    mandate: str


@dataclass(frozen=True, slots=True)
class MandateUsedUp:
    """一次性委托 is bound to the case it was used for, and ends with it."""

    mandate: str
    case: str
    ended: bool


@dataclass(frozen=True, slots=True)
class MandateExpired:
    """委托到期."""

    mandate: str

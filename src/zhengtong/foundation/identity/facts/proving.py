"""实名核验与合并的事实: account and person by our own numbers; no name, no document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdentityProved:
    """实名核验通过."""

    account: int
    person: str
    document_type: str


@dataclass(frozen=True, slots=True)
class IdentityProvedElsewhere:
    """一人两账号: confirmed for an account, and the person has another one; nothing moved yet."""

    account: int
    person: str


@dataclass(frozen=True, slots=True)
class IdentityRefused:
    """实名核验未通过. ``reason``: code of the refusal."""

    account: int
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentGiven:
    """补登证件: a newborn received a number, or a person another document; they stay who they are."""

    person: str
    document_type: str


@dataclass(frozen=True, slots=True)
class PersonsMerged:
    """自然人合并: whatever was ``gone``'s is ``kept``'s."""

    gone: str
    kept: str


@dataclass(frozen=True, slots=True)
class AccountsMerged:
    """账号合并: whatever the account ``gone`` began is in the hands of ``kept``."""

    gone: int
    kept: int
    person: str


@dataclass(frozen=True, slots=True)
class AccountClosed:
    """注销账号."""

    account: int

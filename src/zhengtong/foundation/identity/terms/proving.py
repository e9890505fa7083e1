"""实名核验用语: what is asked of the real-name register, what it answers, and what becomes of a try."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zhengtong.foundation.identity.terms.people import DocumentType, Level, PersonView


class Verdict(StrEnum):
    """What the register says of a document and a name together; never which of them is wrong."""

    MATCH = "match"
    NO_MATCH = "no_match"


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that this is their document and their name. Never printed whole."""

    document_type: DocumentType
    document: str = field(repr=False)
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """核验结果. ``document`` repeats what was asked, so that an answer to another question is noticed."""

    document: str = field(repr=False)
    verdict: Verdict
    name: str = field(default="", repr=False)  # as the register writes it, where it tells; else as it was asked
    born: date | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Ward:
    """被监护人, as the household register names one. ``document`` is empty for a newborn without a number."""

    name: str = field(repr=False)
    born: date
    document_type: DocumentType = DocumentType.NONE
    document: str = field(default="", repr=False)
    certificate: str = field(default="", repr=False)  # 出生医学证明 number: the same child for both parents
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class RegisterExample:
    """Somebody whom a simulated register knows, printed for whoever wants to try it."""

    document_type: DocumentType
    document: str
    name: str
    behaves: str = ""  # slow, down, confused


class ProofOutcome(StrEnum):
    ASKED = "asked"  # the register has not answered yet
    PROVED = "proved"
    REFUSED = "refused"
    MISNAMED = "misnamed"  # no question: somebody named as agent whom nobody here is; counted apart
    LATER = "later"  # the register was late, down or confused: it does not count
    ELSEWHERE = "elsewhere"  # confirmed, but this person has another account
    MOVED = "moved"  # and was moved here


@dataclass(frozen=True, slots=True)
class IdentityView:
    """本人身份: who an account is, how sure we are, and what is left to do about it."""

    account: int
    level: Level
    person: PersonView | None = None
    tries_left: int = 0
    elsewhere: bool = False  # confirmed a moment ago, and this person has another account


@dataclass(frozen=True, slots=True)
class PersonMergerView:
    gone: str
    kept: str
    reason: str
    by: str

"""帮办代办用语: staff help, with the person present (a code sent to them) or on a paper they signed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from zhengtong.foundation.identity.terms.people import Basis, PersonNumber
from zhengtong.kernel.refs import Ref


class AssistanceWay(StrEnum):
    CODE = "code"  # a code sent to the person's telephone, told by them to the helper
    PAPER = "paper"  # 帮办委托书: a paper that they signed, scanned
    DOCUMENT = "document"  # at the counter of a window: their document lay on the reader
    TYPED = "typed"  # at the counter, the reader did not read it: typed from the document in hand, with a reason


class AssistanceState(StrEnum):
    ASKED = "asked"  # the code is on its way
    OPEN = "open"
    ENDED = "ended"  # by the helper, or its time is over
    STOPPED = "stopped"  # by the person


@dataclass(frozen=True, slots=True)
class AssistanceView:
    number: str
    helper: int  # account
    helper_name: str
    organisation: str
    person: PersonNumber
    person_name: str
    way: AssistanceWay
    state: AssistanceState
    asked_at: datetime
    opened_at: datetime | None
    until: datetime
    ended_at: datetime | None = None
    paper: str = ""  # sha256 of the signed paper
    phone_masked: str = ""  # where the code was sent

    @property
    def basis(self) -> Ref:
        """What stands beside the helper on everything done in it."""
        return Ref(Basis.ASSISTANCE, self.number)


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """本人确认: what only the person can declare, declared by them once more before the helper hands in."""

    draft: str
    asked_at: datetime
    confirmed_at: datetime | None
    paper: str = ""

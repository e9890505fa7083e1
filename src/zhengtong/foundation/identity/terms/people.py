"""自然人用语: people, how sure we are of them, and for whom they may act."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import NewType

from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

PersonNumber = NewType("PersonNumber", str)
"""Our own number of a person (``P0000000012X``); never the id-card number."""


class DocumentType(StrEnum):
    RESIDENT_ID = "resident_id"  # 居民身份证, GB 11643
    PASSPORT = "passport"
    HK_MACAO = "hk_macao_permit"  # 港澳居民来往内地通行证
    TAIWAN = "taiwan_permit"  # 台湾居民来往大陆通行证
    NONE = "none"  # a newborn without a number


class Level(IntEnum):
    """认证等级: how sure we are who is acting, now. A matter names the level it needs."""

    BASIC = 1  # an account: a name that nobody has proved
    VERIFIED = 2  # 实名: document, name and register agree
    STRONG = 3  # 实名, and a second factor or passkey in this very session


class Verified(StrEnum):
    """How a person came to be verified."""

    NO = ""
    REGISTER = "register"  # 实名核验: the real-name register confirmed it
    WINDOW = "window"  # an officer saw the document
    PLATFORM = "platform"  # entered by the platform from a register of its own (demonstration)


class Basis(StrEnum):
    """代办依据: on what basis somebody acts for a subject that is not themselves. The kind of ``Actor.basis``."""

    OFFICE = "office"  # 法定代表人, 经办人: a Representation
    MANDATE = "mandate"  # 委托代理: a power of attorney
    GUARDIANSHIP = "guardianship"  # 监护: from the register
    ASSISTANCE = "assistance"  # 帮办代办: staff help, with the person present
    LEAVE = "leave"  # 代理: an officer in the right of a colleague who is away


@dataclass(frozen=True, slots=True)
class PersonView:
    number: PersonNumber
    name: str
    document_type: DocumentType
    document_masked: str  # 9900**********0013
    phone_masked: str
    synthetic: bool = False
    verified: Verified = Verified.NO
    born: date | None = None
    child: bool = False  # under 14: the whole record is sensitive (个人信息保护法 art. 28)

    @property
    def ref(self) -> Ref:
        return Ref("person", self.number)


@dataclass(frozen=True, slots=True)
class SubjectView:
    """相对人: a person or a firm somebody may act for. ``me`` is the person signed in; ``token`` is what to put into ``acting_for``."""

    ref: Ref
    name: str
    me: bool = False
    office: str = ""  # legal_representative, handler, agent, guardian …
    basis: Ref | None = None
    matters: frozenset[str] | None = None  # "bundle:<code>", "item:<code>"; None: everything
    until: date | None = None

    @property
    def narrow(self) -> bool:
        """Whether one sees only what was done on this ground."""
        return self.basis is not None and self.basis.kind in {Basis.MANDATE, Basis.ASSISTANCE}

    @property
    def limited(self) -> bool:
        """Whether one may do less than they could themselves."""
        return self.narrow or self.matters is not None

    @property
    def token(self) -> str:
        """What a session or an API token remembers: ``firm:<code>`` for an office in a firm, else the basis itself."""
        return str(self.ref) if self.basis is None or self.basis.kind == Basis.OFFICE else str(self.basis)


@dataclass(frozen=True, slots=True)
class Known:
    """An element's value that we already hold for a subject, and where it comes from."""

    element: str
    value: object
    source: str  # identity · licence:<number> · answer:<case>
    label: Words = field(default_factory=lambda: Words(""))


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    username: str
    password: str
    name: str
    role: Words
    organisation: str = ""

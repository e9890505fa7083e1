"""文书用语: the written notices of a case, sealed, delivered, verified."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zhengtong.delivery.cases.terms.wording import CaseNumber, Sentence
from zhengtong.kernel.words import Words
from zhengtong.kernel.workdays import Due


class DeliveryWay(StrEnum):
    """送达方式."""

    ELECTRONIC = "electronic"  # 电子送达, with the applicant's consent
    WINDOW = "window"  # 窗口领取
    POST = "post"  # 邮寄
    LEFT = "left"  # 留置送达: they refused it


class NoticeKind(StrEnum):
    """文书: what is told in writing (行政许可法 arts. 32, 38)."""

    ACCEPTED = "accepted"  # 受理通知书
    SUPPLEMENTATION = "supplementation"  # 补正告知书
    DECLINED = "declined"  # 不予受理决定书
    APPROVED = "approved"  # 准予许可决定书
    REFUSED = "refused"  # 不予许可决定书
    ANNULLED = "annulled"  # 撤销决定书
    RECEIPT = "receipt"  # 收件凭证
    EXTENDED = "extended"  # 延期告知书
    PAUSED = "paused"  # 特别程序告知书
    DELIVERED = "delivered"  # 送达回证


class Receiver(StrEnum):
    """签收人: who may sign for a document (民事诉讼法 arts. 88, 91)."""

    SELF = "self"  # 本人；法人的法定代表人
    AGENT = "agent"  # 代理人
    FAMILY = "family"  # 同住成年家属
    RECEIVING = "receiving"  # 负责收件的人
    POSTED = "posted"  # 回执上的签收人


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """One document of a case. It says what was so on its day, so it reads the same ever after."""

    kind: NoticeKind
    name: str  # within the case: acceptance, supplementation, decision-02
    number: str
    title: Sentence
    at: datetime
    on: date  # its date, in China
    case: CaseNumber
    matter: Words
    addressee: str
    issuer: Words
    body: tuple[Sentence, ...]
    seal: Sentence
    points: tuple[Sentence, ...] = ()
    article: str = ""  # what it is founded on; empty where the regime is silent
    remedies: tuple[Sentence, ...] = ()
    signed: str = ""  # the deciding officer
    instead_of: str = ""  # the absent colleague in whose right they decided
    rows: tuple[tuple[Sentence, Sentence], ...] = ()  # 表: label and value
    approval: str = ""  # the part it is about; empty: the whole case


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """送达: one document's way to the applicant. ``due``: explained day by day; None where the regime sets no term."""

    case: str
    document: str
    due: Due | None = None
    since: date | None = None
    article: str = ""
    way: DeliveryWay | None = None
    delivered_at: datetime | None = None
    received_by: str = ""
    receiver: Receiver | None = None
    shown: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """文书: a written notice, as it was sealed. Not sealed yet: ``sha256`` is empty, and the seal follows."""

    name: str
    number: str
    kind: NoticeKind
    title: Sentence
    matter: Words
    on: date
    approval: str = ""
    sha256: str = ""
    size: int = 0
    sealed_at: datetime | None = None
    key: str = ""
    demonstration: bool = True
    delivery: DeliveryView | None = None


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A document on the desk that is not delivered yet."""

    case: CaseNumber
    document: str
    number: str
    title: Sentence
    matter: Words
    subject_name: str
    due_on: date | None
    sealed: bool
    electronic: bool


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    lines: tuple[DeliveryLine, ...]
    next: str = ""


class Genuineness(StrEnum):
    """文书查验."""

    SEALED_HERE = "sealed_here"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """What anybody is told of a document: never what is in it, or about whom."""

    verdict: Genuineness
    number: str = ""
    sealed_at: datetime | None = None
    key: str = ""
    fingerprint: str = ""
    sha256: str = ""
    demonstration: bool = True

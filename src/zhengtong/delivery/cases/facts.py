"""办件 facts: what happened to a case."""

from dataclasses import dataclass

from zhengtong.delivery.cases.terms import CaseNumber


@dataclass(frozen=True, slots=True)
class CaseSubmitted:
    """收件: the case is in; ``items`` are what it asks for, ``pins`` the versions it began under."""

    case: CaseNumber
    matter: str
    window: str
    items: tuple[str, ...]
    pins: tuple[str, ...]
    channel: str = "portal"
    taken_in_by: str = ""  # 异地代收: the window that took the papers in
    starts: str = ""  # 异地代收: from when the term runs: received, arrived


@dataclass(frozen=True, slots=True)
class CaseAccepted:
    """受理: clocks start. ``by_law``: five working days passed in silence (行政许可法 art. 32(1)(4))."""

    case: CaseNumber
    accepted_on: str
    by_law: bool = False


@dataclass(frozen=True, slots=True)
class SupplementationRequired:
    """补正告知: everything told once."""

    case: CaseNumber
    points: tuple[str, ...]
    answer_by: str = ""  # ISO date, where the regime gives the applicant's silence an effect


@dataclass(frozen=True, slots=True)
class NewDefectBarred:
    """一次性告知: somebody wanted to ask for what was not told the first time (行政许可法 art. 32(1)(4)). It was refused."""

    case: CaseNumber
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicantReminded:
    """提醒补正: the notice is not answered yet. ``due_on``: ISO date, empty where nothing ends by itself."""

    case: CaseNumber
    due_on: str = ""


@dataclass(frozen=True, slots=True)
class CaseAbandoned:
    """视为放弃: the applicant let the term of the notice pass, and their regime says what that means (政府信息公开条例 art. 30)."""

    case: CaseNumber
    due_on: str
    reference: str


@dataclass(frozen=True, slots=True)
class CaseMended:
    """当场更正: put right at the window, without a notice (行政许可法 art. 32(1)(3))."""

    case: CaseNumber
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperDeferred:
    """容缺: a paper follows, promised by a day."""

    case: CaseNumber
    material: str
    due_on: str
    reference: str


@dataclass(frozen=True, slots=True)
class PaperSupplied:
    """补交: the promised paper is there."""

    case: CaseNumber
    material: str


@dataclass(frozen=True, slots=True)
class PaperMissed:
    """逾期未补交: the promised day passed without the paper."""

    case: CaseNumber
    material: str
    due_on: str


@dataclass(frozen=True, slots=True)
class CommitmentMade:
    """告知承诺: the applicant's word stands in for proof, in the very text they were told. ``digest``: of that text."""

    case: CaseNumber
    item: str
    digest: str
    reference: str


@dataclass(frozen=True, slots=True)
class PapersArrived:
    """异地代收: the deciding place has what another place took in. ``starts``: whether its term runs from now or from receipt."""

    case: CaseNumber
    window: str
    starts: str


@dataclass(frozen=True, slots=True)
class CaseSupplemented:
    """补正: the applicant answered every point."""

    case: CaseNumber
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseDeclined:
    """不予受理. ``points``: what to put right before it is handed in again, where that is why."""

    case: CaseNumber
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """撤回申请."""

    case: CaseNumber


@dataclass(frozen=True, slots=True)
class PartWithdrawn:
    """撤回一项: the applicant takes one part back; the others go on."""

    case: CaseNumber
    approval: str
    item: str


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """办结: every part has its answer."""

    case: CaseNumber
    approved: int
    refused: int


@dataclass(frozen=True, slots=True)
class CaseRelocated:
    """区划变更: the place of a running case is part of another, or bears another code; what was issued before stays valid."""

    case: CaseNumber
    division: str
    former: str


@dataclass(frozen=True, slots=True)
class CaseTakenOver:
    """接续办理: another window goes on in the place of the one that had it; its terms run on."""

    case: CaseNumber
    organisation: str
    former: str


@dataclass(frozen=True, slots=True)
class RenewalAsked:
    """延续: what was handed in asks to renew a licence, in time or late (行政许可法 art. 50). Dates are ISO."""

    case: CaseNumber
    licence: str
    expires: str
    ask_by: str
    in_time: bool
    reference: str


@dataclass(frozen=True, slots=True)
class RenewedInSilence:
    """视为准予延续: asked for in time, and nobody had decided when it ended (行政许可法 art. 50)."""

    case: CaseNumber
    licence: str
    expired: str
    reference: str


@dataclass(frozen=True, slots=True)
class ReconsiderationAsked:
    """申请行政复议 (行政复议法 arts. 20, 22). ``late``: after the term, with a reason. Dates are ISO."""

    case: CaseNumber
    reconsideration: str
    approval: str
    item: str
    organisation: str  # 行政复议机关
    examine_by: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class ReconsiderationAccepted:
    """行政复议: it is accepted. ``by_law``: five working days passed without a word (行政复议法 art. 30)."""

    case: CaseNumber
    reconsideration: str
    approval: str
    item: str
    organisation: str
    decide_by: str
    by_law: bool = False


@dataclass(frozen=True, slots=True)
class ReconsiderationDecided:
    """行政复议: not accepted, or what was decided. ``reopened``: the refusal is gone, and it is decided anew (行政复议法 art. 64)."""

    case: CaseNumber
    reconsideration: str
    approval: str
    item: str
    organisation: str
    result: str
    article: str
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class DocumentSealed:
    """用印: a written notice was printed and sealed; ``sha256`` is of its bytes, which never change."""

    case: CaseNumber
    document: str
    number: str
    sha256: str
    key: str


@dataclass(frozen=True, slots=True)
class DocumentDelivered:
    """送达. ``on``: the ISO date it counts as delivered."""

    case: CaseNumber
    document: str
    number: str
    way: str
    on: str


@dataclass(frozen=True, slots=True)
class DeliveryOverdue:
    """逾期未送达: the term passed and nobody has it (行政许可法 art. 44)."""

    case: CaseNumber
    document: str
    due_on: str


@dataclass(frozen=True, slots=True)
class ElectronicDeliveryChosen:
    """同意电子送达, or taken back: whether documents from now on are delivered in the message box (民事诉讼法 art. 90)."""

    case: CaseNumber
    agreed: bool

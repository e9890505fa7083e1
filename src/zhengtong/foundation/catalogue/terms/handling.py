"""办理方式用语: what one item has beyond its regime: who else has a say, what may follow later, what decides itself."""

from dataclasses import dataclass
from enum import StrEnum

from zhengtong.foundation.catalogue.terms.words import SILENT, Term
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class SpecialProcedure:
    """特别程序 that law requires of this item: its time is excluded (行政许可法 art. 45). ``kind``: one of its regime's ``pauses``."""

    kind: str
    reference: str  # the article that requires it
    days: int | None = None  # as published; told to the applicant


@dataclass(frozen=True, slots=True)
class Extension:
    """The item's own extension, where a law or a regulation sets another than its regime (行政许可法 art. 42: 法律、法规)."""

    term: Term
    by: str  # head_of_authority …


@dataclass(frozen=True, slots=True)
class LowerOffice:
    """先经下级机关审查 (行政许可法 art. 43)."""

    organisation: str  # who examines; the item's own organisation decides
    reference: str
    term: Term | None = None  # None: the law sets none for it; its regime's, where that has one


@dataclass(frozen=True, slots=True)
class Consulted:
    """征求意见: a body that is asked before the decision, its term, and what its silence means."""

    organisation: str
    question: Words
    term: Term | None = None  # None: the law sets none; until the day before the authority's own term by law ends
    silence: str = "no_view"  # no_view, agree
    reference: str = ""
    when: str = ""  # asked only where the answers say so; empty: always


@dataclass(frozen=True, slots=True)
class Interested:
    """利害关系人: whose important interests the item touches directly (行政许可法 art. 36)."""

    who: Words
    term: Term  # to state and defend
    reference: str


@dataclass(frozen=True, slots=True)
class Limited:
    """有数量限制: decided in the order of acceptance (行政许可法 art. 57)."""

    reference: str
    places: int | None = None  # None: not published


@dataclass(frozen=True, slots=True)
class Deferrable:
    """容缺: a paper that may follow, within its term, on a written promise."""

    material: str
    term: Term
    reference: str
    grant_without: bool = False  # approved even before the paper is there
    note: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """告知承诺, as the item's own law has it."""

    told: Words  # conditions, and what follows from a false promise
    reference: str
    materials: tuple[str, ...] = ()  # papers that the promise replaces
    answer: str = ""  # the question of the form whose yes is the promise; empty: asked before handing in
    check_within: Term | None = None  # 事后核查; None: no term is set
    correct_within: Term | None = None  # 责令改正
    on_finding: Words = SILENT  # what the law orders as soon as it is found not as promised, beside the order to correct
    breach: Words = SILENT  # the lawful consequence where it is not corrected
    breach_reference: str = ""  # of both


@dataclass(frozen=True, slots=True)
class Benchmark:
    """裁量基准: one step: these facts, that outcome."""

    code: str
    facts: Words
    outcome: Words
    reference: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition for approval as an expression over answers and registers; each with its source and article."""

    code: str
    expression: str
    says: Words  # what must be so
    otherwise: Words  # what would make it so: the counterfactual of a refusal
    source: Words
    reference: str


@dataclass(frozen=True, slots=True)
class OutsideSystem:
    """外部系统: national 国垂 or provincial 省垂: decided there; pushed once, pulled back."""

    code: str
    name: Words
    level: str  # national, provincial


class TakenIn(StrEnum):
    """Whose term runs while papers travel from where they are received to where it is decided (异地代收)."""

    RECEIVED = "received"  # from receipt at the place that takes them in
    ARRIVED = "arrived"  # from arrival at the place that decides


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """异地代收: places that take the papers in for the deciding place, and from when its term runs."""

    places: tuple[str, ...]  # division codes; empty: any window that shares the city's matters
    starts: TakenIn
    reference: str


@dataclass(frozen=True, slots=True)
class Handling:
    """办理方式: empty where the item's regime says all there is."""

    special: tuple[SpecialProcedure, ...] = ()
    extension: Extension | None = None
    lower: LowerOffice | None = None
    consulted: tuple[Consulted, ...] = ()
    interested: tuple[Interested, ...] = ()
    limited: Limited | None = None
    deferrable: tuple[Deferrable, ...] = ()
    commitment: Commitment | None = None
    benchmark: tuple[Benchmark, ...] = ()
    conditions: tuple[Condition, ...] = ()  # whose truth decides; those of a refusal's counterfactual
    automatic: bool = False  # 秒批 may be switched on: every condition is an expression over answers and registers
    system: OutsideSystem | None = None
    elsewhere: Elsewhere | None = None

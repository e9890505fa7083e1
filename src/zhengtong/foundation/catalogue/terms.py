"""事项与清单用语: powers, items, bundles, guides, regimes, plans."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from zhengtong.foundation.forms.terms import Ask, Form
from zhengtong.kernel.refs import Pin
from zhengtong.kernel.words import Words

ItemCode = NewType("ItemCode", str)
BundleCode = NewType("BundleCode", str)
SILENT = Words("")
"""What the source does not say."""


class SubjectKind(StrEnum):
    PERSON = "person"
    FIRM = "firm"


class PowerKind(StrEnum):
    """The ten kinds of power and public service."""

    PERMIT = "permit"                # 行政许可
    PENALTY = "penalty"              # 行政处罚
    COERCION = "coercion"            # 行政强制
    LEVY = "levy"                    # 行政征收
    BENEFIT = "benefit"              # 行政给付
    INSPECTION = "inspection"        # 行政检查
    CONFIRMATION = "confirmation"    # 行政确认
    REWARD = "reward"                # 行政奖励
    RULING = "ruling"                # 行政裁决
    OTHER = "other"                  # 其他行政权力
    PUBLIC_SERVICE = "public_service"  # 公共服务


class Unit(StrEnum):
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"


@dataclass(frozen=True, slots=True)
class Term:
    """期限. days ≥ 0; 0 means on the spot."""

    days: int
    unit: Unit = Unit.WORKING_DAY
    reference: str = ""              # the article, where law sets it


class CitationStatus(StrEnum):
    HELD = "held"                    # we hold the text in force
    SUPERSEDED = "superseded"        # we hold it, and it is no longer in force
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True)
class Citation:
    """One legal basis as the source wrote it, and what it resolves to."""

    text: str
    law: str = ""
    articles: tuple[int, ...] = ()
    status: CitationStatus = CitationStatus.NOT_HELD


class MaterialSource(StrEnum):
    APPLICANT = "applicant"          # 申请人自备
    GOVERNMENT = "government"        # 政府部门核发
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Material:
    """One thing to hand in. ``code`` is stable within its city, so that items which need the same thing share one upload."""

    code: str
    name: Words
    required: bool | None = True     # None: the source is silent
    source: MaterialSource = MaterialSource.OTHER
    form: str = ""
    copies: int | None = None
    note: str = ""
    why: Words = SILENT
    when: str = ""                   # expression over answers
    licence: str = ""                # licence type that satisfies it


@dataclass(frozen=True, slots=True)
class Outcome:
    """结果: what the item ends in."""

    name: Words = SILENT
    licence_type: str = ""
    values: Mapping[str, str] = field(default_factory=dict)   # licence field → element key


class Filing(StrEnum):
    ONLINE = "online"
    BROWSE_ONLY = "browse_only"


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """One question as people ask it, with its answer (常见问答)."""

    question: Words
    answer: Words
    basis: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """办事指南: one item as published. None or empty: the source is silent, and the page says "not published"."""

    pin: Pin
    code: ItemCode
    name: Words
    division: str
    power: PowerKind
    basic_code: str = ""
    business_code: str = ""
    organisation: str = ""           # credit code; "" = department not published
    organisation_name: str = ""      # as the source writes it
    organisation_code_as_published: str = ""
    regime: str = ""
    subjects: tuple[SubjectKind, ...] = ()
    level: str = ""
    scope: str = ""
    online: bool | None = None
    visits: int | None = None
    promised: Term | None = None
    legal: Term | None = None
    law_term: Term | None = None     # what the law of its regime allows, where the item publishes no term by law
    fee: bool | None = None
    outcome: Outcome = Outcome()
    basis: tuple[Citation, ...] = ()
    conditions: tuple[Words, ...] = ()
    materials: tuple[Material, ...] | None = None
    asks: tuple[Ask, ...] = ()
    questions_answers: tuple[QuestionAnswer, ...] = ()
    clock_note: str = ""
    address: str = ""
    phone: str = ""
    commitment: bool = False         # 告知承诺
    bundles: tuple[BundleCode, ...] = ()
    filing: Filing = Filing.BROWSE_ONLY
    pack: str = ""                   # whose catalogue it stands in: the city served, or a neighbour
    defects: tuple[str, ...] = ()    # msgids of what import found wrong
    source: str = ""
    source_url: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What to do first where an answer ends the matter."""

    answer: object                   # the answer that ends it
    say: Words
    matters: tuple[str, ...] = ()    # what helps then: "item:000131004000-01", "bundle:…"


@dataclass(frozen=True, slots=True)
class Question:
    """情形引导: one element asked before the plan, with why."""

    element: str
    why: Words
    when: str = ""                   # ask only if
    answered_by_licence: str = ""    # holding this licence type answers it with True
    otherwise: Otherwise | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What many people have in common, as answers to the questions (典型情形)."""

    code: str
    name: Words
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BundleItem:
    item: ItemCode
    name: Words                      # as the bundle writes it
    when: str = ""                   # expression; "" = always offered
    after: tuple[ItemCode, ...] = ()  # whose approval opens it
    produces: tuple[str, ...] = ()   # material or licence codes another item takes
    promised: Term | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """一件事: a life event over several items."""

    pin: Pin
    code: BundleCode
    name: Words
    division: str
    summary: Words = SILENT
    subjects: tuple[SubjectKind, ...] = ()
    items: tuple[BundleItem, ...] = ()
    questions: tuple[Question, ...] = ()
    situations: tuple[Situation, ...] = ()
    questions_answers: tuple[QuestionAnswer, ...] = ()
    before_after: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # the source's own figures: days, visits …
    materials: tuple[Material, ...] = ()
    conditions: tuple[Words, ...] = ()
    rules: tuple[Words, ...] = ()
    claim: Term | None = None        # the source's total; shown as its claim, never used by a clock
    fee: bool | None = None
    life_event: str = ""
    joint_basis: str = ""            # where government arranged joint handling (行政许可法 art. 26); "" = each item stands alone
    filing: Filing = Filing.BROWSE_ONLY
    pack: str = ""                   # whose catalogue it stands in
    defects: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    as_of: date | None = None

    @property
    def ticked(self) -> bool:
        """自选事项: nothing is asked that would choose the items, so that the applicant ticks those that apply."""
        return not self.questions and len(self.items) > 1


class Chosen(StrEnum):
    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class PlannedItem:
    code: ItemCode
    pin: Pin
    name: Words
    chosen: Chosen
    why: tuple[str, ...] = ()        # the parts of the condition that decided, as source text
    unknown: tuple[str, ...] = ()    # element keys still to be answered
    organisation: str = ""
    organisation_name: str = ""
    regime: str = ""
    promised: Term | None = None
    legal: Term | None = None
    after: tuple[ItemCode, ...] = ()
    starts: int = 0                  # working days after acceptance at which it opens
    ends: int = 0
    critical: bool = False           # on the critical path
    outcome: Outcome = Outcome()


class MaterialState(StrEnum):
    BRING = "bring"
    HELD = "held"                    # a valid licence of the subject stands in
    PRODUCED = "produced"            # another item of this plan makes it


@dataclass(frozen=True, slots=True)
class PlannedMaterial:
    material: Material
    needed_by: tuple[ItemCode, ...]
    state: MaterialState
    by: str = ""                     # licence number, or the producing item's code


@dataclass(frozen=True, slots=True)
class Lane:
    organisation: str
    name: str
    items: tuple[PlannedItem, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What will happen, computed: items, order, days, papers, questions. Only chosen items are in lanes, materials and form."""

    bundle: Bundle
    answers: Mapping[str, object]
    items: tuple[PlannedItem, ...]   # all of the bundle, chosen or not
    lanes: tuple[Lane, ...]
    materials: tuple[PlannedMaterial, ...]
    form: Form
    days: int | None                 # promised working days along the critical path; None where an item promises none
    legal_days: int | None           # the same by law; None where an item publishes none
    undecided: tuple[str, ...] = ()  # element keys that still decide something
    first: tuple[Otherwise, ...] = ()  # nothing is chosen because of these answers: what to do before coming back

    @property
    def chosen(self) -> tuple[PlannedItem, ...]:
        return tuple(item for item in self.items if item.chosen is Chosen.YES)

    @property
    def ready(self) -> bool:
        return not self.undecided and bool(self.chosen)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One rule of a regime from a date on, with its article."""

    name: str                        # decision.days, acceptance.silence …
    value: int | str | bool | tuple[str, ...]
    since: date
    reference: str
    unit: Unit = Unit.WORKING_DAY


@dataclass(frozen=True, slots=True)
class Regime:
    """办理规则: procedural law as dated parameters. The engine knows parameters, not laws."""

    code: str
    name: Words
    parameters: tuple[Parameter, ...]
    powers: tuple[PowerKind, ...] = ()  # the kinds of power that run under it where an item names no regime

    def at(self, name: str, on: date) -> Parameter | None:
        """The parameter in force on a day; None where this regime is silent."""
        held = [one for one in self.parameters if one.name == name and one.since <= on]
        return max(held, key=lambda one: one.since, default=None)

    def from_receipt(self, on: date) -> bool:
        """Whether the term of a decision runs from the receipt of the application (社会保险经办条例 art. 18), not from its opening."""
        start = self.at("decision.start", on)
        return start is not None and start.value == "receipt"


@dataclass(frozen=True, slots=True)
class Article:
    law: str
    number: int
    text: str
    in_force: bool = True


class HitKind(StrEnum):
    ITEM = "item"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class Hit:
    kind: HitKind
    code: str
    name: Words
    organisation_name: str
    division: str
    filing: Filing
    score: float = 0.0
    why: str = ""                    # title · synonym · pinyin · typo


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, by keyset: ``next`` is the token for the following page, "" at the end."""

    hits: tuple[Hit, ...]
    next: str = ""


class Stage(StrEnum):
    """Of a firm's life (企业全生命周期)."""

    START = "start"                  # 开办
    RUN = "run"                      # 经营
    CHANGE = "change"                # 变更
    CLOSE = "close"                  # 注销


@dataclass(frozen=True, slots=True)
class LifeEvent:
    code: str
    name: Words
    icon: str                        # lucide icon name
    subject: SubjectKind
    matters: tuple[str, ...]         # "bundle:43TCN0003", "item:…"
    order: int = 1000  # what most people need comes first
    stage: Stage | None = None       # of a firm's life


@dataclass(frozen=True, slots=True)
class City:
    """What a city says of itself (content kind ``city``)."""

    code: str
    name: Words
    division: str
    lead_window: str                 # organisation code that takes cases in
    neighbours: tuple[str, ...] = ()  # other cities whose catalogues are shown, browse only
    frequent: tuple[tuple[Words, str], ...] = ()   # label → query on the home page
    hotline: str = "12345"
    general_intake: bool = False     # 一窗受理: whatever its catalogue lists may be filed here, with the general form
    greeting: Words = SILENT         # one sentence on the home page: what this place offers


@dataclass(frozen=True, slots=True)
class Department:
    """A department in the catalogue and how many items it has there. Code and name empty: department not published."""

    code: str
    name: Words
    short: Words
    items: int

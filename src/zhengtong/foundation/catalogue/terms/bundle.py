"""一件事用语: a life event over several items."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from zhengtong.foundation.catalogue.terms.guide import Material, QuestionAnswer
from zhengtong.foundation.catalogue.terms.words import SILENT, BundleCode, Filing, ItemCode, SubjectKind, Term
from zhengtong.foundation.identity.terms import Level
from zhengtong.kernel.refs import Pin
from zhengtong.kernel.words import Words

TICKED = "matter.items"
"""The element that holds the codes of the items somebody ticked."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What to do first where an answer ends the matter."""

    answer: object  # the answer that ends it
    say: Words
    matters: tuple[str, ...] = ()  # what helps then: "item:<code>", "bundle:<code>"
    condition: str = ""  # the published condition that this question stands for


@dataclass(frozen=True, slots=True)
class Question:
    """情形引导: one element asked before the plan, with why."""

    element: str
    why: Words
    when: str = ""  # ask only if
    answered_by_licence: str = ""  # holding this licence type answers it with True
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
    name: Words  # as the bundle writes it
    when: str = ""  # expression; "" = always offered
    after: tuple[ItemCode, ...] = ()  # whose approval opens it
    produces: tuple[str, ...] = ()  # material or licence codes another item takes
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
    claim: Term | None = None  # the source's total; shown as its claim, never used by a clock
    fee: bool | None = None
    life_event: str = ""
    joint_basis: str = ""  # where government arranged joint handling (行政许可法 art. 26); "" = each item stands alone
    filing: Filing = Filing.BROWSE_ONLY
    assurance: Level = Level.VERIFIED  # its own; its items may ask for more
    pack: str = ""  # whose catalogue it stands in
    defects: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    as_of: date | None = None

    @property
    def ticked(self) -> bool:
        """Nothing is asked that would choose the items, so that the applicant ticks those that apply."""
        return len(self.items) > 1 and not self.questions and not any(line.when for line in self.items)

"""办理计划用语: what will happen in one situation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zhengtong.foundation.catalogue.terms.bundle import Bundle, Otherwise
from zhengtong.foundation.catalogue.terms.guide import Material, Outcome
from zhengtong.foundation.catalogue.terms.words import ItemCode, Term
from zhengtong.foundation.forms.terms import Form
from zhengtong.foundation.identity.terms import AuthorityView
from zhengtong.kernel.refs import Pin
from zhengtong.kernel.words import Words


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
    why: tuple[str, ...] = ()  # the parts of the condition that decided, as source text
    unknown: tuple[str, ...] = ()  # element keys still to be answered
    organisation: str = ""
    organisation_name: str = ""
    authority: AuthorityView | None = None  # in whose name the organisation acts, where it is not its own office
    regime: str = ""
    promised: Term | None = None
    legal: Term | None = None
    after: tuple[ItemCode, ...] = ()
    starts: int = 0  # working days after acceptance at which it opens
    ends: int = 0
    critical: bool = False  # on the critical path
    outcome: Outcome = field(default_factory=Outcome)


class MaterialState(StrEnum):
    BRING = "bring"
    HELD = "held"  # a valid licence of the subject stands in
    PRODUCED = "produced"  # another item of this plan makes it


@dataclass(frozen=True, slots=True)
class PlannedMaterial:
    material: Material
    needed_by: tuple[ItemCode, ...]
    state: MaterialState
    by: str = ""  # licence number, or the producing item's code


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
    items: tuple[PlannedItem, ...]  # all of the bundle, chosen or not
    lanes: tuple[Lane, ...]
    materials: tuple[PlannedMaterial, ...]
    form: Form
    days: int | None  # promised working days along the critical path; None where an item promises none
    legal_days: int | None  # the same by law; None where an item publishes none
    undecided: tuple[str, ...] = ()  # element keys that still decide something
    first: tuple[Otherwise, ...] = ()  # nothing is chosen because of these answers: what to do before coming back

    @property
    def chosen(self) -> tuple[PlannedItem, ...]:
        return tuple(item for item in self.items if item.chosen is Chosen.YES)

    @property
    def ready(self) -> bool:
        return not self.undecided and bool(self.chosen)

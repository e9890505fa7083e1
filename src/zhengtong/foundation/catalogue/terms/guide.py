"""办事指南用语: one item as published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zhengtong.foundation.catalogue.terms.handling import Handling
from zhengtong.foundation.catalogue.terms.words import SILENT, BundleCode, Filing, ItemCode, PowerKind, SubjectKind, Term
from zhengtong.foundation.forms.terms import Ask
from zhengtong.foundation.identity.terms import AuthorityView, Level
from zhengtong.kernel.refs import Pin
from zhengtong.kernel.words import Words


class CitationStatus(StrEnum):
    HELD = "held"  # we hold the text in force
    SUPERSEDED = "superseded"  # we hold it, and it is no longer in force
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True)
class Citation:
    """One legal basis as the source wrote it, and what it resolves to."""

    text: str
    law: str = ""
    articles: tuple[int, ...] = ()
    status: CitationStatus = CitationStatus.NOT_HELD


class MaterialSource(StrEnum):
    APPLICANT = "applicant"  # 申请人自备
    GOVERNMENT = "government"  # 政府部门核发
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Material:
    """One thing to hand in. ``code`` is stable within its city, so that items which need the same thing share one upload."""

    code: str
    name: Words
    required: bool | None = True  # None: the source is silent
    source: MaterialSource = MaterialSource.OTHER
    form: str = ""
    copies: int | None = None
    note: str = ""
    why: Words = SILENT
    when: str = ""  # expression over answers
    licence: str = ""  # licence type that satisfies it
    instead_of: str = ""  # the published condition that whoever does not meet it answers with this paper


@dataclass(frozen=True, slots=True)
class Outcome:
    """结果: what the item ends in."""

    name: Words = SILENT
    licence_type: str = ""
    values: Mapping[str, str] = field(default_factory=dict)  # licence field → element key


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
    organisation: str = ""  # credit code; "" = department not published
    organisation_name: str = ""  # as the source writes it
    organisation_code_as_published: str = ""
    authority: AuthorityView | None = None  # who acts today, and in whose name; worked out, never published
    regime: str = ""
    subjects: tuple[SubjectKind, ...] = ()
    level: str = ""
    scope: str = ""
    online: bool | None = None
    visits: int | None = None
    promised: Term | None = None
    legal: Term | None = None
    law_term: Term | None = None  # what the law of its regime allows, where the item names no article that sets its term
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
    commitment: bool = False  # 告知承诺
    assurance: Level = Level.VERIFIED  # 认证等级: how sure we must be of whoever hands it in
    separate: bool = False  # 审受分离: who accepted the case may not decide it
    separate_basis: tuple[Citation, ...] = ()  # what asks for that
    handling: Handling = field(default_factory=Handling)  # beyond its regime
    bundles: tuple[BundleCode, ...] = ()
    filing: Filing = Filing.BROWSE_ONLY
    pack: str = ""  # whose catalogue it stands in: the city served, or a neighbour
    defects: tuple[str, ...] = ()  # msgids of what import found wrong
    source: str = ""
    source_url: str = ""
    as_of: date | None = None

    @property
    def by_law(self) -> Term | None:
        """法定期限: what an article sets. What a source only calls so, without one, is shown as the source has it and binds nobody."""
        return self.legal if self.legal is not None and self.legal.reference else self.law_term

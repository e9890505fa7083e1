"""事项与清单用语: powers, items, bundles, guides, regimes, plans."""

from zhengtong.foundation.catalogue.terms.bundle import TICKED, Bundle, BundleItem, Otherwise, Question, Situation
from zhengtong.foundation.catalogue.terms.city import City, Department, LifeEvent, Stage
from zhengtong.foundation.catalogue.terms.finding import Hit, HitKind, Page
from zhengtong.foundation.catalogue.terms.guide import Citation, CitationStatus, Guide, Material, MaterialSource, Outcome, QuestionAnswer
from zhengtong.foundation.catalogue.terms.law import Article, Parameter, Regime
from zhengtong.foundation.catalogue.terms.plan import Chosen, Lane, MaterialState, Plan, PlannedItem, PlannedMaterial
from zhengtong.foundation.catalogue.terms.words import SILENT, BundleCode, Filing, ItemCode, PowerKind, SubjectKind, Term, Unit

__all__ = [
    "SILENT",
    "TICKED",
    "Article",
    "Bundle",
    "BundleCode",
    "BundleItem",
    "Chosen",
    "Citation",
    "CitationStatus",
    "City",
    "Department",
    "Filing",
    "Guide",
    "Hit",
    "HitKind",
    "ItemCode",
    "Lane",
    "LifeEvent",
    "Material",
    "MaterialSource",
    "MaterialState",
    "Otherwise",
    "Outcome",
    "Page",
    "Parameter",
    "Plan",
    "PlannedItem",
    "PlannedMaterial",
    "PowerKind",
    "Question",
    "QuestionAnswer",
    "Regime",
    "Situation",
    "Stage",
    "SubjectKind",
    "Term",
    "Unit",
]

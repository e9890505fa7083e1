"""身份与机构的事实: who was entered, who may act, who serves. Numbers of our own and credit codes only, never a document number."""

from zhengtong.foundation.identity.facts.assisting import (
    AssistanceAsked,
    AssistanceEnded,
    AssistanceOpened,
    AssistanceRefused,
    AssistanceStopped,
    DeclarationAsked,
    DeclarationConfirmed,
)
from zhengtong.foundation.identity.facts.people import (
    AccountOpened,
    FirmRegistered,
    PersonRegistered,
    RepresentativeNamed,
    StaffAppointed,
)

__all__ = [
    "AccountOpened",
    "AssistanceAsked",
    "AssistanceEnded",
    "AssistanceOpened",
    "AssistanceRefused",
    "AssistanceStopped",
    "DeclarationAsked",
    "DeclarationConfirmed",
    "FirmRegistered",
    "PersonRegistered",
    "RepresentativeNamed",
    "StaffAppointed",
]

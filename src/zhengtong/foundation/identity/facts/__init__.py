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
from zhengtong.foundation.identity.facts.firms import (
    FirmRefreshed,
    OfficeClaimRefused,
    OfficeEnded,
    OfficeOpened,
)
from zhengtong.foundation.identity.facts.guardians import GuardianshipEnded, GuardianshipRecorded, WardCameOfAge
from zhengtong.foundation.identity.facts.mandates import (
    MandateAccepted,
    MandateDeclined,
    MandateExpired,
    MandateOffered,
    MandateResigned,
    MandateRevoked,
    MandateUsedUp,
)
from zhengtong.foundation.identity.facts.people import (
    AccountOpened,
    FirmRegistered,
    PersonRegistered,
    RepresentativeNamed,
    StaffAppointed,
)
from zhengtong.foundation.identity.facts.proving import (
    AccountClosed,
    AccountsMerged,
    DocumentGiven,
    IdentityProved,
    IdentityProvedElsewhere,
    IdentityRefused,
    PersonsMerged,
)

__all__ = [
    "AccountClosed",
    "AccountOpened",
    "AccountsMerged",
    "AssistanceAsked",
    "AssistanceEnded",
    "AssistanceOpened",
    "AssistanceRefused",
    "AssistanceStopped",
    "DeclarationAsked",
    "DeclarationConfirmed",
    "DocumentGiven",
    "FirmRefreshed",
    "FirmRegistered",
    "GuardianshipEnded",
    "GuardianshipRecorded",
    "IdentityProved",
    "IdentityProvedElsewhere",
    "IdentityRefused",
    "MandateAccepted",
    "MandateDeclined",
    "MandateExpired",
    "MandateOffered",
    "MandateResigned",
    "MandateRevoked",
    "MandateUsedUp",
    "OfficeClaimRefused",
    "OfficeEnded",
    "OfficeOpened",
    "PersonRegistered",
    "PersonsMerged",
    "RepresentativeNamed",
    "StaffAppointed",
    "WardCameOfAge",
]

"""身份与机构用语: who somebody is, for whom they act and on what basis, whom they serve and with which rights."""

from zhengtong.foundation.identity.terms.assisting import AssistanceState, AssistanceView, AssistanceWay
from zhengtong.foundation.identity.terms.bodies import (
    NOT_PUBLISHED,
    AuthorityKind,
    AuthorityView,
    OrganisationKind,
    OrganisationView,
)
from zhengtong.foundation.identity.terms.firms import CreditCode, FirmKind, FirmView, Office, RegisterStatus, RepresentationView
from zhengtong.foundation.identity.terms.mandates import MandateState, MandateView
from zhengtong.foundation.identity.terms.people import (
    Basis,
    DemoSignIn,
    DocumentType,
    Known,
    Level,
    PersonNumber,
    PersonView,
    SubjectView,
    Verified,
)
from zhengtong.foundation.identity.terms.rights import (
    Duty,
    GrantSource,
    GrantView,
    LeaveView,
    ProtectedQueryState,
    ProtectedQueryView,
    StaffView,
)

__all__ = [
    "NOT_PUBLISHED",
    "AssistanceState",
    "AssistanceView",
    "AssistanceWay",
    "AuthorityKind",
    "AuthorityView",
    "Basis",
    "CreditCode",
    "DemoSignIn",
    "DocumentType",
    "Duty",
    "FirmKind",
    "FirmView",
    "GrantSource",
    "GrantView",
    "Known",
    "LeaveView",
    "Level",
    "MandateState",
    "MandateView",
    "Office",
    "OrganisationKind",
    "OrganisationView",
    "PersonNumber",
    "PersonView",
    "ProtectedQueryState",
    "ProtectedQueryView",
    "RegisterStatus",
    "RepresentationView",
    "StaffView",
    "SubjectView",
    "Verified",
]

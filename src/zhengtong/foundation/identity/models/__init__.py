"""身份与机构: tables. What is personal is sealed or said on each; a document or a telephone is found by its blind index."""

from zhengtong.foundation.identity.models.acting import Assistance, Declaration, Mandate
from zhengtong.foundation.identity.models.bodies import Authority, DivisionChange, Organisation, Staff
from zhengtong.foundation.identity.models.counter import CounterReach, CounterReading, CounterSitting, Ticket
from zhengtong.foundation.identity.models.entries import RefusedEntry
from zhengtong.foundation.identity.models.firms import Firm, Representation, SimulatedFirm
from zhengtong.foundation.identity.models.looking import Look
from zhengtong.foundation.identity.models.people import Account, DemoAccount, Guardianship, Person, PersonMerger
from zhengtong.foundation.identity.models.proving import IdentityProof
from zhengtong.foundation.identity.models.rights import Grant, Leave, ProtectedQuery
from zhengtong.foundation.identity.models.signing import KnownDevice, SignInTrouble

__all__ = [
    "Account",
    "Assistance",
    "Authority",
    "CounterReach",
    "CounterReading",
    "CounterSitting",
    "Declaration",
    "DemoAccount",
    "DivisionChange",
    "Firm",
    "Grant",
    "Guardianship",
    "IdentityProof",
    "KnownDevice",
    "Leave",
    "Look",
    "Mandate",
    "Organisation",
    "Person",
    "PersonMerger",
    "ProtectedQuery",
    "RefusedEntry",
    "Representation",
    "SignInTrouble",
    "SimulatedFirm",
    "Staff",
    "Ticket",
]

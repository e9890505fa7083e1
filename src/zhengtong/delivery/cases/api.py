"""办件: the front door."""

from zhengtong.delivery.cases.commands.applicant import supplement, withdraw
from zhengtong.delivery.cases.commands.begin import begin
from zhengtong.delivery.cases.commands.declaring import ask_to_declare, declare, declare_on_paper
from zhengtong.delivery.cases.commands.intake import accept, accept_by_law, decline, require_supplementation
from zhengtong.delivery.cases.commands.looking import look_up
from zhengtong.delivery.cases.commands.refresh import refresh
from zhengtong.delivery.cases.commands.submit import submit
from zhengtong.delivery.cases.errors import (
    AcceptedByLaw,
    AlreadySubmitted,
    AskedBefore,
    CaseNotFound,
    HandledElsewhere,
    NotDeclared,
    NothingAsked,
    NothingChosen,
    NothingToDeclare,
    NotOnline,
    NotReady,
    PointsUnanswered,
    ReasonMissing,
    RulesChanged,
    SituationUndecided,
    SubjectNotEligible,
    WrongState,
)
from zhengtong.delivery.cases.facts import (
    CaseAccepted,
    CaseClosed,
    CaseDeclined,
    CaseSubmitted,
    CaseSupplemented,
    CaseWithdrawn,
    SupplementationRequired,
)
from zhengtong.delivery.cases.queries.declaring import declarations
from zhengtong.delivery.cases.queries.helped import filed_with_help
from zhengtong.delivery.cases.queries.looked import cases_at_body, running_touched
from zhengtong.delivery.cases.queries.notices import notices
from zhengtong.delivery.cases.queries.own import tally, told
from zhengtong.delivery.cases.queries.planning import plan, prepare
from zhengtong.delivery.cases.queries.reading import approval_file, case, cases_of, file, sentence, window_queue
from zhengtong.delivery.cases.queries.referring import referred
from zhengtong.delivery.cases.queries.story import story

__all__ = [
    "AcceptedByLaw",
    "AlreadySubmitted",
    "AskedBefore",
    "CaseAccepted",
    "CaseClosed",
    "CaseDeclined",
    "CaseNotFound",
    "CaseSubmitted",
    "CaseSupplemented",
    "CaseWithdrawn",
    "HandledElsewhere",
    "NotDeclared",
    "NotOnline",
    "NotReady",
    "NothingAsked",
    "NothingChosen",
    "NothingToDeclare",
    "PointsUnanswered",
    "ReasonMissing",
    "RulesChanged",
    "SituationUndecided",
    "SubjectNotEligible",
    "SupplementationRequired",
    "WrongState",
    "accept",
    "accept_by_law",
    "approval_file",
    "ask_to_declare",
    "begin",
    "case",
    "cases_at_body",
    "cases_of",
    "declarations",
    "declare",
    "declare_on_paper",
    "decline",
    "file",
    "filed_with_help",
    "look_up",
    "notices",
    "plan",
    "prepare",
    "referred",
    "refresh",
    "require_supplementation",
    "running_touched",
    "sentence",
    "story",
    "submit",
    "supplement",
    "tally",
    "told",
    "window_queue",
    "withdraw",
]

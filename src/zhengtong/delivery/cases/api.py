"""办件: the front door."""

from zhengtong.delivery.cases.commands.accepting import accept_by_law
from zhengtong.delivery.cases.commands.applicant import supplement, withdraw
from zhengtong.delivery.cases.commands.arrive import arrive
from zhengtong.delivery.cases.commands.begin import begin
from zhengtong.delivery.cases.commands.choosing import choose
from zhengtong.delivery.cases.commands.declaring import ask_to_declare, declare, declare_on_paper
from zhengtong.delivery.cases.commands.defer import defer, miss, supply
from zhengtong.delivery.cases.commands.intake import accept, decline, require_supplementation
from zhengtong.delivery.cases.commands.looking import look_up
from zhengtong.delivery.cases.commands.mend import mend
from zhengtong.delivery.cases.commands.refresh import refresh
from zhengtong.delivery.cases.commands.silence import abandon, remind
from zhengtong.delivery.cases.commands.submit import submit
from zhengtong.delivery.cases.commands.withdrawing import withdraw_part
from zhengtong.delivery.cases.errors import (
    AcceptedByLaw,
    AlreadySubmitted,
    AnsweredBefore,
    AnswerTermTooShort,
    ArrivedBefore,
    AskedBefore,
    CaseNotFound,
    HandledElsewhere,
    NoCommitment,
    NotArrived,
    NotDeclared,
    NotDeferrable,
    NothingAsked,
    NothingChosen,
    NothingMended,
    NothingToDeclare,
    NotMendable,
    NotOnline,
    NotOnTheWay,
    NotPromised,
    NotReady,
    NotTakenElsewhere,
    PointsUnanswered,
    PromisedBefore,
    ReasonMissing,
    RemindedToday,
    ResubmitInstead,
    RulesChanged,
    SituationUndecided,
    SubjectNotEligible,
    WrongState,
)
from zhengtong.delivery.cases.facts import (
    ApplicantReminded,
    CaseAbandoned,
    CaseAccepted,
    CaseClosed,
    CaseDeclined,
    CaseMended,
    CaseSubmitted,
    CaseSupplemented,
    CaseWithdrawn,
    CommitmentMade,
    NewDefectBarred,
    PaperDeferred,
    PaperMissed,
    PapersArrived,
    PaperSupplied,
    SupplementationRequired,
)
from zhengtong.delivery.cases.queries.declaring import declarations
from zhengtong.delivery.cases.queries.evidence import evidence, hold
from zhengtong.delivery.cases.queries.helped import filed_with_help
from zhengtong.delivery.cases.queries.looked import cases_at_body, running_touched
from zhengtong.delivery.cases.queries.notices import notices
from zhengtong.delivery.cases.queries.own import tally, told
from zhengtong.delivery.cases.queries.planning import plan, prepare
from zhengtong.delivery.cases.queries.reading import approval_file, case, cases_of, file, sentence, window_queue
from zhengtong.delivery.cases.queries.receiving import reception
from zhengtong.delivery.cases.queries.referring import referred
from zhengtong.delivery.cases.queries.story import story

__all__ = [
    "AcceptedByLaw",
    "AlreadySubmitted",
    "AnswerTermTooShort",
    "AnsweredBefore",
    "ApplicantReminded",
    "ArrivedBefore",
    "AskedBefore",
    "CaseAbandoned",
    "CaseAccepted",
    "CaseClosed",
    "CaseDeclined",
    "CaseMended",
    "CaseNotFound",
    "CaseSubmitted",
    "CaseSupplemented",
    "CaseWithdrawn",
    "CommitmentMade",
    "HandledElsewhere",
    "NewDefectBarred",
    "NoCommitment",
    "NotArrived",
    "NotDeclared",
    "NotDeferrable",
    "NotMendable",
    "NotOnTheWay",
    "NotOnline",
    "NotPromised",
    "NotReady",
    "NotTakenElsewhere",
    "NothingAsked",
    "NothingChosen",
    "NothingMended",
    "NothingToDeclare",
    "PaperDeferred",
    "PaperMissed",
    "PaperSupplied",
    "PapersArrived",
    "PointsUnanswered",
    "PromisedBefore",
    "ReasonMissing",
    "RemindedToday",
    "ResubmitInstead",
    "RulesChanged",
    "SituationUndecided",
    "SubjectNotEligible",
    "SupplementationRequired",
    "WrongState",
    "abandon",
    "accept",
    "accept_by_law",
    "approval_file",
    "arrive",
    "ask_to_declare",
    "begin",
    "case",
    "cases_at_body",
    "cases_of",
    "choose",
    "declarations",
    "declare",
    "declare_on_paper",
    "decline",
    "defer",
    "evidence",
    "file",
    "filed_with_help",
    "hold",
    "look_up",
    "mend",
    "miss",
    "notices",
    "plan",
    "prepare",
    "reception",
    "referred",
    "refresh",
    "remind",
    "require_supplementation",
    "running_touched",
    "sentence",
    "story",
    "submit",
    "supplement",
    "supply",
    "tally",
    "told",
    "window_queue",
    "withdraw",
    "withdraw_part",
]

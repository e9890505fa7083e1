"""办件规则: whose case it is, what it may do next, and how it stands in one sentence."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from zhengtong.delivery.approvals.terms import ENDED, ApprovalState, ApprovalView
from zhengtong.delivery.cases.errors import SubjectNotEligible, WrongState
from zhengtong.delivery.cases.terms import CaseNumber, CaseState, Sentence
from zhengtong.foundation.catalogue.terms import Bundle
from zhengtong.foundation.elements.terms import Sensitivity
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel import numbering
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Problem, gettext_noop
from zhengtong.kernel.words import Words

FIRM_CODE = "firm.credit_code"


def case_number(prefix: str, serial: int) -> CaseNumber:
    """9901-2026-0008123-K: the check character (ISO 7064 MOD 37,36) catches a slip of the pen."""
    body = f"{prefix}-{serial:07d}"
    return CaseNumber(f"{body}-{numbering.mod_37_36(body.replace('-', ''))}")


def opens_papers(classes: Collection[str]) -> bool:
    """A paper may hold anything, so it is open to whoever may read what is personal, sensitive and a trade secret."""
    return {Sensitivity.PERSONAL, Sensitivity.SENSITIVE, Sensitivity.TRADE_SECRET} <= set(classes)


def prefix(division: str, year: int) -> str:
    return f"{division[:4]}-{year}"


def check_state(number: str, state: CaseState, allowed: Collection[CaseState]) -> None:
    if state not in allowed:
        raise WrongState(number=number, state=str(state))


def check_subject(bundle: Bundle, subject: Ref) -> None:
    """A matter for firms is filed for a firm, one for persons by the person; where the source is silent, by either."""
    if bundle.subjects and subject.kind not in bundle.subjects:
        raise SubjectNotEligible(title=bundle.name)


def check_named_firm(answers: Mapping[str, object], subject: Ref, represented: Collection[str]) -> tuple[Problem, ...]:
    """谁的企业谁来办: the firm named in a form is the one acted for; nobody files in the name of a firm they do not represent.

    ``represented``: credit codes of the firms the person signed in may act for.
    """
    named = answers.get(FIRM_CODE)
    if not named or (subject.kind == "firm" and named == subject.number):
        return ()
    if named in represented:
        return (Problem(FIRM_CODE, gettext_noop("You are acting for somebody else. To file for this firm, choose above to act for it.")),)
    return (
        Problem(
            FIRM_CODE,
            gettext_noop("You do not represent this firm in the register. Ask its legal representative to file, or to name you as agent."),
        ),
    )


def not_contradicted(by_licence: Mapping[str, Known], answers: Mapping[str, object]) -> dict[str, Known]:
    """A licence says what was so when it was issued, perhaps of another shop: what the applicant says otherwise now is an answer like
    any other, and the officer sees both."""
    return {key: one for key, one in by_licence.items() if answers.get(key) in (None, "", one.value)}


def effective(answers: Mapping[str, object], known: Mapping[str, Known]) -> dict[str, object]:
    """The answers a form ends up with: what is known outranks what somebody typed (国务院令716 art. 7)."""
    return {**answers, **{key: one.value for key, one in known.items()}}


def ended(approvals: Sequence[ApprovalView]) -> bool:
    return bool(approvals) and all(one.state in ENDED for one in approvals)


_OVER = {
    CaseState.DECLINED: gettext_noop("Not accepted. The reason and where to turn are below."),
    CaseState.WITHDRAWN: gettext_noop("You have withdrawn this case. Nothing more will happen."),
    CaseState.ABANDONED: gettext_noop(
        "The term to answer the notice has passed, so it counts as given up. You can apply again at any time."
    ),
}


def sentence(
    state: CaseState,
    approvals: Sequence[ApprovalView],
    *,
    names: Mapping[str, Words],
    accept_due: date | None,
    answer_due: date | None = None,
    travelling: bool = False,
) -> Sentence:
    """Where it stands, in one sentence: what happens now, by when, and whether it is the applicant's turn.

    ``travelling``: taken in elsewhere, and the term runs from arrival only.
    """
    if state is CaseState.RECEIVED:
        return _received(accept_due, travelling=travelling)
    if state is CaseState.SUPPLEMENTING:
        return _asked(answer_due)
    if state in _OVER:
        return Sentence(_OVER[state])
    return _running(approvals, names) if state is CaseState.ACCEPTED else _finished(approvals)


def _received(accept_due: date | None, *, travelling: bool) -> Sentence:
    if travelling:
        return Sentence(gettext_noop("Received. Your papers are on the way to the place that decides; its term runs from their arrival."))
    if accept_due is None:
        return Sentence(gettext_noop("Received. The window is checking your papers. You need do nothing now."))
    return Sentence(
        gettext_noop("Received. The window accepts it, or tells you everything that is missing, by %(date)s. You need do nothing now."),
        {"date": accept_due},
    )


def _asked(answer_due: date | None) -> Sentence:
    if answer_due is None:
        return Sentence(gettext_noop("It is your turn: answer the points of the supplementation notice. The clock has not started yet."))
    said = gettext_noop("It is your turn: answer the points of the notice by %(date)s. After that day it counts as given up.")
    return Sentence(said, {"date": answer_due})


_STANDS_STILL = gettext_noop(
    "The clock of %(name)s stands still while a procedure runs that law requires; %(body)s goes on when it has ended."
    " You need do nothing now."
)


def _running(approvals: Sequence[ApprovalView], names: Mapping[str, Words]) -> Sentence:
    running = [one for one in approvals if one.state is ApprovalState.OPEN]
    ends = [one.expected_end or one.due_on for one in approvals if one.state in (ApprovalState.OPEN, ApprovalState.WAITING)]
    still = next((one for one in running if one.paused_on), None)
    if still is not None:
        return Sentence(_STANDS_STILL, {"name": still.name, "body": names.get(still.organisation, Words(still.organisation))})
    if len(ends) > 1 and running and all(ends):
        return _several(running, max(end for end in ends if end), len(ends), names)
    if not running:
        return Sentence(gettext_noop("Accepted. The next step is being opened."))
    slowest = max(running, key=lambda one: (one.due_on or date.max, one.number))
    params: dict[str, object] = {"name": slowest.name, "body": names.get(slowest.organisation, Words(slowest.organisation))}
    if slowest.due_on is None:
        return Sentence(gettext_noop("%(body)s is working on %(name)s. No term is published. You need do nothing now."), params)
    params["date"] = slowest.due_on
    return Sentence(gettext_noop("%(body)s is working on %(name)s and answers by %(date)s at the latest. You need do nothing now."), params)


def _several(running: Sequence[ApprovalView], last: date, left: int, names: Mapping[str, Words]) -> Sentence:
    bodies = {one.organisation for one in running}
    if len(bodies) > 1:
        return Sentence(
            gettext_noop(
                "%(count)s departments work on it side by side; all is answered by %(date)s at the latest. You need do nothing now."
            ),
            {"count": len(bodies), "date": last},
        )
    code = running[0].organisation
    return Sentence(
        gettext_noop(
            "%(body)s is working on it; all %(left)s remaining items are answered by %(date)s at the latest. You need do nothing now."
        ),
        {"body": names.get(code, Words(code)), "left": left, "date": last},
    )


def _finished(approvals: Sequence[ApprovalView]) -> Sentence:
    approved = sum(1 for one in approvals if one.state is ApprovalState.APPROVED)
    if approved == len(approvals):
        return Sentence(gettext_noop("Done. Everything you asked for has been approved."))
    if approved == 0:
        return Sentence(gettext_noop("Done. It was not approved; the reasons and what would change the answer are below."))
    return Sentence(
        gettext_noop(
            "Done. %(approved)s of %(all)s parts were approved; for the others the reasons and what would change the answer are below."
        ),
        {"approved": approved, "all": len(approvals)},
    )

"""决定书: what was decided on one part of a case, on whose behalf, and what can be done against it (行政许可法 art. 38)."""

from collections.abc import Iterable
from datetime import datetime

from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.cases.rules.remedies import respondent
from zhengtong.delivery.cases.rules.writing import Named, articles, date_of, day, in_words, paper, ways, why
from zhengtong.delivery.cases.terms import CaseView, NoticeKind, Sentence, WrittenNotice
from zhengtong.foundation.catalogue.terms import Regime
from zhengtong.foundation.identity.terms import AuthorityKind
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

_SPECIAL = {
    AuthorityKind.AUTHORISED: gettext_noop("%(acting)s decides this in its own name, authorised by law (%(article)s)."),
    AuthorityKind.TRANSFERRED: gettext_noop("%(acting)s decides this in its own name; the power was transferred to it (%(article)s)."),
}
_NO_DECISION = frozenset({"none", "contract"})


def decided(case: CaseView, part: ApprovalView, at: datetime, named: Named) -> WrittenNotice:
    """准予、不予许可决定书 (art. 38): a permit is called so only where the regime orders a written decision on one.

    办理结果告知书: where nothing is decided (a look-up, a bank's answer), nobody is told of a decision.
    """
    held = [named.regimes[part.item]] if part.item in named.regimes else []
    permit = any(regime.at("decision.written", date_of(at)) for regime in held)
    decides = not any((kind := regime.at("decision.kind", date_of(at))) and kind.value in _NO_DECISION for regime in held)
    refused = part.state is ApprovalState.REFUSED
    applied = gettext_noop("You applied for %(name)s with %(title)s (case number %(case)s), received on %(date)s.")
    about: dict[str, object] = {"name": part.name, "title": case.title, "case": case.number, "date": day(case.submitted_at)}
    return paper(
        case, named, at, kind=NoticeKind.REFUSED if refused else NoticeKind.APPROVED, name=decision_name(part),
        number=f"{part.number}-JD{_again(part)}",
        title=Sentence(_named(part, decides=decides, permit=permit)),
        body=(Sentence(applied, about), *_authority(part, named), *(_opinion if decides else _result)(part, named)),
        points=(*_reasons(part), *_conditions(part)), issuer=part.in_name_of, signed=_signed(part), instead_of=part.decided_for,
        matter=part.name, approval=part.number,
        article=articles(held, "decision.written", at, *(("refusal.reasons",) if refused else ())),
        remedies=against(held, part, at, named) if refused or part.conditions else (),
    )  # fmt: skip


def decision_name(part: ApprovalView) -> str:
    """Of its paper within the case: decision-02; decided anew: decision-02-2."""
    return f"decision-{part.number.rpartition('-')[2]}{_again(part, '-')}"


def _again(part: ApprovalView, between: str = "") -> str:
    """A decision made anew is another paper."""
    return f"{between}{part.turn}" if part.turn > 1 else ""


def _signed(part: ApprovalView) -> str:
    """Nobody signed what nobody decided."""
    return "" if part.by_law else part.decided_by


def _named(part: ApprovalView, *, decides: bool, permit: bool) -> str:
    if part.by_law:
        return gettext_noop("Notice of renewal by law")
    return _title(permit=permit, refused=part.state is ApprovalState.REFUSED) if decides else gettext_noop("Notice of the result")


def _title(*, permit: bool, refused: bool) -> str:
    if refused:
        return gettext_noop("Decision to refuse a permit") if permit else gettext_noop("Decision to refuse")
    return gettext_noop("Decision to grant a permit") if permit else gettext_noop("Decision to approve")


def _opinion(part: ApprovalView, named: Named) -> tuple[Sentence, ...]:
    if part.by_law:
        return _silent(part, named)
    if part.state is ApprovalState.REFUSED:
        return (Sentence(gettext_noop("We have examined it and decided not to approve it, for these reasons:")),)
    approved = Sentence(gettext_noop("We have examined it. It meets the conditions and standards of the law, and we have approved it."))
    licence = named.licences.get(part.number)
    with_it = Sentence(gettext_noop("Issued with this decision: %(licence)s. It is in your wallet."), {"licence": licence})
    return (approved, with_it) if licence else (approved,)


def _silent(part: ApprovalView, named: Named) -> tuple[Sentence, ...]:
    """视为准予延续: nobody decided, and the law says what that means (行政许可法 art. 50)."""
    said = gettext_noop(
        "You asked for renewal in time. The permit ended on %(day)s and nobody had decided: it counts as renewed (%(article)s)."
    )
    told = Sentence(said, {"day": in_words(part.silent_on) if part.silent_on else "", "article": part.by_law})
    licence = named.licences.get(part.number)
    goes_on = gettext_noop("Issued with it: %(licence)s. It goes on from the day after. It is in your wallet.")
    with_it = Sentence(goes_on, {"licence": licence})
    return (told, with_it) if licence else (told,)


def _conditions(part: ApprovalView) -> tuple[Sentence, ...]:
    """附条件准予: each condition with the article that allows it."""
    said = gettext_noop("Granted on the condition that %(text)s (%(article)s)")
    return tuple(Sentence(said, {"text": one.text, "article": one.article}) for one in part.conditions)


def _authority(part: ApprovalView, named: Named) -> tuple[Sentence, ...]:
    """实施主体: on whose behalf it was decided, where that is not the deciding body's own office (行政许可法 arts. 23–25)."""
    ground = part.authority
    if ground is None:
        return ()
    body = {name: named.bodies.get(code, Words(code)) for name, code in (("acting", ground.acting), ("body", ground.in_name_of))}
    told = []
    if ground.in_another_name:
        said = gettext_noop("%(acting)s decided this in the name of %(body)s, which delegated it and answers for it (%(article)s).")
        told.append(Sentence(said, {**body, "article": ground.reference}))
    elif ground.kind in _SPECIAL:
        told.append(Sentence(_SPECIAL[ground.kind], {**body, "article": ground.reference}))
    if ground.successor_of:
        former = named.bodies.get(ground.successor_of, Words(ground.successor_of))
        said = gettext_noop("%(acting)s went on with this matter in the place of %(former)s.")
        told.append(Sentence(said, {**body, "former": former}))
    return tuple(told)


def against(held: Iterable[Regime], part: ApprovalView, at: datetime, named: Named) -> tuple[Sentence, ...]:
    """救济: the government is that of whoever answers for it, and who that is is said where it is not plain (行政复议法 art. 19)."""
    code = named.respondents.get(part.in_name_of, part.in_name_of)
    found = ways(held, at, code, named)
    return (*respondent(part, code, named.bodies), *found) if found else ()


def _result(part: ApprovalView, named: Named) -> tuple[Sentence, ...]:
    if part.state is ApprovalState.REFUSED:
        return (Sentence(gettext_noop("It could not be done, for these reasons. This is not an administrative decision.")),)
    done = Sentence(gettext_noop("It has been done. This is not an administrative decision."))
    licence = named.licences.get(part.number)
    with_it = Sentence(gettext_noop("Issued with it: %(licence)s. It is in your wallet."), {"licence": licence})
    return (done, with_it) if licence else (done,)


def _reasons(part: ApprovalView) -> tuple[Sentence, ...]:
    if part.reasons is None:
        return ()
    return (
        why(part.reasons.text),
        Sentence(gettext_noop("Legal ground: %(text)s"), {"text": part.reasons.article}),
        Sentence(gettext_noop("It would pass if: %(text)s"), {"text": part.reasons.would_pass_if}),
    )



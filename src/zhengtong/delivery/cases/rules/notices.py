"""文书: which written notices a case has, and what each of them says (行政许可法 arts. 32, 38)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.cases.rules.remedies import remedies, respondent
from zhengtong.delivery.cases.terms import CaseView, NoticeKind, Point, Sentence, Supplementation, WrittenNotice
from zhengtong.foundation.catalogue.terms import Regime
from zhengtong.foundation.identity.terms import AuthorityKind
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

_CHINA = timezone(timedelta(hours=8))
_RECEIVED = gettext_noop("On %(date)s we received your application for %(title)s (case number %(case)s).")
_SEAL = gettext_noop("Demonstration: here the special seal of %(body)s would stand. This paper has no legal effect.")
_SPECIAL = {
    AuthorityKind.AUTHORISED: gettext_noop("%(acting)s decides this in its own name, authorised by law (%(article)s)."),
    AuthorityKind.TRANSFERRED: gettext_noop("%(acting)s decides this in its own name; the power was transferred to it (%(article)s)."),
}
_NO_DECISION = frozenset({"none", "contract"})


@dataclass(frozen=True, slots=True)
class Named:
    """What notices name besides the case: by item, by organisation, by what a point is about, by approval."""

    regimes: Mapping[str, Regime]
    bodies: Mapping[str, Words]
    governments: Mapping[str, Words]  # of the place of each organisation
    respondents: Mapping[str, str]  # in whose name it was decided → who answers for it today
    papers: Mapping[str, Words]
    licences: Mapping[str, Words]


def notices(case: CaseView, asked: Sequence[Supplementation], named: Named) -> tuple[WrittenNotice, ...]:
    """文书目录: earliest first. ``asked``: every supplementation notice, earliest first."""
    found = [_asked(case, one, turn, named) for turn, one in enumerate(asked, start=1)]
    if case.accepted_at is not None:
        found.append(_accepted(case, case.accepted_at, asked, named))
    if case.declined is not None and case.closed_at is not None:
        found.append(_declined(case, case.closed_at, named))
    found += [
        _decided(case, part, part.decided_at, named)
        for part in case.approvals
        if part.decided_at is not None and part.state in (ApprovalState.APPROVED, ApprovalState.REFUSED)
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.number)))


def _accepted(case: CaseView, at: datetime, asked: Sequence[Supplementation], named: Named) -> WrittenNotice:
    """受理通知书. Where the window kept silent, the law has accepted from the day everything was there (art. 32(1)(4))."""
    body = [_received(case)]
    answered = [one.answered_at for one in asked if one.answered_at is not None]
    if answered:
        said = gettext_noop("On %(date)s you answered every point of the supplementation notice.")
        body.append(Sentence(said, {"date": _day(answered[-1])}))
    if case.accepted_by_law:
        said = gettext_noop("The term to tell you what is missing passed in silence: it counts as accepted from %(date)s, when it arrived.")
        body.append(Sentence(said, {"date": _day(answered[-1] if answered else case.submitted_at)}))
    else:
        said = gettext_noop("It is for us to handle, and the papers are complete and in due form. It is accepted from %(date)s.")
        body.append(Sentence(said, {"date": _day(at)}))
    return _paper(
        case, named, at, kind=NoticeKind.ACCEPTED, name="acceptance", number=f"{case.number}-SL",
        title=Sentence(gettext_noop("Notice of acceptance")), body=tuple(body), article=_articles(_all(case, named), "intake.receipt", at),
        points=tuple(_term(case, part, at, named) for part in case.approvals),
    )  # fmt: skip


def _term(case: CaseView, part: ApprovalView, at: datetime, named: Named) -> Sentence:
    """办理期限 as it stood on acceptance: what opened then has its day, what waits has none yet."""
    body = named.bodies.get(case.window if part.unpublished else part.organisation, Words(part.organisation))
    params: dict[str, object] = {"name": part.name, "body": body}
    if part.opened_at != at:
        return Sentence(gettext_noop("%(name)s: %(body)s begins when what it depends on has been approved."), params)
    if part.due_on is None:
        return Sentence(gettext_noop("%(name)s: %(body)s decides; no term is published."), params)
    return Sentence(gettext_noop("%(name)s: %(body)s decides by %(date)s at the latest."), {**params, "date": _words(part.due_on)})


def _asked(case: CaseView, told: Supplementation, turn: int, named: Named) -> WrittenNotice:
    """补正告知书: everything once (art. 32(1)(4)); a further one only repeats what was told and not cured."""
    everything = gettext_noop("The papers are incomplete or not in due form. These are all the points to put right; you are told once.")
    again = gettext_noop("These points were told before and are not put right yet.")
    return _paper(
        case, named, told.asked_at, kind=NoticeKind.SUPPLEMENTATION, name="supplementation" if turn == 1 else f"supplementation-{turn}",
        number=f"{case.number}-BZ{turn}", title=Sentence(gettext_noop("Supplementation notice")),
        body=(
            _received(case),
            Sentence(everything if turn == 1 else again),
            Sentence(gettext_noop("Answer every point on the page of the case. When all are answered, the term to accept begins again.")),
        ),
        points=tuple(_point(one, named) for one in told.points),
        article=_articles(_all(case, named), "supplementation.notices", told.asked_at),
    )  # fmt: skip


def _point(point: Point, named: Named) -> Sentence:
    params = {"name": named.papers.get(point.at, Words(point.at)), "what": point.what, "article": point.article}
    return Sentence(gettext_noop("%(name)s: %(what)s (%(article)s)") if point.article else gettext_noop("%(name)s: %(what)s"), params)


def _declined(case: CaseView, at: datetime, named: Named) -> WrittenNotice:
    """不予受理决定书: why, and where to turn (art. 32(1)(1)(2))."""
    assert case.declined is not None
    return _paper(
        case, named, at, kind=NoticeKind.DECLINED, name="not-accepted", number=f"{case.number}-BY",
        title=Sentence(gettext_noop("Decision not to accept")),
        body=(_received(case), Sentence(gettext_noop("We have decided not to accept it."))),
        points=(_why(case.declined.reason), Sentence(gettext_noop("Where to turn: %(text)s"), {"text": case.declined.direction})),
        article=_articles(_all(case, named), "intake.receipt", at),
        remedies=_remedies(_all(case, named), at, case.window, named),
    )  # fmt: skip


def _decided(case: CaseView, part: ApprovalView, at: datetime, named: Named) -> WrittenNotice:
    """准予、不予许可决定书 (art. 38): a permit is called so only where the regime orders a written decision on one.

    办理结果告知书: where nothing is decided (a look-up, a bank's answer), nobody is told of a decision.
    """
    held = [named.regimes[part.item]] if part.item in named.regimes else []
    permit = any(regime.at("decision.written", _date(at)) for regime in held)
    decides = not any((kind := regime.at("decision.kind", _date(at))) and kind.value in _NO_DECISION for regime in held)
    refused = part.state is ApprovalState.REFUSED
    applied = gettext_noop("You applied for %(name)s with %(title)s (case number %(case)s), received on %(date)s.")
    about: dict[str, object] = {"name": part.name, "title": case.title, "case": case.number, "date": _day(case.submitted_at)}
    return _paper(
        case, named, at, kind=NoticeKind.REFUSED if refused else NoticeKind.APPROVED, name=f"decision-{part.number.rpartition('-')[2]}",
        number=f"{part.number}-JD",
        title=Sentence(_title(permit=permit, refused=refused) if decides else gettext_noop("Notice of the result")),
        body=(Sentence(applied, about), *_authority(part, named), *(_opinion if decides else _result)(part, named)),
        points=_reasons(part), issuer=part.in_name_of, signed=part.decided_by, instead_of=part.decided_for, matter=part.name,
        article=_articles(held, "decision.written", at, *(("refusal.reasons",) if refused else ())),
        remedies=_against(held, part, at, named) if refused else (),
    )  # fmt: skip


def _title(*, permit: bool, refused: bool) -> str:
    if refused:
        return gettext_noop("Decision to refuse a permit") if permit else gettext_noop("Decision to refuse")
    return gettext_noop("Decision to grant a permit") if permit else gettext_noop("Decision to approve")


def _opinion(part: ApprovalView, named: Named) -> tuple[Sentence, ...]:
    if part.state is ApprovalState.REFUSED:
        return (Sentence(gettext_noop("We have examined it and decided not to approve it, for these reasons:")),)
    approved = Sentence(gettext_noop("We have examined it. It meets the conditions and standards of the law, and we have approved it."))
    licence = named.licences.get(part.number)
    with_it = Sentence(gettext_noop("Issued with this decision: %(licence)s. It is in your wallet."), {"licence": licence})
    return (approved, with_it) if licence else (approved,)


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


def _against(held: Iterable[Regime], part: ApprovalView, at: datetime, named: Named) -> tuple[Sentence, ...]:
    """救济: the government is that of whoever answers for it, and who that is is said where it is not plain (行政复议法 art. 19)."""
    code = named.respondents.get(part.in_name_of, part.in_name_of)
    found = _remedies(held, at, code, named)
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
        _why(part.reasons.text),
        Sentence(gettext_noop("Legal ground: %(text)s"), {"text": part.reasons.article}),
        Sentence(gettext_noop("It would pass if: %(text)s"), {"text": part.reasons.would_pass_if}),
    )


def _why(text: str) -> Sentence:
    return Sentence(gettext_noop("Why: %(text)s"), {"text": text})


def _paper(
    case: CaseView, named: Named, at: datetime, *, kind: NoticeKind, name: str, number: str, title: Sentence, body: tuple[Sentence, ...],
    points: tuple[Sentence, ...], article: str, remedies: tuple[Sentence, ...] = (), issuer: str = "", signed: str = "",
    matter: Words | None = None, instead_of: str = "",
) -> WrittenNotice:  # fmt: skip
    by = named.bodies.get(issuer or case.window, Words(issuer or case.window))
    return WrittenNotice(
        kind=kind, name=name, number=number, title=title, at=at, on=_date(at), case=case.number,
        matter=matter or case.title,
        addressee=case.subject_name, issuer=by, body=body, seal=Sentence(_SEAL, {"body": by}), points=points, article=article,
        remedies=remedies, signed=signed, instead_of=instead_of,
    )  # fmt: skip


def _received(case: CaseView) -> Sentence:
    return Sentence(_RECEIVED, {"date": _day(case.submitted_at), "title": case.title, "case": case.number})


def _all(case: CaseView, named: Named) -> list[Regime]:
    """The regimes of a case's items, each once."""
    return list({named.regimes[part.item].code: named.regimes[part.item] for part in case.approvals if part.item in named.regimes}.values())


def _articles(regimes: Iterable[Regime], parameter: str, at: datetime, *more: str) -> str:
    """What the regimes give as the ground, each once; nothing where they are silent."""
    held = [regime.at(name, _date(at)) for regime in regimes for name in (parameter, *more)]
    return "、".join(dict.fromkeys(one.reference for one in held if one is not None))


def _remedies(regimes: Iterable[Regime], at: datetime, organisation: str, named: Named) -> tuple[Sentence, ...]:
    told: list[Sentence] = []
    for regime in regimes:
        told += [one for one in remedies(regime, _date(at), named.governments.get(organisation)) if one not in told]
    return tuple(told)


def _date(at: datetime) -> date:
    return at.astimezone(_CHINA).date()


def _day(at: datetime) -> Words:
    return _words(_date(at))


def _words(on: date) -> Words:
    """A day with its year, as a document writes it."""
    return Words(f"{on.year}年{on.month}月{on.day}日", on.isoformat())

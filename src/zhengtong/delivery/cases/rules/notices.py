"""文书: which written notices a case has, and what each of them says (行政许可法 arts. 32, 38)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.cases.rules.annulling import annulments
from zhengtong.delivery.cases.rules.granting import decided
from zhengtong.delivery.cases.rules.timing import delays
from zhengtong.delivery.cases.rules.writing import (
    Named,
    all_of,
    articles,
    authorities,
    date_of,
    day,
    in_words,
    listed,
    paper,
    received,
    received_for,
    regimes_of,
    ways,
    why,
    window_of,
)
from zhengtong.delivery.cases.terms import CaseView, Declined, NoticeKind, Point, Sentence, Supplementation, WrittenNotice
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words


def notices(case: CaseView, asked: Sequence[Supplementation], named: Named) -> tuple[WrittenNotice, ...]:
    """文书目录: earliest first. ``asked``: every supplementation notice, earliest first."""
    found = [_asked(case, one, turn, named) for turn, one in enumerate(asked, start=1)]
    if case.accepted_at is not None:
        found.append(_accepted(case, case.accepted_at, asked, named))
    if case.declined is not None and case.closed_at is not None:
        found.append(_declined(case, case.closed_at, named))
    found += [
        decided(case, part, part.decided_at, named)
        for part in (each for one in case.approvals for each in (*one.past, one))
        if part.decided_at is not None and part.state in (ApprovalState.APPROVED, ApprovalState.REFUSED)
    ]
    found += annulments(case, named)
    found += delays(case, named)
    return tuple(sorted(found, key=lambda one: (one.at, one.number)))


def _accepted(case: CaseView, at: datetime, asked: Sequence[Supplementation], named: Named) -> WrittenNotice:
    """受理通知书. Where the window kept silent, the law has accepted from the day everything was there (art. 32(1)(4))."""
    body = [received(case)]
    answered = [one.answered_at for one in asked if one.answered_at is not None]
    if answered:
        said = gettext_noop("On %(date)s you answered every point of the supplementation notice.")
        body.append(Sentence(said, {"date": day(answered[-1])}))
    if case.accepted_by_law:
        said = gettext_noop("The term to tell you what is missing passed in silence: it counts as accepted from %(date)s, when it arrived.")
        body.append(Sentence(said, {"date": day(answered[-1] if answered else case.submitted_at)}))
    else:
        said = gettext_noop("It is for us to handle, and the papers are complete and in due form. It is accepted from %(date)s.")
        body.append(Sentence(said, {"date": day(at)}))
    return paper(
        case, named, at, kind=NoticeKind.ACCEPTED, name="acceptance", number=f"{case.number}-SL",
        title=Sentence(gettext_noop("Notice of acceptance")), body=(*body, *received_for(case, named, at)),
        article=articles(all_of(case, named), "intake.receipt", at),
        points=tuple(_term(case, part, at, named) for part in case.approvals),
    )  # fmt: skip


def _term(case: CaseView, part: ApprovalView, at: datetime, named: Named) -> Sentence:
    """办理期限 as it stood on acceptance: what opened then has its day, what waits has none yet."""
    holder = named.holders.get(part.number, part.organisation)
    body = named.bodies.get(window_of(case, named, at) if part.unpublished else holder, Words(holder))
    params: dict[str, object] = {"name": part.name, "body": body}
    if part.opened_at != at:
        return Sentence(gettext_noop("%(name)s: %(body)s begins when what it depends on has been approved."), params)
    promised, legal = named.opened.get(part.number, (None, None))
    if legal is None:
        if promised is None:
            return Sentence(gettext_noop("%(name)s: %(body)s decides; no term is published."), params)
        return Sentence(gettext_noop("%(name)s: %(body)s decides. Promised by %(promised)s; no law sets a term."), _days(params, promised))
    if promised is None:
        return Sentence(gettext_noop("%(name)s: %(body)s decides by %(date)s at the latest, by law."), {**params, "date": in_words(legal)})
    if promised < date_of(at):
        said = gettext_noop("%(name)s: %(body)s decides. The promise was %(promised)s and has passed; by law by %(legal)s at the latest.")
    else:
        said = gettext_noop("%(name)s: %(body)s decides. Promised by %(promised)s; by law by %(legal)s at the latest.")
    return Sentence(said, {**_days(params, promised), "legal": in_words(legal)})


def _days(params: Mapping[str, object], promised: date) -> dict[str, object]:
    return {**params, "promised": in_words(promised)}


def _asked(case: CaseView, told: Supplementation, turn: int, named: Named) -> WrittenNotice:
    """补正告知书: everything once (art. 32(1)(4)); a further one only repeats what was told and not cured."""
    everything = gettext_noop("The papers are incomplete or not in due form. These are all the points to put right; you are told once.")
    again = gettext_noop("These points were told before and are not put right yet.")
    return paper(
        case, named, told.asked_at, kind=NoticeKind.SUPPLEMENTATION, name="supplementation" if turn == 1 else f"supplementation-{turn}",
        number=f"{case.number}-BZ{turn}", title=Sentence(gettext_noop("Supplementation notice")),
        body=(
            received(case),
            *received_for(case, named, told.asked_at),
            Sentence(gettext_noop("Answer every point on the page of the case. When all are answered, the term to accept begins again.")),
            Sentence(everything if turn == 1 else again),
        ),
        points=tuple(_point(one, named) for one in told.points),
        article=articles(all_of(case, named), "supplementation.notices", told.asked_at),
    )  # fmt: skip


def _point(point: Point, named: Named) -> Sentence:
    params = {"name": named.papers.get(point.at, Words(point.at)), "what": point.what, "article": point.article}
    return Sentence(gettext_noop("%(name)s: %(what)s (%(article)s)") if point.article else gettext_noop("%(name)s: %(what)s"), params)


def _declined(case: CaseView, at: datetime, named: Named) -> WrittenNotice:
    """不予受理决定书: why, and where to turn (art. 32(1)(1)(2))."""
    assert case.declined is not None
    return paper(
        case, named, at, kind=NoticeKind.DECLINED, name="not-accepted", number=f"{case.number}-BY",
        title=Sentence(gettext_noop("Decision not to accept")),
        body=(received(case), *received_for(case, named, at), Sentence(gettext_noop("We have decided not to accept it."))),
        points=_grounds(case.declined, named),
        article=articles(all_of(case, named), "intake.receipt", at),
        remedies=_against_declining(case, at, named),
    )  # fmt: skip


def _against_declining(case: CaseView, at: datetime, named: Named) -> tuple[Sentence, ...]:
    """救济: against whoever's item it is, for whom the window received; apart where not one office reconsiders all of it."""
    bodies = authorities(case, named, at)
    if not bodies:
        return ways(all_of(case, named), at, window_of(case, named, at), named)
    each = {code: found for code in bodies if (found := ways(regimes_of(case, named, code), at, code, named))}
    told: list[Sentence] = []
    for found in [one for place, one in enumerate(each.values()) if one not in list(each.values())[:place]]:
        alike = [code for code, one in each.items() if one == found]
        told += [Sentence(gettext_noop("Against whom: %(bodies)s."), {"bodies": listed(alike, named)}), *found]
    return tuple(told)


def _grounds(declined: Declined, named: Named) -> tuple[Sentence, ...]:
    """The reason and the direction; or everything to put right, where the law declines incomplete papers (不动产登记暂行条例 art. 17)."""
    told = [why(declined.reason)] if declined.reason else []
    told += [_point(one, named) for one in declined.points]
    if declined.direction:
        told.append(Sentence(gettext_noop("Where to turn: %(text)s"), {"text": declined.direction}))
    return tuple(told)

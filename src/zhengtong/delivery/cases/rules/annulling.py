"""撤销决定书: an approval given on a promise that was not kept is annulled in writing (行政许可法 art. 69; 行政复议法 art. 11(3))."""

from datetime import datetime

from zhengtong.delivery.approvals.terms import ApprovalView
from zhengtong.delivery.cases.rules.granting import against
from zhengtong.delivery.cases.rules.writing import Broken, Named, date_of, day, in_words, paper
from zhengtong.delivery.cases.terms import CaseView, NoticeKind, Sentence, WrittenNotice
from zhengtong.kernel.refusals import gettext_noop

_ANNULS = "行政许可法 第六十九条"


def annulments(case: CaseView, named: Named) -> list[WrittenNotice]:
    """Of each part whose check found the promise broken after the term to correct."""
    return [
        _annulled(case, part, named.broken[part.number], at, named)
        for part in case.approvals
        if part.number in named.broken and (at := named.broken[part.number].check.checked_at) is not None
    ]


def _annulled(case: CaseView, part: ApprovalView, broken: Broken, at: datetime, named: Named) -> WrittenNotice:
    """What was granted, what was found by whom, what was ordered and not done, what follows; against it what any decision has."""
    check = broken.check
    held = [named.regimes[part.item]] if part.item in named.regimes else []
    permit = any(regime.at("decision.written", date_of(at)) for regime in held)
    body = [
        Sentence(
            gettext_noop("On %(date)s we approved %(name)s on what you promised (case number %(case)s)."),
            {"date": day(part.decided_at or at), "name": part.name, "case": case.number},
        ),
        Sentence(
            gettext_noop("It was checked by %(officers)s. It is not as promised; what was found stands below."),
            {"officers": "、".join(check.officers)},
        ),
    ]
    if check.correct_by is not None:
        ordered = gettext_noop("You were ordered to put it right by %(until)s. That day has passed, and it is not put right.")
        body.append(Sentence(ordered, {"until": in_words(check.correct_by)}))
    body.append(_what_ends(part, named))
    return paper(
        case, named, at, kind=NoticeKind.ANNULLED, name=f"annulment-{part.number.rpartition('-')[2]}", number=f"{part.number}-CX",
        title=Sentence(gettext_noop("Decision to annul a permit") if permit else gettext_noop("Decision to annul")),
        body=tuple(body), issuer=_issuer(part, broken), matter=part.name, approval=part.number,
        points=(
            *(Sentence(gettext_noop("Found: %(text)s"), {"text": line}) for line in check.found.splitlines()),
            Sentence(gettext_noop("Legal ground: %(text)s"), {"text": broken.article}),
            Sentence(gettext_noop("What follows: %(text)s"), {"text": check.consequence}),
        ),
        article="、".join((broken.article, *((_ANNULS,) if permit else ()))), remedies=against(held, part, at, named),
    )  # fmt: skip


def _issuer(part: ApprovalView, broken: Broken) -> str:
    """The body that decided; where another goes on with its matters, that one (行政许可法 art. 69: 作出行政许可决定的行政机关)."""
    return part.in_name_of if broken.by in ("", part.organisation) else broken.by


def _what_ends(part: ApprovalView, named: Named) -> Sentence:
    licence = named.licences.get(part.number)
    if licence is None:
        return Sentence(gettext_noop("We annul the approval of %(name)s from today."), {"name": part.name})
    said = gettext_noop("We annul the approval of %(name)s from today. The %(licence)s that was issued with it is not valid any more.")
    return Sentence(said, {"name": part.name, "licence": licence})

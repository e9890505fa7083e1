"""文书: what every written notice is made of: whom it names, its ground, its remedies, its days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from zhengtong.delivery.approvals.terms import AfterCheck, Clock
from zhengtong.delivery.cases.rules.remedies import remedies
from zhengtong.delivery.cases.terms import CaseView, DeliveryView, NoticeKind, Sentence, WrittenNotice
from zhengtong.foundation.catalogue.terms import Regime
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

_CHINA = timezone(timedelta(hours=8))
_RECEIVED = gettext_noop("On %(date)s we received your application for %(title)s (case number %(case)s).")
_SEAL = gettext_noop("Demonstration: here the special seal of %(body)s would stand. This paper has no legal effect.")


@dataclass(frozen=True, slots=True)
class Broken:
    """承诺未履行: the finding on which an approval is annulled."""

    check: AfterCheck
    article: str
    by: str  # the body that checked, in whose name it is annulled


@dataclass(frozen=True, slots=True)
class Named:
    """What notices name besides the case: by item, by organisation, by what a point is about, by approval."""

    regimes: Mapping[str, Regime]
    bodies: Mapping[str, Words]
    governments: Mapping[str, Words]  # of the place of each organisation; of a government the one above
    respondents: Mapping[str, str]  # in whose name it was decided → who answers for it today
    papers: Mapping[str, Words]
    licences: Mapping[str, Words]
    clocks: Mapping[str, Clock] = field(default_factory=dict)  # by approval
    opened: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)  # approval → promised, by law, as it opened
    extended: Mapping[str, Sequence[date]] = field(default_factory=dict)  # approval, or "" for the joint term → its days by law as extended
    online: str = ""  # where reconsideration can be asked for online (行政复议法 art. 22)
    deliveries: Sequence[DeliveryView] = ()
    above: Mapping[str, Words] = field(default_factory=dict)  # led from above: who reconsiders instead (行政复议法 art. 27)
    elsewhere: frozenset[str] = frozenset()  # organisations whose acts are not reconsidered on this platform
    windows: Sequence[tuple[date, str]] = ()  # from which day which window had it, earliest first; empty: always the same
    broken: Mapping[str, Broken] = field(default_factory=dict)  # approval → what was found, and on which article it is annulled
    holders: Mapping[str, str] = field(default_factory=dict)  # approval → the body it began with, where another holds it now


def why(text: str) -> Sentence:
    return Sentence(gettext_noop("Why: %(text)s"), {"text": text})


def paper(
    case: CaseView, named: Named, at: datetime, *, kind: NoticeKind, name: str, number: str, title: Sentence, body: tuple[Sentence, ...],
    points: tuple[Sentence, ...], article: str, remedies: tuple[Sentence, ...] = (), issuer: str = "", signed: str = "",
    matter: Words | None = None, instead_of: str = "", rows: tuple[tuple[Sentence, Sentence], ...] = (), approval: str = "",
) -> WrittenNotice:  # fmt: skip
    code = issuer or window_of(case, named, at)
    by = named.bodies.get(code, Words(code))
    return WrittenNotice(
        kind=kind, name=name, number=number, title=title, at=at, on=date_of(at), case=case.number,
        matter=matter or case.title,
        addressee=case.subject_name, issuer=by, body=body, seal=Sentence(_SEAL, {"body": by}), points=points, article=article,
        remedies=remedies, signed=signed, instead_of=instead_of, rows=rows, approval=approval,
    )  # fmt: skip


def window_of(case: CaseView, named: Named, at: datetime) -> str:
    """The window that had the case in hand on that day, whoever goes on in its place later."""
    return next((code for since, code in reversed(named.windows) if since <= date_of(at)), case.window)


def received(case: CaseView) -> Sentence:
    return Sentence(_RECEIVED, {"date": day(case.submitted_at), "title": case.title, "case": case.number})


def authorities(case: CaseView, named: Named, at: datetime) -> tuple[str, ...]:
    """行政机关: whose items a case has, each once; without the window, where it receives for others."""
    window = window_of(case, named, at)
    held = (named.holders.get(part.number, part.in_name_of) for part in case.approvals if not part.unpublished)
    return tuple(dict.fromkeys(code for code in held if code != window))


def listed(codes: Iterable[str], named: Named) -> Words:
    bodies = [named.bodies.get(code, Words(code)) for code in codes]
    return Words("、".join(one.zh for one in bodies), ", ".join(one.say("en") for one in bodies))


def received_for(case: CaseView, named: Named, at: datetime) -> tuple[Sentence, ...]:
    """统一受理: whose window it is, and for which authorities it receives and writes this (行政许可法 arts. 26(2), 32(2))."""
    bodies = authorities(case, named, at)
    if not bodies:
        return ()
    window = named.bodies.get(window_of(case, named, at), Words(window_of(case, named, at)))
    params = {"window": window, "bodies": listed(bodies, named)}
    if not any(regime.at("intake.receipt", date_of(at)) for regime in all_of(case, named)):
        return (Sentence(gettext_noop("%(window)s receives it and writes this for %(bodies)s."), params),)
    said = gettext_noop(
        "%(window)s receives it and writes this for %(bodies)s, as the government has arranged (行政许可法 art. 26); "
        "in service the number of that decision stands here."
    )
    return (Sentence(said, params),)


def regimes_of(case: CaseView, named: Named, body: str) -> list[Regime]:
    """The regimes of one authority's items; all of them, where it is nobody's in particular."""
    own = {part.item for part in case.approvals if named.holders.get(part.number, part.in_name_of) == body}
    return [one for one in all_of(case, named) if not own or any(named.regimes.get(item) == one for item in own)]


def all_of(case: CaseView, named: Named) -> list[Regime]:
    """The regimes of a case's items, each once."""
    return list({named.regimes[part.item].code: named.regimes[part.item] for part in case.approvals if part.item in named.regimes}.values())


def articles(regimes: Iterable[Regime], parameter: str, at: datetime, *more: str) -> str:
    """What the regimes give as the ground, each once; nothing where they are silent."""
    held = [regime.at(name, date_of(at)) for regime in regimes for name in (parameter, *more)]
    return "、".join(dict.fromkeys(one.reference for one in held if one is not None))


def ways(regimes: Iterable[Regime], at: datetime, organisation: str, named: Named) -> tuple[Sentence, ...]:
    """救济: what may be done, by which channels, until when."""
    told: list[Sentence] = []
    for regime in regimes:
        found = remedies(regime, date_of(at), named.governments.get(organisation), named.above.get(organisation))
        found = (*found, *_online(regime, at, "" if organisation in named.elsewhere else named.online))
        told += [one for one in found if one not in told]
    return tuple(told)


def _online(regime: Regime, at: datetime, address: str) -> tuple[Sentence, ...]:
    """A decision that is served online names where reconsideration is asked for online (行政复议法 art. 22(2))."""
    held = regime.at("remedy.online", date_of(at))
    if held is None or not held.value:
        return ()
    if not address:
        said = gettext_noop("Reconsideration online: this demonstration names no channel; in service it stands here (%(article)s).")
        return (Sentence(said, {"article": held.reference}),)
    said = gettext_noop("Reconsideration can be asked for online at %(address)s (%(article)s).")
    return (Sentence(said, {"address": address, "article": held.reference}),)


def date_of(at: datetime) -> date:
    return at.astimezone(_CHINA).date()


def day(at: datetime) -> Words:
    return in_words(date_of(at))


def in_words(on: date) -> Words:
    """A day with its year, as a document writes it."""
    return Words(f"{on.year}年{on.month}月{on.day}日", on.isoformat())

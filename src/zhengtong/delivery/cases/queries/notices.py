"""办件: the written notices of a case, and what its applicant is told of a decision."""

from collections.abc import Iterable

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.models import Notice as Asked
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import Sentence, Supplementation, WrittenNotice
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Regime
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationKind, OrganisationView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.words import Words


def notices(number: str, by: Actor) -> tuple[WrittenNotice, ...]:
    """文书: earliest first; for the applicant and the window that took the case in. Raises CaseNotFound."""
    row = reading.find(number, by)
    shown = reading.view(row)
    told = [
        Supplementation(one.asked_at, reading.points(one.points), one.answered_at)
        for one in Asked.objects.filter(case=row).order_by("asked_at", "id")
    ]
    respondents = {one.in_name_of: identity.respondent_of(one.in_name_of) for one in shown.approvals}
    acting = {code for one in shown.approvals for code in (one.organisation, one.authority.successor_of if one.authority else "")}
    bodies = identity.organisations_by_code({shown.window, *acting, *respondents, *respondents.values()})
    named = rules.Named(
        regimes=_regimes(shown.approvals),
        bodies={code: one.name for code, one in bodies.items()},
        governments=_governments(bodies.values()),
        respondents=respondents,
        papers=_papers(row, {point.at for one in told for point in one.points}),
        licences=licences.names_by_approval(one.number for one in shown.approvals),
    )
    return rules.notices(shown, told, named)


def decision(*, approval: str, case: str) -> Sentence:
    """What the applicant is told of one decision. For the reaction to it, which answers to nobody."""
    decided = next(one for one in approvals.approvals_of([case])[case] if one.number == approval)
    body = reading.names((decided,)).get(decided.organisation, Words(decided.organisation))
    return rules.decision(decided, body=body, licence=licences.names_by_approval([approval]).get(approval, Words("")))


def taken_over(*, approval: str, case: str, organisation: str, former: str) -> Sentence:
    """What the applicant is told when another body goes on. For the reaction to it, which answers to nobody."""
    part = next(one for one in approvals.approvals_of([case])[case] if one.number == approval)
    names = identity.organisation_names({organisation, former})
    return rules.taken_over(part, body=names.get(organisation, Words(organisation)), former=names.get(former, Words(former)))


def _regimes(parts: Iterable[ApprovalView]) -> dict[str, Regime]:
    """Item → the procedural law it is decided under."""
    codes = {one.item: reading.guide(one.pin).regime for one in parts}
    return {item: catalogue.regime(code) for item, code in codes.items() if code}


def _governments(bodies: Iterable[OrganisationView]) -> dict[str, Words]:
    """Organisation → the people's government of its place; left out where content names none."""
    bodies = tuple(bodies)
    held = {
        division: one.name
        for division in {one.division for one in bodies}
        for one in identity.organisations(division)
        if one.kind is OrganisationKind.GOVERNMENT
    }
    return {one.code: held[one.division] for one in bodies if one.division in held}


def _papers(row: Case, wanted: set[str]) -> dict[str, Words]:
    """What the points of a notice are about: a paper or a question, by its name."""
    if not wanted:
        return {}
    shared = catalogue.matter(Ref(row.matter_kind, row.matter_code), Pin(*row.pins[0])).materials
    guides = [reading.guide(pin) for pin in reading.item_pins(row)]
    named = {one.code: one.name for one in (*shared, *(one for guide in guides for one in guide.materials or ()))}
    asked = elements.elements({key for key in wanted if key not in named})
    return {**named, **{key: one.title for key, one in asked.items()}}

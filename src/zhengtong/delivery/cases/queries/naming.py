"""办件: whom and what the written notices of a case name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.conf import settings

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import AfterCheckState, ApprovalState, ApprovalView
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import CaseView, DeliveryView
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Regime
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationKind, OrganisationView
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.words import Words

_GOVERNMENT = OrganisationKind.GOVERNMENT
_ABOVE = Words("上一级人民政府", "the people's government above it")


def named(row: Case, shown: CaseView, points: set[str], deliveries: tuple[DeliveryView, ...] = ()) -> rules.Named:
    """``points``: what the notices of this case ask about."""
    decisions = tuple(each for one in shown.approvals for each in (*one.past, one))
    respondents = {one.in_name_of: identity.respondent_of(one.in_name_of) for one in decisions}
    acting = {code for one in decisions for code in (one.organisation, one.authority.successor_of if one.authority else "")}
    told = ledger.facts_about(Ref("case", row.number))
    (opened, extended), holders, windows = _days(told), _holders(told), identity.succession(row.window_then or row.window)
    line = {code for _, code in windows}
    broken = _broken(shown.approvals)
    who = {*line, *holders.values(), *acting, *respondents, *respondents.values(), *(one.by for one in broken.values())}
    bodies = identity.organisations_by_code(who)
    return rules.Named(
        regimes=regimes(shown.approvals),
        bodies={code: one.name for code, one in bodies.items()},
        governments=_governments(bodies.values()),
        elsewhere=frozenset(code for code, one in bodies.items() if one.reconsidered_by or one.kind is _GOVERNMENT),
        above={code: one.reconsidered_by for code, one in bodies.items() if one.reconsidered_by and one.kind is not _GOVERNMENT},
        respondents=respondents,
        papers=papers(row, points),
        licences=licences.names_by_approval(one.number for one in shown.approvals),
        clocks=approvals.clocks(row.number),
        opened=opened,
        extended=extended,
        online=catalogue.city().reconsideration or f"{settings.ZT_PUBLIC_URL.rstrip('/')}/cases/{row.number}/",
        deliveries=deliveries,
        windows=windows,
        holders=holders,
        broken=broken,
    )


def _broken(parts: Iterable[ApprovalView]) -> dict[str, rules.Broken]:
    """撤销: by approval, the finding that its promise was not kept, where the item says what follows and on which article."""
    found = {}
    for one in parts:
        check = approvals.check_of(one.number) if one.committed and one.state is ApprovalState.APPROVED else None
        held = reading.guide(one.pin).handling.commitment if check is not None else None
        if check is not None and held is not None and check.state is AfterCheckState.BROKEN and check.consequence and held.breach_reference:
            found[str(one.number)] = rules.Broken(check, held.breach_reference, check.organisation)
    return found


def regimes(parts: Iterable[ApprovalView]) -> dict[str, Regime]:
    """Item → the procedural law it is decided under."""
    codes = {one.item: reading.guide(one.pin).regime for one in parts}
    return {item: catalogue.regime(code) for item, code in codes.items() if code}


def papers(row: Case, wanted: set[str]) -> dict[str, Words]:
    """What the points of a notice are about: a paper or a question, by its name."""
    if not wanted:
        return {}
    shared = catalogue.matter(Ref(row.matter_kind, row.matter_code), Pin(*row.pins[0])).materials
    guides = [reading.guide(pin) for pin in reading.item_pins(row)]
    known = {one.code: one.name for one in (*shared, *(one for guide in guides for one in guide.materials or ()))}
    asked = elements.elements({key for key in wanted if key not in known})
    return {**known, **{key: one.title for key, one in asked.items()}}


def _governments(bodies: Iterable[OrganisationView]) -> dict[str, Words]:
    """Organisation → the people's government of its place, of a government the one above; left out where content names none."""
    bodies = tuple(bodies)
    held = {
        division: one.name
        for division in {one.division for one in bodies}
        for one in identity.organisations(division)
        if one.kind is OrganisationKind.GOVERNMENT
    }
    of_place: dict[str, Words] = {one.code: held[one.division] for one in bodies if one.division in held and one.kind is not _GOVERNMENT}
    return {**of_place, **{one.code: one.reconsidered_by or _ABOVE for one in bodies if one.kind is _GOVERNMENT}}


_HANDED = frozenset({"approvals.ApprovalTakenOver", "approvals.ApprovalTransferred", "approvals.ApprovalForwarded"})


def _holders(told: Sequence[ledger.Row]) -> dict[str, str]:
    """By approval that was handed on: the body it began with."""
    found: dict[str, str] = {}
    for row in told:
        said = row.values or {}
        if row.fact in _HANDED:
            found.setdefault(str(said["approval"]), str(said["former"]))
    return found


def _days(told: Sequence[ledger.Row]) -> tuple[dict[str, tuple[date | None, date | None]], dict[str, list[date]]]:
    """By approval: its days as it opened, promised and by law, and those by law as it was extended. From the record: neither moves."""
    opened: dict[str, tuple[date | None, date | None]] = {}
    extended: dict[str, list[date]] = {}
    for row in told:
        said = row.values or {}
        if row.fact == "approvals.ApprovalOpened":
            opened[str(said["approval"])] = (_day(said, "promised_due"), _day(said, "legal_due"))
        elif row.fact == "approvals.ClockExtended" and (day := _day(said, "legal_due")):
            extended.setdefault(str(said["approval"]), []).append(day)
    return opened, extended


def _day(said: Mapping[str, object], name: str) -> date | None:
    return date.fromisoformat(str(said[name])) if said.get(name) else None

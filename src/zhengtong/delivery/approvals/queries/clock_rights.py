"""期限之权: what an officer may do with a clock, and by whom a term is lengthened."""

from datetime import date

from zhengtong.delivery.approvals import policy, rules
from zhengtong.delivery.approvals.errors import NoJointTerm, NotExtendable
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.queries.clocks import clock_of, regime_of
from zhengtong.delivery.approvals.queries.showing import view
from zhengtong.delivery.approvals.rules.clock_checking import TESTS
from zhengtong.delivery.approvals.rules.deciding import committed_under
from zhengtong.delivery.approvals.terms import OFFICES, PAUSES, ApprovalState, Listed, Office, PauseKind, Timing
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Term
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.words import Words


def timing(number: str, by: Actor, on: date) -> Timing:
    """What this officer may do with the clock of one approval on that day; nothing where it is not open, or decided elsewhere."""
    row = policy.visible(by).filter(number=number, state=ApprovalState.OPEN, system="").first()
    if row is None:
        return Timing()
    works = bool(policy.timing_rights(by, row))
    clock = clock_of(view(row))
    listed = _listed(row, on) if works and clock.paused is None else ()
    try:
        most, office = extension_of(row, on)
    except NotExtendable:
        return Timing(pauses=listed, may_resume=works and clock.paused is not None)
    over = clock.legal is not None and on > clock.legal.on
    leads = bool(policy.extending_rights(by, row, office)) and not identity.is_party(by, view(row).subject)
    return Timing(
        pauses=listed,
        may_resume=works and clock.paused is not None,
        may_extend=leads and not over and clock.extended is None,
        most=most,
        office=OFFICES[office],
        asks=in_office(row, office) if works and not leads and clock.extended is None and not over else (),
    )


def extension_of(row: Approval, on: date) -> tuple[Term, Office]:
    """By how much and by whom one approval's term may be lengthened. Raises NotExtendable."""
    handling = catalogue.guide(row.item, pin=view(row).pin).handling
    return rules.own_extension(row.number, regime_of(row.regime), handling, on)


def joint_extension_of(rows: list[Approval], on: date) -> tuple[Term, Office]:
    """The same of the joint term of these parts. Raises NoJointTerm."""
    regimes = [regime_of(row.regime) for row in rows]
    most = rules.joint_term(regimes, "decision.joint_extension_days", on)
    named = next((found for one in regimes if one and (found := one.at("decision.joint_extension_by", on))), None)
    if most is None or named is None:
        raise NoJointTerm(case=rows[0].case)
    return most, Office(str(named.value))


def in_office(row: Approval, office: Office) -> tuple[str | Words, ...]:
    """Who holds that office over one approval, by name; the office itself where nobody is appointed."""
    bodies = policy.governments(row.division) if office is Office.HEAD_OF_GOVERNMENT else (row.organisation,)
    found = tuple(one.name for body in bodies for one in identity.staff_of(body, policy.EXTENDS[office]))
    return found or (OFFICES[office],)


def _listed(row: Approval, on: date) -> tuple[Listed, ...]:
    """特别程序 of the regime that are entered by hand, those that the item names first, with its article and days."""
    regime = regime_of(row.regime)
    bound = committed_under(regime, on, committed=row.committed)
    special = {one.kind: one for one in catalogue.guide(row.item, pin=view(row).pin).handling.special}
    found = [
        Listed(kind, PAUSES[kind], special[kind].reference if kind in special else "", special[kind].days if kind in special else None)
        for kind in rules.pauses(regime, on)
        if kind not in TESTS and (bound is None or kind is PauseKind.HEARING)
    ]
    return tuple(sorted(found, key=lambda one: not one.reference))

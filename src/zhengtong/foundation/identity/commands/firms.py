"""法人: who speaks for a firm follows the register; its legal representative appoints staff of the firm."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.commands import naming
from zhengtong.foundation.identity.commands.informing import tell
from zhengtong.foundation.identity.commands.mandates import Named
from zhengtong.foundation.identity.errors import (
    FirmRegisterDown,
    FirmRegisterWrong,
    NotInRegister,
    NotPassedOn,
    NotPermitted,
    NotTheRepresentative,
    OfficeNotFound,
)
from zhengtong.foundation.identity.facts import FirmRefreshed, FirmRegistered, OfficeClaimRefused, OfficeEnded, OfficeOpened
from zhengtong.foundation.identity.models import Firm, Mandate, Person, Representation
from zhengtong.foundation.identity.ports import firms as register
from zhengtong.foundation.identity.ports import matters as catalogued
from zhengtong.foundation.identity.queries import firms, holding, mandates, people, subjects
from zhengtong.foundation.identity.terms import FirmView, Level, Office, RegisteredFirm, RegisterStatus, RepresentationView
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop

STALE = timedelta(days=1)
RESIGNED = gettext_noop("Somebody who acted for the firm gave the appointment back. What they began is under its drafts and matters.")


@dataclass(frozen=True, slots=True)
class Period:
    """任期: first and last day; no last day for as long as it is not ended."""

    since: date
    until: date | None = None


def claim_office(*, code: str, by: Actor, at: datetime, once: Key | None = None) -> FirmView:
    """认领企业: the register says that this verified person is the firm's legal representative (民法典 art. 61).

    Raises LevelNeeded, InvalidCreditCode, NotInRegister, NotTheRepresentative, FirmRegisterDown, FirmRegisterWrong, FirmGone.
    """
    if by.kind is not ActorKind.MEMBER or by.basis is not None:
        raise NotPermitted
    rules.check_level(by.level, Level.VERIFIED)
    code = rules.check_credit_code(code)
    me = Person.objects.get(account=int(by.who.number))
    said = register.look_up(code)
    if said is None or _head_of(said) != me:
        with ledger.writing(None, by):
            fact = OfficeClaimRefused(code, str(me.number), "unknown" if said is None else "another")
            ledger.record(fact, by=by, about=Ref("person", str(me.number)), at=at)
        if said is None:
            raise NotInRegister(code=code)
        raise NotTheRepresentative
    rules.check_stands(said.status, said.name)
    with ledger.writing(once, by, {"claim": code}) as earlier:
        if earlier:
            return subjects.view_firm(Firm.objects.get(code=code))
        row = _written(said, by, at)
        ledger.record(FirmRefreshed(code, str(said.status), ("claimed",)), by=by, about=Ref("firm", code), at=at)
        _head(row, said, by, at)
    return subjects.view_firm(row)


def refresh_firm(*, code: str, by: Actor, at: datetime) -> FirmView:
    """登记核对: what the register says now takes effect at once: name, state, and who the legal representative is.

    By whoever holds an office in it, or by the platform. Raises NotPermitted, NotInRegister, FirmRegisterDown, FirmRegisterWrong.
    """
    if by.kind is not ActorKind.SYSTEM and by.subject != Ref("firm", code):
        raise NotPermitted
    said = register.look_up(code)
    if said is None:
        raise NotInRegister(code=code)
    with ledger.writing(None, by):
        row = _written(said, by, at)
        _head(row, said, by, at)
    return subjects.view_firm(row)


def refresh_stale(*, by: Actor, at: datetime, limit: int = 50) -> int:
    """Each day, firms for which somebody may act; what the register does not answer waits. Returns how many were asked."""
    acted_for = Representation.objects.filter(until=None).values("firm")
    due = Firm.objects.filter(Q(checked_at=None) | Q(checked_at__lt=at - STALE), code__in=acted_for).order_by("checked_at", "code")
    asked = list(due.values_list("code", flat=True)[:limit])
    for code in asked:
        try:
            refresh_firm(code=code, by=by, at=at)
        except FirmRegisterDown:
            break
        except (NotInRegister, FirmRegisterWrong):  # one firm does not keep the others waiting
            with ledger.writing(None, by):
                Firm.objects.filter(code=code).update(checked_at=at)
    return len(asked)


def appoint_handler(
    *, person: Named, matters: Collection[str] | None, period: Period, by: Actor, at: datetime, once: Key | None = None
) -> RepresentationView:
    """任命经办人: by the legal representative, for named matters or all (``None``), for a period. A later appointment replaces an earlier.

    Raises NotPassedOn, LevelNeeded, AgentNotFound, NamedTooOften, SelfMandate, ScopeMissing, MatterNotOffered, TermWrong, FirmGone.
    """
    firm = _own_firm(by)
    rules.check_level(by.level, rules.OFFER_NEEDS)
    if matters is not None:
        rules.check_scope(matters, catalogued.offered())
    today = at.astimezone(CHINA).date()
    if period.since < today or (period.until is not None and period.until < period.since):
        rules.check_term(period.since, period.until or period.since, today=today)
    handler = naming.named(person.name, person.number, person.document_type, by=by, at=at)
    rules.check_agent(str(handler.number), mandates.act_anyway(Ref("firm", firm)))
    days = [str(period.since), str(period.until)]
    content = {"appoint": firm, "person": handler.number, "matters": sorted(matters or ()), "period": days}
    with ledger.writing(once, by, content) as earlier:
        held = Representation.objects.select_for_update().filter(person=handler, firm=firm, office=Office.HANDLER, until=None).first()
        if held is not None and earlier:
            return firms.view(held)
        holding.hold(by, Ref("firm", firm), filing=True)
        if held is not None:
            _end(held, "replaced", by, at)
        row = Representation.objects.create(
            person=handler, firm_id=firm, office=Office.HANDLER, matters=None if matters is None else sorted(matters),
            appointed_by=str(by.who), since=period.since, expires_on=period.until,
        )  # fmt: skip
        _opened(row, by, at)
        message = gettext_noop("A firm appointed you to act for it. Choose it above your matters.")
        tell(Ref("person", str(handler.number)), message, None, at=at)
    return firms.view(row)


def dismiss_handler(*, number: str, by: Actor, at: datetime, once: Key | None = None) -> None:
    """免去经办人, at once; what they began stays the firm's. Raises NotPassedOn, OfficeNotFound."""
    firm = _own_firm(by)
    with ledger.writing(once, by, {"dismiss": number}) as earlier:
        if earlier:
            return
        among = Representation.objects.select_for_update().filter(firm=firm, until=None).exclude(office=Office.LEGAL_REPRESENTATIVE)
        row = among.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
        if row is None:
            raise OfficeNotFound
        _end(row, "dismissed", by, at)
        tell(Ref("person", str(row.person.number)), gettext_noop("You no longer act for a firm: your appointment was ended."), None, at=at)


def resign_office(*, by: Actor, at: datetime, once: Key | None = None) -> None:
    """辞任: somebody appointed gives the office back, at once (民法典 art. 173); what they began stays the firm's. Not the legal
    representative, whom the register names. Raises NotPermitted, OfficeNotFound."""
    if by.subject is None or by.subject.kind != "firm" or by.kind is not ActorKind.MEMBER:
        raise NotPermitted
    firm = by.subject.number
    with ledger.writing(once, by, {"resign": firm}) as earlier:
        if earlier:
            return
        among = Representation.objects.select_for_update(of=("self",)).filter(firm=firm, until=None, person__account=int(by.who.number))
        rows = list(among.exclude(office=Office.LEGAL_REPRESENTATIVE).select_related("person").order_by("pk"))
        if not rows:
            raise OfficeNotFound
        for row in rows:
            _end(row, "resigned", by, at)
        tell(Ref("firm", firm), RESIGNED, None, at=at)


def end_overdue_offices(*, by: Actor, at: datetime, limit: int = 200) -> int:
    """任期届满: nobody could act on it since its last day; here it is written down. Returns how many."""
    with ledger.writing(None, by):
        over = Representation.objects.select_for_update().filter(until=None, expires_on__lt=at.astimezone(CHINA).date())
        rows = list(over.order_by("pk")[:limit])
        for row in rows:
            _end(row, "time", by, at)
    return len(rows)


def _own_firm(by: Actor) -> str:
    """May: the legal representative, in that office. Raises NotPassedOn."""
    if by.subject is None or by.subject.kind != "firm":
        raise NotPassedOn
    rules.check_giver(by, mandates.office_of(by))
    return by.subject.number


def _head_of(said: RegisteredFirm) -> Person | None:
    """The person here whom the register names: by document, and by name."""
    index = people.index_of(said.representative_document_type, said.representative_document)
    found = people.standing(Person.objects.filter(document_index=index).select_related("merged_into").first())
    return found if found is not None and rules.bears_name(said.representative_name, found.name) else None


def _written(said: RegisteredFirm, by: Actor, at: datetime) -> Firm:
    """The firm as the register has it now; entered, where it was not here."""
    row = Firm.objects.select_for_update().filter(code=said.code).first()
    if row is None:
        row = Firm.objects.create(code=said.code, name=said.name, kind=said.kind, registered_at=at, synthetic=_synthetic(said))
        fact = FirmRegistered(firm=said.code, representative="", synthetic=row.synthetic)
        ledger.record(fact, by=by, at=at, about=Ref("firm", said.code))
    told = {"name": said.name, "kind": str(said.kind), "address": said.address, "status": str(said.status)}
    differs = rules.changed({key: str(getattr(row, key)) for key in told}, told)
    for key in differs:
        setattr(row, key, told[key])
    row.checked_at = at
    row.save(update_fields=[*differs, "checked_at"])
    if differs:
        ledger.record(FirmRefreshed(said.code, str(said.status), differs), by=by, about=Ref("firm", said.code), at=at)
        if "status" in differs and said.status is not RegisterStatus.ACTIVE:
            message = gettext_noop("The register says that the firm is deregistered or revoked: nothing new can be filed for it.")
            tell(Ref("firm", said.code), message, None, at=at)
    return row


def _synthetic(said: RegisteredFirm) -> bool:
    return said.code[2:4] == "99"  # a place that GB/T 2260 assigns to none


def _head(row: Firm, said: RegisteredFirm, by: Actor, at: datetime) -> None:
    """法定代表人变更: the old office ends at once, the new one opens at once where the person is here."""
    if not said.representative_document:
        return
    now = _head_of(said)
    held = Representation.objects.select_for_update().filter(firm=row, office=Office.LEGAL_REPRESENTATIVE, until=None).first()
    if held is not None and (now is None or held.person_id != now.pk):
        _end(held, "register", by, at)
        message = gettext_noop("The register names somebody else for your firm; you no longer act for it.")
        tell(Ref("person", str(held.person.number)), message, None, at=at)
        held = None
    if held is None and now is not None:
        office = Representation.objects.create(person=now, firm=row, office=Office.LEGAL_REPRESENTATIVE, since=at.astimezone(CHINA).date())
        _opened(office, by, at)
        _tell_what_stands(row, at)


def _tell_what_stands(row: Firm, at: datetime) -> None:
    """What the one before gave stays the firm's; whoever comes is told, and may end it."""
    handlers = Representation.objects.filter(firm=row, until=None).exclude(office=Office.LEGAL_REPRESENTATIVE).count()
    powers = Mandate.objects.filter(principal_kind="firm", principal_number=row.code, state__in=sorted(rules.LIVE)).count()
    if handlers or powers:
        message = gettext_noop(
            "You are its legal representative now. Given before you and still standing: %(handlers)s appointments and %(powers)s powers"
            " of attorney. Look through them, and end what you do not want."
        )
        tell(Ref("firm", row.code), message, None, at=at, handlers=handlers, powers=powers)


def _opened(row: Representation, by: Actor, at: datetime) -> None:
    until = row.expires_on.isoformat() if row.expires_on else ""
    fact = OfficeOpened(row.firm_id, str(row.person.number), str(row.office), tuple(row.matters or ()), until)
    ledger.record(fact, by=by, about=Ref("firm", row.firm_id), at=at)


def _end(row: Representation, why: str, by: Actor, at: datetime) -> None:
    row.until = at.astimezone(CHINA).date()
    row.save(update_fields=["until"])
    ledger.record(OfficeEnded(row.firm_id, str(row.person.number), str(row.office), why), by=by, about=Ref("firm", row.firm_id), at=at)

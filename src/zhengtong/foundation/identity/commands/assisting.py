"""帮办: a helper asks to act with a person who is there; the person tells the code sent to them, or signs the paper."""

import secrets
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.crypto import constant_time_compare

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.commands.ending import finish, refuse
from zhengtong.foundation.identity.commands.register import document_number, register_person
from zhengtong.foundation.identity.errors import (
    AskedTooOften,
    CodeOver,
    CodeWrong,
    HelpersTelephone,
    HelpingOneself,
    NobodyByThisDocument,
    NoSuchAssistance,
    NotAHelper,
    NoTelephone,
    PaperMissing,
    StillHelping,
)
from zhengtong.foundation.identity.facts import AssistanceAsked, AssistanceOpened
from zhengtong.foundation.identity.models import Account, Assistance, Guardianship, Person, Staff
from zhengtong.foundation.identity.queries import assisting, bodies
from zhengtong.foundation.identity.terms import (
    AssistanceState,
    AssistanceView,
    AssistanceWay,
    DocumentType,
    OrganisationKind,
    OrganisationView,
)
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop

CODE = gettext_noop(
    "%(code)s is your code for staff help at %(station)s. Tell it only to the helper beside you; valid for %(minutes)s minutes. "
    "Nobody beside you? Then tell it to nobody."
)


def ask_to_assist(
    *, document_type: DocumentType, document: str, name: str, by: Actor, at: datetime, once: Key | None = None
) -> AssistanceView:
    """帮办请求: a code goes to the telephone registered for the person. An earlier code of this helper is void from then on.

    Raises NotAHelper, NobodyByThisDocument, HelpingOneself, StillHelping, NoTelephone, AskedTooOften, what the document raises, and
    messages.NotSent where the line does not carry it: then the signed paper is the way.
    """
    station = _station(by, at)
    person = _person(document_type, document, name, by, at)
    phone = assisting.phone_of(person)
    if not phone:
        raise NoTelephone
    code = f"{secrets.randbelow(10**6):06d}"
    with ledger.writing(once, by, {"assist": person.number, "way": AssistanceWay.CODE}) as earlier:
        if earlier:
            return assisting.assistance(earlier.about.number, by)
        sit_down(by, at)
        often = Assistance.objects.filter(person=person, way=AssistanceWay.CODE, asked_at__gt=at - rules.ASKS_WITHIN).count() >= rules.ASKS
        row = None if often else _begin(person, AssistanceWay.CODE, station, by, at)
        if row is not None:
            row.code = hashed(str(row.number), code)
            row.save(update_fields=["code"])
            fact = AssistanceAsked(assistance=str(row.number), person=str(person.number))
            ledger.record(fact, by=by, at=at, about=Ref("assistance", str(row.number)), division=station.division)
    if row is None:
        refuse("", "often", by=by, at=at)
        raise AskedTooOften(times=rules.ASKS)
    params = {"code": code, "station": station.short, "minutes": int(rules.CODE_LASTS.total_seconds() // 60)}
    try:
        send_text(phone=phone, message=CODE, params=params, about=Ref("assistance", str(row.number)), at=at)
    except messages.NotSent:
        with ledger.writing(None, by):
            finish(row, "line", by=by, at=at)
        raise
    return assisting.view(row)


def open_assistance(*, number: str, code: str, by: Actor, at: datetime) -> AssistanceView:
    """帮办开始: the person told the code. Raises NotAHelper, NoSuchAssistance, CodeWrong, CodeOver, StillHelping."""
    station = _station(by, at)
    over = wrong = False
    with ledger.writing(None, by):
        sit_down(by, at)
        row = policy.assistances(by).select_for_update(of=("self",)).filter(number=number).select_related("person").first()
        if row is None:
            raise NoSuchAssistance
        over = row.state != AssistanceState.ASKED or not row.code or rules.code_is_over(row.asked_at, row.tries, at)
        if not over:
            wrong = not constant_time_compare(row.code, hashed(number, rules.normalise(code)))
            row.tries += 1
            row.save(update_fields=["tries"])
        if not (over or wrong):
            _open(row, by, at, division=station.division)
    if over or wrong:
        refuse(number, "over" if over else "code", by=by, at=at)
        raise CodeOver if over or row.tries >= rules.TRIES else CodeWrong(left=rules.TRIES - row.tries)
    return assisting.view(row)


def assist_on_paper(
    *,
    document_type: DocumentType,
    document: str,
    name: str,
    paper: str,
    by: Actor,
    at: datetime,
    register: bool = False,
    phone: str = "",
    once: Key | None = None,
) -> AssistanceView:
    """帮办委托书: the person signed; ``paper`` is the sha256 of its picture. For people without a telephone, or when the line is down.

    ``register``: somebody never registered is entered now, by the document that the helper holds in hand. A telephone given with it is
    theirs from then on, but opens nothing today: it was not theirs before the helper typed it.
    Raises as ask_to_assist does, PaperMissing, HelpersTelephone, InvalidPhone.
    """
    station = _station(by, at)
    if not paper:
        raise PaperMissing
    phone = rules.check_phone(phone) if phone else ""
    _not_the_helpers(phone, by)
    person = _known(document_type, document, at)
    if person is not None or not register:
        person = _person(document_type, document, name, by, at)
    content = {"paper": paper, "document": crypto.blind_index(rules.normalise(document), of="person.document")}
    with ledger.writing(once, by, content) as earlier:
        if earlier:
            return assisting.assistance(earlier.about.number, by)
        sit_down(by, at)
        if person is None:
            made = register_person(document_type=document_type, document=document, name=name, phone=phone, by=by, at=at)
            person = Person.objects.get(number=made.number)
        row = _begin(person, AssistanceWay.PAPER, station, by, at)
        row.paper = paper
        row.save(update_fields=["paper"])
        _open(row, by, at, division=station.division)
    return assisting.view(row)


def hashed(number: str, code: str) -> str:
    """Keyed, and bound to its sitting: the same code of another one is another hash."""
    return crypto.blind_index(f"{number}:{code}", of="assistance.code")


def send_text(*, phone: str, message: str, params: dict[str, object], about: Ref, at: datetime) -> None:
    """In the language of the place, whatever the helper's pages are in. Raises messages.NotSent."""
    with translation.override(settings.LANGUAGE_CODE):
        messages.text(phone=phone, message=message, params=params, about=about, at=at)


def _station(by: Actor, at: datetime) -> OrganisationView:
    """May: an officer with this duty, at a service station that serves on. Raises NotAHelper."""
    body = bodies.organisation(by.organisation or "")
    helps = by.kind is ActorKind.STAFF and bool(assisting.helping(by.rights, by.organisation or ""))
    if not helps or body is None or body.kind is not OrganisationKind.STATION or (body.closed_on and body.closed_on <= at.date()):
        raise NotAHelper
    return body


def _person(document_type: DocumentType, document: str, name: str, by: Actor, at: datetime) -> Person:
    """Whose document it is. Raises NobodyByThisDocument, HelpingOneself, what the document raises."""
    person = _known(document_type, document, at)
    if person is None or not rules.bears_name(name, person.name):
        refuse("", "nobody", by=by, at=at)
        raise NobodyByThisDocument
    mine = Staff.objects.filter(account=int(by.who.number)).values_list("person", flat=True).first()
    family = Guardianship.objects.filter(guardian__number=mine or "-", ward=person, ended_at=None).exists()
    if family or str(person.number) == mine or person.account_id == int(by.who.number):
        refuse("", "oneself", by=by, at=at)
        raise HelpingOneself
    return person


def _known(document_type: DocumentType, document: str, at: datetime) -> Person | None:
    number = document_number(document_type, document, at)
    index = crypto.blind_index(f"{document_type}:{number}", of="person.document")
    row = Person.objects.select_related("account", "merged_into__account").filter(document_index=index).first()
    return (row.merged_into or row) if row else None


def _not_the_helpers(phone: str, by: Actor) -> None:
    """A helper who writes down their own telephone could be both sides of the next sitting. Raises HelpersTelephone."""
    if not phone:
        return
    account = Account.objects.get(pk=int(by.who.number))
    mine = Staff.objects.filter(account=account).values_list("person", flat=True).first()
    registered = Person.objects.filter(number=mine or "-").first()
    if phone in {account.phone, registered.phone if registered else ""}:
        raise HelpersTelephone


def sit_down(by: Actor, at: datetime) -> None:
    """One helper, one transaction at a time, one person at a time. Raises StillHelping."""
    Account.objects.select_for_update().get(pk=int(by.who.number))
    for row in Assistance.objects.filter(helper=int(by.who.number), state=AssistanceState.OPEN).select_related("person"):
        if row.until > at:
            raise StillHelping(name=row.person.name)
        finish(row, "time", by=by, at=at)


def _begin(person: Person, way: AssistanceWay, station: OrganisationView, by: Actor, at: datetime) -> Assistance:
    waiting = Assistance.objects.filter(helper=int(by.who.number), state=AssistanceState.ASKED)
    waiting.update(state=AssistanceState.ENDED, code="", ended_at=at, ended_by=str(by.who))
    row = Assistance.objects.create(
        helper_id=int(by.who.number),
        organisation=station.code,
        division=station.division,
        person=person,
        way=way,
        asked_at=at,
        until=at + rules.CODE_LASTS,
    )
    row.number = rules.assistance_number(row.pk)
    row.save(update_fields=["number"])
    return row


def _open(row: Assistance, by: Actor, at: datetime, *, division: str) -> None:
    row.state, row.opened_at, row.until, row.code = AssistanceState.OPEN, at, rules.sitting_ends(at), ""
    row.save(update_fields=["state", "opened_at", "until", "code"])
    fact = AssistanceOpened(assistance=str(row.number), person=str(row.person.number), way=row.way, until=row.until.isoformat())
    ledger.record(fact, by=by, at=at, about=Ref("assistance", str(row.number)), division=division)

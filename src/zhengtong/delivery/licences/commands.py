"""电子证照: the only writer. Issue, print, end."""
import hashlib
import io
from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import connection

from zhengtong.delivery.licences import policy, ports, queries, rules
from zhengtong.delivery.licences.errors import LicenceNotFound
from zhengtong.delivery.licences.facts import LicenceAnnulled, LicenceDeregistered, LicenceIssued
from zhengtong.delivery.licences.models import Licence
from zhengtong.delivery.licences.terms import (
    Annulment,
    Deregistration,
    LicenceField,
    LicenceNumber,
    LicenceStatus,
    LicenceType,
    LicenceView,
)
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.files import api as files
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words

_THERE = ledger.Composed(
    lambda: Licence.objects.filter(approval=ledger.Given("approval"), type=ledger.Given("type")).order_by("id")
)


def issue(
    *,
    type: str,  # noqa: A002 - the word of the field
    holder: Ref,
    holder_name: str,
    values: Mapping[str, object],
    issuer: str,
    approval: str,
    case: str,
    item_name: Words,
    item: str = "",
    division: str = "",
    matter: Ref | None = None,
    basis: str = "",
    valid_from: date | None = None,
    by: Actor,
    at: datetime,
    once: Key | None = None,
) -> LicenceView:
    """颁发: make, sign and record a licence; called by the conductor in the transaction of the decision (行政许可法 art. 39, 44).

    ``valid_from``: another day than that of issue, where it goes on from an earlier licence (延续). ``item``, ``division``: of the
    approval, so that whose rights reach the one reach the other; else the issuer's own division.
    The same approval never yields a second licence of the same type. Raises UnknownType, IssuerWithoutCode.
    """
    kind = queries.licence_type(type, clock.today())
    with ledger.writing(once, by, {"type": type, "holder": str(holder), "issuer": issuer, "approval": approval}) as earlier:
        there = _THERE.first(approval=approval, type=type) if approval else None
        if there is None and earlier:
            there = Licence.objects.filter(number=earlier.about.number).first()
        if there is not None:
            return queries.view(there)
        row = _draft(kind, values, issuer, at, valid_from)
        row.holder_kind, row.holder_number, row.holder_name = holder.kind, holder.number, holder_name
        row.approval, row.case, row.item, row.item_name = approval, case, item, _written(item_name)
        row.division = division or row.division
        row.basis, row.matter = basis, str(matter or "")
        document = crypto.sign_document(rules.document(queries.view(row), queries.read_fields(row.fields), kind.code, kind.law))
        row.document, row.sha256 = document.decode(), hashlib.sha256(document).hexdigest()
        ledger.insert([row])
        ledger.record(
            LicenceIssued(LicenceNumber(row.number), type, issuer, approval, case, row.sha256),
            by=by, about=Ref("case", case) if case else Ref("licence", row.number), division=row.division, at=at,
        )  # fmt: skip
    return queries.view(row)


def _draft(kind: LicenceType, values: Mapping[str, object], issuer: str, at: datetime, valid_from: date | None) -> Licence:
    """A licence with its number, values and term, not signed yet."""
    day = at.astimezone(CHINA).date()
    since = valid_from or day
    body = identity.organisation(issuer)
    given = {one.code: values[one.code] for one in kind.fields if values.get(one.code) not in (None, "")}
    known = elements.elements({one.element for one in kind.fields if one.element and one.code in given})
    shown = {one.code: rules.in_words(known.get(one.element), given[one.code]) for one in kind.fields if one.code in given}
    row = Licence(
        number=rules.number(type_code=kind.code, issuer=issuer, year=day.year, serial=_next(kind.code, issuer, day.year)),
        type=kind.short,
        type_code=kind.code,
        name=_written(kind.name),
        fields=[_field(one) for one in kind.fields],
        issuer=issuer,
        issuer_name=_written(body.name if body else Words(issuer)),
        issued_on=day,
        valid_from=since,
        valid_until=rules.valid_until(since, kind.valid_years),
        division=body.division if body else "",
    )
    row.values, row.shown = given, {code: _written(text) for code, text in shown.items()}
    return row


def _field(one: LicenceField) -> dict[str, object]:
    kept: dict[str, object] = {"code": one.code, "title": _written(one.title), "element": one.element, "masked": one.masked}
    return kept if one.prefills else {**kept, "prefills": False}


_NEXT = (
    "INSERT INTO zt_licences_serial (series, last) VALUES (%s, 1) "
    "ON CONFLICT (series) DO UPDATE SET last = zt_licences_serial.last + 1 RETURNING last"
)


def _next(type_code: str, issuer: str, year: int) -> int:
    """In one statement, which also holds the series until this transaction ends: no number twice, none left out."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [f"{type_code}.{issuer}.{year}"])
        return int(cursor.fetchone()[0])


def print_sheet(*, number: str, by: Actor) -> None:
    """印制: the readable sheet, stored once; made by the worker, outside any transaction."""
    row = queries.find(number, by)
    if row.pdf_sha256:
        return
    sheet = ports.press().print(queries.view(row), address=f"{settings.ZT_PUBLIC_URL}/verify/{number}/")
    stored = files.store(io.BytesIO(sheet), name=f"{number}.pdf")
    with ledger.writing(None, by):
        Licence.objects.filter(number=number).update(pdf_sha256=stored.sha256)


def deregister(*, number: str, ground: Deregistration, explanation: str, by: Actor, at: datetime, once: Key | None = None) -> LicenceView:
    """注销 (行政许可法 art. 70). Raises LicenceNotFound, OwnMatter, NotInForce, GroundMissing."""
    fact = LicenceDeregistered(LicenceNumber(number), ground)
    return _end(fact, LicenceStatus.DEREGISTERED, ground, explanation, by=by, at=at, once=once)


def annul(*, number: str, ground: Annulment, explanation: str, by: Actor, at: datetime, once: Key | None = None) -> LicenceView:
    """撤销 (行政许可法 art. 69). Raises LicenceNotFound, OwnMatter, NotInForce, GroundMissing."""
    fact = LicenceAnnulled(LicenceNumber(number), ground)
    return _end(fact, LicenceStatus.ANNULLED, ground, explanation, by=by, at=at, once=once)


def _end(
    fact: LicenceDeregistered | LicenceAnnulled,
    status: LicenceStatus,
    ground: Deregistration | Annulment,
    explanation: str,
    *,
    by: Actor,
    at: datetime,
    once: Key | None,
) -> LicenceView:
    content = {"number": fact.number, "status": status, "ground": ground, "explanation": explanation}
    with ledger.writing(once, by, content) as earlier:
        row = policy.endable(by).select_for_update().filter(number=fact.number).first()
        if row is None:
            raise LicenceNotFound
        if earlier:
            return queries.view(row)
        held = policy.ending_rights(by, row)
        identity.check_not_own(by, Ref(row.holder_kind, row.holder_number), held, duty=Duty.REVIEW, organisation=row.issuer)
        by = identity.standing_in(by, held)
        rules.check_can_end(row.number, LicenceStatus(row.status), explanation)
        row.status, row.ground, row.explanation = status.value, ground.value, explanation.strip()
        row.ended_on = at.astimezone(CHINA).date()
        row.save(update_fields=["status", "ground", "explanation", "ended_on"])
        ledger.record(fact, by=by, about=Ref("licence", row.number), division=row.division, at=at)
    return queries.view(row)


def _written(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def follow(*, gone: Ref, kept: Ref) -> int:
    """合并: licences of the subject that went are those of the one that stays. Doing it again changes nothing."""
    with ledger.writing(None, system("identity")):
        rows = Licence.objects.filter(holder_kind=gone.kind, holder_number=gone.number)
        return rows.update(holder_kind=kept.kind, holder_number=kept.number)

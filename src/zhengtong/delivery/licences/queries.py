"""电子证照: reads."""
import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from django.db.models import DateField, Q

from zhengtong.delivery.licences import policy, rules
from zhengtong.delivery.licences.errors import LicenceNotFound, NoSuchNumber, UnknownType
from zhengtong.delivery.licences.models import Licence
from zhengtong.delivery.licences.terms import (
    LicenceField,
    LicenceNumber,
    LicenceStatus,
    LicenceType,
    LicenceView,
    PublicStatus,
    Verdict,
    Verification,
)
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.content import api as content
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.files import api as files
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words


def licence(number: str, by: Actor) -> LicenceView:
    """One licence; raises LicenceNotFound for what this actor may not see, as if it did not exist."""
    return view(find(number, by))


def licences_of(subject: Ref, by: Actor) -> tuple[LicenceView, ...]:
    """The licences of a person or firm, newest first; those in force before the others. Raises NotPermitted."""
    policy.check_may_list(by, subject)
    rows = policy.visible(by).filter(holder_kind=subject.kind, holder_number=subject.number).order_by("-issued_on", "-id")
    return tuple(sorted(map(view, rows), key=lambda one: one.status is not LicenceStatus.VALID))


def licences_of_case(case: str, by: Actor) -> tuple[LicenceView, ...]:
    """What was issued in a case, as far as this actor may see it; a firm that the case founded holds its own licence."""
    return tuple(map(view, policy.visible(by).filter(case=case).order_by("id")))


def held(subject: Ref, on: date | None = None) -> dict[str, LicenceNumber]:
    """持有: what a subject holds that is valid on a day (today): short type → number, the newest of each."""
    return _held(_in_force(subject, on))


def known(subject: Ref, keys: Iterable[str], on: date | None = None) -> dict[str, Known]:
    """以证代填: elements that a valid licence of this subject answers about them, the newest licence winning."""
    return _known(_in_force(subject, on), set(keys))


def held_and_known(subject: Ref, keys: Iterable[str], on: date | None = None) -> tuple[dict[str, LicenceNumber], dict[str, Known]]:
    """Both, in one look: before every plan."""
    rows = _in_force(subject, on)
    return _held(rows), _known(rows, set(keys))


def _held(rows: Iterable[Licence]) -> dict[str, LicenceNumber]:
    return {row.type: LicenceNumber(row.number) for row in rows}


def _known(rows: Iterable[Licence], wanted: Collection[str]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for row in rows:
        for one in read_fields(row.fields):
            if one.prefills and one.element in wanted and row.values.get(one.code) not in (None, ""):
                found[one.element] = Known(one.element, row.values[one.code], f"licence:{row.number}", Words.read(row.name))
    return found


def signed_json(number: str, by: Actor) -> bytes:
    """The signed file, byte for byte as it was issued."""
    return str(find(number, by).document).encode()


def pdf(number: str, by: Actor) -> bytes | None:
    """The readable sheet; None until the worker has printed it."""
    row = find(number, by)
    if not row.pdf_sha256:
        return None
    with files.open(row.pdf_sha256) as file:
        return bytes(file.read())


def verify_number(number: str, at: datetime) -> PublicStatus:
    """按号查验: status and public fields, persons masked. Raises NumberMistyped without asking the database, NoSuchNumber."""
    row = Licence.objects.filter(number=rules.check_number(number)).first()
    if row is None:
        raise NoSuchNumber
    return public(row, at)


def verify_file(data: bytes, at: datetime) -> Verification:
    """文件查验: the signed file, or the sheet as we printed it, byte for byte."""
    if data.startswith(b"%PDF-"):
        return _verify_sheet(data, at)
    try:
        document = crypto.read_document(data)
    except crypto.UnknownKey:
        return Verification(Verdict.UNKNOWN_KEY, checked_at=at)
    except crypto.Altered:
        return Verification(Verdict.CHANGED, checked_at=at)
    except crypto.NotSigned:
        return Verification(Verdict.UNREADABLE, checked_at=at)
    if document.get("what") != rules.FORMAT:
        return Verification(Verdict.UNREADABLE, checked_at=at)
    number = str(document["certificate_identifier"])
    row = Licence.objects.filter(number=number, sha256=hashlib.sha256(data).hexdigest()).first()
    return _verdict(row, number, at)


def _verify_sheet(data: bytes, at: datetime) -> Verification:
    row = Licence.objects.filter(pdf_sha256=hashlib.sha256(data).hexdigest()).first()
    return _verdict(row, row.number, at) if row else Verification(Verdict.UNREADABLE, checked_at=at)


def _verdict(row: Licence | None, number: str, at: datetime) -> Verification:
    status = public(row, at) if row else None
    genuine = status is not None and status.status is LicenceStatus.VALID
    return Verification(Verdict.GENUINE if genuine else Verdict.NOT_VALID_NOW, number, status, at)


def ending(first: date, last: date) -> tuple[LicenceView, ...]:
    """即将到期: valid licences whose term ends between two days. For the conductor, which reminds their holders."""
    rows = Licence.objects.filter(status=LicenceStatus.VALID.value, valid_until__gte=first, valid_until__lte=last)
    return tuple(map(view, rows.order_by("valid_until", "id")))


def names_by_approval(approvals: Iterable[str]) -> dict[str, Words]:
    """What was issued on each of these approvals, by the name of its type; nothing of what stands on it."""
    return {row.approval: Words.read(row.name) for row in Licence.objects.filter(approval__in=set(approvals)).only("approval", "name")}


def referred(hashes: Collection[str]) -> set[str]:
    """Which stored files are sheets of licences."""
    return set(Licence.objects.filter(pdf_sha256__in=hashes).values_list("pdf_sha256", flat=True))


def licence_type(short: str, on: date) -> LicenceType:
    """证照类型 as published on a day. Raises UnknownType."""
    for one in licence_types(on):
        if one.short == short:
            return one
    raise UnknownType(type=short)


def licence_types(on: date) -> tuple[LicenceType, ...]:
    """证照目录: every type published on a day; read again only when something was published since."""
    return _types(on, content.latest("licence_type"))


@lru_cache(maxsize=4)
def _types(on: date, edition: tuple[int, str]) -> tuple[LicenceType, ...]:  # noqa: ARG001 - what was read belongs to one edition
    return tuple(read_type(published.body) for published in content.current_of("licence_type", on))


def find(number: str, by: Actor) -> Licence:
    row = policy.visible(by).filter(number=number).first()
    if row is None:
        raise LicenceNotFound
    return row


def view(row: Licence) -> LicenceView:
    fields = read_fields(row.fields)
    status = rules.status_on(LicenceStatus(row.status), row.valid_until, clock.today())
    return LicenceView(
        number=LicenceNumber(row.number),
        type=row.type,
        name=Words.read(row.name),
        holder=Ref(row.holder_kind, row.holder_number),
        holder_name=row.holder_name,
        issuer=row.issuer,
        issuer_name=Words.read(row.issuer_name),
        values=row.values,
        titles={one.code: one.title for one in fields},
        issued_on=row.issued_on,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        status=status,
        approval=row.approval,
        item=row.item,
        case=row.case,
        pdf_ready=bool(row.pdf_sha256),
        shown={code: Words.read(text) for code, text in row.shown.items()},
        item_name=Words.read(row.item_name or None),
        division=row.division,
        ended_on=row.ended_on,
        ground=row.ground,
        explanation=row.explanation,
    )


def public(row: Licence, at: datetime) -> PublicStatus:
    shown = view(row)
    return PublicStatus(
        number=shown.number,
        name=shown.name,
        holder_masked=rules.holder_masked(shown.holder, shown.holder_name),
        issuer_name=shown.issuer_name,
        issued_on=shown.issued_on,
        valid_until=shown.valid_until,
        status=rules.status_on(LicenceStatus(row.status), row.valid_until, at.astimezone(CHINA).date()),
        fields=rules.public_fields(shown, read_fields(row.fields)),
    )


def read_type(body: Mapping[str, object]) -> LicenceType:
    """A type from its published body."""
    years = body.get("valid_years")
    fields = body.get("fields")
    return LicenceType(
        code=str(body["code"]),
        short=str(body["short"]),
        name=_words(body["name"]),
        fields=read_fields(fields if isinstance(fields, list) else []),
        valid_years=int(str(years)) if years is not None else None,
        law=str(body.get("law", "")),
        founds=str(body.get("founds", "")),
    )


def read_fields(rows: Iterable[Mapping[str, object]]) -> tuple[LicenceField, ...]:
    return tuple(_field(row) for row in rows)


def _field(row: Mapping[str, object]) -> LicenceField:
    return LicenceField(
        code=str(row["code"]),
        title=_words(row["title"]),
        element=str(row.get("element") or ""),
        masked=bool(row.get("masked", False)),
        prefills=bool(row.get("prefills", True)),
    )


def _words(value: object) -> Words:
    return Words.read(value) if isinstance(value, str | Mapping) else Words(str(value))


_IN_FORCE = ledger.Composed(
    lambda: Licence.objects.filter(holder_kind=Given("kind"), holder_number=Given("number"), status=LicenceStatus.VALID.value)
    .filter(Q(valid_until=None) | Q(valid_until__gte=Given("day", DateField())))
    .order_by("issued_on", "id")
    .defer("document", "shown", "explanation")
)


def _in_force(subject: Ref, on: date | None) -> list[Licence]:
    """Oldest first, so that in a mapping the newest wins."""
    return _IN_FORCE(kind=subject.kind, number=subject.number, day=on or clock.today())

"""电子证照规则: numbers (GB/T 36904), terms of validity, what a document says, what a stranger may see of it."""
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from zhengtong.delivery.licences.errors import GroundMissing, IssuerWithoutCode, NotInForce, NumberMistyped
from zhengtong.delivery.licences.terms import LicenceField, LicenceNumber, LicenceStatus, LicenceView
from zhengtong.foundation.elements.terms import Element, Type
from zhengtong.kernel import numbering
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

ROOT = "1.2.156.3005.2"
FORMAT = "zhengtong.licence.1"
DEMONSTRATION = {
    "zh": "演示：本证照以内置演示密钥签署，不具法律效力。",
    "en": "Demonstration: signed with a built-in demonstration key, without legal effect.",
}
_CODE = re.compile(r"[0-9A-Z]{18}")
_TYPE = re.compile(r"[0-9A-Z]{18}[0-9]{3}")
_NUMBER = re.compile(rf"{re.escape(ROOT)}\.[0-9A-Z]{{21}}\.[0-9A-Z]{{18}}\.[0-9A-Z]{{1,32}}\.[0-9]{{3}}\.[0-9A-Z]")
_ALWAYS_MASKED = ("person.", "firm.representative", "fire.manager")
_REMARK = "（演示）"
_YES, _NO = Words("是", "yes"), Words("否", "no")


def number(*, type_code: str, issuer: str, year: int, serial: int, version: int = 1) -> LicenceNumber:
    """电子证照标识 (GB/T 36904-2018): type, issuer, serial, version and a check character over them all. Raises IssuerWithoutCode."""
    if not _CODE.fullmatch(issuer):
        raise IssuerWithoutCode(issuer=issuer)
    text = f"{type_code}.{issuer}.{year}{serial:07d}.{version:03d}."
    return LicenceNumber(f"{ROOT}.{numbering.with_check(text, numbering.mod_37_36)}")


def check_number(text: str) -> LicenceNumber:
    """A number as somebody typed it, made regular. Raises NumberMistyped before anybody looks it up."""
    typed = "".join(text.split()).upper()
    if not _NUMBER.fullmatch(typed) or not numbering.is_right(typed.removeprefix(f"{ROOT}."), numbering.mod_37_36):
        raise NumberMistyped
    return LicenceNumber(typed)


def is_type_code(code: str) -> bool:
    """证照类型代码: the definer's credit code and three digits."""
    return bool(_TYPE.fullmatch(code))


def valid_until(valid_from: date, years: int | None) -> date | None:
    """有效期截至: five years from 24 July 2026 end on 23 July 2031; None for a licence without end."""
    if years is None:
        return None
    try:
        same_day = valid_from.replace(year=valid_from.year + years)
    except ValueError:                                   # 29 February
        same_day = date(valid_from.year + years, 3, 1)
    return same_day - timedelta(days=1)


def status_on(status: LicenceStatus, until: date | None, day: date) -> LicenceStatus:
    """Expiry needs nobody's act: past its last day a valid licence is expired."""
    if status is LicenceStatus.VALID and until is not None and day > until:
        return LicenceStatus.EXPIRED
    return status


def check_can_end(number: str, status: LicenceStatus, explanation: str) -> None:
    """Only what is in force, withheld or expired can be ended, and never without a word. Raises NotInForce, GroundMissing."""
    if status in (LicenceStatus.ANNULLED, LicenceStatus.DEREGISTERED, LicenceStatus.REVOKED):
        raise NotInForce(number=number)
    if not explanation.strip():
        raise GroundMissing


def in_words(element: Element | None, value: object) -> Words:
    """A value as a document shows it: choices by their title, yes and no, numbers with their unit."""
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, list | tuple):
        each = [in_words(element, one) for one in value]
        return Words("、".join(one.zh for one in each), ", ".join(one.say("en") for one in each))
    if element is not None and element.type is Type.CHOICE:
        found = next((choice.title for choice in element.choices if choice.value == value), None)
        if found is not None:
            return found
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    unit = element.unit if element is not None else Words("")
    return Words(f"{value} {unit.zh}".strip(), f"{value} {unit.say('en')}".strip())


def is_personal(one: LicenceField, holder: Ref) -> bool:
    """Whether a stranger sees this field only masked: by its own declaration, or because it speaks of a natural person."""
    return one.masked or holder.kind == "person" or one.element.startswith(_ALWAYS_MASKED)


def masked(text: str) -> str:
    """Enough to compare with a licence in the hand, too little to learn who it is: 陈**; 陈**（演示）."""
    name = text.removesuffix(_REMARK)
    return name[:1] + "*" * (len(name) - 1) + text[len(name) :]


def document(view: LicenceView, fields: Sequence[LicenceField], type_code: str, law: str) -> dict[str, object]:
    """What is signed: the metadata of GB/T 36903 and the fields of the type, in one JSON object."""
    return {
        "what": FORMAT,
        "demonstration": DEMONSTRATION,
        "certificate_identifier": view.number,
        "certificate_version": view.number.split(".")[-2],
        "certificate_type_code": type_code,
        "certificate_type_name": _both(view.name),
        "certificate_basis": law,
        "issuing_date": view.issued_on.isoformat(),
        "issuing_authority_code": view.issuer,
        "issuing_authority_name": _both(view.issuer_name),
        "validate_start": view.valid_from.isoformat(),
        "validate_end": view.valid_until.isoformat() if view.valid_until else "",
        "area_code": view.division,
        "holder_name": view.holder_name,
        "holder_type": view.holder.kind,
        "holder_code": view.holder.number,
        "related_item_name": _both(view.item_name),
        "related_case": view.case,
        "fields": [
            {"code": one.code, "title": _both(one.title), "value": view.values[one.code], "text": _both(view.shown[one.code])}
            for one in fields
            if one.code in view.values
        ],
    }


def holder_masked(holder: Ref, name: str) -> str:
    """A person's name keeps its first character; a firm's is public (企业信息公示暂行条例)."""
    return masked(name) if holder.kind == "person" else name


def public_fields(view: LicenceView, fields: Sequence[LicenceField]) -> Mapping[str, str]:
    """What anybody may see: a firm's name, code, premises and business as they stand (企业信息公示暂行条例); persons only masked."""
    return {
        one.title.zh: masked(view.shown[one.code].zh) if is_personal(one, view.holder) else view.shown[one.code].zh
        for one in fields
        if one.code in view.shown
    }


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en} if words.en else {"zh": words.zh}

"""身份规则: citizen numbers (GB 11643-1999), credit codes (GB 32100-2015), organisation codes (GB 11714-1997), telephones, masks.

Region codes in old numbers may be historic and are not judged. Nothing here asks what day it is: it is told.
"""

import re
from datetime import date

from zhengtong.foundation.identity.errors import (
    CitizenIdCheck,
    CitizenIdDate,
    CitizenIdInFuture,
    CreditCodeCheck,
    CreditCodeSubject,
    InvalidCitizenId,
    InvalidCreditCode,
    InvalidOrganisationCode,
    InvalidPhone,
)
from zhengtong.foundation.identity.terms import FirmKind
from zhengtong.kernel import numbering
from zhengtong.kernel.refusals import Refusal

_CITIZEN = re.compile(r"[0-9]{17}[0-9X]")
_CREDIT = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_ORGANISATION = re.compile(r"[0-9A-Z]{8}[0-9X]")
_SPACES = re.compile(r"[\s　-]+")
_PHONE_SIGNS = re.compile(r"[\s　()-]+")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_FIXED = re.compile(r"0(10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}")
_OVERSEAS = re.compile(r"\+(852|853|886)[0-9]{8,9}")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def normalise(text: str) -> str:
    """Full-width signs made narrow, spaces and hyphens dropped, letters raised: 11010519491231002x → …X."""
    return _SPACES.sub("", text.translate(_WIDE)).upper()


def check_citizen_id(text: str, today: date) -> str:
    """公民身份号码 (GB 11643): form, real birth date, not in the future, check digit. Returns it normalised; raises InvalidCitizenId."""
    number = normalise(text)
    if not _CITIZEN.fullmatch(number):
        raise InvalidCitizenId
    written = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    born = birth_date(number)
    if born is None:
        raise CitizenIdDate(date=written)
    if born > today:
        raise CitizenIdInFuture(date=written)
    if numbering.mod_11_2(number[:17]) != number[17]:
        raise CitizenIdCheck
    return number


def birth_date(citizen_id: str) -> date | None:
    """Characters 7 to 14; None where no such day exists."""
    try:
        return date(int(citizen_id[6:10]), int(citizen_id[10:12]), int(citizen_id[12:14]))
    except ValueError:
        return None


def sex(citizen_id: str) -> str:
    """顺序码: odd for men, even for women."""
    return "male" if int(citizen_id[16]) % 2 else "female"


def check_credit_code(text: str) -> str:
    """统一社会信用代码 (GB 32100): alphabet, check character, organisation code inside. Returns it normalised; raises InvalidCreditCode."""
    code = normalise(text)
    if not _CREDIT.fullmatch(code):
        raise InvalidCreditCode
    if numbering.mod_31(code[:17]) != code[17]:
        raise CreditCodeCheck
    if numbering.organisation_check(code[8:16]) != code[16]:
        raise CreditCodeSubject
    return code


def check_organisation_code(text: str) -> str:
    """组织机构代码 (GB 11714): eight characters and their check. Returns nine characters; raises InvalidOrganisationCode."""
    code = normalise(text)
    if not _ORGANISATION.fullmatch(code) or numbering.organisation_check(code[:8]) != code[8]:
        raise InvalidOrganisationCode
    return code


def is_credit_code(text: str) -> bool:
    """As published, not normalised: a code with a hyphen or a small letter is a defective code."""
    try:
        return check_credit_code(text) == text
    except Refusal:
        return False


def check_phone(text: str) -> str:
    """电话: a mobile (11 digits), a fixed line with area code, or a Hong Kong, Macao, Taiwan number with +. Raises InvalidPhone."""
    phone = _PHONE_SIGNS.sub("", text.translate(_WIDE)).removeprefix("+86")
    if not (_MOBILE.fullmatch(phone) or _FIXED.fullmatch(phone) or _OVERSEAS.fullmatch(phone)):
        raise InvalidPhone
    return phone


def mask_document(number: str) -> str:
    """9900**********0013: the first and last four; short numbers keep their last two only."""
    if len(number) < 10:
        return "*" * max(len(number) - 2, 0) + number[-2:]
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def mask_phone(phone: str) -> str:
    """138****0013."""
    return phone[:3] + "****" + phone[-4:] if len(phone) >= 9 else "*" * len(phone)


def mask_name(name: str) -> str:
    """陈** for a person: the first character stays."""
    return name[:1] + "*" * (len(name) - 1)


def synthetic_credit_code(kind: FirmKind, digest: bytes) -> str:
    """统一社会信用代码 with right check characters in region 99, which GB/T 2260 assigns to no place: it can be nobody's real code."""
    organisation = "MA" + "".join(numbering.CREDIT_CODE[byte % len(numbering.CREDIT_CODE)] for byte in digest[:6])
    inner = numbering.with_check(organisation, numbering.organisation_check)
    category = "92" if kind is FirmKind.INDIVIDUAL else "91"
    return numbering.with_check(f"{category}990100{inner}", numbering.mod_31)

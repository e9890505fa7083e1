"""身份规则: pure decisions about numbers, levels, terms and rights."""

from zhengtong.foundation.identity.rules.bodies import heirs
from zhengtong.foundation.identity.rules.numbers import (
    birth_date,
    check_citizen_id,
    check_credit_code,
    check_organisation_code,
    check_phone,
    is_credit_code,
    mask_document,
    mask_name,
    mask_phone,
    normalise,
    sex,
    synthetic_credit_code,
)
from zhengtong.foundation.identity.rules.serials import assistance_number, mandate_number, person_number

__all__ = [
    "assistance_number",
    "birth_date",
    "check_citizen_id",
    "check_credit_code",
    "check_organisation_code",
    "check_phone",
    "heirs",
    "is_credit_code",
    "mandate_number",
    "mask_document",
    "mask_name",
    "mask_phone",
    "normalise",
    "person_number",
    "sex",
    "synthetic_credit_code",
]

"""身份规则: pure decisions about numbers, levels, terms and rights."""

from zhengtong.foundation.identity.rules.assisting import ASKS, ASKS_WITHIN, CODE_LASTS, TRIES, code_is_over, reach, same_name, sitting_ends
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
from zhengtong.foundation.identity.rules.rights import covering, held_through, open_classes, widest
from zhengtong.foundation.identity.rules.serials import assistance_number, mandate_number, person_number

__all__ = [
    "ASKS",
    "ASKS_WITHIN",
    "CODE_LASTS",
    "TRIES",
    "assistance_number",
    "birth_date",
    "check_citizen_id",
    "check_credit_code",
    "check_organisation_code",
    "check_phone",
    "code_is_over",
    "covering",
    "heirs",
    "held_through",
    "is_credit_code",
    "mandate_number",
    "mask_document",
    "mask_name",
    "mask_phone",
    "normalise",
    "open_classes",
    "person_number",
    "reach",
    "same_name",
    "sex",
    "sitting_ends",
    "synthetic_credit_code",
    "widest",
]

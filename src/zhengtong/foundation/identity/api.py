"""身份与机构: the front door."""

from zhengtong.foundation.identity.commands.accounts import LEAST_PASSWORD, appoint, open_account
from zhengtong.foundation.identity.commands.founding import found_firm
from zhengtong.foundation.identity.commands.register import name_agent, register_firm, register_person
from zhengtong.foundation.identity.errors import (
    AlreadyRegistered,
    DemonstrationOnly,
    GroundEnded,
    NotPermitted,
    OutsideMandate,
)
from zhengtong.foundation.identity.queries.acting import accounts_of, actor_of, holder_of, mark_of, subjects_of
from zhengtong.foundation.identity.queries.bodies import (
    demo_allowed,
    demo_sign_ins,
    forget,
    is_demonstration,
    organisation,
    organisation_by_word,
    organisation_names,
    organisations,
    organisations_by_code,
    staff_of,
)
from zhengtong.foundation.identity.queries.grounds import (
    acts_on,
    as_for,
)
from zhengtong.foundation.identity.queries.holding import (
    check_may_file,
    check_reach,
    hold,
)
from zhengtong.foundation.identity.queries.numbers import check_citizen_id
from zhengtong.foundation.identity.queries.rows import rows
from zhengtong.foundation.identity.queries.subjects import firm, known, person, subject_name, subject_names
from zhengtong.foundation.identity.rules import (
    check_credit_code,
    check_phone,
    covering,
    held_through,
    mask_document,
    mask_name,
    mask_phone,
    open_classes,
)

__all__ = [
    "LEAST_PASSWORD",
    "AlreadyRegistered",
    "DemonstrationOnly",
    "GroundEnded",
    "NotPermitted",
    "OutsideMandate",
    "accounts_of",
    "actor_of",
    "acts_on",
    "appoint",
    "as_for",
    "check_citizen_id",
    "check_credit_code",
    "check_may_file",
    "check_phone",
    "check_reach",
    "covering",
    "demo_allowed",
    "demo_sign_ins",
    "firm",
    "forget",
    "found_firm",
    "held_through",
    "hold",
    "holder_of",
    "is_demonstration",
    "known",
    "mark_of",
    "mask_document",
    "mask_name",
    "mask_phone",
    "name_agent",
    "open_account",
    "open_classes",
    "organisation",
    "organisation_by_word",
    "organisation_names",
    "organisations",
    "organisations_by_code",
    "person",
    "register_firm",
    "register_person",
    "rows",
    "staff_of",
    "subject_name",
    "subject_names",
    "subjects_of",
]

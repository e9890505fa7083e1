"""办件规则: what a case may do next, how it stands, and which written notices it has. Pure."""

from zhengtong.delivery.cases.rules.notices import Named, notices
from zhengtong.delivery.cases.rules.standing import (
    FIRM_CODE,
    acceptance,
    case_number,
    check_answered,
    check_named_firm,
    check_points,
    check_reason,
    check_state,
    check_subject,
    effective,
    ended,
    missing_materials,
    not_contradicted,
    opens_papers,
    passed_in_silence,
    prefix,
    sentence,
)
from zhengtong.delivery.cases.rules.telling import decision, taken_over

__all__ = [
    "FIRM_CODE",
    "Named",
    "acceptance",
    "case_number",
    "check_answered",
    "check_named_firm",
    "check_points",
    "check_reason",
    "check_state",
    "check_subject",
    "decision",
    "effective",
    "ended",
    "missing_materials",
    "not_contradicted",
    "notices",
    "opens_papers",
    "passed_in_silence",
    "prefix",
    "sentence",
    "taken_over",
]

"""办件规则: what a case may do next, how it stands, and which written notices it has. Pure."""

from zhengtong.delivery.cases.rules.clock_telling import ClockFact, clock_told, day
from zhengtong.delivery.cases.rules.delivering import NOT_DELIVERED, DeliveryTerm, check_delivery, delivery_term
from zhengtong.delivery.cases.rules.granting import decision_name
from zhengtong.delivery.cases.rules.notices import notices
from zhengtong.delivery.cases.rules.promising import deferrable, digest, lacking, promised_by, replaced
from zhengtong.delivery.cases.rules.receipts import DELIVERED, RECEIPT, delivery_receipt, receipt
from zhengtong.delivery.cases.rules.receiving import (
    Awaited,
    acceptance,
    answer_term,
    check_answered,
    check_points,
    check_reason,
    mendable,
    missing_materials,
    new_defects,
    passed_in_silence,
    restarts,
    resubmits,
)
from zhengtong.delivery.cases.rules.reconsidering import check_answer, check_request, decide_by, examine_by, sue_by
from zhengtong.delivery.cases.rules.standing import (
    FIRM_CODE,
    case_number,
    check_named_firm,
    check_state,
    check_subject,
    effective,
    ended,
    not_contradicted,
    opens_papers,
    prefix,
    sentence,
)
from zhengtong.delivery.cases.rules.telling import decision, taken_over
from zhengtong.delivery.cases.rules.writing import Broken, Named

__all__ = [
    "DELIVERED",
    "FIRM_CODE",
    "NOT_DELIVERED",
    "RECEIPT",
    "Awaited",
    "Broken",
    "ClockFact",
    "DeliveryTerm",
    "Named",
    "acceptance",
    "answer_term",
    "case_number",
    "check_answer",
    "check_answered",
    "check_delivery",
    "check_named_firm",
    "check_points",
    "check_reason",
    "check_request",
    "check_state",
    "check_subject",
    "clock_told",
    "day",
    "decide_by",
    "decision",
    "decision_name",
    "deferrable",
    "delivery_receipt",
    "delivery_term",
    "digest",
    "effective",
    "ended",
    "examine_by",
    "lacking",
    "mendable",
    "missing_materials",
    "new_defects",
    "not_contradicted",
    "notices",
    "opens_papers",
    "passed_in_silence",
    "prefix",
    "promised_by",
    "receipt",
    "replaced",
    "restarts",
    "resubmits",
    "sentence",
    "sue_by",
    "taken_over",
]

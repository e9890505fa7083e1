"""审批: reads, one subject a file."""

from zhengtong.delivery.approvals.queries.clocks import (
    clock,
    clock_of,
    clocks,
    clocks_of,
)
from zhengtong.delivery.approvals.queries.passing import (
    misplaced,
    running,
)
from zhengtong.delivery.approvals.queries.reading import (
    approval,
    approvals_of,
    cases_reached,
    classes_open,
    holds_part_of,
)
from zhengtong.delivery.approvals.queries.rights import (
    check_may,
    hindrance,
    may_decide,
    may_forward,
)
from zhengtong.delivery.approvals.queries.showing import (
    authority_of,
    basis,
    read_term,
    subject,
    view,
)
from zhengtong.delivery.approvals.queries.working import (
    decided_work,
    my_work,
    unplaced_work,
)

__all__ = [
    "approval",
    "approvals_of",
    "authority_of",
    "basis",
    "cases_reached",
    "check_may",
    "classes_open",
    "clock",
    "clock_of",
    "clocks",
    "clocks_of",
    "decided_work",
    "hindrance",
    "holds_part_of",
    "may_decide",
    "may_forward",
    "misplaced",
    "my_work",
    "read_term",
    "running",
    "subject",
    "unplaced_work",
    "view",
]

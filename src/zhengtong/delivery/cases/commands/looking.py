"""查询个人 for a case: only for a case of the officer's own body."""

from datetime import datetime

from zhengtong.delivery.cases.queries import looked
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms.looking import Found
from zhengtong.kernel.actors import Actor


def look_up(*, number: str, purpose: str, reason: str, case: str, by: Actor, at: datetime) -> Found:
    """查询个人: the record of one person, for a case that lies with the officer's body. Raises as ``identity.look_up``."""
    grounded = looked.is_at_body(case.strip(), by)
    return identity.look_up(number=number, purpose=purpose, reason=reason, case=case, grounded=grounded, by=by, at=at)

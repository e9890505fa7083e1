"""登记: a firm that comes into being by a decision of this platform's own."""

import hashlib
from datetime import datetime

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.commands.register import register_firm
from zhengtong.foundation.identity.models import Firm
from zhengtong.foundation.identity.queries.bodies import demo_allowed
from zhengtong.foundation.identity.terms import FirmKind, FirmView
from zhengtong.kernel.actors import Actor


def found_firm(*, kind: FirmKind, name: str, address: str, head: str, seed: str, by: Actor, at: datetime) -> FirmView | None:
    """法人登记 of a new firm under the person who heads it, with a synthetic code of its own, the same for the same ``seed``.

    A real code is assigned by the registration authority's system, which no adapter reaches yet: outside a demonstration nothing is
    registered and the answer is None. Raises what register_firm raises.
    """
    if not demo_allowed():
        return None
    return register_firm(code=_free(kind, seed), name=name, kind=kind, representative=head, address=address, synthetic=True, by=by, at=at)


def _free(kind: FirmKind, seed: str) -> str:
    code, tries = "", 0
    while not code or Firm.objects.filter(code=code).exists():
        code, tries = rules.synthetic_credit_code(kind, hashlib.sha256(f"{seed}:{tries}".encode()).digest()), tries + 1
    return code

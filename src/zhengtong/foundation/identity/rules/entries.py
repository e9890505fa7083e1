"""被拒的进入: which refusals are worth a fact."""

from collections.abc import Collection
from datetime import timedelta

QUIET = timedelta(minutes=10)
MOST = 20
"""Different addresses of one account within that time: somebody who tries every door is known after twenty."""


def is_worth_recording(route: str, recent: Collection[str]) -> bool:
    """``recent``: the addresses recorded of this account within the last ten minutes. One fact each, so that asking fills no ledger."""
    return route not in recent and len(recent) < MOST

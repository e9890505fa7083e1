"""记录被拒的进入: what guards and doors have just refused."""

from datetime import datetime

from zhengtong.foundation.identity.facts import EntryRefused
from zhengtong.foundation.identity.models import RefusedEntry
from zhengtong.foundation.identity.rules.entries import MOST, QUIET, is_worth_recording
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key

_LONGEST = 160


def record_refusal(*, route: str, guard: str, by: Actor, at: datetime) -> bool:
    """拒绝进入: by whoever was refused. Returns whether a fact was recorded: at most one for an address in ten minutes, and twenty in all.

    Whoever is not signed in is asked to, and that is no fact. ``route`` is the address as the product writes it: no numbers, no query.
    """
    if by.who.kind != "account":
        return False
    account, route = int(by.who.number), route[:_LONGEST]
    if not is_worth_recording(route, _recent(account, at)):
        return False
    slot = int(at.timestamp() // QUIET.total_seconds())
    with ledger.writing(Key(f"refused:{slot}:{route}"), by) as earlier:
        if earlier:
            return False
        RefusedEntry.objects.create(account_id=account, route=route, guard=guard, at=at)
        ledger.record(EntryRefused(route=route, guard=guard), by=by, at=at, about=by.who)
    return True


def _recent(account: int, at: datetime) -> set[str]:
    found = RefusedEntry.objects.filter(account=account, at__gt=at - QUIET).order_by("-at")
    return set(found.values_list("route", flat=True)[: MOST])

"""认领: who works on an approval. It reserves nothing; it tells colleagues, so that two do not begin the same."""

from dataclasses import dataclass
from datetime import datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.errors import ApprovalNotFound, NoSuchColleague, NotClaimed
from zhengtong.delivery.approvals.facts import ApprovalClaimed, ApprovalReleased
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalNumber, ApprovalState, ApprovalView, ClaimHow, ReleaseHow
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty, StaffView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

_COLUMNS = ("claimed_by", "claimed_name", "claimed_at")


def claim(*, approval: str, taking_over: str = "", by: Actor, at: datetime, once: Key | None = None) -> ApprovalView:
    """认领: I work on it. ``taking_over`` names the colleague it is taken from. Claiming again what is mine begins its days anew.

    Raises ApprovalNotFound, OwnMatter, SameOfficer, NotOpen, ClaimedByAnother. Repeating ``once`` returns the present view.
    """
    with ledger.writing(once, by, {"claim": approval, "from": taking_over}) as earlier:
        row = policy.decidable(by).select_for_update().filter(number=approval).first()
        if row is None:
            raise ApprovalNotFound(number=approval)
        if not earlier:
            held = policy.deciding_rights(by, row)
            queries.check_may(row, by, held)
            rules.check_open(row.number, ApprovalState(row.state))
            rules.check_claim(row.number, row.claimed_by, row.claimed_name, me=str(by.who), taking_over=taking_over)
            former = row.claimed_by if row.claimed_by != str(by.who) else ""
            how = ClaimHow.TAKEN_OVER if former else ClaimHow.TAKEN
            _give(row, str(by.who), by.name, former=former, how=how, by=identity.standing_in(by, held), at=at)
    return queries.view(row)


def release(*, approval: str, to: int | None = None, by: Actor, at: datetime, once: Key | None = None) -> ApprovalView:
    """退回与移交: I do not work on it any more; ``to`` names the colleague who does from now on.

    Raises ApprovalNotFound, NotClaimed, NoSuchColleague, NotOpen.
    """
    with ledger.writing(once, by, {"release": approval, "to": to}) as earlier:
        row = policy.of_body(by).select_for_update().filter(number=approval).first()
        if row is None:
            raise ApprovalNotFound(number=approval)
        if not earlier:
            rules.check_open(row.number, ApprovalState(row.state))
            if row.claimed_by != str(by.who):
                raise NotClaimed(number=row.number)
            if to is None:
                _take_away(row, ReleaseHow.GIVEN_BACK, by=by, at=at)
            else:
                taker = _colleague(row, to)
                _give(row, f"account:{to}", taker.name, former=str(by.who), how=ClaimHow.HANDED, by=by, at=at)
    return queries.view(row)


def assign(*, approval: str, to: int, by: Actor, at: datetime, once: Key | None = None) -> ApprovalView:
    """指派: the head of the body says who works on it, never of their own matter (公务员法 art. 76).

    Raises ApprovalNotFound (of another body too), OwnMatter, NoSuchColleague, NotOpen.
    """
    with ledger.writing(once, by, {"assign": approval, "to": to}) as earlier:
        row = policy.led(by).select_for_update().filter(number=approval).first()
        if row is None:
            raise ApprovalNotFound(number=approval)
        if not earlier:
            rules.check_open(row.number, ApprovalState(row.state))
            held = identity.covering(by, Duty.LEAD, organisation=row.organisation, item=row.item, division=row.division)
            identity.check_not_own(
                by, queries.subject(row), held, duty=Duty.LEAD, organisation=row.organisation, basis=queries.basis(row)
            )  # fmt: skip
            taker = _colleague(row, to)
            _give(row, f"account:{to}", taker.name, former=row.claimed_by, how=ClaimHow.ASSIGNED, by=by, at=at)
    return queries.view(row)


def end_claims(*, by: Actor, at: datetime, batch: int = 500) -> int:
    """认领终止: of who is away, serves elsewhere, or has not touched it for ``rules.CLAIM_DAYS`` working days. How many ended."""
    rows = list(Approval.objects.filter(claimed_at__isnull=False).order_by("claimed_at", "pk").values("pk", *_COLUMNS, "organisation"))
    accounts = {int(row["claimed_by"].partition(":")[2]) for row in rows if row["claimed_by"].partition(":")[2].isdecimal()}
    known = _Known(identity.out_today(accounts), dict(identity.posts_of(accounts)))
    ended = 0
    for found in rows:
        how = known.why(found["claimed_by"], found["organisation"]) or _stale(found["claimed_at"], at)
        if how is None or ended >= batch:
            continue
        with ledger.writing(None, by):
            row = Approval.objects.select_for_update().filter(pk=found["pk"], claimed_by=found["claimed_by"]).first()
            if row is not None and row.claimed_at == found["claimed_at"]:
                _take_away(row, how, by=by, at=at)
                ended += 1
    return ended


@dataclass(frozen=True, slots=True)
class _Known:
    away: frozenset[int]
    serving: dict[int, str]

    def why(self, claimed_by: str, organisation: str) -> ReleaseHow | None:
        number = claimed_by.partition(":")[2]
        account = int(number) if number.isdecimal() else 0
        if account in self.away:
            return ReleaseHow.AWAY
        body = self.serving.get(account)
        if body is None:
            return ReleaseHow.GONE
        return None if body == organisation else ReleaseHow.MOVED


def _stale(claimed_at: datetime, at: datetime) -> ReleaseHow | None:
    over = rules.claim_over(catalogue.calendar(), claimed=claimed_at.astimezone(CHINA).date(), today=at.astimezone(CHINA).date())
    return ReleaseHow.STALE if over else None


def _colleague(row: Approval, account: int) -> StaffView:
    found = next((one for one in queries.colleagues_for(row) if one.account == account), None)
    if found is None:
        raise NoSuchColleague(number=row.number)
    return found


def _give(row: Approval, to: str, name: str, *, former: str, how: ClaimHow, by: Actor, at: datetime) -> None:
    row.claimed_by, row.claimed_name, row.claimed_at = to, name, at
    row.save(update_fields=_COLUMNS)
    fact = ApprovalClaimed(ApprovalNumber(row.number), row.case, row.item, row.organisation, to, former, how)
    ledger.record(fact, by=by, about=Ref("approval", row.number), division=row.division, at=at)


def _take_away(row: Approval, how: ReleaseHow, *, by: Actor, at: datetime) -> None:
    former, row.claimed_by, row.claimed_name, row.claimed_at = row.claimed_by, "", "", None
    row.save(update_fields=_COLUMNS)
    fact = ApprovalReleased(ApprovalNumber(row.number), row.case, row.item, row.organisation, former, how)
    ledger.record(fact, by=by, about=Ref("approval", row.number), division=row.division, at=at)

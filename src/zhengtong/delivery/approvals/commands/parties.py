"""利害关系人: told by a letter with a secret key, they state and defend without an account (行政许可法 art. 36)."""

import secrets
from datetime import datetime

from zhengtong.delivery.approvals import queries, rules
from zhengtong.delivery.approvals.commands.hearing import asked_for, right_told
from zhengtong.delivery.approvals.commands.holding import in_hand, recorded, step
from zhengtong.delivery.approvals.errors.flow import KeyUnknown, KeyUsed, NothingSaid, PartyIncomplete, ReasonNeeded
from zhengtong.delivery.approvals.facts.flow import NobodyInterested, PartyHeard, PartyKeyRenewed, PartyTold
from zhengtong.delivery.approvals.models import Approval, Hearing, Party
from zhengtong.delivery.approvals.queries import flow, flow_hearing
from zhengtong.delivery.approvals.terms import ApprovalState, View
from zhengtong.delivery.approvals.terms import flow as terms
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.kernel.actors import ANONYMOUS, Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is mistaken for something else on paper
_LENGTH = 20
_USUAL = Term(5, Unit.WORKING_DAY)


def tell_party(
    *, approval: str, name: str, contact: str, why: str, days: int = 0, by: Actor, at: datetime, once: Key | None = None
) -> terms.Letter:
    """告知利害关系人: may state and defend within the term, and ask for a hearing (行政许可法 arts. 36, 47).

    The key stands in the answer and nowhere else.

    ``days``: a longer term than the item's own, never a shorter one. The same ``once`` again writes the letter anew, with a new key.
    Raises ApprovalNotFound, OwnMatter, NotOpen, StillExamined, PartyIncomplete.
    """
    with ledger.writing(once, by, ["party", approval, name, contact, why, days]) as earlier:
        row, by = in_hand(approval, by, earlier=earlier is not None)
        if earlier:
            return _letter(Party.objects.filter(approval=row).latest("id"), by, at)
        queries.not_examined(row)
        if not (name.strip() and contact.strip() and why.strip()):
            raise PartyIncomplete
        on, key = at.astimezone(CHINA).date(), _fresh()
        interested = queries.guide_of(row).handling.interested
        third = rules.days_of(queries.regime_of(row.regime), "third_party.days", on)  # 政府信息公开条例 art. 32
        term = interested[0].term if interested else third or _USUAL
        due = rules.within(catalogue.calendar(row.division), Term(max(days, term.days), term.unit), told=on)
        told = Party.objects.create(
            approval=row,
            told={"name": name.strip(), "contact": contact.strip()},
            why=why.strip(),
            token=flow_hearing.token_of(key),
            told_at=at,
            due_on=due,
        )
        recorded(PartyTold(*step(row), party=told.pk, due_on=due.isoformat()), row, by, at)
        hearing = right_told(row, by=by, at=at)
        return terms.Letter(flow.party(told), key, hearing.ask_by if hearing else None)


def write_again(*, approval: str, party: int, by: Actor, at: datetime, once: Key | None = None) -> terms.Letter:
    """重发告知书: the letter was lost; its key opens nothing any more. Raises ApprovalNotFound, KeyUnknown, KeyUsed."""
    with ledger.writing(once, by, ["letter", approval, party]):
        row, by = in_hand(approval, by)
        found = Party.objects.select_for_update().filter(pk=party, approval=row).first()
        if found is None:
            raise KeyUnknown
        if found.said_at is not None:
            raise KeyUsed
        return _letter(found, by, at)


def nobody_interested(*, approval: str, reason: str, by: Actor, at: datetime, once: Key | None = None) -> None:
    """没有利害关系人: looked for and not found; with the reason, for which the reviewer answers. Raises ApprovalNotFound, ReasonNeeded."""
    with ledger.writing(once, by, ["nobody", approval, reason]) as earlier:
        row, by = in_hand(approval, by, earlier=earlier is not None)
        if earlier:
            return
        queries.not_examined(row)
        if not reason.strip():
            raise ReasonNeeded
        row.nobody_interested = reason.strip()
        row.save(update_fields=["nobody_interested"])
        recorded(NobodyInterested(*step(row)), row, by, at)


def state_views(*, key: str, view: View, text: str, hearing: bool = False, at: datetime, once: Key | None = None) -> terms.Statement:
    """陈述申辩: whoever holds the key speaks once; a late word is still taken until it is decided. ``hearing``: they ask for one as well.

    Raises KeyUnknown, KeyUsed, NothingSaid, NoHearingRight, AskedTooLate.
    """
    token = flow_hearing.token_of(key)
    with ledger.writing(once, ANONYMOUS, ["state", token, view, text, hearing]) as earlier:
        number = Party.objects.filter(token=token).values_list("approval", flat=True).first()
        if number is None:
            raise KeyUnknown
        row = Approval.objects.select_for_update().get(pk=number)
        found = Party.objects.select_for_update().filter(token=token).first()
        if found is None:
            raise KeyUnknown
        if not earlier:
            if found.said_at is not None or row.state != ApprovalState.OPEN:
                raise KeyUsed
            if view is View.SILENT or not (text.strip() or hearing):
                raise NothingSaid
            if hearing:
                asked_for(row, who=f"party:{found.pk}", by_party=True, by=ANONYMOUS, at=at)
            found.said, found.said_at, found.view = {"text": text.strip()}, at, view
            found.save(update_fields=["said", "said_at", "view"])
            recorded(PartyHeard(*step(row), party=found.pk, view=view), row, ANONYMOUS, at)
    shown = flow_hearing.statement(key)
    assert shown is not None
    return shown


def _letter(found: Party, by: Actor, at: datetime) -> terms.Letter:
    key = _fresh()
    found.token = flow_hearing.token_of(key)
    found.save(update_fields=["token"])
    recorded(PartyKeyRenewed(*step(found.approval), party=found.pk), found.approval, by, at)
    held = Hearing.objects.filter(approval=found.approval).first()
    return terms.Letter(flow.party(found), key, held.ask_by if held else None)


def _fresh() -> str:
    """A hundred bits, in groups of four."""
    text = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(text[place : place + 4] for place in range(0, _LENGTH, 4))

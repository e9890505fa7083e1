"""批注与关注: what an officer writes beside an approval, and what they keep an eye on."""

from datetime import datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.errors import ApprovalNotFound
from zhengtong.delivery.approvals.facts import NoteWritten
from zhengtong.delivery.approvals.models import Approval, Note, Watch
from zhengtong.delivery.approvals.terms import ApprovalNumber
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def write_note(*, approval: str, text: str, public: bool = False, by: Actor, at: datetime, once: Key | None = None) -> int:
    """批注: internal, or read by the applicant, who is told. Neither changed nor deleted afterwards. Returns its id.

    Raises ApprovalNotFound (also for another body's), OwnMatter, NoteEmpty. Repeating ``once`` writes nothing again.
    """
    with ledger.writing(once, by, {"note": approval, "text": text.strip(), "public": public}) as earlier:
        row = policy.of_body(by).select_for_update().filter(number=approval).first()
        if row is None:
            raise ApprovalNotFound(number=approval)
        kept = rules.check_note(text)
        if earlier:
            return Note.objects.filter(approval=row, by=str(by.who), text=kept).order_by("-pk").values_list("pk", flat=True)[0]
        held = policy.seeing_rights(by, row)
        identity.check_not_own(by, queries.subject(row), held, duty=Duty.REVIEW, organisation=row.organisation, basis=queries.basis(row))
        by = identity.standing_in(by, held)
        note = Note.objects.create(
            approval=row, text=kept, public=public, at=at, by=str(by.who), by_name=by.name, body=row.organisation
        )
        fact = NoteWritten(ApprovalNumber(row.number), row.case, row.item, row.organisation, note.pk, public)
        ledger.record(fact, by=by, about=Ref("approval", row.number), division=row.division, at=at)
    return note.pk


def watch(*, approval: str, by: Actor, at: datetime) -> None:
    """关注: I am told what happens with it. Doing it again changes nothing."""
    with ledger.writing(None, by):
        Watch.objects.get_or_create(approval=_seen(approval, by), account=int(by.who.number), defaults={"since": at})


def unwatch(*, approval: str, by: Actor) -> None:
    """取消关注."""
    with ledger.writing(None, by):
        Watch.objects.filter(approval__number=approval, account=int(by.who.number)).delete()


def _seen(number: str, by: Actor) -> Approval:
    """Raises ApprovalNotFound, OwnMatter: one's own matter is not watched from the desk."""
    row = policy.visible(by).filter(number=number).first()
    if row is None or not by.who.number.isdecimal():
        raise ApprovalNotFound(number=number)
    held = policy.seeing_rights(by, row)
    identity.check_not_own(by, queries.subject(row), held, duty=Duty.REVIEW, organisation=row.organisation, basis=queries.basis(row))
    return row

"""审批: an approval as its readers see it, from its row."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalNumber, ApprovalState, ApprovalView, Claim, Level, Opinion, Proviso, Reasons, Weighed
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AuthorityKind, AuthorityView, CreditCode
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.words import Words


def read_term(body: dict[str, object] | None) -> Term | None:
    return None if body is None else Term(int(str(body["days"])), Unit(str(body["unit"])), str(body.get("reference", "")))


def view(row: Approval) -> ApprovalView:
    spoken = row.state == ApprovalState.SPOKEN  # 统一办理: nobody reads a part's opinion before the one joint answer
    opinion = Opinion(row.opinion) if row.opinion and not spoken else None
    authority = authority_of(row)
    shown = ApprovalView(
        number=ApprovalNumber(row.number),
        case=row.case,
        item=row.item,
        pin=Pin("item", row.item, row.pin),
        name=Words.read(row.name),
        subject=Ref(row.subject_kind, row.subject_number),
        title=Words.read(row.title),
        organisation=authority.acting,
        authority=authority,
        unpublished=row.unpublished,
        state=ApprovalState(row.state),
        after=tuple(row.after),
        opened_at=row.opened_at,
        decided_at=row.decided_at,
        decided_by=row.decided_name,
        opinion=opinion,
        reasons=Reasons(row.reason_text, row.reason_article, row.reason_remedy) if opinion is Opinion.REFUSE else None,
        note="" if spoken else row.note,
        due_on=row.due_on,
        legal_due_on=row.legal_due_on,
        licence_type=row.licence_type,
        promised=read_term(row.promised),
        legal=read_term(row.legal),
        regime=row.regime,
        started_on=row.started_on,
        division=row.division,
        moved=tuple((code, date.fromisoformat(until)) for code, until in row.moved),
        decided_for=row.decided_for,
        joint=row.joint,
        paused_on=row.paused_on,
        limited=row.limited,
        escalated=Level(row.escalated),
        lacks=tuple(row.lacks),
        committed=row.committed,
        silent_on=row.silent_on,
        by_law=row.by_law,
        conditions=() if spoken else tuple(Proviso(one["text"], one["article"]) for one in row.conditions),
        fails_on=() if spoken else tuple(row.fails_on),
        weighed=Weighed(**row.weighed) if row.weighed and not spoken else None,
        automatic=row.automatic is not None,
        human_asked_at=row.human_asked_at,
        explanation=row.explanation,
        explained_at=row.explained_at,
        explained_by=row.explained_name,
        turn=row.turn,
    )
    return replace(shown, past=tuple(_past(shown, one) for one in row.past)) if row.past else shown


def _past(shown: ApprovalView, was: dict[str, Any]) -> ApprovalView:
    """A decision that was annulled since, as it stood."""
    signed = AuthorityView(
        acting=CreditCode(was["organisation"]),
        in_name_of=CreditCode(was["in_name_of"]),
        kind=AuthorityKind(was["authority"]),
        supervised_by=was["supervised_by"],
        reference=was["authority_reference"],
        successor_of=was["former"],
    )
    return replace(
        shown,
        state=ApprovalState.REFUSED,
        organisation=signed.acting,
        authority=signed,
        turn=int(was["turn"]),
        opinion=Opinion(was["opinion"]),
        decided_at=datetime.fromisoformat(was["decided_at"]),
        decided_by=was["decided_name"],
        decided_for=was["decided_for"],
        reasons=Reasons(was["reason_text"], was["reason_article"], was["reason_remedy"]),
        note=was["note"],
        conditions=(),
        fails_on=tuple(was["fails_on"]),
    )


def authority_of(row: Approval, on: date | None = None) -> AuthorityView:
    """实施主体: as it was decided; before that, who acts on that day. What no department is published for is the window's own."""
    if row.in_name_of:
        return AuthorityView(
            acting=CreditCode(row.organisation),
            in_name_of=CreditCode(row.in_name_of),
            kind=AuthorityKind(row.authority),
            supervised_by=row.supervised_by,
            reference=row.authority_reference,
            successor_of=row.former,
        )
    if row.unpublished and row.organisation == row.window:
        return AuthorityView(CreditCode(row.window), CreditCode(row.window), AuthorityKind.OWN)
    found = identity.authority_of(organisation=row.organisation, item=row.item, on=on, begun=True)
    return found if found.successor_of or not row.former else replace(found, successor_of=row.former)


def claim_of(row: Approval) -> Claim | None:
    """认领: for the officers of its body; never part of what an applicant is shown."""
    return Claim(row.claimed_by, row.claimed_name, row.claimed_at) if row.claimed_by and row.claimed_at else None


def subject(row: Approval) -> Ref:
    return Ref(row.subject_kind, row.subject_number)


def basis(row: Approval) -> Ref | None:
    return Ref.parse(row.basis) if row.basis else None

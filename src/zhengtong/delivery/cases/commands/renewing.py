"""延续: a licence is asked to be renewed; and silence until it ends renews it (行政许可法 art. 50)."""

from contextlib import suppress
from datetime import datetime, timedelta

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.delivery.cases.commands.begin import begin
from zhengtong.delivery.cases.errors import NotRenewable, RenewalRunning
from zhengtong.delivery.cases.facts import RenewalAsked, RenewedInSilence
from zhengtong.delivery.cases.models import Case, Renewal
from zhengtong.delivery.cases.queries import renewing
from zhengtong.delivery.cases.terms import RUNNING, CaseNumber, CaseState
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import LicenceStatus
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftState, DraftView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop

_EARLY, _LAST = timedelta(days=30), timedelta(days=7)  # before the last day to ask
_FAR = timedelta(days=150)  # longer before its end nobody has to ask yet, under any regime
_SOON = gettext_noop(
    "Your licence %(name)s ends on %(expires)s. If you want to go on, ask for its renewal by %(ask_by)s, on the page of the licence "
    "(%(article)s)."
)


def renew(*, licence: str, by: Actor, at: datetime, once: Key | None = None) -> DraftView:
    """申请延续: the item on which it was granted, with what is known filled in; what was begun already is gone on with.

    Raises licences.LicenceNotFound (also for whoever does not act for its holder), NotRenewable, RenewalRunning, and what ``begin`` raises.
    """
    held = licences.licence(licence, by)
    if not renewing.may_renew(by, held):
        raise licences.LicenceNotFound
    found = renewing.renewable(held, at.astimezone(CHINA).date())
    if found is None:
        raise NotRenewable
    if found.case:
        raise RenewalRunning(case=found.case)
    with suppress(forms.DraftNotFound):
        begun = forms.draft(found.draft, by) if found.draft else None
        if begun is not None and begun.state is DraftState.OPEN:
            return begun
    with ledger.writing(None, by):
        draft = begin(matter=Ref("item", found.item), answers={}, by=by, at=at, again=held.case, once=once)
        Renewal.objects.get_or_create(
            draft=draft.number,
            defaults={
                "licence": held.number,
                "item": found.item,
                "expires": found.expires,
                "ask_by": found.ask_by,
                "reference": found.reference,
                "silence": found.silence,
                "began_at": at,
            },
        )
    return draft


def follow_renewals(*, by: Actor, at: datetime) -> int:
    """延续申请: what was handed in is recorded, in time or late; what nobody decided until the end counts as renewed. How many."""
    done = 0
    for number, case in renewing.handed_in():
        with ledger.writing(None, by):
            row, held = Case.objects.get(number=case), Renewal.objects.select_for_update().get(pk=number)
            if held.case:
                continue
            held.case, held.in_time = case, row.submitted_at.astimezone(CHINA).date() <= held.ask_by
            held.save(update_fields=["case", "in_time"])
            if held.in_time and held.silence:
                approvals.expect_by(case=case, item=held.item, on=held.expires)
            fact = RenewalAsked(
                CaseNumber(case), held.licence, held.expires.isoformat(), held.ask_by.isoformat(), held.in_time, held.reference
            )
            ledger.record(fact, by=by, about=Ref("case", case), division=row.division, at=at)
            done += 1
    return done + sum(_ended(number, by, at) for number in renewing.undecided(at.astimezone(CHINA).date()))


def _ended(number: int, by: Actor, at: datetime) -> int:
    """Its licence has ended: renewed by law if it is accepted and open; answered otherwise; or still the applicant's turn, and then not."""
    with ledger.writing(None, by):
        held = Renewal.objects.select_for_update().get(pk=number)
        row = Case.objects.select_for_update().get(number=held.case)
        if held.over:
            return 0
        part = next(one for one in approvals.approvals_of([row.number])[row.number] if one.item == held.item)
        if part.state is ApprovalState.OPEN and held.silence and _in_force(held.licence, by):
            fact = RenewedInSilence(CaseNumber(row.number), held.licence, held.expires.isoformat(), held.silence)
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
            approvals.grant_in_silence(case=row.number, item=held.item, reference=held.silence, by=by, at=at)
        elif row.state in RUNNING and row.state != CaseState.ACCEPTED:
            return 0
        held.over = True
        held.save(update_fields=["over"])
    return 1


def _in_force(licence: str, by: Actor) -> bool:
    """It ended by its date alone: what was annulled, withheld or given up is not renewed by anybody's silence."""
    return licences.licence(licence, by).status in (LicenceStatus.VALID, LicenceStatus.EXPIRED)


def remind_of_endings(*, at: datetime) -> int:
    """到期提醒: thirty days and a week before the last day to ask; each once, and not where it has been asked. How many licences."""
    today, told = at.astimezone(CHINA).date(), 0
    for held in licences.ending(today, today + _FAR):
        found = renewing.renewable(held, today)
        if found is None or found.case or not today <= found.ask_by <= today + _EARLY:
            continue
        which = "last" if found.ask_by <= today + _LAST else "early"
        params = {"name": held.name, "expires": found.expires, "ask_by": found.ask_by, "article": found.reference}
        once = Key(f"renew:{which}:{held.number}")
        messages.send(to=held.holder, message=_SOON, params=params, about=Ref("licence", held.number), at=at, once=once)
        told += 1
    return told

"""利害关系人与听证: told by letter, heard, the hearing called and its record (行政许可法 arts. 36, 46–48)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui.guards import actor_of, officer
from zhengtong.channels.workbench import posting
from zhengtong.channels.workbench.pages import approvals as page
from zhengtong.channels.workbench.pages.flow import day, done, names
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors.flow import HearingIncomplete
from zhengtong.delivery.approvals.terms.flow import Letter
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal


@officer
@require_POST
def tell(request: HttpRequest, number: str) -> HttpResponse:
    """告知利害关系人: the letter is shown once, to be printed; its key is kept nowhere."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    name, contact, touched, days = (posting.text(request, one) for one in ("name", "contact", "touched", "days"))
    more = int(days) if days.isdecimal() and len(days) < 3 else 0
    try:
        told = approvals.tell_party(approval=number, name=name, contact=contact, why=touched, days=more, by=by, at=at, once=once)
    except Refusal as refusal:
        if not posting.mendable(refusal):
            raise
        return page.shown(request, number, refused=refusal, doing="party")
    return _letter(request, number, told)


@officer
@require_POST
def letter(request: HttpRequest, number: str, party: int) -> HttpResponse:
    """重发告知书."""
    try:
        told = approvals.write_again(approval=number, party=party, by=actor_of(request), at=clock.now(), once=posting.once(request))
    except Refusal as refusal:
        if not posting.mendable(refusal):
            raise
        return page.shown(request, number, refused=refusal, doing="party")
    return _letter(request, number, told)


@officer
@require_POST
def nobody(request: HttpRequest, number: str) -> HttpResponse:
    """没有利害关系人."""
    by, at, once, why = actor_of(request), clock.now(), posting.once(request), posting.text(request, "nobody")

    def act() -> None:
        approvals.nobody_interested(approval=number, reason=why, by=by, at=at, once=once)

    return done(request, number, "nobody", gettext("Recorded with your reason."), act)


@officer
@require_POST
def right(request: HttpRequest, number: str) -> HttpResponse:
    """告知听证权利 (行政许可法 art. 47)."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)

    def act() -> None:
        approvals.tell_hearing_right(approval=number, by=by, at=at, once=once)

    return done(request, number, "right", gettext("The applicant is told that a hearing may be asked for."), act)


@officer
@require_POST
def call(request: HttpRequest, number: str) -> HttpResponse:
    """通知听证."""
    by, at, once, on = actor_of(request), clock.now(), posting.once(request), day(posting.text(request, "on"))
    hour, place, chair = (posting.text(request, one) for one in ("at_hour", "place", "chair"))

    def act() -> None:
        if on is None:
            raise HearingIncomplete
        approvals.call_hearing(approval=number, on=on, at_hour=hour, place=place, chair=chair, by=by, at=at, once=once)

    return done(request, number, "call", gettext("The hearing is called. The clock of %(number)s stands still until it was held."), act)


@officer
@require_POST
def hold(request: HttpRequest, number: str) -> HttpResponse:
    """听证笔录."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    record, signed = posting.text(request, "record"), names(request, "signed")

    def act() -> None:
        approvals.hold_hearing(approval=number, record=record, signed=signed, by=by, at=at, once=once)

    return done(request, number, "record", gettext("The record is kept. The clock of %(number)s runs on; the decision follows it."), act)


def _letter(request: HttpRequest, number: str, told: Letter) -> HttpResponse:
    view = approvals.approval(number, actor_of(request))
    body = identity.organisation(view.in_name_of)
    address = settings.ZT_PUBLIC_URL.rstrip("/") + reverse("portal:statement")
    given = {"place": "work", "letter": told, "approval": view, "body": body, "address": address, "today": clock.today()}
    answer = render(request, "workbench/flow/letter.html", given)
    answer["Cache-Control"] = "no-store"
    return answer

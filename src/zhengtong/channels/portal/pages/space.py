"""我的空间: what waits for me, what runs, what is done; drafts, appointments, settings. For myself or for the firm I act for."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from zhengtong.channels.ui import levels
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import RUNNING, CaseLine, CaseState
from zhengtong.delivery.cases.terms.renewing import Renewable
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import LicenceStatus, LicenceView
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Level
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor

_ENDED = frozenset(CaseState) - RUNNING
_MOST = 100  # running cases on one page
_SOON = timedelta(days=60)  # before a licence ends
_ASK = timedelta(days=30)  # before the last day to ask for its renewal
_FAR = timedelta(days=150)  # longer before its end nobody has to ask yet


@dataclass(frozen=True, slots=True)
class Waiting:
    """What I must do."""

    cases: tuple[CaseLine, ...]
    licences: tuple[tuple[LicenceView, Renewable | None], ...]


@member
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What I must do on top, then what runs, then what has its answer; further pages hold the last only."""
    actor, after = actor_of(request), request.GET.get("after", "")
    running = cases.cases_of(actor, states=RUNNING, limit=_MOST) if not after else None
    lines = running.lines if running else ()
    given = {
        "waiting": Waiting(tuple(one for one in lines if one.state is CaseState.SUPPLEMENTING), () if after else _ending(actor)),
        "drafts": () if after else forms.drafts_of(actor),
        "running": tuple(one for one in lines if one.state is not CaseState.SUPPLEMENTING),
        "more_running": bool(running and running.next),
        "listing": cases.cases_of(actor, states=_ENDED, after=after),
        "after": after,
    }
    return render(request, "portal/space/overview.html", given)


def _ending(actor: Actor) -> tuple[tuple[LicenceView, Renewable | None], ...]:
    """Valid licences that end soon, or whose holder must soon ask; with their last day to ask. Not those whose renewal is asked for."""
    if actor.subject is None:
        return ()
    today = clock.today()
    held = [one for one in licences.licences_of(actor.subject, actor) if one.status is LicenceStatus.VALID and one.valid_until]
    near = [(one, cases.renewable(one)) for one in held if one.valid_until and one.valid_until <= today + _FAR]
    return tuple((one, asked) for one, asked in near if _due(one, asked, today) and not (asked and asked.case))


def _due(one: LicenceView, asked: Renewable | None, today: date) -> bool:
    return bool(one.valid_until and one.valid_until <= today + _SOON) or (asked is not None and asked.ask_by <= today + _ASK)


@member
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """草稿: begun, not handed in."""
    return render(request, "portal/space/drafts.html", {"drafts": forms.drafts_of(actor_of(request))})


@member
@require_safe
def appointments(request: HttpRequest) -> HttpResponse:
    """预约: not open yet, and the page says so."""
    return render(request, "portal/space/appointments.html")


@member
@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    """设置: language, larger text, who one is to the registers, password."""
    actor = actor_of(request)
    me = next((one for one in identity.subjects_of(actor) if one.me), None)
    account = int(actor.who.number)
    given = {
        "person": identity.person(me.ref.number) if me else None,
        "firm": identity.firm(actor.subject.number) if actor.subject and actor.subject.kind == "firm" else None,
        "shared": identity.is_demonstration(account),
        "username": request.user.get_username(),
        "level": gettext(levels.WORDS[Level(actor.level or Level.BASIC)]),
        "level_tone": levels.TONES[Level(actor.level or Level.BASIC)],
    }
    return render(request, "portal/space/settings.html", given)

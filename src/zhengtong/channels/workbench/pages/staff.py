"""人员管理: officers of the bodies one administers; joining, moving, leaving; and how a joiner first comes in."""

from collections.abc import Callable

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.fields import Control
from zhengtong.channels.ui.guards import actor_of, duty, public
from zhengtong.channels.workbench import posting, posts
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors.granting import OutsideAdministration, PlatformRight
from zhengtong.foundation.identity.errors.staffing import PasswordsDiffer, TooManyCodes
from zhengtong.foundation.identity.terms import Duty
from zhengtong.foundation.identity.terms.staffing import Joined
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal

SHOWN = 50


@duty(Duty.ADMINISTER)
@require_safe
def officers(request: HttpRequest) -> HttpResponse:
    """人员名册, searched and paged."""
    by, words, left = actor_of(request), request.GET.get("q", "")[:60], request.GET.get("left") == "1"
    after = request.GET.get("after", "")
    page = identity.officers(by, words=words, left=left, after=after, limit=SHOWN)
    context = {"place": "staff", "page": page, "words": words, "left": left, "next": page.next, "first": after}
    return render(request, "workbench/staff/officers.html", context)


@duty(Duty.ADMINISTER)
def joining(request: HttpRequest) -> HttpResponse:
    """入职: the form; and once sent, the one-time code, on this page only."""
    by, at = actor_of(request), clock.now()
    if request.method != "POST":
        return _joining(request)
    try:
        joined = identity.join(
            username=posting.text(request, "username"),
            post=posts.sent(request),
            document=posting.text(request, "document")[:60],
            by=by,
            at=at,
            once=posting.once(request),
        )
    except Refusal as refused:
        if not _mendable(refused):
            raise
        return _joining(request, refused)
    return _coded(request, (joined,))


@duty(Duty.ADMINISTER)
@require_safe
def officer(request: HttpRequest, username: str) -> HttpResponse:
    """One officer: post, rights, and what may be done about both."""
    return shown(request, username)


@duty(Duty.ADMINISTER)
@require_POST
def move(request: HttpRequest, username: str) -> HttpResponse:
    """调动. What they had a hand in stays with the body, and is counted."""
    by, at = actor_of(request), clock.now()
    held = identity.officer_named(username, by).staff
    touched = cases.running_touched(held.account)

    def act() -> str:
        identity.move(account=held.account, post=posts.sent(request), by=by, at=at, once=posting.once(request))
        return _stay(gettext("%(name)s serves as you wrote from now on; the old rights have ended.") % {"name": held.name}, touched)

    return _acted(request, username, "move", act)


@duty(Duty.ADMINISTER)
@require_POST
def leave(request: HttpRequest, username: str) -> HttpResponse:
    """离职."""
    by, at = actor_of(request), clock.now()
    held = identity.officer_named(username, by).staff
    touched = cases.running_touched(held.account)

    def act() -> str:
        on = posts.day(request, "on")
        identity.leave_service(account=held.account, by=by, at=at, on=on, once=posting.once(request))
        if on and on > at.date():
            return gettext("%(name)s leaves at the end of the day named; rights and sign-in end then.") % {"name": held.name}
        return _stay(gettext("%(name)s has left; sign-in and rights have ended.") % {"name": held.name}, touched)

    return _acted(request, username, "leave", act)


@duty(Duty.ADMINISTER)
@require_POST
def back(request: HttpRequest, username: str) -> HttpResponse:
    """返岗, with a new one-time code."""
    by, at = actor_of(request), clock.now()
    held = identity.officer_named(username, by).staff
    try:
        joined = identity.take_back(account=held.account, post=posts.sent(request), by=by, at=at, once=posting.once(request))
    except Refusal as refused:
        if not _mendable(refused):
            raise
        return shown(request, username, refused, "back")
    return _coded(request, (joined,))


@duty(Duty.ADMINISTER)
@require_POST
def code(request: HttpRequest, username: str) -> HttpResponse:
    """补发入口码."""
    by = actor_of(request)
    held = identity.officer_named(username, by).staff
    return _coded(request, (identity.issue_code(account=held.account, by=by, at=clock.now()),))


@sensitive_post_parameters("code", "password", "again")
@public
def first(request: HttpRequest) -> HttpResponse:
    """首次登录: with the one-time code the officer chooses a password, then signs in as everybody."""
    if request.method != "POST":
        return _first(request)
    username, again = posting.text(request, "username"), request.POST.get("again", "")
    password = request.POST.get("password", "")
    if not ratelimit.consume(request, action="login_failed", key=f"first:{username[:60].lower()}"):
        return _first(request, TooManyCodes())
    try:
        if password != again:
            raise PasswordsDiffer
        identity.enter(
            username=username,
            code=posting.text(request, "code"),
            password=password,
            at=clock.now(),
            check=lambda who: validate_password(password, who),
        )
    except Refusal as refused:
        return _first(request, refused)
    except ValidationError as weak:
        return _first(request, weak=tuple(weak.messages))
    messages.success(request, gettext("Your password is set. Sign in with it."))
    return HttpResponseRedirect(reverse("account_login"))


def _joining(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    told = translate.refusal(refused) if refused else None
    context = {
        "place": "staff",
        "controls": posts.controls(request, actor_of(request), joining=True),
        "once": posting.fresh(),
        "told": told,
    }
    return render(request, "workbench/staff/join.html", context, status=told.status if told else 200)


def _coded(request: HttpRequest, joined: tuple[Joined, ...]) -> HttpResponse:
    """Shown in this answer and kept nowhere."""
    context = {"place": "staff", "joined": joined, "first": request.build_absolute_uri(reverse("workbench:first"))}
    response = render(request, "workbench/staff/coded.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def shown(request: HttpRequest, username: str, refused: Refusal | None = None, doing: str = "") -> HttpResponse:
    """The page of one officer, with what was refused on the form that was sent."""
    by = actor_of(request)
    held = identity.officer_named(username, by)
    told = translate.refusal(refused) if refused else None
    context = {
        "place": "staff",
        "officer": held,
        "rights": identity.rights_held(by, officer=username, limit=200).lines,
        "controls": posts.controls(request, by, before=held.staff),
        "grant": posts.grant_controls(request),
        "on": Control("on", gettext("Last day"), "date", posting.text(request, "on"), required=False, help=gettext("Empty: now.")),
        "touched": cases.running_touched(held.staff.account),
        "oneself": by.who.number == str(held.staff.account),
        "once": posting.fresh(),
        "told": told,
        "doing": doing,
    }
    return render(request, "workbench/staff/officer.html", context, status=told.status if told else 200)


def _acted(request: HttpRequest, username: str, what: str, act: Callable[[], str]) -> HttpResponse:
    try:
        said = act()
    except Refusal as refused:
        if not _mendable(refused):
            raise
        return shown(request, username, refused, what)
    messages.success(request, said)
    here = reverse("workbench:officer", args=[username])
    try:
        identity.officer_named(username, actor_of(request))
    except Refusal:
        here = reverse("workbench:staff")
    return HttpResponseRedirect(here)


def _stay(said: str, touched: int) -> str:
    more = ngettext(
        "%(n)s running case they had a hand in stays with the body.", "%(n)s running cases they had a hand in stay with the body.", touched
    )
    return f"{said} {more % {'n': touched}}" if touched else said


def _first(request: HttpRequest, refused: Refusal | None = None, weak: tuple[str, ...] = ()) -> HttpResponse:
    told = translate.refusal(refused) if refused else None
    context = {"told": told, "weak": weak, "username": posting.text(request, "username")}
    response = render(request, "workbench/staff/first.html", context, status=400 if told or weak else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _mendable(refused: Refusal) -> bool:
    return posting.mendable(refused) or isinstance(refused, OutsideAdministration | PlatformRight)

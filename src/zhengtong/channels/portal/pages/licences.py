"""电子证照: the wallet, one licence, and verification by anybody."""

from http import HTTPStatus
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.channels.ui import qr, translate
from zhengtong.channels.ui.guards import actor_of, member, public
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import Verdict
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal

_LARGEST = 8 * 1024 * 1024  # bytes of a file that is looked at; ours are far smaller

_VERDICTS = {
    Verdict.GENUINE: (
        "done",
        gettext_noop("Genuine"),
        gettext_noop("It is genuine and valid"),
        gettext_noop("Every byte is as it was signed, and the licence is valid now."),
    ),
    Verdict.NOT_VALID_NOW: (
        "wait",
        gettext_noop("Not valid now"),
        gettext_noop("It is genuine, but not valid now"),
        gettext_noop("The file is as it was signed; the licence has since been withheld, ended or expired. See its status below."),
    ),
    Verdict.CHANGED: (
        "late",
        gettext_noop("Changed"),
        gettext_noop("This file has been changed"),
        gettext_noop(
            "Its bytes are not those that were signed: at least one was changed. Do not rely on it; ask the holder for the original file."
        ),
    ),
    Verdict.UNKNOWN_KEY: (
        "late",
        gettext_noop("Unknown key"),
        gettext_noop("We do not know who signed this"),
        gettext_noop("It is signed with a key that is not ours. Ask the body that issued it."),
    ),
    Verdict.UNREADABLE: (
        "late",
        gettext_noop("Unreadable"),
        gettext_noop("This is not a signed licence"),
        gettext_noop(
            "The file is not one that we made: neither a signed file nor a sheet as it was printed. "
            "A PDF in which one byte was changed is no longer recognised."
        ),
    ),
}


@member
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """证照夹 of whoever one acts for."""
    actor = actor_of(request)
    found = licences.licences_of(actor.subject, actor) if actor.subject else ()
    return render(request, "portal/licences/mine.html", {"licences": found})


@member
@require_safe
def licence(request: HttpRequest, number: str) -> HttpResponse:
    """One licence, with a QR code that leads to the public page."""
    actor = actor_of(request)
    found = licences.licence(number, actor)
    renewal = cases.renewable(found)
    lines = [
        (found.titles.get(code, code), found.shown.get(code) or value) for code, value in found.values.items() if value not in (None, "")
    ]
    address = settings.ZT_PUBLIC_URL + reverse("portal:verify-number", args=[found.number])
    given = {
        "licence": found,
        "lines": lines,
        "qr": qr.svg(address),
        "renewal": renewal,
        "in_time": renewal is not None and renewal.in_time(clock.today()),
        "can_renew": cases.may_renew(actor, found),
        "once": uuid4(),
    }
    return render(request, "portal/licences/licence.html", given)


@member
@require_safe
def as_json(request: HttpRequest, number: str) -> HttpResponse:
    """The signed file, byte for byte."""
    return _attached(licences.signed_json(number, actor_of(request)), "application/json", f"{number}.json")


@member
@require_safe
def as_pdf(request: HttpRequest, number: str) -> HttpResponse:
    made = licences.pdf(number, actor_of(request))
    if made is None:
        raise Http404
    return _attached(made, "application/pdf", f"{number}.pdf")


def _attached(data: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """核验: a file to the last byte, or a number."""
    number = request.GET.get("number", "").strip()[:200]
    if request.method == "POST":
        return _verify_file(request)
    if not number:
        return render(request, "portal/licences/verify.html")
    try:
        status = licences.verify_number(number, clock.now())
    except Refusal as refused:
        return _unverified(request, refused, number)
    return render(request, "portal/licences/public.html", {"status": status})


def _verify_file(request: HttpRequest) -> HttpResponse:
    sent = request.FILES.get("file")
    data = sent.read(_LARGEST + 1) if sent is not None else b""
    if sent is None or not data:
        return render(
            request, "portal/licences/verify.html", {"told": {"message": gettext("Choose a file first."), "remedy": ""}}, status=400
        )
    found = licences.verify_file(data if len(data) <= _LARGEST else b"", clock.now())
    tone, word, title, text = _VERDICTS[found.verdict]
    given = {
        "verification": found,
        "status": found.status,
        "tone": tone,
        "verdict_word": gettext(word),
        "verdict_title": gettext(title),
        "verdict_text": gettext(text),
        "filename": (sent.name or "")[:120],
    }
    return render(request, "portal/licences/verify.html", given)


@public
@require_safe
def verify_number(request: HttpRequest, number: str) -> HttpResponse:
    """What anybody may see of a number; where the QR code leads."""
    try:
        status = licences.verify_number(number, clock.now())
    except Refusal as refused:
        return _unverified(request, refused, number)
    return render(request, "portal/licences/public.html", {"status": status})


def _unverified(request: HttpRequest, refused: Refusal, number: str) -> HttpResponse:
    told = translate.refusal(refused)
    return render(request, "portal/licences/verify.html", {"told": told, "number": number}, status=told.status or HTTPStatus.NOT_FOUND)

"""文书: the sealed PDF of each document, consent to electronic delivery, and verification by anybody."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.channels.ui.guards import actor_of, member, public
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import DocumentCheck, Genuineness
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key

_LARGEST = 8 * 1024 * 1024  # bytes of a file that is looked at; ours are far smaller
_VERDICTS = {
    Genuineness.SEALED_HERE: (
        "done",
        gettext_noop("Sealed here"),
        gettext_noop("This document was sealed here"),
        gettext_noop("It is on record with the number, the day and the key below. What it says and about whom is not shown."),
    ),
    Genuineness.CHANGED: (
        "late",
        gettext_noop("Changed"),
        gettext_noop("This file was changed after it was sealed"),
        gettext_noop("It bears a seal of ours, but its bytes are not those that were sealed. Ask the holder for the original file."),
    ),
    Genuineness.UNKNOWN: (
        "late",
        gettext_noop("Not known here"),
        gettext_noop("We did not seal this"),
        gettext_noop("No document with this file, or with this number and code, was sealed here. One changed byte is enough for that."),
    ),
}


@member
@require_safe
def sheet(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """The sealed bytes; sealed now, where the worker has not come round to it."""
    made = cases.document(case=number, name=name, by=actor_of(request), at=clock.now())
    return attached(made, f"{number}-{name}.pdf")


@member
@require_safe
def translation(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """To read, sealed by nobody."""
    return attached(cases.translation(case=number, name=name, by=actor_of(request)), f"{number}-{name}-en.pdf")


def attached(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@member
@require_POST
def consent(request: HttpRequest, number: str) -> HttpResponse:
    """同意电子送达, or take it back."""
    once = request.POST.get("once", "")[:64]
    agreed = request.POST.get("electronic") == "yes"
    cases.consent(case=number, agreed=agreed, by=actor_of(request), at=clock.now(), once=Key(once) if once else None)
    return HttpResponseRedirect(reverse("portal:case", args=[number]) + "#documents")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """文书查验: a file to the last byte, or a number with its code."""
    if request.method != "POST":
        number, code = (request.GET.get(name, "").strip()[:200] for name in ("number", "code"))
        return _checked(request, cases.verify_number(number, code), number) if number else _form(request)
    sent = request.FILES.get("file")
    data = sent.read(_LARGEST + 1) if sent is not None else b""
    if sent is None or not data:
        return _form(request, told=gettext("Choose a file first."))
    return _checked(request, cases.verify_file(data if len(data) <= _LARGEST else b""), (sent.name or "")[:120])


@public
@require_safe
def verify_hash(request: HttpRequest, sha256: str) -> HttpResponse:
    return _checked(request, cases.verify_hash(sha256), sha256[:64])


@public
@require_safe
def verify_number(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Where the QR code of a document leads."""
    return _checked(request, cases.verify_number(number, code), number[:200])


def _form(request: HttpRequest, *, told: str = "") -> HttpResponse:
    return render(request, "portal/cases/verify.html", {"told": told}, status=400 if told else 200)


def _checked(request: HttpRequest, found: DocumentCheck, asked: str) -> HttpResponse:
    tone, word, title, text = _VERDICTS[found.verdict]
    given = {
        "found": found,
        "tone": tone,
        "verdict_word": gettext(word),
        "verdict_title": gettext(title),
        "verdict_text": gettext(text),
        "asked": asked,
        "checked_at": clock.now(),
    }
    return render(request, "portal/cases/verify.html", given)

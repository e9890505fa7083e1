"""What every form of the desk carries: an idempotency key, so that a double press or a reload acts once."""

import secrets

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from zhengtong.channels.ui import translate, unsent
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Kind, Refusal

_LONGEST = 64
MENDABLE = frozenset({Kind.INVALID, Kind.CONFLICT})


def fresh() -> str:
    """A key for a form that is being shown."""
    return secrets.token_urlsafe(16)


def once(request: HttpRequest) -> Key | None:
    """The key that came back with the form."""
    sent = request.POST.get("once", "")[:_LONGEST]
    return Key(sent) if sent else None


def text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def restored(request: HttpRequest) -> str:
    """What was typed before the session ended is back in its fields; which of the page's forms it was, "" where nothing was kept."""
    kept = unsent.take(request)
    if not kept:
        return ""
    given = QueryDict(mutable=True)
    given.update(kept)
    given.setlist("at", [key.removeprefix("what:") for key, words in kept.items() if key.startswith("what:") and words])
    request.POST = given  # type: ignore[assignment]
    return kept.get("opinion") or ("decline" if "reason" in kept else "forward" if "organisation" in kept else "ask")


def kept(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What can no longer be done, because the matter is in other hands now: what was typed for it is shown, so that nothing is lost."""
    typed = [words for name in ("text", "article", "would_pass_if", "note", "reason", "direction") if (words := text(request, name))]
    typed += [words for at in request.POST.getlist("at") if (words := text(request, f"what:{at}"))]
    if not typed:
        raise refusal
    told = translate.refusal(refusal)
    return render(request, "workbench/kept.html", {"told": told, "typed": typed}, status=told.status)


def mendable(refusal: Refusal) -> bool:
    """Shown on the form itself; anything else (not yours, not there) is a page of its own."""
    return refusal.kind in MENDABLE

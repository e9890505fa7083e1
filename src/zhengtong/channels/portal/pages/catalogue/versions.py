"""版本: every published version of a guide or bundle, and what changed from one to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhengtong.channels.portal import differences
from zhengtong.channels.portal.differences import Change
from zhengtong.channels.ui.guards import public
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel import clock
from zhengtong.kernel.content.terms import Published
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Edition:
    """``state``: now, coming, past; replaced: overtaken by a later text for the same time; gone: the withdrawal."""

    number: int  # in the order of publication
    valid_from: date
    published_at: datetime | None
    state: str
    changes: tuple[Change, ...] = ()
    first: bool = False


@public
@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    return _history(request, "item", code)


@public
@require_safe
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    return _history(request, "bundle", code)


def _history(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    found = catalogue.versions(kind, code)
    if not found:
        raise Http404
    told = editions(found, clock.today())
    old, new = (_number(request, name, len(found)) for name in ("old", "new"))
    chosen = {"old": old, "new": new, "changes": differences.between(found[old - 1].body, found[new - 1].body)} if old and new else None
    held = {one.number: one for one in told}
    given = {
        "name": Words.read(found[-1].body.get("name")),  # type: ignore[arg-type]
        "home": "" if found[-1].withdrawn else reverse(f"portal:{kind}", args=[code]),
        "editions": told,
        "chosen": chosen,
        "older": held.get(old) if chosen else None,
        "newer": held.get(new) if chosen else None,
    }
    return render(request, "portal/catalogue/history.html", given)


def _number(request: HttpRequest, name: str, most: int) -> int:
    """A version that there is; 0 for anything else."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 and 1 <= int(asked) <= most else 0


def editions(found: Sequence[Published], today: date) -> list[Edition]:
    """The one that holds longest ahead first; each with what it changed in the one before it."""
    rows = [Edition(number, one.valid_from, one.published_at, "") for number, one in enumerate(found, 1)]
    ordered = sorted(rows, key=lambda one: (one.valid_from, one.number))
    states = _states(found, today)
    told = []
    for place, one in enumerate(ordered):
        before = found[ordered[place - 1].number - 1] if place else None
        after = found[one.number - 1]
        changes = () if before is None or after.withdrawn else differences.between(before.body, after.body)
        told.append(replace(one, state=states[one.number], changes=changes, first=before is None))
    return told[::-1]


def coming(found: Sequence[Published], today: date) -> date | None:
    """The day from which another version holds, where one is published ahead."""
    states = _states(found, today)
    return min((one.valid_from for number, one in enumerate(found, 1) if states[number] == "coming"), default=None)


def _states(found: Sequence[Published], today: date) -> dict[int, str]:
    """Of versions that have begun by a day, the one published last holds; what begins no earlier than a later one never does."""
    states: dict[int, str] = {}
    earliest: date | None = None
    holds = True
    for number in range(len(found), 0, -1):
        one = found[number - 1]
        if earliest is not None and one.valid_from >= earliest:
            states[number] = "replaced"
            continue
        earliest = one.valid_from
        if one.valid_from > today:
            states[number] = "coming"
        else:
            states[number] = ("gone" if one.withdrawn else "now") if holds else "past"
            holds = False
    return states

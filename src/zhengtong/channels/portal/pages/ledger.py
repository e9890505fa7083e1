"""公开账本: the signed heads, how to check them, and the public files themselves."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhengtong.channels.ui.guards import public
from zhengtong.kernel.ledger import api as ledger

_TAIL = 16 * 1024  # bytes of heads.jsonl that are looked at for the page
_SHOWN = 20
_MEDIA = {".json": "application/json", ".jsonl": "application/x-ndjson", ".bin": "application/octet-stream"}


@dataclass(frozen=True, slots=True)
class PublicFile:
    name: str
    size: int
    href: str


@dataclass(frozen=True, slots=True)
class HeadLine:
    size: int
    at: datetime
    root: str


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """账本: how much is in it, its fingerprint, and how to check it."""
    head = ledger.head()
    given = {
        "head": head,
        "root": head.root.hex() if head else "",
        "heads": _heads(),
        "files": _files(),
        "address": settings.ZT_PUBLIC_URL + reverse("portal:ledger"),
    }
    return render(request, "portal/ledger/ledger.html", given)


def _files() -> list[PublicFile]:
    folder = ledger.public_folder()
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_public(path)]
    return [
        PublicFile(name, path.stat().st_size, reverse("portal:ledger-file", args=[name]))
        for path in found
        if (name := path.relative_to(folder).as_posix())
    ]


def _is_public(path: Path) -> bool:
    return path.suffix in _MEDIA and not path.name.startswith(".")


def _heads() -> list[HeadLine]:
    """The last ones published, latest first."""
    path = ledger.public_folder() / "heads.jsonl"
    if not path.exists():
        return []
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        lines = file.read().splitlines()
    told = []
    for line in reversed(lines):
        try:
            one = json.loads(line)
            told.append(HeadLine(int(one["size"]), datetime.fromisoformat(one["at"]), str(one["root"])))
        except (ValueError, KeyError):
            continue  # the first line of the tail is cut in half
    return told[:_SHOWN]


@public
@require_safe
def public_file(request: HttpRequest, name: str) -> HttpResponseBase:  # noqa: ARG001
    """One public file, as it stands. Anybody may read it, from anywhere, in parts."""
    folder = ledger.public_folder().resolve()
    try:
        path = (folder / name).resolve()
        there = path.is_relative_to(folder) and path.is_file() and _is_public(path)
    except (OSError, ValueError):  # a name that no file system takes
        there = False
    if not there:
        raise Http404
    response = FileResponse(path.open("rb"), content_type=_MEDIA[path.suffix])
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "no-cache"
    return response

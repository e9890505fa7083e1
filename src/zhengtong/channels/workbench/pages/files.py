"""附件: a file of a case, as stored, for an officer whose part of the case it belongs to."""

from collections.abc import Sequence
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase

from zhengtong.channels.ui.middleware import CONTENT_SECURITY
from zhengtong.foundation.forms.terms import Attached
from zhengtong.kernel.files import api as files

_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'"


def beside(page: HttpResponse) -> HttpResponse:
    """A page that shows such a file beside the answers: frames of our own origin, nothing else."""
    page.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY}; frame-src 'self'"
    return page


def show(attached: Sequence[Attached], sha256: str) -> HttpResponseBase:
    """The file in the browser, if it is one of these; never a script's ground."""
    one = next((file for file in attached if file.sha256 == sha256), None)
    if one is None:
        raise Http404
    response = FileResponse(files.open(one.sha256), content_type=one.media_type)
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(one.name)}"
    response.headers["Content-Length"] = str(one.size)
    pdf = one.media_type == "application/pdf"
    response.headers["Content-Security-Policy"] = f"{_POLICY}; object-src 'self'" if pdf else f"{_POLICY}; sandbox"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "private, no-store"
    return response

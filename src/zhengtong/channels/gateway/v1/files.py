"""附件: files in and out. A file is handed back only where it belongs to what the caller may see."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import UploadedFile

from zhengtong.channels.gateway.bodies import FORM, check_media_type, check_names
from zhengtong.channels.gateway.errors import NothingHere, UploadNotKnown
from zhengtong.channels.gateway.v1.parts import REFUSALS
from zhengtong.foundation.forms.terms import Attached
from zhengtong.kernel.files import api as files
from zhengtong.kernel.files.terms import StoredFile

PDF, PICTURES = "application/pdf", ("image/png", "image/jpeg")


def as_file(*media_types: str) -> dict[str, Any]:
    """For the description of an operation: it answers with a file of one of these types."""
    return {"response": {200: None, **REFUSALS}, "openapi_extra": {"x-content": media_types}}


PAPER = as_file(PDF, *PICTURES)
"""What somebody handed in."""
HOURS = 24
_SALT = "zhengtong.gateway.upload.1"


def keep(request: HttpRequest, file: UploadedFile) -> StoredFile:
    """Store what came; nothing else may come with it. Outside any transaction."""
    check_media_type(request, FORM)
    check_names([*request.POST, *request.FILES], ["file"])
    return files.store(file, name=file.name or "", limit=settings.ZT_UPLOAD_LIMIT)


def ticket(stored: StoredFile, *, who: str, case: str, material: str) -> str:
    """A receipt of an upload, which only this caller can use, and only for this paper of this case."""
    return signing.dumps([who, case, material, stored.sha256, stored.size, stored.media_type, stored.name], salt=_SALT, compress=True)


def redeem(given: Sequence[str], *, who: str, case: str) -> list[tuple[str, StoredFile]]:
    """Material and file of each receipt. Raises UploadNotKnown."""
    found = []
    for one in given:
        try:
            holder, of, material, sha256, size, media_type, name = signing.loads(one, salt=_SALT, max_age=HOURS * 3600)
            files.media_type(sha256)
        except (signing.BadSignature, ValueError, TypeError, files.NoSuchFile) as why:
            raise UploadNotKnown from why
        if (holder, of) != (who, case):
            raise UploadNotKnown
        found.append((material, StoredFile(sha256, size, media_type, name)))
    return found


def hand_back(held: Sequence[Attached], sha256: str) -> FileResponse:
    """Raises NothingHere."""
    one = next((one for one in held if one.sha256 == sha256), None)
    if one is None:
        raise NothingHere
    response = FileResponse(files.open(one.sha256), content_type=str(one.media_type), filename=one.name, as_attachment=True)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def attachment(data: bytes, media_type: str, name: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    return HttpResponse(data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"', **(headers or {})})

"""What an answer amounts to, in the words of the table."""

import re

from django.http import HttpResponseBase

from tests.attacks.matrix.table import NOT_FOUND, OPEN, REFUSED, SIGN_IN, WRONG_METHOD

_WORDS = {401: SIGN_IN, 403: REFUSED, 404: NOT_FOUND, 405: WRONG_METHOD}
_DOOR = "/accounts/login/"


def word(answer: HttpResponseBase) -> str:
    if answer.status_code >= 500:
        return f"fell over ({answer.status_code})"
    led = answer.headers.get("Location", "") or answer.headers.get("HX-Redirect", "")
    if led.startswith(_DOOR):
        return SIGN_IN
    return _WORDS.get(answer.status_code, OPEN)


def shown(answer: HttpResponseBase) -> str:
    """Everything that was answered, as text; a file as nothing."""
    kind = answer.headers.get("Content-Type", "")
    if not re.match(r"text/|application/(json|problem\+json|geo\+json)", kind):
        return ""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return bytes(body).decode(errors="replace")

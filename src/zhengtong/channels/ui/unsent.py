"""What somebody typed when they were no longer signed in: sealed, kept in their session for an hour, filled in again after they sign in.

Files are not kept: a file is sent again. Another person's sign-in empties the session, so nobody reads what another typed.
"""

import json
import time
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest

from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.refusals import Refusal

_NAME = "unsent"
_PLACE = "session.unsent"
_SECONDS = 3600
_MOST = 200_000  # characters
_NEVER = frozenset(
    {"csrfmiddlewaretoken", "once", "login", "password", "oldpassword", "password1", "password2", "code", "credential"}
)


def keep(request: HttpRequest, back: str) -> None:
    """Called by a guard that must turn away a form; ``back`` is the address of the page that held it."""
    typed = {key: request.POST[key] for key in request.POST if key not in _NEVER}
    text = json.dumps(typed, ensure_ascii=False)
    if typed and len(text) <= _MOST:
        request.session[_NAME] = {
            "path": unquote(urlsplit(back).path),
            "until": time.time() + _SECONDS,
            "typed": crypto.seal(text, place=_PLACE),
        }


def take(request: HttpRequest) -> dict[str, str]:
    """What was kept for this page; once."""
    kept = request.session.get(_NAME)
    if not isinstance(kept, dict) or kept.get("path") != request.path:
        return {}
    del request.session[_NAME]
    if kept.get("until", 0) < time.time():
        return {}
    try:
        found = json.loads(crypto.unseal(kept["typed"], place=_PLACE))
    except (Refusal, ValueError, KeyError):
        return {}
    return {str(key): str(value) for key, value in found.items()}

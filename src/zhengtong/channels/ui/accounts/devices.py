"""常用设备: a random cookie tells a browser that was here before; a new one is told to the holder."""

import re
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.crypto import api as crypto

COOKIE = "device"
_SALT = "zhengtong.device"
_FOR = 400 * 24 * 3600  # as long as browsers keep one
_BROWSERS = (
    ("MicroMessenger", "微信 WeChat"), ("HuaweiBrowser", "Huawei Browser"), ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


def described(agent: str) -> str:
    """Browser and system in a few letters, so that the holder recognises it; "" where neither is known."""
    browser = next((name for mark, name in _BROWSERS if re.search(rf"\b{mark}", agent)), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return " · ".join(filter(None, (browser, system)))


def mark(request: HttpRequest) -> str:
    """What is kept of this browser's cookie; "" where it has none of ours."""
    try:
        value = request.get_signed_cookie(COOKIE, default="", salt=_SALT)
    except signing.BadSignature:
        value = ""
    return crypto.blind_index(value, of="device") if value else ""


def note(request: HttpRequest, response: HttpResponseBase, *, account: int, by: Actor) -> None:
    """Keep the browser somebody signed in from, and give it a cookie where it has none."""
    here = mark(request)
    if not here:
        value = secrets.token_urlsafe(32)
        here = crypto.blind_index(value, of="device")
        response.set_signed_cookie(
            COOKIE, value, salt=_SALT, max_age=_FOR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    agent = request.headers.get("User-Agent", "")
    identity.note_device(account=account, mark=here, described=described(agent), by=by, at=clock.now())

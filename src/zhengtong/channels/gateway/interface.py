"""The interface: every operation under one description."""
import json
import re

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.parser import Parser
from ninja.types import DictStrAny

from zhengtong.channels.gateway import problems
from zhengtong.channels.gateway.v1 import cases, catalogue, drafts, licences, session

DESCRIPTION = """政通开放接口。Everything a page lets a person do for a matter, a program may do for them.

Get a token with `POST /session`, send it as `Authorization: Bearer …`. Texts follow `Accept-Language` (`zh-hans`, `en`).
What cannot be done is answered as `application/problem+json` (RFC 9457) with a stable `code`, a `detail` and a `remedy`.
Whatever must not happen twice takes an `Idempotency-Key`: the same key again returns what is there; with other content it is refused.
"""

ROUTERS = {
    "session": session.router,
    "catalogue": catalogue.router,
    "drafts": drafts.router,
    "cases": cases.router,
    "licences": licences.router,
}

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as JSON writes it; not a backslash followed by these letters


class WholeText(Parser):
    """JSON whose texts can be kept: with half a character (a lone surrogate) or a NUL in it, a body is unreadable."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        body = super().parse_body(request)
        text = json.dumps(body, ensure_ascii=False)
        text.encode()
        if _NUL.search(text):
            raise ValueError("NUL")
        return body


interface = NinjaAPI(
    title="政通 Zhengtong",
    version="1",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="gateway",
    parser=WholeText(),
)
problems.register(interface)
for tag, router in ROUTERS.items():
    interface.add_router("", router, tags=[tag])

"""The interface: every operation under one description."""

from collections.abc import Mapping

from ninja import NinjaAPI, Router
from ninja.renderers import JSONRenderer

from zhengtong.channels.gateway import problems
from zhengtong.channels.gateway.bodies import Reader
from zhengtong.channels.gateway.v1 import (
    assistances,
    calendar,
    choosing,
    documents,
    drafts,
    hearings,
    ledger,
    licences,
    mandates,
    me,
    messages,
    session,
)
from zhengtong.channels.gateway.v1.cases import asking, following, mending, papers
from zhengtong.channels.gateway.v1.catalogue import finding, guides, planning
from zhengtong.channels.gateway.v1.desk import (
    approvals,
    automation,
    batch,
    checks,
    claiming,
    clock,
    consulting,
    delivering,
    flow,
    grounds,
    intake,
    joint,
    leave,
    lists,
    receiving,
    staff,
    systems,
)
from zhengtong.channels.gateway.v1.desk import hearings as desk_hearings

DESCRIPTION = """政通开放接口。Everything a page lets a person do for a matter, a program may do for them; and for officers at their desk.

Get a token with `POST /session`, send it as `Authorization: Bearer …`. Texts follow `Accept-Language` (`zh-hans`, `en`).
What cannot be done is answered as `application/problem+json` (RFC 9457) with a stable `code`, a `detail`, a `remedy` and, field by
field, `errors`. Whatever must not happen twice takes an `Idempotency-Key`: the same key again returns what is there; with other content
it is refused. Lists go on with `?after=` and the `next` of the page before. Too many requests are refused with `Retry-After`.
"""

TAGS: dict[str, tuple[Router, ...]] = {
    "session": (session.router,),
    "me": (me.router, calendar.router),
    "catalogue": (finding.router, guides.router, planning.router),
    "drafts": (drafts.router, choosing.router),
    "cases": (following.router, mending.router, asking.router, papers.router),
    "help": (assistances.router,),
    "window": (intake.router, receiving.router, delivering.router),
    "desk": (lists.router, approvals.router, grounds.router, batch.router, claiming.router),
    "clock": (clock.router, joint.router),
    "flow": (flow.router, consulting.router, desk_hearings.router, systems.router, hearings.router),
    "after": (checks.router, automation.router),
    "staff": (staff.router, leave.router),
    "licences": (licences.router, licences.public),
    "documents": (documents.router, documents.public),
    "mandates": (mandates.router,),
    "messages": (messages.router,),
    "ledger": (ledger.router,),
}
ROUTERS = tuple(router for routers in TAGS.values() for router in routers)


class Writer(JSONRenderer):
    """Chinese as it is written: a third of the bytes."""

    json_dumps_params: Mapping[str, object] = {"ensure_ascii": False}


interface = NinjaAPI(
    title="政通 Zhengtong",
    version="1",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="gateway",
    parser=Reader(),
    renderer=Writer(),
)
problems.register(interface)
for tag, routers in TAGS.items():
    for each in routers:
        interface.add_router("", each, tags=[tag])

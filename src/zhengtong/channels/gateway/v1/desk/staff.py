"""人员管理: a department's own personnel system tells who joins, moves and leaves."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import QueryEx, Router, Status
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.parts import NEXT, REFUSALS, Given, Once, Out, Text
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors.staffing import RosterDefective
from zhengtong.foundation.identity.terms import Duty, GrantSource
from zhengtong.foundation.identity.terms.staffing import Departed, Effect, Joined, OfficerView, Post, RosterAction
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Problem

router = Router(auth=doors.BEARER)
Word = Annotated[str, Field(max_length=60)]
Codes = Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=200)]


class PostIn(Given):
    """任职."""

    organisation: str = Field(max_length=40, description="credit code of the body")
    name: Word
    unit: Word = ""
    title: Word = ""
    duties: list[Duty] = Field(min_length=1, max_length=10)
    items: Codes = Field([], description="codes; empty: all of the body's")
    divisions: Codes = Field([], description="12 digits each; empty: all of the body's")
    since: date | None = None
    until: date | None = Field(None, description="last day")

    def post(self) -> Post:
        return Post(
            organisation=self.organisation,
            name=self.name,
            duties=frozenset(self.duties),
            unit=self.unit,
            title=self.title,
            items=identity.items_of(" ".join(self.items)),
            divisions=identity.divisions_of(" ".join(self.divisions)),
            since=self.since,
            until=self.until,
        )


class JoinIn(PostIn):
    username: str = Field(max_length=60)
    document: Word = Field("", description="compared with the register so that nobody handles their own matter; not kept")


class LeaveIn(Given):
    on: date | None = Field(None, description="last day; without it, now")


class ImportIn(Given):
    """名册: the text of the CSV."""

    csv: str = Field(max_length=1024 * 1024)
    confirm: bool = Field(False, description="false: only tell what it would do")


class OfficerOut(Out):
    username: str
    name: str
    organisation: str
    organisation_name: Text
    unit: str
    title: str
    duties: list[Duty]
    divisions: list[str]
    since: date | None
    until: date | None
    entered: bool = Field(description="has come in with the one-time code and chosen a password")
    left: bool

    @classmethod
    def of(cls, one: OfficerView) -> "OfficerOut":
        duties = sorted(one.staff.duties)
        return parts.read(cls, one.staff, duties=duties, divisions=list(one.staff.divisions), entered=one.entered, left=one.left)


class OfficersOut(Out):
    officers: list[OfficerOut]
    next: str = NEXT


class JoinedOut(Out):
    username: str
    code: str = Field(description="one-time code, told here once; empty when the same was sent before")

    @classmethod
    def of(cls, one: Joined) -> "JoinedOut":
        return cls(username=one.staff.username, code=one.code)


class DepartedOut(Out):
    username: str
    rights_ended: int
    sittings_ended: int
    running_cases: int = Field(description="running cases they had a hand in; these stay with the body")

    @classmethod
    def of(cls, done: Departed, running: int) -> "DepartedOut":
        return cls(username=done.staff.username, rights_ended=done.rights_ended, sittings_ended=done.sittings_ended, running_cases=running)


class RosterStepOut(Out):
    line: int
    username: str
    action: RosterAction
    effect: Effect


class ImportedOut(Out):
    confirmed: bool
    steps: list[RosterStepOut]
    joined: list[JoinedOut] = Field(description="with their one-time codes; only once confirmed")


@router.get("/desk/staff", operation_id="officers", response={200: OfficersOut, **REFUSALS}, summary="Officers I administer")
@doors.duty(Duty.ADMINISTER)
def officers(
    request: HttpRequest,
    q: Annotated[str, QueryEx(max_length=60, description="name, sign-in name, unit or title")] = "",
    left: Annotated[bool, QueryEx(description="those who have left")] = False,
    after: parts.After = "",
    limit: parts.Limit = 50,
) -> OfficersOut:
    """人员名册, by sign-in name."""
    page = identity.officers(doors.actor_of(request), words=q, left=left, after=after, limit=limit)
    return OfficersOut(officers=[OfficerOut.of(one) for one in page.lines], next=page.next)


@router.post("/desk/staff", operation_id="join", response={201: JoinedOut, **REFUSALS}, summary="Somebody joins")
@doors.duty(Duty.ADMINISTER)
def join(request: HttpRequest, given: JoinIn, idempotency_key: Once = None) -> Status[JoinedOut]:
    """入职. The code in the answer lets them choose a password at /desk/staff/first/."""
    by, once = doors.actor_of(request), doors.key_of(idempotency_key)
    done = identity.join(
        username=given.username,
        post=given.post(),
        document=given.document,
        by=by,
        at=clock.now(),
        source=GrantSource.IMPORT,
        once=once,
    )
    return Status(201, JoinedOut.of(done))


@router.post("/desk/staff/import", operation_id="import_staff", response={200: ImportedOut, **REFUSALS}, summary="Joiners, movers, leavers")
@doors.duty(Duty.ADMINISTER)
def import_staff(request: HttpRequest, given: ImportIn) -> ImportedOut:
    """名册导入: all of it or nothing; the same again changes nothing. Every defect has its place, ``line:column``."""
    by, content = doors.actor_of(request), given.csv.encode()
    plan = identity.preview_roster(content, by)
    if plan.defects:
        problems = [Problem(f"{one.line}:{one.column}", one.message, one.params) for one in plan.defects[:200]]
        raise RosterDefective(count=len(plan.defects), problems=problems)
    steps = [RosterStepOut(line=one.line.line, username=one.line.username, action=one.line.action, effect=one.effect) for one in plan.steps]
    if not given.confirm:
        return ImportedOut(confirmed=False, steps=steps, joined=[])
    done = identity.import_roster(content=content, by=by, at=clock.now(), seen=identity.digest_of_roster(plan))
    return ImportedOut(confirmed=True, steps=steps, joined=[JoinedOut.of(one) for one in done.joined])


@router.post("/desk/staff/{username}/move", operation_id="move", response={200: DepartedOut, **REFUSALS}, summary="Somebody moves")
@doors.duty(Duty.ADMINISTER)
def move(request: HttpRequest, username: str, given: PostIn, idempotency_key: Once = None) -> DepartedOut:
    """调动: the old rights end, the new ones begin, at once."""
    by, once = doors.actor_of(request), doors.key_of(idempotency_key)
    held = identity.officer_named(username, by).staff
    running = cases.running_touched(held.account)
    done = identity.move(account=held.account, post=given.post(), by=by, at=clock.now(), source=GrantSource.IMPORT, once=once)
    return DepartedOut.of(done, running)


@router.post("/desk/staff/{username}/leave", operation_id="leave", response={200: DepartedOut, **REFUSALS}, summary="Somebody leaves")
@doors.duty(Duty.ADMINISTER)
def leave(request: HttpRequest, username: str, given: LeaveIn, idempotency_key: Once = None) -> DepartedOut:
    """离职: sign-in, rights and sittings end."""
    by, once = doors.actor_of(request), doors.key_of(idempotency_key)
    held = identity.officer_named(username, by).staff
    running = cases.running_touched(held.account)
    done = identity.leave_service(account=held.account, by=by, at=clock.now(), on=given.on, source=GrantSource.IMPORT, once=once)
    return DepartedOut.of(done, running)

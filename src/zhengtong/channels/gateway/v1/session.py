"""登录: a token for a user name, a password and the second factor of an account that has one; no easier to guess at than the page."""
from datetime import date, timedelta

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import SecondFactorMissing, TooManyAttempts, WrongSecondFactor, WrongSignIn
from zhengtong.channels.gateway.v1.parts import OPEN, Given, Moment, Out, Refused
from zhengtong.channels.ui.accounts import factors, troubles
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import SubjectView, Way
from zhengtong.kernel import clock

router = Router()
SIGNING_IN = {**OPEN, 403: Refused}


class SignIn(Given):
    username: str = Field(max_length=150)
    password: str = Field(max_length=200)
    code: str | None = Field(None, max_length=20, description="of the second factor: what the authenticator shows, or a recovery code")
    acting_for: str | None = Field(
        None, max_length=60, description="`token` of one of your `subjects`: firm:<credit code>, mandate:<number> …; else yourself"
    )


class SubjectOut(Out):
    ref: str
    name: str
    me: bool
    token: str = Field(description="send as `acting_for` to act for them")
    office: str = Field(description="legal_representative, handler, agent, guardian; empty for yourself")
    matters: list[str] | None = Field(description="what you may do for them is limited to these; null: everything")
    until: date | None


class Session(Out):
    token: str
    token_type: str = "Bearer"  # noqa: S105
    ends_at: Moment
    acting_for: str | None
    strong: bool = Field(description="whether a second factor was given: what some matters ask for")
    subjects: list[SubjectOut] = Field(description="for whom this account may act")


@router.post("/session", operation_id="sign_in", response={200: Session, **SIGNING_IN}, summary="Get a token")
@doors.public
def sign_in(request: HttpRequest, given: SignIn) -> Session:
    """登录. The token ends after half an hour, and with a change of password. An account with a second factor gives its code, too."""
    try:
        user = get_adapter(request).authenticate(request, username=given.username, password=given.password)
    except ValidationError as why:
        raise TooManyAttempts from why
    shared = user is not None and identity.is_demonstration(user.pk)
    if user is None or identity.is_pending(user.pk) or (shared and not identity.demo_allowed()):
        raise WrongSignIn
    strong = _confirmed(user.pk, given.code, shared=shared)
    identity.let_in(account=user.pk)
    token = doors.token_for(user, given.acting_for, strong=strong)
    try:
        actor = doors.actor_by(token)
    except identity.GroundEnded as why:
        raise identity.NotPermitted from why
    subject = given.acting_for or (str(actor.subject) if actor.subject else None)
    subjects = [_subject(one) for one in identity.subjects_of(actor)]
    ends_at = clock.now() + timedelta(minutes=doors.MINUTES)
    return Session(token=token, ends_at=ends_at, acting_for=subject, strong=strong, subjects=subjects)


def _subject(one: SubjectView) -> SubjectOut:
    matters = None if one.matters is None else sorted(one.matters)
    return SubjectOut(ref=str(one.ref), name=one.name, me=one.me, token=one.token, office=one.office, matters=matters, until=one.until)


def _confirmed(account: int, code: str | None, *, shared: bool) -> bool:
    """Whether a second factor was given. Raises SecondFactorMissing, WrongSecondFactor. A demonstration's sign-ins do without."""
    held = factors.held_by(account)
    if not held or (shared and not code):
        return False
    if not code:
        raise SecondFactorMissing
    try:
        factors.accept(account, code)
    except factors.CodeRefused as no:
        troubles.refused(troubles.by_account(account), Way.SECOND_FACTOR)
        raise WrongSecondFactor from no
    return True
